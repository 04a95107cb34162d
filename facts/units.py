"""Units of measurement: what may be written behind a number and what it is worth.

Codes are those of UCUM (Unified Code for Units of Measure). UCUM defines a week as 7 days, a year (a) as
the mean Julian year of 365.25 days and a month (mo) as a twelfth of it, 30.4375 days; conversions are
exact fractions. The litre is written L or l, as in UCUM. Mass and amount of a substance, such as mg/dL and
µmol/L, are not converted, but for one substance whose unit has a code of its own.

>>> convert(Fraction(6), "wk", "mo")
Fraction(672, 487)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from facts.labels import Label

__all__ = ["UNITS", "Unit", "convert", "find_unit"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its code, how people write it, and its worth in the base unit of its dimension."""

    code: str
    label: Label
    dimension: str
    factor: Fraction
    spellings: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that may be written for it: its code, its labels and further spellings."""
        return tuple(dict.fromkeys((self.code, self.label.fr, self.label.en, *self.spellings)))


def _unit(code: str, fr: str, en: str, dimension: str, factor: str = "1", *spellings: str) -> Unit:
    return Unit(code, Label(fr=fr, en=en), dimension, Fraction(factor), spellings)


UNITS: dict[str, Unit] = {
    unit.code: unit
    for unit in (
        _unit("d", "jours", "days", "time", "1", "day", "jour", "j"),
        _unit("wk", "semaines", "weeks", "time", "7", "week", "semaine", "sem"),
        _unit("h", "heures", "hours", "time", "1/24", "hour", "heure"),
        _unit("mo", "mois", "months", "time", "30.4375", "month"),
        _unit("a", "ans", "years", "time", "365.25", "year", "an", "y"),
        _unit("mm", "mm", "mm", "length"),
        _unit("cm", "cm", "cm", "length", "10"),
        _unit("kg", "kg", "kg", "mass"),
        _unit("mg", "mg", "mg", "mass", "1/1000000"),
        _unit("g", "g", "g", "mass", "1/1000"),
        _unit("min", "min", "min", "time", "1/1440", "minute", "minutes"),
        _unit("mL/min", "mL/min", "mL/min", "volume per time", "1", "ml/min", "mL/mn", "ml/mn"),
        _unit("mg/d", "mg/j", "mg/day", "mass per time", "1", "mg/jour"),
        _unit("[IU]", "UI", "IU", "biological activity"),
        _unit("[IU]/d", "UI/j", "IU/day", "biological activity per time", "1", "UI/jour"),
        _unit("cm3", "cm³", "cm³", "volume", "1", "cc"),
        _unit("%", "%", "%", "proportion"),
        _unit("Gy", "Gy", "Gy", "radiation dose"),
        _unit("umol/L", "µmol/L", "µmol/L", "amount per volume", "1", "μmol/L", "umol/l", "µmol/l", "μmol/l"),
        _unit("mmol/L", "mmol/L", "mmol/L", "amount per volume", "1000", "mmol/l"),
        _unit("g/L", "g/L", "g/L", "mass per volume", "1000000", "g/l"),
        _unit("ng/mL", "ng/mL", "ng/mL", "mass per volume", "1", "ng/ml"),
        # Of 25-hydroxyvitamin D alone: table 1 of the guideline equates 10 ng/mL with 25 nmol/L.
        _unit("nmol/L{25OHD}", "nmol/L", "nmol/L", "mass per volume", "0.4", "nmol/l"),
        _unit("10*9/L", "G/L", "G/L", "count per volume", "1", "G/l", "10*9/l", "10^9/L"),
    )
}

_SPELLINGS = {spelling: unit for unit in UNITS.values() for spelling in unit.names}


def find_unit(spelling: str) -> Unit | None:
    """Return the unit that is written so, or None.

    Examples
    --------
    >>> find_unit("semaines").code
    'wk'
    """
    return _SPELLINGS.get(spelling)


def convert(number: Fraction, unit: str, target: str) -> Fraction:
    """Return a number of one unit in another of the same dimension.

    Parameters
    ----------
    number
        How many of `unit`.
    unit, target
        Codes of units.

    Raises
    ------
    ValueError
        When the two do not measure the same thing.
    """
    source, wanted = UNITS[unit], UNITS[target]
    if source.dimension != wanted.dimension:
        raise ValueError(f"{unit} is no {wanted.dimension}")
    return number * source.factor / wanted.factor
