"""Which verdicts differ between two outcomes, and why; hand-written on worked cases, then over random ones."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.changes import Differences, RuleChange, VerdictChange
from engine.consultation import Consultation, OptionVerdict
from engine.contract import plain_consultation
from engine.differences import differences, differences_between
from engine.engine import Engine
from engine.plain_differences import plain_differences
from engine.result import Result, VerdictKey
from facts.case import Case
from facts.changes import with_facts
from facts.reader import parse_case, read_case
from facts.values import Truth
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.knowledge_base.editions import load_with, second_chapter
from tests.programs import random_program
from tests.seeds import SEED
from tests.small import SmallCase
from tests.strategies import disturbed, random_case

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
ENGINE = Engine(load(edition_folder(DEFAULT_EDITION)))
RANDOM_PROGRAMS = 12
RANDOM_PATIENTS = 12


def between(case: Case, *assignments: str) -> Differences:
    return differences_between(ENGINE.consult(case), ENGINE.consult(with_facts(case, assignments)))


def demo() -> Case:
    return read_case(str(ROOT / "demo" / "case.yaml"))


def of(found: Differences, subject: str, option: str, *path: str) -> VerdictChange:
    return next(one for one in found.verdicts if one.key == VerdictKey(subject, option, path))


def words(change: VerdictChange) -> tuple[str | None, str | None]:
    before, after = change.before, change.after
    return before.verdict if before else None, after.verdict if after else None


def states(rules: Iterable[RuleChange]) -> dict[str, tuple[str, str]]:
    return {one.rule: (one.before, one.after) for one in rules}


def test_with_two_months_to_live_fixation_is_discussed_instead_of_recommended() -> None:
    found = of(between(demo(), "survival_months=2"), "lesion:F1", "prophylactic_fixation")
    assert words(found) == ("recommended", "discuss")
    assert states(found.decisive) == {
        "ls.preventive.discuss_high_score": ("fails", "holds"),
        "rt.table3.discuss_high_score": ("fails", "holds"),
        "rt.mirels.fix_high_score": ("holds", "fails"),
    }
    premise = found.decisive[2].premises[0]
    assert (premise.test, premise.outcomes) == ("patient.survival_months > 3", (Truth.TRUE, Truth.FALSE))
    assert [one.quantity for one in found.causes.facts] == ["patient.survival_months"]


def test_a_rule_that_is_no_longer_overridden_tells_by_which() -> None:
    found = of(between(demo(), "survival_months=2"), "lesion:F1", "radiotherapy_alone")
    assert words(found) == ("silent", "undetermined")
    rule = found.decisive[0]
    assert (rule.rule, rule.before, rule.after) == ("rt.long_bone.weigh_up_irradiation", "defeated", "open")
    assert states(rule.exceptions) == {"rt.mirels.fix_high_score": ("holds", "fails")}


def test_what_follows_an_act_goes_with_it() -> None:
    found = between(demo(), "survival_months=2")
    step = of(found, "lesion:V1", "postoperative_radiotherapy", "spine_surgery")
    assert words(step) == ("recommended", None)
    assert step.by_what_it_follows
    assert step.causes == of(found, "lesion:V1", "spine_surgery").causes


def test_a_step_that_a_rule_now_rules_out_names_this_rule() -> None:
    found = between(demo(), "creatinine_umol_l=300")
    step = of(found, "patient", "zoledronic_acid_monthly", "antiresorptive_start")
    assert words(step) == ("option", "contraindicated")
    assert "bt.zoledronic.forbid_below_30" in states(step.decisive)


def test_behind_a_derived_value_stands_the_fact_that_changed() -> None:
    found = of(between(demo(), "creatinine_umol_l=300"), "patient", "zoledronic_acid")
    premise = found.decisive[0].premises[0]
    assert premise.value.quantity == "patient.creatinine_clearance_ml_min"
    assert [one.quantity for one in premise.facts] == ["patient.creatinine_umol_l"]


def test_one_fact_is_one_cause_whatever_it_flips() -> None:
    found = between(demo(), "current_drugs=[erlotinib]", "lesion:F1.pain=mild")
    assert len(found.verdicts) > 10
    wholes = [{(one.subject, one.quantity.split(".")[1]) for one in causes.facts} for causes in found.by_causes]
    assert sorted(wholes, key=str) == [{("lesion:F1", "pain")}, {("patient", "current_drugs")}]


def test_questions_and_findings_that_come_and_go_are_told() -> None:
    found = between(demo(), "survival_months=2")
    assert ("lesion:V1", "spine_surgery_aims", Truth.FALSE) in [
        (one.subject, one.question, one.after) for one in found.questions
    ]
    shown = {(one.finding, one.shows) for one in found.findings}
    assert ("rt.high_score_short_survival", True) in shown
    assert ("rt.fixation_before_analgesic_radiotherapy", False) in shown


def test_one_option_alone_can_be_looked_at() -> None:
    found = between(demo(), "survival_months=2").of_option("prophylactic_fixation")
    assert [one.key.option for one in found.verdicts] == ["prophylactic_fixation"]
    assert found.findings == ()
    assert between(demo(), "survival_months=2").of_option("zoledronic_acid").is_empty


def test_only_the_recorded_trace_is_needed() -> None:
    one, other = ENGINE.consult(demo()), ENGINE.consult(with_facts(demo(), ["survival_months=2"]))
    recorded = [Result.read(plain_consultation(side), ENGINE.program) for side in (one, other)]
    fresh = differences_between(one, other)
    read = differences(*recorded)
    assert plain_differences(read) == plain_differences(fresh)
    assert (read.verdicts, read.questions, read.findings) == (fresh.verdicts, fresh.questions, fresh.findings)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plain: plain["trace"]["nodes"][0].update(name="patient.humours"),
        lambda plain: next(one for one in plain["trace"]["nodes"] if one["kind"] == "option").update(verdict="good"),
        lambda plain: next(one for one in plain["trace"]["nodes"] if one["kind"] == "option").update(name="theriac"),
        lambda plain: next(one for one in plain["trace"]["nodes"] if one["value"] == "female").update(value="third"),
        lambda plain: plain["questions"][0].update(question="why"),
    ],
)
def test_a_trace_of_another_program_is_refused(spoil: Any) -> None:
    plain = plain_consultation(ENGINE.consult(demo()))
    spoil(plain)
    with pytest.raises((ValueError, KeyError)):
        Result.read(plain, ENGINE.program)


def test_a_detail_that_another_edition_changes_is_a_difference(tmp_path: Path) -> None:
    rule = "- {rule: second.dose, when: lesion.operated, recommend: surgery, dose_gy: %s}"
    case = parse_case("lesions: [{id: L1, operated: true}]", "case.yaml")
    found = between_editions(tmp_path, case, rule % 8, rule % 20)
    change = of(found, "lesion:L1", "surgery")
    assert words(change) == ("recommended", "recommended")
    assert not change.is_of_verdict
    assert [one.kinds for one in change.causes.edits] == [("advice",)]


def test_a_reworded_statement_is_no_difference(tmp_path: Path) -> None:
    rule = "- {rule: second.dose, when: lesion.operated, recommend: surgery}"
    case = parse_case("lesions: [{id: L1, operated: true}]", "case.yaml")
    assert between_editions(tmp_path, case, rule, rule, ("Un essai.", "Un autre essai.")).is_empty


def test_a_computation_that_another_edition_changes_is_the_cause(tmp_path: Path) -> None:
    rules = """
