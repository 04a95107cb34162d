"""Contrast: why two patients are advised differently, as the fewest facts that account for it.

In: two traces of one program. Out: for each outcome on which the two differ, the smallest sets of facts in which they
differ such that either of them, given the other's facts of the set, comes to the other's verdict.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from engine.cells import Cells
from engine.coherence import possible
from engine.outcomes import Outcome, outcomes_of
from engine.reading import Leaf, Reading
from engine.search import Search
from engine.solver import Formula, Formulas
from engine.suppositions import Patient, Swapping, as_is, patient_of
from engine.verdicts import Verdict
from engine.working_memory import Value
from facts.case import PATIENT
from facts.values import ValueSet
from knowledge_base.program import Program

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Contrast", "Difference", "contrast"]

MOST_FACTS = 8
"""Facts that account for one difference at most; past it the search says that it stopped."""
MOST_WAYS = 2
"""Sets of the same size that are told."""
PATIENCE = 1.5
"""Seconds after which further differences are not accounted for."""


@dataclass(frozen=True)
class Difference:
    """An outcome on which two patients differ.

    Attributes
    ----------
    here, there
        The verdicts on the first and on the second patient.
    ways
        The smallest sets of facts that account for it; none when facts of the lesions that both have do not, because
        one of them has lesions that the other has not.
    proved
        Whether it is proved that nothing smaller does, or that nothing does.
    more
        Whether there are further sets of the same size.
    """

    outcome: Outcome
    here: Verdict
    there: Verdict
    ways: tuple[tuple[Leaf, ...], ...]
    proved: bool
    more: bool


@dataclass(frozen=True)
class Contrast:
    """Two patients side by side; subjects are those of the first.

    Attributes
    ----------
    pairs
        Each lesion of the first patient with that of the second which it is compared with.
    only_here, only_there
        Lesions that are compared with none.
    facts
        The facts that differ, with what is known of them here and there.
    differences
        The outcomes that differ, those by themselves first.
    complete
        Whether each of them was accounted for, or proved not to be, in time.
    """

    pairs: tuple[tuple[str, str], ...]
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]
    facts: Mapping[Leaf, tuple[ValueSet, ValueSet]]
    differences: tuple[Difference, ...]
    complete: bool


def contrast(
    here: nx.MultiDiGraph[str],
    there: nx.MultiDiGraph[str],
    program: Program,
    pairs: Mapping[str, str] | None = None,
    *,
    patience: float = PATIENCE,
) -> Contrast:
    """Return why two patients are advised differently.

    Parameters
    ----------
    here, there
        The traces of the two.
    program
        The program that both were made with.
    pairs
        Which lesion of the second each lesion of the first is compared with. Without it, lesions of the same name are
        compared, or the only one of each.
    patience
        Seconds after which further differences are named and not accounted for.
    """
    one, other = patient_of(here, program), patient_of(there, program)
    found = dict(_pairs(one, other) if pairs is None else pairs)
    return _Comparison(one, other, found, patience).contrast()


def _pairs(one: Patient, other: Patient) -> Iterator[tuple[str, str]]:
    if len(one.lesions) == len(other.lesions) == 1:
        yield one.lesions[0], other.lesions[0]
        return
    yield from ((lesion, lesion) for lesion in one.lesions if lesion in other.lesions)


@dataclass(frozen=True)
class _Comparison:
    here: Patient
    there: Patient
    pairs: Mapping[str, str]
    patience: float
    started: float = field(default_factory=time.monotonic)

    @property
    def program(self) -> Program:
        return self.here.program

    def contrast(self) -> Contrast:
        facts = {
            leaf: (self.here.facts[leaf], value)
            for leaf, value in self._of_the_other().items()
            if self.here.facts[leaf] != value
        }
        differences = tuple(self._differences())
        return Contrast(
            pairs=tuple(self.pairs.items()),
            only_here=tuple(one for one in self.here.lesions if one not in self.pairs),
            only_there=tuple(one for one in self.there.lesions if one not in self.pairs.values()),
            facts=facts,
            differences=differences,
            complete=all(one.proved for one in differences),
        )

    def _of_the_other(self) -> dict[Leaf, ValueSet]:
        """Return the facts of the second patient by the subjects of the first."""
        subjects = {PATIENT: PATIENT, **self.pairs}
        return {
            (subject, quantity): self.there.facts[subjects[subject], quantity]
            for subject, quantity in self.here.facts
            if subject in subjects
        }

    def _differences(self) -> Iterator[Difference]:
        here, there = self._readings
        outcomes = [one for subject in (*self.pairs, PATIENT) for one in outcomes_of(self.program, subject)]
        # What follows something else comes last, should there not be time for all.
        for outcome in sorted(outcomes, key=lambda one: len(one.path)):
            verdicts = _verdict(here, outcome), _verdict(there, self._there(outcome))
            if verdicts[0] != verdicts[1]:
                yield self._accounted(outcome, *verdicts)

    def _there(self, outcome: Outcome) -> Outcome:
        return outcome._replace(subject=self.pairs.get(outcome.subject, outcome.subject))

    @cached_property
    def _readings(self) -> tuple[Reading[int], Reading[int]]:
        return as_is(self.here), as_is(self.there)

    @cached_property
    def _search(self) -> Search:
        supposed = Swapping(self.here, Cells(self.program), other=self._of_the_other())
        return Search(self.program, self.here.lesions, supposed, self.here.guards())

    @cached_property
    def _mirrored(self) -> Reading[Formula]:
        """The second patient, who takes from the first whatever the first takes from the second."""
        owners = {PATIENT: PATIENT, **{there: here for here, there in self.pairs.items()}}

        def leaf(subject: str, quantity: str) -> Mapping[Value, Formula] | None:
            if (subject, quantity) not in self.there.facts:
                return None
            own = self.there.values[subject, quantity]
            if subject not in owners:
                return {own: True}
            selectors = self._search.selectors(owners[subject], quantity) or {}
            values, terms = list(selectors), list(selectors.values())
            return dict(zip(values, reversed(terms), strict=True))

        return Reading(self.program, self.there.lesions, Formulas(), leaf)

    def _accounted(self, outcome: Outcome, here: Verdict, there: Verdict) -> Difference:
        if time.monotonic() - self.started > self.patience:
            return Difference(outcome, here, there, ways=(), proved=False, more=False)
        swapped = self._search.reading.verdicts(outcome).of[there]
        mirrored = self._mirrored.verdicts(self._there(outcome)).of[here]
        both = self._search.reading.algebra.all((swapped, mirrored, possible(self._mirrored, self.there.guards())))
        found = self._search.smallest(both, most=MOST_FACTS, ways=MOST_WAYS)
        return Difference(
            outcome, here, there, ways=tuple(tuple(way) for way in found.ways), proved=found.proved, more=found.more
        )


def _verdict(reading: Reading[int], outcome: Outcome) -> Verdict:
    return next(verdict for verdict, term in reading.verdicts(outcome).of.items() if term)
