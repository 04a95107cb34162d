"""Tables: each row of a table becomes a statement with its rule.

In: the entries of a chapter. Out: statements alone, each with the places of what it shares with its table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from facts.document import Path
from facts.labels import Label, Language, colon
from knowledge_base.scope import ALWAYS
from knowledge_base.source import EFFECTS, ChapterFile, PlaceSource, RowSource, RuleSource, StatementSource, TableSource

__all__ = ["Entry", "entries"]

_OF_RULES = frozenset(RuleSource.model_fields) - {"rule"}


@dataclass(frozen=True)
class Entry:
    """A statement, where it is written, and the rules under it with their places.

    Attributes
    ----------
    shared
        What of it is written elsewhere: the places of the keys that stand in the head of its table.
    table
        The name of its table, if it is a row.
    """

    statement: StatementSource
    path: Path
    rules: tuple[Path, ...]
    shared: Mapping[str, Path] = field(default_factory=dict)
    table: str = ""


def entries(chapter: ChapterFile) -> Iterator[Entry]:
    """Yield every statement of a chapter, those of its tables among them."""
    for index, entry in enumerate(chapter.statements):
        path: Path = ("statements", index)
        if isinstance(entry, StatementSource):
            yield Entry(entry, path, tuple((*path, "rules", number) for number in range(len(entry.rules))))
            continue
        for number, row in enumerate(entry.rows):
            yield _row(entry, row, path, (*path, "rows", number))


def _row(table: TableSource, row: RowSource, above: Path, path: Path) -> Entry:
    said, shared = _written(row), _written(table)
    if any(effect in said for effect in EFFECTS):
        shared = {key: value for key, value in shared.items() if key not in EFFECTS}
    shared = {key: value for key, value in shared.items() if key not in said}
    name = f"{table.table}.{row.row}"
    rules, paths = [*row.rules], [(*path, "rules", number) for number in range(len(row.rules))]
    if said or not (row.rules or row.encoded_in or row.reason):
        rules.append(RuleSource.model_validate({**shared, **said, "rule": name, "when": _when(table, row)}))
        paths.append(path)
    statement = StatementSource(
        statement=name,
        place=PlaceSource(section=table.place.section, element=f"{table.place.element}, {row.element}"),
        strength=row.strength or table.strength,
        mark=row.mark,
        fr=_sentence(table.label(), row.label(), "fr"),
        en=_sentence(table.label(), row.label(), "en"),
        rules=rules,
        encoded_in=row.encoded_in,
        reason=row.reason,
        note=row.note,
    )
    places = {key: (*above, key) for key in shared}
    places |= {} if row.strength else {"strength": (*above, "strength")}
    return Entry(statement, path, tuple(paths), places, table.table)


def _when(table: TableSource, row: RowSource) -> str:
    """Return the condition of a row: that of its table and its own."""
    conditions = [one for one in (table.when, row.when) if one is not None]
    if len(conditions) > 1:
        conditions = [f"({one})" if " or " in one else one for one in conditions]
    return " and ".join(conditions) or ALWAYS


def _written(part: TableSource | RowSource) -> dict[str, Any]:
    """Return what a part of a table says of rules, as it is written."""
    given = {key: getattr(part, key) for key in part.model_fields_set if key in _OF_RULES}
    return given | (part.model_extra or {})


def _sentence(head: Label, row: Label, language: Language) -> str:
    return f"{head.text(language)}{colon(language)}{row.text(language)}"
