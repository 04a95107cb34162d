"""Facts set to other values: which fact is meant, what may be said of it, and every problem at once."""

from __future__ import annotations

from fractions import Fraction

import pytest

from facts.case import Case
from facts.changes import assigned, with_facts
from facts.labels import LANGUAGES
from facts.problems import CaseError
from facts.reader import parse_case
from facts.values import NO, YES, YES_OR_NO, Interval

TWO = parse_case(
    "patient: {survival_months: 8..11, current_drugs: [carboplatin, erlotinib]}\n"
    "lesions: [{id: F1, site: femoral_shaft, pain: mild}, {id: V1, site: vertebra}]",
    "case.yaml",
)
ONE = parse_case("lesions: [{id: L1, site: tibia}]", "case.yaml")


def refused(case: Case, *assignments: str) -> list[str]:
    with pytest.raises(CaseError) as caught:
        with_facts(case, assignments)
    return caught.value.messages("en")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("3..6", Interval(Fraction(3), Fraction(6))),
        (">6", Interval(Fraction(6), Fraction(600), low_open=True)),
        ("<= 3", Interval(Fraction(0), Fraction(3))),
        ("6 wk", Interval(Fraction(672, 487), Fraction(672, 487))),
        ("2.5", Interval(Fraction(5, 2), Fraction(5, 2))),
        ("unknown", Interval(Fraction(0), Fraction(600))),
        ("Inconnu", Interval(Fraction(0), Fraction(600))),
    ],
)
def test_a_number_is_set_to_what_a_case_may_say(written: str, expected: Interval) -> None:
    assert with_facts(TWO, [f"patient.survival_months={written}"]).patient.survival_months == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("yes", YES), ("oui", YES), ("true", YES), ("no", NO), ("NON", NO), ("false", NO), ("inconnu", YES_OR_NO)],
)
def test_a_yes_or_no_is_answered_in_either_language(written: str, expected: object) -> None:
    assert with_facts(TWO, [f"fit_for_surgery={written}"]).patient.fit_for_surgery == expected


@pytest.mark.parametrize("name", ["pain", "lesion.pain", "lesion:L1.pain"])
def test_a_fact_of_the_only_lesion_needs_no_lesion(name: str) -> None:
    assert with_facts(ONE, [f"{name}=[moderate, functional]"]).lesions[0].pain.names == {"moderate", "functional"}


def test_only_the_lesion_that_is_named_changes() -> None:
    changed = with_facts(TWO, ["lesion:V1.pain=functional"])
    assert changed.lesions[0] == TWO.lesions[0]
    assert changed.lesions[1].pain.names == {"functional"}
    assert changed.patient == TWO.patient


def test_one_category_is_set_and_the_others_stay() -> None:
    drugs = with_facts(TWO, ["current_drugs.cisplatin=yes"]).patient.current_drugs
    assert {name for name, value in drugs.items() if value == YES} == {"cisplatin", "carboplatin", "erlotinib"}


def test_a_group_is_set_to_none_or_to_unknown() -> None:
    none = with_facts(TWO, ["current_drugs.targeted_therapy=no"]).patient.current_drugs
    assert {name for name, value in none.items() if value == YES} == {"carboplatin"}
    unknown = with_facts(TWO, ["current_drugs.platinum=unknown"]).patient.current_drugs
    assert {name for name, value in unknown.items() if value == YES_OR_NO} == {"cisplatin", "carboplatin"}


def test_several_are_set_in_part_as_in_a_case() -> None:
    drugs = with_facts(TWO, ["current_drugs={cisplatin: oui, erlotinib: inconnu}"]).patient.current_drugs
    assert (drugs["cisplatin"], drugs["erlotinib"], drugs["carboplatin"]) == (YES, YES_OR_NO, YES_OR_NO)


def test_what_is_expected_and_the_title_stay() -> None:
    case = parse_case("title: T\nexpect: {verdicts: {}}\npatient: {frail: true}", "case.yaml")
    assert with_facts(case, ["frail=true"]) == case


def test_all_problems_are_told_at_once() -> None:
    messages = refused(
        TWO,
        "pain=mild",
        "survival_month=3",
        "frail=perhaps",
        "lesion:X.pain=mild",
        "current_drugs=[cisplatine, taxol]",
        "frail",
        "sex=",
    )
    assert len(messages) == 8
    assert "lesion:F1.pain, lesion:V1.pain" in messages[0]
    assert 'did you mean "survival_months"?' in messages[1]
    assert "allowed: lesion" not in messages[1]
    assert all(one.startswith("--set: ") for one in messages)


@pytest.mark.parametrize(
    ("assignment", "said"),
    [
        ("survival_months=700", "out of bounds"),
        ("survival_months=3,5", "with a point"),
        ("survival_months=6..3", "wrong way round"),
        ("survival_months=[3", "unreadable value"),
        ("lesion:F1.pain=loud", "allowed: none, mild, moderate, functional"),
        ("lesion:F1.pain=[]", "leaves no value possible"),
        ("current_drugs.targeted_therapy=yes", "name the members: erlotinib"),
        ("current_drugs.cisplatine=yes", 'did you mean "cisplatin"?'),
        ("sex.female=yes", "behind"),
        ("frail=#comment", "unknown"),
        ("frail=&a yes", "anchors"),
        ("=3", "FACT=VALUE"),
        ("lesion:F1.id=F2", "unknown field"),
        ("lesion:G1.pain=mild", "allowed: patient, lesion:F1, lesion:V1"),
    ],
)
def test_a_problem_says_what_is_allowed(assignment: str, said: str) -> None:
    messages = refused(TWO, assignment)
    assert len(messages) == 1
    assert said in messages[0]


@pytest.mark.parametrize(
    "pair",
    [
        ("frail=yes", "patient.frail=no"),
        ("lesion:F1.pain=mild", "lesion:F1.pain=mild"),
        ("current_drugs=[]", "current_drugs.cisplatin=yes"),
        ("current_drugs.targeted_therapy=no", "current_drugs.erlotinib=yes"),
    ],
)
def test_a_fact_that_is_set_twice_is_refused(pair: tuple[str, str]) -> None:
    assert refused(TWO, *pair) == [f"--set: {refused(TWO, *pair)[0].split()[1]} this fact is set twice"]


def test_two_categories_of_one_fact_are_two_facts() -> None:
    drugs = with_facts(ONE, ["current_drugs.cisplatin=no", "current_drugs.erlotinib=yes"]).patient.current_drugs
    assert (drugs["cisplatin"], drugs["erlotinib"]) == (NO, YES)


def test_a_fact_of_a_lesion_needs_a_lesion() -> None:
    assert "the case has none" in refused(Case(), "pain=mild")[0]


def test_messages_are_in_the_language_of_the_reader() -> None:
    with pytest.raises(CaseError) as caught:
        with_facts(TWO, ["pain=mild", "frail=no", "frail=yes", "x"])
    french, english = (caught.value.messages(language) for language in LANGUAGES)
    assert "ce fait est fixé deux fois" in french[1]
    assert "FACT=VALUE is expected" in english[2]


def test_what_is_assigned_is_told_by_fact() -> None:
    assert assigned(ONE, ["lesion.pain=mild"]) == [[("lesion:L1", "pain")]]
    assert len(assigned(ONE, ["current_drugs=[]"])[0]) == len(ONE.patient.current_drugs)
