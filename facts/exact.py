"""A case as plain data without loss: fractions exactly, open bounds, each category; what is unknown is left out.

>>> from facts.patient import Patient
>>> case = Case(patient=Patient(survival_months="<6 wk", frail=False))
>>> exact_case(case)["patient"]
{'survival_months': {'low': '0', 'high': '672/487', 'high_open': True}, 'frail': ['false']}
>>> read_exact(exact_case(case)).case == case
True
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any
from typing import Literal as OneOf

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from facts.case import PATIENT, Case, lesion_subject
from facts.lesion import Lesion
from facts.patient import Patient
from facts.problems import ValueProblem
from facts.several import Several
from facts.subject import Identifier, Subject
from facts.values import YES_OR_NO, Choices, Interval, ValueSet

__all__ = ["ExactCase", "LostFact", "exact_case", "read_exact"]

_FRACTION = r"^-?[0-9]{1,400}(/[1-9][0-9]{0,399})?$"
_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

Name = Annotated[str, Field(pattern=r"^[a-z0-9_.]{1,120}$")]


class _Range(BaseModel):
    model_config = _STRICT

    low: Annotated[str, Field(pattern=_FRACTION)]
    high: Annotated[str, Field(pattern=_FRACTION)]
    low_open: bool = False
    high_open: bool = False


_Facts = dict[Name, _Range | Annotated[list[Name], Field(min_length=1)]]


class _ExactLesion(BaseModel):
    model_config = _STRICT

    id: Identifier
    facts: _Facts = {}


class _ExactCase(BaseModel):
    model_config = _STRICT

    id: Identifier
    title: str = ""
    note: str = ""
    patient: _Facts = {}
    lesions: list[_ExactLesion] = []


@dataclass(frozen=True)
class LostFact:
    """A fact that a case gave and that the vocabulary of today cannot hold; it counts as unknown.

    Attributes
    ----------
    why
        ``no_such_fact``, or ``no_such_value`` when only its value is not allowed.
    """

    subject: str
    name: str
    why: OneOf["no_such_fact", "no_such_value"]


@dataclass(frozen=True)
class ExactCase:
    """A case that was read, and what of it the vocabulary of today cannot hold."""

    case: Case
    lost: tuple[LostFact, ...] = ()


def exact_case(case: Case) -> dict[str, Any]:
    """Return a case as plain data without loss; what a worked case expects is left out."""
    return {
        "id": case.id,
        "title": case.title,
        "note": case.note,
        "patient": _exact_facts(case.patient),
        "lesions": [{"id": lesion.id, "facts": _exact_facts(lesion)} for lesion in case.lesions],
    }


def read_exact(data: Mapping[str, Any]) -> ExactCase:
    """Return the case that plain data stand for.

    Parameters
    ----------
    data
        What :func:`exact_case` wrote, perhaps under another vocabulary.

    Raises
    ------
    ValueError
        When the data have another shape; the message tells no value.
    """
    try:
        found = _ExactCase.model_validate(data)
    except ValidationError as error:
        places = {".".join(str(part) for part in item["loc"][:2]) for item in error.errors(include_input=False)}
        problem = ValueError(f"not a case: {', '.join(sorted(places))}")
    else:
        return _case(found)
    raise problem


def _case(found: _ExactCase) -> ExactCase:
    lost: list[LostFact] = []
    patient = Patient(**Patient.fields_of(dict(_values(Patient, PATIENT, found.patient, lost))))
    lesions = tuple(
        Lesion(id=one.id, **Lesion.fields_of(dict(_values(Lesion, lesion_subject(one.id), one.facts, lost))))
        for one in found.lesions
    )
    case = Case(id=found.id, title=found.title, note=found.note, patient=patient, lesions=lesions)
    return ExactCase(case, tuple(lost))


def _exact_facts(subject: Subject) -> dict[str, Any]:
    wholes = _wholes(type(subject))
    return {name: _exact(value) for name, value in subject.values().items() if value != wholes[name]}


def _wholes(model: type[Subject]) -> dict[str, ValueSet]:
    """Return what is possible of each fact when nothing is known."""
    found: dict[str, ValueSet] = {}
    for name, fact in model.facts():
        if isinstance(fact.domain, Several):
            found |= {f"{name}.{part}": YES_OR_NO for part in fact.domain.names}
        else:
            found[name] = fact.domain.whole
    return found


def _exact(value: ValueSet) -> Any:
    if isinstance(value, Choices):
        return sorted(value.names)
    found: dict[str, Any] = {"low": str(value.low), "high": str(value.high)}
    found |= {"low_open": True} if value.low_open else {}
    return found | ({"high_open": True} if value.high_open else {})


def _values(model: type[Subject], subject: str, facts: _Facts, lost: list[LostFact]) -> Iterator[tuple[str, ValueSet]]:
    known = _wholes(model)
    for name, exact in facts.items():
        if name not in known:
            lost.append(LostFact(subject, name, "no_such_fact"))
        elif (value := _value(exact, model, name)) is None:
            lost.append(LostFact(subject, name, "no_such_value"))
        else:
            yield name, value


def _value(exact: _Range | list[str], model: type[Subject], name: str) -> ValueSet | None:
    """Return a value; None when the domain of the fact does not hold it."""
    try:
        found = _read(exact)
        domain = dict(model.facts())[name.partition(".")[0]].domain
        if isinstance(domain, Several):
            return found if isinstance(found, Choices) and YES_OR_NO.covers(found) else None
        return found if domain.parse(found) == found else None
    except (ValueProblem, ValueError):
        return None


def _read(exact: _Range | list[str]) -> ValueSet:
    if isinstance(exact, list):
        return Choices(frozenset(exact))
    return Interval(Fraction(exact.low), Fraction(exact.high), exact.low_open, exact.high_open)
