"""The answer to “why” in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.answer import Answer, Reason
from engine.verdicts import AGAINST, INDICATIONS
from facts.labels import listed
from facts.values import Truth
from knowledge_base.several_words import all_of, by_whole
from visualize.text.why_words import WhyWords

__all__ = ["nothing_words", "sentence"]

_MOST_REASONS = 4
_MOST_FACTS = 4
_MOST_OTHERS = 2
_BY_WEIGHT = (*AGAINST, *INDICATIONS)


def sentence(words: WhyWords) -> str:
    """Return the whole answer as one sentence: the verdict, what decides, where it stands, what is missing."""
    return _Sentence(words).text()


def nothing_words(words: WhyWords) -> str:
    """Say why nothing is said of an option: its question does not arise, or may not, or there is none."""
    names, questions = words.names, words.found.questions
    for asked, word in ((Truth.UNKNOWN, "not_asked_yet"), (Truth.FALSE, "not_asked")):
        for one in questions:
            if one.asked is asked:
                return names(word).format(question=names.question(one.question.name))
    return names("no_question")


@dataclass(frozen=True)
class _Sentence:
    words: WhyWords

    def text(self) -> str:
        names, found = self.words.names, self.words.found
        name = f"{names.option(found.option.name)}{names.owners([found.subject])}"
        if not found.answers:
            return f"{name}{names.colon}{nothing_words(self.words)}."
        first, *others = sorted(found.answers, key=_says_little)
        also = [self._other(one) for one in others if not _says_little(one)]
        rest = len(also) - _MOST_OTHERS
        if rest > 0:
            also[_MOST_OTHERS:] = [self.words.counted(rest, "other_step", "other_steps")]
        told = names.semicolon.join([self._answer(first), *also])
        return f"{name}{names.colon}{told}."

    def _answer(self, answer: Answer) -> str:
        if answer.verdict == "silent":
            return self.words.names("no_answer")
        return "".join(self._parts(answer))

    def _parts(self, answer: Answer) -> Iterator[str]:
        names, words = self.words.names, self.words
        yield words.verdict(answer)
        if answer.path:
            yield f" {names('once_done')} {words.path(answer)}"
        told = [self._side(some, answer) for some in self._sides(answer.reasons)]
        if told:
            between = f"{names.semicolon}{names('against')} "
            yield f", {names('because')} {between.join(told)}"
        if answer.beaten:
            beaten = names.semicolon.join(dict.fromkeys(words.short_source(one) for one in answer.beaten))
            yield f"{names.semicolon}{names('beats')} {names('what_allows')} ({beaten})"
        if answer.verdict == "undetermined" or answer.provisional:
            yield f"{names.semicolon}{self._missing(answer)}"
            if answer.verdict == "undetermined" and answer.awaited:
                yield f" — {words.short_source(answer.awaited[0])}"

    def _missing(self, answer: Answer) -> str:
        names = self.words.names
        facts = [names.fact(some, self.words.found.subject) for some in by_whole(answer.missing, names.whole)]
        if not facts:
            return names("no_fact")
        return f"{names('it_lacks')} {listed(facts, self.words.language, _MOST_FACTS)}"

    def _sides(self, reasons: Sequence[Reason]) -> Iterator[list[Reason]]:
        """Yield the rules on the side of the first, then those on the other side, if any."""
        side = bool(reasons) and self.words.is_against(reasons[0])
        for one in (side, not side):
            some = [reason for reason in reasons if self.words.is_against(reason) is one]
            if some:
                yield sorted(some, key=_weight)

    def _side(self, reasons: Sequence[Reason], answer: Answer) -> str:
        names, first = self.words.names, reasons[0]
        parts = [self.words.lowered(part) for part in self.words.because(first)]
        told = all_of(parts, self.words.language) if len(parts) <= _MOST_REASONS else self._many(parts)
        details = [self.words.lowered(part) for part in self.words.details(first)]
        particulars = f" → {names.semicolon.join(details)}" if details else ""
        rest = len(reasons) - 1
        others = names("other_rule") if rest == 1 else names("other_rules").format(count=rest) if rest else ""
        effect = self.words.own_effect(first, answer)
        return f"{effect}{told}{particulars} — {self.words.short_source(first)}{f' ({others})' if others else ''}"

    def _many(self, parts: list[str]) -> str:
        return listed(parts, self.words.language, _MOST_REASONS)

    def _other(self, answer: Answer) -> str:
        names, words = self.words.names, self.words
        where = f"{names('once_done')} {words.path(answer)}" if answer.path else names("by_itself")
        return f"{where}{names.colon}{words.verdict(answer)}"


def _weight(reason: Reason) -> int:
    """Return the place of a rule among those on its side, the strongest first."""
    return min((_BY_WEIGHT.index(effect) for effect in reason.effects), default=len(_BY_WEIGHT))


def _says_little(answer: Answer) -> bool:
    return answer.verdict in ("silent", "undetermined")
