"""Questions about worked cases, with the answers that the rules of the guideline give, written by hand beforehand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import networkx as nx
import pytest

from engine.contrast import contrast
from engine.engine import Engine
from engine.outcomes import Outcome
from engine.plain import plain_value
from engine.reach import Reach, reach
from engine.robustness import Robustness, robustness
from engine.still_needed import in_question, still_needed
from engine.verdicts import Verdict
from engine.why_not import RuleNotInForce, why_not
from facts.reader import parse_case, read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.programs import small_program
from tests.small import SmallCase

ROOT = Path(__file__).parents[2]
DEMO = "demo/case.yaml"
LONG_BONE = "tests/cases/long_bone"


@cache
def engine() -> Engine:
    return Engine(load(edition_folder(DEFAULT_EDITION)))


@cache
def trace(case: str) -> nx.MultiDiGraph[str]:
    file = ROOT / case if case == DEMO else ROOT / LONG_BONE / f"{case}.yaml"
    return engine().consult(read_case(str(file))).trace


def lesion(case: str) -> str:
    return next(str(one) for one in trace(case).graph["subjects"] if one != "patient")


# Why not


def rule_of(case: str, option: str, rule: str) -> RuleNotInForce:
    found = why_not(trace(case), engine().program, lesion(case), option)
    return next(one for one in found.rules if one.rule == rule)


@pytest.mark.parametrize(
    ("case", "option", "rule", "lacking"),
    [
        ("mirels_eight_goes_to_the_meeting", "prophylactic_fixation", "rt.mirels.fix_high_score",
         {"lesion.mirels": [{"min": 9, "max": 12}]}),
        ("mirels_seven_humerus", "prophylactic_fixation", "rt.mirels.fix_high_score",
         {"lesion.mirels": [{"min": 9, "max": 12}]}),
        ("mirels_eight_goes_to_the_meeting", "radiotherapy_alone", "rt.mirels.irradiate_low_score",
         {"lesion.mirels": [{"min": 4, "max": 7}]}),
        ("mirels_eleven_survival_one_year", "radiotherapy_alone", "rt.mirels.discuss_irradiation_at_eight",
         {"lesion.mirels": [8]}),
        ("survival_alone_is_missing", "prophylactic_fixation", "rt.mirels.fix_high_score",
         {"patient.survival_months": [{"min": 3, "max": 600, "min_open": True}]}),
        ("four_weeks_to_live", "prophylactic_fixation", "rt.mirels.fix_high_score",
         {"patient.survival_months": [{"min": 3, "max": 600, "min_open": True}]}),
    ],
)  # fmt: skip
def test_what_a_rule_lacks(case: str, option: str, rule: str, lacking: dict[str, list[object]]) -> None:
    (way, *_) = rule_of(case, option, rule).obstacles
    assert {one.quantity: [plain_value(some) for some in one.needed] for one in way} == lacking


def test_a_missing_survival_is_open_and_one_of_four_weeks_is_not() -> None:
    for case, is_open in (("survival_alone_is_missing", True), ("four_weeks_to_live", False)):
        ((obstacle,),) = rule_of(case, "prophylactic_fixation", "rt.mirels.fix_high_score").obstacles
        assert obstacle.is_open is is_open


def test_a_site_or_an_operation_is_not_undone() -> None:
    for case in ("operated_bone", "clavicle_has_no_score"):
        rule = rule_of(case, "prophylactic_fixation", "rt.mirels.fix_high_score")
        assert (rule.repairs, rule.proved) == ((), True)


def test_the_score_sets_aside_what_a_marked_risk_would_have_discussed() -> None:
    rule = rule_of("mirels_eleven_survival_one_year", "radiotherapy_alone", "rt.long_bone.weigh_up_irradiation")
    assert "rt.mirels.fix_high_score" in rule.overridden_by


# What if


RECOMMENDED: tuple[Verdict, ...] = ("recommended",)


def facts_of(found: Reach) -> set[frozenset[str]]:
    return {frozenset(one.quantity for one in way) for way in found.ways}


def test_from_eight_points_any_item_that_brings_a_ninth_leads_to_fixation() -> None:
    case = "mirels_eight_goes_to_the_meeting"
    found = reach(trace(case), engine().program, lesion(case), "prophylactic_fixation", RECOMMENDED)
    assert found.proved
    assert facts_of(found) == {
        frozenset({"lesion.type"}), frozenset({"lesion.cortical_involvement"}), frozenset({"lesion.pain"})
    }  # fmt: skip


def test_survival_alone_leads_from_four_weeks_to_fixation() -> None:
    case = "four_weeks_to_live"
    found = reach(trace(case), engine().program, lesion(case), "prophylactic_fixation", RECOMMENDED)
    assert facts_of(found) == {frozenset({"patient.survival_months"})}
    assert [plain_value(one) for one in found.ways[0][0].enough] == [{"min": 3, "max": 600, "min_open": True}]


def test_what_is_advised_already_needs_nothing() -> None:
    case = "mirels_eleven_survival_one_year"
    assert reach(trace(case), engine().program, lesion(case), "prophylactic_fixation").ways == ((),)


@pytest.mark.parametrize("case", ["operated_bone", "clavicle_has_no_score"])
def test_no_plausible_change_leads_to_the_fixation_of_what_is_operated_or_no_long_bone(case: str) -> None:
    found = reach(trace(case), engine().program, lesion(case), "prophylactic_fixation", RECOMMENDED)
    assert (found.ways, found.proved) == ((), True)


def test_a_vertebra_is_never_fixed_as_a_long_bone() -> None:
    found = reach(trace(DEMO), engine().program, "lesion:V1", "prophylactic_fixation")
    assert (found.ways, found.proved) == ((), True)


def test_nobody_is_supposed_older_of_another_sex_or_with_the_lesion_elsewhere() -> None:
    fixed = {"patient.age_years", "patient.sex", "lesion.site", "lesion.vertebral_level"}
    for option in ("denosumab", "zoledronic_acid", "antiresorptive_start", "mri_spine", "oncogenetics"):
        if option in engine().program.options:
            ways = reach(trace(DEMO), engine().program, "patient", option).ways
            assert not {one.quantity for way in ways for one in way} & fixed


# Robustness


def nearness(case: str, option: str, subject: str = "") -> Robustness:
    (found,) = robustness(trace(case), engine().program, [Outcome(subject or lesion(case), option)], most=3)
    return found


def flips_to(found: Robustness, verdict: str) -> set[str]:
    return {flip.change.quantity for flip in found.flips if flip.verdict == verdict}


def test_from_eight_points_one_of_reading_decides_between_fixation_and_irradiation() -> None:
    found = nearness("mirels_eight_goes_to_the_meeting", "prophylactic_fixation")
    totals = {plain_value(move.after.possible) for flip in found.rereadings for move in flip.scores}
    assert totals == {7, 9}
    assert {flip.verdict for flip in found.rereadings if plain_value(flip.scores[0].after.possible) == 9} == {
        "recommended"
    }


def test_at_eleven_points_no_single_point_of_reading_changes_the_fixation() -> None:
    assert not nearness("mirels_eleven_survival_one_year", "prophylactic_fixation").rereadings


def test_a_shorter_survival_has_fixation_discussed_and_a_much_shorter_one_advised_against() -> None:
    found = nearness(DEMO, "prophylactic_fixation", "lesion:F1")
    assert "patient.survival_months" in flips_to(found, "discuss") & flips_to(found, "not_recommended")
    assert found.distance == 1


def test_a_fracture_or_an_operation_takes_the_question_of_prevention_away() -> None:
    found = nearness(DEMO, "prophylactic_fixation", "lesion:F1")
    assert flips_to(found, "silent") == {"lesion.pathological_fracture", "lesion.operated"}


# Contrast


def test_two_points_of_mirels_account_for_fixation() -> None:
    found = contrast(
        trace("mirels_eight_goes_to_the_meeting"), trace("mirels_eleven_survival_one_year"), engine().program
    )
    fixation = next(one for one in found.differences if one.outcome.option == "prophylactic_fixation")
    assert (fixation.here, fixation.there) == ("discuss", "recommended")
    assert {name for _, name in fixation.ways[0]} == {"lesion.cortical_involvement", "lesion.type", "lesion.pain"}


def test_disabling_pain_accounts_for_the_question_of_surgery_for_pain() -> None:
    found = contrast(
        trace("mirels_eight_goes_to_the_meeting"), trace("mirels_eleven_survival_one_year"), engine().program
    )
    surgery = next(one for one in found.differences if one.outcome.option == "surgery_for_pain")
    assert [{name for _, name in way} for way in surgery.ways] == [{"lesion.pain"}]


def test_survival_accounts_for_four_weeks_against_a_year() -> None:
    found = contrast(trace("four_weeks_to_live"), trace("mirels_eleven_survival_one_year"), engine().program)
    fixation = next(one for one in found.differences if one.outcome.option == "prophylactic_fixation")
    assert "patient.survival_months" in {name for _, name in fixation.ways[0]}


def test_a_patient_is_advised_as_the_same_patient() -> None:
    assert not contrast(trace(DEMO), trace(DEMO), engine().program).differences


# Still needed


def test_when_only_survival_is_missing_only_survival_decides_on_fixation() -> None:
    case = "survival_alone_is_missing"
    outcomes = [Outcome(lesion(case), "prophylactic_fixation")]
    found = still_needed(trace(case), engine().program, outcomes=outcomes)
    assert found.complete
    assert [one.quantity for one in found.needed] == ["patient.survival_months"]
    assert found.needed[0].sources == ("opinion",)


def test_who_is_old_or_frail_makes_no_difference_where_a_schedule_is_for_everybody() -> None:
    case = parse_case("lesions: [{id: L1, site: femoral_shaft, irradiation_planned: true}]", "")
    outcomes = [Outcome("lesion:L1", "rt_20_in_5")]
    found = still_needed(engine().consult(case).trace, engine().program, outcomes=outcomes, patience=60)
    assert found.complete
    indifferent = {name for _, name in found.indifferent}
    assert {"patient.elderly", "patient.poor_general_condition", "patient.short_survival"} <= indifferent


def test_what_was_not_found_out_in_time_is_not_told_as_certain() -> None:
    found = still_needed(trace(DEMO), engine().program, outcomes=in_question(trace(DEMO)), patience=0)
    assert not found.complete
    assert not found.possible
    assert not found.one_of_them
    assert found.undecided


def test_one_of_two_options_is_certain_though_each_is_open() -> None:
    program = small_program(
        {"rule": "yes", "when": "patient.a", "recommend": "rest"},
        {"rule": "no", "when": "not patient.a", "recommend": "drug"},
    )
    found = still_needed(Engine(program).consult(SmallCase()).trace, program)
    (one,) = found.one_of_them
    assert set(one.options) == {"rest", "drug"}
    assert [needed.quantity for needed in found.needed] == ["patient.a"]


def test_an_option_that_both_answers_recommend_is_certain() -> None:
    program = small_program(
        {"rule": "yes", "when": "patient.a", "recommend": "rest"},
        {"rule": "no", "when": "not patient.a", "recommend": "rest"},
    )
    found = still_needed(Engine(program).consult(SmallCase()).trace, program)
    assert not found.needed
    assert found.possible == {Outcome("patient", "rest"): ("recommended",)}
