"""What surgery of a limb asks about the patient as a whole."""

from __future__ import annotations

from typing import Annotated

from facts.subject import UNKNOWN, Subject, yes_no
from facts.values import Choices

__all__ = ["PatientSurgery"]


class PatientSurgery(Subject):
    """How much surgery the patient can bear, and how much time there is."""

    frail: Annotated[
        Choices, yes_no("Patient jugé fragile", "Patient judged frail", learnt_by="opinion", change="free")
    ] = UNKNOWN
    fit_for_heavy_surgery: Annotated[
        Choices,
        yes_no(
            "État général permettant une chirurgie lourde",
            "General condition allows heavy surgery",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    life_threatened_soon: Annotated[
        Choices,
        yes_no(
            "Pronostic vital menacé à court terme",
            "Life threatened in the short term",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    relative_oncological_urgency: Annotated[
        Choices,
        yes_no("Urgence oncologique relative", "Relative oncological urgency", learnt_by="opinion", change="free"),
    ] = UNKNOWN
