"""Differences between two results on the same subjects: which verdicts changed, and why.

A verdict changes because rules came in force, went out of it or became open. A rule does so because a test of its
condition comes out otherwise, because a rule that overrides it does, or because another edition words it otherwise.
Behind all of these stand the *causes*: facts with other values, and rules that were edited. Verdicts with the same
causes are told together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from engine.consultation import Consultation
from engine.explanation import Premise, premises
from engine.result import Result, RuleWord, VerdictKey, VerdictState
from engine.trace import incoming, rule_node
from facts.values import Truth, ValueSet
from knowledge_base.edits import RuleEdit, rule_edits

__all__ = [
    "Causes",
    "Differences",
    "FindingChange",
    "PremiseChange",
    "QuestionChange",
    "RuleChange",
    "ValueChange",
    "VerdictChange",
    "differences",
    "differences_between",
]

_IN_FORCE: tuple[RuleWord, ...] = ("holds", "contested")


@dataclass(frozen=True)
class ValueChange:
    """A value that became another one.

    Attributes
    ----------
    subject, quantity
        Of whom, and the qualified name of a fact or derived value.
    """

    subject: str
    quantity: str
    before: ValueSet | None
    after: ValueSet | None


@dataclass(frozen=True)
class PremiseChange:
    """A test of a rule that comes out otherwise than before, and is decisive on one side at least.

    Attributes
    ----------
    test
        The text of the test, by which both programs know it.
    outcomes
        How it came out before and after.
    wanted
        Whether the rule asks for it to be true, or to be false.
    facts
        The facts that changed behind a derived value; of a fact, itself.
    """

    value: ValueChange
    test: str
    outcomes: tuple[Truth, Truth]
    wanted: bool
    facts: tuple[ValueChange, ...]


@dataclass(frozen=True)
class RuleChange:
    """A rule that is in another state than before, or that another edition words otherwise.

    Attributes
    ----------
    before, after
        Its state; empty where there is no such rule.
    exceptions
        Of the rules that override it, those that are in another state.
    edit
        What differs in the rule itself.
    """

    subject: str
    rule: str
    before: RuleWord
    after: RuleWord
    premises: tuple[PremiseChange, ...] = ()
    exceptions: tuple[RuleChange, ...] = ()
    edit: RuleEdit | None = None

    @property
    def touches_force(self) -> bool:
        """Whether the rule is in force on one side and not on the other."""
        return (self.before in _IN_FORCE) is not (self.after in _IN_FORCE)

    @property
    def matters(self) -> bool:
        """Whether a verdict can change by it: by its state, or by what it advises while it is in force."""
        return self.before != self.after or (self.edit is not None and "advice" in self.edit.kinds)


@dataclass(frozen=True)
class Causes:
    """What stands behind a change.

    Attributes
    ----------
    facts
        Facts with other values.
    computed
        Derived values that another edition computes otherwise.
    edits
        Rules that another edition words otherwise.
    """

    facts: tuple[ValueChange, ...] = ()
    computed: tuple[str, ...] = ()
    edits: tuple[RuleEdit, ...] = ()


@dataclass(frozen=True)
class VerdictChange:
    """A verdict that differs; None on the side on which there is none.

    Attributes
    ----------
    rules
        The rules behind it, those that came in force or went out of it first.
    by_what_it_follows
        Whether no rule of its own changed, and only what it follows did; the rules are those of that verdict.
    """

    key: VerdictKey
    before: VerdictState | None
    after: VerdictState | None
    rules: tuple[RuleChange, ...]
    causes: Causes
    by_what_it_follows: bool = False

    @property
    def decisive(self) -> tuple[RuleChange, ...]:
        """The rules that came in or went out of force or advise something else; where there are none, all."""
        mattering = tuple(one for one in self.rules if one.matters)
        return tuple(one for one in mattering if one.touches_force or one.before == one.after) or mattering

    @property
    def arises(self) -> bool:
        """Whether the question certainly arises, before or after."""
        return any(one is not None and one.asked is Truth.TRUE for one in (self.before, self.after))

    @property
    def is_of_verdict(self) -> bool:
        """Whether the verdict itself is another one, not only whether it is provisional or its particulars."""
        return _word(self.before) != _word(self.after)


@dataclass(frozen=True)
class QuestionChange:
    """A question that arises otherwise than before; None where the edition has no such question."""

    subject: str
    question: str
    before: Truth | None
    after: Truth | None


@dataclass(frozen=True)
class FindingChange:
    """A finding about the guideline that now shows on the case, or no longer does."""

    subject: str
    finding: str
    shows: bool


@dataclass(frozen=True)
class Differences:
    """All that differs between two results.

    Attributes
    ----------
    facts
        The facts that rules read and that have another value.
    """

    before: Result
    after: Result
    facts: tuple[ValueChange, ...]
    verdicts: tuple[VerdictChange, ...]
    questions: tuple[QuestionChange, ...]
    findings: tuple[FindingChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no verdict, question or finding differs."""
        return not (self.verdicts or self.questions or self.findings)

    @cached_property
    def by_causes(self) -> dict[Causes, list[VerdictChange]]:
        """The verdicts that changed, those with the same causes together, in the order of the first."""
        found: dict[Causes, list[VerdictChange]] = {}
        for one in self.verdicts:
            found.setdefault(one.causes, []).append(one)
        return found

    def of_option(self, option: str) -> Differences:
        """Return the differences in the verdicts on one option, by itself or as it follows others."""
        return replace(
            self,
            verdicts=tuple(one for one in self.verdicts if one.key.option == option),
            questions=tuple(one for one in self.questions if self._lists(one.question, option)),
            findings=(),
        )

    def _lists(self, question: str, option: str) -> bool:
        known = (one.program.questions.get(question) for one in (self.before, self.after))
        return any(option in one.options for one in known if one is not None)


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


def _word(state: VerdictState | None) -> str:
    return state.verdict if state else ""


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
        yield from sorted(changes, key=lambda one: (not one.touches_force, one.after not in _IN_FORCE))

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
        return {_word(before), _word(after)} <= {"", "silent"}
    told = [(one.verdict, one.provisional, one.particulars) for one in (before, after)]
    return told[0] == told[1]
