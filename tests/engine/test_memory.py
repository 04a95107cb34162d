"""No consultation leaves anything behind: a session that durable-rules keeps would hold some 10 MB."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.engine import Engine
from engine.working_memory import ChainingError, WorkingMemory
from facts.case import Case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.agreement import disagreements
from tests.large import LARGE, WideCase
from tests.programs import LABEL, small_program
from tests.small import SmallCase
from tests.strategies import random_case

STATUS = Path("/proc/self/status")
ALLOWED_KB = 15_000

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="resident memory is read from /proc")


_YES_NO = {"true": 2, "false": 0}


@pytest.fixture(scope="module")
def engine() -> Engine:
    """An engine of a program with a score, exceptions and conditions over lesions."""
    items = [{"fact": "lesion.kind", "points": {"odd": 1, "k2": "1..3"}, "otherwise": "not_applicable"}]
    return Engine(
        small_program(
            {"score": "lesion.score", **LABEL, "items": [*items, {"fact": "lesion.hot", "points": _YES_NO}]},
            {"definition": "patient.hot", **LABEL, "when": "any lesion (lesion.hot) and patient.z * patient.q > 1"},
            {"rule": "general", "when": "lesion.score >= 2 or patient.a", "recommend": "rays"},
            {"rule": "exception", "when": "lesion.cold and patient.hot", "overrides": ["general"]},
            {"rule": "drug", "when": "all lesion (lesion.hot or lesion.cold)", "option": "drug"},
        )
    )


def resident_kb() -> int:
    gc.collect()
    line = next(line for line in STATUS.read_text("ascii").splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1])


def growth_kb(consult: Callable[[int], object], times: int) -> int:
    """Return by how much memory grows over many consultations, once some have been made."""
    warm_up = times // 10
    for number in range(warm_up):
        consult(number)
    before = resident_kb()
    for number in range(warm_up, warm_up + times):
        consult(number)
    return resident_kb() - before


def cases(engine: Engine, model: type[Case], count: int, lesions: int | None = None) -> list[Case]:
    rng = Random("memory")
    return [random_case(rng, engine.program, lesions, model) for _ in range(count)]


@linux_only
def test_5000_consultations_keep_memory_flat(engine: Engine) -> None:
    some = cases(engine, SmallCase, 50)
    assert growth_kb(lambda number: engine.consult(some[number % len(some)]), 5000) < ALLOWED_KB


@linux_only
def test_consultations_of_the_edition_keep_memory_flat() -> None:
    edition = Engine(load(edition_folder(DEFAULT_EDITION)))
    some = cases(edition, Case, 50, lesions=1)
    assert growth_kb(lambda number: edition.consult(some[number % len(some)]), 500) < ALLOWED_KB


@linux_only
def test_consultations_over_several_rulesets_keep_memory_flat() -> None:
    large = Engine(LARGE["many_productions"]())
    some = cases(large, WideCase, 5, lesions=1)
    assert growth_kb(lambda number: large.consult(some[number % len(some)]), 50) < ALLOWED_KB


@linux_only
@pytest.mark.parametrize("firing", [1, 5])
def test_failed_consultations_keep_memory_flat(engine: Engine, monkeypatch: pytest.MonkeyPatch, firing: int) -> None:
    case = _busy()
    _fail_at(monkeypatch, firing)

    def fail(number: int) -> None:
        del number
        with pytest.raises(ChainingError):
            engine.consult(case)

    assert growth_kb(fail, 1000) < ALLOWED_KB


@pytest.mark.parametrize("firing", [1, 2, 5, 9])
def test_after_a_failure_the_next_consultation_is_right(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, firing: int
) -> None:
    some = cases(engine, SmallCase, 20)
    for case in some:
        with monkeypatch.context() as patched:
            _fail_at(patched, firing)
            with pytest.raises(ChainingError) as raised:
                engine.consult(_busy())
            assert isinstance(raised.value.__cause__, _InjectedError)
        assert not disagreements(engine.consult(case))


class _InjectedError(Exception):
    pass


def _busy() -> Case:
    """Return a case about which much is known, so that many productions fire."""
    values = {"hot": True, "cold": True, "kind": "k1"}
    lesions = [{"id": name, **values} for name in ("L1", "L2")]
    return SmallCase.model_validate({"patient": {"a": True, "z": 2, "q": 3}, "lesions": lesions})


def _fail_at(monkeypatch: pytest.MonkeyPatch, firing: int) -> None:
    """Let the given firing of each run raise instead of concluding."""
    start, fire = WorkingMemory.start, WorkingMemory.fire
    left = 0

    def starting(run: Any) -> None:
        nonlocal left
        left = firing
        start(run)

    def failing(run: Any, production: Any, subject: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise _InjectedError
        fire(run, production, subject)

    monkeypatch.setattr(WorkingMemory, "start", starting)
    monkeypatch.setattr(WorkingMemory, "fire", failing)
