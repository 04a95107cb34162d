"""Boolean algebras over which a program can be read: the same reading serves scenarios and proofs.

An algebra has two constants and three operations. :class:`Scenarios` computes with many patients at once, a bit for
each; :class:`engine.solver.Formulas` builds formulas for a solver.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

__all__ = ["Algebra", "Scenarios"]

Term = TypeVar("Term")


class Algebra(Protocol[Term]):
    """What a reading asks of its terms."""

    @property
    def yes(self) -> Term:
        """What is always true."""

    @property
    def no(self) -> Term:
        """What is never true."""

    def all(self, terms: Iterable[Term]) -> Term:
        """Return the conjunction of terms; of none, what is always true."""

    def any(self, terms: Iterable[Term]) -> Term:
        """Return the disjunction of terms; of none, what is never true."""

    def contrary(self, term: Term) -> Term:
        """Return the negation of a term."""

    def is_never(self, term: Term) -> bool:
        """Return whether a term is seen at once to be never true."""


@dataclass(frozen=True)
class Scenarios:
    """The sets of some scenarios, each a whole number with a bit for every scenario in the set.

    Parameters
    ----------
    count
        How many scenarios there are.

    Examples
    --------
    >>> four = Scenarios(4)
    >>> bin(four.all([0b0111, 0b0110])), bin(four.contrary(0b0110))
    ('0b110', '0b1001')
    """

    count: int

    @property
    def yes(self) -> int:
        """All scenarios."""
        return (1 << self.count) - 1

    @property
    def no(self) -> int:
        """None of the scenarios."""
        return 0

    def all(self, terms: Iterable[int]) -> int:
        """Return the scenarios that are in every set."""
        found = self.yes
        for term in terms:
            found &= term
        return found

    def any(self, terms: Iterable[int]) -> int:
        """Return the scenarios that are in some set."""
        found = 0
        for term in terms:
            found |= term
        return found

    def contrary(self, term: int) -> int:
        """Return the scenarios that are not in the set."""
        return self.yes & ~term

    def is_never(self, term: int) -> bool:
        """Return whether no scenario is in the set."""
        return term == 0
