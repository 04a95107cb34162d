"""Reading a case: text in, :class:`facts.case.Case` out, or one error that lists every problem.

>>> parse_case("patient:\\n  survival_month: 12\\n", "p.yaml")
Traceback (most recent call last):
...
facts.problems.CaseError: p.yaml:2: patient: unknown field "survival_month"; did you mean "survival_months"?
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from facts.case import Case
from facts.document import Document, DocumentError, Path, read_document
from facts.lesion import Lesion
from facts.patient import Patient
from facts.problems import CaseError, Problem, nearest

__all__ = ["parse_case", "read_case"]

_STANDARD_INPUT = "-"
_MODELS: Mapping[tuple[str, ...], type[BaseModel]] = {(): Case, ("patient",): Patient, ("lesions",): Lesion}
_CODES = {
    "model_type": "not_a_mapping",
    "model_attributes_type": "not_a_mapping",
    "dict_type": "not_a_mapping",
    "tuple_type": "not_a_list",
    "string_type": "not_text",
    "missing": "missing_id",
}


def read_case(source: str) -> Case:
    """Read a case from a file, or from standard input when the source is ``-``.

    Parameters
    ----------
    source
        Path of a YAML or JSON file.

    Raises
    ------
    CaseError
        With every problem found.
    """
    name = "stdin" if source == _STANDARD_INPUT else source
    try:
        raw = sys.stdin.buffer.read() if source == _STANDARD_INPUT else FilePath(source).read_bytes()
    except OSError as error:
        raise CaseError([Problem("not_found", "", source=name)]) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError([Problem("encoding", "", source=name)]) from error
    return parse_case(text, name)


def parse_case(text: str, name: str) -> Case:
    """Read a case from a text.

    Parameters
    ----------
    text
        YAML or JSON.
    name
        What to call the text in messages.

    Raises
    ------
    CaseError
        With every problem found.
    """
    try:
        document = read_document(text, name)
    except DocumentError as error:
        problem = Problem(error.code, "", {"detail": error.detail}, source=name, line=error.line)
        raise CaseError([problem]) from error
    problems = list(_duplicates(document))
    try:
        case = Case.model_validate(document.data)
    except ValidationError as error:
        raise CaseError([*(_problem(item, document) for item in error.errors()), *problems]) from error
    if problems:
        raise CaseError(problems)
    return case


def _duplicates(document: Document) -> Iterator[Problem]:
    lesions = document.data.get("lesions") if isinstance(document.data, dict) else None
    seen: set[str] = set()
    for index, lesion in enumerate(lesions if isinstance(lesions, list) else ()):
        identifier = lesion.get("id") if isinstance(lesion, dict) else None
        if isinstance(identifier, str):
            if identifier in seen:
                line = document.line(("lesions", index, "id"))
                yield Problem("duplicate_lesion", "lesions", {"name": identifier}, document.name, line)
            seen.add(identifier)


def _problem(error: ErrorDetails, document: Document) -> Problem:
    path: Path = error["loc"]
    line = document.line(path)
    context: Mapping[str, Any] = error.get("ctx", {})
    if error["type"] == "value":
        return Problem(context["code"], _place(path, document), context["words"], document.name, line)
    if error["type"] == "extra_forbidden":
        name = str(path[-1])
        parents = tuple(part for part in path[:-1] if isinstance(part, str))
        words = {"name": name, "hint": nearest(name, _MODELS[parents].model_fields)}
        return Problem("unknown_field", _place(path[:-1], document), words, document.name, line)
    if error["type"] == "missing":
        path = path[:-1]
    words = {"value": repr(error["input"])[:60]}
    return Problem(_CODES[error["type"]], _place(path, document), words, document.name, line)


def _place(path: Path, document: Document) -> str:
    """Name a field as rules do, a lesion by its identifier when it has one."""
    if path[:1] == ("lesions",) and len(path) > 1:
        lesion = document.data["lesions"][path[1]]
        identifier = lesion.get("id") if isinstance(lesion, dict) else None
        named = identifier if isinstance(identifier, str) else f"[{int(path[1]) + 1}]"
        path = (f"lesion:{named[:40]}", *path[2:])
    return ".".join(str(part) for part in path)
