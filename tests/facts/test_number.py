"""Numbers: what may be written, what it stands for, and back."""

import math
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from facts.domains import Number, ValueProblem
from facts.values import Choices, Interval

SURVIVAL = Number("mo", 0, 600, also=("wk", "d", "a"))
ECOG = Number("", 0, 4, whole_number=True)
CALCIUM = Number("mmol/L", 1, 6)
SIGNED = Number("", -100, 100)

decimals = st.decimals(min_value=-100, max_value=100, places=3)


def closed(low: float | str | Fraction, high: float | str | Fraction) -> Interval:
    return Interval(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("domain", "raw", "expected"),
    [
        (SURVIVAL, None, closed(0, 600)),
        (SURVIVAL, 12, closed(12, 12)),
        (SURVIVAL, 3.1, closed("3.1", "3.1")),
        (SURVIVAL, Decimal("3.10"), closed("3.1", "3.1")),
        (SURVIVAL, Fraction(1, 3), closed(Fraction(1, 3), Fraction(1, 3))),
        (SURVIVAL, "12", closed(12, 12)),
        (SURVIVAL, " 3 .. 12 ", closed(3, 12)),
        (SURVIVAL, "3..12 mois", closed(3, 12)),
        (SURVIVAL, "12..12", closed(12, 12)),
        (SURVIVAL, "1 a", closed(12, 12)),
        (SURVIVAL, "1..2ans", closed(12, 24)),
        (SURVIVAL, "6 semaines", closed(Fraction(672, 487), Fraction(672, 487))),
        (SURVIVAL, ">12", Interval(Fraction(12), Fraction(600), low_open=True)),
        (SURVIVAL, ">= 1 an", closed(12, 600)),
        (SURVIVAL, "≥12", closed(12, 600)),
        (SURVIVAL, "<3", Interval(Fraction(0), Fraction(3), high_open=True)),
        (SURVIVAL, "<= 3", closed(0, 3)),
        (SURVIVAL, "≤3", closed(0, 3)),
        (SURVIVAL, "<=0", closed(0, 0)),
        (SURVIVAL, ">=600", closed(600, 600)),
        (SURVIVAL, closed(3, 12), closed(3, 12)),
        (SIGNED, "-5..-3.5", closed(-5, "-3.5")),
        (ECOG, 2, closed(2, 2)),
        (ECOG, Decimal("2.0"), closed(2, 2)),
        (ECOG, ">1", closed(2, 4)),
        (ECOG, "<3", closed(0, 2)),
        (ECOG, "0.5..2.5", closed(1, 2)),
        (ECOG, Interval(Fraction(1), Fraction(3), low_open=True), closed(2, 3)),
        (CALCIUM, "2.6 mmol/l", closed("2.6", "2.6")),
    ],
)
def test_reads(domain: Number, raw: object, expected: Interval) -> None:
    assert domain.parse(raw) == expected


