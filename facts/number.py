"""Numbers with a unit and bounds: what may be written for one, and the set of numbers that it stands for.

>>> survival = Number(unit="mo", minimum=0, maximum=600, also=("wk",))
>>> survival.parse("4 wk").is_exact, survival.write(survival.parse("3.5..12 mois"))
(True, '3.5..12')
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from facts.labels import LANGUAGES, Label, Language
from facts.marks import LONGEST_NUMBER
from facts.problems import ValueProblem
from facts.units import UNITS, convert, find_unit
from facts.values import Bound, Interval, decimal_text

__all__ = ["Number"]

_NUMERAL = r"-?[0-9]+(?:\.[0-9]+)?"
_SIGN = "<=|>=|<|>|≤|≥"
_RANGE = re.compile(rf"(?P<low>{_NUMERAL})\s*\.\.\s*(?P<high>{_NUMERAL})(?P<unit>.*)")
_BOUND = re.compile(rf"(?P<sign>{_SIGN})?\s*(?P<number>{_NUMERAL})(?P<unit>.*)")
_LIKE_A_UNIT = re.compile(r"[^\W\d_]|%|10[*^]")

_WHOLE = Label(fr="nombre entier, ", en="whole number, ")
_FROM_TO = Label(fr="{low} à {high}", en="{low} to {high}")
_OR = Label(fr=" (ou {units})", en=" (or {units})")
_RANGES = Label(fr="ou un intervalle : a..b, <b, <=b, >a, >=a", en="or a range: a..b, <b, <=b, >a, >=a")


@dataclass(frozen=True)
class Number:
    """A number with a unit and bounds.

    Parameters
    ----------
    unit
        UCUM code of the unit in which the number is kept; empty for a plain number.
    minimum, maximum
        The bounds, both possible.
    whole_number
        Whether only whole numbers are possible.
    also
        Codes of further units that may be written behind the number and are converted.

    Raises
    ------
    ValueError
        When the bounds are the wrong way round, or a unit is unknown or measures something else.
    """

    unit: str
    minimum: Fraction | int
    maximum: Fraction | int
    whole_number: bool = False
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.minimum > self.maximum:
            raise ValueError("the minimum is above the maximum")
        if unknown := [code for code in self._units if code not in UNITS]:
            raise ValueError(f"unknown unit: {unknown[0]}")
        if len({UNITS[code].dimension for code in self._units}) > 1:
            raise ValueError("the units measure different things")

    @property
    def _units(self) -> tuple[str, ...]:
        return (self.unit, *self.also) if self.unit or self.also else ()

    @cached_property
    def whole(self) -> Interval:
        """What is possible when nothing is known."""
        return Interval(Fraction(self.minimum), Fraction(self.maximum))

    def allowed(self) -> Mapping[str, str]:
        """Return which numbers may be written, as ``allowed_fr`` and ``allowed_en``.

        Examples
        --------
        >>> Number("mo", 0, 600, also=("wk",)).allowed()["allowed_en"]
        '0 to 600 months (or weeks), or a range: a..b, <b, <=b, >a, >=a'
        """
        return {f"allowed_{language}": self._allowed(language) for language in LANGUAGES}

    def _allowed(self, language: Language) -> str:
        low, high = decimal_text(Fraction(self.minimum)), decimal_text(Fraction(self.maximum))
        kind = _WHOLE.text(language) if self.whole_number else ""
        unit, *also = [UNITS[code].label.text(language) for code in self._units] or [""]
        numbers = _FROM_TO.text(language).format(low=low, high=high)
        others = _OR.text(language).format(units=", ".join(also)) if also else ""
        return f"{kind}{numbers}{' ' if unit else ''}{unit}{others}, {_RANGES.text(language)}"

    def parse(self, raw: object) -> Interval:
        """Return the possible values that `raw` stands for.

        Parameters
        ----------
        raw
            Nothing, a number, a text such as ``3..12``, ``>12`` or ``<= 3 mo``, or a set that is ready.

        Raises
        ------
        ValueProblem
            When it stands for no numbers of this domain.
        """
        if raw is None:
            return self.whole
        found = raw if isinstance(raw, Interval) else self._interval(raw)
        if not self.whole.covers(found):
            raise self._problem("out_of_bounds", raw)
        if not self.whole_number:
            return found
        inside = found.whole_numbers()
        if inside is None:
            raise self._problem("whole_number", raw)
        return inside

    def _problem(self, code: str, raw: object, **words: str) -> ValueProblem:
        return ValueProblem(code, raw, **words, **self.allowed())

    def _interval(self, raw: object) -> Interval:
        if isinstance(raw, str):
            return self._read(raw, raw.strip())
        if isinstance(raw, bool) or not isinstance(raw, int | Fraction | Decimal | float):
            raise self._problem("not_number", raw)
        exact = self._exact(raw)
        return Interval(exact, exact)

    def _exact(self, raw: int | Fraction | Decimal | float) -> Fraction:
        if isinstance(raw, int | Fraction):
            return Fraction(raw)
        number = Decimal(str(raw)) if isinstance(raw, float) else raw
        if not number.is_finite():
            raise self._problem("not_number", raw)
        # An exact fraction of 1e999999 would fill the memory.
        if abs(number.adjusted()) > LONGEST_NUMBER:
            raise self._problem("out_of_bounds", raw)
        return Fraction(number)

    def _read(self, raw: str, text: str) -> Interval:
        if len(text) > LONGEST_NUMBER:
            raise self._problem("not_number", raw)
        if match := _RANGE.fullmatch(text):
            low, high = (self._with_unit(match[side], match["unit"], raw) for side in ("low", "high"))
            if low > high:
                raise self._problem("reversed", raw)
            return Interval(low, high)
        if match := _BOUND.fullmatch(text):
            number = self._with_unit(match["number"], match["unit"], raw)
            return self._one_sided(match["sign"], number, raw)
        raise self._problem("not_number", raw)

    def _with_unit(self, numeral: str, written: str, raw: str) -> Fraction:
        exact, unit = Fraction(numeral), written.strip()
        if not unit:
            return exact
        if re.match(r",[0-9]", written):
            raise self._problem("decimal_comma", raw)
        if not _LIKE_A_UNIT.match(unit):
            raise self._problem("not_number", raw)
        found = find_unit(unit)
        if found is None or found.code not in self._units:
            raise self._problem("unit", raw, unit=unit)
        return convert(exact, found.code, self.unit)

    def _one_sided(self, sign: str | None, number: Fraction, raw: str) -> Interval:
        if sign is None:
            return Interval(number, number)
        below = sign in {"<", "<=", "≤"}
        low: Bound = -math.inf if below else number
        high: Bound = number if below else math.inf
        side = Interval(low, high, low_open=sign == ">", high_open=sign == "<")
        found = side.intersection(self.whole)
        # Above all possible numbers lies a mistake, even where “below it” would hold for all of them.
        if found is None or not self.minimum <= number <= self.maximum:
            raise self._problem("out_of_bounds", raw)
        return found

    def write(self, value: Interval) -> int | str | None:
        """Return what :meth:`parse` reads back as this set.

        Parameters
        ----------
        value
            A set of numbers of this domain.

        Raises
        ------
        ValueError
            When nothing can be written for it: it has an open bound inside the domain and another bound, or a
            bound without a finite decimal form.

        Examples
        --------
        >>> pain = Number("", 0, 10)
        >>> pain.write(pain.parse(">6")), pain.write(pain.parse(7)), pain.write(pain.whole)
        ('>6', 7, None)
        """
        value, whole = self.parse(value), self.whole
        if value == whole:
            return None
        if value.is_exact:
            text = _decimal(value.low)
            return text if "." in text else int(text)
        if not value.low_open and not value.high_open:
            return f"{_decimal(value.low)}..{_decimal(value.high)}"
        if value.low_open and (value.high, value.high_open) == (whole.high, False):
            return f">{_decimal(value.low)}"
        if value.high_open and (value.low, value.low_open) == (whole.low, False):
            return f"<{_decimal(value.high)}"
        raise ValueError("a range with an open bound and another bound cannot be written")

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what may be written."""
        number = {
            "type": "integer" if self.whole_number else "number",
            "minimum": float(self.minimum),
            "maximum": float(self.maximum),
        }
        units = "|".join(re.escape(name) for code in self._units for name in UNITS[code].names)
        numbers = rf"(?:(?:{_SIGN})?\s*{_NUMERAL}|{_NUMERAL}\s*\.\.\s*{_NUMERAL})"
        text = {"type": "string", "pattern": rf"^\s*{numbers}\s*(?:{units})?\s*$"}
        return {"anyOf": [number, text, {"type": "null"}]}


def _decimal(number: Bound) -> str:
    exact = Fraction(number)
    digits = next((count for count in range(LONGEST_NUMBER) if 10**count % exact.denominator == 0), None)
    if digits is None:
        raise ValueError("a number without a finite decimal form cannot be written")
    scaled = abs(exact.numerator) * 10**digits // exact.denominator
    whole, rest = divmod(scaled, 10**digits)
    return f"{'-' if exact < 0 else ''}{whole}{f'.{rest:0{digits}d}' if digits else ''}"
