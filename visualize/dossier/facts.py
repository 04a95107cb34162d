"""The facts of a subject: what is given, what follows by computation, what is unknown and whether that matters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.consultation import Consultation
from engine.explanation import Premise, premises
from engine.missing import FactRef
from engine.trace import value_node
from knowledge_base.several_words import by_whole, title_words
from knowledge_base.wording import sentence_case, state_words
from visualize.text.known import Computed, Given, KnownFacts
from visualize.text.lines import Wording

__all__ = ["Computation", "Facts", "Item", "facts_of", "narrowed"]


@dataclass(frozen=True)
class Item:
    """What a score counts or a formula computes with.

    Attributes
    ----------
    points
        The points of it; empty for a formula.
    """

    title: str
    text: str
    exact: bool
    points: str


@dataclass(frozen=True)
class Computation:
    """A score, formula or category with what it was computed from, and the statement that defines it."""

    value: Computed
    parts: tuple[Item, ...]
    statement: str

    @property
    def has_points(self) -> bool:
        """Whether it is a sum of points."""
        return any(one.points for one in self.parts)


@dataclass(frozen=True)
class Facts:
    """What is known of a subject, and what is not.

    Attributes
    ----------
    given, unread
        Facts of the case that some rule reads, and those that none does.
    matter, may_matter, without_effect
        Facts that are unknown: an advice depends on them; one would if its question arose; none does.
    """

    subject: str
    given: tuple[Given, ...]
    unread: tuple[Given, ...]
    computed: tuple[Computation, ...]
    matter: tuple[str, ...]
    may_matter: tuple[str, ...]
    without_effect: tuple[str, ...]


def facts_of(subject: str, consultation: Consultation, words: Wording, needed: Iterable[FactRef]) -> Facts:
    """Return the facts of a subject.

    Parameters
    ----------
    subject
        The patient or a lesion.
    consultation
        What a case came to.
    words
        Names the facts.
    needed
        The facts that an advice in question depends on.
    """
    known = KnownFacts(consultation, words)
    given, unread = known.given(subject)
    matter = [fact for fact in needed if fact.subject == subject]
    may = [one.fact for one in consultation.still_needed if one.fact.subject == subject and one.fact not in matter]
    rest = [fact for fact in consultation.dont_care if fact.subject == subject and _is_unknown(fact, consultation)]

    def named(facts: list[FactRef]) -> tuple[str, ...]:
        unknown = [fact for fact in facts if _is_unknown(fact, consultation)]
        return tuple(sentence_case(words.fact(some, subject)) for some in by_whole(unknown, words.whole))

    return Facts(
        subject,
        tuple(given),
        tuple(unread),
        tuple(_computation(one, subject, consultation, words) for one in known.computed(subject)),
        named(matter),
        named(may),
        named(rest),
    )


def narrowed(facts: Sequence[FactRef], consultation: Consultation, words: Wording) -> str:
    """Say what is known of a fact that is still asked for; nothing of one that is unknown altogether."""
    first = facts[0]
    quantity = consultation.program.quantities[first.quantity]
    if len(facts) > 1 or quantity.part or _is_unknown(first, consultation):
        return ""
    known = consultation.known.values[first.subject, first.quantity]
    return state_words(quantity, known.possible, words.language)


def _is_unknown(fact: FactRef, consultation: Consultation) -> bool:
    """Return whether nothing at all is known of a fact."""
    known = consultation.known.values.get((fact.subject, fact.quantity))
    return known is None or known.possible == consultation.program.quantities[fact.quantity].domain.whole


def _computation(value: Computed, subject: str, consultation: Consultation, words: Wording) -> Computation:
    program = consultation.program
    found = premises(consultation.trace, program, value_node(subject, value.name))
    once = {one.node: one for one in found if one.decisive}
    # What could have been measured in place of the computed value, and was not, says nothing about it.
    items = tuple(_item(one, words) for one in once.values() if not (value.exact and _says_nothing(one)))
    return Computation(value, items, program.quantities[value.name].statement)


def _says_nothing(premise: Premise) -> bool:
    return premise.points is None and premise.value == premise.quantity.domain.whole


def _item(premise: Premise, words: Wording) -> Item:
    quantity, value = premise.quantity, premise.value
    return Item(
        title_words(quantity, words.language),
        state_words(quantity, value, words.language),
        value is None or value.is_exact,
        _points(premise),
    )


def _points(premise: Premise) -> str:
    if premise.points is None:
        return ""
    low, high = premise.points
    return str(low) if low == high else f"{low}–{high}"
