"""Reaching an option: the fewest plausible changes of a patient's facts with which the guideline would advise it.

In: a trace and its program. Out: :class:`Reach`. Facts change only as they can (:mod:`facts.learning`): a site does
not, what has happened is not undone, age and sex are never supposed otherwise. What is unknown may turn out to be one
of its possible values. That nothing smaller reaches the option is proved by the solver.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from engine.cells import Cells, merged
from engine.critical import plain_between
from engine.outcomes import Outcome, outcomes_of
from engine.reading import Leaf, Reading
from engine.search import Goal, Search
from engine.suppositions import Changing, Patient, patient_of
from engine.verdicts import INDICATIONS, Verdict
from engine.working_memory import Value
from facts.domains import Category, Number
from facts.values import Choices, Interval, ValueSet
from knowledge_base.program import Program

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ADVISED", "Change", "Reach", "changes_of", "reach"]

Term = TypeVar("Term")

ADVISED: tuple[Verdict, ...] = tuple(INDICATIONS.values())
"""The verdicts that advise an option."""

MOST_CHANGES = 8
"""Facts that may differ; past it the search says that it stopped."""
MOST_WAYS = 6
"""Ways of the same size that are told."""


@dataclass(frozen=True)
class Change:
    """A fact that has to be another one, or to turn out so.

    Attributes
    ----------
    before
        What is known of it.
    enough
        The values that do, in their order, as long as the other changes are made as their examples say.
    example
        One of them.
    is_learnt
        Whether the value is one that is possible already: it has to turn out so, nothing has to change.
    """

    subject: str
    quantity: str
    before: Value
    enough: tuple[ValueSet, ...]
    example: ValueSet
    is_learnt: bool


@dataclass(frozen=True)
class Reach:
    """The ways to an option.

    Attributes
    ----------
    verdicts
        Those that count as reaching it.
    ways
        The smallest sets of changes; one without any when the option is reached as it is, none when it cannot be.
    proved
        Whether it is proved that nothing smaller reaches it, or that nothing does.
    more
        Whether there are further ways of the same size.
    as_a_whole
        Formulas that were supposed as a whole.
    """

    subject: str
    option: str
    verdicts: tuple[Verdict, ...]
    ways: tuple[tuple[Change, ...], ...]
    proved: bool
    more: bool = False
    as_a_whole: tuple[Leaf, ...] = ()


def reach(
    trace: nx.MultiDiGraph[str], program: Program, subject: str, option: str, verdicts: Collection[Verdict] = ADVISED
) -> Reach:
    """Return the fewest plausible changes that lead to an option, by itself or as it follows another.

    Parameters
    ----------
    trace
        A trace, fresh or recorded.
    program
        The program that it was made with.
    subject, option
        What is to be reached.
    verdicts
        The verdicts that count as reaching it; none of them provisional.
    """
    outcomes = [one for one in outcomes_of(program, subject) if one.option == option]
    supposed = Changing(patient_of(trace, program), Cells(program))
    search = Search(program, supposed.patient.lesions, supposed, supposed.patient.guards())
    goal = _said(outcomes, verdicts)
    found = search.smallest(goal(search.reading), most=MOST_CHANGES, ways=MOST_WAYS)
    return Reach(
        subject,
        option,
        tuple(verdicts),
        ways=tuple(changes_of(search.as_good(goal, way), supposed.patient) for way in _least(found.ways)),
        proved=found.proved,
        more=found.more,
        as_a_whole=tuple(supposed.as_a_whole),
    )


def _least(ways: Sequence[Mapping[Leaf, Value]]) -> list[Mapping[Leaf, Value]]:
    """Return the ways that hold no other one: what counts for nothing can make one longer than it has to be."""
    return [way for way in ways if not any(other.keys() < way.keys() for other in ways)]


def _said(outcomes: Iterable[Outcome], verdicts: Collection[Verdict]) -> Goal:
    """Return the goal that one of some outcomes has one of some verdicts, whatever is still learnt."""
    every = list(outcomes)

    def goal(reading: Reading[Term]) -> Term:
        said = [reading.verdicts(outcome) for outcome in every]
        algebra = reading.algebra
        return algebra.any(
            algebra.all((one.settled, algebra.any(one.of[verdict] for verdict in verdicts))) for one in said
        )

    return goal


def changes_of(way: Mapping[Leaf, tuple[Value, ...]], patient: Patient) -> tuple[Change, ...]:
    """Return a way as changes in the order of the vocabulary, what only has to turn out so behind what has to change.

    Parameters
    ----------
    way
        For each quantity that differs, the values that do, the chosen one first.
    patient
        What is known of everything now.
    """
    order = list(patient.values)
    found = [_change(leaf, values, patient) for leaf, values in way.items()]
    return tuple(sorted(found, key=lambda one: (one.is_learnt, order.index((one.subject, one.quantity)))))


def _change(leaf: Leaf, values: tuple[Value, ...], patient: Patient) -> Change:
    subject, quantity = leaf
    domain = patient.program.quantities[quantity].domain
    before = patient.values[leaf]
    sets = [one.possible for one in values if one.possible is not None]
    inside = [one for one in sets if _covers(before.possible, one)]
    # What is known to be possible is supposed before any change.
    told = inside if sets[0] in inside else [one for one in sets if one not in inside]
    enough = merged(told, whole=isinstance(domain, Number) and domain.whole_number)
    names = domain.names if isinstance(domain, Category) else ("true", "false")
    return Change(subject, quantity, before, enough, _one_of(sets[0], names), bool(inside) and sets[0] in inside)


def _covers(known: ValueSet | None, one: ValueSet) -> bool:
    if isinstance(known, Interval) and isinstance(one, Interval):
        return known.covers(one)
    return isinstance(known, Choices) and isinstance(one, Choices) and known.covers(one)


def _one_of(values: ValueSet, names: tuple[str, ...]) -> ValueSet:
    """Return a single value of a set: the first category, a bound or, where both are left out, something between."""
    if isinstance(values, Choices):
        return Choices(frozenset({next(name for name in names if name in values.names)}))
    if values.is_exact:
        return values
    low, high = Fraction(values.low), Fraction(values.high)
    ends = [one for one, is_open in ((low, values.low_open), (high, values.high_open)) if not is_open]
    # A bound that has no short decimal form, such as six weeks in months, is no example to give.
    number = next((one for one in ends if 1000 % one.denominator == 0), None)
    number = plain_between(low, high) if number is None else number
    return Interval(number, number)
