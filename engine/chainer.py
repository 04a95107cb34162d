"""Forward chaining on durable-rules: one case in, everything that becomes known of it out.

The engine matches and fires; each firing hands its conclusion to an agenda, from which one fact at a time is
asserted (asserting lists corrupts its memory). Sessions are always deleted: one that is left holds about 10 MB.
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import durable_rules_engine
from durable.engine import Host, Promise, Ruleset

from engine.limits import GROUP_SIZE, MAX_RULES
from engine.network import Computation, Inference, Literal, Network, Production, Signal, Tally
from facts.case import PATIENT, Case
from facts.values import NO, YES, YES_OR_NO, Interval, Truth, ValueSet
from facts.vocabulary import SubjectKind
from knowledge_base.arithmetic import evaluate, score_points
from knowledge_base.program import Test

__all__ = ["Chainer", "ChainingError", "Known", "Value", "subject_kind"]

Message = dict[str, int | str]


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
        By subject and quantity: each fact that is read, and each definition, score and formula.
    truths
        By signal and subject; what is not in it is open.
    """

    network: Network
    subjects: tuple[str, ...]
    values: Mapping[tuple[str, str], Value]
    truths: Mapping[tuple[Signal, str], bool]

    def truth(self, kind: str, name: str, subject: str) -> Truth:
        """Return the truth of a signal; of an open one, unknown."""
        signal = self.network.signals[kind, name]
        known = self.truths.get((signal, subject))
        return Truth.UNKNOWN if known is None else Truth.TRUE if known else Truth.FALSE

    def outcome(self, test: Test, subject: str) -> Truth:
        """Return how a test came out for a subject, or for the patient when it is about the patient."""
        quantity = self.network.program.quantities[test.quantity]
        kind = "definition" if quantity.kind == "definition" else "test"
        name = quantity.name if kind == "definition" else str(test)
        return self.truth(kind, name, subject if quantity.subject == "lesion" else PATIENT)


def subject_kind(subject: str) -> SubjectKind:
    """Return whether a subject is the patient or a lesion."""
    return "patient" if subject == PATIENT else "lesion"


class _Ruleset(Ruleset):  # type: ignore[misc]  # the library has no types
    """A ruleset whose firings reach their actions directly, with the subject of the first premise.

    The library's own loop makes a context for each firing, writes an unchanged state back and swallows what an
    action raises; without it a case takes half the time and an error comes out where it was made.
    """

    def _flush_actions(
        self, state: object, firing: dict[str, Any], session: int, complete: Callable[..., None]
    ) -> None:
        fired = firing["message"]
        while fired:
            for rule, premises in fired.items():
                self._actions[rule].func(premises["m0"]["s"])
            following = durable_rules_engine.complete_and_start_action(self._handle, session)
            fired = json.loads(following) if following else None
        complete(None, state)


class _Action(Promise):  # type: ignore[misc]  # the library has no types
    """What a rule does, in the wrapping that the library asks for."""

    def __init__(self, func: Callable[[str], None]) -> None:
        super().__init__(func)
        self.func = func


class _QuietHost(Host):  # type: ignore[misc]  # the library has no types
    """A host without the two threads that would run actions after a call has returned."""

    def _run(self) -> None:
        return

    def register_rulesets(self, ruleset_definitions: dict[str, Any]) -> list[str]:
        for name, definition in ruleset_definitions.items():
            self._ruleset_directory[name] = _Ruleset(name, self, definition)
        return list(ruleset_definitions)


_FIRST = -1
_PREPARING = "0"


def _do_nothing(subject: str) -> None:
    del subject


