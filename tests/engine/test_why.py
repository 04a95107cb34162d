"""Why a verdict is what it is: what was written beforehand, and what must hold of every answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import networkx as nx
import pytest

from engine.answer import Reason, Why
from engine.consultation import Consultation
from engine.engine import Engine
from engine.trace import incoming, plain_trace, read_trace, rule_node
from engine.why import why
from engine.why_contract import plain_why
from facts.labels import LANGUAGES
from facts.reader import read_case
from facts.values import Truth
from tests.programs import random_program
from tests.seeds import SEED
from tests.small import SmallCase
from tests.strategies import random_case
from tests.why_cases import ASKED, edition, told
from visualize.text.why import why_report

FILES = sorted((Path(__file__).parents[1] / "cases").rglob("*.yaml"))[::50]
PROGRAMS = 12
PATIENTS_A_PROGRAM = 3
MOST_UNDETERMINED = 8


def names(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    return tuple(one.rule.name for one in reasons)


# What was written beforehand


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_as_written_from_the_rules(name: str) -> None:
    asked = ASKED[name]
    answer = asked.answer_of(told(name))
    if not asked.verdict:
        assert answer is None
        return
    assert answer is not None
    assert (answer.verdict, answer.provisional) == (asked.verdict, asked.provisional)
    assert names(answer.reasons) == asked.reasons
    assert names(answer.beaten) == asked.beaten
    found = [(one.rule.name, by.reason.rule.name) for one in answer.defeated for by in one.overriders if by.certain]
    assert tuple(found) == asked.defeated
    assert names(answer.awaited) == asked.awaited
    assert tuple(map(str, answer.missing)) == asked.missing


def points(found: Why, name: str) -> dict[str, tuple[int, int] | None]:
    (score,) = (one for one in found.grounds if one.quantity.name == name)
    return {one.quantity.name.partition(".")[2]: one.points for one in score.premises}


def test_a_score_opens_to_its_items() -> None:
    assert points(told("recommended"), "lesion.mirels") == {
        "site": (2, 2),
        "cortical_involvement": (3, 3),
        "type": (3, 3),
        "pain": (2, 2),
    }


def test_an_unknown_item_has_all_the_points_that_it_may_have() -> None:
    assert points(told("score_partly_unknown"), "lesion.mirels")["type"] == (1, 3)


def test_a_formula_opens_to_what_it_was_computed_from() -> None:
    (clearance,) = (one for one in told("conflict").grounds if one.quantity.kind == "formula")
    read = [one.quantity.name for one in clearance.premises]
    assert read == [
        "patient.cockcroft_ml_min",
        "patient.age_years",
        "patient.weight_kg",
        "patient.cockcroft_factor",
        "patient.creatinine_umol_l",
    ]


def test_a_step_brings_the_answer_on_what_it_follows() -> None:
    answer = ASKED["follows"].answer_of(told("follows"))
    assert answer is not None
    assert answer.before is not None
    assert (answer.before.verdict, names(answer.before.reasons)) == ("recommended", ("rt.mirels.fix_high_score",))
    details = [dict(one.advice[0].details) for one in answer.reasons]
    # Each of the three gives a delay of its own kind; only the first two name the target.
    assert [sorted(one) for one in details] == [["delay_days", "target"], ["delay_days", "target"], ["delay_days"]]
    assert [str(one.advice[0].once) for one in answer.reasons] == ["lesion.skin_healed"] * 3


def test_of_a_step_the_rules_against_it_are_told_with_their_effect() -> None:
    found = told("undetermined")
    (answer,) = found.answers
    assert answer.awaited[0].effects == ("not_recommended",)


def test_where_nothing_is_said_the_question_is_there_with_what_decided_it() -> None:
    found = told("not_asked")
    assert found.answers == ()
    (question,) = found.questions
    assert (question.question.name, question.asked) == ("long_bone_at_risk", Truth.FALSE)
    decisive = [(one.quantity.name, one.outcome) for one in question.premises if one.decisive]
    assert decisive == [("lesion.site", Truth.FALSE)]


def test_the_findings_are_those_that_show_on_the_case_and_speak_of_these_rules() -> None:
    found = told("conflict")
    assert "bt.severe_renal_failure_denosumab" in [one.finding.name for one in found.findings]
    shown = {one.finding for one in edition().consult(ASKED["conflict"].case).findings}
    assert {one.finding.name for one in found.findings} <= shown
    for one in found.findings:
        assert {edition().program.rules[rule].statement for rule in one.rules} <= set(one.finding.statements)


def test_an_unknown_subject_is_refused() -> None:
    with pytest.raises(KeyError, match="lesion:X"):
        why(edition().consult(ASKED["caution"].case).trace, edition().program, "bracing", "lesion:X")


def test_a_trace_of_another_knowledge_base_is_refused() -> None:
    trace = edition().consult(ASKED["caution"].case).trace.copy()
    trace.graph["knowledge_base"] = {**trace.graph["knowledge_base"], "hash": "0" * 16}
    with pytest.raises(ValueError, match="another knowledge base"):
        why(trace, edition().program, "denosumab", "patient")


# What must hold of every answer


def recorded(consultation: Consultation) -> nx.MultiDiGraph[str]:
    return read_trace(json.loads(json.dumps(plain_trace(consultation.trace))))


def asked_of(consultation: Consultation) -> Iterator[tuple[str, str]]:
    """Yield what the guideline says something of, some of what it leaves open, and what it says nothing of."""
    found: dict[tuple[str, str], None] = {}
    undetermined = 0
    for one in consultation.verdicts:
        undetermined += one.verdict == "undetermined"
        if one.verdict != "undetermined" or undetermined <= MOST_UNDETERMINED:
            found[one.subject, one.option] = None
    told_of = {(one.subject, one.option) for one in consultation.verdicts}
    options = consultation.program.options.values()
    kinds = {subject: "patient" if subject == "patient" else "lesion" for subject in consultation.known.subjects}
    untold = [
        (subject, option.name)
        for subject, kind in kinds.items()
        for option in options
        if option.subject == kind and (subject, option.name) not in told_of
    ]
    yield from (*found, *untold[:MOST_UNDETERMINED])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_recorded_trace_answers_as_a_fresh_one_and_as_the_consultation(file: Path) -> None:
    consultation = edition().consult(read_case(str(file)))
    again = recorded(consultation)
    for subject, option in asked_of(consultation):
        first = why(consultation.trace, edition().program, option, subject)
        assert why(again, edition().program, option, subject) == first
        assert json.loads(json.dumps(plain_why(first))) == plain_why(first)
        assert_same_as(consultation, first)


def assert_same_as(consultation: Consultation, found: Why, said: str = "") -> None:
    verdicts = {
        one.after.path if one.after else (): one
        for one in consultation.verdicts
        if (one.subject, one.option) == (found.subject, found.option.name)
    }
    assert {one.path for one in found.answers} == set(verdicts), said
    for answer in found.answers:
        verdict = verdicts[answer.path]
        assert (answer.verdict, answer.provisional) == (verdict.verdict, verdict.provisional), said
        assert {*names(answer.reasons), *names(answer.beaten)} == set(verdict.rules), said
        assert names(answer.beaten) == verdict.beaten, said
        assert names(answer.defeated) == verdict.defeated, said
        assert names(answer.awaited) == verdict.open_rules, said
        assert (answer.missing, answer.further) == (verdict.missing, verdict.further), said
        for reason in (*answer.reasons, *answer.beaten, *answer.defeated, *answer.awaited):
            assert reason.advice, f"{reason.rule.name} says nothing of {found.option.name}\n{said}"


def assert_stands_on(trace: nx.MultiDiGraph[str], found: Why, said: str) -> None:
    """Hold that every rule is in the trace as it is told, and that its decisive tests show why."""
    grounds = {one.node: one for one in found.grounds}
    for reason in found.rules:
        node = rule_node(reason.subject, reason.rule.name)
        assert trace.nodes[node]["state"] == reason.state, said
        assert len(reason.premises) == len(incoming(trace, node, "premise")), said
        for one in reason.premises:
            assert one.node in grounds, said
            if one.decisive and reason.truth is not Truth.UNKNOWN:
                assert one.is_met is (reason.truth is Truth.TRUE), f"{reason.rule.name}: {one.test}\n{said}"
            if one.decisive and reason.truth is Truth.UNKNOWN:
                assert one.outcome is Truth.UNKNOWN, said
        for by in reason.overriders:
            # A rule that holds may itself still be overridden.
            assert not by.certain or by.reason.state == "holds", said
            assert by.reason.state in ("holds", "open"), said
    for ground in found.grounds:
        assert all(one.node in grounds for one in ground.premises), said
        # A fact is where the way down ends.
        assert ground.quantity.kind != "fact" or not ground.premises, said


def test_an_answer_stands_on_the_trace_of_any_program() -> None:
    for number in range(PROGRAMS):
        seed = f"{SEED}/why/{number}"
        written = random_program(seed)
        engine, rng = Engine(written.program), Random(seed)
        for _ in range(PATIENTS_A_PROGRAM):
            case = random_case(rng, engine.program, model=SmallCase)
            consultation = engine.consult(case)
            trace, said = recorded(consultation), f"seed {seed}\n{written.text}"
            for subject, option in asked_of(consultation):
                found = why(trace, engine.program, option, subject)
                assert found == why(consultation.trace, engine.program, option, subject), said
                assert_same_as(consultation, found, said)
                assert_stands_on(trace, found, said)
                for language in LANGUAGES:
                    (line,) = why_report([found], engine.program, language, "sentence")
                    assert "\n" not in line.text
                    assert why_report([found], engine.program, language, "short")
                    assert why_report([found], engine.program, language, "full")
