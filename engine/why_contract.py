"""The contract with other programs: the answer to “why” as one JSON object, ``ossature.why.v1``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.answer import Answer, Reason, Why
from engine.contract import NOTICE
from engine.explanation import Premise
from engine.plain import condition_text, plain_value

__all__ = ["WHY_FORMAT", "plain_why"]

WHY_FORMAT = "ossature.why.v1"


def plain_why(found: Why) -> dict[str, Any]:
    """Return the answer to “why” as JSON can hold it; rules and values are told once and then named."""
    edition = found.edition
    return {
        "format": WHY_FORMAT,
        "knowledge_base": {"id": edition.name, "edition": edition.version, "hash": edition.hash},
        "case": found.case,
        "subject": found.subject,
        "option": found.option.name,
        "label": found.option.label.model_dump(),
        "answers": [_plain_answer(one) for one in found.answers],
        "questions": [
            {
                "question": one.question.name,
                "label": one.question.label.model_dump(),
                "asked": one.asked.name.lower(),
                "missing": [str(fact) for fact in one.missing],
                "premises": _plain_premises(one.premises),
            }
            for one in found.questions
        ],
        "rules": [_plain_rule(one) for one in found.rules],
        "values": [
            {
                "node": one.node,
                "subject": one.subject,
                "name": one.quantity.name,
                "kind": one.quantity.kind,
                "label": one.quantity.label.model_dump(),
                "value": plain_value(one.value),
                "premises": _plain_premises(one.premises),
            }
            for one in found.grounds
        ],
        "findings": [
            {
                "id": one.finding.name,
                "kind": one.finding.kind,
                "severity": one.finding.severity,
                "label": one.finding.label.model_dump(),
                "rules": list(one.rules),
            }
            for one in found.findings
        ],
        "notice": NOTICE.en,
    }


def _plain_answer(one: Answer) -> dict[str, Any]:
    return {
        "path": list(one.path),
        "verdict": one.verdict,
        "provisional": one.provisional,
        "asked": one.asked.name.lower(),
        "strength": one.strength or None,
        "rules": [_plain_advice(reason) for reason in one.reasons],
        "beats": [_plain_advice(reason) for reason in one.beaten],
        "defeated": [_plain_advice(reason) for reason in one.defeated],
        "open_rules": [_plain_advice(reason) for reason in one.awaited],
        "missing": [str(fact) for fact in one.missing],
        "further": [str(fact) for fact in one.further],
        "after": _plain_answer(one.before) if one.before else None,
    }


def _plain_advice(reason: Reason) -> dict[str, Any]:
    advice = [
        {
            "effect": one.effect,
            "details": {name: plain_value(value) for name, value in one.details.items()},
            "once": condition_text(one.once) if one.once is not None else None,
        }
        for one in reason.advice
    ]
    return {"rule": reason.rule.name, "advice": advice}


def _plain_rule(one: Reason) -> dict[str, Any]:
    place = one.statement.place
    return {
        "rule": one.rule.name,
        "subject": one.subject,
        "state": one.state,
        "truth": one.truth.name.lower(),
        "when": condition_text(one.rule.when),
        "statement": one.statement.name,
        "label": one.statement.label.model_dump(),
        "place": {"chapter": place.chapter, "section": place.section, "element": place.element},
        "strength": one.statement.strength,
        "premises": _plain_premises(one.premises),
        "overridden_by": [
            {"rule": by.reason.rule.name, "subject": by.reason.subject, "certain": by.certain} for by in one.overriders
        ],
        "overrides": [rule.name for rule in one.overrides],
    }


def _plain_premises(found: Iterable[Premise]) -> list[dict[str, Any]]:
    return [_plain_test(one) if one.test is not None else _plain_item(one) for one in found]


def _plain_test(one: Premise) -> dict[str, Any]:
    return {
        "node": one.node,
        "test": str(one.test),
        "outcome": one.outcome.name.lower(),
        "wanted": one.wanted,
        "decisive": one.decisive,
    }


def _plain_item(one: Premise) -> dict[str, Any]:
    return {"node": one.node, "points": list(one.points) if one.points else None}
