"""Typing of conditions: from names and numbers to tests of quantities.

In: the tree of :mod:`knowledge_base.tree`. Out: conditions of :mod:`knowledge_base.conditions`, in which every
name is known, every category belongs to its fact, every number is in the quantity's unit and bounds, and
every test can both hold and fail.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Literal as OneOf

from facts.domains import Boolean, Categories, Category, Number
from facts.values import YES, Choices, Interval, decimal_text
from facts.vocabulary import SubjectKind
from knowledge_base.conditions import And, Condition, Not, Or, OverLesions, Test, tests_of
from knowledge_base.diagnostics import ExpressionError, did_you_mean
from knowledge_base.expressions import computed_difference, in_unit
from knowledge_base.program import Quantity
from knowledge_base.scope import ALWAYS, Scope
from knowledge_base.syntax import parse
from knowledge_base.tree import (
    Comparison,
    Literal,
    Logical,
    Name,
    NameSet,
    Negation,
    Node,
    NumberRange,
    Quantified,
    speaks_of_lesion,
)

__all__ = ["subject_of", "type_condition"]

_MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


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


def subject_of(text: str) -> SubjectKind:
    """Return of whom a condition speaks; of what cannot be read, the patient."""
    if text.strip() == ALWAYS:
        return "patient"
    try:
        return "lesion" if speaks_of_lesion(parse(text)) else "patient"
    except ExpressionError:
        return "patient"


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
    asked = _members(right.names, whole.domain, whole.qualified) if right.names else whole.domain.names
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
    return computed_difference(left, right, scope)


def _number(node: Node, quantity: Quantity) -> Fraction:
    if not isinstance(node, Literal) or not isinstance(quantity.domain, Number):
        raise ExpressionError("type", f"“{quantity.name}” can only be compared with a number here")
    return in_unit(node, quantity.domain.unit, quantity.name)


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
