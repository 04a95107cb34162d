"""What is still missing: facts to look for, with the verdicts that each of them decides, proved where there is time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.consultation import Consultation, OptionVerdict
from engine.missing import FactRef
from engine.outcomes import Outcome
from engine.still_needed import StillNeeded
from facts.learning import SOURCES, Source, cost
from facts.values import Truth
from knowledge_base.several_words import by_whole
from visualize.text.lines import Wording

__all__ = ["Needed", "needed"]


@dataclass(frozen=True)
class Needed:
    """Facts of one subject that decide the same verdicts and are learnt from the same source.

    Attributes
    ----------
    subject
        Of whom the facts are.
    source
        The cheapest act from which they are learnt.
    facts
        Each fact, or categories of one fact that are said together.
    decides
        By subject and option, the verdicts that may still change in themselves or in their particulars.
    """

    subject: str
    source: Source
    facts: tuple[tuple[FactRef, ...], ...]
    decides: tuple[tuple[str, str], ...]


def needed(consultation: Consultation, proved: StillNeeded, words: Wording) -> list[Needed]:
    """Return the facts on which verdicts depend about which a question arises: what decides most first, then the cheap.

    Parameters
    ----------
    consultation
        What a case came to.
    proved
        What the unknown facts can still do; a fact that is proved to leave a verdict as it is is not asked for it.
    words
        Tells which facts are said together.
    """
    decided: dict[FactRef, dict[tuple[str, str], None]] = {}
    for verdict in consultation.verdicts:
        for fact in _deciding(verdict, proved):
            decided.setdefault(fact, {})[verdict.subject, verdict.option] = None
    asked = {(one.subject, one.option) for one in consultation.verdicts if one.asked is Truth.TRUE}
    facts = consultation.program.vocabulary.facts
    alike: dict[tuple[str, Source, tuple[tuple[str, str], ...]], list[FactRef]] = {}
    for fact, verdicts in decided.items():
        decides = tuple(key for key in verdicts if key in asked)
        if decides:
            source = min(facts[fact.quantity].learnt_by, key=cost)
            alike.setdefault((fact.subject, source, decides), []).append(fact)
    found = [
        Needed(subject, source, tuple(map(tuple, by_whole(some, words.whole))), decides)
        for (subject, source, decides), some in alike.items()
    ]
    order = list(SOURCES)
    return sorted(found, key=lambda one: (-len(one.decides), order.index(one.source)))


def _deciding(verdict: OptionVerdict, proved: StillNeeded) -> Iterator[FactRef]:
    """Yield the facts that can still change a verdict or its particulars."""
    outcome = Outcome(verdict.subject, verdict.option, verdict.after.path if verdict.after else ())
    yield from (fact for fact in verdict.missing if proved.may_decide((fact.subject, fact.quantity), outcome))
    yield from verdict.further
