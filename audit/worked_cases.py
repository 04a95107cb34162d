"""Worked cases: patients with the verdicts that somebody read in the text, held against what the rules say.

A case says under ``expect`` what is to come out, of each subject (``patient`` or ``lesion:ID``):

- ``verdicts`` and ``then``: the verdict on an option, by itself or where it follows another one (of several, after
  one of them), with ``, provisional`` behind it where it is; an option of which nothing is said is ``silent``;
- ``details``: what each rule tells of an option; ``missing``: the facts that decide it; ``values``: what was computed;
- ``rules``, ``not_rules``, ``defeated``: rules that hold, that do not, that are overridden;
- ``findings`` and ``no_findings``: those of the guideline that touch the case, whoever they are about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine.consultation import Consultation
from engine.contract import plain_consultation
from engine.plain import plain_value
from knowledge_base.program import Program

__all__ = ["Mismatch", "Tried", "mismatches", "tried"]

NOTHING = "nothing of that name"


@dataclass(frozen=True)
class Mismatch:
    """Something that a case expects and that did not come out.

    Attributes
    ----------
    of
        What is expected: the key of ``expect``, the subject where it has one, the name.
    expected, found
        As plain data; for rules and findings whether they hold, are overridden or touch the case.
    """

    of: str
    expected: Any
    found: Any

    def __str__(self) -> str:
        return f"{self.of}: expected {self.expected}, found {self.found}"


def mismatches(consultation: Consultation, expected: Mapping[str, Any]) -> list[Mismatch]:
    """Return what a case expects and does not get.

    Parameters
    ----------
    consultation
        What the case came to.
    expected
        What stands under ``expect`` in its file.

    Examples
    --------
    >>> from engine.engine import Engine
    >>> from facts.reader import parse_case
    >>> from knowledge_base.loader import edition_folder, load
    >>> case = parse_case("{lesions: [{id: L1, site: vertebra, marked_fracture_risk: true}], "
    ...                   "expect: {verdicts: {'lesion:L1': {bracing: recommended}}}}", "case.yaml")
    >>> found = Engine(load(edition_folder("metastases_osseuses_2026"))).consult(case)
    >>> [str(one) for one in mismatches(found, case.expect)]
    ['verdicts lesion:L1 bracing: expected recommended, found discuss, provisional']
    """
    return [one for key, wanted in expected.items() for one in _of_key(consultation, key, wanted)]


def _of_key(consultation: Consultation, key: str, wanted: Any) -> Iterator[Mismatch]:
    if key in _READ and isinstance(wanted, dict):
        yield from _of_names(consultation, key, wanted)
    elif key in _RULES and isinstance(wanted, dict):
        yield from _of_rules(consultation, key, wanted)
    elif key in _FINDINGS and isinstance(wanted, list):
        yield from _of_findings(consultation, key, wanted)
    else:
        yield Mismatch(key, f"one of {', '.join((*_READ, *_RULES, *_FINDINGS))}, as other cases have them", wanted)


def _of_names(consultation: Consultation, key: str, wanted: dict[str, Any]) -> Iterator[Mismatch]:
    for subject, named in wanted.items():
        for name, value in named.items():
            expected, found = _plain(value), _READ[key](consultation, subject, name)
            alternatives = found.split(" or ") if key == "then" else [found]
            if expected not in alternatives:
                yield Mismatch(f"{key} {subject} {name}", expected, found)


def _of_rules(consultation: Consultation, key: str, wanted: dict[str, Any]) -> Iterator[Mismatch]:
    word, wished = _RULES[key]
    for subject, rules in wanted.items():
        for rule in rules:
            state = consultation.rules.get((rule, subject))
            if state is None or (state.word == word) is not wished:
                yield Mismatch(f"{key} {subject} {rule}", wished, state.word if state else NOTHING)


def _of_findings(consultation: Consultation, key: str, wanted: list[str]) -> Iterator[Mismatch]:
    touching = {one.finding for one in consultation.findings}
    for name in wanted:
        found = name in touching if name in consultation.program.findings else NOTHING
        if found is not _FINDINGS[key]:
            yield Mismatch(f"{key} {name}", _FINDINGS[key], found)


def _plain(data: Any) -> Any:
    """Return data with the numbers of JSON, as the contract writes them."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(item) for item in data]
    return float(data) if isinstance(data, Decimal) else data


def _value(consultation: Consultation, subject: str, name: str) -> Any:
    value = consultation.known.values.get((subject, name))
    if value is None:
        return NOTHING
    plain = plain_value(value.possible)
    return f"{plain['min']}..{plain['max']}" if isinstance(plain, dict) else plain


def _by_itself(consultation: Consultation, subject: str, option: str) -> str:
    found = _verdicts(consultation, subject, option, follows=False)
    return found[0] if found else _nothing_said(consultation, option)


def _following(consultation: Consultation, subject: str, option: str) -> str:
    found = dict.fromkeys(_verdicts(consultation, subject, option, follows=True))
    return " or ".join(found) or _nothing_said(consultation, option)


def _verdicts(consultation: Consultation, subject: str, option: str, *, follows: bool) -> list[str]:
    return [
        one.verdict + (", provisional" if one.provisional else "")
        for one in consultation.verdicts
        if (one.subject, one.option) == (subject, option) and (one.after is not None) is follows
    ]


def _nothing_said(consultation: Consultation, option: str) -> str:
    return "silent" if option in consultation.program.options else NOTHING


def _details(consultation: Consultation, subject: str, option: str) -> Any:
    for one in plain_consultation(consultation)["verdicts"]:
        if (one["subject"], one["option"], one["after"]) == (subject, option, None):
            return one["details"]
    return NOTHING


def _missing(consultation: Consultation, subject: str, option: str) -> Any:
    for one in consultation.verdicts:
        if (one.subject, one.option, one.after) == (subject, option, None):
            return [str(fact) for fact in one.missing]
    return NOTHING


_READ: Mapping[str, Callable[[Consultation, str, str], Any]] = {
    "verdicts": _by_itself,
    "then": _following,
    "details": _details,
    "missing": _missing,
    "values": _value,
}
_RULES: Mapping[str, tuple[str, bool]] = {
    "rules": ("holds", True),
    "not_rules": ("holds", False),
    "defeated": ("defeated", True),
}
_FINDINGS: Mapping[str, bool] = {"findings": True, "no_findings": False}


@dataclass(frozen=True)
class Tried:
    """Which rules hold in some case, and which fail in some case."""

    held: frozenset[str]
    failed: frozenset[str]

    def both_ways(self, program: Program) -> list[str]:
        """Return the rules with a case for and a case against; a rule for everybody needs none against."""
        return [
            name
            for name, rule in program.rules.items()
            if name in self.held and (name in self.failed or rule.is_for_everybody)
        ]


def tried(consultations: Iterable[Consultation]) -> Tried:
    """Return which rules the cases try.

    Parameters
    ----------
    consultations
        What each case came to.
    """
    seen: dict[str, set[str]] = {"holds": set(), "fails": set()}
    for consultation in consultations:
        for (rule, _), state in consultation.rules.items():
            seen.setdefault(state.word, set()).add(rule)
    return Tried(frozenset(seen["holds"]), frozenset(seen["fails"]))
