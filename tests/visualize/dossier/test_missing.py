"""What is missing: facts in question only, those together that decide the same, what decides most first."""

from __future__ import annotations

from pathlib import Path

from engine.engine import Engine
from facts.reader import read_case
from facts.values import Truth
from visualize.dossier.missing import needed, still_needed
from visualize.text.lines import Wording

DEMO = str(Path(__file__).parents[3] / "demo" / "case.yaml")


def test_only_facts_on_which_an_advice_in_question_depends_are_asked_for(engine: Engine) -> None:
    found = engine.consult(read_case(DEMO))
    rows = needed(found, Wording(found, "fr"))
    asked = {(one.subject, one.option) for one in found.verdicts if one.asked is Truth.TRUE}
    waiting = {
        (fact, one.subject, one.option)
        for one in found.verdicts
        if (one.subject, one.option) in asked
        for fact in (*one.missing, *one.further)
    }
    told = {(fact, *key) for row in rows for some in row.facts for fact in some for key in row.decides}
    assert told == waiting


def test_what_decides_most_comes_first(engine: Engine) -> None:
    found = engine.consult(read_case(DEMO))
    numbers = [len(row.decides) for row in needed(found, Wording(found, "fr"))]
    assert numbers == sorted(numbers, reverse=True)
    weights = [len(one.decides) for one in still_needed(found)]
    assert weights == sorted(weights, reverse=True)
    assert set(still_needed(found)) == set(found.still_needed)


def test_facts_that_decide_the_same_stand_together(engine: Engine) -> None:
    found = engine.consult(read_case(DEMO))
    keys = [(row.subject, row.decides) for row in needed(found, Wording(found, "fr"))]
    assert len(keys) == len(set(keys))
    assert all(
        fact.subject == row.subject
        for row in needed(found, Wording(found, "fr"))
        for some in row.facts
        for fact in some
    )
