"""Listings: options, rules, statements and findings as plain records."""

from __future__ import annotations

from typing import Any

from audit.counts import encoding
from engine.plain import condition_text, plain_value
from knowledge_base.program import Advice, Program

__all__ = ["finding_records", "option_records", "rule_records", "statement_records"]


def option_records(program: Program) -> list[dict[str, Any]]:
    """Return one record an option, with the questions that list it and the rules that advise on it."""
    return [
        {
            "option": option.name,
            "subject": option.subject,
            "label": option.label.model_dump(),
            "answered_by": [
                {
                    "facts": list(dict.fromkeys(_fact(program, names) for names in point.facts)),
                    "when": condition_text(point.when),
                }
                for point in option.answered_by
            ],
            "questions": [one.name for one in program.questions.values() if option.name in one.options],
            "rules": [
                rule.name
                for rule in program.rules.values()
                if any(option.name in step.options for advice in rule.advice for step in advice.steps())
            ],
        }
        for option in program.options.values()
    ]


def rule_records(program: Program) -> list[dict[str, Any]]:
    """Return one record a rule, in the order of the guideline."""
    return [
        {
            "rule": rule.name,
            "statement": rule.statement,
            "place": _place(program, rule.statement),
            "strength": program.statements[rule.statement].strength,
            "subject": rule.subject,
            "when": rule.text,
            "after": list(rule.after),
            "advice": [_advice(step) for step in rule.advice],
            "overrides": list(rule.overrides),
        }
        for rule in program.rules.values()
    ]


def statement_records(program: Program) -> list[dict[str, Any]]:
    """Return one record a statement, with what encodes it or why nothing does."""
    return [
        {
            "statement": statement.name,
            "place": _place(program, statement.name),
            "strength": statement.strength,
            "mark": statement.mark,
            "label": statement.label.model_dump(),
            "encoded_by": list(encoding(program, statement.name)),
            "reason": statement.reason or None,
            "note": statement.note or None,
            "source": f"{statement.file}:{statement.line}",
        }
        for statement in program.statements.values()
    ]


def finding_records(program: Program) -> list[dict[str, Any]]:
    """Return one record a finding, with the statements it is about and the reading chosen."""
    return [
        {
            "finding": finding.name,
            "kind": finding.kind,
            "severity": finding.severity,
            "statements": list(finding.statements),
            "label": finding.label.model_dump(),
            "reading": finding.reading.model_dump(),
            "shows_on_patients": finding.when is not None,
        }
        for finding in program.findings.values()
    ]


def _fact(program: Program, quantities: tuple[str, ...]) -> str:
    """Return the name of the fact that quantities are, or are the categories of."""
    part = program.quantities[quantities[0]].part
    return part.whole.qualified if part is not None and len(quantities) > 1 else quantities[0]


def _place(program: Program, statement: str) -> dict[str, str]:
    place = program.statements[statement].place
    return {"chapter": place.chapter, "section": place.section, "element": place.element}


def _advice(step: Advice) -> dict[str, Any]:
    return {
        "effect": step.effect,
        "options": list(step.options),
        "details": {name: plain_value(value) for name, value in step.details.items()},
        "then": [_advice(one) for one in step.then],
    }