@pytest.mark.parametrize(
    ("domain", "raw", "code"),
    [
        (ECOG, True, "not_number"),
        (ECOG, [1], "not_number"),
        (ECOG, {"a": 1}, "not_number"),
        (ECOG, Choices(frozenset("a")), "not_number"),
        (ECOG, math.nan, "not_number"),
        (ECOG, math.inf, "not_number"),
        (ECOG, -math.inf, "not_number"),
        (ECOG, Decimal("NaN"), "not_number"),
        (ECOG, Decimal("sNaN"), "not_number"),
        (ECOG, Decimal("-Infinity"), "not_number"),
        (ECOG, "", "not_number"),
        (ECOG, "deux", "not_number"),
        (ECOG, "1...2", "not_number"),
        (ECOG, "1.2.3", "not_number"),
        (ECOG, "1..", "not_number"),
        (ECOG, "..2", "not_number"),
        (ECOG, "1-2", "not_number"),
        (ECOG, "=2", "not_number"),
        (ECOG, ">", "not_number"),
        (ECOG, "> >1", "not_number"),
        (ECOG, "1 2", "not_number"),
        (ECOG, "1\n2", "not_number"),
        (ECOG, "٣", "not_number"),
        (ECOG, "1" * 101, "not_number"),
        (ECOG, "2,5", "decimal_comma"),
        (ECOG, "1..2,5", "decimal_comma"),
        (ECOG, "2 mo", "unit"),
        (ECOG, 1.5, "whole_number"),
        (ECOG, "1.2..1.8", "whole_number"),
        (ECOG, closed("1.2", "1.8"), "whole_number"),
        (ECOG, 5, "out_of_bounds"),
        (ECOG, -1, "out_of_bounds"),
        (ECOG, ">4", "out_of_bounds"),
        (ECOG, "<0", "out_of_bounds"),
        (ECOG, "<5", "out_of_bounds"),
        (ECOG, ">-1", "out_of_bounds"),
        (ECOG, "3..5", "out_of_bounds"),
        (ECOG, closed(3, 5), "out_of_bounds"),
        (ECOG, Interval(Fraction(1), math.inf), "out_of_bounds"),
        pytest.param(ECOG, 10**5000, "out_of_bounds", id="thousands of digits"),
        (ECOG, Decimal("1e999999999"), "out_of_bounds"),
        (ECOG, Decimal("1e-999999999"), "out_of_bounds"),
        (ECOG, "3..1", "reversed"),
        (CALCIUM, "11 mg/dL", "unit"),
        (CALCIUM, "2600 µmol/L", "unit"),
        (SURVIVAL, "51 a", "out_of_bounds"),
    ],
)
def test_refuses(domain: Number, raw: object, code: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        domain.parse(raw)
    assert caught.value.code == code
    assert str(caught.value) == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("", 2, 1), "minimum is above"),
        (("bushel", 0, 1), "unknown unit: bushel"),
        (("mo", 0, 1, False, ("bushel",)), "unknown unit: bushel"),
        (("mo", 0, 1, False, ("kg",)), "measure different things"),
        (("", 0, 1, False, ("kg",)), "unknown unit"),
    ],
)
def test_refuses_to_be_declared(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Number(*arguments)  # type: ignore[arg-type]


def test_tells_what_is_allowed() -> None:
    assert SURVIVAL.allowed() == {
        "allowed_fr": "0 à 600 mois (ou semaines, jours, ans), ou un intervalle : a..b, <b, <=b, >a, >=a",
        "allowed_en": "0 to 600 months (or weeks, days, years), or a range: a..b, <b, <=b, >a, >=a",
    }
    assert ECOG.allowed()["allowed_en"] == "whole number, 0 to 4, or a range: a..b, <b, <=b, >a, >=a"


@given(decimals, decimals)
def test_ranges_are_written_and_read_back(one: Decimal, other: Decimal) -> None:
    value = closed(Fraction(min(one, other)), Fraction(max(one, other)))
    assert SIGNED.parse(SIGNED.write(value)) == value


@given(decimals, st.sampled_from(["", "<", "<=", ">", ">="]))
def test_what_is_read_is_written_and_read_back(number: Decimal, sign: str) -> None:
    assume((sign, number) not in {("<", Decimal(-100)), (">", Decimal(100))})
    value = SIGNED.parse(f"{sign}{number:f}")
    assert SIGNED.parse(SIGNED.write(value)) == value


@given(st.integers(0, 4), st.integers(0, 4))
def test_whole_numbers_are_written_and_read_back(one: int, other: int) -> None:
    value = closed(min(one, other), max(one, other))
    assert ECOG.parse(ECOG.write(value)) == value


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        (closed(0, 600), None),
        (closed(7, 7), 7),
        (closed("0.25", "0.25"), "0.25"),
        (closed(3, "12.5"), "3..12.5"),
        (Interval(Fraction(3), Fraction(600), low_open=True), ">3"),
        (Interval(Fraction(0), Fraction(3), high_open=True), "<3"),
    ],
)
def test_writes(value: Interval, raw: object) -> None:
    assert SURVIVAL.write(value) == raw


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (Interval(Fraction(1), Fraction(2), low_open=True), "open bound"),
        (Interval(Fraction(1), Fraction(2), high_open=True), "open bound"),
        (closed(Fraction(1, 3), 2), "finite decimal"),
        (closed(-1, 2), "out_of_bounds"),
    ],
)
def test_does_not_write_another_value(value: Interval, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        SURVIVAL.write(value)


WRITTEN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 700),
    st.floats(-2, 700),
    st.from_regex(r"(<|<=|>|≥)? ?[0-9]{1,3}(\.[0-9])?(\.\.[0-9]{1,3})?( ?(mo|mois|wk|kg|a))?", fullmatch=True),
)


@pytest.mark.parametrize("domain", [SURVIVAL, ECOG, CALCIUM, SIGNED])
def test_the_schema_refuses_nothing_that_is_read(domain: Number) -> None:
    validator = Draft202012Validator(domain.schema())

    @given(WRITTEN)
    def check(raw: object) -> None:
        try:
            domain.parse(raw)
        except ValueProblem:
            return
        assert validator.is_valid(raw)

    check()


@pytest.mark.parametrize("raw", ["twelve", "3..", "12 kg", "3 wk and more", True, [3], 601, -1])
def test_the_schema_refuses(raw: object) -> None:
    assert not Draft202012Validator(SURVIVAL.schema()).is_valid(raw)


def test_the_pattern_is_plain_enough_for_any_validator() -> None:
    pattern = next(item["pattern"] for item in SURVIVAL.schema()["anyOf"] if "pattern" in item)
    assert not re.search(r"\(\?P|\\-|\\ ", pattern)
