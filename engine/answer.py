"""The answer to “why”: records of what a verdict rests on; :mod:`engine.why` reads them off a trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from engine.explanation import Premise
from engine.missing import FactRef
from engine.verdicts import Verdict
from facts.values import Truth, ValueSet
from knowledge_base.program import Advice, Edition, Finding, Option, Quantity, Question, Rule, Statement
from knowledge_base.source import Effect

__all__ = ["Answer", "Cited", "Ground", "Overrider", "Reason", "State", "Why", "WhyAsked"]

State = OneOf["holds", "fails", "open", "defeated"]


@dataclass(frozen=True)
class Ground:
    """A value that something rests on: a given fact, or what was derived from others.

    Attributes
    ----------
    node
        Its name in the trace, by which premises point at it.
    premises
        What it was derived from; none for a fact.
    """

    node: str
    subject: str
    quantity: Quantity
    value: ValueSet | None
    premises: tuple[Premise, ...] = ()


@dataclass(frozen=True)
class Overrider:
    """A rule that takes precedence over another: certainly, or perhaps."""

    certain: bool
    reason: Reason


@dataclass(frozen=True)
class Reason:
    """A rule with what it says of the option and what it rests on.

    Attributes
    ----------
    subject
        For whom the rule was read.
    state
        What became of it.
    truth
        Whether its own condition holds, whatever overrides it.
    advice
        What it says of the option; nothing for a rule that only overrides another.
    premises
        Its tests, in the order of reading.
    overriders
        The rules that override it, or may still do so.
    overrides
        The rules that it defeats.
    """

    rule: Rule
    subject: str
    state: State
    truth: Truth
    statement: Statement
    advice: tuple[Advice, ...]
    premises: tuple[Premise, ...]
    overriders: tuple[Overrider, ...] = ()
    overrides: tuple[Rule, ...] = ()

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What the rule does to the option."""
        return tuple(dict.fromkeys(one.effect for one in self.advice))

    @property
    def decisive(self) -> tuple[Premise, ...]:
        """The tests without which the rule would not be what it is; of an open one also those that are met."""
        is_open = self.truth is Truth.UNKNOWN
        return tuple(one for one in self.premises if one.decisive or (is_open and one.is_met))

    def with_overriders(self) -> Iterator[Reason]:
        """Yield the rule, those that override it, and those that override them."""
        yield self
        for one in self.overriders:
            yield from one.reason.with_overriders()


@dataclass(frozen=True)
class Answer:
    """Why the verdict on an option is what it is: by itself, or as it follows another.

    Attributes
    ----------
    path
        The options before, each after the other; none for the option by itself.
    reasons
        The rules in force, those that decide first.
    beaten
        Indications in force that a contraindication beats.
    defeated
        Rules that others override.
    awaited
        Rules that may still come in force or be overridden, and could then change the verdict.
    missing
        The facts that can still change the verdict.
    further
        Facts on which only further particulars depend.
    before
        The same of the option that is followed.
    """

    path: tuple[str, ...]
    verdict: Verdict
    provisional: bool
    asked: Truth
    strength: str
    reasons: tuple[Reason, ...]
    beaten: tuple[Reason, ...]
    defeated: tuple[Reason, ...]
    awaited: tuple[Reason, ...]
    missing: tuple[FactRef, ...]
    further: tuple[FactRef, ...]
    before: Answer | None = None

    def all_reasons(self) -> Iterator[Reason]:
        """Yield each rule that has a part in the answer, those that override others among them."""
        for one in (*self.reasons, *self.beaten, *self.defeated, *self.awaited):
            yield from one.with_overriders()
        if self.before is not None:
            yield from self.before.all_reasons()


@dataclass(frozen=True)
class WhyAsked:
    """A question that lists the option: whether it is asked of the subject, and what that rests on."""

    question: Question
    asked: Truth
    missing: tuple[FactRef, ...]
    premises: tuple[Premise, ...]


@dataclass(frozen=True)
class Cited:
    """A finding about the guideline that touches the case and speaks of these rules' statements."""

    finding: Finding
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    """Why the guideline says what it says of an option for a subject.

    Attributes
    ----------
    lesions
        All lesions of the case, to know whether one must be named.
    answers
        The option by itself, then as it follows others; none where nothing is said of it.
    questions
        The questions that list the option.
    grounds
        The values that all this rests on, each once, in the order of reading.
    findings
        What is recorded against the text of these rules and shows on this case.
    """

    edition: Edition
    case: str
    lesions: tuple[str, ...]
    subject: str
    option: Option
    answers: tuple[Answer, ...]
    questions: tuple[WhyAsked, ...]
    grounds: tuple[Ground, ...]
    findings: tuple[Cited, ...]

    @property
    def rules(self) -> tuple[Reason, ...]:
        """Each rule that has a part in the answers, once."""
        found = (one for answer in self.answers for one in answer.all_reasons())
        return tuple({(one.rule.name, one.subject): one for one in found}.values())
