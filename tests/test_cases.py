"""The worked cases: patients written down with the verdicts that the text gives, before the engine was asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from audit.worked_cases import Tried, mismatches, tried
from engine.engine import Engine
from facts.reader import read_case
from facts.values import Truth
from knowledge_base.conditions import Condition, Test
from knowledge_base.conditions import tests_of as each_test
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.rglob("*.yaml"))
ENGINE = Engine(load(edition_folder(DEFAULT_EDITION)))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_worked_case_comes_out_as_written(file: Path) -> None:
    case = read_case(str(file))
    expected: dict[str, Any] = case.expect
    assert case.title, "a case has a sentence for a title"
    assert expected, "a case expects something"
    assert mismatches(ENGINE.consult(case), expected) == []


@dataclass
class Seen:
    """What all worked cases together show: rules that hold and that fail, and how each test comes out."""

    tried: Tried
    outcomes: dict[Test, set[Truth]] = field(default_factory=lambda: defaultdict(set))


@pytest.fixture(scope="module")
def seen() -> Seen:
    consultations = [ENGINE.consult(read_case(str(file))) for file in FILES]
    found = Seen(tried(consultations))
    tests: defaultdict[str, set[Test]] = defaultdict(set)
    for condition in _conditions():
        for test in each_test(condition):
            tests[test.quantity].add(test)
    for consultation in consultations:
        for (_, name), value in consultation.known.values.items():
            for test in tests.get(name, ()):
                found.outcomes[test].add(value.within(test.region))
    return found


def _conditions() -> list[Condition]:
    program = ENGINE.program
    rules = [rule.when for rule in program.rules.values()]
    rows = [row.when for category in program.categories.values() for row in category.rows]
    return [*rules, *(definition.when for definition in program.definitions.values()), *rows]


def test_every_rule_has_a_case_for_and_a_case_against(seen: Seen) -> None:
    assert set(ENGINE.program.rules) - set(seen.tried.both_ways(ENGINE.program)) == set()


def test_every_test_of_a_rule_comes_out_true_and_false_in_some_case(seen: Seen) -> None:
    tests = {test for condition in _conditions() for test in each_test(condition)}
    assert [str(test) for test in tests if not {Truth.TRUE, Truth.FALSE} <= seen.outcomes[test]] == []
