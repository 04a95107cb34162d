"""The plan as the page shows it: a table of steps in words, with a bar beside each."""

from __future__ import annotations

from dataclasses import dataclass

from facts.case import PATIENT
from knowledge_base.wording import lower_first, sentence_case
from visualize.dossier.anchors import verdict_anchor
from visualize.dossier.entries import Cited, Mark, Teller
from visualize.dossier.timeline import Bar, Plan, Step, bars, plans, ticks
from visualize.dossier.words import word

__all__ = ["Root", "Row", "Schedule", "schedules"]


@dataclass(frozen=True)
class Root:
    """An act from which a plan counts."""

    title: str
    mark: Mark
    anchor: str


@dataclass(frozen=True)
class Row:
    """A step in words, with its bar."""

    title: str
    depth: int
    when: str
    mark: Mark
    details: tuple[str, ...]
    cited: Cited
    bar: Bar


@dataclass(frozen=True)
class Schedule:
    """A plan with its axis.

    Attributes
    ----------
    unit
        The unit of the axis.
    ticks
        The marks of the axis: where in percent, and which number.
    """

    owner: str
    roots: tuple[Root, ...]
    rows: tuple[Row, ...]
    unit: str
    ticks: tuple[tuple[float, int], ...]


def schedules(teller: Teller) -> list[Schedule]:
    """Return the plans of all subjects, the lesions first.

    Parameters
    ----------
    teller
        Tells the verdicts of a consultation.
    """
    subjects = teller.lines.consultation.known.subjects
    return [
        _schedule(plan, subject, teller)
        for subject in (*subjects[1:], PATIENT)
        for plan in plans(teller.lines, subject)
    ]


def _schedule(plan: Plan, subject: str, teller: Teller) -> Schedule:
    words = teller.words
    roots = tuple(
        Root(words.option(one.option), teller.mark(one), verdict_anchor(subject, one.option)) for one in plan.roots
    )
    unit, marks = ticks(plan)
    rows = tuple(_row(step, bar, teller) for step, bar in zip(plan.steps, bars(plan), strict=True))
    return Schedule(words.subject(subject), roots, rows, word(unit, words.language), tuple(marks))


def _row(step: Step, bar: Bar, teller: Teller) -> Row:
    words, lines = teller.words, teller.lines
    return Row(
        words.option(step.verdict.option),
        step.depth,
        sentence_case(" ".join(words.delay(step.advice))),
        teller.mark_of(lines.verdict_on_way(step.verdict, step.advice), provisional=step.verdict.provisional),
        tuple(map(lower_first, lines.particulars(step.advice))),
        teller.cited(step.rule),
        bar,
    )
