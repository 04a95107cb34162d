"""What a case answers of the request to the meeting: expected by hand from the list of the guideline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from engine.consultation import Consultation
from engine.contract import plain_request
from engine.engine import Engine
from engine.missing import FactRef
from engine.request import Answer, Request, RequestItem, Standing, request
from engine.trace import plain_trace, read_trace
from facts.case import PATIENT, Case
from facts.reader import parse_case, read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.knowledge_base.editions import MINI, load_with
from tests.strategies import exact_value, random_case, rebuilt

ROOT = Path(__file__).parents[2]
WHOLE = ROOT / "tests" / "cases" / "whole_patients"
PROGRAM = load(edition_folder(DEFAULT_EDITION))
ENGINE = Engine(PROGRAM)
HUMERUS_AND_ILIUM = WHOLE / "whole_request_to_the_meeting_for_humerus_and_pelvis.yaml"
IN_FULL = WHOLE / "whole_request_to_the_meeting_told_in_full.yaml"
ITEMS = (
    "tumour_data",
    "circumstances",
    "disease_stage",
    "response_probability",
    "pain",
    "pain_type",
    "current_drugs",
    "local_treatment",
    "bone_treatment",
    "anticoagulants",
    "prognosis",
    "care_project",
)


def consulted(case: str | Path) -> Consultation:
    return ENGINE.consult(read_case(str(case)) if isinstance(case, Path) else parse_case(case, "case.yaml"))


def requested(case: str | Path) -> Request:
    return request(consulted(case).trace, PROGRAM)


def item(found: Request, name: str) -> RequestItem:
    (one,) = (one for one in found.items if one.option == f"state_{name}")
    return one


def wanting(found: Request, name: str) -> list[list[str]]:
    """Return what is left to tell of an item: of each point, the facts of which one is enough."""
    return [[title(answer) for answer in point.answers] for point in item(found, name).wanting]


def title(answer: Answer) -> str:
    first = str(answer.facts[0])
    return first if len(answer.facts) == 1 else first.rpartition(".")[0]


def standings(found: Request) -> dict[str, Standing]:
    return {one.option.removeprefix("state_"): one.standing for one in found.items}


EXPECTED: dict[Path | str, dict[Standing, set[str]]] = {
    "{}": {"answered": set(), "in_part": set()},
    IN_FULL: {"answered": set(ITEMS), "in_part": set()},
    HUMERUS_AND_ILIUM: {
        "answered": {"pain", "bone_treatment", "anticoagulants", "prognosis"},
        "in_part": {"tumour_data", "pain_type", "current_drugs", "local_treatment", "care_project"},
    },
    ROOT / "demo" / "case.yaml": {
        "answered": {"pain", "bone_treatment", "anticoagulants"},
        "in_part": {"tumour_data", "pain_type", "current_drugs", "local_treatment", "prognosis", "care_project"},
    },
    WHOLE / "whole_only_the_site_is_known.yaml": {"answered": set(), "in_part": set()},
}


@pytest.mark.parametrize("case", EXPECTED, ids=lambda one: one.stem if isinstance(one, Path) else one)
def test_items_are_answered_as_expected_by_hand(case: Path | str) -> None:
    expected = EXPECTED[case]
    found = standings(requested(case))
    assert tuple(found) == ITEMS
    assert {name for name, standing in found.items() if standing == "answered"} == expected["answered"]
    assert {name for name, standing in found.items() if standing == "in_part"} == expected["in_part"]


def test_what_is_left_to_tell_is_named_of_each_lesion() -> None:
    found = requested(HUMERUS_AND_ILIUM)
    assert wanting(found, "tumour_data") == [
        ["patient.metastatic_sites"],
        ["patient.metastases"],
        ["patient.visceral_metastases"],
        ["patient.brain_metastases"],
    ]
    assert wanting(found, "pain_type") == [
        ["lesion:HUMERUS.neuropathic_pain"],
        ["lesion:ILIUM.neuropathic_pain"],
        ["lesion:HUMERUS.pain_at_night"],
        ["lesion:ILIUM.pain_at_night"],
        ["lesion:ILIUM.pain_mechanical"],
    ]
    assert wanting(found, "local_treatment")[0] == [
        "lesion:HUMERUS.previously_irradiated",
        "patient.radiotherapy_received",
    ]
    assert wanting(found, "care_project") == [["patient.palliative_care"]]
    assert wanting(found, "circumstances") == [["patient.bone_discovery"]]


STANDINGS: list[tuple[str, str, Standing]] = [
    # Nothing to report is an answer.
    ("patient: {antithrombotics: []}", "anticoagulants", "answered"),
    ("patient: {antithrombotics: {aspirin: true}}", "anticoagulants", "in_part"),
    ("patient: {antiresorptive_treatment: never}", "bone_treatment", "answered"),
    ("patient: {antiresorptive_treatment: stopped}", "bone_treatment", "in_part"),
    ("patient: {antiresorptive_treatment: [never, stopped]}", "bone_treatment", "in_part"),
    (
        "patient: {antiresorptive_treatment: stopped, antiresorptive_agent: denosumab, antiresorptive_months: 9}",
        "bone_treatment",
        "answered",
    ),
    # One of two facts is enough, a range is not.
    ("patient: {survival_months: 6}", "prognosis", "answered"),
    ("patient: {survival_months: 3..6}", "prognosis", "in_part"),
    ("patient: {short_survival: false}", "prognosis", "answered"),
    # Of a lesion that does not hurt, nobody asks for the type of pain; of an unknown pain, it is asked.
    ("lesions: [{id: L1, pain: none}]", "pain_type", "answered"),
    ("lesions: [{id: L1, pain: none}, {id: L2}]", "pain_type", "in_part"),
    ("lesions: [{id: L1}]", "pain_type", "not_answered"),
    ("lesions: [{id: L1, pain: [none, mild]}]", "pain_type", "not_answered"),
    ("lesions: [{id: L1, neuropathic_pain: false, pain_at_night: true}]", "pain_type", "in_part"),
    # Each lesion counts.
    ("lesions: [{id: L1, pain: mild}, {id: L2}]", "pain", "in_part"),
    ("lesions: [{id: L1, pain: mild}, {id: L2, pain: none}]", "pain", "answered"),
    # A fact of the patient stands for those of the lesions, with and without lesions.
    ("patient: {worst_pain: 0}\nlesions: [{id: L1}]", "pain", "answered"),
    ("patient: {worst_pain: 6}", "pain", "answered"),
    # Without a lesion, what is asked of lesions cannot be answered.
    ("patient: {radiotherapy_received: false}", "local_treatment", "in_part"),
    (
        "patient: {radiotherapy_received: false}\nlesions: [{id: L1, operated: false, cementoplasty_done: true}]",
        "local_treatment",
        "answered",
    ),
]


@pytest.mark.parametrize(("case", "name", "standing"), STANDINGS)
def test_an_item_stands_as(case: str, name: str, standing: Standing) -> None:
    assert item(requested(case), name).standing == standing


def test_without_a_lesion_the_lesions_are_lacking() -> None:
    lacking = {one.option for one in requested("{}").items if one.lacks_lesions}
    assert lacking == {"state_pain_type", "state_local_treatment"}
    assert not any(one.lacks_lesions for one in requested("lesions: [{id: L1}]").items)


# What the rules need


def test_what_the_request_leaves_to_tell_is_not_asked_twice() -> None:
    found = requested(HUMERUS_AND_ILIUM)
    needed = {str(one.fact) for asked in found.needed for one in asked.facts}
    assert "lesion:ILIUM.irradiation_planned" in needed
    assert not needed & {"patient.metastases", "lesion:ILIUM.neuropathic_pain", "patient.palliative_care"}


def test_a_fact_that_another_one_stands_for_is_still_asked_by_the_rules() -> None:
    settled = requested("patient: {short_survival: true, bone_metastasis: true}")
    assert item(settled, "prognosis").standing == "answered"
    needed = {str(one.fact) for asked in settled.needed for one in asked.facts}
    assert "patient.survival_months" in needed


def test_whoever_makes_a_request_is_not_asked_whether_there_is_one() -> None:
    found = requested("{}")
    assert "patient.rcp_oos_planned" in {str(one.fact) for one in consulted("{}").still_needed}
    assert "patient.rcp_oos_planned" not in {str(one.fact) for asked in found.needed for one in asked.facts}


def test_questions_that_arise_come_first_and_in_each_what_decides_most() -> None:
    found = requested(HUMERUS_AND_ILIUM)
    assert [one.arises for one in found.needed] == sorted((one.arises for one in found.needed), reverse=True)
    assert found.needed[0].question == "before_irradiation"
    for asked in found.needed:
        counts = [len(one.decides) for one in asked.facts]
        assert counts == sorted(counts, reverse=True)


# What always holds

SEEDS = range(8)


def random_consultation(seed: int) -> Consultation:
    return ENGINE.consult(random_case(Random(f"request {seed}"), PROGRAM))


@pytest.mark.parametrize("seed", SEEDS)
def test_each_item_stands_in_one_way_and_each_fact_is_told_once(seed: int) -> None:
    consultation = random_consultation(seed)
    found = request(consultation.trace, PROGRAM)
    parts = [found.standing(one) for one in ("answered", "in_part", "not_answered")]
    assert sorted(one.option for part in parts for one in part) == sorted(f"state_{name}" for name in ITEMS)
    assert not any(one.wanting for one in parts[0] if not one.lacks_lesions)
    needed = [one.fact for asked in found.needed for one in asked.facts]
    assert len(needed) == len({*needed})
    assert {*needed} <= {one.fact for one in consultation.still_needed}
    assert not {*needed} & {*left_to_tell(found)}


def left_to_tell(found: Request) -> Iterator[FactRef]:
    for one in found.items:
        yield from (fact for point in one.wanting for answer in point.answers for fact in answer.facts)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_item_is_answered_once_what_it_wants_is_known(seed: int) -> None:
    rng = Random(f"told {seed}")
    case = random_case(rng, PROGRAM, lesions=1 + seed % 3)
    told = {*left_to_tell(request(ENGINE.consult(case).trace, PROGRAM))}
    values = case.subjects()
    for subject, name in told:
        fact = PROGRAM.vocabulary.facts[name]
        values[subject][fact.name] = exact_value(rng, fact, values[subject][fact.name], [])
    found = request(ENGINE.consult(rebuilt(case, values)).trace, PROGRAM)
    assert {one.standing for one in found.items} == {"answered"}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_recorded_trace_says_the_same(seed: int) -> None:
    trace = random_consultation(seed).trace
    recorded = read_trace(json.loads(json.dumps(plain_trace(trace))))
    assert request(recorded, PROGRAM) == request(trace, PROGRAM)


def test_an_edition_without_a_request_has_no_items() -> None:
    mini = load(MINI)
    found = request(Engine(mini).consult(parse_case("lesions: [{id: L1}]", "case.yaml")).trace, mini)
    assert found.items == ()
    assert [asked.question for asked in found.needed] == ["limb", "daily_life"]


def test_a_request_as_json() -> None:
    consultation = consulted("id: A1\npatient: {antithrombotics: [aspirin], survival_months: 3..6}")
    plain = plain_request(request(consultation.trace, PROGRAM), consultation)
    assert json.loads(json.dumps(plain)) == plain
    assert (plain["format"], plain["case"]) == ("ossature.request.v1", "A1")
    items = {one["option"]: one for one in plain["items"]}
    assert items["state_prognosis"]["standing"] == "in_part"
    assert items["state_prognosis"]["points"] == [
        {
            "subject": PATIENT,
            "asked": "true",
            "settled": False,
            "facts": [
                {"subject": PATIENT, "fact": "patient.survival_months", "value": {"min": 3, "max": 6}, "known": False},
                {"subject": PATIENT, "fact": "patient.short_survival", "value": [False, True], "known": False},
            ],
        }
    ]
    antithrombotics = {one["fact"]: one["value"] for one in items["state_anticoagulants"]["points"][0]["facts"]}
    assert antithrombotics["patient.antithrombotics.aspirin"] is True
    assert antithrombotics["patient.antithrombotics.dabigatran"] is False
    assert {"question", "arises", "facts"} == set(plain["still_needed"][0])


def test_items_about_lesions_are_told_of_each_lesion(tmp_path: Path) -> None:
    advice = (MINI / "advice.yaml").read_text("utf-8")
    for old, new in (
        ("en: Splint}", "en: Splint, answered_by: [lesion.pain]}"),
        ("en: Surgery}", "en: Surgery, answered_by: [{fact: lesion.site, when: lesion.operated}]}"),
        ("options: [splint, surgery]", "request: true, options: [splint, surgery]"),
    ):
        assert old in advice
        advice = advice.replace(old, new)
    program = load_with(tmp_path, advice=advice)
    case = parse_case("lesions: [{id: A, pain: mild}, {id: B, operated: false}]", "case.yaml")
    found = request(Engine(program).consult(case).trace, program)
    assert [(one.subject, one.option, one.standing) for one in found.items] == [
        ("lesion:A", "splint", "answered"),
        ("lesion:A", "surgery", "not_answered"),
        ("lesion:B", "splint", "not_answered"),
        ("lesion:B", "surgery", "answered"),
    ]
    assert request(Engine(program).consult(Case()).trace, program).items == ()
