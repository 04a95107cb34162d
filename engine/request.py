"""A request to a meeting: which of its items a case answers, and which facts the rules need beyond them.

A pure function of the trace and the program, so it serves a recorded trace as well as a fresh one. Which facts answer
an item is data of the edition (``answered_by`` of an option, ``request`` of a question).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from engine.consultation import StillNeeded
from engine.explanation import value_at
from engine.kleene import Outcomes, truth_of
from engine.missing import FactRef
from engine.trace import value_node
from engine.working_memory import Value, subject_kind
from facts.case import PATIENT, owner_of
from facts.values import Truth, ValueSet
from knowledge_base.conditions import Test, tests_of
from knowledge_base.program import Point, Program, Question

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Answer", "Request", "RequestItem", "RequestPoint", "Standing", "StillAsked", "request"]

Standing = OneOf["answered", "in_part", "not_answered"]
"""How far an item of a request is answered."""


@dataclass(frozen=True)
class Answer:
    """What is known of a fact that answers an item.

    Attributes
    ----------
    facts
        The fact, or the categories of one fact of which several can hold at once.
    values
        The possible values, in the order of `facts`.
    is_exact
        Whether one value only is possible.
    is_narrowed
        Whether anything is known.
    """

    facts: tuple[FactRef, ...]
    values: tuple[ValueSet, ...]
    is_exact: bool
    is_narrowed: bool


@dataclass(frozen=True)
class RequestPoint:
    """What answers a part of an item for one subject: one of some facts is enough.

    Attributes
    ----------
    asked
        Whether the point is asked at all; false where what is known makes it idle, such as the type of no pain.
    """

    subject: str
    answers: tuple[Answer, ...]
    asked: Truth

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to tell."""
        return self.asked is Truth.FALSE or any(one.is_exact for one in self.answers)

    @property
    def is_touched(self) -> bool:
        """Whether nothing is left to tell, or something is known."""
        return self.is_settled or any(one.is_narrowed for one in self.answers)


@dataclass(frozen=True)
class RequestItem:
    """An item of a request, with what is known of it.

    Attributes
    ----------
    lacks_lesions
        Whether facts of lesions answer it and the case has no lesion.
    """

    subject: str
    question: str
    option: str
    points: tuple[RequestPoint, ...]
    lacks_lesions: bool = False

    @property
    def standing(self) -> Standing:
        """Answered when every point is settled, in part when something is known, else not answered."""
        if all(one.is_settled for one in self.points) and not self.lacks_lesions:
            return "answered"
        return "in_part" if any(one.is_touched for one in self.points) else "not_answered"

    @property
    def wanting(self) -> tuple[RequestPoint, ...]:
        """The points that are left to tell."""
        return tuple(one for one in self.points if not one.is_settled)


@dataclass(frozen=True)
class StillAsked:
    """A question with the facts that can still change its verdicts and that no item of the request leaves to tell.

    Attributes
    ----------
    arises
        Whether it is certain that the question arises, of one subject at least.
    facts
        What decides most options first, each fact under one question only.
    """

    question: str
    arises: bool
    facts: tuple[StillNeeded, ...]


@dataclass(frozen=True)
class Request:
    """What a case answers of a request, and what the rules need beyond it.

    Attributes
    ----------
    items
        In the order of the questions and their options; those about lesions for each lesion.
    needed
        The questions that arise first, those with most to decide before others.
    """

    items: tuple[RequestItem, ...]
    needed: tuple[StillAsked, ...]

    def standing(self, standing: Standing) -> tuple[RequestItem, ...]:
        """Return the items that are answered that far."""
        return tuple(one for one in self.items if one.standing == standing)


def request(trace: nx.MultiDiGraph[str], program: Program) -> Request:
    """Return what a case answers of the request to a meeting.

    Parameters
    ----------
    trace
        The trace of a consultation.
    program
        The edition that was consulted; one without a request has no items.

    Examples
    --------
    >>> from engine.engine import Engine
    >>> from facts.reader import parse_case
    >>> from knowledge_base.loader import edition_folder, load
    >>> program = load(edition_folder("metastases_osseuses_2026"))
    >>> case = parse_case("patient: {antithrombotics: []}", "case.yaml")
    >>> found = request(Engine(program).consult(case).trace, program)
    >>> [item.option for item in found.standing("answered")]
    ['state_anticoagulants']
    """
    return _Reader(trace, program).request()


@dataclass(frozen=True)
class _Waiting:
    """A fact that an option waits for, under one of the questions that list the option."""

    fact: FactRef
    question: str
    option: str
    arises: Truth


