"""Points: the rows of a score or lookup, each a region of a quantity with the number that it gives.

In: regions and numbers as they are written. Out: rows of which no two overlap, and the values that none covers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from facts.domains import Boolean, Domain, Number, ValueProblem
from facts.problems import Problem
from facts.values import Choices, Interval, ValueSet, decimal_text
from facts.written import written
from knowledge_base.diagnostics import Code, ExpressionError, inside
from knowledge_base.program import Quantity, ScoreRow

__all__ = ["NUMBERS", "POINTS", "Numerals", "rows_of", "uncovered"]


@dataclass(frozen=True)
class Numerals:
    """What a row may give: a number or a range of numbers.

    Attributes
    ----------
    key
        Under which the rows are written.
    kind
        What a number is called.
    """

    key: str
    kind: str
    pattern: re.Pattern[str]


POINTS = Numerals("points", "number of points", re.compile(r"(?P<low>-?[0-9]{1,6})(?:\.\.(?P<high>-?[0-9]{1,6}))?"))
NUMBERS = Numerals(
    "values",
    "number",
    re.compile(r"(?P<low>-?[0-9]{1,9}(?:\.[0-9]{1,9})?)(?:\.\.(?P<high>-?[0-9]{1,9}(?:\.[0-9]{1,9})?))?"),
)


def rows_of(
    quantity: Quantity, written_rows: Mapping[str, Decimal | int | str], numerals: Numerals
) -> tuple[ScoreRow, ...]:
    """Return the rows that give numbers for a quantity.

    Raises
    ------
    ExpressionError
        When a row is no region or number, or overlaps with one before it.
    """
    rows: list[ScoreRow] = []
    for values, number in written_rows.items():
        with inside(numerals.key, values):
            row = ScoreRow(_region(values, quantity), *_ends(number, numerals))
            if any(_overlap(row.region, earlier.region) for earlier in rows):
                raise ExpressionError("score_overlap", f"some values of “{quantity.name}” stand in two rows")
        rows.append(row)
    return tuple(rows)


def uncovered(domain: Domain, rows: Sequence[ScoreRow]) -> str:
    """Name some values of a domain that no row covers; empty when there are none."""
    if not isinstance(domain, Number):
        covered = frozenset().union(*(row.region.names for row in rows if isinstance(row.region, Choices)))
        return ", ".join(sorted(domain.whole.names - covered))
    intervals = [row.region for row in rows if isinstance(row.region, Interval)]
    for number in _samples(domain, intervals):
        if not any(interval.covers(Interval(number, number)) for interval in intervals):
            return f"the value {decimal_text(number)}"
    return ""


def _region(key: str, quantity: Quantity) -> ValueSet:
    raw: object = {"true": True, "false": False}.get(key, key) if isinstance(quantity.domain, Boolean) else key
    try:
        return quantity.domain.parse(raw)
    except ValueProblem as problem:
        message = Problem(problem.code, quantity.name, problem.words).message("en")
        code: Code = "bounds" if isinstance(quantity.domain, Number) else "category"
        raise ExpressionError(code, message) from problem


def _ends(raw: Decimal | int | str, numerals: Numerals) -> tuple[Fraction, Fraction]:
    found = numerals.pattern.fullmatch(str(raw))
    if found is None:
        raise ExpressionError("type", f"{written(raw)} is neither a {numerals.kind} nor a range such as 0..1")
    low, high = Fraction(found["low"]), Fraction(found["high"] or found["low"])
    if low > high:
        raise ExpressionError("bounds", f"the range {raw} is the wrong way round")
    return low, high


def _overlap(one: ValueSet, other: ValueSet) -> bool:
    if isinstance(one, Interval) and isinstance(other, Interval):
        return one.meets(other)
    return isinstance(one, Choices) and isinstance(other, Choices) and bool(one.names & other.names)


def _samples(domain: Number, intervals: list[Interval]) -> list[Fraction]:
    """Return numbers of a domain among which is one of every gap that intervals can leave."""
    whole = domain.whole
    ends = {Fraction(end) for interval in (whole, *intervals) for end in (interval.low, interval.high)}
    ordered = sorted(ends)
    between = {(low + high) / 2 for low, high in pairwise(ordered)}
    beside = {end + step for end in ends for step in (-1, 1)}
    candidates = ends | (beside if domain.whole_number else between)
    return sorted(number for number in candidates if whole.low <= number <= whole.high)
