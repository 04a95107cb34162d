"""Sets of possible values and three-valued truth, against brute force over points."""

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from facts.values import NO, YES, YES_OR_NO, Choices, Interval, Truth, decimal_text

# Bounds are whole numbers or infinite, so that points every half decide every question about two intervals.
POINTS = [Fraction(half, 2) for half in range(-3, 12)]
BOUNDS: list[float | Fraction] = [-math.inf, *(Fraction(number) for number in range(5)), math.inf]


def intervals_between(low: float | Fraction, high: float | Fraction) -> list[Interval]:
    """Return every interval between two bounds, open or closed at each end."""
    if low == high:
        return [] if math.isinf(low) else [Interval(low, high)]
    ends = product((False, True), (False, True))
    return [Interval(low, high, low_open, high_open) for low_open, high_open in ends] if low < high else []


INTERVALS = [interval for low in BOUNDS for high in BOUNDS for interval in intervals_between(low, high)]
intervals = st.sampled_from(INTERVALS)


def holds(interval: Interval, point: Fraction) -> bool:
    above = point > interval.low or (point == interval.low and not interval.low_open)
    below = point < interval.high or (point == interval.high and not interval.high_open)
    return above and below


def points(interval: Interval) -> set[Fraction]:
    return {point for point in POINTS if holds(interval, point)}


def truth(inside: set[Fraction], region: set[Fraction]) -> Truth:
    if inside <= region:
        return Truth.TRUE
    return Truth.UNKNOWN if inside & region else Truth.FALSE


def test_two_intervals_agree_with_their_points() -> None:
    for one, other in product(INTERVALS, INTERVALS):
        common = one.intersection(other)
        assert (points(common) if common else set()) == points(one) & points(other)
        assert one.meets(other) == bool(points(one) & points(other))
        assert one.covers(other) == (points(other) <= points(one))
        assert one.within(other) == truth(points(one), points(other))


@given(intervals, intervals, intervals)
def test_learning_more_never_changes_what_is_known(value: Interval, learnt: Interval, region: Interval) -> None:
    narrower = value.intersection(learnt)
    assume(narrower is not None)
    before = value.within(region)
    assert narrower is not None
    assert before == Truth.UNKNOWN or narrower.within(region) == before


@given(intervals, intervals)
def test_equal_sets_of_numbers_are_equal(one: Interval, other: Interval) -> None:
    assert (one == other) == (points(one) == points(other))


QUARTERS = st.fractions(min_value=-5, max_value=5, max_denominator=4)


@given(QUARTERS, QUARTERS, st.booleans(), st.booleans())
def test_whole_numbers_agree_with_counting(low: Fraction, high: Fraction, low_open: bool, high_open: bool) -> None:
    assume(low < high or (low == high and not low_open and not high_open))
    interval = Interval(low, high, low_open, high_open)
    inside = [number for number in range(-6, 7) if holds(interval, Fraction(number))]
    expected = Interval(Fraction(inside[0]), Fraction(inside[-1])) if inside else None
    assert interval.whole_numbers() == expected


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval(Fraction(1, 2), math.inf), Interval(Fraction(1), math.inf)),
        (Interval(-math.inf, Fraction(3), high_open=True), Interval(-math.inf, Fraction(2))),
        (Interval(-math.inf, math.inf), Interval(-math.inf, math.inf)),
    ],
)
def test_whole_numbers_without_end(interval: Interval, expected: Interval) -> None:
    assert interval.whole_numbers() == expected


@pytest.mark.parametrize(
    ("low", "high", "low_open", "high_open"),
    [
        (2, 1, False, False),
        (1, 1, True, False),
        (1, 1, False, True),
        (math.inf, math.inf, False, False),
        (-math.inf, -math.inf, False, False),
        (math.nan, 1, False, False),
        (1, math.nan, False, False),
    ],
)
def test_no_interval_without_a_number(low: float, high: float, low_open: bool, high_open: bool) -> None:
    with pytest.raises(ValueError, match=r"at least one number|a bound is a number"):
        Interval(low, high, low_open, high_open)


def test_finite_bounds_are_exact_fractions() -> None:
    interval = Interval(0.5, 3)
    assert interval == Interval(Fraction(1, 2), Fraction(3))
    assert isinstance(interval.low, Fraction)
    assert isinstance(interval.high, Fraction)


def test_numbers_too_large_for_a_float_are_kept() -> None:
    huge = Fraction(10**400)
    assert Interval(huge, huge).whole_numbers() == Interval(huge, huge)
    assert decimal_text(huge) == str(10**400)


@pytest.mark.parametrize(
    ("interval", "exact"),
    [(Interval(Fraction(1), Fraction(1)), True), (Interval(Fraction(1), Fraction(2)), False)],
)
def test_exact(interval: Interval, exact: bool) -> None:
    assert interval.is_exact is exact


NAMES = "abcd"
choices = st.sets(st.sampled_from(NAMES), min_size=1).map(lambda names: Choices(frozenset(names)))


@given(choices, choices)
def test_choices_agree_with_their_names(one: Choices, other: Choices) -> None:
    every = [name in other.names for name in one.names]
    expected = Truth.TRUE if all(every) else Truth.UNKNOWN if any(every) else Truth.FALSE
    assert one.within(other) == expected
    assert other.covers(one) == all(every)
    assert one.is_exact == (len(one.names) == 1)


@given(choices, choices, choices)
def test_learning_more_of_a_category_never_changes_what_is_known(
    value: Choices, learnt: Choices, region: Choices
) -> None:
    assume(value.names & learnt.names)
    narrower = Choices(value.names & learnt.names)
    before = value.within(region)
    assert before == Truth.UNKNOWN or narrower.within(region) == before


def test_no_choice_is_no_value() -> None:
    with pytest.raises(ValueError, match="at least one category"):
        Choices(frozenset())


def test_yes_or_no() -> None:
    assert YES_OR_NO.within(YES) == Truth.UNKNOWN
    assert NO.within(YES) == Truth.FALSE
    assert YES.within(YES) == Truth.TRUE


# Kleene 1952, section 64: rows and columns are false, unknown, true.
F, U, T = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
AND = [[F, F, F], [F, U, U], [F, U, T]]
OR = [[F, U, T], [U, U, T], [T, T, T]]


@pytest.mark.parametrize(("left", "right"), list(product(Truth, Truth)))
def test_tables_of_kleene(left: Truth, right: Truth) -> None:
    assert Truth.all([left, right]) is AND[left][right]
    assert Truth.any([left, right]) is OR[left][right]


def test_negation_and_empty_sums() -> None:
    assert [truth.negated() for truth in (F, U, T)] == [T, U, F]
    assert Truth.all([]) is T
    assert Truth.any([]) is F


@given(st.lists(st.sampled_from(list(Truth))))
def test_de_morgan(truths: list[Truth]) -> None:
    assert Truth.all(truths).negated() == Truth.any(truth.negated() for truth in truths)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(12), "12"),
        (Fraction(-7, 2), "-3.5"),
        (Fraction(1, 3), "0.33"),
        (Fraction(-1, 300), "0"),
        (Fraction(1, 10**6), "0.000001"),
        (Fraction(10**20 + 1, 2), "50000000000000000000.5"),
        (Fraction(100), "100"),
        (math.inf, "∞"),
        (-math.inf, "-∞"),
    ],
)
def test_decimal_text(number: Fraction | float, text: str) -> None:
    assert decimal_text(number) == text


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_short_decimals_are_written_exactly(numerator: int, digits: int) -> None:
    number = Fraction(numerator, 10**digits)
    assert Fraction(decimal_text(number)) == number
