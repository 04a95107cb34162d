"""Coherence: which combinations of facts that no patient has show on a patient, and which a search has to leave out.

In: a program and the values of a patient. Out: pairs of an impossible combination and its subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from engine.kleene import Outcomes, truth_of
from engine.reading import Leaf, Reading
from engine.working_memory import Value, subject_kind
from facts.case import PATIENT, owner_of
from facts.values import Truth
from knowledge_base.conditions import Condition, Test, tests_of
from knowledge_base.program import Impossible, Program

__all__ = ["Guard", "contradictions", "guards", "possible"]

Term = TypeVar("Term")


@dataclass(frozen=True)
class Guard:
    """An impossible combination, as it is kept from coming true of a subject.

    Attributes
    ----------
    touches
        Every quantity that decides on it, derived ones among them.
    """

    combination: Impossible
    subject: str
    touches: frozenset[Leaf]


def contradictions(
    program: Program, lesions: tuple[str, ...], values: Mapping[Leaf, Value]
) -> tuple[tuple[Impossible, str], ...]:
    """Return the impossible combinations that are certain of a patient, each with its subject.

    Parameters
    ----------
    program
        The program.
    lesions
        The subjects that are lesions.
    values
        By subject and quantity, what is known of everything.
    """
    outcomes = _outcomes(program, lesions, values)
    return tuple(
        (one, subject)
        for subject in (PATIENT, *lesions)
        for one in program.impossible.values()
        if one.subject == subject_kind(subject) and truth_of(one.when, subject, outcomes) is Truth.TRUE
    )


def _outcomes(program: Program, lesions: tuple[str, ...], values: Mapping[Leaf, Value]) -> Outcomes:
    def outcome(test: Test, subject: str) -> Truth:
        return values[owner_of(program.quantities[test.quantity].subject, subject), test.quantity].within(test.region)

    return Outcomes(outcome, lesions)


def guards(
    program: Program, lesions: tuple[str, ...], values: Mapping[Leaf, Value], *, moot: bool = True
) -> tuple[Guard, ...]:
    """Return what a search has to leave out of the patients that it supposes.

    A combination that is certain of the patient already is not among them: no supposition is to mend what the case
    gives.

    Parameters
    ----------
    program
        The program.
    lesions
        The subjects that are lesions.
    values
        By subject and quantity, what is known of everything.
    moot
        Whether combinations count in which one of the facts says nothing of the patient. Where everything that is
        unknown is supposed to have a value, they do not.
    """
    certain = {(one.name, subject) for one, subject in contradictions(program, lesions, values)}
    return tuple(
        Guard(one, subject, _touched(program, lesions, one.when, subject))
        for subject in (PATIENT, *lesions)
        for one in program.impossible.values()
        if one.subject == subject_kind(subject) and (one.name, subject) not in certain and (moot or not one.moot)
    )


def _touched(program: Program, lesions: tuple[str, ...], condition: Condition, subject: str) -> frozenset[Leaf]:
    names = {one for test in tests_of(condition) for one in _with_what_is_behind(program, test.quantity)}
    return frozenset(
        (owner, name)
        for name in names
        for owner in (
            lesions
            if subject == PATIENT and program.quantities[name].subject == "lesion"
            else [owner_of(program.quantities[name].subject, subject)]
        )
    )


def _with_what_is_behind(program: Program, quantity: str) -> Iterator[str]:
    """Yield a quantity and all that it is derived from."""
    yield quantity
    for read in program.read_by(quantity):
        yield from _with_what_is_behind(program, read)


def possible(reading: Reading[Term], some: Iterable[Guard]) -> Term:
    """Return when a patient is none of some impossible ones, in whatever algebra the program is read."""
    true = (reading.condition(one.combination.when, one.subject).true for one in some)
    return reading.algebra.contrary(reading.algebra.any(true))
