"""Replay: a recorded consultation, computed again under the edition that it holds and under the present one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import networkx as nx

from engine.changes import Differences
from engine.consultation import Consultation
from engine.contract import engine_version, plain_consultation
from engine.differences import differences
from engine.engine import Engine
from engine.limits import EngineLimitError
from engine.record import Record, RecordError, canonical
from engine.result import Result
from engine.working_memory import ChainingError
from facts.exact import LostFact
from knowledge_base.diagnostics import KnowledgeBaseError
from knowledge_base.loader import program_of
from knowledge_base.program import Edition, Program
from knowledge_base.sources import sources_of

__all__ = ["Replay", "replay"]

_MOST_PLACES = 20
_UNREADABLE = (KeyError, ValueError, TypeError, AttributeError, RecursionError, nx.NetworkXError)
"""What reading the parts of a consultation raises that somebody else made up."""


@dataclass(frozen=True)
class Replay:
    """What came of computing a record again.

    Attributes
    ----------
    edition
        The one in the record; None when it does not load any more.
    obstacles
        Why it does not load, or cannot be run.
    identical
        Whether the result is the recorded one bit for bit, but for the version of the engine; None when it could not
        be computed.
    places
        Where in the recorded consultation the first things stand that came out otherwise.
    against_record
        The verdicts that came out otherwise than recorded, when they did and could be read.
    present
        The case under the present edition.
    against_present
        What differs between the recorded and the present edition; None when the record cannot be read so.
    """

    record: Record
    engine: str
    edition: Edition | None
    obstacles: tuple[str, ...]
    identical: bool | None
    places: tuple[str, ...]
    against_record: Differences | None
    present: Consultation
    against_present: Differences | None

    @property
    def lost(self) -> tuple[LostFact, ...]:
        """The facts of the case that the vocabulary of today cannot hold."""
        return self.record.case.lost

    @property
    def is_same_version(self) -> bool:
        """Whether the record was made by this version of Ossature."""
        return self.record.version == self.engine

    @property
    def is_same_edition(self) -> bool:
        """Whether the present edition is the one in the record, word for word."""
        return self.record.edition_hash == self.present.program.edition.hash


def replay(record: Record, engine: Engine) -> Replay:
    """Return what comes of a record when it is computed again.

    Parameters
    ----------
    record
        A record that was read.
    engine
        Of the present edition.

    Raises
    ------
    RecordError
        When the texts in the record are not those of one edition.
    """
    present = engine.consult(record.case.case)
    program, obstacles = _program(record, engine.program)
    again = None
    if program is not None:
        again, obstacles = _consulted(record, program, engine)
    places = () if again is None else tuple(islice(_places(record, again), _MOST_PLACES))
    recorded = _recorded(record, program or engine.program)
    computed = Result.of(again) if again is not None else None
    before = computed if computed is not None and not places else recorded or computed
    return Replay(
        record=record,
        engine=engine_version(),
        edition=program.edition if program is not None else None,
        obstacles=obstacles,
        identical=None if again is None else not places,
        places=places,
        against_record=_compared(recorded, computed) if places else None,
        present=present,
        against_present=_compared(before, Result.of(present)),
    )


def _program(record: Record, present: Program) -> tuple[Program | None, tuple[str, ...]]:
    if record.edition_hash == present.edition.hash:
        return present, ()
    try:
        program = program_of(sources_of(record.texts))
    except KnowledgeBaseError as error:
        return None, tuple(str(one) for one in error.diagnostics)
    if program.edition.hash != record.edition_hash:
        # Texts that the edition does not name are under the hash as well.
        raise RecordError("base")
    return program, ()


def _consulted(record: Record, program: Program, engine: Engine) -> tuple[Consultation | None, tuple[str, ...]]:
    try:
        own = engine if program is engine.program else Engine(program)
        return own.consult(record.case.case), ()
    except (EngineLimitError, ChainingError) as error:
        return None, (str(error),)


def _recorded(record: Record, program: Program) -> Result | None:
    try:
        return Result.read(record.consultation, program)
    except _UNREADABLE:
        return None


def _compared(before: Result | None, after: Result | None) -> Differences | None:
    try:
        return None if before is None or after is None else differences(before, after)
    except _UNREADABLE:
        return None


def _places(record: Record, again: Consultation) -> Iterator[str]:
    """Yield where the recorded consultation and a new one differ, as paths into the JSON."""
    plain = json.loads(canonical(plain_consultation(again)))
    new = canonical({name: part for name, part in plain.items() if name != "engine"})
    if new != record.canonical_consultation:
        yield from _differing(dict(record.consultation) | {"engine": plain["engine"]}, plain, "")


def _differing(old: Any, new: Any, path: str) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            inner = f"{path}.{name}" if path else str(name)
            if name not in old or name not in new:
                yield inner
            else:
                yield from _differing(old[name], new[name], inner)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, pair in enumerate(zip(old, new, strict=True)):
            yield from _differing(*pair, f"{path}[{index}]")
    elif type(old) is not type(new) or old != new:
        yield path
