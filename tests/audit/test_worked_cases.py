"""What a worked case expects, held against what comes out; which rules the cases try."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from audit.counts import Counts, counts, total
from audit.worked_cases import mismatches, tried
from engine.consultation import Consultation
from engine.engine import Engine
from tests.programs import LABEL, small_program
from tests.small import SmallCase, SmallPatient

RULES: list[dict[str, Any]] = [
    {"definition": "patient.sore", **LABEL, "when": "patient.z > 2"},
    {"rule": "sore", "when": "patient.sore", "recommend": "drug"},
    {"rule": "quiet", "when": "patient.q > 4", "not_recommended": "drug", "overrides": ["sore"]},
    {"rule": "always", "when": "always", "option": "rest"},
]


@cache
def engine() -> Engine:
    return Engine(small_program(*RULES))


def consulted(**facts: Any) -> Consultation:
    return engine().consult(SmallCase(patient=SmallPatient(**facts)))


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ({"verdicts": {"patient": {"drug": "recommended", "rest": "option"}}}, []),
        ({"verdicts": {"patient": {"drug": "silent"}}}, ["verdicts patient drug: expected silent, found recommended"]),
        ({"verdicts": {"patient": {"drag": "silent"}}}, ["verdicts patient drag: expected silent, found nothing of"]),
        ({"then": {"patient": {"drug": "recommended"}}}, ["then patient drug: expected recommended, found silent"]),
        ({"details": {"patient": {"drug": {}}}}, []),
        ({"details": {"patient": {"drug": {"delay": 1}}}}, ["details patient drug: expected {'delay': 1}, found {}"]),
        ({"missing": {"patient": {"drug": []}}}, []),
        ({"values": {"patient": {"patient.sore": True}}}, []),
        ({"values": {"patient": {"patient.sad": True}}}, ["values patient patient.sad: expected True, found nothing"]),
        ({"rules": {"patient": ["sore"]}, "not_rules": {"patient": ["quiet"]}}, []),
        ({"rules": {"patient": ["quiet", "nine"]}}, ["rules patient quiet: expected True", "rules patient nine: exp"]),
        ({"defeated": {"patient": ["sore"]}}, ["defeated patient sore: expected True, found holds"]),
        ({"no_findings": ["hole"]}, ["no_findings hole: expected False, found nothing of that name"]),
        ({"verdict": {}}, ["verdict: expected one of verdicts, then"]),
        ({"findings": {}}, ["findings: expected one of"]),
    ],
)
def test_what_is_expected_in_vain_is_said(expected: dict[str, Any], said: list[str]) -> None:
    found = [str(one) for one in mismatches(consulted(z=3, q=2), expected)]
    assert len(found) == len(said)
    assert all(one.startswith(beginning) for one, beginning in zip(found, said, strict=True))


def test_a_provisional_verdict_is_another_one() -> None:
    (found,) = mismatches(consulted(z=3), {"verdicts": {"patient": {"drug": "recommended"}}})
    assert found.found == "recommended, provisional"


def test_an_overridden_rule_is_defeated() -> None:
    assert mismatches(consulted(z=3, q=5), {"defeated": {"patient": ["sore"]}, "rules": {"patient": ["quiet"]}}) == []


def test_a_rule_is_tried_by_a_case_for_and_a_case_against() -> None:
    program = engine().program
    # A rule that is overridden or open is tried neither way; one for everybody cannot fail.
    assert tried([consulted(z=3, q=5)]).both_ways(program) == ["always"]
    assert tried([consulted(z=3, q=2), consulted(z=0, q=3)]).both_ways(program) == ["sore", "always"]
    assert tried([consulted(z=3, q=2), consulted(z=0, q=5)]).both_ways(program) == ["sore", "quiet", "always"]
    assert tried([]).both_ways(program) == []


def test_counts_of_a_program() -> None:
    (one,) = counts(engine().program, ["sore"]).values()
    assert one == Counts(statements=1, encoded=1, elsewhere=0, reasoned=0, rules=3, tried=1, findings=0)
    assert total([one, one]).rules == 6
