"""How long each answer about a consultation takes: patients with five lesions of whom ten facts are unknown.

``python -m benchmarks.answers`` prints a table of medians and largest times, with the consultation itself in the same
run for comparison. The times are those of the work; a command adds its cold start.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator

import networkx as nx

from engine.contrast import Contrast, contrast
from engine.engine import Engine
from engine.outcomes import Outcome
from engine.reach import reach
from engine.recall import case_of
from engine.request import request
from engine.robustness import robustness
from engine.still_needed import StillNeeded, still_needed
from engine.why import why
from engine.why_not import why_not
from facts.case import Case
from facts.values import ValueSet
from facts.vocabulary import FactDefinition
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.program import Program
from tests.strategies import changed, exact_value, random_case, regions_of

Timed = tuple[str, Callable[[], object]]
LESIONS = 5
UNKNOWN = 10
PATIENTS = 12
QUESTIONS = 4
DIFFERENT = 40


def patient(program: Program, number: int, *, different: int = 0) -> Case:
    """Return a random patient, always the same one, or one who differs in some facts from that one."""
    source = random.Random(f"answers/{number}")
    regions = regions_of(program)
    case = random_case(source, program, LESIONS)
    every = [(subject, fact) for subject, values in case.subjects().items() for fact in values]
    unknown, others = set(source.sample(every, UNKNOWN)), set(source.sample(every, different))

    def known(subject: str, fact: FactDefinition, value: ValueSet) -> ValueSet:
        if (subject, fact.name) in unknown:
            return fact.domain.whole
        if (subject, fact.name) in others:
            return exact_value(random.Random(fact.name), fact, fact.domain.whole, regions[fact.qualified])
        return value if value.is_exact else exact_value(source, fact, value, regions[fact.qualified])

    return changed(program, case, known)


def answers(engine: Engine, case: Case, other: Case, source: random.Random) -> Iterator[Timed]:
    """Yield each answer about a patient, by name."""
    program = engine.program
    consultation, there = engine.consult(case), engine.consult(other).trace
    trace = consultation.trace
    yield "consult", lambda: engine.consult(case)
    for one in source.sample(consultation.verdicts, QUESTIONS):
        yield from questions(trace, program, Outcome(one.subject, one.option))
    yield "what-if --set", lambda: engine.consult(case_of(trace, program)).trace
    yield "robustness, every verdict", lambda: robustness(trace, program)
    yield "needed", lambda: still_needed(trace, program)
    yield "compare", lambda: contrast(trace, there, program)
    yield "request", lambda: request(trace, program)


def questions(trace: nx.MultiDiGraph[str], program: Program, outcome: Outcome) -> Iterator[Timed]:
    """Yield each question about one option, by name."""
    subject, option = outcome.subject, outcome.option
    yield "why", lambda: why(trace, program, option, subject)
    yield "why-not", lambda: why_not(trace, program, subject, option)
    yield "what-if --reach", lambda: reach(trace, program, subject, option)
    if program.advisers[option]:
        yield "robustness, one option", lambda: robustness(trace, program, [outcome], most=4)


def main() -> None:
    """Measure and print."""
    engine = Engine(load(edition_folder(DEFAULT_EDITION)))
    program = engine.program
    times: dict[str, list[float]] = {}
    incomplete = 0
    for number in range(PATIENTS):
        case, other = patient(program, number), patient(program, number, different=DIFFERENT)
        for name, work in answers(engine, case, other, random.Random(number)):
            start = time.perf_counter()
            found = work()
            times.setdefault(name, []).append(time.perf_counter() - start)
            incomplete += isinstance(found, StillNeeded | Contrast) and not found.complete
    print(f"{PATIENTS} patients, {LESIONS} lesions, {UNKNOWN} unknown facts, {len(program.rules)} rules, ", end="")
    print(f"Python {sys.version.split()[0]}; {incomplete} incomplete\n")
    print(f"{'what':<28} {'median ms':>10} {'largest ms':>10}")
    for name, some in times.items():
        print(f"{name:<28} {statistics.median(some) * 1000:>10.0f} {max(some) * 1000:>10.0f}")


if __name__ == "__main__":
    main()
