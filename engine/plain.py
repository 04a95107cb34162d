"""Plain data: values and conditions as JSON can hold them.

>>> plain_value(Interval(Fraction(3), Fraction(12)))
{'min': 3, 'max': 12}
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from facts.domains import Boolean, Domain, Number
from facts.values import NO, YES, YES_OR_NO, Bound, Choices, Interval, ValueSet
from knowledge_base.conditions import And, Condition, Not, Or, OverLesions, Test

__all__ = ["condition_text", "exact_text", "plain_number", "plain_value", "read_exact", "read_plain"]

_LARGEST_DENOMINATOR = 10**6


def plain_number(number: Bound) -> int | float:
    """Return a number as JSON writes it: whole when it is whole."""
    exact = Fraction(number)
    return exact.numerator if exact.denominator == 1 else float(exact)


def plain_value(value: ValueSet | None) -> Any:
    """Return a set of possible values: one value, a range, a list of categories; None when there is no value.

    A bound that is itself left out is marked by ``min_open`` or ``max_open``.
    """
    if value is None:
        return None
    if isinstance(value, Interval):
        if value.is_exact:
            return plain_number(value.low)
        found: dict[str, Any] = {"min": plain_number(value.low), "max": plain_number(value.high)}
        found |= {"min_open": True} if value.low_open else {}
        return found | ({"max_open": True} if value.high_open else {})
    if value in (YES, NO):
        return value == YES
    if value == YES_OR_NO:
        return [False, True]
    names = sorted(value.names)
    return names[0] if len(names) == 1 else names


def read_plain(plain: Any, domain: Domain) -> ValueSet | None:
    """Return the set of possible values that plain data of a domain stand for.

    Numbers that JSON cannot hold exactly are read as the simple fraction that they round.
    """
    if plain is None:
        return None
    if isinstance(domain, Number):
        if not isinstance(plain, dict):
            return Interval(_fraction(plain), _fraction(plain))
        low_open, high_open = bool(plain.get("min_open")), bool(plain.get("max_open"))
        return Interval(_fraction(plain["min"]), _fraction(plain["max"]), low_open, high_open)
    if isinstance(domain, Boolean):
        return YES_OR_NO if isinstance(plain, list) else YES if plain else NO
    return Choices(frozenset(plain if isinstance(plain, list) else [plain]))


def exact_text(value: ValueSet | None) -> list[str] | None:
    """Return both bounds of numbers as fractions where plain numbers would not be read back as they are, else None.

    Examples
    --------
    >>> exact_text(Interval(Fraction(1, 3), Fraction(2))) is None
    True
    >>> exact_text(Interval(Fraction(1, 3000017), Fraction(2)))
    ['1/3000017', '2']
    """
    if not isinstance(value, Interval):
        return None
    bounds = (value.low, value.high)
    if all(_fraction(plain_number(bound)) == bound for bound in bounds):
        return None
    return [str(bound) for bound in bounds]


def read_exact(plain: Any, exact: Sequence[str] | None, domain: Domain) -> ValueSet | None:
    """Return the set of possible values that plain data stand for, its bounds from the fractions beside them if any."""
    if not exact:
        return read_plain(plain, domain)
    low, high = (Fraction(bound) for bound in exact)
    ends = plain if isinstance(plain, dict) else {}
    return Interval(low, high, bool(ends.get("min_open")), bool(ends.get("max_open")))


def _fraction(number: float) -> Fraction:
    return Fraction(number).limit_denominator(_LARGEST_DENOMINATOR)


def condition_text(condition: Condition) -> str:
    """Write a condition in the rule language."""
    match condition:
        case Test():
            return str(condition)
        case Not():
            return f"not {_inner(condition.operand)}"
        case And() if not condition.operands:
            return "always"
        case And():
            return " and ".join(_inner(operand) for operand in condition.operands)
        case Or():
            return " or ".join(_inner(operand) for operand in condition.operands)
        case OverLesions():
            inner = condition_text(condition.operand)
            return f"{condition.quantifier} lesion{'' if inner == 'always' else f' ({inner})'}"


def _inner(condition: Condition) -> str:
    text = condition_text(condition)
    return f"({text})" if isinstance(condition, And | Or) else text
