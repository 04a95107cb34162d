"""What the laboratory measured."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Number
from facts.subject import UNKNOWN, Subject, fact
from facts.values import Interval

__all__ = ["Laboratory"]


class Laboratory(Subject):
    """Measured in the patient's blood."""

    creatinine_umol_l: Annotated[
        Interval,
        fact(
            "Créatinine sanguine",
            "Blood creatinine",
            Number("umol/L", 10, 2500),
            "LOINC 14682-9",
            learnt_by="blood_test",
            change="free",
        ),
    ] = UNKNOWN
    cockcroft_ml_min: Annotated[
        Interval,
        fact(
            "Clairance de Cockcroft et Gault déjà calculée",
            "Cockcroft and Gault clearance already computed",
            Number("mL/min", 0, 300),
            learnt_by="blood_test",
            change="free",
        ),
    ] = UNKNOWN
    calcium_mmol_l: Annotated[
        Interval,
        fact("Calcémie mesurée", "Measured calcium", Number("mmol/L", 1, 6), learnt_by="blood_test", change="free"),
    ] = UNKNOWN
    albumin_g_l: Annotated[
        Interval, fact("Albuminémie", "Albumin in blood", Number("g/L", 1, 100), learnt_by="blood_test", change="free")
    ] = UNKNOWN
    corrected_calcium_mmol_l: Annotated[
        Interval,
        fact(
            "Calcémie corrigée rendue par le laboratoire",
            "Corrected calcium as the laboratory gives it",
            Number("mmol/L", 1, 6),
            "LOINC 29265-6",
            learnt_by="blood_test",
            change="free",
        ),
    ] = UNKNOWN
    vitamin_d_ng_ml: Annotated[
        Interval,
        fact(
            "25-OH vitamine D",
            "25-hydroxyvitamin D",
            Number("ng/mL", 0, 600, also=("nmol/L{25OHD}",)),
            "LOINC 62292-8",
            learnt_by="blood_test",
            change="free",
        ),
    ] = UNKNOWN
    platelets_g_l: Annotated[
        Interval,
        fact(
            "Plaquettes", "Platelets", Number("10*9/L", 0, 3000), "LOINC 777-3", learnt_by="blood_test", change="free"
        ),
    ] = UNKNOWN
