"""What a derived quantity rests on in the trace."""

from __future__ import annotations

from typing import Any

import pytest

from engine.engine import Engine
from engine.trace import incoming
from tests.programs import LABEL, small_program
from tests.small import SmallCase

ENGINE = Engine(
    small_program(
        {
            "category": "lesion.state",
            **LABEL,
            "values": [
                {"value": "one", **LABEL, "when": "lesion.hot and lesion.grade > 2"},
                {"value": "two", **LABEL, "when": "lesion.cold or patient.a"},
                {"value": "other", **LABEL},
            ],
        },
        {"rule": "only", "when": "lesion.state == two", "recommend": "rays"},
    )
)


@pytest.mark.parametrize(
    ("lesion", "value", "read", "decisive"),
    [
        ({"hot": True, "grade": 4}, "one", ["hot", "grade"], ["hot", "grade"]),
        ({"hot": True, "grade": 1, "cold": True}, "two", ["hot", "grade", "cold", "a"], ["grade", "cold"]),
        ({"hot": True, "cold": True}, ["one", "two"], ["hot", "grade", "cold", "a"], ["grade", "cold"]),
        ({"hot": False, "cold": False}, ["other", "two"], ["hot", "grade", "cold", "a"], ["hot", "a"]),
    ],
)
def test_a_category_rests_on_its_rows_down_to_the_first_that_holds(
    lesion: dict[str, Any], value: object, read: list[str], decisive: list[str]
) -> None:
    trace = ENGINE.consult(SmallCase.model_validate({"lesions": [{"id": "L1", **lesion}]})).trace
    node = "value:lesion:L1.state"
    found = [(source.rpartition(".")[2], edge) for source, edge in incoming(trace, node, "premise")]
    assert (trace.nodes[node]["derived"], trace.nodes[node]["value"]) == ("category", value)
    assert [name for name, _ in found] == read
    assert [name for name, edge in found if edge["decisive"]] == decisive
