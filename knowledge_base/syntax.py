"""Syntax: from the text of an expression to its tree.

In: text such as ``lesion.mirels >= 9 and patient.survival_months > 3``.
Out: a tree of :mod:`knowledge_base.tree`, in which nothing has been looked up yet.

Grammar, loosest binding first::

    condition   = conjunction { "or" conjunction }
    conjunction = negation { "and" negation }
    negation    = "not" negation | quantified | comparison
    quantified  = ( "any" | "all" ) ( "lesion" | "lesions" ) "(" condition ")" | "any" "lesion"
    comparison  = sum [ ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) sum | "in" ( set | range ) | "has" held ]
    held        = name | "any" "of" set
    set         = "{" name { "," name } "}"
    range       = sum ".." sum                         a unit behind it is that of both numbers
    sum         = product { ( "+" | "-" ) product }
    product     = factor { ( "*" | "/" ) factor }
    factor      = "-" factor | number [ unit ] | name | "(" condition ")"

>>> parse("lesion.pain in {mild, moderate}")
Comparison(operator='in', left=Name(text='lesion.pain'), right=NameSet(names=('mild', 'moderate')))
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

from facts.problems import nearest
from facts.units import UNITS
from knowledge_base.diagnostics import ExpressionError
from knowledge_base.tokens import quoted, tokens
from knowledge_base.tree import (
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
    depth,
)

__all__ = ["WORDS", "parse"]

_COMPARATORS = ("<=", ">=", "==", "!=", "<", ">")
_OPERATORS = ("and", "or", "not", "any", "all", "in", "has")
WORDS = frozenset({*_OPERATORS, "lesion", "lesions"})
"""The words of the language itself, which no fact or category is named by."""

_DEEPEST = 60
_ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def parse(text: str) -> Node:
    """Return the tree of an expression.

    Raises
    ------
    ExpressionError
        With code ``syntax``, saying what was expected and where.
    """
    reader = _Reader(text)
    try:
        node = reader.condition()
    except RecursionError:
        raise _too_deep() from None
    reader.end()
    if depth(node) > _DEEPEST:
        raise _too_deep()
    return node


def _too_deep() -> ExpressionError:
    return ExpressionError("syntax", "the expression is nested too deeply; define parts of it under names of their own")


def _computed(sign: str, left: Node, right: Node) -> Node:
    """Return an arithmetic node, or the number it comes to when both sides are plain numbers."""
    match left, right:
        case Literal(one, ""), Literal(other, "") if sign != "/" or other:
            return Literal(_ARITHMETIC[sign](one, other))
        case _:
            return Arithmetic(sign, left, right)


def _negative(node: Node) -> Node:
    return Literal(-node.value, node.unit) if isinstance(node, Literal) else Arithmetic("-", Literal(Fraction(0)), node)


class _Reader:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(tokens(text))
        self._next = 0

    @property
    def _token(self) -> str:
        return self._tokens[self._next].text if self._next < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._token
        self._next += 1
        return token

    def _accept(self, *tokens: str) -> str:
        return self._take() if self._token in tokens and self._token else ""

    def _expect(self, *tokens: str) -> None:
        if not self._accept(*tokens):
            raise self._error(f"“{tokens[0]}”")

    def _error(self, expected: str) -> ExpressionError:
        found = f"“{self._token}”" if self._token else "the end"
        meant = nearest(self._token.lower(), _OPERATORS) if self._token not in WORDS else ""
        hint = f"; did you mean “{meant}”?" if meant else ""
        return ExpressionError("syntax", f"expected {expected}, found {found} in {quoted(self._text)}{hint}")

    def end(self) -> None:
        if self._token:
            raise self._error("“and”, “or” or the end")

    def condition(self) -> Node:
        return self._logical("or", lambda: self._logical("and", self._negation))

    def _logical(self, operator: str, part: Callable[[], Node]) -> Node:
        operands = [part()]
        while self._accept(operator):
            operands.append(part())
        return operands[0] if len(operands) == 1 else Logical(operator, tuple(operands))

    def _negation(self) -> Node:
        if self._accept("not"):
            return Negation(self._negation())
        if quantifier := self._accept("any", "all"):
            self._expect("lesion", "lesions")
            if quantifier == "any" and self._token != "(":
                return Quantified(quantifier, None)
            self._expect("(")
            operand = self.condition()
            self._expect(")")
            return Quantified(quantifier, operand)
        return self._comparison()

    def _comparison(self) -> Node:
        left = self._sum()
        if sign := self._accept(*_COMPARATORS):
            node = Comparison(sign, left, self._sum())
            if self._token in _COMPARATORS:
                raise self._error("“and” between two comparisons")
            return node
        if self._accept("in"):
            return Comparison("in", left, self._set() if self._token == "{" else self._range())
        if self._accept("has"):
            return Comparison("has", left, self._held())
        return left

    def _set(self) -> NameSet:
        self._expect("{")
        if self._at_number:
            raise self._error("a category; numbers are written as a range such as 3..12")
        names = [self._name()]
        while self._accept(","):
            names.append(self._name())
        self._expect("}")
        return NameSet(tuple(names))

    def _held(self) -> NameSet:
        if self._accept("any"):
            if self._token == "{":
                self._expect("of")
            return self._set() if self._accept("of") else NameSet(())
        if not self._at_name:
            raise self._error("a category or “any of {…}”")
        return NameSet((self._take(),))

    def _range(self) -> NumberRange:
        low = self._sum()
        self._expect("..")
        high = self._sum()
        if isinstance(low, Literal) and isinstance(high, Literal) and not low.unit:
            low = Literal(low.value, high.unit)
        return NumberRange(low, high)

    def _sum(self) -> Node:
        node = self._product()
        while sign := self._accept("+", "-"):
            node = _computed(sign, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._factor()
        while sign := self._accept("*", "/"):
            node = _computed(sign, node, self._factor())
        return node

    def _factor(self) -> Node:
        if self._accept("-"):
            return _negative(self._factor())
        if self._accept("("):
            node = self.condition()
            self._expect(")")
            return node
        return self._number() if self._at_number else Name(self._name())

    @property
    def _at_number(self) -> bool:
        return self._next < len(self._tokens) and self._tokens[self._next].number is not None

    def _number(self) -> Literal:
        token = self._tokens[self._next]
        self._take()
        if self._token and self._token[0].isalpha() and self._token.lower() not in WORDS:
            raise ExpressionError("unit", f"“{self._token}” is no known unit; known: {', '.join(UNITS)}")
        return Literal(token.number or Fraction(0), token.unit)

    @property
    def _at_name(self) -> bool:
        return (self._token[:1].isalpha() or self._token[:1] == "_") and self._token not in WORDS

    def _name(self) -> str:
        if not self._at_name:
            raise self._error("a name")
        return self._take()
