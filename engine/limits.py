"""Limits of durable-rules 2.0.28 that compiled programs keep, each a little below where the engine fails.

Measured on Python 3.11. Beyond them the engine loses firings, hangs or takes the process down, so the
compiler checks them itself.
"""

from __future__ import annotations

__all__ = [
    "GROUP_SIZE",
    "MAX_FAN_OUT",
    "MAX_GROUPS",
    "MAX_JOINED",
    "MAX_PREMISES",
    "MAX_RELAYS",
    "MAX_RULES",
    "EngineLimitError",
]

GROUP_SIZE = 64
"""Names below one group test; more than 511 different first tests make the engine hang. A message is compared with
every group and then with every name of its own, so that about as many of each are fastest."""

MAX_GROUPS = 500
"""Different first tests: the groups."""

MAX_PREMISES = 12
"""Patterns of one rule; more than 16 are refused with error 304."""

MAX_FAN_OUT = 200
"""Rules on exactly the same pattern; 256 are a segmentation fault."""

MAX_JOINED = 56
"""Rules that join exactly the same pattern to an earlier one; from 65 on, error 303 when a message comes."""

MAX_RELAYS = 40
"""Relays of one signal for rules that join it, and as many for the others; they share its pattern."""

MAX_RULES = 4000
"""Rules of one ruleset; above 4,096 its tables overflow. Larger programs are spread over several rulesets."""


class EngineLimitError(ValueError):
    """A program that durable-rules cannot hold; it names what does not fit."""
