"""A condition written in the rule language is read back as the same condition."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.plain import condition_text
from facts.domains import Boolean, Category, Number
from facts.values import YES, Choices, Interval
from facts.vocabulary import SubjectKind
from knowledge_base.conditions import And, Condition, Not, Or, OverLesions, Test
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.program import Quantity
from knowledge_base.scope import Scope
from knowledge_base.typing import type_condition
from tests.knowledge_base.editions import load_with, second_chapter

PROGRAM = load(edition_folder(DEFAULT_EDITION))


def read_back(condition: Condition, subject: SubjectKind) -> Condition:
    return type_condition(Scope(PROGRAM.quantities, subject, "again", condition_text(condition)))


CONDITIONS = {
    **{name: (rule.when, rule.subject) for name, rule in PROGRAM.rules.items()},
    **{name: (question.when, question.subject) for name, question in PROGRAM.questions.items()},
    **{name: (found.when, found.subject) for name, found in PROGRAM.impossible.items()},
    **{name: (found.when, found.subject) for name, found in PROGRAM.findings.items() if found.when is not None},
    **{name: (found.when, PROGRAM.quantities[name].subject) for name, found in PROGRAM.definitions.items()},
    **{
        f"{name} {row.value}": (row.when, PROGRAM.quantities[name].subject)
        for name, found in PROGRAM.categories.items()
        for row in found.rows
    },
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions_of_the_edition(name: str) -> None:
    condition, subject = CONDITIONS[name]
    assert read_back(condition, subject) == condition


@st.composite
def asked(draw: st.DrawFn) -> Test:
    quantity = draw(st.sampled_from([one for one in PROGRAM.quantities.values() if not one.partial]))
    return Test(quantity.name, draw(regions(quantity)))


@st.composite
def regions(draw: st.DrawFn, quantity: Quantity) -> Choices | Interval:
    domain = quantity.domain
    if isinstance(domain, Boolean):
        return YES
    if isinstance(domain, Category):
        names = draw(st.sets(st.sampled_from(domain.names), min_size=1))
        assume(len(names) < len(domain.names))
        return Choices(frozenset(names))
    region = draw(intervals(domain))
    assume(region.meets(domain.whole) and not region.covers(domain.whole))
    return region


@st.composite
def intervals(draw: st.DrawFn, domain: Number) -> Interval:
    bounds = Fraction(domain.minimum), Fraction(domain.maximum)
    numbers = st.fractions(*bounds, max_denominator=max(487, *(bound.denominator for bound in bounds)))
    if domain.whole_number:
        numbers = st.integers(int(domain.minimum), int(domain.maximum)).map(Fraction)
    low, high = sorted((draw(numbers), draw(numbers)))
    # Of whole numbers, the bounds that are left out are put in terms of those that are not.
    left_out = not domain.whole_number and draw(st.booleans())
    return draw(
        st.sampled_from(
            [
                Interval(low, high),
                Interval(low, math.inf, low_open=left_out),
                Interval(-math.inf, high, False, left_out),
            ]
        )
    )


def nested(operands: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(operands, min_size=2, max_size=3).map(tuple)
    return several.map(And) | several.map(Or) | operands.map(Not)


LESION_CONDITIONS = st.recursive(asked(), nested, max_leaves=8)
OF_LESIONS = st.builds(OverLesions, st.sampled_from(["any", "all"]), LESION_CONDITIONS)
PATIENT_TESTS = asked().filter(lambda one: one.quantity.startswith("patient."))
PATIENT_CONDITIONS = st.recursive(PATIENT_TESTS | OF_LESIONS, nested, max_leaves=5)


@settings(deadline=None)
@given(LESION_CONDITIONS)
def test_any_condition_on_a_lesion(condition: Condition) -> None:
    assert read_back(condition, "lesion") == condition


@settings(deadline=None)
@given(PATIENT_CONDITIONS)
def test_any_condition_on_the_patient(condition: Condition) -> None:
    assert read_back(condition, "patient") == condition


def test_conditions_of_and_on_a_category(tmp_path: Path) -> None:
    values = (
        "[{value: fierce, fr: vive, en: fierce, when: lesion.pain != none and patient.current_drugs has any},"
        " {value: odd, fr: autre, en: other, when: patient.ecog > 2 or"
        " lesion.axial_lysis_percent / 2 > lesion.circumferential_lysis_percent},"
        " {value: mute, fr: muette, en: mute}]"
    )
    items = (
        f"- {{category: lesion.temper, fr: Humeur, en: Temper, values: {values}}}\n"
        '- {rule: second.rule, when: "not lesion.temper in {mute, odd} and lesion.temper != mute", recommend: splint}'
    )
    program = load_with(tmp_path, second=second_chapter(items))
    rows = program.categories["lesion.temper"].rows
    for condition in (*(row.when for row in rows), program.rules["second.rule"].when):
        again = Scope(program.quantities, "lesion", "again", condition_text(condition))
        assert type_condition(again) == condition


def test_a_computed_comparison(tmp_path: Path) -> None:
    items = "- {rule: second.rule, when: patient.age_years - patient.survival_months > 3, recommend: rest}"
    program = load_with(tmp_path, second=second_chapter(items))
    condition = program.rules["second.rule"].when
    again = Scope(program.quantities, "patient", "again", condition_text(condition))
    assert type_condition(again) == condition
    assert again.hoisted == {}
