"""Typing of expressions: from names and numbers to tests of quantities.

In: the tree of :mod:`knowledge_base.syntax`. Out: conditions of :mod:`knowledge_base.conditions`, in which every
name is known, every category belongs to its fact, every number is in the quantity's unit and bounds, and
every test can both hold and fail.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from typing import Literal as OneOf

from facts.domains import Boolean, Categories, Category, Number
from facts.labels import Label
from facts.problems import nearest
from facts.units import UNITS, convert
from facts.values import YES, Choices, Interval, decimal_text
from facts.vocabulary import SUBJECTS, SeveralDefinition, SubjectKind
from knowledge_base.arithmetic import evaluate
from knowledge_base.conditions import (
    And,
    Condition,
    Constant,
    Expression,
    Not,
    Operation,
    Or,
    OverLesions,
    Reading,
    Test,
    tests_of,
)
from knowledge_base.diagnostics import ExpressionError, did_you_mean
from knowledge_base.program import Formula, Quantity
from knowledge_base.syntax import (
    Arithmetic,
    Comparison,
    Literal,
    Logical,
    Name,
    NameSet,
    Negation,
    Node,
    NumberRange,
    Quantified,
    parse,
)

__all__ = ["ALWAYS", "Scope", "bounds", "type_condition", "type_formula"]

ALWAYS = "always"
_MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_LARGEST = Fraction(10**9)
_COMPOUND = None


@dataclass
class Scope:
    """What an expression may name.

    Parameters
    ----------
    quantities
        Every quantity by qualified name.
    subject
        Of whom the expression speaks: of the patient, facts of a lesion need ``any`` or ``all``.
    name
        What to call quantities that the expression computes without naming them.
    text
        The expression as written.
    hoisted
        The formulas of those quantities, filled while typing.
    """

    quantities: Mapping[str, Quantity]
    subject: SubjectKind
    name: str
    text: str
    hoisted: dict[str, tuple[Quantity, Formula]] = field(default_factory=dict)

    def quantity(self, name: str) -> Quantity:
        """Return a quantity that the expression may name."""
        found = self.quantities.get(name)
        if found is None and (whole := self.several(name)):
            example = f"“{name} has {whole.domain.names[0]}”"
            raise ExpressionError("type", f"of “{name}”, several categories can hold at once: ask {example}")
        if found is None:
            raise ExpressionError("unknown_name", f"“{name}”{_meant(name, self.quantities)}", about=name)
        self._in_reach(name, found.subject)
        return found

    def several(self, name: str) -> SeveralDefinition | None:
        """Return a fact with several categories at once, or None when the name is no such fact."""
        found = _wholes(self.quantities).get(name)
        if found is not None:
            self._in_reach(name, found.subject)
        return found

    def _in_reach(self, name: str, subject: SubjectKind) -> None:
        if subject == "lesion" and self.subject == "patient":
            raise ExpressionError(
                "subject", f"“{name}” is of a lesion; of the patient, ask “any lesion (…)” or “all lesions (…)”"
            )

    def of_lesions(self) -> Scope:
        """Return the scope inside ``any lesion (…)``."""
        return Scope(self.quantities, "lesion", self.name, self.text, self.hoisted)


def _wholes(quantities: Mapping[str, Quantity]) -> dict[str, SeveralDefinition]:
    """Return the facts whose categories are among the quantities."""
    wholes = [quantity.part.whole for quantity in quantities.values() if quantity.part is not None]
    return {whole.qualified: whole for whole in wholes}


def _meant(name: str, quantities: Mapping[str, Quantity]) -> str:
    if name == ALWAYS:
        return " stands alone, without other conditions"
    kind, _, own = name.rpartition(".")
    wholes = _wholes(quantities)
    known = [*(one for one, quantity in quantities.items() if quantity.part is None), *wholes]
    if same := next((f"{other}.{own}" for other in SUBJECTS if f"{other}.{own}" in known), ""):
        return f"; did you mean “{same}”?"
    domains = ((quantity.name, quantity.domain) for quantity in quantities.values())
    equal = (f"{one} == {name}" for one, domain in domains if isinstance(domain, Category) and domain.members(name))
    has = (f"{one} has {name}" for one, whole in wholes.items() if whole.domain.members(name))
    if category := next(chain(equal, has), ""):
        return f" is a category; did you mean “{category}”?"
    if kind in wholes and (category := nearest(own, wholes[kind].domain.all_names)):
        return f"; did you mean “{kind} has {category}”?"
    alike = {one.rpartition(".")[2]: one for one in known if not kind or one.startswith(f"{kind}.")}
    hint = alike.get(nearest(own, alike), "")
    return f"; did you mean “{hint}”?" if hint else " is neither a fact nor defined here"


def type_condition(scope: Scope) -> Condition:
    """Return the condition that the text of the scope stands for.

    Raises
    ------
    ExpressionError
        At the first thing that is wrong.
    """
    if scope.text.strip() == ALWAYS:
        return And(())
    return _condition(parse(scope.text), scope)


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


def _condition(node: Node, scope: Scope) -> Condition:
    match node:
        case Logical():
            operands = tuple(_condition(operand, scope) for operand in node.operands)
            return And(operands) if node.operator == "and" else Or(operands)
        case Negation():
            return _negation(_condition(node.operand, scope), scope)
        case Quantified():
            if scope.subject == "lesion":
                raise ExpressionError(
                    "subject",
                    "“any lesion” and “all lesions” are for conditions on the patient",
                )
            quantifier: OneOf["any", "all"] = "any" if node.quantifier == "any" else "all"
            operand = And(()) if node.operand is None else _condition(node.operand, scope.of_lesions())
            return OverLesions(quantifier, operand)
        case Comparison():
            return _comparison(node, scope)
        case Name():
            quantity = scope.quantity(node.text)
            if not isinstance(quantity.domain, Boolean):
                raise ExpressionError("type", f"“{node.text}” is no yes/no fact; compare it with a value")
            return Test(quantity.name, YES)
        case _:
            raise ExpressionError("type", "a condition is expected, not a number")


def _negation(operand: Condition, scope: Scope) -> Condition:
    """Refuse “not” around a test of something that has no value for some subjects: it would hold there."""
    named = [test.quantity for test in tests_of(operand) if test.quantity in scope.quantities]
    partial = [name for name in named if scope.quantities[name].partial]
    if partial:
        raise ExpressionError(
            "undefined",
            f"“{partial[0]}” has no value for some subjects: instead of “not”, write the opposite comparison",
        )
    return Not(operand)


def _comparison(node: Comparison, scope: Scope) -> Condition:
    left, right, operator = node.left, node.right, node.operator
    if operator == "has":
        return _has(left, right, scope)
    if isinstance(left, Literal) and operator in _MIRROR:
        left, right, operator = right, left, _MIRROR[operator]
    if isinstance(left, Name):
        quantity = scope.quantity(left.text)
        match quantity.domain:
            case Category():
                return _categories(quantity, quantity.domain, operator, right)
            case Boolean():
                raise ExpressionError(
                    "type", f"“{left.text}” is a yes/no fact: write “{left.text}” or “not {left.text}”"
                )
    return _numbers(left, operator, right, scope)


def _categories(quantity: Quantity, domain: Category, operator: str, right: Node) -> Condition:
    match (operator, right):
        case ("==" | "!=", Name()):
            names: tuple[str, ...] = (right.text,)
        case ("in", NameSet()):
            names = right.names
        case _:
            raise ExpressionError("type", f"“{quantity.name}” has categories: use ==, != or in {{…}}")
    allowed = _members(names, domain, quantity.name)
    if allowed == set(domain.names):
        never = "hold" if operator == "!=" else "fail"
        raise ExpressionError("bounds", f"this test can never {never}: it names every category of “{quantity.name}”")
    test = Test(quantity.name, Choices(frozenset(allowed)))
    return Not(test) if operator == "!=" else test


def _members(names: Iterable[str], domain: Categories, fact: str) -> set[str]:
    """Return the categories that names stand for."""
    found: set[str] = set()
    for name in names:
        members = domain.members(name)
        if members is None:
            meant = did_you_mean(name, domain.all_names) or f"; allowed: {', '.join(domain.all_names)}"
            raise ExpressionError("category", f"“{name}” is no category of “{fact}”{meant}")
        found |= members
    return found


def _has(left: Node, right: Node, scope: Scope) -> Condition:
    """Return the test that one of some categories holds, of a fact with several at once."""
    whole = scope.several(left.text) if isinstance(left, Name) else None
    if whole is None or not isinstance(right, NameSet):
        about = f"“{scope.quantity(left.text).name}”" if isinstance(left, Name) else "the left side"
        raise ExpressionError("type", f"{about} is no fact with several categories at once, which “has” asks about")
    asked = _members(right.names, whole.domain, whole.qualified)
    tests = tuple(Test(f"{whole.qualified}.{name}", YES) for name in whole.domain.names if name in asked)
    return Or(tests) if len(tests) > 1 else tests[0]


def _numbers(left: Node, operator: str, right: Node, scope: Scope) -> Condition:
    quantity = _measured(left, right, scope)
    if quantity.name not in scope.quantities:
        return _test(quantity, operator, Fraction(0), Fraction(0), scope)
    if operator == "in":
        if not isinstance(right, NumberRange):
            raise ExpressionError("type", f"“{quantity.name}” is a number: use “in 3..12”")
        low, high = (_number(end, quantity) for end in (right.low, right.high))
        return _test(quantity, operator, low, high, scope)
    number = _number(right, quantity)
    return _test(quantity, operator, number, number, scope)


def _measured(left: Node, right: Node, scope: Scope) -> Quantity:
    """Return the quantity that is compared: a named one, or the computed difference of both sides."""
    if isinstance(left, Name) and isinstance(right, Literal | NumberRange | NameSet):
        return scope.quantity(left.text)
    if isinstance(right, NumberRange | NameSet):
        raise ExpressionError("type", "only a named quantity can be “in” a range or a set")
    value, _ = _expression(Arithmetic("-", left, right), scope)
    whole = bounds(value, scope.quantities)
    name = f"{scope.subject}.computed_in.{scope.name}.{len(scope.hoisted) + 1}"
    label = Label(fr="valeur calculée par la règle", en="value computed by the rule")
    quantity = Quantity(name, "formula", scope.subject, label, Number("", Fraction(whole.low), Fraction(whole.high)))
    scope.hoisted[name] = (quantity, Formula(name, value, scope.text))
    return quantity


def _number(node: Node, quantity: Quantity) -> Fraction:
    if not isinstance(node, Literal) or not isinstance(quantity.domain, Number):
        raise ExpressionError("type", f"“{quantity.name}” can only be compared with a number here")
    return _in_unit(node, quantity.domain.unit, quantity.name)


def _in_unit(literal: Literal, unit: str, name: str) -> Fraction:
    if not literal.unit:
        return literal.value
    if not unit or UNITS[literal.unit].dimension != UNITS[unit].dimension:
        raise ExpressionError("unit", f"“{name}” is measured in {_kind(unit)}, not in “{literal.unit}”")
    return convert(literal.value, literal.unit, unit)


def _test(quantity: Quantity, operator: str, low: Fraction, high: Fraction, scope: Scope) -> Condition:
    domain = quantity.domain
    if not isinstance(domain, Number):
        raise ExpressionError("type", f"“{quantity.name}” is no number")
    sides: Mapping[str, Callable[[], Interval]] = {
        "<": lambda: Interval(-math.inf, high, False, True),
        "<=": lambda: Interval(-math.inf, high),
        ">": lambda: Interval(low, math.inf, True),
        ">=": lambda: Interval(low, math.inf),
        "==": lambda: Interval(low, high),
        "!=": lambda: Interval(low, high),
        "in": lambda: Interval(low, high),
    }
    if low > high:
        raise ExpressionError("bounds", f"the range {decimal_text(low)}..{decimal_text(high)} is the wrong way round")
    region: Interval | None = sides[operator]()
    if domain.whole_number and region is not None:
        region = region.whole_numbers()
    if region is None or not region.meets(domain.whole):
        raise _pointless(quantity, "fail" if operator == "!=" else "hold", scope)
    if region.covers(domain.whole):
        raise _pointless(quantity, "hold" if operator == "!=" else "fail", scope)
    test: Condition = Test(quantity.name, region)
    return _negation(test, scope) if operator == "!=" else test


def _pointless(quantity: Quantity, never: str, scope: Scope) -> ExpressionError:
    assert isinstance(quantity.domain, Number)
    low, high = (decimal_text(Fraction(bound)) for bound in (quantity.domain.minimum, quantity.domain.maximum))
    unit = f" {quantity.domain.unit}" if quantity.domain.unit else ""
    kind = "whole numbers from" if quantity.domain.whole_number else "numbers from"
    measured = (
        f"“{quantity.name}” has" if quantity.name in scope.quantities else "the left side less the right side has"
    )
    return ExpressionError("bounds", f"this test can never {never}: {measured} {kind} {low} to {high}{unit}")


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
