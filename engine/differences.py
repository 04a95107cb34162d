"""Differences between two results on the same subjects: which verdicts changed, and why.

A verdict changes because rules came in force, went out of it or became open. A rule does so because a test of its
condition comes out otherwise, because a rule that overrides it does, or because another edition words it otherwise.
Behind all of these stand the *causes*: facts with other values, and rules that were edited. Verdicts with the same
causes are told together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from engine.changes import (
    IN_FORCE,
    Causes,
    Differences,
    FindingChange,
    PremiseChange,
    QuestionChange,
    RuleChange,
    ValueChange,
    VerdictChange,
)
from engine.consultation import Consultation
from engine.explanation import Premise, premises
from engine.result import Result, VerdictKey, VerdictState
from engine.trace import incoming, rule_node
from knowledge_base.edits import rule_edits

__all__ = ["differences", "differences_between"]


def differences_between(before: Consultation, after: Consultation) -> Differences:
    """Return the differences between two consultations of the same subjects."""
    return differences(Result.of(before), Result.of(after))


def differences(before: Result, after: Result) -> Differences:
    """Return the differences between two results.

    Parameters
    ----------
    before, after
        Of the same subjects; the facts, the program or both may be others.
    """
    return _Comparison(before, after).differences()


class _Comparison:
    def __init__(self, before: Result, after: Result) -> None:
        self._before, self._after = before, after
        self._edits = rule_edits(before.program, after.program)
        self._behind: dict[str, tuple[ValueChange, ...]] = {}
        self._rules: dict[tuple[str, str], RuleChange | None] = {}

    def differences(self) -> Differences:
        return Differences(
            self._before,
            self._after,
            tuple(self._facts()),
            tuple(self._verdicts()),
            tuple(self._questions()),
            tuple(self._findings()),
        )

    def _facts(self) -> Iterator[ValueChange]:
        for node, found in self._after.trace.nodes(data=True):
            if found["kind"] == "fact" and node in self._before.trace:
                yield from self._changed(node)

    def _verdicts(self) -> Iterator[VerdictChange]:
        old, new = self._before.verdicts, self._after.verdicts
        found: dict[VerdictKey, VerdictChange] = {}
        # What an option follows is looked at before it.
        for key in sorted(dict.fromkeys((*new, *old)), key=lambda one: len(one.path)):
            states = old.get(key), new.get(key)
            if _same(*states):
                continue
            rules = tuple(self._rules_on(key))
            parent = found.get(VerdictKey(key.subject, key.path[-1], key.path[:-1])) if key.path else None
            if parent is not None and not any(one.matters for one in rules):
                found[key] = VerdictChange(key, *states, parent.rules, parent.causes, by_what_it_follows=True)
            else:
                change = VerdictChange(key, *states, rules, Causes())
                found[key] = replace(change, causes=self._causes(change.decisive))
        order = {key: index for index, key in enumerate(dict.fromkeys((*new, *old)))}
        yield from sorted(found.values(), key=lambda one: order[one.key])

    def _questions(self) -> Iterator[QuestionChange]:
        old, new = self._before.questions, self._after.questions
        for subject, question in dict.fromkeys((*new, *old)):
            before, after = old.get((subject, question)), new.get((subject, question))
            if before is not after:
                yield QuestionChange(subject, question, before, after)

    def _findings(self) -> Iterator[FindingChange]:
        old, new = self._before.findings, self._after.findings
        yield from (FindingChange(*one, shows=True) for one in new if one not in old)
        yield from (FindingChange(*one, shows=False) for one in old if one not in new)

    # Why

    def _rules_on(self, key: VerdictKey) -> Iterator[RuleChange]:
        names = dict.fromkeys((*self._after.rules_on(key), *self._before.rules_on(key)))
        changes = [one for name in names if (one := self._rule(key.subject, name)) is not None]
        yield from sorted(changes, key=lambda one: (not one.touches_force, one.after not in IN_FORCE))

    def _rule(self, subject: str, name: str) -> RuleChange | None:
        """Return how a rule changed for a subject; None when it did not."""
        if (subject, name) not in self._rules:
            self._rules[subject, name] = self._rule_change(subject, name)
        return self._rules[subject, name]

    def _rule_change(self, subject: str, name: str) -> RuleChange | None:
        states = self._before.rule_state(subject, name), self._after.rule_state(subject, name)
        edit = self._edits.get(name)
        if states[0] == states[1] and edit is None:
            return None
        return RuleChange(
            subject, name, *states, tuple(self._premises(subject, name)), tuple(self._exceptions(subject, name)), edit
        )

    def _premises(self, subject: str, name: str) -> Iterator[PremiseChange]:
        node = rule_node(subject, name)
        if node not in self._before.trace or node not in self._after.trace:
            return
        old, new = (_by_test(side, node) for side in (self._before, self._after))
        for key, after in new.items():
            before = old.get(key)
            if before is None or before.outcome is after.outcome or not (before.decisive or after.decisive):
                continue
            value = ValueChange(after.subject, after.quantity.name, before.value, after.value)
            outcomes = before.outcome, after.outcome
            yield PremiseChange(value, str(after.test), outcomes, after.wanted, self._changed(after.node))

    def _exceptions(self, subject: str, name: str) -> Iterator[RuleChange]:
        """Yield how the rules changed that override one, where that concerns it."""
        overriders: dict[str, None] = {}
        for side in (self._after, self._before):
            node = rule_node(subject, name)
            if node in side.trace:
                overriders |= dict.fromkeys(one for one, _ in incoming(side.trace, node, "defeats"))
        for node in overriders:
            found = next(side.trace.nodes[node] for side in (self._after, self._before) if node in side.trace)
            changed = self._rule(found["subject"], found["name"])
            if changed is not None and changed.before != changed.after:
                yield changed

    def _changed(self, node: str) -> tuple[ValueChange, ...]:
        """Return the facts with other values behind a value; of a fact, itself when its value is another one."""
        if node not in self._behind:
            self._behind[node] = tuple(dict.fromkeys(self._facts_behind(node)))
        return self._behind[node]

    def _facts_behind(self, node: str) -> Iterator[ValueChange]:
        sides = [side for side in (self._before, self._after) if node in side.trace]
        if any(side.trace.nodes[node]["kind"] != "fact" for side in sides):
            sources = (one for side in sides for one, _ in incoming(side.trace, node, "premise"))
            for source in dict.fromkeys(sources):
                yield from self._changed(source)
        elif len(sides) > 1:
            before, after = (side.value(node) for side in sides)
            if before != after:
                found = self._after.trace.nodes[node]
                yield ValueChange(found["subject"], found["name"], before, after)

    def _causes(self, rules: tuple[RuleChange, ...]) -> Causes:
        """Return what stands behind changes of rules, in an order that does not depend on theirs."""
        every = [one for rule in rules for one in _with_exceptions(rule)]
        wholes = {self._whole(fact) for rule in every for premise in rule.premises for fact in premise.facts}
        edits = {rule.edit for rule in every if rule.edit is not None}
        return Causes(
            tuple(one for one in self._facts_in_order if self._whole(one) in wholes),
            tuple(sorted({name for edit in edits for name in edit.computed})),
            tuple(sorted((edit for edit in edits if edit.is_of_rule), key=lambda one: one.rule)),
        )

    def _whole(self, change: ValueChange) -> tuple[str, str]:
        """Return of whom and of which fact a change is; the categories of one fact are given together."""
        part = self._after.program.quantities[change.quantity].part
        return change.subject, part.whole.qualified if part else change.quantity

    @cached_property
    def _facts_in_order(self) -> tuple[ValueChange, ...]:
        return tuple(self._facts())


def _by_test(side: Result, node: str) -> dict[tuple[str, str, bool], Premise]:
    """Return the premises of a rule by their tests; what decides at one place of the condition is decisive."""
    found: dict[tuple[str, str, bool], Premise] = {}
    for one in premises(side.trace, side.program, node):
        key = one.node, str(one.test), one.wanted
        if key not in found or one.decisive:
            found[key] = one
    return found


def _with_exceptions(rule: RuleChange) -> Iterator[RuleChange]:
    yield rule
    for one in rule.exceptions:
        yield from _with_exceptions(one)


def _same(before: VerdictState | None, after: VerdictState | None) -> bool:
    """Return whether a verdict is the same.

    Whether its question arises is told of the question, and where no rule speaks there is no verdict either way.
    """
    if before is None or after is None or before.verdict == after.verdict == "silent":
        return {VerdictChange.word(before), VerdictChange.word(after)} <= {"", "silent"}
    told = [(one.verdict, one.provisional, one.particulars) for one in (before, after)]
    return told[0] == told[1]
