"""How long loading, compiling and consulting take, and how much memory they need.

``python -m benchmarks.consult`` prints a table of medians and 95th percentiles; the plain reference evaluator of
the tests answers the same patients in the same run, for comparison.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from engine.chainer import Chainer
from engine.compiler import compile_network
from engine.engine import Engine
from facts.case import Case
from facts.reader import read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.program import Program
from tests.reference import evaluate
from tests.strategies import random_case

FOLDER = Path(__file__).parent
DEMO = FOLDER.parent / "demo" / "case.yaml"
ROUNDS = 200


def timed(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the median and the 95th percentile of a call, in milliseconds."""
    durations = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        durations.append((time.perf_counter() - start) * 1000)
    return statistics.median(durations), sorted(durations)[int(0.95 * (rounds - 1))]


def over(cases: list[Case], work: Callable[[Case], object]) -> Callable[[], object]:
    """Return a call that works through the cases, one a call."""
    waiting = iter(cases * (ROUNDS // len(cases) + 1))
    return lambda: work(next(waiting))


def patients(program: Program, lesions: int) -> list[Case]:
    """Return random patients with that many lesions, always the same ones."""
    source = random.Random(lesions)
    return [random_case(source, program, lesions) for _ in range(50)]


def main() -> None:
    """Measure and print."""
    folder = edition_folder(DEFAULT_EDITION)
    program = load(folder)
    network = compile_network(program)
    engine = Engine(program)
    demo = read_case(str(DEMO))
    one, five = patients(program, 1), patients(program, 5)
    command = [sys.executable, "-c", "from app.main import main; main()", "consult", str(DEMO)]
    rows: list[tuple[str, tuple[float, float]]] = [
        ("load the edition", timed(lambda: load(folder), 20)),
        ("compile to productions", timed(lambda: compile_network(program), 50)),
        ("load into durable-rules", timed(lambda: Chainer(network), 20)),
        ("consult the demo case", timed(lambda: engine.consult(demo), ROUNDS)),
        ("consult, 1 lesion", timed(over(one, engine.consult), ROUNDS)),
        ("consult, 5 lesions", timed(over(five, engine.consult), ROUNDS)),
        ("consult with trace, 5 lesions", timed(over(five, lambda case: engine.consult(case).trace), ROUNDS)),
        ("reference evaluator, 1 lesion", timed(over(one, lambda case: evaluate(program, case)), ROUNDS)),
        ("reference evaluator, 5 lesions", timed(over(five, lambda case: evaluate(program, case)), ROUNDS)),
        ("command from a cold start", timed(lambda: subprocess.run(command, check=True, capture_output=True), 10)),
    ]
    rules, productions = len(program.rules), len(network.productions)
    print(f"{rules} rules, {productions} productions, Python {sys.version.split()[0]}\n")
    print(f"{'what':<32} {'median ms':>10} {'p95 ms':>10}")
    for name, (median, p95) in rows:
        print(f"{name:<32} {median:>10.1f} {p95:>10.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory, MiB':<32} {peak:>10.1f}")


if __name__ == "__main__":
    main()
