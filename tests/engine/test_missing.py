"""Missing facts that were named wrongly once."""

from typing import Any

import pytest

from engine.engine import Engine
from tests.programs import LABEL, small_program
from tests.small import SmallCase


def test_what_is_multiplied_by_zero_is_not_missing() -> None:
    program = small_program(
        {"formula": "patient.product", **LABEL, "value": "patient.z * patient.q"},
        {"formula": "patient.total", **LABEL, "value": "patient.product + patient.w"},
        {"rule": "only", "when": "patient.total > 3", "recommend": "drug"},
    )
    consultation = Engine(program).consult(SmallCase.model_validate({"patient": {"z": 0}}))
    assert [str(one.fact) for one in consultation.still_needed] == ["patient.w"]
    assert [str(fact) for fact in consultation.dont_care] == ["patient.q"]


@pytest.mark.parametrize(
    ("lesion", "missing"),
    [
        ({}, ["hot", "grade", "cold"]),
        ({"hot": True}, ["grade", "cold"]),
        ({"hot": True, "grade": 4}, []),
        ({"grade": 1}, ["cold"]),
        ({"grade": 4}, ["hot", "cold"]),
        ({"hot": False}, ["cold"]),
    ],
)
def test_a_category_asks_for_what_its_open_rows_read(lesion: dict[str, Any], missing: list[str]) -> None:
    program = small_program(
        {
            "category": "lesion.state",
            **LABEL,
            "values": [
                {"value": "one", **LABEL, "when": "lesion.hot and lesion.grade > 2"},
                {"value": "two", **LABEL, "when": "lesion.cold"},
                {"value": "other", **LABEL},
            ],
        },
        {"rule": "only", "when": "lesion.state == two", "recommend": "rays"},
    )
    consultation = Engine(program).consult(SmallCase.model_validate({"lesions": [{"id": "L1", **lesion}]}))
    assert [str(one.fact) for one in consultation.still_needed] == [f"lesion:L1.{name}" for name in missing]
