"""A procedure on the lesion that cannot wait."""

from __future__ import annotations

from typing import Annotated

from facts.subject import UNKNOWN, Subject, yes_no
from facts.values import Choices

__all__ = ["Procedure"]


class Procedure(Subject):
    """Why a procedure has to be done, whatever drugs the patient takes."""

    immediate_functional_threat: Annotated[
        Choices,
        yes_no("Menace fonctionnelle immédiate", "Immediate threat to function", learnt_by="opinion", change="free"),
    ] = UNKNOWN
    necessary_procedure: Annotated[
        Choices,
        yes_no(
            "Geste interventionnel jugé nécessaire et prioritaire",
            "Intervention judged necessary and to come first",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
