"""The dictionary of facts, and the JSON Schema of a case file."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from facts.dictionary import case_schema, dictionary
from facts.vocabulary import VOCABULARY

RECORDS = {record["name"]: record for record in dictionary(VOCABULARY)}
SCHEMA = case_schema()


def test_there_is_one_record_a_fact() -> None:
    assert list(RECORDS) == list(
        dict.fromkeys(item.part.whole.qualified if item.part else item.qualified for item in VOCABULARY)
    )
    assert json.loads(json.dumps(list(RECORDS.values()))) == list(RECORDS.values())


def test_record_of_a_number() -> None:
    assert RECORDS["patient.survival_months"] == {
        "name": "patient.survival_months",
        "label": {"fr": "Survie estimée", "en": "Estimated survival"},
        "code": None,
        "learnt_by": ["opinion"],
        "change": "free",
        "kind": "number",
        "unit": "mo",
        "also": ["wk", "d", "a"],
        "minimum": 0.0,
        "maximum": 600.0,
    }
    assert RECORDS["patient.ecog"]["kind"] == "whole number"
    assert RECORDS["patient.ecog"]["unit"] is None
    assert RECORDS["patient.ecog"]["code"] == "LOINC 89247-1"


def test_record_of_a_category() -> None:
    assert RECORDS["patient.histology"]["categories"][0] == {
        "name": "adenocarcinoma",
        "label": {"fr": "adénocarcinome", "en": "adenocarcinoma"},
        "code": "SCT 254626006",
    }
    humerus = RECORDS["lesion.site"]["groups"][0]
    assert (humerus["name"], humerus["members"]) == ("humerus", ["proximal_humerus", "humeral_shaft", "distal_humerus"])


def test_record_of_several_categories_at_once() -> None:
    drugs = RECORDS["patient.current_drugs"]
    assert (drugs["kind"], drugs["label"]["en"]) == ("several", "Current cancer drug")
    assert drugs["categories"][0]["name"] == "gemcitabine"
    assert drugs["groups"][0]["members"] == ["bevacizumab", "other_antiangiogenic"]
    assert "patient.current_drugs.gemcitabine" not in RECORDS


def test_record_of_yes_or_no() -> None:
    assert RECORDS["lesion.operated"]["kind"] == "boolean"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_the_schema_describes_in_one_line_and_both_languages() -> None:
    assert SCHEMA["$defs"]["Lesion"]["description"].splitlines() == [
        "Facts about one bone metastasis; each is unknown unless it is given."
    ]
    site = SCHEMA["$defs"]["Lesion"]["properties"]["site"]
    assert (site["title"], site["description"]) == ("Site", "Siège")


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"id": "A1", "title": "t", "note": "n", "expect": {"anything": [1, None]}},
        {"patient": {"age_years": 64.5, "survival_months": "3..12 mois", "ecog": "<=2", "sex": None}},
        {"patient": {"current_drugs": ["cisplatin", "pemetrexed"]}},
        {"patient": {"current_drugs": {"cisplatin": True, "antiangiogenic": False}}},
        {"lesions": [{"id": "L1", "site": ["femur", "tibia"], "size_mm": ">3.5 cm", "operated": True}]},
    ],
)
def test_a_good_case_is_valid(case: dict[str, Any]) -> None:
    Draft202012Validator(SCHEMA).validate(case)


@pytest.mark.parametrize(
    "case",
    [
        [],
        {"titel": "t"},
        {"id": "Jean Dupont"},
        {"patient": {"agee": 64}},
        {"patient": {"age_years": 130}},
        {"patient": {"ecog": 1.5}},
        {"patient": {"ecog": "2 mois"}},
        {"patient": {"age_years": True}},
        {"patient": {"current_drugs": "cisplatin"}},
        {"patient": {"current_drugs": ["antiangiogenic"]}},
        {"patient": []},
        {"patient": None},
        {"lesions": {}},
        {"lesions": [{"site": "tibia"}]},
        {"lesions": [{"id": "L1", "site": "jaw"}]},
        {"lesions": [{"id": "L1", "type": []}]},
        {"lesions": [{"id": "L1", "operated": "yes"}]},
        {"lesions": [{"id": "L1", "size_cm": 3}]},
    ],
)
def test_a_bad_case_is_not(case: object) -> None:
    assert not Draft202012Validator(SCHEMA).is_valid(case)
