"""Counts: how much of each chapter is encoded, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields

from knowledge_base.program import Program

__all__ = ["Counts", "counts", "encoding", "total"]


@dataclass(frozen=True)
class Counts:
    """What a chapter holds.

    Attributes
    ----------
    statements
        All statements: those of the next three together.
    encoded
        Statements with rules, definitions, scores, formulas or categories of their own.
    elsewhere
        Statements that only rules under other statements encode.
    reasoned
        Statements that nothing encodes, with a reason.
    rules
        Rules under its statements.
    tried
        Rules with a case in which they hold and one in which they fail.
    findings
        What is wrong with the guideline itself; of several chapters, in that of the first statement named.
    """

    statements: int
    encoded: int
    elsewhere: int
    reasoned: int
    rules: int
    tried: int
    findings: int


def encoding(program: Program, statement: str) -> Iterator[str]:
    """Yield the rules and derived quantities that encode a statement, its own and those elsewhere."""
    yield from (rule.name for rule in program.rules.values() if rule.statement == statement)
    yield from (one.name for one in program.quantities.values() if one.statement == statement)
    yield from program.statements[statement].encoded_in


def counts(program: Program, tried: Collection[str] = ()) -> dict[str, Counts]:
    """Return what each chapter holds, by its name.

    Parameters
    ----------
    program
        A loaded edition.
    tried
        The rules with a case for and a case against.

    Examples
    --------
    >>> from knowledge_base.loader import edition_folder, load
    >>> one = counts(load(edition_folder("metastases_osseuses_2026")))["limb_surgery"]
    >>> one.encoded + one.elsewhere + one.reasoned == one.statements
    True
    """
    chapter_of = {name: one.place.chapter for name, one in program.statements.items()}
    own = {rule.statement for rule in program.rules.values()} | {one.statement for one in program.quantities.values()}
    kinds = Counter(
        (chapter_of[name], "encoded" if name in own else "elsewhere" if one.encoded_in else "reasoned")
        for name, one in program.statements.items()
    )
    rules = Counter(chapter_of[rule.statement] for rule in program.rules.values())
    both_ways = Counter(chapter_of[program.rules[name].statement] for name in tried)
    findings = Counter(chapter_of[finding.statements[0]] for finding in program.findings.values())
    return {
        name: Counts(
            statements=sum(kinds[name, kind] for kind in ("encoded", "elsewhere", "reasoned")),
            encoded=kinds[name, "encoded"],
            elsewhere=kinds[name, "elsewhere"],
            reasoned=kinds[name, "reasoned"],
            rules=rules[name],
            tried=both_ways[name],
            findings=findings[name],
        )
        for name in program.chapters
    }


def total(each: Collection[Counts]) -> Counts:
    """Return what several chapters hold together."""
    return Counts(*(sum(getattr(one, field.name) for one in each) for field in fields(Counts)))
