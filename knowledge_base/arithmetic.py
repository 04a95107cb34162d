"""Interval arithmetic: the possible values of a computed quantity, from those of what it is computed of.

Each operation is exact in fractions and keeps track of bounds that are left out. The possible values of a
quantity that an expression reads twice are combined freely, so a result can be wider than needed but never
narrower (R. E. Moore, *Interval Analysis*, 1966, chapter 3).

>>> product(Interval(Fraction(2), Fraction(3)), Interval(Fraction(-1), Fraction(4)))
Interval(low=Fraction(-3, 1), high=Fraction(12, 1), low_open=False, high_open=False)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from facts.values import Bound, Choices, Interval, Truth, ValueSet
from knowledge_base.conditions import Constant, Expression, Measured, Operation, Reading
from knowledge_base.program import Score, ScoreItem, ScoreRow

__all__ = [
    "Points",
    "difference",
    "evaluate",
    "item_applies",
    "item_points",
    "matching_rows",
    "product",
    "quotient",
    "score_points",
    "total",
]

_End = tuple[Bound, bool]


def evaluate(expression: Expression, read: Callable[[str], Interval]) -> Interval:
    """Return the possible values of an expression.

    Parameters
    ----------
    expression
        A typed expression; its divisors are never zero, the loader has seen to that.
    read
        The possible values of a quantity, by qualified name.
    """
    match expression:
        case Constant():
            return Interval(expression.value, expression.value)
        case Reading():
            return read(expression.quantity)
        case Operation():
            left, right = evaluate(expression.left, read), evaluate(expression.right, read)
            return _OPERATIONS[expression.operator](left, right)
        case Measured():
            measured, computed = read(expression.quantity), evaluate(expression.computed, read)
            return computed if measured == expression.whole else measured.intersection(computed) or measured


def total(left: Interval, right: Interval) -> Interval:
    """Return the possible sums of a number of each interval."""
    return Interval(
        left.low + right.low, left.high + right.high, left.low_open or right.low_open, left.high_open or right.high_open
    )


def difference(left: Interval, right: Interval) -> Interval:
    """Return what can remain of a number of one interval less a number of the other."""
    return total(left, Interval(-right.high, -right.low, right.high_open, right.low_open))


def product(left: Interval, right: Interval) -> Interval:
    """Return the possible products of a number of each interval."""
    corners = [_corner(one, other) for one in _ends(left) for other in _ends(right)]
    low = min(number for number, _ in corners)
    high = max(number for number, _ in corners)
    return Interval(low, high, _left_out(corners, low), _left_out(corners, high))


def quotient(left: Interval, right: Interval) -> Interval:
    """Return the possible quotients; the divisor's interval must not hold zero.

    Raises
    ------
    ZeroDivisionError
        When zero is a possible divisor.
    """
    if right.low <= 0 <= right.high:
        raise ZeroDivisionError("the divisor can be zero")
    return product(left, Interval(1 / right.high, 1 / right.low, right.high_open, right.low_open))


_OPERATIONS: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": total,
    "-": difference,
    "*": product,
    "/": quotient,
}


def _ends(interval: Interval) -> tuple[_End, _End]:
    return (interval.low, interval.low_open), (interval.high, interval.high_open)


def _corner(one: _End, other: _End) -> _End:
    # Zero times anything is zero: it is reached as soon as the zero itself is possible.
    for (number, left_out), (_, _) in ((one, other), (other, one)):
        if number == 0 and not left_out:
            return Fraction(0), False
    return one[0] * other[0], one[1] or other[1]


def _left_out(corners: list[_End], bound: Bound) -> bool:
    return all(left_out for number, left_out in corners if number == bound)


def matching_rows(item: ScoreItem, value: ValueSet) -> list[ScoreRow]:
    """Return the rows of a score item that the possible values of its quantity can fall into."""
    return [row for row in item.rows if _possible(row.region, value)]


def item_points(item: ScoreItem, value: ValueSet) -> tuple[Fraction, Fraction] | None:
    """Return the least and the most points of an item, or None when no row can apply."""
    rows = matching_rows(item, value)
    return (min(row.low for row in rows), max(row.high for row in rows)) if rows else None


@dataclass(frozen=True)
class Points:
    """The possible sums of a score, and whether the score applies to the subject at all."""

    total: Interval | None
    applies: Truth


def score_points(score: Score, read: Callable[[str], ValueSet]) -> Points:
    """Return the possible sums of points.

    Parameters
    ----------
    score
        The score.
    read
        The possible values of a quantity, by qualified name.
    """
    values = [(item, read(item.quantity)) for item in score.items]
    applies = Truth.all(item_applies(item, value) for item, value in values)
    if applies is Truth.FALSE:
        return Points(None, applies)
    points = [one for item, value in values if (one := item_points(item, value)) is not None]
    low, high = (sum((one[end] for one in points), Fraction()) for end in (0, 1))
    return Points(Interval(low, high), applies)


def item_applies(item: ScoreItem, value: ValueSet) -> Truth:
    """Return the truth of “some row has points for the value”."""
    if not item.partial:
        return Truth.TRUE
    rows = matching_rows(item, value)
    if not rows:
        return Truth.FALSE
    return Truth.TRUE if _covered(value, [row.region for row in rows], item.whole_number) else Truth.UNKNOWN


def _covered(value: ValueSet, regions: list[ValueSet], whole_number: bool) -> bool:
    if isinstance(value, Choices):
        return value.names <= frozenset().union(*(one.names for one in regions if isinstance(one, Choices)))
    # Rows do not overlap, so a value inside one row, or in several that touch, is covered piece by piece.
    rest = [value]
    for region in regions:
        rest = [piece for part in rest for piece in _without(part, region)]
    return not any(not whole_number or piece.whole_numbers() for piece in rest)


def _without(interval: Interval, region: ValueSet) -> Iterator[Interval]:
    """Yield what is left of an interval outside a region: at most one piece on either side."""
    common = region.intersection(interval) if isinstance(region, Interval) else None
    if common is None:
        yield interval
        return
    below = (interval.low, common.low, interval.low_open, not common.low_open)
    above = (common.high, interval.high, not common.high_open, interval.high_open)
    for low, high, low_open, high_open in (below, above):
        if low < high or (low == high and not low_open and not high_open):
            yield Interval(low, high, low_open, high_open)


def _possible(region: ValueSet, value: ValueSet) -> bool:
    if isinstance(region, Interval):
        return isinstance(value, Interval) and region.meets(value)
    return not isinstance(value, Interval) and bool(region.names & value.names)
