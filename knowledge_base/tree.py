"""The tree of an expression as written: names, numbers and operators, of which nothing has been looked up yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

__all__ = [
    "Arithmetic",
    "Comparison",
    "Literal",
    "Logical",
    "Name",
    "NameSet",
    "Negation",
    "Node",
    "NumberRange",
    "Quantified",
    "depth",
    "names_in",
    "speaks_of_lesion",
]


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
    """A comparison, membership of a set or range, or a category that holds among several."""

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
    """A condition on any or on all lesions; without one, whether there is any lesion."""

    quantifier: str
    operand: Node | None


Node = Name | Literal | NameSet | NumberRange | Arithmetic | Comparison | Logical | Negation | Quantified


def names_in(node: Node) -> Iterator[str]:
    """Yield every name in a tree, categories among them."""
    match node:
        case Name():
            yield node.text
        case NameSet():
            yield from node.names
        case _:
            for child in _children(node):
                yield from names_in(child)


def speaks_of_lesion(node: Node) -> bool:
    """Return whether a tree names something of a lesion outside ``any lesion (…)`` and ``all lesion (…)``."""
    match node:
        case Name():
            return node.text.startswith("lesion.")
        case Quantified():
            return False
        case _:
            return any(speaks_of_lesion(child) for child in _children(node))


def depth(node: Node) -> int:
    """Return how many levels a tree has, its root among them."""
    found, level = 0, [node]
    while level:
        found, level = found + 1, [child for parent in level for child in _children(parent)]
    return found


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Comparison() | Arithmetic():
            return node.left, node.right
        case NumberRange():
            return node.low, node.high
        case Logical():
            return node.operands
        case Negation():
            return (node.operand,)
        case Quantified():
            return () if node.operand is None else (node.operand,)
        case _:
            return ()
