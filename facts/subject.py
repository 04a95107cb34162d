"""What patient and lesion have in common: fields that are facts, each a set of possible values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from facts.domains import Domain, ValueProblem
from facts.labels import Label
from facts.values import Choices, Interval, ValueSet

__all__ = ["UNKNOWN", "Fact", "Identifier", "Subject", "fact"]

UNKNOWN: Any = None
"""Default of every fact: nothing written means that every value of the domain is possible."""


@dataclass(frozen=True)
class Fact:
    """What is known of a field: its label, domain and code; it reads the field's values for pydantic."""

    label: Label
    domain: Domain
    code: str = ""

    def parse(self, raw: object) -> ValueSet:
        """Return the set of possible values that `raw` stands for."""
        if isinstance(raw, Interval | Choices):
            return raw
        try:
            return self.domain.parse(raw)
        except ValueProblem as problem:
            words: dict[str, Any] = dict(problem.words)
            raise PydanticCustomError("value", "{code}", {"code": problem.code, "words": words}) from problem  # type: ignore[misc]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic to read the field through its domain."""
        del source, handler
        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe what may be written, for editors."""
        del core, handler
        return {"title": self.label.en, "description": self.label.fr, **self.domain.schema()}


def fact(fr: str, en: str, domain: Domain, code: str = "") -> Fact:
    """Return the description of a fact.

    Parameters
    ----------
    fr, en
        Its label.
    domain
        The values it can take.
    code
        ``system code`` of a terminology, such as ``LOINC 89247-1``; empty when none is verified.
    """
    return Fact(Label(fr=fr, en=en), domain, code)


def _identifier(raw: object) -> object:
    allowed = isinstance(raw, str) and 0 < len(raw) <= 40 and raw.replace("_", "a").replace("-", "a").isalnum()  # noqa: PLR2004
    if not allowed or not str(raw).isascii():
        shown = f'"{raw}"' if isinstance(raw, str) else str(raw)
        raise PydanticCustomError("value", "{code}", {"code": "bad_id", "words": {"value": shown[:60]}})
    return raw


Identifier = Annotated[str, BeforeValidator(_identifier)]
"""A pseudonymous identifier: ASCII letters, digits, ``_`` and ``-``, at most 40 characters."""


class Subject(BaseModel):
    """Somebody or something facts are known of."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, arbitrary_types_allowed=True)

    @classmethod
    def facts(cls) -> Iterator[tuple[str, Fact]]:
        """Yield the name and description of each fact, in the order of declaration."""
        for name, info in cls.model_fields.items():
            for item in info.metadata:
                if isinstance(item, Fact):
                    yield name, item

    def values(self) -> dict[str, ValueSet]:
        """Return the possible values of each fact."""
        return {name: getattr(self, name) for name, _ in self.facts()}
