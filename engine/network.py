"""The network: productions that can only ever add what is known.

Everything that can be true or false of a subject is a *signal*; a *literal* is a signal known to be true, or known
to be false. Productions conclude literals from literals; what none concludes by the end of a run is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from facts.vocabulary import SubjectKind
from knowledge_base.conditions import Test
from knowledge_base.program import Program

__all__ = ["Computation", "Inference", "Literal", "Network", "Production", "Signal", "SignalKind", "Tally"]

SignalKind = OneOf["presence", "value", "test", "definition", "rule", "force", "question", "finding", "part", "relay"]


@dataclass(frozen=True, eq=False)
class Signal:
    """Something that can become known to be true or false of a subject; the network holds one of each."""

    number: int
    kind: SignalKind
    name: str
    subject: SubjectKind


@dataclass(frozen=True)
class Literal:
    """A signal known to be true, or known to be false."""

    signal: Signal
    truth: bool

    @property
    def code(self) -> int:
        """The number by which messages name the literal."""
        return 2 * self.signal.number + self.truth


@dataclass(frozen=True)
class Inference:
    """From all premises of one subject (and of the patient), the conclusions about that subject."""

    premises: tuple[Literal, ...]
    conclusions: tuple[Literal, ...]


@dataclass(frozen=True)
class Computation:
    """Once all values that it reads are there, a score, formula or category has its value."""

    premises: tuple[Literal, ...]
    quantity: str
    subject: SubjectKind


@dataclass(frozen=True)
class Tally:
    """The premise of one lesion decides at once, or only together with that of every other lesion."""

    premise: Literal
    conclusion: Literal
    of_all: bool

    @property
    def premises(self) -> tuple[Literal, ...]:
        """The only premise, as productions of other kinds have it."""
        return (self.premise,)


Production = Inference | Computation | Tally


@dataclass(frozen=True)
class Network:
    """All productions of a program.

    Attributes
    ----------
    productions
        In the order of compilation.
    tests
        For each quantity, the signals of the tests on it.
    read
        The facts that anything reads, or that answer an item of a request.
    presence
        The signals that a patient, or a lesion, is there.
    values
        For each quantity that something is computed from, the signal that its value is there.
    tallies
        The signals of conditions over lesions with their truth when there is no lesion.
    signals
        By kind and name.
    """

    program: Program
    productions: tuple[Production, ...]
    tests: Mapping[str, tuple[tuple[Test, Signal], ...]]
    read: frozenset[str]
    presence: Mapping[SubjectKind, Signal]
    values: Mapping[str, Signal]
    tallies: tuple[tuple[Signal, bool], ...]
    signals: Mapping[tuple[str, str], Signal]
