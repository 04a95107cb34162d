"""Missing facts that were named wrongly once."""

from engine.consultation import Engine
from tests.programs import LABEL, OPTIONS, question, statement, strengths, written
from tests.small import SmallCase


def test_what_is_multiplied_by_zero_is_not_missing() -> None:
    items = [
        {"formula": "patient.product", **LABEL, "value": "patient.z * patient.q"},
        {"formula": "patient.total", **LABEL, "value": "patient.product + patient.w"},
        *({"rule": f"r_{one}", "when": "patient.total > 3", "recommend": one} for one in OPTIONS["patient"]),
    ]
    options = [{"option": one, "subject": "patient", **LABEL} for one in OPTIONS["patient"]]
    asked = question("asked", "patient", "always", OPTIONS["patient"])
    program = written(
        {"strengths": strengths(), "options": options, "questions": [asked]},
        {"chapter": "only", "statements": [statement("s0", items)]},
    ).program
    consultation = Engine(program).consult(SmallCase.model_validate({"patient": {"z": 0}}))
    assert [str(one.fact) for one in consultation.still_needed] == ["patient.w"]
    assert [str(fact) for fact in consultation.dont_care] == ["patient.q"]
