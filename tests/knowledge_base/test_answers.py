"""What answers the items of a request: typed when loaded, read as facts, told by the listing of options."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.listings import option_records
from engine.compiler import compile_network
from engine.plain import condition_text
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.knowledge_base.editions import MINI, load_with, mini_edition, problems_of, second_chapter

ADVICE = (MINI / "advice.yaml").read_text("utf-8")
DERIVED = "- {definition: patient.weak, fr: Faible, en: Weak, when: patient.ecog > 2}\n"


def advice(answers: str) -> str:
    """Return the advice of the mini edition, in which rest is the item of a request."""
    asked = ADVICE.replace("when: always, options: [rest]", "when: always, request: true, options: [rest]")
    return asked.replace("fr: Repos, en: Rest", f"fr: Repos, en: Rest, answered_by: {answers}")


def test_a_point_has_its_facts_and_its_condition(tmp_path: Path) -> None:
    answers = "[patient.ecog, {fact: [lesion.pain, patient.worst_pain], when: lesion.operated}]"
    option = load_with(tmp_path, advice=advice(answers)).options["rest"]
    told = [(point.subject, point.facts, condition_text(point.when)) for point in option.answered_by]
    assert told == [
        ("patient", (("patient.ecog",),), "always"),
        ("lesion", (("lesion.pain",), ("patient.worst_pain",)), "lesion.operated"),
    ]


def test_several_categories_at_once_are_one_fact(tmp_path: Path) -> None:
    program = load_with(tmp_path, advice=advice("[patient.skeletal_events]"))
    ((fact,),) = (point.facts for point in program.options["rest"].answered_by)
    assert fact[0] == "patient.skeletal_events.palliative_radiotherapy"
    assert len(fact) == 5


def test_facts_that_answer_and_those_that_decide_on_them_are_read(tmp_path: Path) -> None:
    # Without this a fact that no rule reads would not be in the trace, from which a request is read.
    program = load_with(tmp_path, advice=advice("[{fact: patient.tobacco, when: patient.age_years > 60}]"))
    assert {"patient.tobacco", "patient.age_years"} <= compile_network(program).read
    assert "patient.alcohol" not in compile_network(program).read


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ("[patient.weak]", "type: “patient.weak” is derived; an item of a request is answered by facts of the case"),
        ("[{fact: patient.ecog, when: patient.weak}]", ""),
        ("[{fact: patient.ecog, when: ''}]", "syntax: "),
        ("[{fact: lesion.pane, when: lesion.operated}]", "unknown_name: “lesion.pane”; did you mean “lesion.pain”?"),
    ],
)
def test_what_is_derived_may_decide_and_not_answer(tmp_path: Path, answers: str, message: str) -> None:
    second = second_chapter(DERIVED + "- {rule: second.rule, when: patient.weak, recommend: rest}")
    found = problems_of(mini_edition(tmp_path, advice=advice(answers), second=second))
    assert len(found) == bool(message)
    assert all(f"advice.yaml:14: {message}" in one for one in found)


def test_options_are_listed_with_what_answers_them() -> None:
    records = {one["option"]: one for one in option_records(load(edition_folder(DEFAULT_EDITION)))}
    assert records["state_anticoagulants"]["answered_by"] == [{"facts": ["patient.antithrombotics"], "when": "always"}]
    assert records["state_prognosis"]["answered_by"][0]["facts"] == [
        "patient.survival_months",
        "patient.short_survival",
    ]
    assert records["organ_meeting"]["answered_by"] == []
