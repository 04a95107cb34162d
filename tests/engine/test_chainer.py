"""The C library underneath: what it did once."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

CONSULT = """
from engine.engine import Engine
from facts.reader import parse_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load

engine = Engine(load(edition_folder(DEFAULT_EDITION)))
engine.consult(parse_case("patient: {survival_months: 2}", "case.yaml"))
"""


def test_a_first_case_on_which_nothing_fires_does_not_crash() -> None:
    # Memory that was never set is filled, so that freeing what stands there cannot go well by chance.
    environment = {**os.environ, "MALLOC_PERTURB_": "37", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", CONSULT], cwd=ROOT, env=environment, check=False)
    assert done.returncode == 0
