"""Changes: what differs between two results on the same subjects, as records; :mod:`engine.differences` makes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from engine.result import Result, RuleWord, VerdictKey, VerdictState
from facts.values import Truth, ValueSet
from knowledge_base.edits import RuleEdit

__all__ = [
    "IN_FORCE",
    "Causes",
    "Differences",
    "FindingChange",
    "PremiseChange",
    "QuestionChange",
    "RuleChange",
    "ValueChange",
    "VerdictChange",
]

IN_FORCE: tuple[RuleWord, ...] = ("holds", "contested")
"""The states of a rule that speaks, whether or not another may still set it aside."""


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
        return (self.before in IN_FORCE) is not (self.after in IN_FORCE)

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

    @staticmethod
    def word(state: VerdictState | None) -> str:
        """Return the verdict of a state; nothing where there is none."""
        return state.verdict if state else ""

    @property
    def arises(self) -> bool:
        """Whether the question certainly arises, before or after."""
        return any(one is not None and one.asked is Truth.TRUE for one in (self.before, self.after))

    @property
    def is_of_verdict(self) -> bool:
        """Whether the verdict itself is another one, not only whether it is provisional or its particulars."""
        return self.word(self.before) != self.word(self.after)


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
