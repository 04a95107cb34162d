"""The engine says of random patients what the plain reference says: over the edition, and over random programs.

`OSSATURE_SEED` gives other patients and programs; a failure tells the seed to replay it with.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest

from engine.compiler import compile_network
from engine.engine import Engine
from engine.limits import MAX_RULES
from facts.reader import read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.agreement import assert_agreement
from tests.large import LARGE, WideCase
from tests.programs import random_program
from tests.seeds import SEED
from tests.small import SmallCase
from tests.strategies import disturbed, random_case

CHUNKS = range(8)
WORKED = sorted((Path(__file__).parents[1] / "cases").rglob("*.yaml"))
REDRAWN = 0.05
PATIENTS_A_CHUNK = 45
PROGRAMS_A_CHUNK = 28
PATIENTS_A_PROGRAM = 4
PATIENTS_AT_THE_LIMITS = 6


@cache
def edition_engine() -> Engine:
    return Engine(load(edition_folder(DEFAULT_EDITION)))


@pytest.mark.parametrize("chunk", CHUNKS)
def test_random_patients_of_the_edition(chunk: int) -> None:
    engine = edition_engine()
    for number in range(PATIENTS_A_CHUNK):
        seed = f"{SEED}/edition/{chunk}/{number}"
        assert_agreement(engine, random_case(Random(seed), engine.program), seed)


@pytest.mark.parametrize("chunk", CHUNKS)
def test_worked_cases_and_patients_like_them(chunk: int) -> None:
    # Few random patients meet all conditions of a rule with six of them; those of its cases do, or nearly.
    engine = edition_engine()
    for file in WORKED[chunk :: len(CHUNKS)]:
        # A third as they are, a third with some facts drawn anew, and a third not at all; each seed takes others.
        seed = f"{SEED}/{file.stem}/0"
        rng = Random(seed)
        turn = rng.choice(("as it is", "disturbed", "left out"))
        if turn != "left out":
            case = read_case(str(file))
            if turn == "disturbed":
                case = disturbed(rng, engine.program, case, REDRAWN)
            assert_agreement(engine, case, seed)


@pytest.mark.parametrize("chunk", CHUNKS)
def test_random_patients_of_random_programs(chunk: int) -> None:
    for number in range(PROGRAMS_A_CHUNK):
        seed = f"{SEED}/program/{chunk}/{number}"
        written = random_program(seed)
        engine = Engine(written.program)
        rng = Random(f"{seed}/patients")
        for _ in range(PATIENTS_A_PROGRAM):
            assert_agreement(engine, random_case(rng, written.program, model=SmallCase), seed, written.text)


@pytest.mark.parametrize("name", LARGE)
def test_programs_at_the_limits(name: str) -> None:
    program = LARGE[name]()
    engine = Engine(program)
    for number in range(PATIENTS_AT_THE_LIMITS):
        seed = f"{SEED}/{name}/{number}"
        assert_agreement(engine, random_case(Random(seed), program, model=WideCase), seed)


def test_many_productions_fill_more_than_one_ruleset() -> None:
    assert len(compile_network(LARGE["many_productions"]()).productions) > MAX_RULES


@pytest.mark.parametrize("name", ["one_test_in_many_rules", "one_test_of_a_lesion_in_many_rules"])
def test_a_literal_that_many_productions_read_is_relayed(name: str) -> None:
    network = compile_network(LARGE[name]())
    assert any(signal.kind == "relay" for signal in network.signals.values())
