"""Formulas for the solver: the Boolean algebra in which proofs about one patient are made.

Constants stay Python's own and are folded at once, so that what is decided costs the solver nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import z3

__all__ = ["Formula", "Formulas", "Variables"]

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


class Variables:
    """Which variables formulas depend on, as far as their writing shows.

    Examples
    --------
    >>> a, b = z3.Bools("a b")
    >>> sorted(Variables().of(z3.And(a, z3.Or(a, z3.Not(b)))))
    ['a', 'b']
    """

    def __init__(self) -> None:
        self._context = z3.main_ctx().ref()
        self._found: dict[int, frozenset[str]] = {}

    def of(self, formula: Formula) -> frozenset[str]:
        """Return the names of the variables of a formula."""
        if isinstance(formula, bool):
            return frozenset()
        # Not by recursion, nor through the library's own classes: formulas share most of their parts.
        stack = [formula.as_ast()]
        while stack:
            number = z3.Z3_get_ast_id(self._context, stack[-1])
            parts = [] if number in self._found else self._parts(stack[-1])
            waiting = [part for part in parts if z3.Z3_get_ast_id(self._context, part) not in self._found]
            if waiting:
                stack += waiting
                continue
            node = stack.pop()
            if number not in self._found:
                self._found[number] = self._joined(node, parts)
        return self._found[formula.get_id()]

    def _parts(self, node: Any) -> list[Any]:
        count = z3.Z3_get_app_num_args(self._context, node)
        return [z3.Z3_get_app_arg(self._context, node, index) for index in range(count)]

    def _joined(self, node: Any, parts: list[Any]) -> frozenset[str]:
        if parts:
            return frozenset().union(*(self._found[z3.Z3_get_ast_id(self._context, part)] for part in parts))
        declared = z3.Z3_get_app_decl(self._context, node)
        return frozenset({z3.Z3_get_symbol_string(self._context, z3.Z3_get_decl_name(self._context, declared))})
