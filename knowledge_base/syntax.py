"""Expressions as written: from text to a tree of names, numbers and operators.

In: text such as ``lesion.mirels >= 9 and patient.survival_months > 3``.
Out: a tree in which nothing has been looked up yet.

Grammar, loosest binding first::

    condition   = conjunction { "or" conjunction }
    conjunction = negation { "and" negation }
    negation    = "not" negation | quantified | comparison
    quantified  = ( "any" | "all" ) "lesion" "(" condition ")"
    comparison  = sum [ ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) sum | "in" ( set | range ) ]
    set         = "{" name { "," name } "}"
    range       = sum ".." sum
    sum         = product { ( "+" | "-" ) product }
    product     = factor { ( "*" | "/" ) factor }
    factor      = "-" factor | number [ unit ] | name | "(" condition ")"

>>> parse("lesion.pain in {mild, moderate}")
Comparison(operator='in', left=Name(text='lesion.pain'), right=NameSet(names=('mild', 'moderate')))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction

from facts.units import find_unit

__all__ = [
    "Arithmetic",
    "Comparison",
    "ExpressionError",
    "Literal",
    "Logical",
    "Name",
    "NameSet",
    "Negation",
    "Node",
    "NumberRange",
    "Quantified",
    "inside",
    "names_in",
    "parse",
    "speaks_of_lesion",
]


class ExpressionError(ValueError):
    """An expression that cannot be read or typed.

    Attributes
    ----------
    code
        The code of the diagnostic.
    inside
        The part of the item that holds the expression, as a path.
    """

    def __init__(self, code: str, message: str, inside: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.inside = inside


@contextmanager
def inside(*path: str | int) -> Iterator[None]:
    """Say of errors raised within that they are in this part of the item."""
    try:
        yield
    except ExpressionError as error:
        error.inside = (*path, *error.inside)
        raise


@dataclass(frozen=True)
class Name:
    """A qualified fact or a category."""

    text: str


@dataclass(frozen=True)
class Literal:
    """A number, with a unit when one is written."""

    value: Fraction
    unit: str = ""


@dataclass(frozen=True)
class NameSet:
    """Categories between braces."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class NumberRange:
    """Two numbers with everything between them, both included."""

    low: Node
    high: Node


@dataclass(frozen=True)
class Arithmetic:
    """A sum, difference, product or quotient."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Comparison:
    """A comparison, or membership of a set or range."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Logical:
    """A conjunction or disjunction."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True)
class Negation:
    """The contrary of a condition."""

    operand: Node


@dataclass(frozen=True)
class Quantified:
    """A condition on any or on all lesions."""

    quantifier: str
    operand: Node


Node = Name | Literal | NameSet | NumberRange | Arithmetic | Comparison | Logical | Negation | Quantified

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)(?!\w)|(?P<name>[A-Za-z_][\w.]*)|(?P<sign>\.\.|<=|>=|==|!=|[-+*/<>(){},%]))"
)
_COMPARATORS = ("<=", ">=", "==", "!=", "<", ">")
_RESERVED = frozenset({"and", "or", "not", "any", "all", "in", "lesion"})


def names_in(node: Node) -> Iterator[str]:
    """Yield every name in a tree, categories among them."""
    match node:
        case Name():
            yield node.text
        case NameSet():
            yield from node.names
        case Comparison() | Arithmetic():
            yield from names_in(node.left)
            yield from names_in(node.right)
        case NumberRange():
            yield from names_in(node.low)
            yield from names_in(node.high)
        case Logical():
            for operand in node.operands:
                yield from names_in(operand)
        case Negation():
            yield from names_in(node.operand)
        case Quantified():
            yield from names_in(node.operand)
        case Literal():
            return


def speaks_of_lesion(node: Node) -> bool:
    """Return whether a tree names something of a lesion outside ``any lesion (…)`` and ``all lesion (…)``."""
    match node:
        case Name():
            return node.text.startswith("lesion.")
        case Comparison() | Arithmetic():
            return speaks_of_lesion(node.left) or speaks_of_lesion(node.right)
        case Logical():
            return any(speaks_of_lesion(operand) for operand in node.operands)
        case Negation():
            return speaks_of_lesion(node.operand)
        case _:
            return False


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
        raise ExpressionError("syntax", "the expression is nested too deeply") from None
    reader.end()
    return node


class _Reader:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[tuple[str, int]] = []
        position = 0
        while text[position:].strip():
            match = _TOKEN.match(text, position)
            if match is None:
                rest = text[position:].strip()
                raise ExpressionError("syntax", f"cannot read “{rest[:20]}” in “{text}”")
            self._tokens.append((match.group().strip(), position))
            position = match.end()
        self._next = 0

    @property
    def _token(self) -> str:
        return self._tokens[self._next][0] if self._next < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._token
        self._next += 1
        return token

    def _accept(self, *tokens: str) -> str:
        return self._take() if self._token in tokens and self._token else ""

    def _expect(self, token: str) -> None:
        if not self._accept(token):
            raise self._error(f"“{token}”")

    def _error(self, expected: str) -> ExpressionError:
        found = f"“{self._token}”" if self._token else "the end"
        return ExpressionError("syntax", f"expected {expected}, found {found} in “{self._text}”")

    def end(self) -> None:
        if self._token:
            raise self._error("the end")

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
            self._expect("lesion")
            self._expect("(")
            operand = self.condition()
            self._expect(")")
            return Quantified(quantifier, operand)
        return self._comparison()

    def _comparison(self) -> Node:
        left = self._sum()
        if operator := self._accept(*_COMPARATORS):
            node = Comparison(operator, left, self._sum())
            if self._token in _COMPARATORS:
                raise self._error("“and” between two comparisons")
            return node
        if self._accept("in"):
            return Comparison("in", left, self._set() if self._token == "{" else self._range())
        return left

    def _set(self) -> NameSet:
        self._expect("{")
        names = [self._name()]
        while self._accept(","):
            names.append(self._name())
        self._expect("}")
        return NameSet(tuple(names))

    def _range(self) -> NumberRange:
        low = self._sum()
        self._expect("..")
        return NumberRange(low, self._sum())

    def _sum(self) -> Node:
        node = self._product()
        while operator := self._accept("+", "-"):
            node = Arithmetic(operator, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._factor()
        while operator := self._accept("*", "/"):
            node = Arithmetic(operator, node, self._factor())
        return node

    def _factor(self) -> Node:
        if self._accept("-"):
            return Arithmetic("-", Literal(Fraction(0)), self._factor())
        if self._accept("("):
            node = self.condition()
            self._expect(")")
            return node
        if self._token[:1].isdigit():
            number = Fraction(self._take())
            unit = find_unit(self._token) if self._token not in _RESERVED else None
            if unit is not None:
                self._take()
            return Literal(number, unit.code if unit else "")
        return Name(self._name())

    def _name(self) -> str:
        if not (self._token[:1].isalpha() or self._token[:1] == "_") or self._token in _RESERVED:
            raise self._error("a name")
        return self._take()
