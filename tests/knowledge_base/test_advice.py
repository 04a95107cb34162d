"""Rules, options, questions and findings: what they become, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from facts.domains import Boolean
from facts.values import YES, Choices, Interval
from knowledge_base.conditions import And, Test
from knowledge_base.loader import load
from knowledge_base.program import Advice, Program
from tests.knowledge_base.editions import MINI, load_with, mini_edition, problems_of, second_chapter

ADVICE = (MINI / "advice.yaml").read_text("utf-8")
FINDING = """\
findings:
  - finding: second.finding
    kind: hole
    severity: wording
    statements: [second.tried]
    fr: Un trou.
    en: A hole.
    reading: {fr: Rien., en: Nothing.}
"""


def with_items(folder: Path, items: str) -> Program:
    return load_with(folder, second=second_chapter(items))


def problems_with(folder: Path, items: str) -> list[str]:
    problems = problems_of(mini_edition(folder, second=second_chapter(items)))
    return [problem.removeprefix("second.yaml:") for problem in problems]


def test_a_rule_says_what_it_advises_with_details_and_what_follows(tmp_path: Path) -> None:
    program = with_items(
        tmp_path,
        "- rule: second.rule\n  when: lesion.complicated\n  recommend: surgery\n  dose_gy: 8..10\n"
        "  then:\n    - option: splint\n      side: left\n      once: lesion.skin_healed\n  overrides: [first.splint]",
    )
    rule = program.rules["second.rule"]
    follows = Advice(
        "option", ("splint",), {"side": Choices(frozenset({"left"}))}, once=Test("lesion.skin_healed", YES)
    )
    dose = Interval(Fraction(8), Fraction(10))
    assert rule.advice == (Advice("recommend", ("surgery",), {"dose_gy": dose}, then=(follows,)),)
    assert (rule.subject, rule.statement, rule.overrides) == ("lesion", "second.tried", ("first.splint",))
    assert program.place_of("second.rule").section == "1"


def test_a_rule_may_have_several_effects(tmp_path: Path) -> None:
    rule = with_items(
        tmp_path, "- {rule: second.rule, when: lesion.operated, recommend: splint, contraindicate: [surgery]}"
    ).rules["second.rule"]
    assert rule.advice == (Advice("recommend", ("splint",)), Advice("contraindicate", ("surgery",)))


@pytest.mark.parametrize(
    ("rule", "subject"),
    [
        ("when: lesion.operated, recommend: splint", "lesion"),
        ("when: patient.ecog > 2, recommend: splint", "lesion"),
        ("when: always, recommend: splint", "lesion"),
        ("when: any lesion (lesion.operated), recommend: rest", "patient"),
        ("when: lesion.operated, overrides: [first.splint]", "lesion"),
        ("when: any lesion (lesion.operated), overrides: [first.splint]", "patient"),
        ("when: always, overrides: [first.rest]", "patient"),
    ],
)
def test_a_rule_is_about_what_its_options_are_for_or_its_condition_speaks_of(
    tmp_path: Path, rule: str, subject: str
) -> None:
    assert with_items(tmp_path, f"- {{rule: second.rule, {rule}}}").rules["second.rule"].subject == subject


def test_details_are_categories_numbers_or_yes_and_no(tmp_path: Path) -> None:
    advice = ADVICE.replace("details:\n", "details:\n  - {detail: asleep, fr: Endormi, en: Asleep}\n")
    items = "- {rule: second.rule, when: lesion.operated, recommend: surgery, asleep: true}"
    program = load_with(tmp_path, advice=advice, second=second_chapter(items))
    assert program.details["asleep"].domain == Boolean()
    assert program.rules["second.rule"].advice[0].details == {"asleep": YES}


def test_a_detail_with_a_value_twice_is_refused(tmp_path: Path) -> None:
    # It was a ValueError of the loader.
    folder = mini_edition(tmp_path, advice=ADVICE.replace("value: right", "value: left"))
    assert problems_of(folder) == ["advice.yaml:11: duplicate_id: “left” is already a value of this detail"]


def test_a_detail_left_empty_is_refused(tmp_path: Path) -> None:
    # It stood for every possible value.
    items = "- rule: second.rule\n  when: lesion.operated\n  recommend: splint\n  dose_gy:"
    assert problems_with(tmp_path, items) == ["13: detail: “dose_gy” has no value"]


@pytest.mark.parametrize("option", ["[]", "''"])
def test_an_effect_on_nothing_is_refused(tmp_path: Path, option: str) -> None:
    # An empty list was an advice on no option.
    items = f"- {{rule: second.rule, when: lesion.operated, recommend: {option}}}"
    assert len(problems_with(tmp_path, items)) == 1


def test_when_in_a_step_is_told_where_it_belongs(tmp_path: Path) -> None:
    # It was asked whether “when” was meant instead of “when”.
    items = (
        "- rule: second.rule\n  when: lesion.operated\n  recommend: splint\n"
        "  then:\n    - {option: surgery, when: lesion.skin_healed}"
    )
    (problem,) = problems_with(tmp_path, items)
    assert "did you mean" not in problem


def test_a_misspelt_effect_is_named(tmp_path: Path) -> None:
    # It was only said that an effect is missing.
    items = "- {rule: second.rule, when: lesion.operated, reccomend: splint}"
    assert problems_with(tmp_path, items) == ["10: unknown_detail: “reccomend”; did you mean “recommend”?"]


def test_every_circle_of_overriding_rules_is_reported(tmp_path: Path) -> None:
    # Only the first was.
    items = "\n".join(
        f"- {{rule: second.{name}, when: lesion.operated, overrides: [second.{other}]}}"
        for name, other in (("a", "b"), ("b", "a"), ("c", "c"))
    )
    assert problems_with(tmp_path, items) == [
        "10: cycle: rules override each other in a circle: second.a overrides second.b overrides second.a",
        "12: cycle: rules override each other in a circle: second.c overrides second.c",
    ]


def test_a_rule_on_the_patient_may_override_one_on_lesions(tmp_path: Path) -> None:
    assert problems_with(tmp_path, "- {rule: second.rule, when: patient.ecog > 3, overrides: [first.splint]}") == []


def test_a_question_lists_options_of_its_subject() -> None:
    question = load(MINI).questions["limb"]
    assert (question.when, question.options, question.subject) == (And(()), ("splint", "surgery"), "lesion")


def test_a_finding_keeps_its_condition_and_witness(tmp_path: Path) -> None:
    text = second_chapter("- {rule: second.rule, when: lesion.operated, recommend: splint}") + FINDING
    text += "    when: patient.ecog > 2 and lesion.size_mm > 3.5 cm\n"
    text += "    witness: {patient: {ecog: 3}, lesion: {size_mm: 36.5}}\n"
    finding = load_with(tmp_path, second=text).findings["second.finding"]
    assert finding.subject == "lesion"
    assert finding.witness is not None
    assert finding.witness.lesions[0].size_mm == Interval(Fraction(73, 2), Fraction(73, 2))


def test_each_wrong_value_of_a_witness_is_reported_at_its_line(tmp_path: Path) -> None:
    # All were reported at the line of “witness”, with a lesion’s number that nobody wrote.
    text = second_chapter("- {rule: second.rule, when: lesion.operated, recommend: splint}") + FINDING
    text += "    witness:\n      patient:\n        ecog: 9\n      lesion:\n        pain: hurts\n"
    problems = problems_of(mini_edition(tmp_path, second=text))
    assert [problem.partition(": ")[0] for problem in problems] == ["second.yaml:21", "second.yaml:23"]
    assert "witness: lesion.pain: " in problems[1]


def test_a_program_names_its_parts_in_the_order_of_the_files() -> None:
    program = load(MINI)
    assert list(program.rules) == ["first.rest", "first.splint", "first.surgery"]
    assert list(program.options) == ["rest", "splint", "surgery"]
    assert list(program.tests) == ["patient.ecog >= 3", "lesion.operated", "lesion.complicated"]