class Chainer:
    """A network loaded into durable-rules, ready for one case after another.

    Parameters
    ----------
    network
        The compiled program.

    Examples
    --------
    >>> from engine.network import compile_network
    >>> from knowledge_base.loader import edition_folder, load
    >>> chainer = Chainer(compile_network(load(edition_folder("metastases_osseuses_2026"))))
    >>> chainer.run(Case()).subjects
    ('patient',)
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self._lock = threading.Lock()
        self._sessions = count(1)
        self._host = _QuietHost()
        self._readers: dict[int, list[str]] = {}
        self._run: _Run | None = None
        for start in range(0, len(network.productions), MAX_RULES):
            self._load(f"part{start // MAX_RULES}", network.productions[start : start + MAX_RULES])

    def _load(self, ruleset: str, productions: tuple[Production, ...]) -> None:
        rules = {}
        for number, production in enumerate(productions):
            for premise in production.premises:
                readers = self._readers.setdefault(premise.code, [])
                if ruleset not in readers:
                    readers.append(ruleset)
            rules[f"r{number}"] = {"all": _patterns(production), "run": self._action(production)}
        rules["first"] = {"all": [{"m0": {"$and": [{"k": _FIRST}, {"n": _FIRST}]}}], "run": _Action(_do_nothing)}
        self._host.set_rulesets({ruleset: rules})
        self._prepare(ruleset)

    def _prepare(self, ruleset: str) -> None:
        """Make it safe to delete a session in which nothing fires.

        The library leaves part of a new session's memory unset until an action runs, and frees what it finds there
        when the session is deleted. Sessions follow each other in the same place, so one that fires cleans it.
        """
        self._host.assert_fact(ruleset, {"id": 1, "sid": _PREPARING, "k": _FIRST, "n": _FIRST, "s": PATIENT})
        self._host.delete_state(ruleset, _PREPARING)

    def _action(self, production: Production) -> _Action:
        def fire(subject: str) -> None:
            if self._run is not None:
                self._run.fire(production, subject)

        return _Action(fire)

    def run(self, case: Case) -> Known:
        """Chain forward from the facts of a case until nothing new follows.

        Parameters
        ----------
        case
            The case; facts that no rule reads are not touched.

        Raises
        ------
        ChainingError
            When the engine loses a message or concludes both of two contraries.
        """
        with self._lock:
            session = str(next(self._sessions))
            run = self._run = _Run(self.network, case)
            try:
                run.start()
                self._chain(run, session)
            finally:
                self._run = None
                for ruleset in run.rulesets:
                    self._host.delete_state(ruleset, session)
            return run.close()

    def _chain(self, run: _Run, session: str) -> None:
        while run.agenda:
            literal, subject = run.agenda.popleft()
            code = literal.code
            for ruleset in self._readers.get(code, ()):
                message: Message = {
                    "id": next(run.numbers),
                    "sid": session,
                    "k": code // GROUP_SIZE,
                    "n": code,
                    "s": subject,
                }
                run.rulesets.add(ruleset)
                self._assert(ruleset, message, literal)

    def _assert(self, ruleset: str, message: Message, literal: Literal) -> None:
        try:
            self._host.assert_fact(ruleset, message)
        except ChainingError:
            raise
        except Exception as error:
            raise ChainingError(f"chaining failed at {literal.signal.kind} {literal.signal.name}") from error


def _patterns(production: Production) -> list[dict[str, Any]]:
    """Return the patterns of a production; those of the subject are joined, those of the patient stand alone."""
    found: list[dict[str, Any]] = []
    first = production.premises[0].signal.subject
    for index, premise in enumerate(production.premises):
        tests: list[dict[str, Any]] = [{"k": premise.code // GROUP_SIZE}, {"n": premise.code}]
        if index and premise.signal.subject == first == "lesion":
            tests.append({"s": {"m0": "s"}})
        found.append({f"m{index}": {"$and": tests}})
    return found


@dataclass
class _Run:
    """The working memory of one case."""

    network: Network
    case: Case
    agenda: deque[tuple[Literal, str]] = field(default_factory=deque)
    numbers: count[int] = field(default_factory=lambda: count(1))
    values: dict[tuple[str, str], Value] = field(default_factory=dict)
    truths: dict[tuple[Signal, str], bool] = field(default_factory=dict)
    tallied: dict[tuple[Signal, bool], set[str]] = field(default_factory=dict)
    subjects: tuple[str, ...] = ()
    rulesets: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Learn what the case gives."""
        facts = self.case.subjects()
        self.subjects = tuple(facts)
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
        key = literal.signal, subject
        known = self.truths.get(key)
        if known is None:
            self.truths[key] = literal.truth
            self.agenda.append((literal, subject))
        elif known is not literal.truth:
            raise ChainingError(f"both true and false: {literal.signal.kind} {literal.signal.name}")

    def fire(self, production: Production, subject: str) -> None:
        """Do what a production says for the subject of its first premise."""
        match production:
            case Inference():
                self.conclude(production.conclusion, subject)
            case Computation():
                self.learn(production.quantity, subject, self.compute(production.quantity, subject))
            case Tally():
                conclusion = production.conclusion
                lesions = self.tallied.setdefault((conclusion.signal, conclusion.truth), set())
                lesions.add(subject)
                if not production.of_all or len(lesions) == len(self.subjects) - 1:
                    self.conclude(conclusion, PATIENT)

    def compute(self, quantity: str, subject: str) -> Value:
        """Return the value of a score or formula."""
        program = self.network.program

        def read(name: str) -> Value:
            return self.values[subject if program.quantities[name].subject == "lesion" else PATIENT, name]

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
