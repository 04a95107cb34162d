"""What is proposed works, and nothing smaller does: over random programs, against brute force and the real engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import prod
from random import Random

import pytest

from engine.consultation import Consultation
from engine.contrast import Contrast, Difference, contrast
from engine.engine import Engine
from engine.outcomes import Outcome, outcomes_of
from engine.reach import ADVISED, reach
from engine.reading import Leaf, Reading
from engine.robustness import robustness
from engine.still_needed import still_needed
from engine.suppositions import Patient, patient_of
from engine.verdicts import Verdict
from engine.why_not import why_not
from facts.case import Case
from facts.values import ValueSet
from knowledge_base.program import Program
from tests.agreement import described
from tests.counterfactuals import Table, admissible, singles, with_changes, with_values
from tests.programs import random_program
from tests.seeds import SEED
from tests.small import SmallCase
from tests.strategies import narrowed, random_case

PROGRAMS = 12
OPTIONS_A_PATIENT = 4
MOST_ROWS = 60_000
CHUNKS = range(2)

every_chunk = pytest.mark.parametrize("chunk", CHUNKS)


@dataclass(frozen=True)
class Sample:
    """A random patient of a random program."""

    engine: Engine
    case: Case
    rng: Random
    seed: str

    @property
    def program(self) -> Program:
        return self.engine.program

    @property
    def consultation(self) -> Consultation:
        return self.engine.consult(self.case)

    @property
    def patient(self) -> Patient:
        return patient_of(self.consultation.trace, self.program)

    def failing(self, *others: Case) -> str:
        texts = "\n---\n".join(described(self.program, case) for case in (self.case, *others))
        return f"seed {self.seed}\n{texts}"

    def outcomes(self) -> list[Outcome]:
        subjects = self.patient.subjects
        every = [outcome for subject in subjects for outcome in outcomes_of(self.program, subject)]
        return self.rng.sample(every, min(OPTIONS_A_PATIENT, len(every)))


def samples(chunk: int, test: str, lesions: int | None = None, programs: int = PROGRAMS) -> Iterator[Sample]:
    for number in range(programs):
        seed = f"{SEED}/{test}/{chunk}/{number}"
        engine = Engine(random_program(seed).program)
        rng = Random(seed)
        case = random_case(rng, engine.program, lesions=lesions, model=SmallCase)
        yield Sample(engine, case, rng, seed)


def verdict_of(consultation: Consultation, outcome: Outcome) -> tuple[Verdict, bool]:
    """Return the verdict on an outcome, and whether it is settled."""
    for one in consultation.verdicts:
        if (one.subject, one.option, one.after.path if one.after else ()) == outcome:
            return one.verdict, not one.provisional and one.verdict != "undetermined"
    return "silent", True


def is_advised(reading: Reading[int], outcomes: list[Outcome]) -> int:
    """Return the scenarios in which one of some outcomes is advised whatever is still learnt."""
    found = 0
    for outcome in outcomes:
        verdicts = reading.verdicts(outcome)
        for verdict in ADVISED:
            found |= verdicts.of[verdict] & verdicts.settled
    return found


def smaller(patient: Patient, size: int) -> Iterator[Table]:
    """Yield all patients that differ in fewer facts than so many, as far as they are few enough to try."""
    values = {leaf: found for leaf in patient.facts if (found := admissible(patient, leaf))}
    for fewer in range(size):
        table = Table.of_changes(patient, values, fewer)
        if len(table.rows) <= MOST_ROWS:
            yield table


# Reaching an option


@every_chunk
def test_what_reach_proposes_does_reach_and_nothing_smaller_does(chunk: int) -> None:
    reached, unreachable = 0, 0
    for sample in samples(chunk, "reach"):
        trace = sample.consultation.trace
        for outcome in sample.outcomes():
            outcomes = [one for one in outcomes_of(sample.program, outcome.subject) if one.option == outcome.option]
            found = reach(trace, sample.program, outcome.subject, outcome.option)
            if found.as_a_whole:
                continue
            assert found.proved, sample.failing()
            for way in found.ways:
                case = with_changes(sample.program, sample.case, way)
                after = sample.engine.consult(case)
                said = [verdict_of(after, one) for one in outcomes]
                assert any(verdict in ADVISED and settled for verdict, settled in said), sample.failing(case)
                for one in way:
                    allowed = admissible(sample.patient, (one.subject, one.quantity))
                    assert allowed, f"{one} {sample.failing()}"
            size = len(found.ways[0]) if found.ways else 3
            for table in smaller(sample.patient, min(size, 3)):
                assert not is_advised(table.reading, outcomes), f"{outcome} {found} {sample.failing()}"
            reached += bool(found.ways)
            unreachable += not found.ways
    assert reached
    assert unreachable


@every_chunk
def test_every_way_of_the_smallest_size_is_told(chunk: int) -> None:
    for sample in samples(chunk, "ways", lesions=1):
        trace = sample.consultation.trace
        for outcome in sample.outcomes():
            outcomes = [one for one in outcomes_of(sample.program, outcome.subject) if one.option == outcome.option]
            found = reach(trace, sample.program, outcome.subject, outcome.option)
            if found.as_a_whole or found.more or not found.ways or len(found.ways[0]) not in (1, 2):
                continue
            values = {leaf: some for leaf in sample.patient.facts if (some := admissible(sample.patient, leaf))}
            table = Table.of_changes(sample.patient, values, len(found.ways[0]))
            if len(table.rows) > MOST_ROWS:
                continue
            advised = is_advised(table.reading, outcomes)
            ways = {frozenset(row) for number, row in enumerate(table.rows) if advised >> number & 1}
            told = {frozenset((one.subject, one.quantity) for one in way) for way in found.ways}
            assert told == ways, sample.failing()


# What is still needed


def with_few_unknown(sample: Sample) -> tuple[Case, dict[Leaf, list[ValueSet]]] | None:
    """Return the patient with so much learnt that all ways in which the rest can turn out may be tried."""
    case = sample.case
    for _ in range(60):
        patient = patient_of(sample.engine.consult(case).trace, sample.program)
        unknown = [leaf for leaf, value in patient.facts.items() if not value.is_exact]
        values = {leaf: singles(sample.program, leaf[1], [patient.facts[leaf]]) for leaf in unknown}
        if prod(len(some) for some in values.values()) <= MOST_ROWS // 4:
            return case, values
        case = narrowed(sample.rng, sample.program, case, 0.15)
    return None


@every_chunk
def test_what_is_needed_possible_and_indifferent_is_what_trying_everything_shows(chunk: int) -> None:
    needed, indifferent = 0, 0
    for sample in samples(chunk, "needed", programs=3 * PROGRAMS):
        few = with_few_unknown(sample)
        if few is None:
            continue
        case, values = few
        trace = sample.engine.consult(case).trace
        found = still_needed(trace, sample.program, patience=60)
        assert found.complete, sample.failing(case)
        if found.as_a_whole or any(name in sample.program.measured for _, name in values):
            continue
        patient = patient_of(trace, sample.program)
        table = Table.of_completions(patient, values)
        reading = table.reading
        shown = {
            (leaf, outcome)
            for subject in patient.subjects
            for outcome in outcomes_of(sample.program, subject)
            for leaf in matters(table, [*reading.verdicts(outcome).of.values()], values)
        }
        told = {((one.subject, one.quantity), outcome) for one in found.needed for outcome in one.decides}
        assert told == shown, f"{told ^ shown} {sample.failing(case)}"
        assert not {leaf for leaf, _ in shown} & set(found.indifferent), sample.failing(case)
        for outcome, possible in found.possible.items():
            seen = {verdict for verdict, term in reading.verdicts(outcome).of.items() if term}
            assert seen == set(possible), f"{outcome} {sample.failing(case)}"
        needed += len(told)
        indifferent += len(found.indifferent)
    assert needed
    assert indifferent


def matters(table: Table, terms: list[int], values: Mapping[Leaf, list[ValueSet]]) -> Iterator[Leaf]:
    """Yield the facts that alone make a difference to some term in a table of all completions."""
    # In the order of the product, rows that differ in one fact alone are a fixed step apart.
    step = len(table.rows)
    for leaf, some in values.items():
        block, step = step, step // len(some)
        for start in range(0, len(table.rows), block):
            for offset in range(step):
                rows = [start + offset + step * number for number in range(len(some))]
                outcome = {tuple(term >> row & 1 for term in terms) for row in rows}
                if len(outcome) > 1:
                    yield leaf
                    break
            else:
                continue
            break


@every_chunk
def test_indifferent_facts_can_be_anything(chunk: int) -> None:
    for sample in samples(chunk, "indifferent"):
        found = still_needed(sample.consultation.trace, sample.program, patience=60)
        measured = sample.program.measured
        indifferent = [leaf for leaf in found.indifferent if leaf[1] not in measured]
        if not found.complete or not indifferent:
            continue
        case = narrowed(sample.rng, sample.program, sample.case, 1.0)
        patient = patient_of(sample.engine.consult(case).trace, sample.program)
        facts = sample.patient.facts
        before = completed(sample, case, facts)
        for leaf in sample.rng.sample(indifferent, min(3, len(indifferent))):
            value = sample.rng.choice(singles(sample.program, leaf[1], [facts[leaf]]))
            other = with_values(sample.program, before, {leaf: value})
            one, two = sample.engine.consult(before), sample.engine.consult(other)
            for subject in patient.subjects:
                for outcome in outcomes_of(sample.program, subject):
                    assert verdict_of(one, outcome)[0] == verdict_of(two, outcome)[0], f"{leaf} {sample.failing(other)}"


def completed(sample: Sample, case: Case, facts: Mapping[Leaf, ValueSet]) -> Case:
    """Return a case in which every fact that is still open has one of its values."""
    patient = patient_of(sample.engine.consult(case).trace, sample.program)
    values = {
        leaf: sample.rng.choice(singles(sample.program, leaf[1], [value]))
        for leaf, value in patient.facts.items()
        if not value.is_exact and leaf in facts
    }
    return with_values(sample.program, case, values)


# Why not


@every_chunk
def test_what_why_not_names_once_repaired_brings_the_rule_in_force(chunk: int) -> None:
    repaired = 0
    for sample in samples(chunk, "why not"):
        trace = sample.consultation.trace
        for outcome in sample.outcomes():
            for rule in why_not(trace, sample.program, outcome.subject, outcome.option).rules:
                owner = outcome.subject if sample.program.rules[rule.rule].subject == "lesion" else "patient"
                facts = sample.program.vocabulary.facts
                for way in rule.repairs:
                    if any(one.quantity not in facts for one in way):
                        continue
                    case = with_changes(sample.program, sample.case, way)
                    after = sample.engine.consult(case).rules[rule.rule, owner]
                    assert after.word == "holds", f"{rule} {sample.failing(case)}"
                    repaired += 1
                is_failing = sample.consultation.rules[rule.rule, owner].truth.name != "TRUE"
                assert is_failing is bool(rule.obstacles) or not rule.obstacles, sample.failing()
    assert repaired


# Robustness


@every_chunk
def test_single_changes_that_flip_a_verdict_are_those_that_trying_each_shows(chunk: int) -> None:
    flipped = 0
    for sample in samples(chunk, "robustness"):
        trace = sample.consultation.trace
        patient = sample.patient
        values = {leaf: some for leaf in patient.facts if (some := admissible(patient, leaf))}
        table = Table.of_changes(patient, values, 1)
        reading = table.reading
        for one in robustness(trace, sample.program):
            own = reading.verdicts(one.outcome).of[one.verdict]
            shown = {next(iter(row)) for number, row in enumerate(table.rows) if not own >> number & 1}
            told = {(flip.change.subject, flip.change.quantity) for flip in one.flips}
            assert told == shown, f"{one.outcome} {told ^ shown} {sample.failing()}"
            for flip in one.flips:
                case = with_changes(sample.program, sample.case, [flip.change])
                after = verdict_of(sample.engine.consult(case), one.outcome)[0]
                assert after == flip.verdict, sample.failing(case)
                flipped += 1
    assert flipped


# Contrast


@every_chunk
def test_the_facts_of_a_contrast_once_swapped_swap_the_verdict_and_fewer_do_not(chunk: int) -> None:
    accounted = 0
    for sample in samples(chunk, "contrast", lesions=1):
        program = sample.program
        other = narrowed(sample.rng, program, random_case(sample.rng, program, lesions=1, model=SmallCase), 0.5)
        here, there = sample.consultation, sample.engine.consult(other)
        compared = contrast(here.trace, there.trace, program)
        differences = sample.rng.sample(compared.differences, min(5, len(compared.differences)))
        for one in differences:
            assert one.proved, sample.failing(other)
            assert one.ways, sample.failing(other)
            for way in one.ways:
                first = with_values(program, sample.case, {leaf: compared.facts[leaf][1] for leaf in way})
                second = with_values(program, other, {leaf: compared.facts[leaf][0] for leaf in way})
                assert verdict_of(sample.engine.consult(first), one.outcome)[0] == one.there, sample.failing(other)
                assert verdict_of(sample.engine.consult(second), one.outcome)[0] == one.here, sample.failing(other)
                accounted += 1
            assert not fewer_account(sample.patient, patient_of(there.trace, program), compared, one), sample.failing()
    assert accounted


def fewer_account(here: Patient, there: Patient, compared: Contrast, difference: Difference) -> int:
    """Return the smaller sets of facts, up to two, that account for a difference."""
    found = 0
    for size in range(min(len(difference.ways[0]), 3)):
        sets = list(combinations(compared.facts, size))
        ours = [{leaf: compared.facts[leaf][1] for leaf in leaves} for leaves in sets]
        theirs = [{leaf: compared.facts[leaf][0] for leaf in leaves} for leaves in sets]
        one, other = Table(here, ours).reading, Table(there, theirs).reading
        outcome = difference.outcome
        found |= one.verdicts(outcome).of[difference.there] & other.verdicts(outcome).of[difference.here]
    return found
