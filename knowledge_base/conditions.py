"""Conditions and arithmetic expressions as typed trees, and what they read.

A test asks whether a quantity lies in a region. A partial quantity has no value for some subjects (a score that
gives no points for some sites); there its tests are false.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar
from typing import Literal as OneOf

from facts.values import YES, Bound, Choices, Interval, ValueSet, decimal_text

__all__ = [
    "And",
    "Condition",
    "Constant",
    "Expression",
    "Measured",
    "Not",
    "Operation",
    "Or",
    "OverLesions",
    "Reading",
    "Test",
    "asks_over_lesions",
    "quantities_of",
    "tests_of",
]


@dataclass(frozen=True)
class Test:
    """Whether a quantity lies in a region; the region is never empty nor the whole domain."""

    __test__: ClassVar[bool] = False  # for pytest: this is no test class

    quantity: str
    region: ValueSet

    @cached_property
    def text(self) -> str:
        """The test as the rule language writes it."""
        region = _region_text(self.region)
        return f"{self.quantity} {region}" if region else self.quantity

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Not:
    """The contrary."""

    operand: Condition


@dataclass(frozen=True)
class And:
    """A conjunction; of nothing, it is true."""

    operands: tuple[Condition, ...]


@dataclass(frozen=True)
class Or:
    """A disjunction."""

    operands: tuple[Condition, ...]


@dataclass(frozen=True)
class OverLesions:
    """A condition on any or on all lesions of the case; of none, `any` is false and `all` is true."""

    quantifier: OneOf["any", "all"]
    operand: Condition


Condition = Test | Not | And | Or | OverLesions


@dataclass(frozen=True)
class Constant:
    """A number in an arithmetic expression."""

    value: Fraction


@dataclass(frozen=True)
class Reading:
    """The value of a quantity in an arithmetic expression."""

    quantity: str


@dataclass(frozen=True)
class Operation:
    """A sum, difference, product or quotient."""

    operator: OneOf["+", "-", "*", "/"]
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Measured:
    """The value of a fact that can be measured as well as computed.

    Until something is measured, what is computed; then what both allow, or, where they exclude each other, what is
    measured.

    Attributes
    ----------
    whole
        The values of the fact as long as nothing is measured.
    """

    quantity: str
    whole: Interval
    computed: Expression


Expression = Constant | Reading | Operation | Measured


def _region_text(region: ValueSet) -> str:
    """Write a region as the rule language does; “yes” is not written."""
    if region == YES:
        return ""
    if isinstance(region, Choices):
        names = sorted(region.names)
        return f"== {names[0]}" if len(names) == 1 else f"in {{{', '.join(names)}}}"
    low, high = _exact(region.low), _exact(region.high)
    if region.is_exact:
        return f"== {low}"
    if math.isinf(region.low):
        return f"{'<' if region.high_open else '<='} {high}"
    if math.isinf(region.high):
        return f"{'>' if region.low_open else '>='} {low}"
    return f"in {low}..{high}"


def _exact(bound: Bound) -> str:
    """Write a bound so that different bounds are written differently."""
    text = decimal_text(bound)
    return text if math.isinf(bound) or Fraction(text) == bound else str(Fraction(bound))


def tests_of(condition: Condition) -> Iterator[Test]:
    """Yield every test in a condition, in the order of reading."""
    match condition:
        case Test():
            yield condition
        case Not() | OverLesions():
            yield from tests_of(condition.operand)
        case And() | Or():
            for operand in condition.operands:
                yield from tests_of(operand)


def asks_over_lesions(condition: Condition) -> bool:
    """Return whether a condition asks about any or all lesions somewhere."""
    match condition:
        case OverLesions():
            return True
        case Not():
            return asks_over_lesions(condition.operand)
        case And() | Or():
            return any(asks_over_lesions(operand) for operand in condition.operands)
        case Test():
            return False


def quantities_of(expression: Expression) -> Iterator[str]:
    """Yield every quantity in an arithmetic expression, in the order of reading."""
    match expression:
        case Reading():
            yield expression.quantity
        case Operation():
            yield from quantities_of(expression.left)
            yield from quantities_of(expression.right)
        case Measured():
            yield expression.quantity
            yield from quantities_of(expression.computed)
        case Constant():
            return
