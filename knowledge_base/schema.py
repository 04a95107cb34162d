"""The JSON Schema of a chapter file, by which editors check and complete it."""

from __future__ import annotations

from typing import Any

from knowledge_base.source import ChapterFile

__all__ = ["chapter_schema"]


def chapter_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a chapter file.

    Examples
    --------
    >>> chapter_schema()["title"]
    'Ossature chapter'
    """
    schema = ChapterFile.model_json_schema()
    # An editor names what is wrong inside an entry only when it knows which of the two kinds is meant.
    schema["properties"]["statements"]["items"] = {
        "if": {"required": ["table"]},
        "then": {"$ref": "#/$defs/TableSource"},
        "else": {"$ref": "#/$defs/StatementSource"},
    }
    row, table = schema["$defs"]["RowSource"], schema["$defs"]["TableSource"]
    row["required"].remove("mark")
    marked_rows = {"properties": {"rows": {"items": {"required": ["mark"]}}}}
    table["anyOf"] = [{"required": ["mark"]}, marked_rows]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Ossature chapter"}
