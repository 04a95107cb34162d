"""What brings the patient to the bone oncology meeting, and what the quality requirements ask about the family."""

from __future__ import annotations

from typing import Annotated

from facts.subject import UNKNOWN, Subject, yes_no
from facts.values import Choices

__all__ = ["PatientMeeting"]


class PatientMeeting(Subject):
    """Family, presentation at the bone oncology meeting, question on the antiresorptive drug."""

    several_cancers_in_family: Annotated[
        Choices,
        yes_no(
            "Plusieurs cas de cancer dans la famille",
            "Several cases of cancer in the family",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    rcp_oos_planned: Annotated[
        Choices,
        yes_no("Passage en RCP-OOS prévu", "Presentation at the RCP-OOS planned", learnt_by="question", change="free"),
    ] = UNKNOWN
    antiresorptive_stop_considered: Annotated[
        Choices,
        yes_no(
            "Arrêt de l'anti-résorptif envisagé",
            "Stopping of the antiresorptive drug considered",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
