"""Over random programs with impossible combinations, by brute force: what is proposed can be, and nothing is missed."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from random import Random

import pytest

from engine.engine import Engine
from engine.outcomes import outcomes_of
from engine.reach import reach
from engine.reading import Leaf
from engine.robustness import robustness
from engine.still_needed import StillNeeded, still_needed
from engine.suppositions import patient_of
from facts.case import PATIENT, Case
from facts.values import ValueSet
from tests.agreement import disagreements
from tests.counterfactuals import Table, admissible, with_changes
from tests.engine.test_counterfactuals import Sample, is_advised, matters, smaller, with_few_unknown
from tests.programs import random_program
from tests.seeds import SEED
from tests.small import SmallCase
from tests.strategies import random_case

PROGRAMS = 12
CHUNKS = range(2)

every_chunk = pytest.mark.parametrize("chunk", CHUNKS)


def samples(chunk: int, test: str) -> Iterator[Sample]:
    for number in range(PROGRAMS):
        seed = f"{SEED}/{test}/{chunk}/{number}"
        engine = Engine(random_program(seed, impossible=True).program)
        rng = Random(seed)
        yield Sample(engine, random_case(rng, engine.program, model=SmallCase), rng, seed)


def coherent(table: Table, *, moot: bool = True) -> int:
    """Return the patients of a table in which nothing is impossible that is not so of the patient as known."""
    patient, reading = table.patient, table.reading
    own = Table(patient, [{}]).reading
    found = reading.algebra.yes
    for one in patient.program.impossible.values():
        for subject in [PATIENT] if one.subject == "patient" else patient.lesions:
            if not own.condition(one.when, subject).true and (moot or not one.moot):
                found &= ~reading.condition(one.when, subject).true
    return found


@every_chunk
def test_the_reference_agrees_on_contradictions(chunk: int) -> None:
    seen = 0
    for sample in samples(chunk, "contradictions"):
        assert disagreements(sample.consultation) == [], sample.failing()
        seen += len(sample.consultation.contradictions)
    assert seen


@every_chunk
def test_no_way_is_impossible_and_no_smaller_possible_one_reaches(chunk: int) -> None:
    tried = 0
    for sample in samples(chunk, "coherent reach"):
        trace = sample.consultation.trace
        before = set(sample.consultation.contradictions)
        for outcome in sample.outcomes():
            outcomes = [one for one in outcomes_of(sample.program, outcome.subject) if one.option == outcome.option]
            found = reach(trace, sample.program, outcome.subject, outcome.option)
            if found.as_a_whole:
                continue
            for way in found.ways:
                case = with_changes(sample.program, sample.case, way)
                assert set(sample.engine.consult(case).contradictions) <= before, sample.failing(case)
                tried += 1
            for table in smaller(sample.patient, min(len(found.ways[0]) if found.ways else 3, 3)):
                advised = is_advised(table.reading, outcomes) & coherent(table)
                assert not advised, f"{outcome} {found} {sample.failing()}"
    assert tried


@every_chunk
def test_no_single_flip_is_impossible_and_none_is_left_out(chunk: int) -> None:
    flipped = 0
    for sample in samples(chunk, "coherent robustness"):
        patient = sample.patient
        values = {leaf: some for leaf in patient.facts if (some := admissible(patient, leaf))}
        table = Table.of_changes(patient, values, 1)
        possible = coherent(table)
        for one in robustness(sample.consultation.trace, sample.program):
            differing = possible & ~table.reading.verdicts(one.outcome).of[one.verdict]
            shown = {next(iter(row)) for number, row in enumerate(table.rows) if differing >> number & 1}
            told = {(flip.change.subject, flip.change.quantity) for flip in one.flips}
            assert told == shown, f"{one.outcome} {told ^ shown} {sample.failing()}"
            flipped += len(told)
    assert flipped


@every_chunk
def test_what_is_still_needed_is_so_of_patients_that_can_be(chunk: int) -> None:
    compared = 0
    for sample in samples(chunk, "coherent needs"):
        few = with_few_unknown(sample)
        if few is None or prod(len(some) for some in few[1].values()) > 4000:
            continue
        case, values = few
        trace = sample.engine.consult(case).trace
        found = still_needed(trace, sample.program, patience=60)
        if found.as_a_whole or any(name in sample.program.measured for _, name in values):
            continue
        patient = patient_of(trace, sample.program)
        table = Table.of_completions(patient, values)
        possible = coherent(table, moot=False)
        if not possible:
            continue
        compared += _compare(sample, case, table, possible, values, found)
    assert compared


def _compare(
    sample: Sample,
    case: Case,
    table: Table,
    possible: int,
    values: dict[Leaf, list[ValueSet]],
    found: StillNeeded,
) -> int:
    told = {((one.subject, one.quantity), outcome) for one in found.needed for outcome in one.decides}
    reading = table.reading
    for outcome, verdicts in found.possible.items():
        terms = list(reading.verdicts(outcome).of.values())
        seen = {verdict for verdict, term in reading.verdicts(outcome).of.items() if term & possible}
        assert seen == set(verdicts), f"{outcome} {sample.failing(case)}"
        own = {leaf for leaf, one in told if one == outcome}
        assert own <= set(matters(table, terms, values)), f"{outcome} {sample.failing(case)}"
        assert not own or len(seen) > 1, f"{outcome} {sample.failing(case)}"
    return len(told)
