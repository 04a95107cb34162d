"""Domains: the values a fact can take, and how what a person writes becomes a set of them.

A domain reads an exact value, a range (``3..12``, ``>12``, ``<=3``), a list of categories, the name of a
group of categories, or nothing at all, which is the whole domain.

>>> Number(unit="mo", minimum=0, maximum=600, also=("wk",)).parse("4 wk").is_exact
True
>>> Category(Entry("a", Label(fr="un", en="one")), Entry("b", Label(fr="deux", en="two"))).parse("c")
Traceback (most recent call last):
...
facts.domains.ValueProblem: not_category
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from facts.labels import Label
from facts.problems import nearest
from facts.units import UNITS, convert, find_unit
from facts.values import NO, YES, YES_OR_NO, Choices, Interval, ValueSet, decimal_text

__all__ = ["Boolean", "Category", "Domain", "Entry", "Group", "Number", "ValueProblem"]

_RANGE = re.compile(r"(?P<low>-?[0-9][0-9.]*?)\s*\.\.\s*(?P<high>-?[0-9][0-9.]*)(?P<unit>\D.*)?")
_BOUND = re.compile(r"(?P<sign><=|>=|<|>|≤|≥)?\s*(?P<number>-?[0-9][0-9.]*)(?P<unit>\D.*)?")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_SHOWN = 60


class ValueProblem(ValueError):  # noqa: N818 - it becomes a Problem once the field is known
    """A value that its domain refuses; `code` and `words` are those of a :class:`facts.problems.Problem`."""

    def __init__(self, code: str, raw: object, **words: str) -> None:
        super().__init__(code)
        shown = f'"{raw}"' if isinstance(raw, str) else str(raw)
        shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
        self.code, self.words = code, {"value": shown, **words}


@dataclass(frozen=True)
class Boolean:
    """Yes or no."""

    @property
    def whole(self) -> Choices:
        """What is possible when nothing is known."""
        return YES_OR_NO

    def parse(self, raw: object) -> Choices:
        """Return the possible values that `raw` stands for."""
        if raw is None:
            return self.whole
        if raw is True or raw is False:
            return YES if raw else NO
        raise ValueProblem("not_boolean", raw)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what may be written."""
        return {"type": ["boolean", "null"]}


@dataclass(frozen=True)
class Entry:
    """One category: its name, its label and, where a terminology has one, its code."""

    name: str
    label: Label
    code: str = ""


@dataclass(frozen=True)
class Group:
    """Several categories under one name, such as the parts of the humerus."""

    name: str
    label: Label
    members: tuple[str, ...]


