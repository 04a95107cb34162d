"""Expressions: the typing of arithmetic, from names and numbers to computed values in one unit.

In: the tree of :mod:`knowledge_base.tree`. Out: expressions of :mod:`knowledge_base.conditions`, in which every
name is a number, everything added or compared is in one unit, and no divisor can be zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from facts.domains import Number
from facts.labels import Label, Language
from facts.units import UNITS, convert
from facts.values import Interval, decimal_text
from knowledge_base.arithmetic import evaluate
from knowledge_base.conditions import Constant, Expression, Measured, Operation, Reading
from knowledge_base.diagnostics import ExpressionError
from knowledge_base.program import Formula, Quantity
from knowledge_base.scope import Scope
from knowledge_base.syntax import parse
from knowledge_base.tree import Arithmetic, Literal, Name, Node

__all__ = ["bounds", "check_unit", "computed_difference", "in_unit", "type_formula"]

_LARGEST = Fraction(10**9)
_SIGNS = {"+": "+", "-": "\N{MINUS SIGN}", "*": "×", "/": "/"}
_COMPOUND = None


def type_formula(scope: Scope) -> tuple[Expression, str | None]:
    """Return an arithmetic expression and its unit; None when the unit is a compound one.

    Raises
    ------
    ExpressionError
        At the first thing that is wrong, a divisor that can be zero among them.
    """
    return _expression(parse(scope.text), scope)


def bounds(value: Expression, quantities: Mapping[str, Quantity]) -> Interval:
    """Return the values that an expression can take over the domains of its quantities.

    Raises
    ------
    ExpressionError
        When a divisor can be zero, or the result is too large to be anything measured.
    """

    def whole(name: str) -> Interval:
        domain = quantities[name].domain
        if not isinstance(domain, Number):
            raise ExpressionError("type", f"“{name}” is no number")
        return domain.whole

    try:
        found = evaluate(value, whole)
    except ZeroDivisionError as error:
        raise ExpressionError("bounds", "the divisor can be zero within the bounds of its facts") from error
    if found.low < -_LARGEST or found.high > _LARGEST:
        raise ExpressionError("bounds", "the result can be larger than 10^9")
    return found


def computed_difference(left: Node, right: Node, scope: Scope) -> Quantity:
    """Return the quantity that two sides of a comparison differ by, and keep its formula in the scope."""
    value, _ = _expression(Arithmetic("-", left, right), scope)
    whole = bounds(value, scope.quantities)
    name = f"{scope.subject}.computed_in.{scope.name}.{len(scope.hoisted) + 1}"
    label = Label(fr=_named(value, scope, "fr"), en=_named(value, scope, "en"))
    quantity = Quantity(name, "formula", scope.subject, label, Number("", Fraction(whole.low), Fraction(whole.high)))
    scope.hoisted[name] = (quantity, Formula(name, value, scope.text))
    return quantity


def check_unit(unit: str) -> None:
    """Refuse the unit of an item when there is no such unit."""
    if unit and unit not in UNITS:
        raise ExpressionError("unit", f"“{unit}” is no known unit; known: {', '.join(UNITS)}", ("unit",))


def in_unit(literal: Literal, unit: str, name: str) -> Fraction:
    """Return a number in the unit of the quantity that it is compared with."""
    if not literal.unit:
        return literal.value
    if not unit or UNITS[literal.unit].dimension != UNITS[unit].dimension:
        raise ExpressionError("unit", f"“{name}” is measured in {_kind(unit)}, not in “{literal.unit}”")
    return convert(literal.value, literal.unit, unit)


def _expression(node: Node, scope: Scope) -> tuple[Expression, str | None]:
    match node:
        case Literal():
            return Constant(node.value), node.unit
        case Name():
            quantity = scope.quantity(node.text)
            if not isinstance(quantity.domain, Number):
                raise ExpressionError("type", f"“{node.text}” is no number")
            if quantity.partial:
                raise ExpressionError(
                    "undefined", f"“{node.text}” has no value for some subjects and cannot be computed with"
                )
            return Reading(quantity.name), quantity.domain.unit
        case Arithmetic():
            return _operation(node, scope)
        case _:
            raise ExpressionError("type", "a number is expected, not a condition")


def _operation(node: Arithmetic, scope: Scope) -> tuple[Expression, str | None]:
    left, left_unit = _expression(node.left, scope)
    right, right_unit = _expression(node.right, scope)
    match node.operator:
        case "+" | "-":
            left, right, unit = _same_unit((left, left_unit), (right, right_unit))
            return Operation(node.operator, left, right), unit
        case "*":
            unit = left_unit if right_unit == "" else right_unit if left_unit == "" else _COMPOUND
            return Operation("*", left, right), unit
        case _:
            return Operation("/", left, right), left_unit if right_unit == "" else _COMPOUND


def _same_unit(
    left: tuple[Expression, str | None], right: tuple[Expression, str | None]
) -> tuple[Expression, Expression, str | None]:
    """Return both sides in one unit; a bare number takes the unit of the other side."""
    (one, one_unit), (other, other_unit) = left, right
    if one_unit == other_unit:
        return one, other, one_unit
    for bare, bare_unit, unit in ((one, one_unit, other_unit), (other, other_unit, one_unit)):
        if isinstance(bare, Constant) and bare_unit == "":
            return one, other, unit
    if one_unit and other_unit and UNITS[one_unit].dimension == UNITS[other_unit].dimension:
        factor = Constant(convert(Fraction(1), other_unit, one_unit))
        return one, Operation("*", other, factor), one_unit
    raise ExpressionError("unit", f"{_kind(one_unit)} and {_kind(other_unit)} cannot be added, subtracted or compared")


def _kind(unit: str | None) -> str:
    return "a product or quotient of units" if unit is _COMPOUND else f"“{unit}”" if unit else "plain numbers"


def _named(value: Expression, scope: Scope, language: Language, within: int = 0) -> str:
    """Write an expression with the labels of what it reads; `within` is how closely the sign around it binds."""
    match value:
        case Constant():
            return decimal_text(value.value)
        case Reading():
            return scope.quantities[value.quantity].label.text(language)
        case Operation():
            binding = 1 if value.operator in "+-" else 2
            left = _named(value.left, scope, language, binding)
            right = _named(value.right, scope, language, binding + (value.operator in "-/"))
            text = f"{left} {_SIGNS[value.operator]} {right}"
            return f"({text})" if within > binding else text
        case Measured():
            return scope.quantities[value.quantity].label.text(language)
