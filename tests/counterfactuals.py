"""Counterfactuals by brute force: every patient that differs in a few facts, tried one by one.

Nothing of the search is used here but the reading of a program over scenarios, which is held against the plain
reference; values are those at, next to and between the bounds of everything that is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from engine.algebra import Scenarios
from engine.critical import plain_between
from engine.reach import Change
from engine.reading import Leaf, Reading
from engine.suppositions import Patient
from engine.working_memory import Value
from facts.case import Case
from facts.domains import Category, Number
from facts.learning import later_values, learnable_values
from facts.values import NO, YES, Choices, Interval, ValueSet
from knowledge_base.program import Program
from tests.strategies import changed, numbers_of_interest, regions_of

__all__ = ["Table", "admissible", "singles", "with_changes", "with_values"]


def singles(program: Program, fact: str, within: Sequence[ValueSet]) -> list[ValueSet]:
    """Return single values of sets, among them all at which something that is asked of the fact can change."""
    domain = program.quantities[fact].domain
    every: list[ValueSet]
    match domain:
        case Number():
            numbers = numbers_of_interest(domain, regions_of(program)[fact])
            # A narrow range may hold none of them.
            numbers += [] if domain.whole_number else _middles(within)
            every = [Interval(one, one) for one in sorted(set(numbers))]
        case Category():
            every = [Choices(frozenset({name})) for name in domain.names]
        case _:
            every = [NO, YES]
    return [one for one in every if any(_covers(some, one) for some in within)]


def _middles(sets: Iterable[ValueSet]) -> list[Fraction]:
    ranges = [one for one in sets if isinstance(one, Interval) and not one.is_exact]
    return [plain_between(Fraction(one.low), Fraction(one.high)) for one in ranges]


def _covers(some: ValueSet, one: ValueSet) -> bool:
    if isinstance(some, Interval):
        return isinstance(one, Interval) and some.covers(one)
    return isinstance(one, Choices) and some.covers(one)


def admissible(patient: Patient, leaf: Leaf) -> list[ValueSet]:
    """Return the single values that may be supposed of a fact instead of what is known."""
    fact, value = patient.program.vocabulary.facts[leaf[1]], patient.facts[leaf]
    learnable = learnable_values(fact.change, value)
    sets = [*([] if learnable is None else [learnable]), *later_values(fact.change, fact.domain, value)]
    return singles(patient.program, leaf[1], sets)


@dataclass(frozen=True)
class Table:
    """Patients, each by what is supposed of some facts; everything else is as it is known."""

    patient: Patient
    rows: Sequence[Mapping[Leaf, ValueSet]]

    @property
    def reading(self) -> Reading[int]:
        algebra = Scenarios(len(self.rows))
        supposed: dict[Leaf, dict[Value, int]] = {}
        for number, row in enumerate(self.rows):
            for leaf, values in row.items():
                of_leaf = supposed.setdefault(leaf, {})
                of_leaf[Value(values)] = of_leaf.get(Value(values), 0) | 1 << number

        def leaf_values(subject: str, quantity: str) -> Mapping[Value, int] | None:
            leaf = subject, quantity
            if leaf not in self.patient.facts:
                return None
            found = dict(supposed.get(leaf, {}))
            rest = algebra.yes & ~algebra.any(found.values())
            own = self.patient.values[leaf]
            if rest:
                found[own] = found.get(own, 0) | rest
            return found

        return Reading(self.patient.program, self.patient.lesions, algebra, leaf_values)

    @classmethod
    def of_changes(cls, patient: Patient, values: Mapping[Leaf, Sequence[ValueSet]], size: int) -> Table:
        """Return every patient that differs in exactly so many facts."""
        rows = [
            dict(zip(leaves, chosen, strict=True))
            for leaves in combinations(values, size)
            for chosen in product(*(values[leaf] for leaf in leaves))
        ]
        return cls(patient, rows)

    @classmethod
    def of_completions(cls, patient: Patient, values: Mapping[Leaf, Sequence[ValueSet]]) -> Table:
        """Return every patient in whom each of some facts has one of its values."""
        rows = [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]
        return cls(patient, rows)


def with_values(program: Program, case: Case, values: Mapping[Leaf, ValueSet]) -> Case:
    """Return a case in which facts have other values."""
    return changed(program, case, lambda subject, fact, value: values.get((subject, fact.qualified), value))


def with_changes(program: Program, case: Case, changes: Iterable[Change]) -> Case:
    """Return a case in which changes are made as their examples say."""
    return with_values(program, case, {(one.subject, one.quantity): one.example for one in changes})
