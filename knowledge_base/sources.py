"""Reading the files of an edition: from a folder to checked models that remember their lines.

In: a folder with ``edition.yaml``. Out: :class:`Sources`, in which every file has the shape of its model of
:mod:`knowledge_base.source`; names and expressions in it are still text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from facts.document import Document, DocumentError, Path, read_document
from facts.problems import nearest
from knowledge_base.diagnostics import Diagnostic
from knowledge_base.source import AdviceFile, ChapterFile, EditionFile, known_keys

__all__ = ["EDITION_FILE", "Sourced", "Sources", "read_sources"]

EDITION_FILE = "edition.yaml"
_HASH_LENGTH = 16

Model = TypeVar("Model", bound=BaseModel)

_CODES: Mapping[str, str] = {
    "extra_forbidden": "unknown_key",
    "missing": "missing_key",
    "string_too_short": "missing_label",
    "string_pattern_mismatch": "bad_identifier",
    "literal_error": "not_allowed",
}


@dataclass(frozen=True)
class Sourced(Generic[Model]):
    """The content of one file, and where each part of it stands."""

    file: str
    document: Document
    content: Model

    def problem(self, path: Path, code: str, message: str) -> Diagnostic:
        """Return a diagnostic at a place of this file."""
        return Diagnostic(self.file, self.document.line(path), code, message)


@dataclass(frozen=True)
class Sources:
    """All files of an edition that could be read, and what is wrong with the others."""

    edition: Sourced[EditionFile] | None
    advice: Sourced[AdviceFile] | None
    chapters: tuple[Sourced[ChapterFile], ...]
    hash: str
    problems: tuple[Diagnostic, ...]


def read_sources(folder: FilePath) -> Sources:
    """Read every file that ``edition.yaml`` names.

    Parameters
    ----------
    folder
        The folder of the edition.
    """
    problems: list[Diagnostic] = []
    digest = hashlib.sha256()

    def read(name: str, model: type[Model]) -> Sourced[Model] | None:
        text = _text(folder / name, name, problems)
        if text is None:
            return None
        digest.update(f"{name}\n{text}\n".encode())
        return _file(text, name, model, problems)

    edition = read(EDITION_FILE, EditionFile)
    if edition is None:
        return Sources(None, None, (), "", tuple(problems))
    advice = read(edition.content.advice, AdviceFile)
    read_chapters = [read(entry.file, ChapterFile) for entry in edition.content.chapters]
    chapters = tuple(chapter for chapter in read_chapters if chapter is not None)
    for index, (entry, chapter) in enumerate(zip(edition.content.chapters, read_chapters, strict=True)):
        if chapter is not None and chapter.content.chapter != entry.chapter:
            message = f"{entry.file} calls itself “{chapter.content.chapter}”, not “{entry.chapter}”"
            problems.append(edition.problem(("chapters", index), "chapter_name", message))
    return Sources(edition, advice, chapters, digest.hexdigest()[:_HASH_LENGTH], tuple(problems))


def _text(path: FilePath, name: str, problems: list[Diagnostic]) -> str | None:
    try:
        return path.read_text("utf-8")
    except OSError:
        problems.append(Diagnostic(name, 1, "not_found", "no such file, or not readable"))
    except UnicodeDecodeError:
        problems.append(Diagnostic(name, 1, "encoding", "the file is not UTF-8 text"))
    return None


def _file(text: str, name: str, model: type[Model], problems: list[Diagnostic]) -> Sourced[Model] | None:
    try:
        document = read_document(text, name)
    except DocumentError as error:
        problems.append(Diagnostic(name, error.line, error.code, error.detail))
        return None
    try:
        return Sourced(name, document, model.model_validate(document.data))
    except ValidationError as error:
        problems.extend(_shape_problem(item, document) for item in error.errors())
        return None


def _shape_problem(error: ErrorDetails, document: Document) -> Diagnostic:
    path = tuple(_real_path(error["loc"], document.data))
    code = _CODES.get(error["type"], "shape")
    key = str(path[-1]) if path else ""
    match code:
        case "unknown_key" if path == ("rules",):
            code, message = "rule_without_statement", "rules stand under the statement that they encode"
        case "unknown_key":
            hint = nearest(key, known_keys(path[:-1]))
            message = f"“{key}”" + (f"; did you mean “{hint}”?" if hint else "")
        case "missing_key" if str(error["loc"][-1]) in {"fr", "en"}:
            code, message = "missing_label", f"“{error['loc'][-1]}” is missing: every label is in French and English"
        case "missing_key":
            message = f"“{error['loc'][-1]}” is missing"
        case "missing_label":
            message = f"“{key}” is empty: every label is in French and English"
        case "bad_identifier":
            message = f"“{key}” is {error['input']!r}; allowed: {error['ctx']['pattern']}"
        case "not_allowed":
            message = f"“{key}” is {error['input']!r}; allowed: {error['ctx']['expected']}"
        case _:
            message = f"“{key}”: {error['msg']}"
    return Diagnostic(document.name, document.line(path), code, message)


def _real_path(location: tuple[str | int, ...], data: Any) -> Iterator[str | int]:
    """Drop from an error's location what names no part of the file, such as the tags of a union."""
    for part in location:
        inside = part in data if isinstance(data, dict) else isinstance(data, list) and isinstance(part, int)
        if inside:
            yield part
            data = data[part]
