"""What scintigraphy or PET shows of the lesion."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, entry
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices

__all__ = ["LesionImaging"]


class LesionImaging(Subject):
    """A lesion on bone scintigraphy or PET."""

    bone_scan: Annotated[
        Choices,
        fact(
            "Aspect au balayage de la scintigraphie osseuse",
            "Appearance on the planar bone scintigraphy",
            Category(
                entry("not_seen", "non visible", "not visible"),
                entry("unsuspicious", "visible, non suspect", "visible, not suspicious"),
                entry("doubtful", "douteux", "doubtful"),
                entry("suspicious", "suspect", "suspicious"),
            ),
            learnt_by="nuclear_imaging",
            change="free",
        ),
    ] = UNKNOWN
    isolated_on_metabolic_imaging: Annotated[
        Choices,
        yes_no(
            "Lésion isolée en TEP ou en scintigraphie",
            "Isolated lesion on PET or scintigraphy",
            learnt_by="nuclear_imaging",
            change="free",
        ),
    ] = UNKNOWN
    aggressive_lysis: Annotated[
        Choices,
        yes_no(
            "Ostéolyse jugée très agressive, sans réaction de l'os",
            "Lysis judged very aggressive, without reaction of the bone",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
