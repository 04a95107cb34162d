"""Interval arithmetic: the possible values of a computed quantity, from those of what it is computed of.

Each operation is exact in fractions and keeps track of bounds that are left out. The possible values of a
quantity that an expression reads twice are combined freely, so a result can be wider than needed but never
narrower (R. E. Moore, *Interval Analysis*, 1966, chapter 3).

>>> product(Interval(Fraction(2), Fraction(3)), Interval(Fraction(-1), Fraction(4)))
Interval(low=Fraction(-3, 1), high=Fraction(12, 1), low_open=False, high_open=False)
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from facts.values import Bound, Interval, ValueSet
from knowledge_base.program import Constant, Expression, Operation, Reading, Score, ScoreItem, ScoreRow

__all__ = ["difference", "evaluate", "item_points", "matching_rows", "product", "quotient", "score_points", "total"]

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


def item_points(item: ScoreItem, value: ValueSet) -> tuple[int, int] | None:
    """Return the least and the most points of an item, or None when no row can apply."""
    rows = matching_rows(item, value)
    return (min(row.low for row in rows), max(row.high for row in rows)) if rows else None


def score_points(score: Score, read: Callable[[str], ValueSet]) -> Interval | None:
    """Return the possible sums of points, or None when some item has no row for any possible value."""
    points = [item_points(item, read(item.quantity)) for item in score.items]
    if any(one is None for one in points):
        return None
    known = [one for one in points if one is not None]
    return Interval(Fraction(sum(low for low, _ in known)), Fraction(sum(high for _, high in known)))


def _possible(region: ValueSet, value: ValueSet) -> bool:
    if isinstance(region, Interval):
        return isinstance(value, Interval) and region.meets(value)
    return not isinstance(value, Interval) and bool(region.names & value.names)
