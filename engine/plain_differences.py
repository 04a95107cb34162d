"""Differences as JSON can hold them, ``ossature.differences.v1``, and what-if, ``ossature.what_if.v1``."""

from __future__ import annotations

from typing import Any

from engine.changes import Causes, Differences, PremiseChange, RuleChange, ValueChange, VerdictChange
from engine.contract import NOTICE, engine_version
from engine.plain import condition_text, plain_value
from engine.result import Particulars, VerdictState
from engine.what_if import WhatIf
from facts.case import PATIENT
from facts.values import Truth
from knowledge_base.edits import RuleEdit

__all__ = [
    "DIFFERENCES_FORMAT",
    "WHAT_IF_FORMAT",
    "plain_differences",
    "plain_edit",
    "plain_what_if",
]

DIFFERENCES_FORMAT = "ossature.differences.v1"
WHAT_IF_FORMAT = "ossature.what_if.v1"


def plain_differences(differences: Differences) -> dict[str, Any]:
    """Return differences as JSON can hold them; of a verdict, ``follows`` is the path of options before it."""
    return {
        "format": DIFFERENCES_FORMAT,
        "facts": [_value(one) for one in differences.facts],
        "verdicts": [_verdict(one) for one in differences.verdicts],
        "questions": [
            {"subject": one.subject, "question": one.question, "before": _truth(one.before), "after": _truth(one.after)}
            for one in differences.questions
        ],
        "findings": [{"subject": one.subject, "id": one.finding, "shows": one.shows} for one in differences.findings],
    }


def plain_what_if(found: WhatIf, option: str | None = None) -> dict[str, Any]:
    """Return what other values for some facts would change as JSON can hold it, of one option or of all."""
    edition = found.before.program.edition
    return {
        "format": WHAT_IF_FORMAT,
        "knowledge_base": {"id": edition.name, "edition": edition.version, "hash": edition.hash},
        "engine": {"version": engine_version()},
        "case": found.before.case.id,
        "set": [_value(one) for one in found.facts],
        "unchanged": [str(one) for one in found.unchanged],
        "unread": [str(one) for one in found.unread],
        "option": option,
        "differences": plain_differences(found.differences if option is None else found.differences.of_option(option)),
        "notice": NOTICE.en,
    }


def _value(change: ValueChange) -> dict[str, Any]:
    """Return a changed value as JSON can hold it."""
    kind = PATIENT if change.subject == PATIENT else "lesion"
    return {
        "subject": change.subject,
        "fact": change.quantity.removeprefix(f"{kind}."),
        "before": plain_value(change.before),
        "after": plain_value(change.after),
    }


def plain_edit(edit: RuleEdit) -> dict[str, Any]:
    """Return what differs in a rule as JSON can hold it."""
    return {
        "rule": edit.rule,
        "changed": list(edit.kinds),
        "with_its_statement": edit.statement,
        "computed": list(edit.computed),
        "condition": _pair(tuple(map(condition_text, edit.conditions)) if edit.conditions else None),
        "strength": _pair(edit.strengths),
    }


def _pair(values: tuple[str, ...] | None) -> dict[str, str] | None:
    return dict(zip(("before", "after"), values, strict=True)) if values else None


def _verdict(change: VerdictChange) -> dict[str, Any]:
    return {
        "subject": change.key.subject,
        "option": change.key.option,
        "follows": list(change.key.path),
        "before": _state(change.before),
        "after": _state(change.after),
        "rules": [_rule(one) for one in change.rules],
        "by_what_it_follows": change.by_what_it_follows,
        "causes": _causes(change.causes),
    }


def _state(state: VerdictState | None) -> dict[str, Any] | None:
    if state is None:
        return None
    return {
        "verdict": state.verdict,
        "provisional": state.provisional,
        "asked": _truth(state.asked),
        "particulars": sorted((_particulars(one) for one in state.particulars), key=str),
    }


def _particulars(one: Particulars) -> dict[str, Any]:
    return {
        "details": {name: plain_value(value) for name, value in one.details},
        "once": condition_text(one.once) if one.once is not None else None,
    }


def _rule(change: RuleChange) -> dict[str, Any]:
    return {
        "rule": change.rule,
        "subject": change.subject,
        "before": change.before or None,
        "after": change.after or None,
        "premises": [_premise(one) for one in change.premises],
        "exceptions": [_rule(one) for one in change.exceptions],
        "edit": plain_edit(change.edit) if change.edit else None,
    }


def _premise(change: PremiseChange) -> dict[str, Any]:
    before, after = change.outcomes
    return {
        **_value(change.value),
        "test": change.test,
        "wanted": change.wanted,
        "outcome": {"before": _truth(before), "after": _truth(after)},
        "facts": [_value(one) for one in change.facts],
    }


def _causes(causes: Causes) -> dict[str, Any]:
    return {
        "facts": [_value(one) for one in causes.facts],
        "computed": list(causes.computed),
        "rules": [one.rule for one in causes.edits],
    }


def _truth(truth: Truth | None) -> str | None:
    return truth.name.lower() if truth is not None else None
