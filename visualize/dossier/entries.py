"""Entries: the answers to the questions of a subject, each verdict with its reasons, its rules and its picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.consultation import OptionVerdict
from engine.trace import option_node
from engine.verdicts import VERDICTS, Verdict
from facts.values import Truth
from knowledge_base.program import STATED
from knowledge_base.wording import place_words
from visualize.dossier.anchors import verdict_anchor
from visualize.text.answers import Answer, answers, parts
from visualize.text.lines import Wording
from visualize.text.verdict_lines import Remark, VerdictLines
from visualize.theme import VERDICT_STYLES

__all__ = ["Cited", "Entry", "Mark", "Question", "Reason", "Teller"]


@dataclass(frozen=True)
class Mark:
    """A verdict as it is shown: its name for the style sheet, sign, word, and whether it is provisional."""

    verdict: Verdict
    sign: str
    word: str
    provisional: bool = False


@dataclass(frozen=True)
class Cited:
    """A rule as a reason cites it: where its statement stands, and how strongly it is worded."""

    rule: str
    place: str
    strength: str


@dataclass(frozen=True)
class Reason:
    """One thing said of a verdict.

    Attributes
    ----------
    name
        Its kind, such as ``because``.
    sources
        What rules do, where that is told, with the rules.
    """

    name: str
    label: str
    text: str
    sources: tuple[tuple[str, tuple[Cited, ...]], ...]


@dataclass(frozen=True)
class Entry:
    """Options of which the same is said.

    Attributes
    ----------
    anchors
        One for each option; the first is that of the entry.
    nodes
        The nodes of the options in the trace.
    everybody
        The rules without a condition, when the same is said to every patient.
    is_drawn
        Whether the way to it is worth a picture.
    """

    mark: Mark
    subject: str
    options: tuple[str, ...]
    anchors: tuple[str, ...]
    nodes: tuple[str, ...]
    reasons: tuple[Reason, ...]
    everybody: tuple[Cited, ...]
    is_drawn: bool


@dataclass(frozen=True)
class Question:
    """A question with its entries.

    Attributes
    ----------
    depends
        On what it depends whether the question arises; empty when it does.
    asides
        What else is said of options, such as that no rule proposes them: a label and the options.
    """

    title: str
    depends: str
    entries: tuple[Entry, ...]
    asides: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Teller:
    """Tells the answers of one consultation."""

    words: Wording
    lines: VerdictLines

    def mark(self, verdict: OptionVerdict) -> Mark:
        """Return how a verdict is shown."""
        return self.mark_of(verdict.verdict, provisional=verdict.provisional)

    def mark_of(self, verdict: Verdict, *, provisional: bool = False) -> Mark:
        """Return how a verdict of this name is shown."""
        return Mark(verdict, VERDICT_STYLES[verdict].mark, self.words.text(VERDICTS[verdict]), provisional)

    def cited(self, rule: str) -> Cited:
        """Return a rule with its place."""
        program = self.lines.consultation.program
        statement = program.statements[program.rules[rule].statement]
        strength = "" if statement.strength == STATED else self.words.text(program.strengths[statement.strength])
        return Cited(rule, place_words(statement.name, program, self.words.language), strength)

    def questions(self, subject: str) -> Iterator[Question]:
        """Yield the questions of a subject, as the report tells them."""
        for answer in answers(self.lines.consultation, self.lines, subject):
            yield self._question(answer)

    def _question(self, answer: Answer) -> Question:
        asked, told = answer.question, parts(answer, self.lines)
        depends = ""
        if asked.asked is Truth.UNKNOWN:
            depends = self.words.facts(asked.missing, asked.subject) or self.words("no_fact")
        return Question(
            self.words.question(asked.question),
            depends,
            () if told.is_silent else tuple(self._entry(alike) for alike in told.proposed),
            tuple(self._asides(answer)),
        )

    def _asides(self, answer: Answer) -> Iterator[tuple[str, str]]:
        told = parts(answer, self.lines)
        if told.is_silent:
            yield ("told_as_a_step" if told.steps else "question_silent", self._named(told.steps))
            return
        above = [one for one in answer.above if not self.lines.is_unproposed(one)]
        for name, some in (("set_aside", told.set_aside), ("silent", told.silent), ("told_above", above)):
            if some:
                yield name, self._named(some)

    def _named(self, verdicts: tuple[OptionVerdict, ...] | list[OptionVerdict]) -> str:
        return self.words.semicolon.join(self.words.option(one.option) for one in verdicts)

    def _entry(self, alike: tuple[OptionVerdict, ...]) -> Entry:
        first = alike[0]
        everybody = len(alike) > 1 and self.lines.is_for_everybody(first)
        rules = dict.fromkeys(rule for one in alike for rule in one.rules)
        return Entry(
            self.mark(first),
            first.subject,
            tuple(self.words.option(one.option) for one in alike),
            tuple(verdict_anchor(one.subject, one.option) for one in alike),
            tuple(option_node(one.subject, one.option) for one in alike),
            () if everybody else tuple(map(self._reason, self.lines.remarks(first))),
            tuple(map(self.cited, rules)) if everybody else (),
            self.lines.is_settled(first) and not self.lines.is_for_everybody(first),
        )

    def _reason(self, remark: Remark) -> Reason:
        sources = tuple((one.does, tuple(map(self.cited, one.rules))) for one in remark.sources)
        return Reason(remark.label, self.words(remark.label), remark.text, sources)
