"""A consultation: everything that a case came to, as records; :mod:`engine.engine` makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from engine.missing import FactRef
from engine.verdicts import Verdict
from engine.working_memory import Known
from facts.case import Case
from facts.values import Truth, ValueSet
from knowledge_base.conditions import Condition
from knowledge_base.program import Advice, Finding, Program

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "Consultation",
    "Contradiction",
    "Following",
    "OptionVerdict",
    "QuestionAsked",
    "RuleState",
    "StillNeeded",
    "Touched",
]


@dataclass(frozen=True)
class RuleState:
    """What became of a rule for a subject: its own truth, and whether it is in force."""

    truth: Truth
    force: Truth

    @property
    def word(self) -> str:
        """The state as traces name it: ``holds``, ``fails``, ``open`` or ``defeated``."""
        if self.truth is not Truth.FALSE and self.force is Truth.FALSE:
            return "defeated"
        return {Truth.TRUE: "holds", Truth.FALSE: "fails", Truth.UNKNOWN: "open"}[self.truth]


@dataclass(frozen=True)
class Following:
    """After which options another follows, and by which rules' steps.

    Attributes
    ----------
    path
        The options before, each after the other; the last is the one that is followed.
    steps
        Each rule with its advice on what follows, those that are still open among them.
    """

    path: tuple[str, ...]
    steps: tuple[tuple[str, Advice], ...]

    @property
    def option(self) -> str:
        """The option that is followed."""
        return self.path[-1]


@dataclass(frozen=True)
class OptionVerdict:
    """What the guideline says of an option for a subject.

    Attributes
    ----------
    rules
        Rules in force that say so; those that decide the verdict first.
    beaten
        Indications in force that a contraindication beats.
    defeated
        Rules that hold or are open, overridden by others.
    open_rules
        Rules that may still come in force or be overridden, and could then change the verdict.
    missing
        The facts that can still change the verdict.
    further
        Facts that cannot change the verdict, on which further particulars of the advice depend.
    details
        The particulars each rule gives.
    once
        What each rule waits for, where it waits for something.
    after
        What the option follows; None when it is advised by itself.
    asked
        Whether a question that lists the option arises for the subject.
    """

    subject: str
    option: str
    verdict: Verdict
    provisional: bool
    strength: str
    rules: tuple[str, ...]
    beaten: tuple[str, ...] = ()
    defeated: tuple[str, ...] = ()
    open_rules: tuple[str, ...] = ()
    missing: tuple[FactRef, ...] = ()
    further: tuple[FactRef, ...] = ()
    details: Mapping[str, Mapping[str, ValueSet]] = field(default_factory=dict)
    once: Mapping[str, Condition] = field(default_factory=dict)
    after: Following | None = None
    asked: Truth = Truth.UNKNOWN


@dataclass(frozen=True)
class QuestionAsked:
    """A question of the guideline for a subject: whether it arises, and on which facts that depends."""

    subject: str
    question: str
    asked: Truth
    missing: tuple[FactRef, ...]


@dataclass(frozen=True)
class StillNeeded:
    """A fact that can still change a verdict or its particulars, and the options it decides."""

    fact: FactRef
    decides: tuple[str, ...]


@dataclass(frozen=True)
class Touched:
    """A finding of the guideline that shows on this patient."""

    finding: str
    subject: str


@dataclass(frozen=True)
class Contradiction:
    """Facts of a case that no patient has together."""

    impossible: str
    subject: str


@dataclass(frozen=True)
class Consultation:
    """Everything that a case came to.

    Attributes
    ----------
    verdicts
        By subject, then in the order of the options.
    contradictions
        Where the facts of the case contradict each other, whatever is still unknown.
    """

    program: Program
    case: Case
    known: Known
    rules: Mapping[tuple[str, str], RuleState]
    questions: tuple[QuestionAsked, ...]
    verdicts: tuple[OptionVerdict, ...]
    still_needed: tuple[StillNeeded, ...]
    dont_care: tuple[FactRef, ...]
    findings: tuple[Touched, ...]
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def touching(self) -> list[Finding]:
        """The findings about the guideline that touch the case, each once, whoever they are about."""
        return [self.program.findings[name] for name in dict.fromkeys(one.finding for one in self.findings)]

    def verdict(self, subject: str, option: str) -> OptionVerdict:
        """Return the verdict on an option by itself, or else on the option as it follows another.

        Raises
        ------
        KeyError
            When nothing is said of the option for that subject.
        """
        found = [one for one in self.verdicts if (one.subject, one.option) == (subject, option)]
        if not found:
            raise KeyError(f"no verdict on {option} for {subject}")
        return min(found, key=lambda one: one.after is not None)

    @cached_property
    def trace(self) -> nx.MultiDiGraph[str]:
        """The graph of facts, rules, options and findings, as :mod:`engine.trace` writes it."""
        from engine.trace import write_trace  # networkx takes a while to import and not every reading needs it

        return write_trace(self)
