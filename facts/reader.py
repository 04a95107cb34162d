r"""Reading a case: text in, :class:`facts.case.Case` out, or one error that lists every problem.

>>> parse_case("patient:\n  survival_month: 12\n", "p.yaml")
Traceback (most recent call last):
...
facts.problems.CaseError: p.yaml:2: patient: unknown field "survival_month"; did you mean "survival_months"?
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from facts.case import Case
from facts.document import Defect, Document, DocumentError, Path, read_document
from facts.lesion import Lesion
from facts.marks import LARGEST
from facts.patient import Patient
from facts.problems import CaseError, Problem, nearest
from facts.written import written

__all__ = ["parse_case", "read_case"]

_STANDARD_INPUT = "-"
_LONGEST_ID = 40
_MODELS: Mapping[Path, type[BaseModel]] = {(): Case, ("patient",): Patient, ("lesions",): Lesion}
_MANY = 20  # names that an error still lists
_WITHIN = ("not_boolean",)
_CODES = {
    "model_type": "not_a_mapping",
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
    raw = _content(source)
    if isinstance(raw, str):
        raise CaseError([Problem(raw, "", source=name)])
    text = _decoded(raw)
    if isinstance(text, int):
        raise CaseError([Problem("encoding", "", source=name, line=text)])
    return parse_case(text, name)


# The helpers return what went wrong, and no error is raised while another is handled: a trace would show
# the other's text, and with it values of the case.
def _content(source: str) -> bytes | str:
    """Return at most one byte more than a case may have, or the code of a problem."""
    try:
        if source == _STANDARD_INPUT:
            return sys.stdin.buffer.read(LARGEST + 1)
        with FilePath(source).open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return "not_found"
    except IsADirectoryError:
        return "directory"
    except (OSError, ValueError):
        return "not_readable"


def _decoded(raw: bytes) -> str | int:
    """Return the text, or the line that is no UTF-8."""
    if len(raw) > LARGEST:
        # One byte more than allowed may cut a character in two; the text is too long in any case.
        return raw.decode("ascii", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return raw.count(b"\n", 0, error.start) + 1


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
        With every problem found, in the order of the text.
    """
    document, defects = _document(text, name)
    problems = [Problem(item.code, _spoilt_place(item, document), item.words, name, item.line) for item in defects]
    case = None
    if document is not None and document.data is not None:
        case, errors = _case(document)
        # Where nothing could be read, the defect has said enough.
        spoilt = {item.path for item in defects if _at(item.path, document) in (None, "")}
        problems += [_problem(item, document) for item in errors if _owner(item) not in spoilt]
        problems += _duplicates(document)
    elif not defects:
        problems.append(Problem("nothing", "", source=name))
    if case is None or problems:
        raise CaseError(sorted(problems, key=lambda problem: problem.line))
    return case


def _document(text: str, name: str) -> tuple[Document | None, list[Defect]]:
    try:
        return read_document(text, name), []
    except DocumentError as error:
        return error.document, list(error.defects)


def _case(document: Document) -> tuple[Case | None, list[ErrorDetails]]:
    try:
        return Case.model_validate(document.data), []
    except ValidationError as error:
        # Of equal identifiers the document knows the lines.
        return None, [item for item in error.errors(include_url=False) if item["loc"] or item["type"] != "value"]


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


def _owner(error: ErrorDetails) -> Path:
    """Return the path of the value that an error is about; of a missing field, what misses it."""
    return error["loc"][:-1] if error["type"] == "missing" else error["loc"]


def _problem(error: ErrorDetails, document: Document) -> Problem:
    path = _owner(error)
    code, words = _said(error, path)
    where = path[:-1] if code == "unknown_field" else path if code in _WITHIN else _field(path)
    return Problem(code, _place(where, document), words, document.name, document.line(path))


def _field(path: Path) -> Path:
    """Return the path of the field that a path leads into; what is wrong in a list or mapping is named in words."""
    return path[:3] if path[:1] == ("lesions",) else path[:2]


def _said(error: ErrorDetails, path: Path) -> tuple[str, Mapping[str, str]]:
    if error["type"] == "value":
        context = error["ctx"]
        return context["code"], context["words"]
    if error["type"] == "extra_forbidden":
        name = str(path[-1])
        known = _MODELS[tuple(part for part in path[:-1] if isinstance(part, str))].model_fields
        allowed = ", ".join(known) if len(known) <= _MANY else ""
        return "unknown_field", {"name": name, "hint": nearest(name, known), "allowed": allowed}
    return _CODES[error["type"]], {"value": written(error["input"])}


def _spoilt_place(defect: Defect, document: Document | None) -> str:
    path = defect.path[:-1] if defect.code == "duplicate_key" else defect.path
    return "" if document is None else _place(path, document)


def _place(path: Path, document: Document) -> str:
    """Name a field as rules do, a lesion by its identifier when it has one."""
    match path:
        case ("lesions", int() as index, *rest):
            identifier = _at((*path[:2], "id"), document)
            named = identifier if isinstance(identifier, str) else f"[{index + 1}]"
            path = (f"lesion:{named[:_LONGEST_ID]}", *rest)
    return ".".join(f"[{part + 1}]" if isinstance(part, int) else part for part in path)


def _at(path: Path, document: Document) -> object:
    found = document.data
    for part in path:
        try:
            found = found[part]
        except (KeyError, IndexError, TypeError):
            return None
    return found
