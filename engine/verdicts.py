"""Verdicts: what the guideline says of one option for one subject, from all rules that advise on it.

>>> judge({"recommend", "contraindicate"})
'contraindicated'
>>> judge(set())
'silent'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain, combinations
from typing import Literal as OneOf

from facts.labels import Label
from knowledge_base.source import Effect

__all__ = ["AGAINST", "INDICATIONS", "POSITIVE", "VERDICTS", "Verdict", "could_change", "deciding", "judge"]

Verdict = OneOf[
    "recommended",
    "option",
    "discuss",
    "caution",
    "not_recommended",
    "contraindicated",
    "conflict",
    "undetermined",
    "silent",
]

VERDICTS: Mapping[Verdict, Label] = {
    "recommended": Label(fr="recommandé", en="recommended"),
    "option": Label(fr="possible", en="possible"),
    "discuss": Label(fr="à discuter", en="to be discussed"),
    "caution": Label(fr="prudence", en="caution"),
    "not_recommended": Label(fr="non recommandé", en="not recommended"),
    "contraindicated": Label(fr="contre-indiqué", en="contraindicated"),
    "conflict": Label(fr="contradiction", en="conflict"),
    "undetermined": Label(fr="indéterminé", en="undetermined"),
    "silent": Label(fr="le référentiel ne dit rien", en="the guideline does not say"),
}
"""All verdicts with their labels, in the order in which reports list them."""

POSITIVE: tuple[Verdict, ...] = ("recommended", "option", "discuss", "caution", "conflict")
"""Verdicts after which the option may be carried out, so that something can follow it."""

AGAINST: tuple[Effect, ...] = ("contraindicate", "not_recommended", "caution")
"""Effects that speak against an option, the strongest first."""

INDICATIONS: Mapping[Effect, Verdict] = {"recommend": "recommended", "discuss": "discuss", "option": "option"}
"""Strongest first: what one statement recommends and another leaves open is recommended; what must be
discussed is not a free option."""


def judge(effects: Iterable[Effect]) -> Verdict:
    """Return the verdict of rules in force with these effects; without any, the guideline is silent.

    A contraindication beats everything. An indication beside “not recommended” is a conflict: neither is
    picked. A caution qualifies an indication and is named before it.
    """
    return _judge(frozenset(effects))


@cache
def _judge(effects: frozenset[Effect]) -> Verdict:
    indicated = next((verdict for effect, verdict in INDICATIONS.items() if effect in effects), None)
    if "contraindicate" in effects:
        return "contraindicated"
    if "not_recommended" in effects:
        return "conflict" if indicated else "not_recommended"
    if "caution" in effects:
        return "caution"
    return indicated or "silent"


@cache
def could_change(certain: frozenset[Effect], uncertain: frozenset[Effect], verdict: Verdict) -> bool:
    """Return whether some of the uncertain effects, if they came in force and others not, give another verdict.

    Parameters
    ----------
    certain
        Effects of rules that are in force whatever is still learnt.
    uncertain
        Effects of rules that may or may not turn out to be in force.
    verdict
        The verdict now.
    """
    return any(judge(certain | some) != verdict for some in _subsets(uncertain))


@cache
def deciding(certain: frozenset[Effect], uncertain: frozenset[Effect]) -> frozenset[Effect]:
    """Return the uncertain effects that can make a difference, whatever the others turn out to be."""
    return frozenset(
        effect
        for effect in uncertain
        if any(judge(certain | some) != judge(certain | some | {effect}) for some in _subsets(uncertain - {effect}))
    )


def _subsets(effects: frozenset[Effect]) -> Iterable[frozenset[Effect]]:
    ordered = sorted(effects)
    sizes = range(len(ordered) + 1)
    return (frozenset(some) for some in chain.from_iterable(combinations(ordered, size) for size in sizes))
