"""Expressions as written: what binds how, and what each mistake is called."""

from __future__ import annotations

from fractions import Fraction

import pytest

from facts.units import UNITS, Unit
from knowledge_base.diagnostics import ExpressionError
from knowledge_base.syntax import parse
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
    names_in,
    speaks_of_lesion,
)

A, B, C = Name("a"), Name("b"), Name("c")


def number(value: str, unit: str = "") -> Literal:
    return Literal(Fraction(value), unit)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a or b and c", Logical("or", (A, Logical("and", (B, C))))),
        ("(a or b) and c", Logical("and", (Logical("or", (A, B)), C))),
        ("a and b and c", Logical("and", (A, B, C))),
        ("a and (b and c)", Logical("and", (A, Logical("and", (B, C))))),
        ("not a and b", Logical("and", (Negation(A), B))),
        ("not (a and b)", Negation(Logical("and", (A, B)))),
        ("not not a", Negation(Negation(A))),
        ("not a > 3", Negation(Comparison(">", A, number("3")))),
        ("a + b * c > 1", Comparison(">", Arithmetic("+", A, Arithmetic("*", B, C)), number("1"))),
        ("(a + b) * c > 1", Comparison(">", Arithmetic("*", Arithmetic("+", A, B), C), number("1"))),
        ("a - b - c > 1", Comparison(">", Arithmetic("-", Arithmetic("-", A, B), C), number("1"))),
        ("a / b / c > 1", Comparison(">", Arithmetic("/", Arithmetic("/", A, B), C), number("1"))),
        ("-a > 1", Comparison(">", Arithmetic("-", number("0"), A), number("1"))),
        ("a > -1", Comparison(">", A, number("-1"))),
        ("a > 2 * 3 + 1", Comparison(">", A, number("7"))),
        ("a > 7 / 2", Comparison(">", A, number("7/2"))),
        ("a > 1 / 0", Comparison(">", A, Arithmetic("/", number("1"), number("0")))),
        ("3 <= a", Comparison("<=", number("3"), A)),
        ("a in {b, c}", Comparison("in", A, NameSet(("b", "c")))),
        ("a in 3..12", Comparison("in", A, NumberRange(number("3"), number("12")))),
        ("a in -1..1.5", Comparison("in", A, NumberRange(number("-1"), number("1.5")))),
        ("a in 3..12 mo", Comparison("in", A, NumberRange(number("3", "mo"), number("12", "mo")))),
        ("a in 6 wk..1 a", Comparison("in", A, NumberRange(number("6", "wk"), number("1", "a")))),
        ("any lesion and a", Logical("and", (Quantified("any", None), A))),
        ("any lesion (a or b)", Quantified("any", Logical("or", (A, B)))),
        ("all lesions (a)", Quantified("all", A)),
        ("not any lesion (a) and b", Logical("and", (Negation(Quantified("any", A)), B))),
        ("a  >\n  3", Comparison(">", A, number("3"))),
        ("lesion.site == vertebra", Comparison("==", Name("lesion.site"), Name("vertebra"))),
        ("a has b", Comparison("has", A, NameSet(("b",)))),
        ("a has any of {b, c}", Comparison("has", A, NameSet(("b", "c")))),
        ("a has any and b", Logical("and", (Comparison("has", A, NameSet(())), B))),
        ("not a has b and c", Logical("and", (Negation(Comparison("has", A, NameSet(("b",)))), C))),
        ("a != b", Comparison("!=", A, B)),
    ],
)
def test_reads(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize("unit", UNITS.values(), ids=lambda unit: unit.code)
def test_every_spelling_of_a_unit_can_be_written(unit: Unit) -> None:
    # Units with a slash or an asterisk could not, such as mmol/L.
    for name in unit.names:
        assert parse(f"a > 3 {name} and b") == Logical("and", (Comparison(">", A, number("3", unit.code)), B))


def test_a_unit_behind_a_range_is_that_of_both_ends() -> None:
    # The lower end was taken in the quantity's own unit before: 3..5 cm was 3 mm to 50 mm.
    assert parse("a in 3..5 cm") == parse("a in 3 cm..5 cm")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected a name, found the end in “”"),
        ("a and", "expected a name, found the end in “a and”"),
        ("a b", "expected “and”, “or” or the end, found “b” in “a b”"),
        ("(a", "expected “)”, found the end in “(a”"),
        ("a)", "expected “and”, “or” or the end, found “)” in “a)”"),
        ("a in 3", "expected “..”, found the end in “a in 3”"),
        ("a in {}", "expected a name, found “}” in “a in {}”"),
        ("a in {b c}", "expected “}”, found “c” in “a in {b c}”"),
        ("a < b < c", "expected “and” between two comparisons, found “<” in “a < b < c”"),
        ("all lesions a", "expected “(”, found “a” in “all lesions a”"),
        ("any a", "expected “lesion”, found “a” in “any a”"),
        ("any lesion a", "expected “and”, “or” or the end, found “a” in “any lesion a”"),
        ("lesion", "expected a name, found “lesion” in “lesion”"),
        ("a = 3", "cannot read “= 3” in “a = 3”; did you mean “==”?"),
        ("a ≥ 3", "cannot read “≥ 3” in “a ≥ 3”; did you mean “>=”?"),
        ("a && b", "cannot read “&& b” in “a && b”; did you mean “and”?"),
        ("!a", "cannot read “!a” in “!a”; did you mean “not”?"),
        ("a > 6wk", "cannot read “6wk” in “a > 6wk”; did you mean “6 wk”?"),
        ("a OR b", "expected “and”, “or” or the end, found “OR” in “a OR b”; did you mean “or”?"),
        ("a HAS b", "expected “and”, “or” or the end, found “HAS” in “a HAS b”; did you mean “has”?"),
        ("a has {b}", "expected a category or “any of {…}”, found “{” in “a has {b}”"),
        ("a has any {b}", "expected “of”, found “{” in “a has any {b}”"),
        ("a has any of b", "expected “{”, found “b” in “a has any of b”"),
        ("a has all of {b}", "expected a category or “any of {…}”, found “all” in “a has all of {b}”"),
        ("a has not b", "expected a category or “any of {…}”, found “not” in “a has not b”"),
        ("a has", "expected a category or “any of {…}”, found the end in “a has”"),
        ("a has b has c", "expected “and”, “or” or the end, found “has” in “a has b has c”"),
        ("a in {1}", "expected a category; numbers are written as a range such as 3..12, found “1” in “a in {1}”"),
        ("a # b", "cannot read “# b” in “a # b”"),
        ('"a"', 'cannot read “"a"” in “"a"”'),
    ],
)
def test_says_what_was_expected(text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.code, str(caught.value)) == ("syntax", message)


