"""Imaging of the whole skeleton: bone scintigraphy and PET, why they are asked for and what they show."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Number, entry
from facts.several import Answers, Several
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["PatientImaging"]


class PatientImaging(Subject):
    """Scintigraphy and PET of the skeleton."""

    bone_imaging_reasons: Annotated[
        Answers,
        fact(
            "Motifs de l'imagerie osseuse envisagée (scintigraphie ou TEP)",
            "Reasons for the bone imaging considered (scintigraphy or PET)",
            Several(
                entry("staging", "bilan d'extension", "staging"),
                entry("mapping", "cartographie des métastases osseuses", "mapping of the bone metastases"),
                entry("occult_disease", "recherche d'une maladie occulte", "search for occult disease"),
                entry("follow_up", "suivi", "follow-up"),
            ),
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    fdg_pet_done: Annotated[
        Choices, yes_no("TEP au FDG déjà faite", "FDG PET already done", learnt_by="question", change="onward")
    ] = UNKNOWN
    pet_includes_femurs: Annotated[
        Choices,
        yes_no(
            "Fémurs compris dans le balayage de la TEP",
            "Femurs within the field of the PET",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    new_bone_pain: Annotated[
        Choices, yes_no("Nouvelle douleur osseuse", "New bone pain", learnt_by="question", change="free")
    ] = UNKNOWN
    precise_clinical_question: Annotated[
        Choices,
        yes_no(
            "Question clinique précise posée à la scintigraphie",
            "Precise clinical question to the scintigraphy",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    uptake_increased_on: Annotated[
        Answers,
        fact(
            "Fixation accrue ou nouveaux foyers sous traitement du cancer",
            "Increased uptake or new foci under treatment of the cancer",
            Several(
                entry("bone_scan", "en scintigraphie osseuse", "on bone scintigraphy"),
                entry("fdg_pet", "en TEP au FDG", "on FDG PET"),
            ),
            learnt_by="nuclear_imaging",
            change="free",
        ),
    ] = UNKNOWN
    months_of_treatment_at_imaging: Annotated[
        Interval,
        fact(
            "Durée du traitement du cancer en cours, à la date de l'imagerie",
            "Duration of the present cancer treatment at the date of the imaging",
            Number("mo", 0, 600, also=("wk", "d", "a")),
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
