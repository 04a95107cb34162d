"""Sentences of problems, and how values and names are shown in them."""

import string
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.labels import Label
from facts.problems import _SENTENCES, CaseError, Problem, nearest
from facts.values import Choices, Interval
from facts.written import LONGEST, one_line, written


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("label", _SENTENCES.values(), ids=list(_SENTENCES))
def test_both_languages_say_the_same_words(label: Label) -> None:
    assert placeholders(label.fr) == placeholders(label.en)


def test_place_file_and_line() -> None:
    assert Problem("nothing", "").message("en") == "the file holds nothing"
    assert Problem("nothing", "", source="a.yaml").message("fr") == "a.yaml: le fichier ne contient rien"
    assert Problem("alias", "patient", source="a.yaml", line=3).message("fr") == (
        "a.yaml:3: patient : ancres et alias ne sont pas admis"
    )


def test_an_error_lists_all_its_problems() -> None:
    error = CaseError([Problem("nothing", ""), Problem("alias", "x")])
    assert str(error).splitlines() == error.messages("en")
    assert error.messages("fr") == ["le fichier ne contient rien", "x : ancres et alias ne sont pas admis"]


def test_names_from_outside_cannot_forge_lines() -> None:
    problem = Problem("unknown_field", "lesion:a\nb", {"name": "x\n\x1b[31m" + "y" * 100}, source="a\r.yaml", line=1)
    message = problem.message("en")
    assert message.isprintable()
    assert "y" * (LONGEST - 10) in message
    assert "y" * LONGEST not in message


@pytest.mark.parametrize(
    ("name", "found"), [("lytics", "lytic"), ("zzz", ""), ("", ""), ("lytic" * 100, ""), ("LYTIC", "")]
)
def test_nearest(name: str, found: str) -> None:
    assert nearest(name, ["lytic", "blastic"]) == found


def test_an_oversized_name_is_not_compared() -> None:
    assert nearest("x" * (LONGEST + 1), ["x" * LONGEST]) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (10**5000, "1.000e+5000"),
        (0.1, "0.1"),
        (float("nan"), "NaN"),
        (float("-inf"), "-Infinity"),
        (Decimal("1.50"), "1.50"),
        (Fraction(1, 4), "0.25"),
        ("a\tb", '"a\\tb"'),
        ('a"b', '"a\\"b"'),
        ("\u202e", '"\\u202e"'),
        ("é" * 61, f'"{"é" * 60}…"'),
        ([], "[]"),
        ((1, None), "[1, null]"),
        ({}, "{}"),
        ({"a": {"b": [True]}}, "{a: {b: [true]}}"),
        ({1: "x\ny"}, '{1: "x\\ny"}'),
        ([[[[[1]]]]], "[[[[…]]]]"),
        ([1] * 10**6, f"{'[' + '1, ' * 20}"[:60] + "…"),
        (Interval(Fraction(1), Fraction(7, 2)), "1..3.5"),
        (Choices(frozenset("ba")), "[a, b]"),
        (object(), "object"),
        ({"a"}, "set"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_written(value: object, text: str) -> None:
    assert written(value) == text


def test_written_of_what_holds_itself() -> None:
    knot: list[object] = []
    knot.append(knot)
    assert written(knot) == "[[[[…]]]]"


@given(st.text())
def test_one_line(text: str) -> None:
    shown = one_line(text)
    assert shown.isprintable()
    assert len(shown) <= 10 * LONGEST + 1
