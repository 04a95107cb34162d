"""Typing: from names and numbers to tests of quantities, in their units and within their bounds."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import pytest

from facts.domains import Boolean, Number
from facts.labels import Label
from facts.values import YES, Choices, Interval
from facts.vocabulary import VOCABULARY, SubjectKind
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
)
from knowledge_base.diagnostics import ExpressionError
from knowledge_base.expressions import bounds, type_formula
from knowledge_base.program import Quantity
from knowledge_base.scope import Scope
from knowledge_base.typing import type_condition

LABEL = Label(fr="essai", en="trial")
QUANTITIES = {
    **{fact.qualified: Quantity.of_fact(fact) for fact in VOCABULARY},
    "lesion.points": Quantity("lesion.points", "score", "lesion", LABEL, Number("", 4, 12, whole_number=True)),
    "lesion.sum": Quantity("lesion.sum", "score", "lesion", LABEL, Number("", 0, 9, whole_number=True), partial=True),
    "patient.change": Quantity("patient.change", "formula", "patient", LABEL, Number("", -5, 5)),
    "lesion.weak": Quantity("lesion.weak", "definition", "lesion", LABEL, Boolean()),
}


def scope(text: str, subject: SubjectKind = "lesion") -> Scope:
    return Scope(QUANTITIES, subject, "rule.tried", text)


def typed(text: str, subject: SubjectKind = "lesion") -> Condition:
    return type_condition(scope(text, subject))


def refusal(text: str, subject: SubjectKind = "lesion", read: Callable[[Scope], object] = type_condition) -> str:
    with pytest.raises(ExpressionError) as caught:
        read(scope(text, subject))
    return f"{caught.value.code}: {caught.value}"


def asks(
    quantity: str,
    low: str | float = -math.inf,
    high: str | float = math.inf,
    *,
    low_open: bool = False,
    high_open: bool = False,
) -> Test:
    ends = [Fraction(end) if isinstance(end, str) else end for end in (low, high)]
    return Test(quantity, Interval(ends[0], ends[1], low_open, high_open))


def chosen(quantity: str, *names: str) -> Test:
    return Test(quantity, Choices(frozenset(names)))


DRUGS = VOCABULARY.several["patient.current_drugs"].domain.names


def takes(name: str) -> Test:
    return Test(f"patient.current_drugs.{name}", YES)


OPERATED, COMPLICATED = Test("lesion.operated", YES), Test("lesion.complicated", YES)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("always", And(())),
        ("lesion.operated", OPERATED),
        ("not lesion.operated", Not(OPERATED)),
        ("lesion.operated and lesion.complicated", And((OPERATED, COMPLICATED))),
        ("lesion.operated or lesion.complicated", Or((OPERATED, COMPLICATED))),
        ("lesion.pain == mild", chosen("lesion.pain", "mild")),
        ("lesion.pain != none", Not(chosen("lesion.pain", "none"))),
        ("lesion.pain in {mild, moderate}", chosen("lesion.pain", "mild", "moderate")),
        ("lesion.site == humerus", chosen("lesion.site", "proximal_humerus", "humeral_shaft", "distal_humerus")),
        (
            "lesion.site in {humerus, hand, humeral_shaft}",
            chosen("lesion.site", "proximal_humerus", "humeral_shaft", "distal_humerus", "hand"),
        ),
        ("lesion.size_mm > 30", asks("lesion.size_mm", "30", low_open=True)),
        ("lesion.size_mm >= 30", asks("lesion.size_mm", "30")),
        ("lesion.size_mm < 30", asks("lesion.size_mm", high="30", high_open=True)),
        ("lesion.size_mm <= 30", asks("lesion.size_mm", high="30")),
        ("lesion.size_mm == 30", asks("lesion.size_mm", "30", "30")),
        ("lesion.size_mm != 30", Not(asks("lesion.size_mm", "30", "30"))),
        ("lesion.size_mm in 20..30", asks("lesion.size_mm", "20", "30")),
        ("lesion.size_mm in 2..3 cm", asks("lesion.size_mm", "20", "30")),
        ("lesion.size_mm in 20 mm..3 cm", asks("lesion.size_mm", "20", "30")),
        ("patient.survival_months >= 6 wk", asks("patient.survival_months", "672/487")),
        ("patient.survival_months < 1 a", asks("patient.survival_months", high="12", high_open=True)),
        ("patient.corrected_calcium_mmol_l > 3 mmol/L", asks("patient.corrected_calcium_mmol_l", "3", low_open=True)),
        ("patient.platelets_g_l < 50 G/L", asks("patient.platelets_g_l", high="50", high_open=True)),
        # whole numbers
        ("lesion.points > 7", asks("lesion.points", "8")),
        ("lesion.points > 7.5", asks("lesion.points", "8")),
        ("lesion.points < 9", asks("lesion.points", high="8")),
        ("lesion.points in 6.5..8.5", asks("lesion.points", "7", "8")),
        ("lesion.points == 8", asks("lesion.points", "8", "8")),
        # the number on the left
        ("9 <= lesion.points", asks("lesion.points", "9")),
        ("9 < lesion.points", asks("lesion.points", "10")),
        ("9 >= lesion.points", asks("lesion.points", high="9")),
        ("9 > lesion.points", asks("lesion.points", high="8")),
        ("9 == lesion.points", asks("lesion.points", "9", "9")),
        ("9 != lesion.points", Not(asks("lesion.points", "9", "9"))),
        ("6 wk < patient.survival_months", asks("patient.survival_months", "672/487", low_open=True)),
        # numbers that are computed
        ("patient.change >= -3", asks("patient.change", "-3")),
        ("patient.change in -3..-1/2", asks("patient.change", "-3", "-1/2")),
        ("patient.ecog > 2 * 3 - 4", asks("patient.ecog", "3")),
        # several categories at once, in the order of declaration
        ("patient.current_drugs has cisplatin", takes("cisplatin")),
        ("patient.current_drugs has any of {cisplatin}", takes("cisplatin")),
        ("patient.current_drugs has any of {gefitinib, erlotinib}", Or((takes("erlotinib"), takes("gefitinib")))),
        ("patient.current_drugs has antiangiogenic", Or((takes("bevacizumab"), takes("other_antiangiogenic")))),
        (
            "patient.current_drugs has any of {cisplatin, bevacizumab, antiangiogenic}",
            Or((takes("bevacizumab"), takes("other_antiangiogenic"), takes("cisplatin"))),
        ),
        (
            "patient.current_drugs has any",
            Or(tuple(takes(name) for name in DRUGS)),
        ),
        ("not patient.current_drugs has cisplatin", Not(takes("cisplatin"))),
        ("patient.current_drugs.cisplatin", takes("cisplatin")),
        # what has no value for some subjects
        ("lesion.sum >= 3", asks("lesion.sum", "3")),
        ("not lesion.weak", Not(Test("lesion.weak", YES))),
    ],
)
def test_means(text: str, condition: Condition) -> None:
    assert typed(text) == condition


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("any lesion", OverLesions("any", And(()))),
        ("any lesion (lesion.operated)", OverLesions("any", OPERATED)),
        ("all lesions (lesion.operated)", OverLesions("all", OPERATED)),
        (
            "any lesion (lesion.pain == mild and patient.ecog > 2)",
            OverLesions("any", And((chosen("lesion.pain", "mild"), asks("patient.ecog", "3")))),
        ),
        # Refused before, because the test inside is of a lesion.
        ("not any lesion (lesion.operated)", Not(OverLesions("any", OPERATED))),
        ("not all lesions (lesion.pain != mild)", Not(OverLesions("all", Not(chosen("lesion.pain", "mild"))))),
    ],
)
def test_means_of_the_patient(text: str, condition: Condition) -> None:
    assert typed(text, "patient") == condition


def computed(text: str) -> tuple[Condition, Quantity, Expression]:
    """Return a condition, with the one quantity that it computes without naming it."""
    one = scope(text, "patient")
    condition = type_condition(one)
    ((quantity, formula),) = one.hoisted.values()
    return condition, quantity, formula.value


def test_a_computed_comparison_is_one_of_the_difference_with_zero() -> None:
    condition, quantity, value = computed("patient.ecog - patient.karnofsky > 3")
    assert condition == asks("patient.computed_in.rule.tried.1", "0", low_open=True)
    difference = Operation("-", Reading("patient.ecog"), Reading("patient.karnofsky"))
    assert value == Operation("-", difference, Constant(Fraction(3)))
    assert quantity.domain == Number("", -103, 1)
    assert (quantity.kind, quantity.subject) == ("formula", "patient")


def test_a_computed_comparison_brings_both_sides_to_one_unit() -> None:
    _, _, value = computed("patient.survival_months < patient.age_years")
    in_months = Operation("*", Reading("patient.age_years"), Constant(Fraction(12)))
    assert value == Operation("-", Reading("patient.survival_months"), in_months)


@pytest.mark.parametrize("text", ["not patient.ecog > patient.karnofsky", "patient.ecog != patient.karnofsky"])
def test_a_computed_comparison_can_be_negated(text: str) -> None:
    # “not” and “!=” called the computed quantity an unknown name.
    condition, quantity, _ = computed(text)
    assert isinstance(condition, Not)
    assert isinstance(condition.operand, Test)
    assert condition.operand.quantity == quantity.name


def test_each_computed_comparison_of_a_rule_has_a_quantity_of_its_own() -> None:
    one = scope("patient.ecog > patient.karnofsky or patient.ecog + 1 < patient.karnofsky", "patient")
    type_condition(one)
    assert list(one.hoisted) == ["patient.computed_in.rule.tried.1", "patient.computed_in.rule.tried.2"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("lesion.mirel", "unknown_name: “lesion.mirel” is neither a fact nor defined here"),
        ("lesion.sise_mm > 3", "unknown_name: “lesion.sise_mm”; did you mean “lesion.size_mm”?"),
        ("points > 3", "unknown_name: “points”; did you mean “lesion.points”?"),
        (
            "lesion.survival_months > 3",
            "unknown_name: “lesion.survival_months”; did you mean “patient.survival_months”?",
        ),
        ("lesion.site == femur or tibia", "unknown_name: “tibia” is a category; did you mean “lesion.site == tibia”?"),
        ("lesion.size_mm", "type: “lesion.size_mm” is no yes/no fact; compare it with a value"),
        ("lesion.pain", "type: “lesion.pain” is no yes/no fact; compare it with a value"),
        ("lesion.size_mm + 3", "type: a condition is expected, not a number"),
        ("lesion.pain >= mild", "type: “lesion.pain” has categories: use ==, != or in {…}"),
        ("lesion.pain in 1..3", "type: “lesion.pain” has categories: use ==, != or in {…}"),
        ("lesion.size_mm == lesion.pain", "type: “lesion.pain” is no number"),
        (
            "lesion.operated == 1",
            "type: “lesion.operated” is a yes/no fact: write “lesion.operated” or “not lesion.operated”",
        ),
        ("lesion.size_mm > 3 mo", "unit: “lesion.size_mm” is measured in “mm”, not in “mo”"),
        ("lesion.points > 3 mm", "unit: “lesion.points” is measured in plain numbers, not in “mm”"),
        ("lesion.size_mm > patient.age_years", "unit: “mm” and “a” cannot be added, subtracted or compared"),
        ("lesion.size_mm + lesion.points > 3", "unit: “mm” and plain numbers cannot be added, subtracted or compared"),
        ("lesion.points in 9..8", "bounds: the range 9..8 is the wrong way round"),
        ("lesion.points > 12", "bounds: this test can never hold: “lesion.points” has whole numbers from 4 to 12"),
        ("lesion.points >= 4", "bounds: this test can never fail: “lesion.points” has whole numbers from 4 to 12"),
        ("lesion.points in 3..12", "bounds: this test can never fail: “lesion.points” has whole numbers from 4 to 12"),
        ("lesion.points > 3.5", "bounds: this test can never fail: “lesion.points” has whole numbers from 4 to 12"),
        ("lesion.points == 8.5", "bounds: this test can never hold: “lesion.points” has whole numbers from 4 to 12"),
        ("lesion.points != 8.5", "bounds: this test can never fail: “lesion.points” has whole numbers from 4 to 12"),
        ("lesion.size_mm >= 51 cm", "bounds: this test can never hold: “lesion.size_mm” has numbers from 0 to 500 mm"),
        ("lesion.size_mm / patient.ecog > 3", "bounds: the divisor can be zero within the bounds of its facts"),
        (
            "lesion.size_mm - 600 > 0",
            "bounds: this test can never hold: the left side less the right side has numbers from -600 to -100",
        ),
        ("3 > 2", "bounds: this test can never fail: the left side less the right side has numbers from -1 to -1"),
        (
            "not lesion.sum > 3",
            "undefined: “lesion.sum” has no value for some subjects: instead of “not”, write the opposite comparison",
        ),
        (
            "lesion.sum != 3",
            "undefined: “lesion.sum” has no value for some subjects: instead of “not”, write the opposite comparison",
        ),
        ("lesion.sum + 1 > 3", "undefined: “lesion.sum” has no value for some subjects and cannot be computed with"),
        (
            "patient.current_drugs",
            "type: of “patient.current_drugs”, several categories can hold at once:"
            " ask “patient.current_drugs has gemcitabine”",
        ),
        (
            "lesion.pain has mild",
            "type: “lesion.pain” is no fact with several categories at once, which “has” asks about",
        ),
        ("3 has cisplatin", "type: the left side is no fact with several categories at once, which “has” asks about"),
        ("patient.pills has cisplatin", "unknown_name: “patient.pills” is neither a fact nor defined here"),
        ("cisplatin", "unknown_name: “cisplatin” is a category; did you mean “patient.current_drugs has cisplatin”?"),
        (
            "lesion.current_drugs has cisplatin",
            "unknown_name: “lesion.current_drugs”; did you mean “patient.current_drugs”?",
        ),
        (
            "patient.current_drugs.cisplatine",
            "unknown_name: “patient.current_drugs.cisplatine”; did you mean “patient.current_drugs has cisplatin”?",
        ),
        (
            "patient.current_drugs has cisplatine",
            "category: “cisplatine” is no category of “patient.current_drugs”; did you mean “cisplatin”?",
        ),
        ("any lesion (lesion.operated)", "subject: “any lesion” and “all lesions” are for conditions on the patient"),
    ],
)
def test_refuses(text: str, problem: str) -> None:
    assert refusal(text) == problem


def test_a_condition_on_the_patient_does_not_name_a_lesion_by_itself() -> None:
    assert refusal("lesion.operated", "patient").startswith("subject: “lesion.operated” is of a lesion")
    assert refusal("not any lesion (lesion.sum > 3)", "patient").startswith("undefined: “lesion.sum”")


def test_the_opposite_of_a_test_that_names_every_category_is_told_apart() -> None:
    # “!=” was said never to fail where it can never hold.
    categories = Scope(QUANTITIES, "patient", "", "patient.sex in {female, male}")
    with pytest.raises(ExpressionError, match=r"can never fail: it names every category of “patient\.sex”"):
        type_condition(categories)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("lesion.size_mm", "mm"),
        ("lesion.size_mm / 2", "mm"),
        ("3 * lesion.size_mm + 5", "mm"),
        ("5 - lesion.size_mm", "mm"),
        ("lesion.size_mm + 1 cm", "mm"),
        ("lesion.size_mm * lesion.size_mm", None),
        ("lesion.size_mm / patient.weight_kg", None),
        ("lesion.size_mm * patient.weight_kg + 3", None),
        ("-lesion.points", ""),
        ("7", ""),
    ],
)
def test_a_formula_has_the_unit_of_what_it_computes_with(text: str, unit: str | None) -> None:
    assert type_formula(scope(text))[1] == unit


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("lesion.size_mm / 10", 0, 50),
        ("lesion.points - lesion.points", -8, 8),
        ("140 - patient.age_years", 20, 140),
        ("patient.change * patient.change", -25, 25),
        ("1 / patient.weight_kg", Fraction(1, 300), Fraction(1, 20)),
    ],
)
def test_a_formula_is_bounded_by_the_bounds_of_its_facts(text: str, low: Fraction, high: Fraction) -> None:
    value, _ = type_formula(scope(text))
    assert bounds(value, QUANTITIES) == Interval(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("lesion.size_mm > 3", "type: a number is expected, not a condition"),
        ("lesion.operated", "type: “lesion.operated” is no number"),
        ("lesion.operated and lesion.weak", "type: a number is expected, not a condition"),
        ("lesion.size_mm + lesion.site", "type: “lesion.site” is no number"),
    ],
)
def test_a_formula_is_a_number(text: str, problem: str) -> None:
    assert refusal(text, read=type_formula) == problem


@pytest.mark.parametrize("text", ["1 / (patient.ecog - 2)", "1 / patient.change", "1 / (1 / 0)"])
def test_a_divisor_that_can_be_zero_is_refused(text: str) -> None:
    value, _ = type_formula(scope(text))
    with pytest.raises(ExpressionError, match="the divisor can be zero"):
        bounds(value, QUANTITIES)
