"""What patient and lesion have in common: fields that are facts, each a set of possible values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from facts.domains import Boolean, Domain, ValueProblem
from facts.labels import Label
from facts.learning import CHANGES, Change, Source, cheap_first
from facts.problems import ValueProblems
from facts.several import Answers, Several
from facts.values import ValueSet

__all__ = ["UNKNOWN", "Fact", "Identifier", "Subject", "fact", "refused", "yes_no"]

UNKNOWN: Any = None
"""Default of every fact: nothing written means that every value of the domain is possible."""

_IDENTIFIER = "[A-Za-z0-9_-]{1,40}"


def refused(problem: ValueProblem) -> PydanticCustomError:
    """Return the error in which pydantic carries a problem to the reader of the file; its own text tells no value."""
    return PydanticCustomError("value", "{code}", {"code": problem.code, "words": problem.words})


def _all_refused(found: ValueProblems) -> ValidationError:
    """Return the error from which pydantic takes each problem, with its place in the value."""
    details = [InitErrorDetails(type=refused(one), loc=one.path, input=None) for one in found.problems]
    return ValidationError.from_exception_data("fact", details, hide_input=True)


@dataclass(frozen=True)
class Fact:
    """What is known of a field: its label, domain and code; it reads the field's values for pydantic.

    Attributes
    ----------
    learnt_by
        The sources that settle it, the cheapest first.
    change
        What can become of it later.
    """

    label: Label
    domain: Domain | Several
    learnt_by: tuple[Source, ...]
    change: Change
    code: str = ""

    def parse(self, raw: object) -> ValueSet | Answers:
        """Return the possible values that `raw` stands for."""
        try:
            return self.domain.parse(raw)
        except ValueProblem as problem:
            raise refused(problem) from problem
        except ValueProblems as found:
            raise _all_refused(found) from found

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic to read the field through its domain."""
        del source, handler
        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe what may be written, for editors."""
        del core, handler
        return {"title": self.label.en, "description": self.label.fr, **self.domain.schema()}


def fact(
    fr: str, en: str, domain: Domain | Several, code: str = "", *, learnt_by: Source | Sequence[Source], change: Change
) -> Fact:
    """Return the description of a fact.

    Parameters
    ----------
    fr, en
        Its label.
    domain
        The values it can take.
    code
        ``system code`` of a terminology, such as ``LOINC 89247-1``; empty when none is verified.
    learnt_by
        The source that settles it, or several of which each does, the cheapest first.
    change
        What can become of it later.

    Raises
    ------
    ValueError
        When the sources are not as they should be, or the kind of change is unknown.
    """
    if change not in CHANGES:
        raise ValueError(f"a change is one of {', '.join(CHANGES)}; not: {change}")
    return Fact(Label(fr=fr, en=en), domain, cheap_first(learnt_by), change, code)


def yes_no(fr: str, en: str, code: str = "", *, learnt_by: Source | Sequence[Source], change: Change) -> Fact:
    """Return the description of a fact that is true or false.

    Examples
    --------
    >>> operated = yes_no("Lésion opérée", "Lesion operated on", learnt_by="question", change="onward")
    >>> operated.parse(True)
    Choices(names=frozenset({'true'}))
    """
    return fact(fr, en, Boolean(), code, learnt_by=learnt_by, change=change)


def _identifier(raw: object) -> object:
    if not isinstance(raw, str):
        raise refused(ValueProblem("id_not_text", raw))
    if not re.fullmatch(_IDENTIFIER, raw):
        raise refused(ValueProblem("bad_id", raw))
    return raw


Identifier = Annotated[
    str, BeforeValidator(_identifier), WithJsonSchema({"type": "string", "pattern": f"^{_IDENTIFIER}$"})
]
"""A pseudonymous identifier: ASCII letters, digits, ``_`` and ``-``, at most 40 characters."""


class Subject(BaseModel):
    """Somebody or something facts are known of."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, hide_input_in_errors=True)

    @classmethod
    def facts(cls) -> Iterator[tuple[str, Fact]]:
        """Yield the name and description of each fact, in the order of declaration."""
        for name, info in cls.model_fields.items():
            for item in info.metadata:
                if isinstance(item, Fact):
                    yield name, item

    def values(self) -> dict[str, ValueSet]:
        """Return the possible values of each fact; of several categories at once, each is a fact of its own.

        Examples
        --------
        >>> from facts.patient import Patient
        >>> Patient(ecog="<=1").values()["ecog"].high
        Fraction(1, 1)
        >>> Patient(current_drugs=["cisplatin"]).values()["current_drugs.gemcitabine"]
        Choices(names=frozenset({'false'}))
        """
        found: dict[str, ValueSet] = {}
        for name, _ in self.facts():
            value: ValueSet | Answers = getattr(self, name)
            if isinstance(value, Answers):
                found.update((f"{name}.{part}", holds) for part, holds in value.items())
            else:
                found[name] = value
        return found

    @classmethod
    def fields_of(cls, values: Mapping[str, ValueSet]) -> dict[str, Any]:
        """Return the fields that hold these values: the inverse of :meth:`values`.

        Examples
        --------
        >>> from facts.patient import Patient
        >>> patient = Patient(ecog=1, current_drugs={"cisplatin": True})
        >>> Patient(**Patient.fields_of(patient.values())) == patient
        True
        """
        found: dict[str, Any] = {}
        for name, value in values.items():
            field, _, part = name.partition(".")
            if part:
                found.setdefault(field, {})[part] = value
            else:
                found[field] = value
        return found
