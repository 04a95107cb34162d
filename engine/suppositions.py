"""Suppositions: what a question supposes of each fact of a patient, as the sets of values that it may choose among.

In: a trace and its program. Out: for every fact a :class:`engine.search.Choice`.

- :class:`Learning`: each fact that is not known exactly turns out to have one of its possible values;
- :class:`Changing`: each fact keeps what is known of it, turns out to have one value of it, or comes to have another
  one that it can have later;
- :class:`Rereading`: each fact keeps what is known of it or is read as any other value, unless it is fixed;
- :class:`Swapping`: each fact keeps its values or takes those of another patient.

A formula of which more than two facts are open, or two of which one is asked about by itself, is supposed as a whole:
any value between its least and its most, whatever it is computed from. What is proved then holds all the more; what is
found may not go together with the facts that the formula is computed from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING

from engine.algebra import Scenarios
from engine.cells import Cells
from engine.coherence import Guard, guards
from engine.critical import Critical
from engine.explanation import value_at
from engine.reading import Leaf, Reading
from engine.search import Choice
from engine.working_memory import Value
from facts.case import PATIENT, owner_of
from facts.domains import Number
from facts.learning import later_values, learnable_values
from facts.values import Interval, Truth, ValueSet
from knowledge_base.program import Program

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Changing", "Learning", "Patient", "Rereading", "Swapping", "as_is", "patient_of"]

_MOST_COMBINATIONS = 500
"""Combinations of the values of two facts of a formula that are computed one by one."""


@dataclass(frozen=True)
class Patient:
    """What a trace holds of a patient.

    Attributes
    ----------
    values
        By subject and quantity, what is known of every fact that was read and of everything derived.
    lesions
        The subjects that are lesions.
    """

    program: Program
    values: Mapping[Leaf, Value]
    lesions: tuple[str, ...]

    @property
    def subjects(self) -> tuple[str, ...]:
        """The patient, then the lesions."""
        return (PATIENT, *self.lesions)

    def guards(self, *, moot: bool = True) -> tuple[Guard, ...]:
        """Return what no patient is, for searches from this one; see :func:`engine.coherence.guards`."""
        return guards(self.program, self.lesions, self.values, moot=moot)

    @cached_property
    def known(self) -> dict[Leaf, ValueSet]:
        """The possible values of everything that has some."""
        return {leaf: one.possible for leaf, one in self.values.items() if one.possible is not None}

    @cached_property
    def facts(self) -> dict[Leaf, ValueSet]:
        """The possible values of every fact that was read."""
        kinds = self.program.quantities
        return {leaf: one for leaf, one in self.known.items() if kinds[leaf[1]].kind == "fact"}


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
        (attributes["subject"], attributes["name"]): Value(
            value_at(trace, program, node), Truth[attributes.get("applies", "true").upper()]
        )
        for node, attributes in trace.nodes(data=True)
        if attributes["kind"] in ("fact", "derived")
    }
    subjects = dict.fromkeys(attributes["subject"] for _, attributes in trace.nodes(data=True))
    return Patient(program, found, tuple(subject for subject in subjects if subject != PATIENT))


def as_is(patient: Patient) -> Reading[int]:
    """Return the program, read of a patient as the only scenario: a term is 1 where it holds, else 0.

    Parameters
    ----------
    patient
        What is known.
    """

    def leaf(subject: str, quantity: str) -> Mapping[Value, int] | None:
        return {patient.values[subject, quantity]: 1} if (subject, quantity) in patient.facts else None

    return Reading(patient.program, patient.lesions, Scenarios(1), leaf)


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
        if kind == "formula" and self._is_whole(leaf):
            self.as_a_whole[leaf] = None
            return self._of_formula(leaf)
        return None

    def _is_whole(self, formula: Leaf) -> bool:
        """Return whether a formula is supposed as a whole."""
        counts = {fact: self._count(fact) for fact in self._facts_of(formula)}
        measured = self.patient.program.measured
        varied = [fact for fact, count in counts.items() if count > 1 and fact[1] not in measured]
        asked = any(fact[1] in self.cells.regions for fact in varied)
        return len(varied) > 1 + (not asked) or prod(counts.values()) > _MOST_COMBINATIONS

    def _count(self, fact: Leaf) -> int:
        choice = self(*fact)
        return 1 if choice is None else len(choice.others) + (choice.kept is not None)

    def _facts_of(self, formula: Leaf) -> Iterator[Leaf]:
        """Yield the facts that a formula is computed from in the end."""
        program = self.patient.program
        for name in program.grounds[formula[1]]:
            if program.quantities[name].subject == "lesion" and formula[0] == PATIENT:
                yield from ((lesion, name) for lesion in self.patient.lesions)
            else:
                yield owner_of(program.quantities[name].subject, formula[0]), name

    def behind(self, formula: Leaf) -> tuple[Leaf, ...]:
        """Return the facts that are not known exactly and that a formula is computed from in the end."""
        return tuple(fact for fact in self._facts_of(formula) if not self.patient.facts[fact].is_exact)

    def _of_fact(self, leaf: Leaf) -> Choice:
        raise NotImplementedError

    def _of_formula(self, leaf: Leaf) -> Choice:
        raise NotImplementedError

    def _within(self, leaf: Leaf, values: ValueSet) -> tuple[ValueSet, ...]:
        """Return sets that stand for all single values of a set."""
        if leaf[1] in self.cells.computed_with and isinstance(values, Interval):
            critical = Critical(self.patient.program, self.cells)
            return critical.of(leaf[1], leaf[0], values, self.patient.known)
        return self.cells.of(leaf[1], values)

    def _interval(self, leaf: Leaf) -> Interval:
        value = self.patient.values[leaf].possible
        if not isinstance(value, Interval):
            raise TypeError(f"{leaf[1]} is no number")
        return value


def _each(sets: Iterable[ValueSet]) -> tuple[Value, ...]:
    return tuple(map(Value, sets))


@dataclass(frozen=True)
class Learning(_Supposition):
    """Each fact that is not known exactly turns out to have one of its possible values."""

    def _of_fact(self, leaf: Leaf) -> Choice:
        value = self._agreeing(leaf)
        if self.patient.facts[leaf].is_exact:
            return Choice(Value(value))
        return Choice(None, _each(self._within(leaf, value)))

    def _agreeing(self, leaf: Leaf) -> ValueSet:
        """Return what a fact can turn out to be; a measurement agrees with what is computed of other facts."""
        value = self.patient.facts[leaf]
        formula = self.patient.program.measured.get(leaf[1])
        if formula is None or not isinstance(value, Interval):
            return value
        for_lesions = self.patient.program.quantities[formula].subject == "lesion" and leaf[0] == PATIENT
        domain = self.patient.program.quantities[leaf[1]].domain
        for owner in self.patient.lesions if for_lesions else [leaf[0]]:
            common = value.intersection(self._interval((owner, formula)))
            if common is not None and isinstance(domain, Number) and domain.whole_number:
                common = common.whole_numbers()
            value = common or value
        return value

    def _of_formula(self, leaf: Leaf) -> Choice:
        return Choice(None, _each(self.cells.of(leaf[1], self._interval(leaf))))


@dataclass(frozen=True)
class Changing(_Supposition):
    """Each fact keeps what is known of it, turns out to have one value of it, or comes to have a later one."""

    def _of_fact(self, leaf: Leaf) -> Choice:
        fact, value = self.patient.program.vocabulary.facts[leaf[1]], self.patient.facts[leaf]
        learnable = learnable_values(fact.change, value)
        sets = [*([] if learnable is None else [learnable]), *later_values(fact.change, fact.domain, value)]
        found = (one for values in sets for one in self._within(leaf, values))
        different = (one for one in found if not self._makes_no_difference(leaf, one, value))
        return Choice(Value(value), _each(different))

    def _makes_no_difference(self, leaf: Leaf, one: ValueSet, value: ValueSet) -> bool:
        """Return whether a value comes to the same as the exact one that is known."""
        if not value.is_exact or leaf[1] in self.cells.computed_with:
            return one == value
        return self.cells.tells_alike(leaf[1], one, value)

    def _of_formula(self, leaf: Leaf) -> Choice:
        domain = self.patient.program.quantities[leaf[1]].domain
        value = self._interval(leaf)
        others = self.cells.of(leaf[1], domain.whole)
        return Choice(Value(value), _each(one for one in others if one != value), tuple(self._facts_of(leaf)))


@dataclass(frozen=True)
class Rereading(_Supposition):
    """Each fact keeps what is known of it or is read as another value, unless it is fixed or personal."""

    def _of_fact(self, leaf: Leaf) -> Choice:
        fact, value = self.patient.program.vocabulary.facts[leaf[1]], self.patient.facts[leaf]
        if fact.change in ("fixed", "person"):
            return Choice(Value(value))
        return Choice(Value(value), _each(self.cells.of(leaf[1], fact.domain.whole)))

    def _is_whole(self, formula: Leaf) -> bool:
        del formula
        return False


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
        return Choice(Value(value), () if other == value else (Value(other),))

    def _is_whole(self, formula: Leaf) -> bool:
        del formula
        return False
