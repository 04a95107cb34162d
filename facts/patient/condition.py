"""The patient's condition: age, general state, survival, pain."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, Number, entry
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["Condition"]


class Condition(Subject):
    """Who the patient is and how the patient is."""

    age_years: Annotated[Interval, fact("Âge", "Age", Number("a", 0, 120), learnt_by="question", change="person")] = (
        UNKNOWN
    )
    sex: Annotated[
        Choices,
        fact(
            "Sexe",
            "Sex",
            Category(entry("female", "femme", "female"), entry("male", "homme", "male")),
            learnt_by="question",
            change="person",
        ),
    ] = UNKNOWN
    weight_kg: Annotated[
        Interval, fact("Poids", "Weight", Number("kg", 20, 300), learnt_by=("question", "examination"), change="free")
    ] = UNKNOWN
    ecog: Annotated[
        Interval,
        fact(
            "Indice ECOG",
            "ECOG performance status",
            Number("", 0, 4, whole_number=True),
            "LOINC 89247-1",
            learnt_by=("question", "examination"),
            change="free",
        ),
    ] = UNKNOWN
    karnofsky: Annotated[
        Interval,
        fact(
            "Indice de Karnofsky",
            "Index on the Karnofsky scale",
            Number("", 0, 100, whole_number=True),
            "LOINC 89243-0",
            learnt_by=("question", "examination"),
            change="free",
        ),
    ] = UNKNOWN
    survival_months: Annotated[
        Interval,
        fact(
            "Survie estimée",
            "Estimated survival",
            Number("mo", 0, 600, also=("wk", "d", "a")),
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    worst_pain: Annotated[
        Interval,
        fact(
            "Douleur maximale (0 à 10)",
            "Worst pain (0 to 10)",
            Number("", 0, 10),
            "LOINC 72514-3",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    fit_for_surgery: Annotated[
        Choices,
        yes_no(
            "État général permettant chirurgie et anesthésie",
            "General condition allows surgery and anaesthesia",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    elderly: Annotated[Choices, yes_no("Sujet âgé", "Elderly patient", learnt_by="opinion", change="person")] = UNKNOWN
    poor_general_condition: Annotated[
        Choices,
        yes_no("État général jugé altéré", "General condition judged poor", learnt_by="examination", change="free"),
    ] = UNKNOWN
    short_survival: Annotated[
        Choices,
        yes_no("Espérance de vie jugée courte", "Life expectancy judged short", learnt_by="opinion", change="free"),
    ] = UNKNOWN
    poor_prognosis: Annotated[
        Choices,
        yes_no(
            "Pronostic jugé mauvais (moelle comprimée)",
            "Prognosis judged poor (spinal cord compressed)",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    general_condition: Annotated[
        Choices,
        fact(
            "État général (échelle de Tokuhashi)",
            "General condition (Tokuhashi scale)",
            Category(
                entry("poor", "médiocre", "poor"),
                entry("moderate", "moyen", "moderate"),
                entry("good", "bon", "good"),
            ),
            learnt_by="examination",
            change="free",
        ),
    ] = UNKNOWN
    severe_immunosuppression: Annotated[
        Choices,
        yes_no("Immunodépression jugée sévère", "Immunosuppression judged severe", learnt_by="opinion", change="free"),
    ] = UNKNOWN
