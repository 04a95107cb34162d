"""Whether the lesion is one for the bone oncology meeting, and whether local techniques are to be compared."""

from __future__ import annotations

from typing import Annotated

from facts.subject import UNKNOWN, Subject, yes_no
from facts.values import Choices

__all__ = ["Comparison"]


class Comparison(Subject):
    """Simple case or not, choice between techniques of local treatment."""

    simple_case: Annotated[
        Choices,
        yes_no("Métastase osseuse jugée simple", "Bone metastasis judged simple", learnt_by="opinion", change="free"),
    ] = UNKNOWN
    local_technique_in_question: Annotated[
        Choices,
        yes_no(
            "Choix d'une technique locale à discuter",
            "Choice of a local technique to be discussed",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
