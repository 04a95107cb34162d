"""Cells: the values of a quantity that the program tells apart.

In: a program and a set of possible values. Out: its cells, each inside or outside of every region that a test or a row
of a score asks about, so that what comes of one value of a cell comes of all. Numbers that a formula computes with have
no such cells; for them see :mod:`engine.critical`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from engine.working_memory import Value
from facts.domains import Category, Number
from facts.values import Bound, Choices, Interval, ValueSet
from knowledge_base.conditions import quantities_of
from knowledge_base.program import Program

__all__ = ["Cells", "merged"]

_Cut = tuple[Bound, bool]
"""A place between numbers: just before one or (true) just behind it."""


class Cells:
    """The cells of every quantity of a program.

    Parameters
    ----------
    program
        The program.

    Examples
    --------
    >>> from knowledge_base.loader import edition_folder, load
    >>> cells = Cells(load(edition_folder("metastases_osseuses_2026")))
    >>> from fractions import Fraction
    >>> len(cells.of("lesion.mirels", Interval(Fraction(8), Fraction(10))))
    2
    """

    def __init__(self, program: Program) -> None:
        self._program = program

    @cached_property
    def regions(self) -> dict[str, tuple[ValueSet, ...]]:
        """By quantity, every region that a test or a row of a score asks about."""
        found: dict[str, dict[ValueSet, None]] = {}
        for test in self._program.tests.values():
            found.setdefault(test.quantity, {})[test.region] = None
        for score in self._program.scores.values():
            for item in score.items:
                found.setdefault(item.quantity, {}).update((row.region, None) for row in item.rows)
        return {quantity: tuple(regions) for quantity, regions in found.items()}

    @cached_property
    def computed_with(self) -> frozenset[str]:
        """The quantities that a formula computes with."""
        return frozenset(name for one in self._program.formulas.values() for name in quantities_of(one.value))

    def of(self, quantity: str, within: ValueSet) -> tuple[ValueSet, ...]:
        """Return the cells of a quantity that lie within a set, in the order of the domain."""
        domain = self._program.quantities[quantity].domain
        regions = self.regions.get(quantity, ())
        if isinstance(within, Choices):
            return tuple(_classes(within, regions, domain.names if isinstance(domain, Category) else ()))
        numbers = [region for region in regions if isinstance(region, Interval)]
        whole = isinstance(domain, Number) and domain.whole_number
        return tuple(_intervals(within, numbers, whole=whole))

    def tells_alike(self, quantity: str, one: ValueSet, other: ValueSet) -> bool:
        """Return whether no region divides two sets or lies between them.

        Both have to be cells or parts of them.
        """
        regions = self.regions.get(quantity, ())
        return all(Value(one).within(region) is Value(other).within(region) for region in regions)


def _classes(within: Choices, regions: Iterable[ValueSet], order: Sequence[str]) -> Iterator[Choices]:
    """Yield the categories of a set put together where no region tells them apart."""
    alike: dict[tuple[bool, ...], list[str]] = {}
    names = [region.names for region in regions if isinstance(region, Choices)]
    for name in sorted(within.names, key=lambda one: (order.index(one) if one in order else 0, one)):
        alike.setdefault(tuple(name in some for some in names), []).append(name)
    return (Choices(frozenset(some)) for some in alike.values())


def _intervals(within: Interval, regions: Iterable[Interval], *, whole: bool) -> Iterator[Interval]:
    """Yield the pieces into which the bounds of the regions cut a set of numbers."""
    first, last = _cuts(within)
    inner = {cut for region in regions for cut in _cuts(region) if first < cut < last}
    for (low, low_open), (high, behind) in pairwise([first, *sorted(inner), last]):
        if low < high or (low == high and not low_open and behind):
            piece = Interval(low, high, low_open, not behind)
            kept = piece.whole_numbers() if whole else piece
            if kept is not None:
                yield kept


def _cuts(interval: Interval) -> tuple[_Cut, _Cut]:
    return (interval.low, interval.low_open), (interval.high, not interval.high_open)


def merged(sets: Iterable[ValueSet], *, whole: bool = False) -> tuple[ValueSet, ...]:
    """Return sets put together where they touch: numbers in order, categories in one set.

    Parameters
    ----------
    sets
        Sets of one quantity.
    whole
        Whether only whole numbers are possible, so that 3 and 4 touch.

    Examples
    --------
    >>> from fractions import Fraction
    >>> merged([Interval(Fraction(1), Fraction(2)), Interval(Fraction(2), Fraction(3), low_open=True)])
    (Interval(low=Fraction(1, 1), high=Fraction(3, 1), low_open=False, high_open=False),)
    """
    every = list(sets)
    names = [one.names for one in every if isinstance(one, Choices)]
    if names:
        return (Choices(frozenset().union(*names)),)
    found: list[Interval] = []
    for piece in sorted((one for one in every if isinstance(one, Interval)), key=_cuts):
        if found and _touch(found[-1], piece, whole=whole):
            before = found.pop()
            (low, low_open), high = _cuts(before)[0], max(_cuts(before)[1], _cuts(piece)[1])
            found.append(Interval(low, high[0], low_open, not high[1]))
        else:
            found.append(piece)
    return tuple(found)


def _touch(below: Interval, above: Interval, *, whole: bool) -> bool:
    if whole:
        return above.low <= below.high + 1
    return _cuts(above)[0] <= _cuts(below)[1]
