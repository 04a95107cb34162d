"""The answer to “why” as lines of text: one sentence, one screen, or the whole tree. The lines are data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from engine.answer import Answer, Reason, Why
from facts.case import PATIENT, Case
from facts.labels import Language
from facts.values import Truth
from knowledge_base.program import Program
from knowledge_base.wording import sentence_case
from visualize.text.lines import LABEL_WIDTH, VERDICT_STYLES, Line, Names
from visualize.text.why_sentence import nothing_words, sentence
from visualize.text.why_tree import WhyTree
from visualize.text.why_words import WhyWords

__all__ = ["Depth", "why_report"]

Depth = OneOf["sentence", "short", "full"]

_MOST_RULES = 4


def why_report(
    found: Sequence[Why], program: Program, language: Language, depth: Depth = "short", case: Case | None = None
) -> list[Line]:
    """Return the answers to “why”, one a subject.

    Parameters
    ----------
    found
        The answers on one option, as :func:`engine.why.why` reads them.
    program
        The edition that was consulted.
    language
        ``fr`` or ``en``.
    depth
        ``sentence`` for one line an answer, ``short`` for about a screen, ``full`` for every test.
    case
        The case, when its title is to be told.
    """
    words = [WhyWords.of(one, program, language) for one in found]
    names = Names(program, language, found[0].lesions if found else ())
    return names.typeset(_lines(words, names, depth, case))


def _lines(words: Sequence[WhyWords], names: Names, depth: Depth, case: Case | None) -> Iterator[Line]:
    if depth == "sentence":
        yield from (Line(sentence(one)) for one in words)
        return
    if case is not None:
        yield names.title(case)
    for one in words:
        yield Line()
        yield from _Screen(one, WhyTree(one) if depth == "full" else None).lines()
    yield from names.footer()


@dataclass(frozen=True)
class _Screen:
    """Writes one answer; with a tree in full, else on about a screen."""

    words: WhyWords
    tree: WhyTree | None

    def lines(self) -> Iterator[Line]:
        names, found = self.words.names, self.words.found
        subject = "" if found.subject == PATIENT else f"{names.subject(found.subject)}{names.colon}"
        yield Line(f"{subject}{names.option(found.option.name)}", "heading")
        for one in found.questions:
            if one.asked is not Truth.FALSE:
                rest = "" if one.asked is Truth.TRUE else f" ({names('may_be_asked')})"
                yield Line(names.said("question", f"{names.question(one.question.name)}{rest}"), "quiet", 2, 4)
        if not found.answers:
            yield from self.nothing()
        follows = any(one.path for one in found.answers)
        for answer in found.answers:
            if answer.verdict == "silent" and not answer.defeated and follows:
                continue
            yield from self.answer(answer)
        if self.tree is not None:
            if found.answers:
                yield Line(names("legend"), "quiet", 2, 2)
            yield from self.tree.findings()
        elif found.findings:
            yield names.labelled("findings_short", names("see_full").format(count=len(found.findings)))

    def nothing(self) -> Iterator[Line]:
        """Yield why nothing is said of the option."""
        names = self.words.names
        yield Line(f"{sentence_case(nothing_words(self.words))}.", "quiet", 2, 4)
        for one in self.words.found.questions:
            if one.asked is Truth.UNKNOWN:
                missing = names.facts(one.missing, self.words.found.subject) or names("no_fact")
                yield names.labelled("missing", missing)
        yield Line(names("see_why_not"), "quiet", 2, 4)

    def answer(self, answer: Answer) -> Iterator[Line]:
        """Yield the verdict, then why."""
        names, words = self.words.names, self.words
        verdict = words.verdict(answer).upper()
        after = f", {names('once_done')} {words.path(answer)}" if answer.path else ""
        yield Line(f"{verdict}{after}", VERDICT_STYLES[answer.verdict], 2, 4)
        if answer.verdict == "silent":
            yield Line(f"{sentence_case(names('no_answer'))}.", "plain", 4, 4)
        yield from self.before(answer)
        if self.tree is not None:
            yield from self.tree.of(answer)
        else:
            yield from self.short(answer)
        if answer.verdict == "undetermined" or answer.provisional:
            yield names.labelled("missing", words.facts(answer))
        if answer.verdict == "silent":
            yield Line(names("see_why_not"), "quiet", 4, 4)

    def before(self, answer: Answer) -> Iterator[Line]:
        """Yield the options that are followed, with what decides about each."""
        before, names = answer.before, self.words.names
        while before is not None and answer.path:
            option = names.option(answer.path[-1])
            said = f"{option} ({self.words.verdict(before)})"
            if before.reasons:
                first = before.reasons[0]
                said += f", {names('because')} {self.words.because_words(first)} — {self.words.source(first)}"
            yield names.labelled("step_of", said)
            answer, before = before, before.before

    def short(self, answer: Answer) -> Iterator[Line]:
        """Yield the rules in a line or two each, with the scores behind them opened one level."""
        names, words, shown = self.words.names, self.words, set[str]()
        sides = [answer.verdict == "conflict" and words.is_against(one) for one in answer.reasons]
        told = answer.reasons[:_MOST_RULES]
        for index, one in enumerate(told):
            label = "because" if index == 0 else "against" if sides[index] is not sides[0] else "also"
            said = f"{words.own_effect(one, answer)}{words.because_words(one)}{words.details_words(one)}"
            yield names.labelled(label, f"{said} — {words.source(one)}")
            yield from self.opened(one, shown)
        if answer.reasons[_MOST_RULES:]:
            rest = names.semicolon.join(words.source(one) for one in answer.reasons[_MOST_RULES:])
            yield names.labelled("also", rest)
        for one in answer.beaten:
            said = f"({words.effects(one)}) {words.because_words(one)} — {words.source(one)}"
            yield names.labelled("beats", said)
            yield from self.opened(one, shown)
        for one in answer.defeated:
            yield from self.defeated(one, shown)
        awaited = answer.awaited[:_MOST_RULES]
        for one in awaited:
            yield from self.awaited(one, shown)
        if answer.awaited[_MOST_RULES:]:
            count = len(answer.awaited) - _MOST_RULES
            rest = names("other_rule") if count == 1 else names("other_rules").format(count=count)
            yield names.labelled("could", rest)

    def opened(self, reason: Reason, shown: set[str]) -> Iterator[Line]:
        """Yield what the derived values behind a rule were derived from, each once."""
        for ground in self.words.derived(reason.premises):
            if ground.node not in shown:
                shown.add(ground.node)
                yield Line(self.words.opened(ground), "quiet", 6 + LABEL_WIDTH, 8 + LABEL_WIDTH)

    def defeated(self, reason: Reason, shown: set[str]) -> Iterator[Line]:
        """Yield a rule that others override, then those."""
        names, words = self.words.names, self.words
        said = f"({words.effects(reason)}) {words.because_words(reason)} — {words.source(reason)}"
        yield names.labelled("overridden", said)
        yield from self.opened(reason, shown)
        for one in reason.overriders:
            if one.certain:
                by = f"{words.because_words(one.reason)} — {words.source(one.reason)}"
                yield names.labelled("overridden_by", by)
                yield from self.opened(one.reason, shown)

    def awaited(self, reason: Reason, shown: set[str]) -> Iterator[Line]:
        """Yield what a rule would do once its open tests are met, or that another could still override it."""
        names, words = self.words.names, self.words
        if reason.truth is Truth.UNKNOWN:
            said = f"{names('if')} {words.because_words(reason)} — {words.source(reason)}"
            yield names.labelled("could", f"{words.effects(reason)} {said}")
            yield from self.opened(reason, shown)
        for one in reason.overriders:
            by = f"{names('unless')} {words.because_words(one.reason)} — {words.source(one.reason)}"
            yield names.labelled("could", f"{words.effects(reason)} [{reason.rule.name}] {by}")
            yield from self.opened(one.reason, shown)
