"""Sensitivity: which outcomes change when one fact alone takes another value, for many patients at once.

In: a program, what each fact chooses among, and some patients, each as one choice of every fact. Out: pairs of an
outcome and a fact, each with such a patient as its proof. All patients, and each of them with each single fact
otherwise, are read in one go: a block of scenarios for each patient, the first of the block the patient as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.algebra import Scenarios
from engine.coherence import Guard, possible
from engine.reading import Leaf, Reading
from engine.working_memory import Value
from knowledge_base.program import Program

__all__ = ["Variations"]


@dataclass(frozen=True)
class Variations:
    """Some patients, and each of them with each single fact otherwise.

    Attributes
    ----------
    alternatives
        For each fact or other quantity that varies, what it can be.
    fixed
        The value of a quantity that does not vary; None when it is derived.
    patients
        For each patient the choice of every quantity that varies.
    guards
        What no patient is: what a single change makes impossible, makes no difference.
    """

    program: Program
    lesions: tuple[str, ...]
    alternatives: Mapping[Leaf, Sequence[Value]]
    fixed: Callable[[str, str], Value | None]
    patients: Sequence[Mapping[Leaf, Value]]
    guards: Sequence[Guard] = ()

    @cached_property
    def _places(self) -> dict[tuple[Leaf, Value], int]:
        """The place inside of a block at which a quantity has a value."""
        every = ((leaf, one) for leaf, sets in self.alternatives.items() for one in sets)
        return {pair: number + 1 for number, pair in enumerate(every)}

    @cached_property
    def _width(self) -> int:
        return len(self._places) + 1

    @cached_property
    def _block(self) -> int:
        return (1 << self._width) - 1

    @cached_property
    def _firsts(self) -> int:
        """The scenarios in which a patient is as it is."""
        return sum(1 << (number * self._width) for number in range(len(self.patients)))

    @cached_property
    def _own(self) -> dict[Leaf, int]:
        """For each quantity the places of a block at which it varies."""
        return {leaf: sum(1 << self._places[leaf, one] for one in sets) for leaf, sets in self.alternatives.items()}

    @cached_property
    def reading(self) -> Reading[int]:
        """The program, read over all scenarios."""
        return Reading(self.program, self.lesions, Scenarios(self._width * len(self.patients)), self._leaf)

    @cached_property
    def _possible(self) -> int:
        """The scenarios in which the patient is one that can be."""
        return possible(self.reading, self.guards)

    def _leaf(self, subject: str, quantity: str) -> Mapping[Value, int] | None:
        leaf = subject, quantity
        sets = self.alternatives.get(leaf)
        if sets is None:
            value = self.fixed(subject, quantity)
            return None if value is None else {value: self.reading.algebra.yes}
        elsewhere = self._block & ~self._own[leaf]
        found = {}
        for one in sets:
            taken = sum(
                1 << (number * self._width) for number, patient in enumerate(self.patients) if patient[leaf] == one
            )
            # A product with the block repeats its places for every patient that has the value.
            found[one] = taken * elsewhere | self._firsts * (1 << self._places[leaf, one])
        return found

    def happens(self, term: int) -> bool:
        """Return whether a term holds of one of the patients as they are."""
        return bool(term & self._firsts)

    def scenario(self, leaf: Leaf, value: Value) -> int:
        """Return the scenario in which the first patient has another value; 1 is that patient as it is."""
        return 1 << self._places[leaf, value]

    def differing(self, terms: Iterable[int]) -> Iterator[tuple[Leaf, tuple[Value, ...]]]:
        """Yield the quantities that make a difference for some patient, each with the values that make it.

        Parameters
        ----------
        terms
            How something came out, as :attr:`reading` says; it differs where one of them does.
        """
        differing = 0
        for term in terms:
            as_it_is = (term & self._firsts) * self._block
            differing |= term ^ as_it_is
        differing &= self._possible
        places = 0
        while differing:
            places |= differing & self._block
            differing >>= self._width
        for leaf, sets in self.alternatives.items():
            if places & self._own[leaf]:
                yield leaf, tuple(one for one in sets if places >> self._places[leaf, one] & 1)
