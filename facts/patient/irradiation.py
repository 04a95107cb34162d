"""What irradiation means for the patient as a whole: past treatment, emergency, what stands against imaging."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Number
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["PatientIrradiation"]


class PatientIrradiation(Subject):
    """Irradiation, past or coming, of the patient; what the cancer drugs have to do with it."""

    radiotherapy_received: Annotated[
        Choices,
        yes_no(
            "Radiothérapie déjà reçue, où que ce soit",
            "Radiotherapy received before, anywhere",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    months_since_radiotherapy: Annotated[
        Interval,
        fact(
            "Temps depuis la dernière radiothérapie",
            "Time since the last radiotherapy",
            Number("mo", 0, 600, also=("d", "wk", "a")),
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    radionuclide_received: Annotated[
        Choices,
        yes_no(
            "Radiothérapie métabolique déjà reçue",
            "Radionuclide therapy received before",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    months_since_radionuclide: Annotated[
        Interval,
        fact(
            "Temps depuis la dernière radiothérapie métabolique",
            "Time since the last radionuclide therapy",
            Number("mo", 0, 600, also=("d", "wk", "a")),
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    mri_contraindicated: Annotated[
        Choices, yes_no("Contre-indication à l'IRM", "MRI contraindicated", learnt_by="question", change="free")
    ] = UNKNOWN
    hyperalgic_emergency: Annotated[
        Choices,
        yes_no(
            "Urgence clinique hyperalgique",
            "Clinical emergency from extreme pain",
            learnt_by="examination",
            change="free",
        ),
    ] = UNKNOWN
    compressive_emergency: Annotated[
        Choices,
        yes_no(
            "Urgence clinique compressive",
            "Clinical emergency from compression",
            learnt_by="examination",
            change="free",
        ),
    ] = UNKNOWN
    intracranial_irradiation_planned: Annotated[
        Choices,
        yes_no(
            "Irradiation intracérébrale envisagée",
            "Irradiation of the brain planned",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    metachronous_metastases: Annotated[
        Choices, yes_no("Métastases métachrones", "Metachronous metastases", learnt_by="question", change="fixed")
    ] = UNKNOWN
    strict_washout_drug_to_start: Annotated[
        Choices,
        yes_no(
            "Médicament à intervalle strict prévu, pas encore commencé",
            "Drug that calls for a strict interval planned, not yet started",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    drug_half_life_days: Annotated[
        Interval,
        fact(
            "Demi-vie la plus longue des médicaments à arrêter",
            "Longest half-life of the drugs to be stopped",
            Number("d", 0, 365, also=("h", "wk")),
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    days_since_last_dose: Annotated[
        Interval,
        fact(
            "Temps entre la dernière prise et l'irradiation",
            "Time from the last dose to irradiation",
            Number("d", 0, 3650, also=("wk", "mo")),
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    concomitance_decided: Annotated[
        Choices,
        yes_no(
            "Poursuite des deux traitements ensemble décidée en RCP",
            "Decision of the meeting to give both treatments together",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
