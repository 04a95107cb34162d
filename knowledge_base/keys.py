"""Keys: which may stand at a place of a file.

>>> known_keys(("statements", 0, "place"))
['section', 'element']
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from facts.document import Path
from facts.labels import Label
from knowledge_base.edition_source import (
    AdviceFile,
    AnswerSource,
    ChapterEntry,
    DetailSource,
    DetailValueSource,
    EditionFile,
    ImpossibleSource,
    OptionSource,
    QuestionSource,
    StrengthSource,
)
from knowledge_base.source import (
    CategorySource,
    CategoryValueSource,
    ChapterFile,
    DefinitionSource,
    FindingSource,
    FormulaSource,
    LookupSource,
    PlaceSource,
    RowSource,
    RuleSource,
    ScoreItemSource,
    ScoreSource,
    StatementSource,
    WitnessSource,
)

__all__ = ["known_keys"]

_MODELS: Mapping[str, type[BaseModel]] = {
    "statements": StatementSource,
    "rows": RowSource,
    "title": Label,
    "reading": Label,
    "values": DetailValueSource,
    "rules": RuleSource,
    "items": ScoreItemSource,
    "place": PlaceSource,
    "findings": FindingSource,
    "witness": WitnessSource,
    "chapters": ChapterEntry,
    "options": OptionSource,
    "answered_by": AnswerSource,
    "details": DetailSource,
    "questions": QuestionSource,
    "impossible": ImpossibleSource,
    "strengths": StrengthSource,
}


def known_keys(path: Path) -> list[str]:
    """Return the keys that may stand at a place of a file, for “did you mean …?”."""
    parent = next((part for part in reversed(path) if isinstance(part, str)), "")
    models: list[type[BaseModel]] = [_MODELS[parent]] if parent in _MODELS else [ChapterFile, AdviceFile, EditionFile]
    if parent == "rules":
        models += [DefinitionSource, ScoreSource, FormulaSource, LookupSource, CategorySource]
    if parent == "values" and path[0] == "statements":
        models = [CategoryValueSource]
    also = ["table", "rows"] if parent == "statements" else []
    return [*(key for model in models for key in model.model_fields), *also]
