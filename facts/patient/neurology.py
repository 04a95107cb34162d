"""What the nervous system can do."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, entry, group
from facts.subject import UNKNOWN, Subject, fact
from facts.values import Choices

__all__ = ["Neurology"]


class Neurology(Subject):
    """What the nervous system can do."""

    frankel: Annotated[
        Choices,
        fact(
            "Grade de Frankel",
            "Frankel grade",
            Category(
                entry("a", "A", "A"),
                entry("b", "B", "B"),
                entry("c", "C", "C"),
                entry("d1", "D1", "D1"),
                entry("d2", "D2", "D2"),
                entry("d3", "D3", "D3"),
                entry("e", "E", "E"),
                groups=(group("d", "D", "D", "d1", "d2", "d3"),),
            ),
        ),
    ] = UNKNOWN
