"""Formulas for the solver: the Boolean algebra in which proofs about one patient are made.

Constants stay Python's own and are folded at once, so that what is decided costs the solver nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import z3

__all__ = ["Formula", "Formulas"]

Formula: TypeAlias = bool | z3.BoolRef
"""A term: decided, or a formula over the solver's variables."""


class Formulas:
    """Formulas of propositional logic.

    Examples
    --------
    >>> some = Formulas()
    >>> some.all([True, z3.Bool("a"), some.contrary(z3.Bool("b"))])
    And(a, Not(b))
    >>> some.any([z3.Bool("a"), True])
    True
    """

    @property
    def yes(self) -> Formula:
        """What is always true."""
        return True

    @property
    def no(self) -> Formula:
        """What is never true."""
        return False

    def all(self, terms: Iterable[Formula]) -> Formula:
        """Return the conjunction of terms."""
        open_terms = _open(terms, decided=False)
        if open_terms is None:
            return False
        return z3.And(open_terms) if len(open_terms) > 1 else open_terms[0] if open_terms else True

    def any(self, terms: Iterable[Formula]) -> Formula:
        """Return the disjunction of terms."""
        open_terms = _open(terms, decided=True)
        if open_terms is None:
            return True
        return z3.Or(open_terms) if len(open_terms) > 1 else open_terms[0] if open_terms else False

    def contrary(self, term: Formula) -> Formula:
        """Return the negation of a term."""
        if isinstance(term, bool):
            return not term
        return term.arg(0) if z3.is_not(term) else z3.Not(term)

    def is_never(self, term: Formula) -> bool:
        """Return whether a term is the constant that is never true."""
        return term is False


def _open(terms: Iterable[Formula], *, decided: bool) -> list[z3.BoolRef] | None:
    """Return the terms that are not constant, each once; None when one of them decides the whole."""
    found: dict[int, z3.BoolRef] = {}
    for term in terms:
        if isinstance(term, bool):
            if term is decided:
                return None
        else:
            found[term.get_id()] = term
    return list(found.values())