- {definition: patient.weak, fr: Faible, en: Weak, when: patient.ecog > %s}
- {rule: second.rest, when: patient.weak, recommend: rest}
"""
    case = parse_case("patient: {ecog: 2}", "case.yaml")
    found = between_editions(tmp_path, case, rules % 2, rules % 1)
    change = of(found, "patient", "rest")
    assert words(change) == ("silent", "recommended")
    assert (change.causes.computed, change.causes.edits, change.causes.facts) == (("patient.weak",), (), ())


def test_a_test_that_comes_out_otherwise_and_decides_nothing_is_no_reason(tmp_path: Path) -> None:
    when = "patient.age_years > 70 and (patient.frail or patient.karnofsky < 50)"
    rule = f"- {{rule: second.rest, when: {when}, recommend: rest}}"
    engine = Engine(load_with(tmp_path, second=second_chapter(rule)))
    facts = ("age_years: 60, karnofsky: 40", "age_years: 75, karnofsky: 80")
    cases = [parse_case(f"patient: {{frail: true, ecog: 1, {some}}}", "case.yaml") for some in facts]
    before, after = (engine.consult(case) for case in cases)
    change = of(differences_between(before, after), "patient", "rest")
    assert [one.test for one in change.decisive[0].premises] == ["patient.age_years > 70"]


def between_editions(folder: Path, case: Case, old: str, new: str, also: tuple[str, str] = ("", "")) -> Differences:
    found = []
    for name, rules in (("old", old), ("new", new)):
        (folder / name).mkdir()
        text = second_chapter(rules)
        found.append(load_with(folder / name, second=text.replace(*also) if name == "new" and also[0] else text))
    before, after = (Engine(program).consult(case) for program in found)
    return differences_between(before, after)


# Over random cases


def said(one: OptionVerdict, consultation: Consultation) -> object:
    """Return what a verdict says, read off the consultation and not off the trace."""
    own = consultation.program.options[one.option].details
    steps = [advice for rule, advice in (one.after.steps if one.after else ()) if rule in one.rules]
    told = {(str(sorted(some.items(), key=str)), "") for some in (own, *(step.details for step in steps)) if some}
    waits = {(str(sorted(step.details.items(), key=str)), str(step.once)) for step in steps if step.once}
    plain = {
        (str(sorted(one.details.get(rule, {}).items(), key=str)), str(one.once.get(rule)))
        for rule in one.rules
        if one.after is None and (rule in one.details or rule in one.once)
    }
    return one.verdict, one.provisional, frozenset(told | waits | plain)


def all_said(consultation: Consultation) -> dict[object, object]:
    """Return all that a consultation says, by what it says it of."""
    verdicts: dict[object, object] = {
        (one.subject, one.option, one.after.path if one.after else ()): said(one, consultation)
        for one in consultation.verdicts
        if one.verdict != "silent"
    }
    questions = {(one.subject, one.question): one.asked for one in consultation.questions}
    return verdicts | questions | {("finding", one.subject, one.finding): True for one in consultation.findings}


def assert_found_out(engine: Engine, case: Case, other: Case, note: str) -> bool:
    one, two = (engine.consult(some) for some in (case, other))
    before, after = all_said(one), all_said(two)
    found = differences_between(one, two)
    told: set[object] = {tuple(change.key) for change in found.verdicts}
    told |= {(change.subject, change.question) for change in found.questions}
    told |= {("finding", change.subject, change.finding) for change in found.findings}
    assert told == {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}, note
    assert found.is_empty is (before == after)
    assert [change.key for change in found.verdicts if change.arises and not change.causes.facts] == [], note
    return found.is_empty


def test_there_are_differences_exactly_where_two_consultations_say_something_else() -> None:
    empty = []
    for number in range(RANDOM_PROGRAMS):
        seed = f"{SEED} differences {number}"
        program = random_program(seed).program
        engine, rng = Engine(program), Random(seed)
        for _ in range(RANDOM_PATIENTS):
            case = random_case(rng, program, model=SmallCase)
            other = disturbed(rng, program, case, rng.choice((0.05, 0.3)))
            empty.append(assert_found_out(engine, case, other, seed))
    assert {True, False} == set(empty)


def test_there_are_differences_exactly_where_the_edition_says_something_else() -> None:
    rng = Random(f"{SEED} differences of the edition")
    files = rng.sample(sorted((CASES / "whole_patients").glob("*.yaml")), 4)
    for file in files:
        case = read_case(str(file))
        other = disturbed(rng, ENGINE.program, case, 0.03)
        assert_found_out(ENGINE, case, other, file.name)
        assert assert_found_out(ENGINE, case, case, file.name)
