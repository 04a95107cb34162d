"""What no patient is: on the edition, and what searches on small programs leave out."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from engine.cells import Cells
from engine.coherence import contradictions
from engine.contrast import contrast
from engine.engine import Engine
from engine.outcomes import Outcome
from engine.reach import Reach, reach
from engine.robustness import Robustness, robustness
from engine.search import Search
from engine.still_needed import StillNeeded, still_needed
from engine.suppositions import Learning, patient_of
from engine.why_not import why_not
from engine.working_memory import Value
from facts.case import PATIENT, Case
from facts.reader import parse_case, read_case
from facts.values import NO, YES, Choices, Interval, ValueSet
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.program import Program
from tests.programs import small_program
from tests.small import SmallCase, SmallPatient

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
EDITION = load(edition_folder(DEFAULT_EDITION))
ENGINE = Engine(EDITION)
ON_PURPOSE = {
    "stop_considered_before_any_start": {"stop_of_antiresorptive_never_received"},
    "no_bone_biopsy": {"result_of_biopsy_never_considered"},
    "no_operation_planned": {"urgent_operation_not_planned"},
    "first_irradiation": {"time_since_irradiation_never_given"},
}
"""Worked cases that give what cannot be, to see that no rule takes it up."""


# The edition


def contradicted(case: Case) -> set[str]:
    """Return the names of what is impossible of a case, by its facts alone."""
    values = {
        (subject, f"{'patient' if subject == PATIENT else 'lesion'}.{name}"): Value(value)
        for subject, facts in case.subjects().items()
        for name, value in facts.items()
    }
    return {one.name for one, _ in contradictions(EDITION, tuple(case.subjects())[1:], values)}


def test_no_worked_case_is_impossible_but_those_that_are_on_purpose() -> None:
    files = [*CASES.rglob("*.yaml"), ROOT / "demo" / "case.yaml"]
    found = {file.stem: contradicted(read_case(str(file))) for file in files}
    assert {name: some for name, some in found.items() if some} == ON_PURPOSE


def test_no_witness_of_a_finding_is_impossible() -> None:
    witnesses = {name: one.witness for name, one in EDITION.findings.items() if one.witness is not None}
    assert len(witnesses) > 400
    assert {name: some for name, case in witnesses.items() if (some := contradicted(case))} == {}


def test_a_vertebral_lesion_is_not_made_operable_by_taking_its_vertebra_away() -> None:
    trace = ENGINE.consult(read_case(str(ROOT / "demo" / "case.yaml"))).trace
    found = reach(trace, EDITION, "lesion:V1", "spine_surgery")
    examples = [one.example for way in found.ways for one in way if one.quantity == "patient.vertebrae_involved"]
    assert found.ways
    assert found.proved
    assert examples
    assert all(getattr(example, "low", 0) >= 1 for example in examples)


def test_each_combination_is_one_of_facts_that_can_be_given() -> None:
    trace = ENGINE.consult(parse_case("lesions: [{id: L1}]", "case.yaml")).trace
    patient = patient_of(trace, EDITION)
    search = Search(EDITION, patient.lesions, Learning(patient, Cells(EDITION)))
    for one in EDITION.impossible.values():
        subject = PATIENT if one.subject == "patient" else "lesion:L1"
        assert search.is_possible(search.reading.condition(one.when, subject).true), one.name


def test_of_a_patient_of_whom_nothing_is_known_nothing_contradicts() -> None:
    assert ENGINE.consult(parse_case("lesions: [{id: L1}]", "case.yaml")).contradictions == ()


@pytest.mark.parametrize(
    ("patient", "lesion", "name"),
    [
        ({"radiotherapy_received": False}, {"previously_irradiated": True}, "lesion_irradiated_without_radiotherapy"),
        ({"vertebrae_involved": 0}, {"site": "vertebra"}, "vertebral_lesion_without_vertebra_involved"),
        ({"spinal_segments": ["lumbar"]}, {"site": "vertebra", "vertebral_level": "t4"}, "thoracic_lesion_outside"),
        ({"radiotherapy_received": False, "months_since_radiotherapy": 3}, {}, "time_since_radiotherapy_never"),
        ({}, {"site": "femoral_shaft", "vertebral_level": "l3"}, "level_of_a_lesion_outside_the_spine"),
        ({"antithrombotics": ["aspirin"], "aspirin_mg_per_day": 0}, {}, "aspirin_without_dose"),
        ({"metastases": 1, "metastatic_sites": 2}, {}, "fewer_metastases_than_sites"),
    ],
)
def test_a_case_that_contradicts_itself(patient: dict[str, object], lesion: dict[str, object], name: str) -> None:
    text = json.dumps({"patient": patient, "lesions": [{"id": "L1", **lesion}]})
    found = ENGINE.consult(parse_case(text, "case.json")).contradictions
    assert [one.impossible.startswith(name) for one in found] == [True]


def test_what_is_still_open_does_not_contradict() -> None:
    text = json.dumps({"patient": {"vertebrae_involved": "0..2"}, "lesions": [{"id": "L1", "site": "vertebra"}]})
    assert ENGINE.consult(parse_case(text, "case.json")).contradictions == ()


# Small programs


def patient_with(**patient: bool | int | str) -> Case:
    """Return a patient of whom some facts are known."""
    return SmallCase(patient=SmallPatient(**{name: _exactly(value) for name, value in patient.items()}))


def _exactly(value: bool | int | str) -> ValueSet:
    if isinstance(value, str):
        return Choices(frozenset({value}))
    if isinstance(value, bool):
        return YES if value else NO
    return Interval(Fraction(value), Fraction(value))


REST = {"rule": "r0", "when": "patient.w > 3", "recommend": "rest"}
NOT_ALONE = "patient.w > 3 and not patient.b"


def reached(program: Program, case: Case, option: str = "rest") -> Reach:
    return reach(Engine(program).consult(case).trace, program, PATIENT, option)


def needed(program: Program, case: Case) -> StillNeeded:
    return still_needed(Engine(program).consult(case).trace, program, patience=60)


def nearness(program: Program, case: Case, most: int) -> Robustness:
    trace = Engine(program).consult(case).trace
    return robustness(trace, program, [Outcome(PATIENT, "rest")], most=most)[0]


def ways(found: Reach) -> list[set[str]]:
    return [{one.quantity for one in way} for way in found.ways]


def test_what_cannot_change_alone_changes_with_what_goes_with_it() -> None:
    program = small_program(REST, impossible=[NOT_ALONE])
    case = patient_with(w=1, b=False)
    assert ways(reached(program, case)) == [{"patient.w", "patient.b"}]
    assert ways(reached(small_program(REST), case)) == [{"patient.w"}]


def test_what_is_unknown_does_not_have_to_turn_out() -> None:
    program = small_program(REST, impossible=[NOT_ALONE])
    assert ways(reached(program, patient_with(w=1))) == [{"patient.w"}]


def test_combinations_lead_to_each_other() -> None:
    chain = [NOT_ALONE, "patient.b and patient.z <= 2"]
    program = small_program(REST, impossible=chain)
    case = patient_with(w=1, b=False, z=0)
    assert ways(reached(program, case)) == [{"patient.w", "patient.b", "patient.z"}]


def test_what_nothing_avoids_cannot_be_reached() -> None:
    program = small_program(REST, impossible=["patient.w > 3 and patient.b", NOT_ALONE])
    found = reached(program, patient_with(w=1, b=False))
    assert found.ways == ()
    assert found.proved


def test_what_the_case_contradicts_already_is_left_as_it_is() -> None:
    program = small_program(
        {"rule": "r0", "when": "patient.w > 3 and patient.z > 3", "recommend": "rest"}, impossible=[NOT_ALONE]
    )
    case = patient_with(w=5, b=False, z=0)
    assert Engine(program).consult(case).contradictions
    assert ways(reached(program, case)) == [{"patient.z"}]


def test_only_values_are_enough_with_which_the_patient_can_be() -> None:
    rule = {"rule": "r0", "when": "patient.w >= 2", "recommend": "rest"}
    program = small_program(rule, impossible=["patient.w >= 4 and not patient.b"])
    (way,) = reached(program, patient_with(w=0, b=False)).ways
    (change,) = way
    assert [(one.low, one.high) for one in change.enough] == [(2, 3)]  # type: ignore[union-attr]


def test_a_single_change_to_what_cannot_be_flips_nothing() -> None:
    program = small_program(REST, impossible=[NOT_ALONE])
    case = patient_with(w=1, b=False)
    found = nearness(program, case, 2)
    assert found.flips == ()
    assert found.distance == 2
    assert nearness(small_program(REST), case, 2).distance == 1


def test_repairs_of_a_rule_are_patients_that_can_be() -> None:
    program = small_program(REST, impossible=[NOT_ALONE])
    trace = Engine(program).consult(patient_with(w=1, b=False)).trace
    (rule,) = why_not(trace, program, PATIENT, "rest").rules
    assert [{one.quantity for one in way} for way in rule.repairs] == [{"patient.w", "patient.b"}]
    assert [{one.quantity for one in way} for way in rule.obstacles] == [{"patient.w"}]


def test_a_contrast_swaps_what_goes_together() -> None:
    program = small_program(REST, impossible=[NOT_ALONE])
    here, there = (Engine(program).consult(patient_with(w=5 * one, b=one)).trace for one in (False, True))
    (difference,) = contrast(here, there, program).differences
    assert [set(way) for way in difference.ways] == [{(PATIENT, "patient.w"), (PATIENT, "patient.b")}]


def test_what_is_known_settles_what_is_not() -> None:
    program = small_program(REST, impossible=[NOT_ALONE])
    found = needed(program, patient_with(b=False))
    assert found.needed == ()
    assert (PATIENT, "patient.w") in found.indifferent


def test_nothing_follows_from_a_moot_combination_for_what_is_unknown() -> None:
    moot = ["patient.z > 4", "patient.z < -4", NOT_ALONE]
    program = small_program(REST, impossible=moot)
    assert program.impossible["i2"].moot
    found = needed(program, patient_with(b=False, z=0))
    assert [one.quantity for one in found.needed] == ["patient.w"]
    assert ways(reached(program, patient_with(w=1, b=False, z=0))) == [{"patient.w", "patient.b"}]


@pytest.mark.parametrize("when", ["patient.w > 3", "patient.w > 3 and patient.b"])
def test_a_fact_that_never_changes_alone_is_still_needed(when: str) -> None:
    rule = {"rule": "r0", "when": when, "recommend": "rest"}
    program = small_program(rule, impossible=[NOT_ALONE, "patient.b and patient.w <= 3"])
    found = needed(program, patient_with())
    assert "patient.w" in {one.quantity for one in found.needed}
    assert len(found.possible[Outcome(PATIENT, "rest")]) == 2


def test_a_case_of_which_no_completion_can_be_is_searched_all_the_same() -> None:
    program = small_program(REST, impossible=["patient.b", "not patient.b"])
    found = needed(program, patient_with())
    assert [one.quantity for one in found.needed] == ["patient.w"]
