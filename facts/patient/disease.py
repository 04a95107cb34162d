"""The cancer as a whole: type, extent, course."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, Number, entry, group
from facts.several import Answers, Several
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["Disease"]


class Disease(Subject):
    """The cancer as a whole."""

    histology: Annotated[
        Choices,
        fact(
            "Type de cancer bronchique",
            "Type of lung cancer",
            Category(
                entry("adenocarcinoma", "adénocarcinome", "adenocarcinoma", "SCT 254626006"),
                entry("squamous", "carcinome épidermoïde", "squamous-cell carcinoma", "SCT 254634000"),
                entry("other_nsclc", "autre non à petites cellules", "other non-small-cell"),
                entry("sclc", "à petites cellules", "small-cell", "SCT 254632001"),
                groups=(
                    group(
                        "nsclc", "non à petites cellules", "non-small-cell", "adenocarcinoma", "squamous", "other_nsclc"
                    ),
                ),
            ),
            learnt_by="biopsy",
            change="fixed",
        ),
    ] = UNKNOWN
    metastatic_sites: Annotated[
        Interval,
        fact(
            "Sites métastatiques atteints",
            "Metastatic sites",
            Number("", 0, 20, whole_number=True),
            learnt_by=("ct", "nuclear_imaging"),
            change="onward",
        ),
    ] = UNKNOWN
    metastases: Annotated[
        Interval,
        fact(
            "Nombre de métastases",
            "Number of metastases",
            Number("", 0, 200, whole_number=True),
            learnt_by=("ct", "nuclear_imaging"),
            change="free",
        ),
    ] = UNKNOWN
    multiple_bone_metastases: Annotated[
        Choices,
        yes_no(
            "Métastases osseuses multiples (choix de l'irradiation)",
            "Multiple bone metastases (choice of irradiation)",
            learnt_by=("ct", "mri", "nuclear_imaging"),
            change="onward",
        ),
    ] = UNKNOWN
    diffuse_metastases: Annotated[
        Choices,
        yes_no(
            "Métastases jugées diffuses (choix de l'irradiation)",
            "Metastases judged diffuse (choice of irradiation)",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    largest_metastasis_mm: Annotated[
        Interval,
        fact(
            "Taille de la plus grande métastase",
            "Size of the largest metastasis",
            Number("mm", 0, 500, also=("cm",)),
            learnt_by=("ct", "mri"),
            change="free",
        ),
    ] = UNKNOWN
    primary_controlled: Annotated[
        Choices,
        yes_no(
            "Cancer primitif contrôlé ou stabilisé",
            "Primary cancer controlled or stable",
            learnt_by=("ct", "nuclear_imaging"),
            change="free",
        ),
    ] = UNKNOWN
    extraosseous_disease_stable: Annotated[
        Choices,
        yes_no(
            "Maladie extra-osseuse stable",
            "Disease outside bone stable",
            learnt_by=("ct", "nuclear_imaging"),
            change="free",
        ),
    ] = UNKNOWN
    vertebrae_involved: Annotated[
        Interval,
        fact(
            "Vertèbres atteintes, tout le rachis",
            "Vertebrae involved, whole spine",
            Number("", 0, 30, whole_number=True),
            learnt_by=("mri", "nuclear_imaging"),
            change="onward",
        ),
    ] = UNKNOWN
    extraspinal_bone_metastases: Annotated[
        Interval,
        fact(
            "Métastases osseuses hors du rachis",
            "Bone metastases outside the spine",
            Number("", 0, 200, whole_number=True),
            learnt_by="nuclear_imaging",
            change="onward",
        ),
    ] = UNKNOWN
    visceral_metastases: Annotated[
        Choices,
        fact(
            "Métastases viscérales",
            "Visceral metastases",
            Category(
                entry("none", "aucune", "none"),
                entry("resectable", "résécables", "resectable"),
                entry("unresectable", "non résécables", "unresectable"),
            ),
            learnt_by="ct",
            change="free",
        ),
    ] = UNKNOWN
    brain_metastases: Annotated[
        Choices, yes_no("Métastases cérébrales", "Brain metastases", learnt_by=("ct", "mri"), change="onward")
    ] = UNKNOWN
    disseminated_tumour: Annotated[
        Choices,
        yes_no(
            "Tumeur jugée disséminée (chirurgie du rachis)",
            "Tumour judged disseminated (surgery of the spine)",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    favourable_prospects: Annotated[
        Choices,
        yes_no(
            "Statut moléculaire et perspectives thérapeutiques jugés favorables",
            "Molecular status and prospects of treatment judged favourable",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    spinal_segments: Annotated[
        Answers,
        fact(
            "Segments du rachis atteints",
            "Segments of the spine involved",
            Several(
                entry("cervical", "cervical", "cervical"),
                entry("thoracic", "dorsal", "thoracic"),
                entry("lumbar", "lombaire", "lumbar"),
            ),
            learnt_by=("mri", "nuclear_imaging"),
            change="onward",
        ),
    ] = UNKNOWN
