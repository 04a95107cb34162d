"""A small vocabulary of every kind of fact, for programs that are not about bones."""

from __future__ import annotations

from types import GenericAlias
from typing import Annotated, Any

from pydantic import Field, create_model

from facts.case import Case
from facts.domains import Boolean, Category, Domain, Entry, Group, Number
from facts.labels import Label
from facts.learning import Change
from facts.several import Answers, Several
from facts.subject import UNKNOWN, Fact, Identifier, Subject
from facts.values import Choices, Interval
from facts.vocabulary import Vocabulary, vocabulary

__all__ = ["SMALL", "SmallCase", "SmallLesion", "SmallPatient", "label", "wide_case_model"]


def label(text: str) -> Label:
    """Return a label that reads the same in both languages."""
    return Label(fr=text, en=text)


def _fact(domain: Domain | Several, change: Change = "free") -> Fact:
    return Fact(label("fact"), domain, ("question",), change)


def _category(*names: str, **groups: tuple[str, ...]) -> Category:
    return Category(*_entries(*names), groups=_groups(groups))


def _several(*names: str, **groups: tuple[str, ...]) -> Several:
    return Several(*_entries(*names), groups=_groups(groups))


def _entries(*names: str) -> list[Entry]:
    return [Entry(name, label(name)) for name in names]


def _groups(groups: dict[str, tuple[str, ...]]) -> tuple[Group, ...]:
    return tuple(Group(name, label(name), members) for name, members in groups.items())


class SmallPatient(Subject):
    a: Annotated[Choices, _fact(Boolean(), "person")] = UNKNOWN
    b: Annotated[Choices, _fact(Boolean(), "onward")] = UNKNOWN
    z: Annotated[Interval, _fact(Number("", -5, 5))] = UNKNOWN
    q: Annotated[Interval, _fact(Number("", 1, 8))] = UNKNOWN
    w: Annotated[Interval, _fact(Number("", 0, 6, whole_number=True), "onward")] = UNKNOWN
    months: Annotated[Interval, _fact(Number("mo", 0, 24, also=("wk",)))] = UNKNOWN
    colour: Annotated[Choices, _fact(_category("red", "green", "blue", warm=("red", "green")), "fixed")] = UNKNOWN
    taken: Annotated[Answers, _fact(_several("t1", "t2", "t3", pair=("t1", "t3")))] = UNKNOWN


class SmallLesion(Subject):
    id: Identifier
    hot: Annotated[Choices, _fact(Boolean())] = UNKNOWN
    cold: Annotated[Choices, _fact(Boolean(), "onward")] = UNKNOWN
    r: Annotated[Interval, _fact(Number("", -3, 3))] = UNKNOWN
    grade: Annotated[Interval, _fact(Number("", 0, 4, whole_number=True))] = UNKNOWN
    size: Annotated[Interval, _fact(Number("mm", 0, 50, also=("cm",)))] = UNKNOWN
    kind: Annotated[Choices, _fact(_category("k1", "k2", "k3", "k4", odd=("k1", "k3")), "onward")] = UNKNOWN
    signs: Annotated[Answers, _fact(_several("s1", "s2", both=("s1", "s2")))] = UNKNOWN


class SmallCase(Case):
    patient: SmallPatient = Field(default_factory=SmallPatient)  # type: ignore[assignment]
    lesions: tuple[SmallLesion, ...] = ()  # type: ignore[assignment]


SMALL = vocabulary(SmallPatient, SmallLesion)


def wide_case_model(patient: dict[str, Domain], lesion: dict[str, Domain]) -> tuple[type[Case], Vocabulary]:
    """Return a case and a vocabulary with any number of facts."""
    patients, lesions = _subject("WidePatient", patient), _subject("WideLesion", lesion, id=(Identifier, ...))
    fields: dict[str, Any] = {
        "patient": (patients, Field(default_factory=patients)),
        "lesions": (GenericAlias(tuple, (lesions, ...)), ()),
    }
    return create_model("WideCase", __base__=Case, **fields), vocabulary(patients, lesions)


def _subject(name: str, facts: dict[str, Domain], **others: Any) -> Any:
    fields: dict[str, Any] = {
        fact: (Annotated[Interval if isinstance(domain, Number) else Choices, _fact(domain)], UNKNOWN)
        for fact, domain in facts.items()
    }
    return create_model(name, __base__=Subject, **others, **fields)
