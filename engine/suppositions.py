"""Suppositions: what a question supposes of each fact of a patient, as the sets of values that it may choose among.

In: a trace and its program. Out: for every fact a :class:`engine.search.Choice`.

- :class:`Learning`: each fact that is not known exactly turns out to have one of its possible values;
- :class:`Changing`: each fact keeps what is known of it, turns out to have one value of it, or comes to have another
  one that it can have later;
- :class:`Swapping`: each fact keeps its values or takes those of another patient.

A formula with so many open numbers that their combinations would be too many is supposed as a whole: any value between
its least and its most, whatever they are computed from. What is proved then holds all the more; what is found may not
be reachable together with the facts that the formula is computed from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING

from engine.cells import Cells
from engine.critical import Critical
from engine.explanation import value_at
from engine.reading import Leaf
from engine.search import Choice
from facts.case import PATIENT, owner_of
from facts.learning import later_values, learnable_values
from facts.values import Interval, ValueSet
from knowledge_base.conditions import quantities_of
from knowledge_base.program import Program

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Changing", "Learning", "Patient", "Swapping", "patient_of"]

MOST_COMBINATIONS = 500
"""Combinations of the numbers of one formula that are computed one by one."""


@dataclass(frozen=True)
class Patient:
    """What a trace holds of a patient.

    Attributes
    ----------
    values
        By subject and quantity, the possible values of every fact that was read and of everything derived; None of
        what certainly has no value.
    lesions
        The subjects that are lesions.
    """

    program: Program
    values: Mapping[Leaf, ValueSet | None]
    lesions: tuple[str, ...]

    @property
    def subjects(self) -> tuple[str, ...]:
        """The patient, then the lesions."""
        return (PATIENT, *self.lesions)

    @cached_property
    def facts(self) -> dict[Leaf, ValueSet]:
        """The possible values of every fact that was read."""
        kinds = self.program.quantities
        return {leaf: one for leaf, one in self.values.items() if one is not None and kinds[leaf[1]].kind == "fact"}


def patient_of(trace: nx.MultiDiGraph[str], program: Program) -> Patient:
    """Return what a trace holds of a patient.

    Parameters
    ----------
    trace
        A trace, fresh or recorded.
    program
        The program that it was made with.
    """
    found = {
        (attributes["subject"], attributes["name"]): value_at(trace, program, node)
        for node, attributes in trace.nodes(data=True)
        if attributes["kind"] in ("fact", "derived")
    }
    subjects = dict.fromkeys(attributes["subject"] for _, attributes in trace.nodes(data=True))
    return Patient(program, found, tuple(subject for subject in subjects if subject != PATIENT))


@dataclass(frozen=True)
class _Supposition:
    """What is common to all suppositions.

    Attributes
    ----------
    as_a_whole
        The formulas that were supposed as a whole.
    """

    patient: Patient
    cells: Cells
    as_a_whole: dict[Leaf, None] = field(default_factory=dict, compare=False)
    chosen: dict[Leaf, Choice | None] = field(default_factory=dict, compare=False)

    def __call__(self, subject: str, quantity: str) -> Choice | None:
        """Return what a quantity of a subject chooses among; None when it is derived."""
        leaf = subject, quantity
        if leaf not in self.chosen:
            self.chosen[leaf] = self._choice(leaf)
        return self.chosen[leaf]

    def _choice(self, leaf: Leaf) -> Choice | None:
        kind = self.patient.program.quantities[leaf[1]].kind
        if kind == "fact":
            return self._of_fact(leaf)
        if kind == "formula" and self._combinations(leaf) > MOST_COMBINATIONS:
            self.as_a_whole[leaf] = None
            return self._of_formula(leaf)
        return None

    def _combinations(self, formula: Leaf) -> int:
        """Return how many combinations of single values a formula would be computed of."""
        return prod(self._count(read, formula[0]) for read in self._reads(formula[1]))

    def _count(self, quantity: str, subject: str) -> int:
        leaf = owner_of(self.patient.program.quantities[quantity].subject, subject), quantity
        choice = self(*leaf)
        if choice is not None:
            return len(choice.others) + (choice.kept is not None)
        if quantity in self.patient.program.formulas:
            return self._combinations(leaf)
        return prod(self._count(item.quantity, subject) for item in self.patient.program.scores[quantity].items)

    def behind(self, formula: Leaf) -> Iterator[Leaf]:
        """Yield the facts that are not known exactly and that a formula is computed from in the end."""
        program = self.patient.program
        for read in self._reads(formula[1]):
            leaf = owner_of(program.quantities[read].subject, formula[0]), read
            if read in program.formulas:
                yield from self.behind(leaf)
                continue
            facts = [item.quantity for item in program.scores[read].items] if read in program.scores else [read]
            owned = ((owner_of(program.quantities[fact].subject, formula[0]), fact) for fact in facts)
            yield from (one for one in owned if one in self.patient.facts and not self.patient.facts[one].is_exact)

    def _reads(self, formula: str) -> Iterator[str]:
        yield from dict.fromkeys(quantities_of(self.patient.program.formulas[formula].value))

    def _of_fact(self, leaf: Leaf) -> Choice:
        raise NotImplementedError

    def _of_formula(self, leaf: Leaf) -> Choice:
        raise NotImplementedError

    def _within(self, leaf: Leaf, values: ValueSet) -> tuple[ValueSet, ...]:
        """Return sets that stand for all single values of a set."""
        if leaf[1] in self.cells.computed_with and isinstance(values, Interval):
            critical = Critical(self.patient.program, self.cells)
            return critical.of(leaf[1], leaf[0], values, self.patient.facts)
        return self.cells.of(leaf[1], values)

    def _interval(self, leaf: Leaf) -> Interval:
        value = self.patient.values[leaf]
        if not isinstance(value, Interval):
            raise TypeError(f"{leaf[1]} is no number")
        return value


@dataclass(frozen=True)
class Learning(_Supposition):
    """Each fact that is not known exactly turns out to have one of its possible values."""

    def _of_fact(self, leaf: Leaf) -> Choice:
        value = self.patient.facts[leaf]
        return Choice(value) if value.is_exact else Choice(None, self._within(leaf, value))

    def _of_formula(self, leaf: Leaf) -> Choice:
        return Choice(None, self.cells.of(leaf[1], self._interval(leaf)))


@dataclass(frozen=True)
class Changing(_Supposition):
    """Each fact keeps what is known of it, turns out to have one value of it, or comes to have a later one."""

    def _of_fact(self, leaf: Leaf) -> Choice:
        fact, value = self.patient.program.vocabulary.facts[leaf[1]], self.patient.facts[leaf]
        learnable = learnable_values(fact.change, value)
        sets = [*([] if learnable is None else [learnable]), *later_values(fact.change, fact.domain, value)]
        found = (one for values in sets for one in self._within(leaf, values))
        return Choice(value, tuple(one for one in found if not self._makes_no_difference(leaf, one, value)))

    def _makes_no_difference(self, leaf: Leaf, one: ValueSet, value: ValueSet) -> bool:
        """Return whether a value comes to the same as the exact one that is known."""
        if not value.is_exact or leaf[1] in self.cells.computed_with:
            return one == value
        return self.cells.tells_alike(leaf[1], one, value)

    def _of_formula(self, leaf: Leaf) -> Choice:
        domain = self.patient.program.quantities[leaf[1]].domain
        value = self._interval(leaf)
        others = self.cells.of(leaf[1], domain.whole)
        return Choice(value, tuple(one for one in others if one != value))


@dataclass(frozen=True)
class Swapping(_Supposition):
    """Each fact keeps its values or takes those of another patient.

    Attributes
    ----------
    other
        The values of the other patient, by the subjects of this one.
    """

    other: Mapping[Leaf, ValueSet] = field(default_factory=dict)

    def _of_fact(self, leaf: Leaf) -> Choice:
        value = self.patient.facts[leaf]
        other = self.other.get(leaf, value)
        return Choice(value, () if other == value else (other,))

    def _combinations(self, formula: Leaf) -> int:
        del formula
        return 1
