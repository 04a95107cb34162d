"""A case as plain data without loss, and what becomes of facts that there are no longer."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from facts.case import Case
from facts.exact import LostFact, exact_case, read_exact
from facts.reader import parse_case, read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.seeds import SEED
from tests.strategies import random_case

CASES = sorted((Path(__file__).parents[1] / "cases").rglob("*.yaml"))
RANDOM_CASES = 60


def through_json(case: Case) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(exact_case(case)))
    return found


def test_every_worked_case_comes_back_as_it_was() -> None:
    assert CASES
    for path in CASES:
        case = read_case(str(path)).model_copy(update={"expect": None})
        found = read_exact(through_json(case))
        assert (found.case, found.lost) == (case, ()), path.name


def test_random_ranges_with_open_bounds_come_back_as_they_were() -> None:
    program = load(edition_folder(DEFAULT_EDITION))
    rng = Random(f"{SEED} exact")
    for _ in range(RANDOM_CASES):
        case = random_case(rng, program)
        assert read_exact(through_json(case)).case == case


def test_what_is_unknown_is_not_written() -> None:
    assert exact_case(parse_case("patient: {frail: true}", "case.yaml"))["patient"] == {"frail": ["true"]}


def test_a_fraction_is_written_exactly() -> None:
    case = parse_case('patient: {survival_months: "<5 wk"}', "case.yaml")
    assert exact_case(case)["patient"]["survival_months"] == {"low": "0", "high": "560/487", "high_open": True}


@pytest.mark.parametrize(
    ("facts", "lost"),
    [
        ({"humours": ["true"]}, ("humours", "no_such_fact")),
        ({"current_drugs.theriac": ["true"]}, ("current_drugs.theriac", "no_such_fact")),
        ({"sex": ["third"]}, ("sex", "no_such_value")),
        ({"sex": {"low": "1", "high": "2"}}, ("sex", "no_such_value")),
        ({"survival_months": ["long"]}, ("survival_months", "no_such_value")),
        ({"survival_months": {"low": "3", "high": "900"}}, ("survival_months", "no_such_value")),
        ({"survival_months": {"low": "9", "high": "3"}}, ("survival_months", "no_such_value")),
        ({"ecog": {"low": "1/2", "high": "2"}}, ("ecog", "no_such_value")),
        ({"frail": ["perhaps"]}, ("frail", "no_such_value")),
    ],
)
def test_a_fact_that_there_is_no_longer_is_told_and_unknown(facts: dict[str, Any], lost: tuple[str, Any]) -> None:
    found = read_exact({"id": "c", "patient": {**facts, "bone_metastasis": ["true"]}})
    assert found.lost == (LostFact("patient", *lost),)
    assert found.case == parse_case("id: c\npatient: {bone_metastasis: true}", "case.yaml")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"id": "../../x"},
        {"id": "c", "more": 1},
        {"id": "c", "patient": {"survival_months": 3}},
        {"id": "c", "patient": {"survival_months": {"low": "3", "high": "1e9"}}},
        {"id": "c", "patient": {"survival_months": {"low": "1/0", "high": "2"}}},
        {"id": "c", "patient": {"survival_months": {"low": "1" * 500, "high": "2"}}},
        {"id": "c", "patient": {"frail": []}},
        {"id": "c", "lesions": [{"facts": {}}]},
        {"id": "c", "lesions": [{"id": "L1"}, {"id": "L1"}]},
    ],
)
def test_data_of_another_shape_are_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"case|lesion"):
        read_exact(data)
