"""The worked cases: patients written down with the verdicts that the text gives, before the engine was asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.consultation import Consultation
from engine.contract import plain_consultation
from engine.engine import Engine
from engine.plain import plain_value
from facts.reader import read_case
from facts.values import Truth
from knowledge_base.conditions import Condition, Test
from knowledge_base.conditions import tests_of as each_test
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.rglob("*.yaml"))
KEYS = {"values", "verdicts", "details", "then", "missing", "findings", "no_findings", "rules", "not_rules", "defeated"}
ENGINE = Engine(load(edition_folder(DEFAULT_EDITION)))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_worked_case_comes_out_as_written(file: Path) -> None:
    case = read_case(str(file))
    expected: dict[str, Any] = case.expect
    assert case.title, "a case has a sentence for a title"
    assert expected, "a case expects something"
    assert set(expected) <= KEYS
    found = ENGINE.consult(case)
    assert _facts_of(found, expected) == _expected(expected)


def _facts_of(found: Consultation, expected: dict[str, Any]) -> dict[str, Any]:
    """Return what was found of everything that is expected."""
    states = {
        key: {
            subject: [rule for rule in rules if found.rules[rule, subject].word == word]
            for subject, rules in expected.get(key, {}).items()
        }
        for key, word in (("rules", "holds"), ("defeated", "defeated"))
    }
    touched = {one.finding for one in found.findings}
    return {
        **states,
        "not_rules": {
            subject: [rule for rule in rules if found.rules[rule, subject].word != "holds"]
            for subject, rules in expected.get("not_rules", {}).items()
        },
        "values": {
            subject: {name: _value(found, subject, name) for name in names}
            for subject, names in expected.get("values", {}).items()
        },
        "verdicts": {
            subject: {option: _verdict(found, subject, option, follows=False) for option in options}
            for subject, options in expected.get("verdicts", {}).items()
        },
        "details": {
            subject: {option: _details(found, subject, option) for option in options}
            for subject, options in expected.get("details", {}).items()
        },
        "then": {
            subject: {option: _verdict(found, subject, option, follows=True) for option in options}
            for subject, options in expected.get("then", {}).items()
        },
        "missing": {
            subject: {option: [str(fact) for fact in found.verdict(subject, option).missing] for option in options}
            for subject, options in expected.get("missing", {}).items()
        },
        "findings": [name for name in expected.get("findings", []) if name in touched],
        "no_findings": [name for name in expected.get("no_findings", []) if name not in touched],
    }


def _expected(expected: dict[str, Any]) -> dict[str, Any]:
    empty: dict[str, Any] = {key: {} for key in KEYS} | {"findings": [], "no_findings": []}
    found = empty | expected
    return found | {"values": _plain(found["values"]), "details": _plain(found["details"])}


def _plain(data: Any) -> Any:
    """Return data with the numbers of JSON, as the contract writes them."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(item) for item in data]
    return float(data) if isinstance(data, Decimal) else data


def _details(found: Consultation, subject: str, option: str) -> dict[str, dict[str, Any]]:
    """Return, by rule, the particulars that are told of an option, as the contract has them."""
    (one,) = (one for one in plain_consultation(found)["verdicts"] if _is_of(one, subject, option))
    details: dict[str, dict[str, Any]] = one["details"]
    return details


def _is_of(verdict: dict[str, Any], subject: str, option: str) -> bool:
    return (verdict["subject"], verdict["option"], verdict["after"]) == (subject, option, None)


def _value(found: Consultation, subject: str, name: str) -> Any:
    value = found.known.values[subject, name].possible
    plain = plain_value(value)
    return f"{plain['min']}..{plain['max']}" if isinstance(plain, dict) else plain


def _verdict(found: Consultation, subject: str, option: str, *, follows: bool) -> str:
    for one in found.verdicts:
        if (one.subject, one.option) == (subject, option) and (one.after is not None) is follows:
            return one.verdict + (", provisional" if one.provisional else "")
    return "silent"


@dataclass
class Seen:
    """What all worked cases together show: rules that hold and that fail, and how each test comes out."""

    held: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    outcomes: dict[Test, set[Truth]] = field(default_factory=lambda: defaultdict(set))


@pytest.fixture(scope="module")
def seen() -> Seen:
    found = Seen()
    tests: defaultdict[str, set[Test]] = defaultdict(set)
    for condition in _conditions():
        for test in each_test(condition):
            tests[test.quantity].add(test)
    for file in FILES:
        consultation = ENGINE.consult(read_case(str(file)))
        found.held |= {rule for (rule, _), state in consultation.rules.items() if state.word == "holds"}
        found.failed |= {rule for (rule, _), state in consultation.rules.items() if state.word == "fails"}
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
    assert seen.held == set(ENGINE.program.rules)
    assert seen.failed == {name for name, rule in ENGINE.program.rules.items() if rule.text != "always"}


def test_every_test_of_a_rule_comes_out_true_and_false_in_some_case(seen: Seen) -> None:
    tests = {test for condition in _conditions() for test in each_test(condition)}
    assert [str(test) for test in tests if not {Truth.TRUE, Truth.FALSE} <= seen.outcomes[test]] == []
