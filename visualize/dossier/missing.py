"""What is still missing: facts to look for, with the verdicts that each of them decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.consultation import Consultation, StillNeeded
from engine.missing import FactRef
from facts.values import Truth
from knowledge_base.several_words import by_whole
from visualize.text.lines import Wording

__all__ = ["Needed", "needed", "still_needed"]


@dataclass(frozen=True)
class Needed:
    """Facts of one subject that decide the same verdicts.

    Attributes
    ----------
    subject
        Of whom the facts are.
    facts
        Each fact, or categories of one fact that are said together.
    decides
        By subject and option, the verdicts that may still change in themselves or in their particulars.
    """

    subject: str
    facts: tuple[tuple[FactRef, ...], ...]
    decides: tuple[tuple[str, str], ...]


def still_needed(consultation: Consultation) -> tuple[StillNeeded, ...]:
    """Return the facts that can still change something, what decides most first.

    This is the only place from which the dossier takes them.
    """
    return tuple(sorted(consultation.still_needed, key=lambda one: -len(one.decides)))


def needed(consultation: Consultation, words: Wording) -> list[Needed]:
    """Return the facts on which verdicts depend about which a question arises.

    Parameters
    ----------
    consultation
        What a case came to.
    words
        Tells which facts are said together.
    """
    alike: dict[tuple[str, tuple[tuple[str, str], ...]], list[FactRef]] = {}
    for one in still_needed(consultation):
        decides = _decided(one, consultation)
        if decides:
            alike.setdefault((one.fact.subject, decides), []).append(one.fact)
    found = [
        Needed(subject, tuple(map(tuple, by_whole(facts, words.whole))), decides)
        for (subject, decides), facts in alike.items()
    ]
    return sorted(found, key=lambda one: -len(one.decides))


def _decided(one: StillNeeded, consultation: Consultation) -> tuple[tuple[str, str], ...]:
    """Return the verdicts in question that depend on a fact, in the order of the verdicts."""
    asked = {(verdict.subject, verdict.option) for verdict in consultation.verdicts if verdict.asked is Truth.TRUE}
    found: Iterable[tuple[str, str]] = (
        (verdict.subject, verdict.option)
        for verdict in consultation.verdicts
        if verdict.option in one.decides and one.fact in (*verdict.missing, *verdict.further)
    )
    return tuple(dict.fromkeys(key for key in found if key in asked))
