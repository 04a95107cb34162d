"""Listings: facts, options, rules and statements as plain records and as rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from engine.plain import plain_value
from facts.labels import Language
from knowledge_base.program import Advice, Program

__all__ = ["counts", "encoding", "option_records", "rule_records", "statement_records"]


def option_records(program: Program) -> list[dict[str, Any]]:
    """Return one record an option, with the questions that list it and the rules that advise on it."""
    return [
        {
            "option": option.name,
            "subject": option.subject,
            "label": option.label.model_dump(),
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


def encoding(program: Program, statement: str) -> Iterator[str]:
    """Yield the rules and derived quantities that encode a statement, its own and those elsewhere."""
    yield from (rule.name for rule in program.rules.values() if rule.statement == statement)
    yield from (one.name for one in program.quantities.values() if one.statement == statement)
    yield from program.statements[statement].encoded_in


def counts(program: Program, language: Language) -> list[list[str]]:
    """Return, by chapter and in all: statements, encoded, with a reason, rules, findings."""
    chapter_of = {name: one.place.chapter for name, one in program.statements.items()}
    statements = Counter(chapter_of.values())
    encoded = Counter(chapter_of[name] for name in program.statements if any(True for _ in encoding(program, name)))
    rules = Counter(chapter_of[rule.statement] for rule in program.rules.values())
    findings = Counter(chapter_of[finding.statements[0]] for finding in program.findings.values())
    rows = [
        [
            chapter.label.text(language),
            *(
                str(number)
                for number in (
                    statements[name],
                    encoded[name],
                    statements[name] - encoded[name],
                    rules[name],
                    findings[name],
                )
            ),
        ]
        for name, chapter in program.chapters.items()
    ]
    total = [str(sum(int(row[column]) for row in rows)) for column in range(1, 6)]
    return [*rows, ["Total", *total]]


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
