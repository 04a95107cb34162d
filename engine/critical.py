"""Critical values: single numbers that stand for all, of a number that formulas compute with.

In: a number of a subject, the set in which it lies, and what else is known. Out: numbers of the set, among which is one
for every outcome of the tests on the number itself and on each formula that is computed with it, as long as the other
facts of the formula stay as they are. Another one that is open is tried at its lower and at its upper end: what a
formula comes to between its corners it also comes to along the edges, since it rises or falls steadily with each of its
facts. Of a formula with more open facts no numbers are looked for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from engine.cells import Cells
from facts.case import PATIENT, owner_of
from facts.domains import Number
from facts.values import Choices, Interval, ValueSet
from knowledge_base.arithmetic import evaluate, score_points
from knowledge_base.conditions import Measured, quantities_of
from knowledge_base.program import Program

__all__ = ["Critical", "plain_between"]

_SAMPLES = 9
_HALVINGS = 20
_FINE = 10**6
_DECIMALS = 7

Known = Mapping[tuple[str, str], ValueSet]


@dataclass(frozen=True)
class Critical:
    """The critical values of the numbers of one program.

    Attributes
    ----------
    cells
        Its cells.
    """

    program: Program
    cells: Cells

    def of(self, quantity: str, subject: str, within: Interval, known: Known) -> tuple[Interval, ...]:
        """Return single numbers of a set that stand for all of it.

        Parameters
        ----------
        quantity
            A number of the vocabulary.
        subject
            Whose number it is.
        within
            The set in which it lies.
        known
            What is known of every fact and everything derived, by subject and quantity.
        """
        domain = self.program.quantities[quantity].domain
        if not isinstance(domain, Number):
            raise TypeError(f"{quantity} is no number")
        bounds = {bound for cell in self._cells(quantity, within) for bound in (cell.low, cell.high)}
        marks = sorted({Fraction(bound) for bound in bounds} | set(self._crossings(quantity, subject, within, known)))
        between = (plain_between(low, high) for low, high in pairwise(marks))
        found = sorted({*marks, *between})
        if domain.whole_number:
            found = sorted({Fraction(math.floor(mark) + step) for mark in marks for step in (0, 1)})
        return tuple(Interval(one, one) for one in found if within.meets(Interval(one, one)))

    def _cells(self, quantity: str, within: Interval) -> Iterator[Interval]:
        yield from (cell for cell in self.cells.of(quantity, within) if isinstance(cell, Interval))

    def _crossings(self, quantity: str, subject: str, within: Interval, known: Known) -> Iterator[Fraction]:
        """Yield the numbers at which a formula reaches a bound that is asked about, or two that embrace it closely."""
        low, high = Fraction(within.low), Fraction(within.high)
        steps = [low + (high - low) * step / (_SAMPLES - 1) for step in range(_SAMPLES)]
        for formula in self._formulas_of(quantity):
            bounds = {
                Fraction(bound)
                for region in self.cells.regions.get(formula, ())
                if isinstance(region, Interval)
                for bound in (region.low, region.high)
                if not math.isinf(bound)
            }
            if not bounds:
                continue
            for corner in self._corners(formula, quantity, subject, known):
                at = self._as_function(formula, quantity, corner)
                heights = [at(step) for step in steps]
                for bound in bounds:
                    for (left, below), (right, above) in pairwise(zip(steps, heights, strict=True)):
                        if min(below, above) <= bound <= max(below, above) and below != above:
                            yield _crossing(at, bound, left, right)

    def _formulas_of(self, quantity: str) -> list[str]:
        """Return every formula that is computed with a quantity, directly or through others."""
        reached = {quantity}
        found = []
        for name, formula in self.program.formulas.items():
            if reached & set(quantities_of(formula.value)):
                reached.add(name)
                found.append(name)
        return found

    def _inputs(self, formula: str) -> Iterator[str]:
        """Yield the facts that a formula is computed from in the end."""
        for name in dict.fromkeys(quantities_of(self.program.formulas[formula].value)):
            if name in self.program.formulas:
                yield from self._inputs(name)
            elif name in self.program.scores:
                yield from (item.quantity for item in self.program.scores[name].items)
            else:
                yield name

    def _corners(self, formula: str, varied: str, owner: str, known: Known) -> Iterator[dict[str, ValueSet]]:
        """Yield the other facts of a formula at their lower ends and, unless they are the same, at their upper ends.

        What may be measured instead of computed stays as it is.
        """
        measured = self._measured(formula)
        others = [name for name in dict.fromkeys(self._inputs(formula)) if name != varied]
        for one in self._owners(formula, owner, known):
            values = {name: known[owner_of(self.program.quantities[name].subject, one), name] for name in others}
            ends = {name: (value, value) if name in measured else _ends(value) for name, value in values.items()}
            corners = [{name: pair[end] for name, pair in ends.items()} for end in (0, 1)]
            if sum(corners[0][name] != corners[1][name] for name in others) <= 1:
                yield from corners[:1] if corners[0] == corners[1] else corners

    def _owners(self, formula: str, owner: str, known: Known) -> list[str]:
        """Return of whom a formula is computed with a number: of each lesion, when the number is the patient's."""
        if owner != PATIENT or self.program.quantities[formula].subject == PATIENT:
            return [owner]
        return [subject for subject in dict.fromkeys(subject for subject, _ in known) if subject != PATIENT]

    def _measured(self, formula: str) -> set[str]:
        value = self.program.formulas[formula].value
        own = {value.quantity} if isinstance(value, Measured) else set()
        return own.union(*(self._measured(read) for read in quantities_of(value) if read in self.program.formulas))

    def _as_function(self, formula: str, varied: str, corner: Mapping[str, ValueSet]) -> Callable[[Fraction], Fraction]:
        """Return a formula as a function of one number, the others standing at their ends."""

        def at(number: Fraction) -> Fraction:
            return Fraction(self._value(formula, {**corner, varied: Interval(number, number)}).low)

        return at

    def _value(self, name: str, facts: Mapping[str, ValueSet]) -> Interval:
        if name in self.program.formulas:
            return evaluate(self.program.formulas[name].value, lambda read: self._value(read, facts))
        if name in self.program.scores:
            found: ValueSet | None = score_points(self.program.scores[name], facts.__getitem__).total
        else:
            found = facts[name]
        if not isinstance(found, Interval):
            raise TypeError(f"{name} is no number")
        return found