@dataclass(frozen=True, init=False)
class Category:
    """One of a list of named categories; groups are names for several of them."""

    entries: tuple[Entry, ...]
    groups: tuple[Group, ...]

    def __init__(self, *entries: Entry, groups: tuple[Group, ...] = ()) -> None:
        object.__setattr__(self, "entries", entries)
        object.__setattr__(self, "groups", groups)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the categories, in the order in which they were declared."""
        return tuple(entry.name for entry in self.entries)

    @property
    def whole(self) -> Choices:
        """What is possible when nothing is known."""
        return Choices(frozenset(self.names))

    def members(self, name: str) -> frozenset[str] | None:
        """Return the categories that a name stands for, or None when it is no name of this domain."""
        if name in self.names:
            return frozenset({name})
        return next((frozenset(group.members) for group in self.groups if group.name == name), None)

    def label(self, name: str) -> Label:
        """Return the label of one category."""
        return next(entry.label for entry in self.entries if entry.name == name)

    def group_of(self, names: frozenset[str]) -> Group | None:
        """Return the group that holds exactly these categories, or None."""
        return next((group for group in self.groups if frozenset(group.members) == names), None)

    def parse(self, raw: object) -> Choices:
        """Return the possible values that `raw` stands for."""
        if raw is None:
            return self.whole
        if isinstance(raw, list):
            if not raw:
                raise ValueProblem("empty", raw)
            return Choices(frozenset().union(*(self._named(item) for item in raw)))
        return Choices(self._named(raw))

    def _named(self, raw: object) -> frozenset[str]:
        found = self.members(raw) if isinstance(raw, str) else None
        if found is None:
            known = (*self.names, *(group.name for group in self.groups))
            hint = nearest(raw, known) if isinstance(raw, str) else ""
            raise ValueProblem("not_category", raw, allowed=", ".join(known), hint=hint)
        return found

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what may be written."""
        one = {"enum": [*self.names, *(group.name for group in self.groups)]}
        return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}, {"type": "null"}]}


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
    """

    unit: str
    minimum: Fraction | int
    maximum: Fraction | int
    whole_number: bool = False
    also: tuple[str, ...] = ()

    @property
    def whole(self) -> Interval:
        """What is possible when nothing is known."""
        return Interval(Fraction(self.minimum), Fraction(self.maximum))

    def allowed(self) -> Mapping[str, str]:
        """Return, in each language, which numbers may be written."""
        low, high = decimal_text(Fraction(self.minimum)), decimal_text(Fraction(self.maximum))
        text = {}
        for language, whole, to in (("fr", "nombre entier", "à"), ("en", "whole number", "to")):
            label = UNITS[self.unit].label if self.unit else None
            unit = f" {label.fr if language == 'fr' else label.en}" if label else ""
            also = "".join(f", {code}" for code in self.also)
            prefix = f"{whole} " if self.whole_number else ""
            text[f"allowed_{language}"] = (
                f"{prefix}{low} {to} {high}{unit}{f' (+ {also[2:]})' if also else ''}, 3..12, <=3, >12"
            )
        return text

    def parse(self, raw: object) -> Interval:
        """Return the possible values that `raw` stands for."""
        if raw is None:
            return self.whole
        return self._bounded(self._interval(raw), raw)

    def _interval(self, raw: object) -> Interval:
        if isinstance(raw, bool) or not isinstance(raw, int | Decimal | float | str):
            raise ValueProblem("not_number", raw, **self.allowed())
        if not isinstance(raw, str):
            if not math.isfinite(raw):
                raise ValueProblem("not_number", raw, **self.allowed())
            exact = Fraction(str(raw)) if isinstance(raw, float) else Fraction(raw)
            return Interval(exact, exact)
        text = raw.strip()
        if match := _RANGE.fullmatch(text):
            low, high = self._read(match["low"], match["unit"], raw), self._read(match["high"], match["unit"], raw)
            if low > high:
                raise ValueProblem("reversed", raw, **self.allowed())
            return Interval(low, high)
        if match := _BOUND.fullmatch(text):
            number = self._read(match["number"], match["unit"], raw)
            return self._one_sided(match["sign"], number, raw)
        raise ValueProblem("not_number", raw, **self.allowed())

    def _one_sided(self, sign: str | None, number: Fraction, raw: str) -> Interval:
        sides = {
            None: (number, number, False, False),
            "<": (-math.inf, number, False, True),
            "<=": (-math.inf, number, False, False),
            ">": (number, math.inf, True, False),
            ">=": (number, math.inf, False, False),
        }
        ascii_sign = {"≤": "<=", "≥": ">="}.get(sign or "", sign)
        if ascii_sign is not None and not self.minimum <= number <= self.maximum:
            raise ValueProblem("out_of_bounds", raw, **self.allowed())
        within = Interval(*sides[ascii_sign])
        found = within.intersection(self.whole) if ascii_sign else within
        if found is None:
            raise ValueProblem("out_of_bounds", raw, **self.allowed())
        return found

    def _read(self, number: str, unit: str | None, raw: str) -> Fraction:
        if not _NUMBER.fullmatch(number):
            raise ValueProblem("not_number", raw, **self.allowed())
        exact = Fraction(number)
        if unit is None or not unit.strip():
            return exact
        found = find_unit(unit.strip())
        if found is None or found.code not in (self.unit, *self.also):
            raise ValueProblem("unit", raw, unit=unit.strip(), **self.allowed())
        return convert(exact, found.code, self.unit)

    def _bounded(self, interval: Interval, raw: object) -> Interval:
        if not self.whole.covers(interval):
            raise ValueProblem("out_of_bounds", raw, **self.allowed())
        if not self.whole_number:
            return interval
        found = interval.whole_numbers()
        if found is None:
            raise ValueProblem("whole_number", raw, **self.allowed())
        return found

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what may be written."""
        number = {
            "type": "integer" if self.whole_number else "number",
            "minimum": float(self.minimum),
            "maximum": float(self.maximum),
        }
        text = {"type": "string", "pattern": r"^\s*(<=|>=|<|>|≤|≥)?\s*-?[0-9]"}
        return {"anyOf": [number, text, {"type": "null"}]}


Domain = Boolean | Category | Number