@dataclass(frozen=True)
class _Reader:
    trace: nx.MultiDiGraph[str]
    program: Program

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """The patient, then the lesions in the order of the case."""
        return tuple(dict.fromkeys((PATIENT, *(found["subject"] for _, found in self.trace.nodes(data=True)))))

    @cached_property
    def outcomes(self) -> Outcomes:
        return Outcomes(self._outcome, self.subjects[1:])

    def _outcome(self, test: Test, subject: str) -> Truth:
        node = self._node(test.quantity, subject)
        applies = Truth[self.trace.nodes[node].get("applies", "true").upper()]
        return Value(value_at(self.trace, self.program, node), applies).within(test.region)

    def _node(self, quantity: str, subject: str) -> str:
        return value_node(owner_of(self.program.quantities[quantity].subject, subject), quantity)

    def request(self) -> Request:
        questions = [one for one in self.program.questions.values() if one.is_request]
        items = tuple(item for question in questions for item in self._items(question))
        covered = {fact for item in items for point in item.wanting for one in point.answers for fact in one.facts}
        # Whoever asks for the meeting has decided whether there is a request at all.
        covered |= {fact for question in questions for fact in self._asked_by(question)}
        return Request(items, tuple(self._needed(covered)))

    def _of(self, kind: str) -> list[str]:
        return [one for one in self.subjects if subject_kind(one) == kind]

    def _asked_by(self, question: Question) -> Iterator[FactRef]:
        for test in tests_of(question.when):
            yield from (FactRef(one, test.quantity) for one in self._of(self.program.quantities[test.quantity].subject))

    def _items(self, question: Question) -> Iterator[RequestItem]:
        for subject in self._of(question.subject):
            for option in question.options:
                answered_by = self.program.options[option].answered_by
                points = [tuple(self._points(one, subject)) for one in answered_by]
                together = tuple(point for some in points for point in some)
                yield RequestItem(subject, question.name, option, together, lacks_lesions=not all(points))

    def _points(self, point: Point, subject: str) -> Iterator[RequestPoint]:
        """Yield what answers a point: for each lesion where it is about lesions, none where there is no lesion."""
        about = self._of("lesion") if subject == PATIENT and point.subject == "lesion" else [subject]
        for one in about:
            answers = tuple(self._answer(names, one) for names in point.facts)
            yield RequestPoint(one, answers, truth_of(point.when, one, self.outcomes))
        of_patient = [names for names in point.facts if self.program.quantities[names[0]].subject == PATIENT]
        if not about and of_patient:
            # A fact of the patient that can stand for those of the lesions does so without lesions too.
            yield RequestPoint(PATIENT, tuple(self._answer(names, PATIENT) for names in of_patient), Truth.TRUE)

    def _answer(self, names: Iterable[str], subject: str) -> Answer:
        facts: list[FactRef] = []
        values: list[ValueSet] = []
        for name in names:
            quantity = self.program.quantities[name]
            owner = owner_of(quantity.subject, subject)
            value = value_at(self.trace, self.program, value_node(owner, name))
            if value is None:
                raise ValueError(f"{name}: a fact has possible values")
            facts.append(FactRef(owner, name))
            values.append(value)
        wholes = [self.program.quantities[name].domain.whole for name in names]
        return Answer(
            tuple(facts),
            tuple(values),
            all(one.is_exact for one in values),
            any(one != whole for one, whole in zip(values, wholes, strict=True)),
        )

    def _needed(self, covered: set[FactRef]) -> Iterator[StillAsked]:
        """Yield by question the facts that options wait for and that are not covered."""
        waiting = [one for one in self._waiting() if one.fact not in covered]
        together: dict[FactRef, list[_Waiting]] = {}
        for one in waiting:
            together.setdefault(one.fact, []).append(one)
        found: dict[str, list[StillNeeded]] = {}
        for fact, some in together.items():
            decides = Counter((one.arises, one.question) for one in some)
            (_, question), _ = max(decides.items(), key=lambda item: (item[0][0], item[1]))
            found.setdefault(question, []).append(StillNeeded(fact, tuple(dict.fromkeys(one.option for one in some))))
        certain = {one.question for one in waiting if one.arises is Truth.TRUE}
        asked = [
            StillAsked(question, question in certain, tuple(sorted(facts, key=lambda one: -len(one.decides))))
            for question, facts in found.items()
        ]
        yield from sorted(asked, key=lambda one: (not one.arises, -len(one.facts[0].decides), -len(one.facts)))

    def _waiting(self) -> Iterator[_Waiting]:
        """Yield each fact that an option waits for, with the questions for which it may be told."""
        for _, option in self.trace.nodes(data=True):
            if option["kind"] == "option":
                for question in self._listing[option["name"]]:
                    arises = truth_of(question.when, option["subject"], self.outcomes)
                    if arises is not Truth.FALSE:
                        for missing in option["missing"]:
                            yield _Waiting(FactRef.read(missing), question.name, option["name"], arises)

    @cached_property
    def _listing(self) -> dict[str, list[Question]]:
        """By option, the questions that list it and are no request."""
        found: dict[str, list[Question]] = {name: [] for name in self.program.options}
        for question in self.program.questions.values():
            for option in () if question.is_request else question.options:
                found[option].append(question)
        return found
