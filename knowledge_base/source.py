"""The file of a chapter as it is written: a pydantic model of each of its parts.

In: plain data of a YAML file. Out: the same, with its shape checked; names and expressions are still text.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StrictInt, Tag, model_validator

from facts.labels import Label
from knowledge_base.places import ELEMENT_PATTERN

__all__ = [
    "EFFECTS",
    "ITEM_KEYS",
    "CategorySource",
    "CategoryValueSource",
    "ChapterFile",
    "DefinitionSource",
    "Effect",
    "FindingSource",
    "FormulaSource",
    "Identifier",
    "Labelled",
    "LookupSource",
    "PlaceSource",
    "Reason",
    "RowSource",
    "RuleSource",
    "ScoreItemSource",
    "ScoreSource",
    "Source",
    "StatementSource",
    "StepSource",
    "TableSource",
    "WitnessSource",
]

Effect = Literal["recommend", "option", "discuss", "caution", "not_recommended", "contraindicate"]
EFFECTS: tuple[Effect, ...] = ("recommend", "option", "discuss", "caution", "not_recommended", "contraindicate")

Reason = Literal["explains", "evidence", "human_judgement", "organisation", "not_in_the_source_text", "not_yet_encoded"]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
RowName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
Mark = Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
OptionNames = str | Annotated[list[str], Field(min_length=1)]


class Source(BaseModel):
    """A part of a file; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Labelled(Source):
    """A part of a file with a text in both languages."""

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def label(self) -> Label:
        """Return the text in both languages."""
        return Label(fr=self.fr, en=self.en)


class StepSource(BaseModel):
    """An advice: its effect on options, its details (as further keys), and what follows it."""

    model_config = ConfigDict(frozen=True, extra="allow")

    recommend: OptionNames | None = None
    option: OptionNames | None = None
    discuss: OptionNames | None = None
    caution: OptionNames | None = None
    not_recommended: OptionNames | None = None
    contraindicate: OptionNames | None = None
    once: str | None = Field(default=None, description="condition to wait for")
    then: list[StepSource] = Field(default=[], description="what follows once this is done")


class RuleSource(StepSource):
    """A rule: when its condition holds, its advice is in force; it may override more general rules."""

    rule: Identifier
    when: str = Field(description="condition, or `always`")
    after: Annotated[list[str], Field(min_length=1)] | None = Field(
        default=None, description="options that the advice of this rule follows, whichever rule led to them"
    )
    overrides: list[str] = []


class DefinitionSource(Labelled):
    """A derived yes/no fact."""

    definition: str
    when: str


class ScoreItemSource(Source):
    """One item of a score: points for each value of a fact."""

    fact: str
    points: Annotated[Mapping[str, StrictInt | str], Field(min_length=1)]
    otherwise: Literal["not_applicable"] | None = None


class ScoreSource(Labelled):
    """A sum of points."""

    score: str
    items: list[ScoreItemSource] = Field(min_length=1)


class FormulaSource(Labelled):
    """A computed quantity, with the fact that says it where it has been measured."""

    formula: str
    value: StrictInt | Decimal | str
    unit: str = ""
    measured: str | None = None


class LookupSource(Labelled):
    """A number for each category of a fact."""

    lookup: str
    by: str
    values: Annotated[Mapping[str, Decimal | StrictInt | str], Field(min_length=1)]
    unit: str = ""


class CategoryValueSource(Labelled):
    """One value of a category, and its condition; the last value has none: it is for all the rest."""

    value: Identifier
    when: str | None = None


class CategorySource(Labelled):
    """A derived fact with categories: the first whose condition holds."""

    category: str
    values: list[CategoryValueSource] = Field(min_length=1)


ITEM_KEYS = ("rule", "definition", "score", "formula", "lookup", "category")
"""With one of these begins each item under a statement."""


def _item_kind(raw: Any) -> str:
    keys = raw if isinstance(raw, dict) else getattr(raw, "model_fields_set", ())
    return next((key for key in ITEM_KEYS if key in keys), "rule")


Item = Annotated[
    Annotated[RuleSource, Tag("rule")]
    | Annotated[DefinitionSource, Tag("definition")]
    | Annotated[ScoreSource, Tag("score")]
    | Annotated[FormulaSource, Tag("formula")]
    | Annotated[LookupSource, Tag("lookup")]
    | Annotated[CategorySource, Tag("category")],
    Discriminator(_item_kind),
]


class PlaceSource(Source):
    """Where in the chapter a statement stands."""

    section: str
    element: str = Field(pattern=ELEMENT_PATTERN)


class StatementSource(Labelled):
    """One normative sentence or table row, in our own words, with its encoding or the reason for none."""

    statement: Identifier
    place: PlaceSource
    strength: str
    mark: Mark
    rules: list[Item] = []
    encoded_in: list[str] = []
    reason: Reason | None = None
    note: str = ""


class RowSource(StepSource, Labelled):
    """A row of a table or list: a statement whose rule has what the head does not say."""

    model_config = ConfigDict(frozen=True, extra="allow")

    row: RowName
    element: str = Field(pattern=ELEMENT_PATTERN)
    mark: Mark
    strength: str | None = None
    when: str | None = None
    after: Annotated[list[str], Field(min_length=1)] | None = None
    overrides: list[str] = []
    rules: list[Item] = []
    encoded_in: list[str] = []
    reason: Reason | None = None
    note: str = ""


class TableSource(StepSource, Labelled):
    """Statements that a table or list of the guideline makes: what all rows share, and the rows."""

    model_config = ConfigDict(frozen=True, extra="allow")

    table: Identifier
    place: PlaceSource
    strength: str
    mark: Mark | None = None
    when: str | None = None
    after: Annotated[list[str], Field(min_length=1)] | None = None
    overrides: list[str] = []
    rows: list[RowSource] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _share_the_mark(cls, raw: Any) -> Any:
        """Give the mark of the head to the rows that have none: of one sentence, they are items."""
        if not isinstance(raw, dict) or "mark" not in raw or not isinstance(raw.get("rows"), list):
            return raw
        rows = [{"mark": raw["mark"], **row} if isinstance(row, dict) else row for row in raw["rows"]]
        return {**raw, "rows": rows}


def _entry_kind(raw: Any) -> str:
    return "table" if isinstance(raw, dict) and "table" in raw else "statement"


Entry = Annotated[
    Annotated[StatementSource, Tag("statement")] | Annotated[TableSource, Tag("table")], Discriminator(_entry_kind)
]


class WitnessSource(Source):
    """A smallest patient on whom a finding shows."""

    patient: dict[str, Any] = {}
    lesion: dict[str, Any] | None = None


class FindingSource(Labelled):
    """A hole, contradiction or ambiguity of the guideline itself."""

    finding: Identifier
    kind: Literal["contradiction", "hole", "overlap", "ambiguity", "undefined_term", "missing_source"]
    severity: Literal["flips_a_decision", "leaves_a_decision_open", "wording"]
    statements: list[str] = Field(min_length=1)
    reading: Label
    when: str | None = None
    witness: WitnessSource | None = None


class ChapterFile(Source):
    """A chapter: statements in the guideline's order, and what is found wanting in it."""

    chapter: Identifier
    statements: list[Entry] = Field(min_length=1)
    findings: list[FindingSource] = []
