"""What stereotactic irradiation of the lesion depends on."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Number
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["Stereotactic"]


class Stereotactic(Subject):
    """What stereotactic irradiation depends on: the lesion, its neighbours, the plan, what came of it."""

    small_lesion: Annotated[
        Choices, yes_no("Lésion jugée de petite taille", "Lesion judged small", learnt_by="opinion", change="free")
    ] = UNKNOWN
    far_from_organs_at_risk: Annotated[
        Choices,
        yes_no(
            "Lésion jugée loin de tout organe à risque",
            "Lesion judged far from any organ at risk",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    cord_dose_excludes_conventional: Annotated[
        Choices,
        yes_no(
            "Dose déjà reçue par la moelle excluant une irradiation classique",
            "Dose already received by the cord excludes conventional irradiation",
            learnt_by="opinion",
            change="onward",
        ),
    ] = UNKNOWN
    postoperative_residue: Annotated[
        Choices,
        yes_no(
            "Résidu tumoral après chirurgie", "Residual tumour after surgery", learnt_by=("ct", "mri"), change="free"
        ),
    ] = UNKNOWN
    canal_narrowing_percent: Annotated[
        Interval,
        fact(
            "Rétrécissement du canal médullaire",
            "Narrowing of the spinal canal",
            Number("%", 0, 100),
            learnt_by=("ct", "mri"),
            change="free",
        ),
    ] = UNKNOWN
    tumour_cord_distance_mm: Annotated[
        Interval,
        fact(
            "Distance entre tumeur et moelle",
            "Distance between tumour and cord",
            Number("mm", 0, 500, also=("cm",)),
            learnt_by="mri",
            change="free",
        ),
    ] = UNKNOWN
    vertebral_body_involvement_percent: Annotated[
        Interval,
        fact(
            "Part du corps vertébral envahie, lytique ou non",
            "Part of the vertebral body invaded, lytic or not",
            Number("%", 0, 100),
            learnt_by=("ct", "mri"),
            change="free",
        ),
    ] = UNKNOWN
    radioresistant_tumour: Annotated[
        Choices,
        yes_no(
            "Tumeur tenue pour radiorésistante", "Tumour held to be radioresistant", learnt_by="opinion", change="fixed"
        ),
    ] = UNKNOWN
    ptv_cm3: Annotated[
        Interval,
        fact(
            "Volume cible planifié (PTV)",
            "Planning target volume (PTV)",
            Number("cm3", 0, 5000),
            learnt_by="ct",
            change="free",
        ),
    ] = UNKNOWN
    pain_flare: Annotated[
        Choices,
        yes_no(
            "Poussée douloureuse après une séance de stéréotaxie",
            "Flare of pain after a stereotactic session",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
