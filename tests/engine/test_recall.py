"""A trace holds every fact that was read, with its value, and so the case itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import networkx as nx
import pytest

from engine.consultation import Consultation
from engine.engine import Engine
from engine.explanation import value_at
from engine.recall import case_of
from engine.trace import plain_trace, read_trace, value_node
from engine.working_memory import Value, WorkingMemory
from facts.case import Case
from facts.reader import parse_case, read_case
from facts.values import Interval
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.program import Program
from tests.programs import random_program, small_program
from tests.seeds import SEED
from tests.small import SmallCase
from tests.strategies import random_case

FILES = sorted((Path(__file__).parents[1] / "cases").rglob("*.yaml"))[::40]
PROGRAMS = 10
PATIENTS_A_PROGRAM = 4


@cache
def edition() -> Engine:
    return Engine(load(edition_folder(DEFAULT_EDITION)))


def recorded(consultation: Consultation) -> nx.MultiDiGraph[str]:
    """Return the trace written as text and read back."""
    return read_trace(json.loads(json.dumps(plain_trace(consultation.trace))))


def samples(test: str) -> Iterator[tuple[Engine, Case, str]]:
    for number in range(PROGRAMS):
        seed = f"{SEED}/{test}/{number}"
        written = random_program(seed)
        engine, rng = Engine(written.program), Random(seed)
        for _ in range(PATIENTS_A_PROGRAM):
            yield engine, random_case(rng, engine.program, model=SmallCase), f"seed {seed}\n{written.text}"


@pytest.fixture
def learnt(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], Value]:
    """Return what the engine learns, as it learns it; nothing else of a case enters into the reasoning."""
    found: dict[tuple[str, str], Value] = {}
    learn = WorkingMemory.learn

    def noted(memory: WorkingMemory, quantity: str, subject: str, value: Value) -> None:
        found[subject, quantity] = value
        learn(memory, quantity, subject, value)

    monkeypatch.setattr(WorkingMemory, "learn", noted)
    return found


def test_a_case_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # What is learnt then is all that is ever read of it, which the next tests rely on.
    reads: list[Case] = []
    subjects = Case.subjects

    def counted(case: Case) -> object:
        reads.append(case)
        return subjects(case)

    monkeypatch.setattr(Case, "subjects", counted)
    consultation = edition().consult(read_case(str(FILES[0])))
    assert consultation.trace
    assert len(reads) == 1


def assert_holds_what_was_learnt(
    consultation: Consultation, learnt: dict[tuple[str, str], Value], said: str = ""
) -> None:
    trace = recorded(consultation)
    facts = {key: value for key, value in learnt.items() if consultation.program.quantities[key[1]].kind == "fact"}
    assert facts or not any(one["kind"] == "fact" for _, one in trace.nodes(data=True)), said
    for (subject, name), value in facts.items():
        node = value_node(subject, name)
        assert trace.nodes[node]["kind"] == "fact", said
        assert value_at(trace, consultation.program, node) == value.possible, f"{node}\n{said}"


def test_a_trace_holds_every_fact_that_was_read(learnt: dict[tuple[str, str], Value]) -> None:
    for file in FILES:
        learnt.clear()
        assert_holds_what_was_learnt(edition().consult(read_case(str(file))), learnt, file.stem)


def test_a_trace_of_any_program_holds_every_fact_that_was_read(learnt: dict[tuple[str, str], Value]) -> None:
    for engine, case, said in samples("every fact"):
        learnt.clear()
        assert_holds_what_was_learnt(engine.consult(case), learnt, said)


def comes_to(consultation: Consultation) -> tuple[object, ...]:
    """Return everything that a case came to, but the case."""
    return (
        consultation.rules,
        consultation.verdicts,
        consultation.questions,
        consultation.findings,
        consultation.still_needed,
        consultation.dont_care,
        dict(consultation.known.values),
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_recalled_case_comes_to_the_same(file: Path) -> None:
    first = edition().consult(read_case(str(file)))
    again = edition().consult(case_of(recorded(first), edition().program))
    assert again.case.id == first.case.id
    assert comes_to(again) == comes_to(first)


def test_a_recalled_case_of_any_program_comes_to_the_same() -> None:
    for engine, case, said in samples("recalled"):
        first = engine.consult(case)
        assert comes_to(engine.consult(case_of(recorded(first), engine.program, SmallCase))) == comes_to(first), said


@pytest.mark.parametrize(
    "written", ["6 wk", "0.1234567891", "3.00000001..3.00000002", ">3.00000001", "<=5 wk", "7", "1..2"]
)
def test_numbers_survive_exactly(written: str) -> None:
    case = parse_case(f"patient: {{survival_months: '{written}'}}", "case.yaml")
    recalled = case_of(recorded(edition().consult(case)), edition().program)
    assert recalled.patient.survival_months == case.patient.survival_months


def test_an_open_bound_that_json_rounds_onto_the_other_survives() -> None:
    small: Program = small_program({"rule": "one", "when": "patient.q > 3", "recommend": "drug"})
    third = Fraction(10**12, 3 * 10**12 + 1)
    case = SmallCase.model_validate({"patient": {"q": Interval(3 + third, 3 + third + Fraction(1, 10**17), True)}})
    first = Engine(small).consult(case)
    recalled = case_of(recorded(first), small, SmallCase)
    assert recalled.subjects() == case.subjects()


def test_lesions_of_which_nothing_is_read_are_recalled_in_their_order() -> None:
    small = small_program({"rule": "one", "when": "any lesion", "recommend": "drug"})
    case = SmallCase.model_validate({"lesions": [{"id": "B"}, {"id": "A"}, {"id": "C"}]})
    recalled = case_of(recorded(Engine(small).consult(case)), small, SmallCase)
    assert [lesion.id for lesion in recalled.lesions] == ["B", "A", "C"]