def _ends(value: ValueSet) -> tuple[ValueSet, ValueSet]:
    if isinstance(value, Choices):
        names = sorted(value.names)
        return Choices(frozenset(names[:1])), Choices(frozenset(names[-1:]))
    return Interval(value.low, value.low), Interval(value.high, value.high)


def _crossing(at: Callable[[Fraction], Fraction], bound: Fraction, left: Fraction, right: Fraction) -> Fraction:
    """Return the number between two others at which a function reaches a bound, or one that is very near to it."""
    for exact in _interpolated(at, bound, left, right):
        if at(exact) == bound:
            return exact
    rises = at(left) < at(right)
    for _ in range(_HALVINGS):
        middle = ((left + right) / 2).limit_denominator(_FINE)
        if (at(middle) < bound) is rises:
            left = middle
        else:
            right = middle
    return right


def _interpolated(
    at: Callable[[Fraction], Fraction], bound: Fraction, left: Fraction, right: Fraction
) -> Iterator[Fraction]:
    """Yield where a function reaches a bound if it is proportional to the number, or to its reciprocal."""
    below, above = at(left), at(right)
    yield left + (bound - below) * (right - left) / (above - below)
    if below and above and bound:
        yield left + (1 / bound - 1 / below) * (right - left) / (1 / above - 1 / below)


def plain_between(low: Fraction, high: Fraction) -> Fraction:
    """Return a number strictly between two others, with as few decimals as there are.

    Examples
    --------
    >>> plain_between(Fraction(3), Fraction(4))
    Fraction(7, 2)
    """
    middle = (low + high) / 2
    for places in range(_DECIMALS):
        rounded = Fraction(round(middle * 10**places), 10**places)
        if low < rounded < high:
            return rounded
    return middle