@pytest.mark.parametrize(
    "text",
    ["(" * 5000 + "a" + ")" * 5000, "not " * 5000 + "a", "-" * 5000 + "a", "a" + " + a" * 5000, "a > " + "9" * 5000],
    ids=["parentheses", "negations", "minus signs", "sum", "digits"],
)
def test_refuses_what_no_person_writes(text: str) -> None:
    # A long sum or number was a RecursionError or ValueError.
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.code == "syntax"


def test_an_unknown_unit_is_called_so() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse("a > 3 inches")
    assert caught.value.code == "unit"


def test_names_in_the_order_of_reading() -> None:
    tree = parse("not a and any lesion (b in {c, d}) or e + f > 1 or g in 1..2 or h has i")
    assert list(names_in(tree)) == ["a", "b", "c", "d", "e", "f", "g", "h", "i"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("lesion.a", True),
        ("patient.a and not lesion.b", True),
        ("patient.a + lesion.b > 3", True),
        ("patient.a in lesion.b..lesion.c", True),
        ("lesion.a has b", True),
        ("patient.a has b", False),
        ("patient.a", False),
        ("any lesion (lesion.a)", False),
        ("any lesion (lesion.a) or lesion.b", True),
    ],
)
def test_of_whom_an_expression_speaks(text: str, answer: bool) -> None:
    assert speaks_of_lesion(parse(text)) is answer
