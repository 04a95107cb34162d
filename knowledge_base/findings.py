"""Findings: holes, contradictions and ambiguities of the guideline, each with a patient on whom it shows.

In: the declarations and quantities. Out: findings about known statements, with typed conditions and witnesses that
are cases.
"""

from __future__ import annotations

import json
from dataclasses import replace

from facts.case import Case
from facts.problems import CaseError
from facts.reader import parse_case
from facts.vocabulary import SubjectKind
from knowledge_base.conditions import Condition
from knowledge_base.declarations import Declarations, Declared
from knowledge_base.diagnostics import Diagnostic
from knowledge_base.program import Finding
from knowledge_base.quantities import Quantities
from knowledge_base.source import FindingSource, WitnessSource
from knowledge_base.typing import subject_of

__all__ = ["link_findings"]


def link_findings(declared: Declarations, quantities: Quantities) -> tuple[dict[str, Finding], list[Diagnostic]]:
    """Return the findings, and what is wrong with them.

    Parameters
    ----------
    declared
        What the files declare.
    quantities
        What conditions may name.
    """
    problems: list[Diagnostic] = []
    findings = {name: _finding(one, declared, quantities, problems) for name, one in declared.findings.items()}
    return findings, problems


def _finding(
    one: Declared[FindingSource], declared: Declarations, quantities: Quantities, problems: list[Diagnostic]
) -> Finding:
    source = one.item
    for index, statement in enumerate(source.statements):
        if statement not in declared.statements:
            problems.append(one.unknown("unknown_statement", statement, declared.statements, "statements", index))
    subject: SubjectKind = "patient"
    condition: Condition | None = None
    if source.when is not None:
        subject = subject_of(source.when)
        scope = quantities.scope(source.when, subject, f"finding.{source.finding}")
        condition = quantities.condition_at(one, "when", scope, problems)
    witness = None if source.witness is None else _witness(one.part(source.witness, "witness"), problems)
    return Finding(
        name=source.finding,
        kind=source.kind,
        severity=source.severity,
        statements=tuple(source.statements),
        label=source.label(),
        reading=source.reading,
        subject=subject,
        when=condition,
        witness=witness,
    )


def _witness(declared: Declared[WitnessSource], problems: list[Diagnostic]) -> Case | None:
    """Return the case of a witness; None when it is none, which is reported."""
    source = declared.item
    lesions = [] if source.lesion is None else [{"id": "L1", **source.lesion}]
    text = json.dumps({"patient": source.patient, "lesions": lesions}, default=str)
    try:
        return parse_case(text, "")
    except CaseError as error:
        for problem in error.problems:
            where = problem.where.replace("lesion:L1", "lesion")
            message = replace(problem, where=where, line=0).message("en")
            fields = (*where.split("."), problem.words.get("name", ""))
            problems.append(declared.problem("witness", message, *filter(None, fields)))
        return None
