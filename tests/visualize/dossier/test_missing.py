"""What is missing: facts in question only, together what decides the same, first what decides most and costs least."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.consultation import Consultation
from engine.engine import Engine
from engine.outcomes import Outcome
from engine.still_needed import StillNeeded, still_needed
from facts.learning import cost
from facts.reader import parse_case, read_case
from facts.values import Truth
from visualize.dossier.missing import needed
from visualize.text.lines import Wording

DEMO = str(Path(__file__).parents[3] / "demo" / "case.yaml")


@pytest.fixture(scope="module")
def demo(engine: Engine) -> tuple[Consultation, StillNeeded]:
    found = engine.consult(read_case(DEMO))
    return found, still_needed(found.trace, found.program, patience=60)


def test_only_facts_on_which_an_advice_in_question_is_proved_to_depend_are_asked_for(
    demo: tuple[Consultation, StillNeeded],
) -> None:
    found, proved = demo
    assert proved.complete
    asked = {(one.subject, one.option) for one in found.verdicts if one.asked is Truth.TRUE}
    decide = {((one.subject, one.quantity), outcome) for one in proved.needed for outcome in one.decides}
    waiting = {
        (fact, one.subject, one.option)
        for one in found.verdicts
        if (one.subject, one.option) in asked
        for fact in (*one.missing, *one.further)
        if fact in one.further
        or (tuple(fact), Outcome(one.subject, one.option, one.after.path if one.after else ())) in decide
    }
    rows = needed(found, proved, Wording(found, "fr"))
    told = {(fact, *key) for row in rows for some in row.facts for fact in some for key in row.decides}
    assert told == waiting


def test_what_decides_most_comes_first_and_of_equals_what_costs_least(demo: tuple[Consultation, StillNeeded]) -> None:
    rows = needed(*demo, Wording(demo[0], "fr"))
    keys = [(-len(row.decides), cost(row.source)) for row in rows]
    assert keys == sorted(keys)
    assert len({row.source for row in rows}) > 1


def test_facts_that_decide_the_same_stand_together(demo: tuple[Consultation, StillNeeded]) -> None:
    rows = needed(*demo, Wording(demo[0], "fr"))
    keys = [(row.subject, row.source, row.decides) for row in rows]
    assert len(keys) == len(set(keys))
    assert all(fact.subject == row.subject for row in rows for some in row.facts for fact in some)


def test_a_fact_that_only_seems_to_decide_is_not_asked_for(engine: Engine) -> None:
    # What brings 20 Gy in 5 in for the elderly is said anyway of every patient whom nothing excludes.
    text = "lesions: [{id: L1, site: femoral_shaft, irradiation_planned: true}]"
    found = engine.consult(parse_case(text, ""))
    proved = still_needed(found.trace, found.program, patience=60)
    seem = {fact for one in found.verdicts if one.asked is Truth.TRUE for fact in one.missing}
    rows = needed(found, proved, Wording(found, "en"))
    told = {fact for row in rows for some in row.facts for fact in some}
    assert told <= seem | {fact for one in found.verdicts for fact in one.further}
    assert seem - told
