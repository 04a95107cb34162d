"""Still needed: what to ask next and what is certain whatever the answers, on one screen. The lines are data."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.consultation import Consultation
from engine.missing import FactRef
from engine.outcomes import Outcome
from engine.still_needed import Needed, StillNeeded
from engine.verdicts import POSITIVE, VERDICTS
from facts.labels import Language, listed
from facts.learning import SOURCES
from knowledge_base.several_words import by_whole
from knowledge_base.wording import lower_first, sentence_case
from visualize.text.lines import Line, Wording
from visualize.text.supposed_words import Supposed

__all__ = ["needed_lines"]

_MOST_FACTS = 12
_MOST_OPTIONS = 4


def needed_lines(
    found: StillNeeded,
    consultation: Consultation,
    language: Language,
    *,
    everything: bool = False,
    seconds: float = 0,
) -> list[Line]:
    """Return what to ask next, and what is certain whatever the answers.

    Parameters
    ----------
    found
        What the unknown facts can still do.
    consultation
        What the case came to.
    language
        ``fr`` or ``en``.
    everything
        Whether all facts are told, also those that can change nothing.
    seconds
        After how long the search stops, to be told when it did.
    """
    words = Wording(consultation, language)
    writer = _Writer(found, consultation, words, everything, seconds)
    return words.typeset([words.title(consultation.case), *writer.lines(), *words.footer()])


@dataclass(frozen=True)
class _Writer:
    found: StillNeeded
    consultation: Consultation
    words: Wording
    everything: bool
    seconds: float

    @cached_property
    def supposed(self) -> Supposed:
        return Supposed(self.words)

    def lines(self) -> Iterator[Line]:
        yield Line()
        told = [(one, one.decides) for one in self.found.needed if one.decides]
        if told:
            yield Line(self.words("ask_next"), "heading")
            yield from self._facts(told)
        elif self.found.complete:
            yield Line(self.words("nothing_needed"), "good")
        yield from self._certain()
        yield from self._rest()

    def _facts(self, told: list[tuple[Needed, tuple[Outcome, ...]]]) -> Iterator[Line]:
        alike: dict[tuple[str, str, tuple[Outcome, ...]], list[Needed]] = {}
        for one, decides in told:
            source = self.words.text(SOURCES[one.sources[0]]) if one.sources else ""
            alike.setdefault((one.subject, source, decides), []).append(one)
        most = len(alike) if self.everything else _MOST_FACTS
        for (_, source, outcomes), some in list(alike.items())[:most]:
            facts = self.supposed.list_of([FactRef(one.subject, one.quantity) for one in some])
            yield Line(f"{sentence_case(facts)}{f' [{source}]' if source else ''}", "plain", 2, 4)
            options = listed(list(dict.fromkeys(map(self._named, outcomes))), self.words.language, _MOST_OPTIONS)
            yield Line(self.words.said("decides", options), "quiet", 6, 8)
        rest = sum(len(some) for some in list(alike.values())[most:])
        if rest:
            yield Line(self.words("more_facts").format(count=rest), "quiet", 2, 4)

    def _named(self, outcome: Outcome) -> str:
        return f"{lower_first(self.words.option(outcome.option))}{self.words.owner(outcome.subject)}"

    def _certain(self) -> Iterator[Line]:
        open_ones = {one: verdicts for one, verdicts in self.found.possible.items() if one not in self._known}
        never = [one for one, verdicts in open_ones.items() if not set(verdicts) & set(POSITIVE)]
        always: dict[str, list[Outcome]] = {}
        for one, verdicts in open_ones.items():
            if len(verdicts) == 1 and one not in never:
                always.setdefault(self.words.text(VERDICTS[verdicts[0]]), []).append(one)
        together = [
            one
            for one in self.found.one_of_them
            if any(Outcome(one.subject, option) in open_ones for option in one.options)
        ]
        if not never and not always and not together:
            return
        yield Line()
        yield Line(self.words("certain"), "heading")
        for some in together:
            named = f" {self.words('or')} ".join(self._named(Outcome(some.subject, option)) for option in some.options)
            yield Line(self.words.said("at_least_one", named), "good", 2, 4)
        for verdict, outcomes in always.items():
            yield Line(f"{self.words('always')} {verdict}{self.words.colon}{self._list(outcomes)}", "good", 2, 4)
        if never:
            yield Line(self.words.said("never_advised", self._list(never)), "bad", 2, 4)

    @cached_property
    def _known(self) -> Collection[Outcome]:
        """The outcomes that are certain without a proof."""
        return {
            Outcome(one.subject, one.option, one.after.path if one.after else ())
            for one in self.consultation.verdicts
            if not one.provisional and one.verdict != "undetermined"
        }

    def _list(self, outcomes: Collection[Outcome]) -> str:
        return listed(list(dict.fromkeys(map(self._named, outcomes))), self.words.language)

    def _rest(self) -> Iterator[Line]:
        yield Line()
        count = len(self.found.indifferent)
        facts = [FactRef(*leaf) for leaf in self.found.indifferent]
        words = self.words("cannot_change").format(count=count)
        if count:
            named = [self.words.fact(some, some[0].subject) for some in by_whole(facts, self.words.whole)]
            told = f"{self.words.colon}{self.words.semicolon.join(named)}" if self.everything else ""
            yield Line(f"{words}{told}.", "quiet", 2, 4)
        if not self.found.complete:
            stopped = self.words("not_decided").format(seconds=f"{self.seconds:g}", count=len(self.found.undecided))
            yield Line(stopped, "open", 2, 4)
        whole = [leaf for leaf in self.found.as_a_whole if self.everything]
        if whole:
            told = self.words.semicolon.join(dict.fromkeys(self.supposed.thing(leaf) for leaf in whole))
            yield Line(self.words.said("taken_whole", told), "quiet", 2, 4)
