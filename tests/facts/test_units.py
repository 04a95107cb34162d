"""Units: exact conversion, and no spelling that means two things."""

from collections import Counter
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.units import UNITS, Unit, convert, find_unit

PAIRS = [(one.code, other.code) for one, other in permutations(UNITS.values(), 2) if one.dimension == other.dimension]
numbers = st.fractions(min_value=-1000, max_value=1000)


@given(numbers, st.sampled_from(PAIRS))
def test_conversion_is_exact_and_can_be_undone(number: Fraction, pair: tuple[str, str]) -> None:
    unit, target = pair
    there = convert(number, unit, target)
    assert isinstance(there, Fraction)
    assert convert(there, target, unit) == number


@given(numbers, st.sampled_from(list(UNITS)))
def test_a_unit_is_itself(number: Fraction, unit: str) -> None:
    assert convert(number, unit, unit) == number


# From the UCUM specification, table 5 and the prefixes of table 1.
@pytest.mark.parametrize(
    ("number", "unit", "target", "expected"),
    [
        (1, "wk", "d", Fraction(7)),
        (1, "a", "d", Fraction("365.25")),
        (1, "mo", "d", Fraction("30.4375")),
        (1, "a", "mo", Fraction(12)),
        (1, "cm", "mm", Fraction(10)),
        (1, "mmol/L", "umol/L", Fraction(1000)),
        (1, "g", "mg", Fraction(1000)),
        (1, "d", "min", Fraction(1440)),
    ],
)
def test_ucum(number: int, unit: str, target: str, expected: Fraction) -> None:
    assert convert(Fraction(number), unit, target) == expected


# The two columns of table 1 of the guideline.
@pytest.mark.parametrize(("ng_ml", "nmol_l"), [(10, 25), (30, 75), (70, 175), (150, 375)])
def test_vitamin_d(ng_ml: int, nmol_l: int) -> None:
    assert convert(Fraction(nmol_l), "nmol/L{25OHD}", "ng/mL") == ng_ml


def test_units_of_different_kinds_are_not_converted() -> None:
    with pytest.raises(ValueError, match="kg is no time"):
        convert(Fraction(1), "kg", "d")
    with pytest.raises(ValueError, match="mmol/L is no mass per volume"):
        convert(Fraction(1), "mmol/L", "ng/mL")


def test_a_spelling_means_one_unit() -> None:
    spellings = Counter(name for unit in UNITS.values() for name in unit.names)
    assert [name for name, count in spellings.items() if count > 1] == []


@pytest.mark.parametrize("unit", UNITS.values(), ids=lambda unit: unit.code)
def test_every_spelling_is_found(unit: Unit) -> None:
    assert [find_unit(name) for name in unit.names] == [unit] * len(unit.names)


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("semaines", "wk"),
        ("ans", "a"),
        ("year", "a"),
        ("mois", "mo"),
        ("j", "d"),
        ("µmol/L", "umol/L"),  # micro sign
        ("μmol/l", "umol/L"),  # Greek letter
        ("G/L", "10*9/L"),
        ("nmol/L", "nmol/L{25OHD}"),
    ],
)
def test_how_people_write(spelling: str, code: str) -> None:
    found = find_unit(spelling)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("spelling", ["mg/dL", "", "Mois", "M", "pmol/L"])
def test_no_unit(spelling: str) -> None:
    assert find_unit(spelling) is None
