"""Differences between two results as lines of text: what stands behind them, then the verdicts that changed and why.

The lines are data.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from engine.changes import Causes, Differences, PremiseChange, RuleChange, ValueChange, VerdictChange
from engine.result import Particulars, VerdictState
from engine.verdicts import VERDICTS
from facts.case import PATIENT
from facts.labels import Language, colon, listed, semicolon, typeset
from facts.values import Truth
from knowledge_base.several_words import all_of
from knowledge_base.wording import awaited_words, detail_words, lower_first
from visualize.text.change_words import premises_words, values_words
from visualize.text.difference_names import MOST_NAMES, Names
from visualize.text.difference_words import BECOMES
from visualize.text.lines import Line, Style
from visualize.text.words import WORDS

__all__ = ["difference_lines"]

_LABEL_WIDTH = 23
_MOST_FINDINGS = 4
_ARROW = " → "
Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


def difference_lines(differences: Differences, language: Language) -> list[Line]:
    """Return the lines on all that differs, without a title.

    Parameters
    ----------
    differences
        What differs.
    language
        ``fr`` or ``en``.
    """
    written = _Written(differences, Names(differences.before, differences.after, language))
    return [replace(line, text=typeset(line.text, language)) for line in written.lines()]


@dataclass(frozen=True)
class _Written:
    differences: Differences
    names: Names

    @property
    def language(self) -> Language:
        return self.names.language

    def lines(self) -> Iterator[Line]:
        """Yield how many verdicts changed, those with the same causes together, then questions and findings."""
        yield Line()
        yield Line(self.count(), "heading")
        for causes, changes in self.differences.by_causes.items():
            yield Line()
            yield Line(self.names.said("because", self.causes(causes, changes)), "question", 2, 4)
            for edit in causes.edits:
                for name, condition in zip(("so_far", "from_now"), self.names.conditions(edit), strict=False):
                    yield _labelled(self.names.word(name), condition, 4)
            yield from self.group(changes)
        yield from self.questions()
        yield from self.findings()

    def count(self) -> str:
        """Say on how many options the verdict changed, a step on several ways counted once."""
        every = _together(self.differences.verdicts, lambda one: (one.key.subject, one.key.option))
        if not every:
            return self.names.word("none")
        aside = sum(not any(one.arises for one in some) for some in every.values())
        rest = self.names.word("rest").format(count=aside) if aside else ""
        return self.names.word("one" if len(every) == 1 else "many").format(count=len(every), rest=rest)

    def causes(self, causes: Causes, changes: Iterable[VerdictChange]) -> str:
        """Say the facts that have other values, what is derived of them, and the rules that were edited."""
        told = values_words(causes.facts, self.names)
        told += [self.names.computed(causes.computed)] if causes.computed else []
        told += [self.names.edit(one) for one in causes.edits]
        lead = semicolon(self.language).join(told) or self.names.word("whichever")
        derived = semicolon(self.language).join(map(lower_first, values_words(self.derived(changes), self.names)))
        return f"{lead}{self.names.word('hence')} {derived}" if derived else lead

    def derived(self, changes: Iterable[VerdictChange]) -> list[ValueChange]:
        """Return the scores, formulas and categories with other values that the rules behind changes ask about."""
        rules = [one for change in changes for rule in change.rules for one in (rule, *rule.exceptions)]
        values = dict.fromkeys(one.value for rule in rules for one in rule.premises)
        return [one for one in values if self.names.quantity(one.quantity).kind not in ("fact", "definition")]

    # Verdicts

    def group(self, changes: Sequence[VerdictChange]) -> Iterator[Line]:
        for subject, own in _together(changes, lambda one: one.key.subject).items():
            yield Line(self.names.subject(subject), "plain", 4, 6)
            by_itself = {one.key.option: self.words(one) for one in own if not one.key.path}
            told = [one for one in own if not one.key.path or by_itself.get(one.key.option) != self.words(one)]
            arising = sorted((one for one in told if one.arises), key=_is_vague)
            for alike in _together(arising, self.why).values():
                yield from self.alike(alike)
            aside = [one for one in told if not one.arises]
            for words, some in _together(aside, self.words).items():
                options = self.options(some)
                yield Line(f"{self.names.said('not_arising', words)}{colon(self.language)}{options}", "quiet", 6, 8)

    def why(self, change: VerdictChange) -> Hashable:
        """Return all that is said of a change, but of which option and verdict."""
        return tuple(self.reasons(change)), tuple(line.text for line in self.particulars(change))

    def options(self, changes: Iterable[VerdictChange]) -> str:
        named = dict.fromkeys(lower_first(self.names.option_in_path(one.key)) for one in changes)
        return listed(list(named), self.language, MOST_NAMES)

    def alike(self, changes: Sequence[VerdictChange]) -> Iterator[Line]:
        """Yield verdicts that changed for the same reasons, then these."""
        for words, some in _together(changes, self.words).items():
            yield Line(f"{words}{colon(self.language)}{self.options(some)}", _style(some[0]), 6, 8)
        yield from self.particulars(changes[0])
        for label, text in self.reasons(changes[0]):
            yield _labelled(label, text)

    def words(self, change: VerdictChange) -> str:
        """Say a verdict before and after; once where only its particulars are others."""
        before, after = self.state(change.before), self.state(change.after)
        if before != after:
            return f"{before}{_ARROW}{after}"
        return f"{after}, {self.names.word('other_particulars')}"

    def state(self, state: VerdictState | None) -> str:
        if state is None or state.verdict == "silent":
            return self.names.word("no_verdict")
        provisional = f", {WORDS['provisional'].text(self.language)}" if state.provisional else ""
        return f"{VERDICTS[state.verdict].text(self.language).upper()}{provisional}"

    def particulars(self, change: VerdictChange) -> Iterator[Line]:
        """Yield which particulars went and came, where the verdict itself stayed."""
        before, after = change.before, change.after
        if before is None or after is None or change.is_of_verdict or before.particulars == after.particulars:
            return
        for name, state in (("so_far", before), ("from_now", after)):
            told = sorted(self.particulars_words(one) for one in state.particulars)
            text = semicolon(self.language).join(told) or self.names.word("nothing_particular")
            yield _labelled(self.names.word(name), text)

    def particulars_words(self, one: Particulars) -> str:
        told = [detail_words(self.names.detail(name), value, self.language) for name, value in one.details]
        if one.once is not None:
            awaited = awaited_words(one.once, self.differences.after.program, self.language)
            told.append(f"{WORDS['provided'].text(self.language)}{colon(self.language)}{awaited}")
        return ", ".join(told)

    # Why

    def reasons(self, change: VerdictChange) -> Iterator[tuple[str, str]]:
        """Yield what became of each rule, and why; where some came in or went out of force, only those."""
        # What is named as following an act changes with it.
        if not change.by_what_it_follows:
            for rule in change.decisive:
                yield self.becomes(rule), self.reason(rule, change)

    def becomes(self, rule: RuleChange) -> str:
        names = {("holds", "fails"): "stops", ("contested", "fails"): "stops", ("contested", "holds"): "settles"}
        states = rule.before, rule.after
        name = "same" if rule.before == rule.after else names.get(states, rule.after)
        return BECOMES[name].text(self.language)

    def reason(self, rule: RuleChange, change: VerdictChange) -> str:
        """Say what a rule does to an option, of what it asks what comes out otherwise, and where it stands."""
        effects = self.names.effects(rule.rule, change.key.option)
        told = [f"{effects}{self.asked(rule.premises, rule.subject)}"]
        told += [self.exception(rule, one, told_anyway=one in change.rules) for one in rule.exceptions]
        told += self.strengths(rule)
        return f"{semicolon(self.language).join(told)} — {self.names.place(rule.rule)}"

    def strengths(self, rule: RuleChange) -> list[str]:
        if rule.edit is None or rule.edit.strengths is None:
            return []
        return [self.names.said("strength", _ARROW.join(self.names.strengths(rule.edit.strengths)))]

    def asked(self, changes: Iterable[PremiseChange], subject: str) -> str:
        told = all_of(words, self.language) if (words := premises_words(changes, self.names, subject)) else ""
        return f" {self.names.word('if')} {told}" if told else ""

    def exception(self, rule: RuleChange, exception: RuleChange, *, told_anyway: bool) -> str:
        """Say that another rule sets this one aside, perhaps does, or no longer does."""
        name = "set_aside_by" if rule.after == "defeated" else "freed_from"
        if exception.after == "open":
            name = "perhaps_by"
        asked = "" if told_anyway else self.asked(exception.premises, exception.subject)
        return f"{self.names.said(name, self.names.place(exception.rule))}{asked}"

    # Questions and findings

    def questions(self) -> Iterator[Line]:
        together = _together(self.differences.questions, lambda one: _ARISES[one.after])
        if together:
            yield Line()
        for name in (one for one in dict.fromkeys(_ARISES.values()) if one in together):
            told = [f"{self.names.question(one.question)}{_owners([one.subject])}" for one in together[name]]
            yield Line(self.names.said(name, listed(told, self.language, MOST_NAMES)), "plain", 2, 4)

    def findings(self) -> Iterator[Line]:
        for name, shows in (("finding_shows", True), ("finding_ceases", False)):
            own = [one for one in self.differences.findings if one.shows is shows]
            owners = _together(own, lambda one: one.finding)
            if not owners:
                continue
            yield Line()
            yield Line(self.names.word(name), "plain", 2, 4)
            shown = _MOST_FINDINGS if len(owners) > _MOST_FINDINGS + 1 else len(owners)
            for finding in list(owners)[:shown]:
                of_whom = _owners([one.subject for one in owners[finding]])
                yield Line(f"{self.names.finding(finding)}{of_whom} [{finding}]", "quiet", 4, 6)
            if len(owners) > shown:
                yield Line(self.names.word("others").format(count=len(owners) - shown), "quiet", 4, 6)


_ARISES: Mapping[Truth | None, str] = {
    Truth.TRUE: "arises",
    Truth.UNKNOWN: "may_arise",
    Truth.FALSE: "ceases",
    None: "ceases",
}


def _is_vague(change: VerdictChange) -> bool:
    """Return whether nothing is said for certain, neither before nor after."""
    states = (change.before, change.after)
    return all(one is None or one.verdict in ("undetermined", "silent") for one in states)


def _labelled(label: str, text: str, indent: int = 8) -> Line:
    return Line(f"{label:<{_LABEL_WIDTH}}{text}", "plain", indent, indent + _LABEL_WIDTH)


def _owners(subjects: Sequence[str]) -> str:
    lesions = [one.partition(":")[2] for one in subjects if one != PATIENT]
    return f" ({', '.join(lesions)})" if lesions else ""


def _style(change: VerdictChange) -> Style:
    match change.after.verdict if change.after else "silent":
        case "silent":
            return "plain"
        case "undetermined" | "caution":
            return "open"
        case "not_recommended" | "contraindicated" | "conflict":
            return "bad"
        case _:
            return "good"


def _together(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Return items by what they have in common, in the order of the first."""
    found: dict[Key, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found
