"""The answer to “why” as lines of text: one sentence, one screen, or the whole tree. The lines are data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
_MOST_OPEN = 3
_MOST_ASIDE = 2
_MOST_ANSWERS = 2


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
    """Writes one answer; with a tree in full, else on about a screen.

    Attributes
    ----------
    told
        The rules that have said what they rest on, and the values that were opened.
    """

    words: WhyWords
    tree: WhyTree | None
    told: set[str] = field(default_factory=set)

    def lines(self) -> Iterator[Line]:
        names, found = self.words.names, self.words.found
        subject = "" if found.subject == PATIENT else f"{names.subject(found.subject)}{names.colon}"
        yield Line(f"{subject}{names.option(found.option.name)}", "heading")
        yield from self.questions()
        if self.tree is not None and found.answers:
            yield Line(names("legend"), "quiet", 2, 2)
        if not found.answers:
            yield from self.nothing()
        is_step = any(one.path for one in found.answers)
        answers = [one for one in found.answers if one.verdict != "silent" or one.defeated or not is_step]
        most = _MOST_ANSWERS if self.tree is None else len(answers)
        for index, answer in enumerate(answers[:most]):
            if index:
                yield Line()
            yield from self.answer(answer)
        if answers[most:]:
            yield Line()
        for answer in answers[most:]:
            yield Line(self.verdict(answer), VERDICT_STYLES[answer.verdict], 2, 4)
        if self.tree is not None:
            yield from self.tree.findings()
        elif found.findings:
            yield names.labelled("findings_short", names("see_full").format(count=len(found.findings)))

    def questions(self) -> Iterator[Line]:
        """Yield the questions that are asked or may be; where the option is told without, one that is not."""
        names, found = self.words.names, self.words.found
        told = [one for one in found.questions if one.asked is not Truth.FALSE]
        told = told or list(found.questions[:1] if found.answers else ())
        rest = {
            Truth.TRUE: "",
            Truth.UNKNOWN: f" ({names('may_be_asked')})",
            Truth.FALSE: f" ({names('does_not_arise')})",
        }
        for one in told:
            said = f"{names.question(one.question.name)}{rest[one.asked]}"
            yield Line(names.said("question", said), "quiet", 2, 4)

    def nothing(self) -> Iterator[Line]:
        """Yield why nothing is said of the option."""
        names = self.words.names
        yield Line(f"{sentence_case(nothing_words(self.words))}.", "quiet", 2, 4)
        may_arise = [one for one in self.words.found.questions if one.asked is Truth.UNKNOWN]
        for one in may_arise:
            missing = names.facts(one.missing, self.words.found.subject) or names("no_fact")
            yield names.labelled("missing", missing)
        for one in () if may_arise else self.words.found.questions[:1]:
            decisive = (premise for premise in one.premises if premise.decisive)
            yield names.labelled(
                "because", names.semicolon.join(self.words.reasons(decisive, self.words.found.subject))
            )
        yield Line(names("see_why_not"), "quiet", 2, 4)

    def verdict(self, answer: Answer) -> str:
        """Return the verdict in capitals, and what the option follows."""
        names, words = self.words.names, self.words
        after = f", {names('once_done')} {words.path(answer)}" if answer.path else ""
        return f"{words.verdict(answer).upper()}{after}"

    def answer(self, answer: Answer) -> Iterator[Line]:
        """Yield the verdict, then why."""
        names, words = self.words.names, self.words
        yield Line(self.verdict(answer), VERDICT_STYLES[answer.verdict], 2, 4)
        if answer.verdict == "silent":
            yield Line(f"{sentence_case(names('no_answer'))}.", "plain", 4, 4)
        yield from self.before(answer)
        yield from self.short(answer) if self.tree is None else self.tree.of(answer)
        if answer.verdict == "undetermined" or answer.provisional:
            facts = {str(fact) for fact in answer.missing}
            is_known = bool(facts) and facts <= self.told
            yield names.labelled("missing", names("same_missing") if is_known else words.facts(answer))
            self.told.update(facts)
        if answer.verdict == "silent":
            yield Line(names("see_why_not"), "quiet", 4, 4)

    def before(self, answer: Answer) -> Iterator[Line]:
        """Yield the options that are followed, with what decides about each."""
        before, names = answer.before, self.words.names
        while before is not None:
            said = f"{names.option(answer.path[-1])} ({self.words.verdict(before)})"
            if before.reasons:
                said += f", {names('because')} {self.rests_on(before.reasons[0])}"
            yield names.labelled("step_of", said)
            answer, before = before, before.before

    def short(self, answer: Answer) -> Iterator[Line]:
        """Yield the rules in a line or two each, with the scores behind them opened one level."""
        words = self.words
        sides = [answer.verdict == "conflict" and words.is_against(one) for one in answer.reasons]
        for index, one in enumerate(answer.reasons[:_MOST_RULES]):
            label = "because" if index == 0 else "against" if sides[index] is not sides[0] else "also"
            yield from self.rule(label, one, words.own_effect(one, answer), words.details_words(one))
        yield from self.rest("also", answer.reasons[_MOST_RULES:])
        for one in answer.beaten[:_MOST_ASIDE]:
            yield from self.rule("beats", one, f"({words.effects(one)}) ")
        yield from self.rest("beats", answer.beaten[_MOST_ASIDE:])
        for one in answer.defeated[:_MOST_ASIDE]:
            yield from self.rule("overridden", one, f"({words.effects(one)}) ")
            for by in one.overriders:
                if by.certain:
                    yield from self.rule("overridden_by", by.reason)
        yield from self.rest("overridden", answer.defeated[_MOST_ASIDE:])
        yield from self.awaited(answer)

    def rule(self, label: str, reason: Reason, before: str = "", after: str = "") -> Iterator[Line]:
        """Yield what decides about a rule and where it stands, then what the values behind it are made of."""
        yield self.words.names.labelled(label, f"{before}{self.rests_on(reason, after)}")
        yield from self.opened(reason)

    def rests_on(self, reason: Reason, after: str = "") -> str:
        """Say what decides about a rule and where it stands; the second time, only where."""
        names, source = self.words.names, self.words.source(reason)
        if self.is_told(reason):
            return f"{source} ({names('see_above')}){after}"
        self.told.add(f"{reason.rule.name}@{reason.subject}")
        return f"{self.words.because_words(reason)}{after} — {source}"

    def rest(self, label: str, reasons: Sequence[Reason]) -> Iterator[Line]:
        """Yield where further rules stand."""
        if reasons:
            yield self.words.names.labelled(label, self.words.names.semicolon.join(map(self.words.source, reasons)))

    def opened(self, reason: Reason) -> Iterator[Line]:
        """Yield what the derived values behind a rule were derived from, each once."""
        for ground in self.words.derived(reason):
            if ground.node not in self.told:
                self.told.add(ground.node)
                yield Line(self.words.opened(ground), "quiet", 6 + LABEL_WIDTH, 8 + LABEL_WIDTH)

    def is_told(self, reason: Reason) -> bool:
        """Return whether a rule has said what it rests on."""
        return f"{reason.rule.name}@{reason.subject}" in self.told

    def awaited(self, answer: Answer) -> Iterator[Line]:
        """Yield what open rules would do once their tests are met, and which rules others could still override."""
        names, words = self.words.names, self.words
        still = [one for one in answer.awaited if one.truth is Truth.UNKNOWN]
        known = [one for one in still if self.is_told(one)]
        fresh = [one for one in still if one not in known]
        for one in fresh[:_MOST_OPEN]:
            yield from self.rule("could", one, f"{words.effects(one)} {names('if')} ")
        for some, rest in ((fresh[_MOST_OPEN:], "see_full_depth"), (known, "see_above")):
            if some:
                said = dict.fromkeys(f"{words.effects(one)} [{one.rule.name}]" for one in some)
                yield names.labelled("could", f"{names.semicolon.join(said)} ({names(rest)})")
        yield from self.overriding(answer)

    def overriding(self, answer: Answer) -> Iterator[Line]:
        """Yield each rule that could still override others, with those."""
        names = self.words.names
        over = {one.reason.rule.name: one.reason for reason in answer.awaited for one in reason.overriders}
        targets = {
            name: [one.rule.name for one in answer.awaited if name in {by.reason.rule.name for by in one.overriders}]
            for name in over
        }
        for name, by in list(over.items())[:_MOST_ASIDE]:
            # A rule that holds waits for nothing of its own, but others may still override it.
            awaited = ", " + names("unless_overridden") if by.truth is Truth.TRUE else f" {names('if')}"
            joint = " — " if self.is_told(by) else f"{awaited} "
            yield from self.rule("could", by, f"{names('would_set_aside')} [{', '.join(targets[name])}]{joint}")
        yield from self.rest("could", list(over.values())[_MOST_ASIDE:])
