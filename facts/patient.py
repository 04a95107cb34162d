"""The patient: what can be known of the person who has the lesions."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Boolean, Category, Entry, Number
from facts.labels import Label
from facts.subject import UNKNOWN, Subject, fact
from facts.values import Choices, Interval

__all__ = ["Patient"]


class Patient(Subject):
    """Facts about the patient; each is unknown unless it is given.

    Examples
    --------
    >>> Patient(survival_months="3..12").survival_months.is_exact
    False
    """

    age_years: Annotated[Interval, fact("Âge", "Age", Number("a", 0, 120))] = UNKNOWN
    sex: Annotated[
        Choices,
        fact(
            "Sexe",
            "Sex",
            Category(Entry("female", Label(fr="femme", en="female")), Entry("male", Label(fr="homme", en="male"))),
        ),
    ] = UNKNOWN
    weight_kg: Annotated[Interval, fact("Poids", "Weight", Number("kg", 20, 300))] = UNKNOWN
    histology: Annotated[
        Choices,
        fact(
            "Type de cancer bronchique",
            "Type of lung cancer",
            Category(
                Entry("nsclc", Label(fr="non à petites cellules", en="non-small-cell"), "SCT 254637007"),
                Entry("sclc", Label(fr="à petites cellules", en="small-cell"), "SCT 254632001"),
            ),
        ),
    ] = UNKNOWN
    ecog: Annotated[
        Interval, fact("Indice ECOG", "ECOG performance status", Number("", 0, 4, whole_number=True), "LOINC 89247-1")
    ] = UNKNOWN
    karnofsky: Annotated[
        Interval,
        fact("Indice de Karnofsky", "Karnofsky index", Number("", 0, 100, whole_number=True), "LOINC 89243-0"),
    ] = UNKNOWN
    survival_months: Annotated[
        Interval,
        fact("Survie estimée", "Estimated survival", Number("mo", 0, 600, also=("wk", "d", "a"))),
    ] = UNKNOWN
    worst_pain: Annotated[
        Interval,
        fact("Douleur maximale (0 à 10)", "Worst pain (0 to 10)", Number("", 0, 10), "LOINC 72514-3"),
    ] = UNKNOWN
    fit_for_surgery: Annotated[
        Choices,
        fact(
            "État général permettant chirurgie et anesthésie",
            "General condition allows surgery and anaesthesia",
            Boolean(),
        ),
    ] = UNKNOWN
    creatinine_umol_l: Annotated[
        Interval, fact("Créatinine sanguine", "Blood creatinine", Number("umol/L", 10, 2500), "LOINC 14682-9")
    ] = UNKNOWN
    corrected_calcium_mmol_l: Annotated[
        Interval, fact("Calcémie corrigée", "Corrected calcium", Number("mmol/L", 1, 6), "LOINC 29265-6")
    ] = UNKNOWN
    vitamin_d_ng_ml: Annotated[
        Interval, fact("25-OH vitamine D", "25-hydroxyvitamin D", Number("ng/mL", 0, 200), "LOINC 62292-8")
    ] = UNKNOWN
    platelets_g_l: Annotated[Interval, fact("Plaquettes", "Platelets", Number("10*9/L", 0, 3000), "LOINC 777-3")] = (
        UNKNOWN
    )
