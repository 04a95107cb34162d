"""What the patient can still do: the neurological state."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, entry, group
from facts.subject import UNKNOWN, Subject, fact
from facts.values import Choices

__all__ = ["Neurology"]


class Neurology(Subject):
    """The neurological state of the patient."""

    frankel: Annotated[
        Choices,
        fact(
            "Grade de Frankel",
            "Grade on the Frankel scale",
            Category(
                entry("a", "A, déficit sensitivo-moteur complet", "A, complete sensory and motor deficit"),
                entry("b", "B, déficit moteur complet", "B, complete motor deficit"),
                entry("c", "C, ne marche plus", "C, no longer walks"),
                entry("d1", "D1, marche avec un déambulateur", "D1, walks with a frame"),
                entry("d2", "D2, marche avec une canne", "D2, walks with a stick"),
                entry("d3", "D3, marche sans appareil", "D3, walks without an aid"),
                entry("e", "E, fonctions normales", "E, normal functions"),
                groups=(group("d", "D, marche avec des signes", "D, walks with signs", "d1", "d2", "d3"),),
            ),
            learnt_by="examination",
            change="free",
        ),
    ] = UNKNOWN
