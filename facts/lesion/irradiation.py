"""Irradiation of the lesion: planned, done before."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, Number, entry, group
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["Irradiation"]


class Irradiation(Subject):
    """Irradiation, planned or done before."""

    irradiation_planned: Annotated[
        Choices, yes_no("Irradiation envisagée", "Irradiation planned", learnt_by="question", change="free")
    ] = UNKNOWN
    previously_irradiated: Annotated[
        Choices, yes_no("Territoire déjà irradié", "Area already irradiated", learnt_by="question", change="onward")
    ] = UNKNOWN
    irradiation_aim: Annotated[
        Choices,
        fact(
            "But de l'irradiation",
            "Aim of irradiation",
            Category(
                entry("palliative", "palliatif", "palliative"),
                entry("ablative", "ablatif (pseudo-curatif)", "ablative (pseudo-curative)"),
                entry("preventive", "préventif", "preventive"),
            ),
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    irradiation_technique: Annotated[
        Choices,
        fact(
            "Technique d'irradiation envisagée",
            "Technique of irradiation planned",
            Category(
                entry("conformal_3d", "conformationnelle 3D", "3D conformal"),
                entry("imrt", "modulation d'intensité (IMRT)", "intensity-modulated (IMRT)"),
                entry("stereotactic", "stéréotaxique", "stereotactic"),
                groups=(group("conformal", "conformationnelle", "conformal", "conformal_3d", "imrt"),),
            ),
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    planned_fractions: Annotated[
        Interval,
        fact(
            "Nombre de séances prévu",
            "Number of fractions planned",
            Number("", 1, 40, whole_number=True),
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    planned_total_gy: Annotated[
        Interval,
        fact("Dose totale prévue", "Total dose planned", Number("Gy", 1, 100), learnt_by="question", change="free"),
    ] = UNKNOWN
    neuropathic_pain: Annotated[
        Choices,
        yes_no("Douleur neuropathique", "Neuropathic pain", learnt_by=("question", "examination"), change="free"),
    ] = UNKNOWN
    cementoplasty_done: Annotated[
        Choices, yes_no("Cimentoplastie réalisée", "Cementoplasty done", learnt_by="question", change="onward")
    ] = UNKNOWN
    single_fraction_particular_case: Annotated[
        Choices,
        yes_no(
            "Cas particulier justifiant une séance unique",
            "Particular case that justifies a single fraction",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    compression_inoperable: Annotated[
        Choices,
        yes_no(
            "Compression médullaire jugée inopérable",
            "Spinal cord compression judged inoperable",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    affected_vertebrae: Annotated[
        Interval,
        fact(
            "Vertèbres atteintes de la lésion à irradier",
            "Affected vertebrae of the lesion to irradiate",
            Number("", 1, 24, whole_number=True),
            learnt_by=("ct", "mri"),
            change="onward",
        ),
    ] = UNKNOWN
    flat_bone: Annotated[
        Choices,
        yes_no(
            "Os jugé plat (côte, sternum et scapula le sont)",
            "Bone judged flat (rib, sternum and scapula are)",
            learnt_by="opinion",
            change="fixed",
        ),
    ] = UNKNOWN
    bulky: Annotated[
        Choices, yes_no("Lésion jugée volumineuse", "Lesion judged bulky", learnt_by="opinion", change="free")
    ] = UNKNOWN
    soft_tissue_extension: Annotated[
        Choices,
        yes_no("Extension aux parties molles", "Extension into soft tissue", learnt_by=("ct", "mri"), change="free"),
    ] = UNKNOWN
    cord_in_field: Annotated[
        Choices,
        yes_no(
            "Moelle épinière exposée à l'irradiation",
            "Spinal cord exposed to the irradiation",
            learnt_by="ct",
            change="free",
        ),
    ] = UNKNOWN
