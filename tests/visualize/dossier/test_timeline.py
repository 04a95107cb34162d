"""The plan: delays add up, what has none is shown as such, the axis has room for the last moment."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import pytest

from engine.consultation import Consultation
from engine.engine import Engine
from facts.reader import parse_case
from tests.knowledge_base.editions import load_with, second_chapter
from visualize.dossier.timeline import Plan, Span, bars, plans, ticks
from visualize.text.lines import Wording
from visualize.text.verdict_lines import VerdictLines

ADVICE = """\
strengths:
  - {strength: advised, fr: conseillé, en: advised}
details:
  - {detail: delay_days, fr: Délai, en: Delay, unit: d, minimum: 0, maximum: 365}
  - {detail: delay_months, fr: Délai, en: Delay, unit: mo, minimum: 0, maximum: 120}
options:
  - {option: rest, subject: patient, fr: Repos, en: Rest}
  - {option: splint, subject: lesion, fr: Attelle, en: Splint}
  - {option: surgery, subject: lesion, fr: Opération, en: Surgery}
  - {option: walk, subject: lesion, fr: Marche, en: Walk}
  - {option: run, subject: lesion, fr: Course, en: Run}
  - {option: swim, subject: lesion, fr: Nage, en: Swim}
questions:
  - {question: daily_life, subject: patient, fr: Que faire ?, en: What to do?, when: always, options: [rest]}
  - {question: limb, subject: lesion, fr: Que poser ?, en: What to fit?, when: always, options: [splint, surgery]}
  - {question: after, subject: lesion, fr: Et après ?, en: And then?, when: always, options: [walk, run, swim]}
"""
UNUSED = "- {rule: second.unused, when: lesion.complicated, discuss: [walk, run, swim]}\n"
"""No edition loads in which nothing is said of an option."""


def planned(folder: Path, rules: str) -> list[Plan]:
    program = load_with(folder, advice=ADVICE, second=second_chapter(rules + UNUSED))
    found: Consultation = Engine(program).consult(parse_case("lesions: [{id: L1, operated: true}]", "case.yaml"))
    return plans(VerdictLines(found, Wording(found, "fr")), "lesion:L1")


def spans(plan: Plan) -> dict[str, Span | None]:
    return {step.verdict.option: step.span for step in plan.steps}


def span(low: int, high: int | float) -> Span:
    return Span(Fraction(low), high if isinstance(high, float) else Fraction(high))


def test_delays_add_up_along_a_chain(tmp_path: Path) -> None:
    (plan,) = planned(
        tmp_path,
        """\
- rule: second.operate
  when: lesion.operated
  recommend: surgery
  then:
    - recommend: walk
      delay_days: 15..21
      then:
        - {option: run, delay_days: 10}
        - {option: swim, delay_months: 1..2}
""",
    )
    month = Fraction("30.4375")
    assert spans(plan) == {
        "walk": span(15, 21),
        "run": span(25, 31),
        "swim": Span(15 + month, 21 + 2 * month),
    }
    assert [step.depth for step in plan.steps] == [1, 2, 2]
    assert [root.option for root in plan.roots] == ["surgery"]


def test_without_a_delay_neither_the_step_nor_what_follows_has_a_place(tmp_path: Path) -> None:
    (plan,) = planned(
        tmp_path,
        """\
- rule: second.operate
  when: lesion.operated
  recommend: surgery
  then: [{recommend: walk, then: [{recommend: run, delay_days: 3}]}]
""",
    )
    assert spans(plan) == {"walk": None, "run": None}
    assert plan.horizon == 0
    assert [(bar.kind, bar.left, bar.right) for bar in bars(plan)] == [("unsaid", 0.0, 100.0)] * 2
    assert ticks(plan) == ("day", [(0.0, 0)])


def test_a_delay_without_an_end_reaches_the_edge(tmp_path: Path) -> None:
    (plan,) = planned(
        tmp_path,
        """\
- rule: second.operate
  when: lesion.operated
  recommend: surgery
  then: [{recommend: walk, delay_days: ">=20"}]
""",
    )
    assert spans(plan) == {"walk": span(20, math.inf)}
    assert [(bar.kind, bar.left, bar.right) for bar in bars(plan)] == [("from", 80.0, 100.0)]


def test_acts_that_the_same_follows_share_a_plan(tmp_path: Path) -> None:
    (plan,) = planned(
        tmp_path,
        """\
- {rule: second.both, when: lesion.operated, recommend: [splint, surgery], then: [{option: walk, delay_days: 7}]}
""",
    )
    assert [root.option for root in plan.roots] == ["splint", "surgery"]
    assert [bar.kind for bar in bars(plan)] == ["moment"]


@pytest.mark.parametrize(
    ("delay", "unit", "numbers"),
    [
        ("delay_days: 1", "day", [0, 1]),
        ("delay_days: 21", "day", [0, 5, 10, 15, 20, 25]),
        ("delay_days: 92", "day", [0, 20, 40, 60, 80, 100]),
        ("delay_days: 93", "month", [0, 1, 2, 3]),
        ("delay_months: 24", "month", [0, 6, 12, 18, 24, 30]),
        ("delay_months: 120", "month", [0, 60, 120]),
    ],
)
def test_an_axis_has_few_round_marks_in_the_unit_that_suits(
    delay: str, unit: str, numbers: list[int], tmp_path: Path
) -> None:
    rules = f"- {{rule: second.one, when: lesion.operated, recommend: surgery, then: [{{recommend: walk, {delay}}}]}}\n"
    (plan,) = planned(tmp_path, rules)
    found, marks = ticks(plan)
    assert (found, [number for _, number in marks]) == (unit, numbers)
    assert all(0 <= place <= 100 for place, _ in marks)
