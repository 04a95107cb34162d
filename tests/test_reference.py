"""The reference itself, against cases worked by hand and against single numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from facts.values import Interval, Truth
from knowledge_base.conditions import Constant, Expression, Measured, Operation, Reading
from knowledge_base.program import Program
from tests.programs import LABEL, small_program
from tests.reference import Possible, Reference, both, contrary, either, evaluate, evaluate_formula, holds_number
from tests.small import SmallCase

TRUE, UNKNOWN, FALSE = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


SCORE: dict[str, Any] = {
    "score": "lesion.score",
    **LABEL,
    "items": [
        {"fact": "lesion.kind", "points": {"k1": 1, "k2": "2..3", "k3": 3}, "otherwise": "not_applicable"},
        {"fact": "lesion.grade", "points": {"0..2": 1, "3..4": 5}},
    ],
}
RULES: list[dict[str, Any]] = [
    {"rule": "high", "when": "lesion.score >= 7", "recommend": "surgery", "then": [{"recommend": "rays"}]},
    {"rule": "low", "when": "lesion.score < 7", "option": "watching"},
    {"rule": "cold", "when": "lesion.cold", "overrides": ["high"]},
    {"rule": "unless", "when": "patient.b", "overrides": ["cold"]},
    {"rule": "unfit", "when": "patient.months <= 3", "contraindicate": "surgery"},
    {"rule": "drug", "when": "any lesion (lesion.hot)", "recommend": "drug"},
    {"rule": "rest", "when": "all lesion (lesion.hot)", "recommend": "rest"},
]


@pytest.fixture(scope="module")
def program() -> Program:
    return small_program(SCORE, *RULES)


def case(patient: Mapping[str, object], *lesions: Mapping[str, object]) -> SmallCase:
    return SmallCase.model_validate(
        {"patient": patient, "lesions": [{"id": f"L{number + 1}", **one} for number, one in enumerate(lesions)]}
    )


def verdict(reference: Reference, option: str, after: str | None = None) -> tuple[str, bool]:
    found = [one for one in reference.opinions if one.option == option]
    (one,) = [one for one in found if (one.after.option if one.after else None) == after]
    return one.verdict, one.provisional


FIT: dict[str, object] = {"months": 12, "b": False}
HIGH: dict[str, object] = {"kind": "k3", "grade": 4, "cold": False, "hot": False}


def test_tables_of_kleene() -> None:
    assert [both((TRUE, one)) for one in (TRUE, UNKNOWN, FALSE)] == [TRUE, UNKNOWN, FALSE]
    assert [both((UNKNOWN, one)) for one in (TRUE, UNKNOWN, FALSE)] == [UNKNOWN, UNKNOWN, FALSE]
    assert [either((FALSE, one)) for one in (TRUE, UNKNOWN, FALSE)] == [TRUE, UNKNOWN, FALSE]
    assert [either((UNKNOWN, one)) for one in (TRUE, UNKNOWN, FALSE)] == [TRUE, UNKNOWN, UNKNOWN]
    assert [contrary(one) for one in (TRUE, UNKNOWN, FALSE)] == [FALSE, UNKNOWN, TRUE]
    assert (both(()), either(())) == (TRUE, FALSE)


def test_a_high_score_is_operated_and_then_irradiated(program: Program) -> None:
    found = evaluate(program, case(FIT, HIGH))
    assert found.values["lesion:L1", "lesion.score"].values == Interval(Fraction(8), Fraction(8))
    assert verdict(found, "surgery") == ("recommended", False)
    assert verdict(found, "rays", after="surgery") == ("recommended", False)
    assert verdict(found, "watching") == ("silent", False)
    assert not found.still_needed


def test_an_open_exception_makes_a_verdict_provisional(program: Program) -> None:
    found = evaluate(program, case(FIT, {**HIGH, "cold": None}))
    assert verdict(found, "surgery") == ("recommended", True)
    assert found.still_needed == {("lesion:L1", "lesion.cold"): {"surgery", "rays"}}
    assert found.forces["high", "lesion:L1"] is UNKNOWN


def test_an_exception_to_the_exception_restores_the_rule(program: Program) -> None:
    of_cold = {**HIGH, "cold": True}
    assert verdict(evaluate(program, case(FIT, of_cold)), "surgery") == ("silent", False)
    assert verdict(evaluate(program, case({**FIT, "b": True}, of_cold)), "surgery") == ("recommended", False)
    found = evaluate(program, case({**FIT, "b": None}, of_cold))
    assert verdict(found, "surgery") == ("recommended", True)
    assert found.still_needed == {("patient", "patient.b"): {"surgery", "rays"}}


def test_points_that_decide_leave_the_verdict_undetermined(program: Program) -> None:
    found = evaluate(program, case(FIT, {**HIGH, "kind": ["k1", "k2"]}))
    assert found.values["lesion:L1", "lesion.score"].values == Interval(Fraction(6), Fraction(8))
    assert verdict(found, "surgery") == ("undetermined", False)
    assert verdict(found, "watching") == ("undetermined", False)
    assert found.still_needed == {("lesion:L1", "lesion.kind"): {"surgery", "watching"}}


def test_points_that_the_guideline_leaves_open_are_no_missing_fact(program: Program) -> None:
    found = evaluate(program, case(FIT, {**HIGH, "kind": "k2", "grade": 3}))
    assert found.values["lesion:L1", "lesion.score"].values == Interval(Fraction(7), Fraction(8))
    assert verdict(found, "surgery") == ("recommended", False)
    found = evaluate(program, case(FIT, {**HIGH, "kind": "k2", "grade": None}))
    assert found.still_needed == {("lesion:L1", "lesion.grade"): {"surgery", "watching"}}


def test_a_score_that_does_not_apply_makes_its_tests_false(program: Program) -> None:
    found = evaluate(program, case(FIT, {**HIGH, "kind": "k4"}))
    assert found.values["lesion:L1", "lesion.score"] == Possible(None, FALSE)
    assert (found.truths["high", "lesion:L1"], found.truths["low", "lesion:L1"]) == (FALSE, FALSE)


def test_a_score_that_may_not_apply_makes_its_tests_false_or_open(program: Program) -> None:
    found = evaluate(program, case(FIT, {**HIGH, "kind": ["k3", "k4"]}))
    assert found.values["lesion:L1", "lesion.score"].applies is UNKNOWN
    assert (found.truths["high", "lesion:L1"], found.truths["low", "lesion:L1"]) == (UNKNOWN, FALSE)


def test_a_contraindication_beats_the_indication_and_nothing_follows(program: Program) -> None:
    found = evaluate(program, case({**FIT, "months": 2}, HIGH))
    (surgery,) = [one for one in found.opinions if one.option == "surgery"]
    assert (surgery.verdict, surgery.rules, surgery.beaten) == (
        "contraindicated",
        frozenset({"high", "unfit"}),
        frozenset({"high"}),
    )
    assert verdict(found, "rays") == ("silent", False)


def test_any_and_all_lesions(program: Program) -> None:
    hot, not_hot, unknown = ({"hot": value} for value in (True, False, None))
    for lesions, any_hot, all_hot in (
        ((), FALSE, TRUE),
        ((hot, not_hot), TRUE, FALSE),
        ((hot, unknown), TRUE, UNKNOWN),
        ((not_hot, unknown), UNKNOWN, FALSE),
    ):
        found = evaluate(program, case(FIT, *lesions))
        assert (found.truths["drug", "patient"], found.truths["rest", "patient"]) == (any_hot, all_hot)


@pytest.mark.parametrize("seed", range(4))
def test_formulas_hold_every_computed_number_and_reach_their_bounds(seed: int) -> None:
    rng = Random(seed)
    for _ in range(80):
        _check_formula(rng)


def _check_formula(rng: Random) -> None:
    values = {name: _interval(rng, positive=name == "d") for name in "abcd"}
    expression = _expression(rng)
    hull = evaluate_formula(expression, values.__getitem__)
    results = [
        _number(expression, point)
        for point in (dict(zip(values, numbers, strict=True)) for numbers in _points(list(values.values())))
    ]
    assert all(holds_number(hull, result) for result in results)
    for bound, left_out in ((hull.low, hull.low_open), (hull.high, hull.high_open)):
        assert left_out or Fraction(bound) in results
        assert min(abs(Fraction(bound) - result) for result in results) < Fraction(1, 100)


def _interval(rng: Random, *, positive: bool) -> Interval:
    low, high = sorted(Fraction(rng.randint(1 if positive else -2, 3)) for _ in range(2))
    if low == high:
        return Interval(low, low)
    return Interval(low, high, rng.random() < 0.4, rng.random() < 0.4)


def _expression(rng: Random) -> Expression:
    """Return an expression that reads each quantity once, so that its hull is exact."""
    left = Operation(rng.choice("+-*"), Reading("a"), Reading("b"))  # type: ignore[arg-type]
    right = Operation(rng.choice("+-*"), Constant(Fraction(rng.randint(-2, 2))), Reading("c"))  # type: ignore[arg-type]
    return Operation(rng.choice("+-*"), left, Operation("/", right, Reading("d")))  # type: ignore[arg-type]


def _points(intervals: list[Interval]) -> list[list[Fraction]]:
    """Return choices of one number of each interval: every combination of what lies at the bounds or next to them."""
    close = Fraction(1, 10**5)
    found: list[list[Fraction]] = [[]]
    for interval in intervals:
        low, high = Fraction(interval.low), Fraction(interval.high)
        numbers = {low, low + close, high - close, high, Fraction(0)}
        inside = [number for number in numbers if holds_number(interval, number)]
        found = [[*earlier, number] for earlier in found for number in inside]
    return found


def _number(expression: Expression, values: dict[str, Fraction]) -> Fraction:
    match expression:
        case Constant():
            return expression.value
        case Reading():
            return values[expression.quantity]
        case Operation():
            left, right = _number(expression.left, values), _number(expression.right, values)
            return {"+": left + right, "-": left - right, "*": left * right, "/": left / right if right else left}[
                expression.operator
            ]
        case Measured():
            raise NotImplementedError


def test_the_reference_knows_nothing_of_the_engine() -> None:
    text = (Path(__file__).parent / "reference.py").read_text("utf-8")
    assert "from engine" not in text
    assert "knowledge_base.arithmetic" not in text
