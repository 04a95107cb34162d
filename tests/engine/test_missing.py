"""Missing facts that were named wrongly once."""

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
