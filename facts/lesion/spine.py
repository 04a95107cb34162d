"""What is known of a lesion of the spine."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, Number, entry
from facts.lesion.sites import VERTEBRAE
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["Spine"]


class Spine(Subject):
    """A lesion of the spine."""

    instability: Annotated[
        Choices,
        fact(
            "Instabilité vertébrale, au jugement du clinicien",
            "Vertebral instability, as the clinician judges it",
            Category(
                entry("none", "sans risque marqué", "no marked risk"),
                entry("marked_risk", "risque marqué, vertèbre non instable", "marked risk, vertebra not unstable"),
                entry("unstable", "vertèbre instable", "unstable vertebra"),
            ),
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    vertebral_level: Annotated[
        Choices,
        fact(
            "Étage vertébral",
            "Vertebral level",
            VERTEBRAE,
            learnt_by=("radiograph", "ct", "mri", "nuclear_imaging"),
            change="fixed",
        ),
    ] = UNKNOWN
    spinal_alignment: Annotated[
        Choices,
        fact(
            "Alignement du rachis",
            "Alignment of the spine",
            Category(
                entry("normal", "normal", "normal"),
                entry("harmonious_deformity", "déformation harmonieuse", "harmonious deformity"),
                entry("subluxation", "subluxation ou translation", "subluxation or translation"),
            ),
            learnt_by=("radiograph", "ct", "mri"),
            change="free",
        ),
    ] = UNKNOWN
    vertebral_collapse_percent: Annotated[
        Interval,
        fact(
            "Tassement vertébral",
            "Collapse of the vertebra",
            Number("%", 0, 100),
            learnt_by=("radiograph", "ct", "mri"),
            change="onward",
        ),
    ] = UNKNOWN
    vertebral_body_lysis_percent: Annotated[
        Interval,
        fact(
            "Part du corps vertébral détruite (ostéolyse)",
            "Part of the vertebral body destroyed (lysis)",
            Number("%", 0, 100),
            learnt_by="ct",
            change="free",
        ),
    ] = UNKNOWN
    posterior_elements: Annotated[
        Choices,
        fact(
            "Atteinte de l'arc postérieur (éléments postérieurs)",
            "Involvement of the posterior arch (posterior elements)",
            Category(
                entry("none", "aucune", "none"),
                entry("unilateral", "unilatérale", "on one side"),
                entry("bilateral", "bilatérale", "on both sides"),
            ),
            learnt_by=("ct", "mri"),
            change="onward",
        ),
    ] = UNKNOWN
    pillars_involved: Annotated[
        Interval,
        fact(
            "Piliers atteints de la vertèbre (corps, pédicule, transverse)",
            "Pillars of the vertebra involved (body, pedicle, transverse process)",
            Number("", 0, 3, whole_number=True),
            learnt_by=("ct", "mri"),
            change="onward",
        ),
    ] = UNKNOWN
    cord_compression: Annotated[
        Choices,
        yes_no("Compression médullaire avérée", "Spinal cord compression present", learnt_by="mri", change="free"),
    ] = UNKNOWN
    cord_compression_symptomatic: Annotated[
        Choices,
        yes_no(
            "Compression médullaire symptomatique",
            "Spinal cord compression with symptoms",
            learnt_by="examination",
            change="free",
        ),
    ] = UNKNOWN
    decompression_indicated: Annotated[
        Choices,
        yes_no(
            "Décompression chirurgicale indiquée",
            "Surgical decompression indicated",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    epidural_extension: Annotated[
        Choices,
        yes_no(
            "Extension de la tumeur dans le canal (épidurite)",
            "Extension of the tumour into the spinal canal (epidural)",
            learnt_by="mri",
            change="free",
        ),
    ] = UNKNOWN
    bilsky: Annotated[
        Choices,
        fact(
            "Grade de Bilsky",
            "Grade on the Bilsky scale",
            Category(
                entry("grade_0", "0", "0"),
                entry("grade_1a", "1a", "1a"),
                entry("grade_1b", "1b", "1b"),
                entry("grade_1c", "1c", "1c"),
                entry("grade_2", "2", "2"),
                entry("grade_3", "3", "3"),
            ),
            learnt_by="mri",
            change="free",
        ),
    ] = UNKNOWN
    adjacent_vertebrae: Annotated[
        Interval,
        fact(
            "Vertèbres malades adjacentes dans le volume de stéréotaxie",
            "Adjacent diseased vertebrae in the stereotactic target",
            Number("", 1, 24, whole_number=True),
            learnt_by=("ct", "mri"),
            change="onward",
        ),
    ] = UNKNOWN
    on_staging_ct: Annotated[
        Choices,
        yes_no(
            "Lésion vue sur le scanner thorax, abdomen et pelvis",
            "Lesion seen on the CT of chest, abdomen and pelvis",
            learnt_by="ct",
            change="free",
        ),
    ] = UNKNOWN
    preoperative_embolisation_needed: Annotated[
        Choices,
        yes_no(
            "Lésion hypervascularisée à emboliser avant chirurgie",
            "Hypervascular lesion to be embolised before surgery",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
