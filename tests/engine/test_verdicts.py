"""Verdicts of whole consultations that went wrong once."""

from engine.engine import Engine
from tests.programs import small_program
from tests.small import SmallCase


def test_a_contraindication_beats_indications_each_named_once_and_nothing_else() -> None:
    program = small_program(
        {"rule": "for", "when": "always", "recommend": "drug", "option": "drug"},
        {"rule": "careful", "when": "always", "caution": "drug"},
        {"rule": "against", "when": "always", "not_recommended": "drug"},
        {"rule": "never", "when": "always", "contraindicate": "drug"},
    )
    verdict = Engine(program).consult(SmallCase()).verdict("patient", "drug")
    assert verdict.verdict == "contraindicated"
    assert verdict.rules == ("never", "for", "careful", "against")
    assert verdict.beaten == ("for",)
