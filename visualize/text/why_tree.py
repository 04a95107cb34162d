"""The answer to “why” in full: for each rule a tree of its tests, down to the given facts. The lines are data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.answer import Answer, Ground, Reason
from engine.explanation import Premise
from facts.values import Truth
from knowledge_base.several_words import by_whole, title_words
from knowledge_base.wording import sentence_case, state_words
from visualize.text.lines import Line, Style
from visualize.text.why_words import WhyWords
from visualize.text.words import KINDS
from visualize.theme import STATES

__all__ = ["WhyTree"]

_MET, _OPEN, _FAILED = (STATES[state].mark for state in ("holds", "open", "fails"))
_STEP = 2


@dataclass(frozen=True)
class WhyTree:
    """Writes the trees of one answer; what was written once is pointed at.

    Attributes
    ----------
    told
        The nodes that are written already.
    """

    words: WhyWords
    told: set[str] = field(default_factory=set)

    def of(self, answer: Answer) -> Iterator[Line]:
        """Yield the rules behind an answer by the part that they have in it, each with its tree."""
        sections = (
            ("in_force", answer.reasons),
            ("outweighed", answer.beaten),
            ("special", answer.defeated),
            ("still_open", [one for one in answer.awaited if one.truth is Truth.UNKNOWN or one not in answer.reasons]),
        )
        for heading, reasons in sections:
            if reasons:
                yield Line(f"{self.words.names(heading)}{self.words.names.colon}".rstrip(), "question", 2, 2)
                for one in reasons:
                    yield from self.reason(one, 4)

    def reason(self, reason: Reason, indent: int) -> Iterator[Line]:
        """Yield a rule: what it does, where it stands, what it says, its tests, and what overrides it."""
        words, names = self.words, self.words.names
        mark = STATES[reason.state].mark
        head = f"{mark} {sentence_case(words.effects(reason))} — {words.source(reason)}"
        inner = indent + _STEP
        if not self._first(f"rule:{reason.rule.name}@{reason.subject}"):
            yield Line(f"{head} ({names('see_above')})", "plain", indent, inner)
            return
        yield Line(head, "plain", indent, inner)
        quoted = names.text(reason.statement.label)
        yield Line(f"« {quoted} »" if words.language == "fr" else f"“{quoted}”", "quiet", inner, inner)
        for said in words.details(reason):
            yield Line(f"→ {said}", "plain", inner, inner + _STEP)
        if reason.premises:
            yield from self.tests(reason.premises, inner, reason.subject, is_open=reason.truth is Truth.UNKNOWN)
        else:
            yield Line(f"{_MET} {sentence_case(names('for_everybody'))}", "plain", inner, inner + _STEP)
        for one in reason.overriders:
            label = names("set_aside_by" if one.certain else "may_be_set_aside_by")
            yield Line(f"{sentence_case(label)}{names.colon}".rstrip(), "plain", inner, inner)
            yield from self.reason(one.reason, inner + _STEP)
        if reason.overrides:
            targets = names.semicolon.join(names.source(rule.name) for rule in reason.overrides)
            yield Line(sentence_case(names.said("sets_aside", targets)), "quiet", inner, inner + _STEP)

    def tests(self, premises: Iterable[Premise], indent: int, subject: str, *, is_open: bool) -> Iterator[Line]:
        """Yield tests with their marks, those that decide opened down to the facts; of an open whole also those met."""
        for alike in by_whole(premises, _together):
            first = alike[0]
            counts = first.decisive or (is_open and first.is_met)
            said = self.words.names.semicolon.join(self.words.reasons(alike, subject))
            rest = "" if counts or is_open else f" ({self.words.names('does_not_decide')})"
            line = f"{_mark(first)} {said}{rest}"
            yield from self._opened(first, line, indent, counts=counts)

    def _opened(self, premise: Premise, line: str, indent: int, *, counts: bool = True) -> Iterator[Line]:
        """Yield a line on a value and, below it, what the value was derived from, unless that stands above."""
        style: Style = "plain" if counts else "quiet"
        ground = self.words.grounds[premise.node]
        opens = bool(ground.premises) and counts
        if opens and not self._first(premise.node):
            yield Line(f"{line} ({self.words.names('see_above')})", style, indent, indent + _STEP)
            return
        yield Line(line, style, indent, indent + _STEP)
        if opens:
            yield from self._behind(ground, indent + _STEP)

    def _behind(self, ground: Ground, indent: int) -> Iterator[Line]:
        if ground.premises[0].test is not None:
            is_open = ground.value is not None and not ground.value.is_exact
            yield from self.tests(ground.premises, indent, ground.subject, is_open=is_open)
            return
        names, language = self.words.names, self.words.language
        for one in ground.premises:
            said = f"{title_words(one.quantity, language)}{names.colon}{state_words(one.quantity, one.value, language)}"
            if ground.quantity.kind != "formula":
                said += f" → {self._points(one)}"
            yield from self._opened(one, f"· {said}{names.owner(one.subject, ground.subject)}", indent)

    def _points(self, premise: Premise) -> str:
        points = self.words.points(premise)
        if premise.points is None:
            return points
        return f"{points} {self.words.names('point' if premise.points[1] <= 1 else 'points')}"

    def findings(self) -> Iterator[Line]:
        """Yield what is recorded against the text of the rules, with the reading chosen."""
        names = self.words.names
        if self.words.found.findings:
            yield Line(f"{names('findings_here')}{names.colon}".rstrip(), "question", 2, 2)
        for one in self.words.found.findings:
            kind = names.text(KINDS[one.finding.kind])
            yield Line(f"[{kind}] {names.text(one.finding.label)} [{', '.join(one.rules)}]", "plain", 4, 6)
            yield Line(f"{names.said('reading', names.text(one.finding.reading))} [{one.finding.name}]", "quiet", 6, 6)

    def _first(self, node: str) -> bool:
        is_new = node not in self.told
        self.told.add(node)
        return is_new


def _together(premise: Premise) -> object:
    """Return what tests share that are said on one line."""
    part = premise.quantity.part
    about = (premise.subject, part.whole.qualified, premise.value) if part else premise.node
    return (about, _mark(premise), premise.decisive)


def _mark(premise: Premise) -> str:
    if premise.outcome is Truth.UNKNOWN:
        return _OPEN
    return _MET if premise.is_met else _FAILED
