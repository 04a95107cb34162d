"""The working memory of one case: values, what became known, and the agenda of what is still to be asserted.

What productions conclude ends up here; :class:`engine.chainer.Chainer` lets durable-rules decide which fire.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from engine.kleene import Outcomes, rows_in_reach
from engine.network import Computation, Inference, Literal, Network, Production, Signal, Tally
from facts.case import PATIENT, Case, owner_of
from facts.values import NO, YES, YES_OR_NO, Choices, Interval, Truth, ValueSet
from facts.vocabulary import SubjectKind
from knowledge_base.arithmetic import evaluate, score_points
from knowledge_base.conditions import Test

__all__ = ["ChainingError", "Known", "Value", "WorkingMemory", "subject_kind"]


class ChainingError(RuntimeError):
    """The engine did not behave as it must; no result can be trusted."""


@dataclass(frozen=True)
class Value:
    """What is possible of a quantity; None of a partial one that certainly has no value for the subject."""

    possible: ValueSet | None
    applies: Truth = Truth.TRUE

    def within(self, region: ValueSet) -> Truth:
        """Return the truth of “the quantity has a value, and it lies in the region”."""
        possible = self.possible
        if possible is None:
            return Truth.FALSE
        if isinstance(possible, Interval) and isinstance(region, Interval):
            return Truth.all((self.applies, possible.within(region)))
        if isinstance(possible, Interval) or isinstance(region, Interval):
            raise TypeError("a region is of the kind of its quantity")
        return Truth.all((self.applies, possible.within(region)))


@dataclass(frozen=True)
class Known:
    """Everything that became known of a case.

    Attributes
    ----------
    subjects
        The patient, then the lesions in the order of the case.
    values
        By subject and quantity: each fact that is read, and each definition, score, formula and category.
    truths
        By subject and signal; what is not in it is open.
    """

    network: Network
    subjects: tuple[str, ...]
    values: Mapping[tuple[str, str], Value]
    truths: Mapping[str, Mapping[Signal, bool]]

    def truth(self, kind: str, name: str, subject: str) -> Truth:
        """Return the truth of a signal; of an open one, unknown."""
        signal = self.network.signals[kind, name]
        known = self.truths[subject].get(signal)
        return Truth.UNKNOWN if known is None else Truth.TRUE if known else Truth.FALSE

    @cached_property
    def outcomes(self) -> Outcomes:
        """How the tests came out, as conditions are read from."""
        return Outcomes(self.outcome, self.subjects[1:])

    def outcome(self, test: Test, subject: str) -> Truth:
        """Return how a test came out for a subject, or for the patient when it is about the patient."""
        quantity = self.network.program.quantities[test.quantity]
        kind = "definition" if quantity.kind == "definition" else "test"
        name = quantity.name if kind == "definition" else str(test)
        owner = owner_of(quantity.subject, subject)
        if (kind, name) not in self.network.signals:
            # Only categories and impossible combinations ask it; both are read off the values.
            return self.values[owner, test.quantity].within(test.region)
        return self.truth(kind, name, owner)


def subject_kind(subject: str) -> SubjectKind:
    """Return whether a subject is the patient or a lesion."""
    return "patient" if subject == PATIENT else "lesion"


@dataclass
class WorkingMemory:
    """What is known of one case so far, and what waits to be asserted."""

    network: Network
    case: Case
    agenda: deque[tuple[Literal, str]] = field(default_factory=deque)
    numbers: count[int] = field(default_factory=lambda: count(1))
    values: dict[tuple[str, str], Value] = field(default_factory=dict)
    truths: dict[str, dict[Signal, bool]] = field(default_factory=dict)
    tallied: dict[tuple[Signal, bool], set[str]] = field(default_factory=dict)
    subjects: tuple[str, ...] = ()
    rulesets: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Learn what the case gives."""
        facts = self.case.subjects()
        self.subjects = tuple(facts)
        self.truths = {subject: {} for subject in facts}
        for signal, truth in self.network.tallies if len(facts) == 1 else ():
            self.conclude(Literal(signal, truth), PATIENT)
        for subject, values in facts.items():
            kind = subject_kind(subject)
            self.conclude(Literal(self.network.presence[kind], True), subject)
            for name, value in values.items():
                qualified = f"{kind}.{name}"
                if qualified in self.network.read:
                    self.learn(qualified, subject, Value(value))

    def learn(self, quantity: str, subject: str, value: Value) -> None:
        """Keep the value of a quantity and conclude how the tests on it come out."""
        self.values[subject, quantity] = value
        for test, signal in self.network.tests.get(quantity, ()):
            outcome = value.within(test.region)
            if outcome is not Truth.UNKNOWN:
                self.conclude(Literal(signal, outcome is Truth.TRUE), subject)
        available = self.network.values.get(quantity)
        if available is not None:
            self.conclude(Literal(available, True), subject)

    def conclude(self, literal: Literal, subject: str) -> None:
        """Enter a literal into the agenda unless it is known."""
        truths = self.truths[subject]
        known = truths.get(literal.signal)
        if known is None:
            truths[literal.signal] = literal.truth
            self.agenda.append((literal, subject))
        elif known is not literal.truth:
            raise ChainingError(f"both true and false: {literal.signal.kind} {literal.signal.name}")

    def knows(self, signals: set[Signal], kind: SubjectKind, subject: str) -> bool:
        """Return whether all that would be concluded about a kind of subject, from something about one, is known."""
        about = (PATIENT,) if kind == "patient" else (subject,) if subject != PATIENT else self.subjects[1:]
        return all(signals <= self.truths[one].keys() for one in about)

    def fire(self, production: Production, subject: str) -> None:
        """Do what a production says for the subject of its first premise."""
        match production:
            case Inference():
                for conclusion in production.conclusions:
                    self.conclude(conclusion, subject)
            case Computation():
                self.learn(production.quantity, subject, self.compute(production.quantity, subject))
            case Tally():
                conclusion = production.conclusion
                lesions = self.tallied.setdefault((conclusion.signal, conclusion.truth), set())
                lesions.add(subject)
                if not production.of_all or len(lesions) == len(self.subjects) - 1:
                    self.conclude(conclusion, PATIENT)

    def compute(self, quantity: str, subject: str) -> Value:
        """Return the value of a score, formula or category."""
        program = self.network.program

        def read(name: str) -> Value:
            return self.values[owner_of(program.quantities[name].subject, subject), name]

        def possible(name: str) -> ValueSet:
            found = read(name).possible
            if found is None:
                raise ChainingError(f"{name} has no value to compute {quantity} from")
            return found

        def number(name: str) -> Interval:
            found = possible(name)
            if not isinstance(found, Interval):
                raise ChainingError(f"{name} is no number to compute {quantity} from")
            return found

        if quantity in program.scores:
            points = score_points(program.scores[quantity], possible)
            return Value(points.total, points.applies)
        if quantity in program.categories:
            outcomes = Outcomes(lambda test, _: read(test.quantity).within(test.region), ())
            rows = rows_in_reach(program.categories[quantity], subject, outcomes)
            return Value(Choices(frozenset(row.value for row, truth in rows if truth is not Truth.FALSE)))
        return Value(evaluate(program.formulas[quantity].value, number))

    def close(self) -> Known:
        """Give definitions their values, the open ones among them, and return everything."""
        known = Known(self.network, self.subjects, self.values, self.truths)
        values = {Truth.TRUE: YES, Truth.FALSE: NO, Truth.UNKNOWN: YES_OR_NO}
        for name in self.network.program.definitions:
            quantity = self.network.program.quantities[name]
            for subject in self.subjects:
                if subject_kind(subject) == quantity.subject:
                    self.values[subject, name] = Value(values[known.truth("definition", name, subject)])
        return known
