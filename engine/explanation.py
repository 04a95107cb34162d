"""Explanations: what a rule or score rests on, read off the trace.

A premise pairs a value with the test it was put to. Everything here is a pure function of the trace and the
program, so it serves a recorded trace as well as a fresh one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.plain import read_exact
from engine.trace import incoming
from facts.labels import Language, colon
from facts.values import NO, YES, Choices, Interval, Truth, ValueSet
from knowledge_base.conditions import Test
from knowledge_base.program import Program, Quantity
from knowledge_base.several_words import by_whole, held_words, title_words
from knowledge_base.wording import region_words, state_words

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Premise", "premises", "reasons_words", "value_at"]


@dataclass(frozen=True)
class Premise:
    """A value that a rule, definition, score, formula or category was concluded from.

    Attributes
    ----------
    node
        The node of the value in the trace.
    test
        What was asked of it; None for an item of a score or formula.
    outcome
        How the test came out.
    decisive
        Whether the conclusion would not stand without it.
    wanted
        Whether the test was asked to be true, or (below a “not”) to be false.
    points
        Least and most points, for an item of a score.
    """

    node: str
    subject: str
    quantity: Quantity
    value: ValueSet | None
    test: Test | None = None
    outcome: Truth = Truth.TRUE
    decisive: bool = True
    wanted: bool = True
    points: tuple[int, int] | None = None

    @property
    def is_met(self) -> bool:
        """Whether the test came out as it was wanted."""
        return self.outcome is not Truth.UNKNOWN and (self.outcome is Truth.TRUE) is self.wanted


def value_at(trace: nx.MultiDiGraph[str], program: Program, node: str) -> ValueSet | None:
    """Return the possible values at a node of the trace."""
    attributes = trace.nodes[node]
    domain = program.quantities[attributes["name"]].domain
    return read_exact(attributes["value"], attributes.get("exact"), domain)


def premises(trace: nx.MultiDiGraph[str], program: Program, node: str) -> Iterator[Premise]:
    """Yield what a node of the trace was concluded from, in the order of reading."""
    for source, edge in incoming(trace, node, "premise"):
        attributes = trace.nodes[source]
        quantity = program.quantities[attributes["name"]]
        value = value_at(trace, program, source)
        if "test" in edge:
            test, outcome = program.tests[edge["test"]], Truth[edge["outcome"].upper()]
            yield Premise(
                source, attributes["subject"], quantity, value, test, outcome, edge["decisive"], edge["wanted"]
            )
        else:
            low_high = edge.get("points")
            points = (low_high[0], low_high[1]) if low_high else None
            yield Premise(source, attributes["subject"], quantity, value, points=points)


def reasons_words(found: Iterable[Premise], language: Language, *, naming: bool = False) -> list[str]:
    """Say each value with what was asked of it, in the order of reading.

    For instance ``Survie estimée : 12 mois (> 3 mois)``, or with an open test
    ``Survie estimée : inconnu (> 3 mois ?)``; categories of one fact of which the same is known are said together.
    Where several lesions are spoken of they are named, those of which the same is said together.

    Parameters
    ----------
    found
        The premises of a conclusion.
    language
        ``fr`` or ``en``.
    naming
        Whether a lesion is named although no other one is spoken of.
    """
    lesions: dict[tuple[str, str], dict[str, None]] = {}
    for alike in by_whole(_by_value(found), _whole):
        lesion = alike[0][0].subject.partition(":")[2]
        lesions.setdefault(_reason(alike, language), {})[lesion] = None
    are_several = naming or len({lesion for some in lesions.values() for lesion in some} - {""}) > 1
    named = [(title, ", ".join(some) if are_several else "", known) for (title, known), some in lesions.items()]
    return [f"{title}{f' ({some})' if some else ''}{colon(language)}{known}" for title, some, known in named]


def _whole(tested: list[Premise]) -> object | None:
    first = tested[0]
    # What is said in one breath is of one subject, and known or not known alike.
    return (first.subject, first.quantity.part.whole, first.value) if first.quantity.part else None


def _reason(alike: Sequence[list[Premise]], language: Language) -> tuple[str, str]:
    """Return what is spoken of, and what is known of it with what was asked."""
    tested = alike[0]
    quantity, value = tested[0].quantity, tested[0].value
    title = title_words(quantity, language)
    if quantity.part is not None and value in (YES, NO):
        names = [one[0].quantity.part.entry.name for one in alike if one[0].quantity.part]
        return title, held_words(quantity.part.whole, names, "all" if value == YES else "none", language)
    known = ", ".join(state_words(one[0].quantity, one[0].value, language) for one in alike)
    asked = ", ".join(dict.fromkeys(words for premise in tested if (words := _asked_words(premise, language))))
    return title, f"{known} ({asked})" if asked else known


def _by_value(found: Iterable[Premise]) -> list[list[Premise]]:
    """Return premises put together by the value they are about, in the order of reading."""
    together: dict[str, list[Premise]] = {}
    for premise in found:
        together.setdefault(premise.node, []).append(premise)
    return list(together.values())


def _asked_words(premise: Premise, language: Language) -> str:
    test = premise.test
    if test is None or (isinstance(test.region, Choices) and _says_enough(premise, test.region)):
        return ""
    words = region_words(test, premise.quantity, language, negated=not premise.wanted)
    if premise.outcome is not Truth.UNKNOWN:
        return words
    return f"{words}\N{NO-BREAK SPACE}?" if language == "fr" else f"{words}?"


def _says_enough(premise: Premise, region: Choices) -> bool:
    """Return whether the value alone shows how the test came out."""
    value = premise.value
    if isinstance(value, Interval) or value is None:
        return False
    return premise.outcome is not Truth.UNKNOWN or region.names == {"true"}
