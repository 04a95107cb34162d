"""Forward chaining on durable-rules: one case in, everything that becomes known of it out.

The engine matches and fires; each firing hands its conclusion to an agenda, from which one fact at a time is
asserted (asserting lists corrupts its memory). Sessions are always deleted: one that is left holds about 10 MB.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import durable_rules_engine
from durable.engine import Host, Promise, Ruleset

from engine.limits import GROUP_SIZE, MAX_RULES
from engine.network import Computation, Inference, Literal, Network, Production, Signal, Tally
from engine.working_memory import ChainingError, Known, WorkingMemory
from facts.case import PATIENT, Case
from facts.vocabulary import SubjectKind

__all__ = ["Chainer"]

_REFUSALS = {1: "no rule of the engine reads the message", 2: "the engine holds the message already"}
_decode = json.JSONDecoder().raw_decode


class _Ruleset(Ruleset):  # type: ignore[misc]  # the library has no types
    """A ruleset that is told one message at a time and hands each firing the subject of the first premise.

    The library's own loop makes a context for each firing, writes an unchanged state back and swallows what an
    action raises; without it a case takes half the time and an error comes out where it was made.
    """

    def tell(self, message: str) -> None:
        """Assert a message, given as JSON, and run everything that fires."""
        status, session = durable_rules_engine.assert_fact(self._handle, message)
        if status in _REFUSALS:
            raise ChainingError(f"{_REFUSALS[status]}: {message}")
        started = durable_rules_engine.start_action_for_state(self._handle, session)
        fired = started[1] if started else None
        while fired:
            for rule, premises in _decode(fired)[0].items():
                self._actions[rule].func(premises["m0"]["s"])
            fired = durable_rules_engine.complete_and_start_action(self._handle, session)


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


@dataclass
class _Reach:
    """What the productions of a ruleset that read a literal can conclude: nothing is asserted once it is known."""

    about: dict[SubjectKind, set[Signal]] = field(default_factory=dict)
    computes: bool = False

    def add(self, production: Production) -> None:
        match production:
            case Computation():
                self.computes = True
            case Inference():
                self._add(production.conclusions)
            case Tally():
                self._add((production.conclusion,))

    def _add(self, conclusions: tuple[Literal, ...]) -> None:
        for one in conclusions:
            self.about.setdefault(one.signal.subject, set()).add(one.signal)

    def is_exhausted(self, run: WorkingMemory, subject: str) -> bool:
        """Return whether a literal about a subject can bring nothing new."""
        return not self.computes and all(run.knows(signals, kind, subject) for kind, signals in self.about.items())


class Chainer:
    """A network loaded into durable-rules, ready for one case after another.

    Parameters
    ----------
    network
        The compiled program.

    Examples
    --------
    >>> from engine.compiler import compile_network
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
        self._readers: dict[int, dict[str, _Reach]] = {}
        self._run: WorkingMemory | None = None
        for start in range(0, len(network.productions), MAX_RULES):
            self._load(f"part{start // MAX_RULES}", network.productions[start : start + MAX_RULES])

    def _load(self, ruleset: str, productions: tuple[Production, ...]) -> None:
        rules = {}
        for number, production in enumerate(productions):
            for premise in production.premises:
                reach = self._readers.setdefault(premise.code, {}).setdefault(ruleset, _Reach())
                reach.add(production)
            rules[f"r{number}"] = {"all": _patterns(production), "run": self._action(production)}
        rules["first"] = {"all": [{"m0": {"$and": [{"k": _FIRST}, {"n": _FIRST}]}}], "run": _Action(_do_nothing)}
        self._host.set_rulesets({ruleset: rules})
        self._prepare(ruleset)

    def _prepare(self, ruleset: str) -> None:
        """Make it safe to delete a session in which nothing fires.

        The library leaves part of a new session's memory unset until an action runs, and frees what it finds there
        when the session is deleted. Sessions follow each other in the same place, so one that fires cleans it.
        """
        self._host.get_ruleset(ruleset).tell(_message(1, _PREPARING, _FIRST, _FIRST, PATIENT))
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
            run = self._run = WorkingMemory(self.network, case)
            try:
                run.start()
                self._chain(run, session)
            finally:
                self._run = None
                for ruleset in run.rulesets:
                    self._host.delete_state(ruleset, session)
            return run.close()

    def _chain(self, run: WorkingMemory, session: str) -> None:
        while run.agenda:
            literal, subject = run.agenda.popleft()
            code = literal.code
            for ruleset, reach in self._readers.get(code, {}).items():
                if reach.is_exhausted(run, subject):
                    continue
                run.rulesets.add(ruleset)
                self._assert(ruleset, _message(next(run.numbers), session, code // GROUP_SIZE, code, subject), literal)

    def _assert(self, ruleset: str, message: str, literal: Literal) -> None:
        try:
            self._host.get_ruleset(ruleset).tell(message)
        except ChainingError:
            raise
        except Exception as error:
            raise ChainingError(f"chaining failed at {literal.signal.kind} {literal.signal.name}") from error


def _message(number: int, session: str, group: int, code: int, subject: str) -> str:
    """Write a message; identifiers of lesions hold nothing that JSON would escape."""
    return f'{{"id":{number},"sid":"{session}","k":{group},"n":{code},"s":"{subject}"}}'


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
