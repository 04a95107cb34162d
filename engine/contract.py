"""The contract with other programs: consultations and requests as JSON objects, each with the name of its format."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from engine.consultation import Consultation, Following, OptionVerdict
from engine.plain import condition_text, plain_value
from engine.request import Request, RequestItem, RequestPoint
from engine.trace import plain_trace
from facts.domains import Number
from facts.labels import Label
from facts.values import ValueSet
from knowledge_base.program import DELAYS

__all__ = [
    "CONSULTATION_FORMAT",
    "NOTICE",
    "REQUEST_FORMAT",
    "engine_version",
    "plain_consultation",
    "plain_request",
]

CONSULTATION_FORMAT = "ossature.consultation.v1"
REQUEST_FORMAT = "ossature.request.v1"

NOTICE = Label(
    fr="Pour l'audit du référentiel, l'enseignement et la revue de qualité ; n'est pas un dispositif médical.",
    en="For guideline audit, teaching and quality review; not a medical device.",
)
"""What every output says of its use."""


def engine_version() -> str:
    """Return the version of Ossature that is installed, or ``unknown`` in a bare checkout."""
    try:
        return version("ossature")
    except PackageNotFoundError:
        return "unknown"


def plain_consultation(consultation: Consultation) -> dict[str, Any]:
    """Return a consultation as JSON can hold it."""
    program = consultation.program
    return {
        **_head(CONSULTATION_FORMAT, consultation),
        "contradictions": [
            {
                "name": one.impossible,
                "subject": one.subject,
                "label": program.impossible[one.impossible].label.model_dump(),
            }
            for one in consultation.contradictions
        ],
        "values": _values(consultation),
        "questions": [
            {
                "subject": one.subject,
                "question": one.question,
                "asked": one.asked.name.lower(),
                "missing": [str(fact) for fact in one.missing],
            }
            for one in consultation.questions
        ],
        "verdicts": [_verdict(one, consultation) for one in consultation.verdicts],
        "still_needed": [
            {"subject": one.fact.subject, "fact": str(one.fact), "decides": list(one.decides)}
            for one in consultation.still_needed
        ],
        "dont_care": [str(fact) for fact in consultation.dont_care],
        "findings": [
            {
                "id": one.finding,
                "subject": one.subject,
                "kind": program.findings[one.finding].kind,
                "severity": program.findings[one.finding].severity,
                "statements": list(program.findings[one.finding].statements),
            }
            for one in consultation.findings
        ],
        "trace": plain_trace(consultation.trace),
        "notice": NOTICE.en,
    }


def plain_request(found: Request, consultation: Consultation) -> dict[str, Any]:
    """Return what a case answers of a request as JSON can hold it."""
    return {
        **_head(REQUEST_FORMAT, consultation),
        "items": [_item(one) for one in found.items],
        "still_needed": [
            {
                "question": asked.question,
                "arises": asked.arises,
                "facts": [
                    {"subject": one.fact.subject, "fact": str(one.fact), "decides": list(one.decides)}
                    for one in asked.facts
                ],
            }
            for asked in found.needed
        ],
        "notice": NOTICE.en,
    }


def _head(format_: str, consultation: Consultation) -> dict[str, Any]:
    """Return the format, and from which edition, program and case all this is."""
    edition = consultation.program.edition
    return {
        "format": format_,
        "knowledge_base": {"id": edition.name, "edition": edition.version, "hash": edition.hash},
        "engine": {"version": engine_version()},
        "case": consultation.case.id,
    }


def _item(item: RequestItem) -> dict[str, Any]:
    return {
        "subject": item.subject,
        "question": item.question,
        "option": item.option,
        "standing": item.standing,
        "lacks_lesions": item.lacks_lesions,
        "points": [_point(one) for one in item.points],
    }


def _point(point: RequestPoint) -> dict[str, Any]:
    """Return a point; of its facts, one is enough."""
    return {
        "subject": point.subject,
        "asked": point.asked.name.lower(),
        "settled": point.is_settled,
        "facts": [
            {"subject": fact.subject, "fact": str(fact), "value": plain_value(value), "known": value.is_exact}
            for answer in point.answers
            for fact, value in zip(answer.facts, answer.values, strict=True)
        ],
    }


def _values(consultation: Consultation) -> list[dict[str, Any]]:
    found = []
    for (subject, name), value in consultation.known.values.items():
        quantity = consultation.program.quantities[name]
        if quantity.kind == "fact":
            continue
        unit = quantity.domain.unit if isinstance(quantity.domain, Number) else ""
        applies = value.applies.name.lower()
        found.append(
            {"subject": subject, "name": name, "kind": quantity.kind, **_bounds(value.possible), "unit": unit or None}
            | ({"applies": applies} if quantity.partial else {})
        )
    return found


def _bounds(value: ValueSet | None) -> dict[str, Any]:
    plain = plain_value(value)
    return plain if isinstance(plain, dict) else {"value": plain}


def _verdict(one: OptionVerdict, consultation: Consultation) -> dict[str, Any]:
    rules = consultation.program.rules
    return {
        "subject": one.subject,
        "option": one.option,
        "verdict": one.verdict,
        "provisional": one.provisional,
        "asked": one.asked.name.lower(),
        "strength": one.strength or None,
        "rules": list(one.rules),
        "statements": list(dict.fromkeys(rules[rule].statement for rule in one.rules)),
        "missing": [str(fact) for fact in one.missing],
        "further": [str(fact) for fact in one.further],
        "open_rules": list(one.open_rules),
        "beats": list(one.beaten),
        "defeated": list(one.defeated),
        "details": _details(one, consultation),
        "once": {rule: condition_text(condition) for rule, condition in one.once.items()},
        "after": _after(one.after) if one.after else None,
    }


def _details(one: OptionVerdict, consultation: Consultation) -> dict[str, Any]:
    """Return, by rule, the details of the option itself and those that the rule adds."""
    own = consultation.program.options[one.option].details
    found = {rule: {**own, **one.details.get(rule, {})} for rule in one.rules}
    return {
        rule: {name: plain_value(value) for name, value in details.items()}
        for rule, details in found.items()
        if details
    }


def _after(after: Following) -> dict[str, Any]:
    return {
        "option": after.option,
        "steps": [
            {
                "rule": rule,
                **{name: plain_value(advice.details.get(name)) for name in DELAYS},
                "once": condition_text(advice.once) if advice.once is not None else None,
            }
            for rule, advice in after.steps
        ],
    }
