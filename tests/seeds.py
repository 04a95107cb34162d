"""The seed of all random tests; `OSSATURE_SEED` gives other patients and programs."""

import os

__all__ = ["SEED"]

SEED = os.environ.get("OSSATURE_SEED", "2026")
