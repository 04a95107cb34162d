"""Why not: what keeps an option from being advised, on one screen. The lines are data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.outcomes import leading, outcomes_of
from engine.verdicts import INDICATIONS, VERDICTS
from engine.why_not import MOST, Obstacle, RuleNotInForce, WhyNot
from facts.case import Case
from facts.labels import Language
from knowledge_base.program import Program
from knowledge_base.wording import EFFECTS, lower_first, sentence_case
from visualize.text.lines import VERDICT_STYLES, Line, Names
from visualize.text.supposed_words import Supposed

__all__ = ["is_ever_advised", "why_not_lines"]

_MOST_RULES = 5


def why_not_lines(found: Sequence[WhyNot], program: Program, language: Language, case: Case) -> list[Line]:
    """Return what keeps an option from being advised, subject by subject.

    Parameters
    ----------
    found
        The answers, one a subject.
    program
        The program.
    language
        ``fr`` or ``en``.
    case
        The case.
    """
    names = Names(program, language, tuple(f"lesion:{one.id}" for one in case.lesions))
    lines = [names.title(case)]
    for one in found:
        lines += [Line(), *_Writer(one, names, Supposed(names)).lines()]
    return names.typeset([*lines, *names.footer()])


def is_ever_advised(program: Program, subject: str, option: str) -> bool:
    """Return whether some rule of a program leads to an option, whatever the facts."""
    outcomes = (one for one in outcomes_of(program, subject) if one.option == option)
    return any(advice.effect in INDICATIONS for one in outcomes for _, advice in leading(program, one))


@dataclass(frozen=True)
class _Writer:
    found: WhyNot
    names: Names
    supposed: Supposed

    def lines(self) -> Iterator[Line]:
        found, names = self.found, self.names
        verdict = names.text(VERDICTS[found.verdict]).upper()
        provisional = f", {names('provisional')}" if found.provisional else ""
        owner = names.owner(found.subject)
        yield Line(
            f"{verdict}{provisional}{names.colon}{names.option(found.option)}{owner}", VERDICT_STYLES[found.verdict]
        )
        if not found.rules:
            is_led_to = is_ever_advised(names.program, found.subject, found.option)
            yield Line(names("every_rule_in_force" if is_led_to else "no_rule_leads"), "plain", 2, 4)
        for rule in found.rules[:_MOST_RULES]:
            yield from self._rule(rule)
        rest = [one.rule for one in found.rules[_MOST_RULES:]]
        if rest:
            yield Line(names.said("further_rules", ", ".join(rest)), "quiet", 2, 4)
        for (effect, state), rules in self._opposed().items():
            maybe = f", {names('if_so')}" if state == "open" else ""
            sources = names.semicolon.join(map(names.source, rules))
            yield Line(f"{names('speaks_against')}{names.colon}{effect}{maybe} — {sources}", "plain", 2, 4)

    def _opposed(self) -> dict[tuple[str, str], list[str]]:
        """Return the rules against the option, put together by what they say of it and whether they hold."""
        alike: dict[tuple[str, str], list[str]] = {}
        for one in self.found.opposed:
            alike.setdefault((self.names.text(EFFECTS[one.effect]), one.state), []).append(one.rule)
        return alike

    def _rule(self, rule: RuleNotInForce) -> Iterator[Line]:
        names = self.names
        after = names.semicolon.join(lower_first(names.option(one)) for one in rule.after)
        then = f" ({names('once_done')} {after})" if after else ""
        yield Line(
            f"{sentence_case(names.text(EFFECTS[rule.effect]))}{then} — {names.source(rule.rule)}", "plain", 2, 4
        )
        if rule.obstacles:
            ways = f" {names('or')} ".join(self._obstacles(one) for one in rule.obstacles)
            yield names.labelled("lacks", ways)
        if rule.state == "defeated":
            others = names.semicolon.join(names.source(one) for one in rule.overridden_by)
            yield names.labelled("set_aside_by", others)
        if rule.repairs:
            if not self._says_the_same(rule):
                yield names.labelled("for_instance", self.supposed.changes(rule.repairs[0], self.found.subject))
        else:
            words = names("no_change_does" if rule.proved else "search_stopped").format(count=MOST)
            yield Line(words, "quiet", 6, 8)

    def _obstacles(self, obstacles: Sequence[Obstacle]) -> str:
        return _joined([self._obstacle(one) for one in obstacles], self.names)

    def _obstacle(self, one: Obstacle) -> str:
        thing = self.supposed.thing((one.subject, one.quantity), self.found.subject)
        known = self.supposed.known(one.quantity, one.known)
        needed = self.supposed.values(one.quantity, one.needed)
        return f"{thing}{self.names.colon}{known} ({self.names('would_need')} {needed})"

    def _says_the_same(self, rule: RuleNotInForce) -> bool:
        """Return whether the obstacles are facts, so that what would repair them has been said."""
        own = {(one.subject, one.quantity) for one in rule.repairs[0]}
        return any({(one.subject, one.quantity) for one in way} == own for way in rule.obstacles)


def _joined(words: Sequence[str], names: Names) -> str:
    """Join words that hold together."""
    return f" {names('and')} ".join(words)
