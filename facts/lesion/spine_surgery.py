"""An operation on the spine: what it would find, what is to be done in it, what came of it."""

from __future__ import annotations

from typing import Annotated

from facts.subject import UNKNOWN, Subject, yes_no
from facts.values import Choices

__all__ = ["SpineSurgery"]


class SpineSurgery(Subject):
    """An operation on a lesion of the spine."""

    nerve_root_compression: Annotated[
        Choices,
        yes_no(
            "Compression d'une racine nerveuse", "Compression of a nerve root", learnt_by=("ct", "mri"), change="free"
        ),
    ] = UNKNOWN
    posterior_epidural_compression: Annotated[
        Choices,
        yes_no("Compression épidurale postérieure", "Posterior epidural compression", learnt_by="mri", change="free"),
    ] = UNKNOWN
    body_resection_planned: Annotated[
        Choices,
        yes_no(
            "Résection dans un corps vertébral envisagée",
            "Resection in a vertebral body planned",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    deformity_correction_possible: Annotated[
        Choices,
        yes_no(
            "Déformation jugée possible à corriger ou à prévenir",
            "Deformity judged possible to correct or to prevent",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    surgical_site_infection: Annotated[
        Choices,
        yes_no(
            "Infection du site opératoire",
            "Infection of the operative site",
            learnt_by=("examination", "blood_test"),
            change="free",
        ),
    ] = UNKNOWN
