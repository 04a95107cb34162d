"""The files that all chapters of an edition share, as they are written: ``edition.yaml`` and the advice files.

In: plain data of a YAML file. Out: the same, with its shape checked; names and conditions are still text.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StrictBool, StrictInt, model_validator

from facts.labels import Label
from facts.vocabulary import SubjectKind
from knowledge_base.source import Identifier, Labelled, Source

__all__ = [
    "AdviceFile",
    "AnswerSource",
    "ChapterEntry",
    "DetailSource",
    "DetailValueSource",
    "EditionFile",
    "ImpossibleSource",
    "OptionSource",
    "QuestionSource",
    "StrengthSource",
]

FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+\.yaml$")]


class AnswerSource(Source):
    """A fact that answers an item of a request, or several of which one is enough; of one, the name alone will do."""

    fact: str | Annotated[list[str], Field(min_length=1)]
    when: str | None = Field(default=None, description="condition without which it is not asked")

    @model_validator(mode="before")
    @classmethod
    def _named_alone(cls, raw: Any) -> Any:
        return {"fact": raw} if isinstance(raw, str) else raw


class OptionSource(Labelled):
    """An act that can be advised."""

    option: Identifier
    subject: SubjectKind
    part_of: str | None = Field(
        default=None, description="act of which this is one way; what speaks against it holds here too"
    )
    details: dict[str, Any] = Field(default={}, description="particulars that the act itself has, such as its dose")
    answered_by: list[AnswerSource] = Field(
        default=[], description="facts that answer it where it is an item of a request"
    )


class DetailValueSource(Labelled):
    """One category of a detail."""

    value: Identifier


class DetailSource(Labelled):
    """A particular of an advice: a dose, a target, a delay."""

    detail: Identifier
    values: list[DetailValueSource] = Field(default=[])
    unit: str | None = None
    minimum: StrictInt = 0
    maximum: StrictInt = 0


class QuestionSource(Labelled):
    """A decision with the options it chooses among."""

    question: Identifier
    subject: SubjectKind
    when: str
    request: StrictBool = Field(default=False, description="whether its options are the items of a request")
    options: list[str] = Field(min_length=1)


class ImpossibleSource(Labelled):
    """A combination of facts that no patient has, by what the facts mean."""

    impossible: Identifier
    when: str
    moot: StrictBool = Field(
        default=False,
        description="one of the facts says nothing of such a patient, and nothing follows from it",
    )


class StrengthSource(Labelled):
    """How the guideline words the force of a statement."""

    strength: Identifier


class AdviceFile(Source):
    """What the chapters share: strengths, details, options, questions and what no patient is."""

    strengths: list[StrengthSource] = Field(default=[])
    details: list[DetailSource] = Field(default=[])
    options: list[OptionSource] = Field(default=[])
    questions: list[QuestionSource] = Field(default=[])
    impossible: list[ImpossibleSource] = Field(default=[])


class ChapterEntry(Labelled):
    """A chapter of the edition and its files, in the order of the guideline."""

    chapter: Identifier
    files: list[FileName] = Field(min_length=1)


class EditionFile(Source):
    """The identity of an edition."""

    edition: Identifier
    version: str
    title: Label
    source: str
    licence: str
    advice: list[FileName] = Field(min_length=1)
    chapters: list[ChapterEntry] = Field(min_length=1)
