"""Values as sets of possible values, and three-valued truth.

A fact is never simply missing: what is not known is a set with more than one member.
A test of a fact against a region is true when every possible value lies in the region, false when none
does, and unknown otherwise; truths combine by the strong tables of Kleene (S. C. Kleene, *Introduction
to Metamathematics*, 1952, section 64), in which ``and`` is the minimum and ``or`` the maximum.

>>> survival = Interval(Fraction(3), Fraction(12))
>>> survival.within(Interval(Fraction(3), math.inf, low_open=True))
<Truth.UNKNOWN: 1>
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

__all__ = ["NO", "YES", "YES_OR_NO", "Bound", "Choices", "Interval", "Truth", "ValueSet", "decimal_text"]

Bound = Fraction | float
"""An end of an interval: an exact fraction, or plus or minus infinity."""


def _bound(number: Bound) -> Bound:
    if isinstance(number, Fraction):
        return number
    if math.isnan(number):
        raise ValueError("a bound is a number")
    return number if math.isinf(number) else Fraction(number)


class Truth(IntEnum):
    """The three truth values, ordered so that ``and`` is ``min`` and ``or`` is ``max``."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def negated(self) -> Truth:
        """Return the truth of the contrary; unknown stays unknown."""
        return Truth(2 - self)

    @classmethod
    def all(cls, truths: Iterable[Truth]) -> Truth:
        """Return the truth of “each of them holds”; true of none at all."""
        return min(truths, default=cls.TRUE)

    @classmethod
    def any(cls, truths: Iterable[Truth]) -> Truth:
        """Return the truth of “one of them holds”; false of none at all."""
        return max(truths, default=cls.FALSE)


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers between two bounds, each bound included unless it is open.

    Parameters
    ----------
    low, high
        The bounds, in the unit of the quantity; infinite in a region, finite in a fact. A finite float stands
        for the fraction that it is exactly.
    low_open, high_open
        Whether the bound itself is left out; an infinite bound always is, and is kept as not open, so that
        equal sets are equal.

    Raises
    ------
    ValueError
        When no number lies between the bounds, or a bound is not a number.
    """

    low: Bound
    high: Bound
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        low, high = _bound(self.low), _bound(self.high)
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)
        object.__setattr__(self, "low_open", self.low_open and isinstance(low, Fraction))
        object.__setattr__(self, "high_open", self.high_open and isinstance(high, Fraction))
        empty = low > high or (low == high and (self.low_open or self.high_open or isinstance(low, float)))
        if empty:
            raise ValueError("an interval holds at least one number")

    @property
    def is_exact(self) -> bool:
        """Whether one number only is possible."""
        return self.low == self.high

    def covers(self, other: Interval) -> bool:
        """Return whether every number of the other interval lies in this one."""
        low = self.low < other.low or (self.low == other.low and self.low_open <= other.low_open)
        high = self.high > other.high or (self.high == other.high and self.high_open <= other.high_open)
        return low and high

    def meets(self, other: Interval) -> bool:
        """Return whether some number lies in both."""
        return self.intersection(other) is not None

    def intersection(self, other: Interval) -> Interval | None:
        """Return the numbers that lie in both, or None when there are none."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        high_open = not high_closed
        if low > high or (low == high and (low_open or high_open)):
            return None
        return Interval(low, high, low_open, high_open)

    def within(self, region: Interval) -> Truth:
        """Return the truth of “the number lies in the region”."""
        if region.covers(self):
            return Truth.TRUE
        return Truth.UNKNOWN if region.meets(self) else Truth.FALSE

    def whole_numbers(self) -> Interval | None:
        """Return the closed interval of the whole numbers inside, or None when there are none.

        Examples
        --------
        >>> Interval(Fraction(1), Fraction(9, 2), low_open=True).whole_numbers() == Interval(
        ...     Fraction(2), Fraction(4)
        ... )
        True
        """
        low = Fraction(math.ceil(self.low)) if isinstance(self.low, Fraction) else self.low
        high = Fraction(math.floor(self.high)) if isinstance(self.high, Fraction) else self.high
        if self.low_open and low == self.low:
            low += 1
        if self.high_open and high == self.high:
            high -= 1
        return Interval(low, high) if low <= high else None


@dataclass(frozen=True, slots=True)
class Choices:
    """The categories that are possible; at least one."""

    names: frozenset[str]

    def __post_init__(self) -> None:
        if not self.names:
            raise ValueError("at least one category is possible")

    @property
    def is_exact(self) -> bool:
        """Whether one category only is possible."""
        return len(self.names) == 1

    def covers(self, other: Choices) -> bool:
        """Return whether every category of the other set is in this one."""
        return other.names <= self.names

    def within(self, region: Choices) -> Truth:
        """Return the truth of “the category is one of the region's”."""
        if self.names <= region.names:
            return Truth.TRUE
        return Truth.UNKNOWN if self.names & region.names else Truth.FALSE


ValueSet = Interval | Choices

_SHORT = 6

YES = Choices(frozenset({"true"}))
NO = Choices(frozenset({"false"}))
YES_OR_NO = Choices(frozenset({"true", "false"}))


def decimal_text(number: Bound, places: int = 2) -> str:
    """Write a number with a point, exactly when it has few decimals, else rounded to `places`.

    Parameters
    ----------
    number
        Any number.
    places
        How many decimals are kept of a number that has no short decimal form.

    Examples
    --------
    >>> decimal_text(Fraction(7, 2)), decimal_text(Fraction(672, 487)), decimal_text(Fraction(12))
    ('3.5', '1.38', '12')
    """
    if isinstance(number, float) and math.isinf(number):
        return "∞" if number > 0 else "-∞"
    exact = Fraction(number)
    digits = places if 10**_SHORT % exact.denominator else _SHORT
    scaled = round(exact * 10**digits)
    whole, rest = divmod(abs(scaled), 10**digits)
    decimals = f"{rest:0{digits}d}".rstrip("0")
    return f"{'-' if scaled < 0 else ''}{whole}{'.' if decimals else ''}{decimals}"
