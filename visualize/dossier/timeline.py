"""The plan in time: what follows an act, when, and as bars.

In: the verdicts of a consultation with what follows them. Out: plans, each with its steps and their place on an axis.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.consultation import OptionVerdict
from facts.domains import Number
from facts.units import convert
from facts.values import Interval
from knowledge_base.program import DELAYS, Advice
from visualize.text.answers import answers
from visualize.text.verdict_lines import VerdictLines

__all__ = ["Bar", "Plan", "Span", "Step", "bars", "plans", "ticks"]

_DAY, _MONTH = "d", "mo"
_UNITS = {"delay_days": _DAY, "delay_months": _MONTH}
_MONTHS_FROM = 92
"""From how many days on an axis is in months."""
_TICKS = (1, 2, 5, 7, 10, 14, 20, 30, 60, 90)
_MONTH_TICKS = (1, 2, 3, 6, 12, 24, 60)
_MOST_TICKS = 6
_ROOM = Fraction(5, 4)
"""How much longer than the last moment an axis is, so that an open end can be seen."""


@dataclass(frozen=True)
class Span:
    """From when to when, in days from the first act; ``math.inf`` for no end."""

    low: Fraction
    high: Fraction | float

    def after(self, delay: Span) -> Span:
        """Return the span of what follows this one after a delay."""
        return Span(self.low + delay.low, self.high + delay.high)


@dataclass(frozen=True)
class Step:
    """What follows an act, as one or several rules say it.

    Attributes
    ----------
    depth
        How many acts stand between it and the first one.
    verdict
        The verdict on the step.
    rule, advice
        A rule that holds, and what it says of the step.
    before, span
        When the act before it and when the step itself may be; None where no delay is said.
    """

    depth: int
    verdict: OptionVerdict
    rule: str
    advice: Advice
    before: Span | None
    span: Span | None


@dataclass(frozen=True)
class Plan:
    """Acts that the same follows, and what follows them."""

    roots: tuple[OptionVerdict, ...]
    steps: tuple[Step, ...]

    @property
    def horizon(self) -> Fraction:
        """The last moment that is said, in days; 0 when none is."""
        ends = [bound for one in self.steps if one.span for bound in (one.span.low, one.span.high)]
        return max((Fraction(one) for one in ends if not math.isinf(one)), default=Fraction(0))


@dataclass(frozen=True)
class Bar:
    """A step on the axis, in percent of its length.

    Attributes
    ----------
    kind
        ``moment``, ``range``, ``from`` (it has no end) or ``unsaid`` (no delay is said).
    """

    kind: str
    left: float
    right: float


def plans(lines: VerdictLines, subject: str) -> list[Plan]:
    """Return what is planned for a subject, the acts together that the same follows.

    Parameters
    ----------
    lines
        Says what follows a verdict.
    subject
        The patient or a lesion.
    """
    alike: dict[tuple[object, ...], list[OptionVerdict]] = {}
    steps: dict[tuple[object, ...], tuple[Step, ...]] = {}
    for answer in answers(lines.consultation, lines, subject):
        for verdict in answer.verdicts:
            found = tuple(_steps(lines, verdict, Span(Fraction(0), Fraction(0)), 1))
            if found:
                key = tuple((one.depth, one.verdict.option, one.rule, one.span) for one in found)
                alike.setdefault(key, []).append(verdict)
                steps.setdefault(key, found)
    return [Plan(tuple(roots), steps[key]) for key, roots in alike.items()]


def _steps(lines: VerdictLines, verdict: OptionVerdict, before: Span | None, depth: int) -> Iterator[Step]:
    details = lines.consultation.program.details
    for step in lines.steps_after(verdict):
        told: dict[str, Step] = {}
        for rule, advice in lines.leading(step):
            domains = {name: details[name].domain for name in DELAYS if name in advice.details}
            delay = _delay(advice, {name: one for name, one in domains.items() if isinstance(one, Number)})
            span = before.after(delay) if before and delay else None
            told.setdefault(lines.way_words(step, advice), Step(depth, step, rule, advice, before, span))
        yield from told.values()
        if told and not lines.stands_by_itself(step):
            yield from _steps(lines, step, _hull([one.span for one in told.values()]), depth + 1)


def _delay(advice: Advice, domains: dict[str, Number]) -> Span | None:
    for name, domain in domains.items():
        value = advice.details[name]
        if isinstance(value, Interval):
            low, high = (_days(bound, name) for bound in (value.low, value.high))
            open_end = math.isinf(value.high) or value.high >= domain.whole.high
            return Span(Fraction(low), math.inf if open_end and not value.is_exact else high)
    return None


def _days(bound: Fraction | float, name: str) -> Fraction | float:
    return bound if math.isinf(bound) else convert(Fraction(bound), _UNITS[name], _DAY)


def _hull(spans: Sequence[Span | None]) -> Span | None:
    known = [one for one in spans if one]
    if len(known) < len(spans) or not known:
        return None
    return Span(min(one.low for one in known), max(one.high for one in known))


def bars(plan: Plan) -> list[Bar]:
    """Return where each step of a plan stands on its axis."""
    length = _length(plan)
    return [_bar(step, length) for step in plan.steps]


def _length(plan: Plan) -> Fraction:
    return plan.horizon * _ROOM or Fraction(1)


def _bar(step: Step, length: Fraction) -> Bar:
    def place(days: Fraction | float) -> float:
        return round(100 * float(min(days, length) / length), 2)

    if step.span is None:
        return Bar("unsaid", place(step.before.low) if step.before else 0.0, 100.0)
    left, right = place(step.span.low), place(step.span.high)
    kind = "from" if math.isinf(step.span.high) else "moment" if step.span.low == step.span.high else "range"
    return Bar(kind, left, right)


def ticks(plan: Plan) -> tuple[str, list[tuple[float, int]]]:
    """Return the unit of the axis, ``day`` or ``month``, and its marks: where in percent, and which number."""
    length = _length(plan)
    if not plan.horizon:
        return "day", [(0.0, 0)]
    in_months = plan.horizon > _MONTHS_FROM
    unit = convert(Fraction(1), _MONTH, _DAY) if in_months else Fraction(1)
    widths = _MONTH_TICKS if in_months else _TICKS
    width = next((one for one in widths if length / (unit * one) <= _MOST_TICKS), widths[-1])
    count = int(length / (unit * width))
    marks = [(round(100 * float(unit * width * index / length), 2), width * index) for index in range(count + 1)]
    return "month" if in_months else "day", marks
