"""Plain data: values and conditions as JSON can hold them.

>>> plain_value(Interval(Fraction(3), Fraction(12)))
{'min': 3, 'max': 12}
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from facts.values import NO, YES, YES_OR_NO, Bound, Interval, ValueSet
from knowledge_base.program import And, Condition, Not, Or, OverLesions, Test

__all__ = ["condition_text", "plain_number", "plain_value"]


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
            return f"{condition.quantifier} lesion ({condition_text(condition.operand)})"


def _inner(condition: Condition) -> str:
    text = condition_text(condition)
    return f"({text})" if isinstance(condition, And | Or) else text
