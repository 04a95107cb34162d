"""Limits of durable-rules 2.0.28 that compiled programs keep, each a little below where the engine fails.

Measured on Python 3.11. Beyond them the engine loses firings, hangs or takes the process down, so the
compiler checks them itself.
"""

from __future__ import annotations

__all__ = [
    "GROUP_SIZE",
    "MAX_FAN_OUT",
    "MAX_GROUPS",
    "MAX_PREMISES",
    "MAX_RELAYS",
    "MAX_RULES",
    "EngineLimitError",
]

GROUP_SIZE = 256
"""Names below one group test; more than 511 different first tests make the engine hang."""

MAX_GROUPS = 500
"""Different first tests: the groups."""

MAX_PREMISES = 12
"""Patterns of one rule; more than 16 are refused with error 304."""

MAX_FAN_OUT = 200
"""Rules on exactly the same pattern; 256 are a segmentation fault."""

MAX_RELAYS = 40
"""Relays of one signal; they share its pattern with rules up to `MAX_FAN_OUT`."""

MAX_RULES = 4000
"""Rules of one ruleset; above 4,096 its tables overflow. Larger programs are spread over several rulesets."""


class EngineLimitError(ValueError):
    """A program that durable-rules cannot hold; it names what does not fit."""
