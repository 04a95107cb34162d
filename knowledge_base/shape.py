"""The shape of a file: plain data against its pydantic model, and in words what does not fit.

In: a :class:`facts.document.Document`. Out: :class:`Shaped`, with everything of the file that has the right
shape. What has not is reported and left out, so that the rest can still be checked.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from facts.document import Document, Path
from facts.problems import nearest
from facts.written import written
from knowledge_base.diagnostics import Code, Diagnostic, did_you_mean
from knowledge_base.keys import known_keys
from knowledge_base.places import ELEMENT_PARTS
from knowledge_base.source import ITEM_KEYS

__all__ = ["Shaped", "shape"]

Model = TypeVar("Model", bound=BaseModel)

_CODES: Mapping[str, Code] = {
    "extra_forbidden": "unknown_key",
    "missing": "missing_key",
    "string_too_short": "missing_label",
    "string_pattern_mismatch": "bad_identifier",
    "literal_error": "not_allowed",
}
_EXPECTED: Mapping[str, str] = {
    "string_type": "a text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "list_type": "a list, each item behind “-”",
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "model_attributes_type"), "fields, each “name: value”"),
}
_IDENTIFIER = "lower-case letters, digits and “_”, beginning with a letter; parts are joined by “.”"
_FILE = "letters, digits, “_” and “-”, with “.yaml” at the end: a file beside edition.yaml"
_MARK = "a mark is eight of the signs 0 to 9 and a to f, in quotes"
_ELEMENT = f"write words with numbers, such as “table 3, row 2”; words: {', '.join(ELEMENT_PARTS)}"
_TAGS: Mapping[str | int, tuple[str, ...]] = {"rules": ITEM_KEYS, "statements": ("statement", "table")}
_LANGUAGES = frozenset({"fr", "en"})


@dataclass(frozen=True)
class Shaped(Generic[Model]):
    """What of a file has the right shape.

    Attributes
    ----------
    document
        The data that are left, with their lines; of a file nothing of which fits, all data.
    content
        The model of these data; None when nothing fits.
    problems
        What does not fit.
    lost
        Every text in the parts that are left out: a name among them may not be called unknown.
    """

    document: Document
    content: Model | None
    problems: tuple[Diagnostic, ...]
    lost: frozenset[str]


def shape(document: Document, model: type[Model], spoilt: Iterable[Path] = ()) -> Shaped[Model]:
    """Return what of a document has the shape of a model.

    Parameters
    ----------
    document
        The data of a file.
    model
        What they should be.
    spoilt
        Values about which enough has been said already.
    """
    known = tuple(tuple(_inside(path, document.data)) for path in spoilt)
    content, errors = _validated(document, model)
    found = [(tuple(_real_path(error["loc"], document.data)), error) for error in errors]
    new = [(path, error) for path, error in found if not any(path[: len(one)] == one for one in known)]
    problems = tuple(_problem(path, same, document, model) for path, same in _grouped(new))
    broken = {_part(path) for path in (*known, *(path for path, _ in found))}
    if not broken:
        return Shaped(document, content, problems, frozenset())
    rest = _without(document, broken)
    lost = frozenset(text for path in broken for text in _texts(_at(path, document.data)))
    content, errors = _validated(rest, model)
    return Shaped(document if errors else rest, content, problems, lost)


def _validated(document: Document, model: type[Model]) -> tuple[Model | None, list[ErrorDetails]]:
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _part(path: Path) -> Path:
    """Return the path of the outermost list item that holds a value, or of the value itself."""
    first = next((index for index, part in enumerate(path) if isinstance(part, int)), len(path) - 1)
    return path[: first + 1]


def _grouped(found: list[tuple[Path, ErrorDetails]]) -> Iterator[tuple[Path, list[ErrorDetails]]]:
    """Yield the errors of each value: one, or several when it is none of several shapes.

    A key that is missing because it is misspelt is not missing as well.
    """
    misspelt = {
        (*path[:-1], nearest(str(path[-1]), known_keys(path[:-1])))
        for path, error in found
        if error["type"] == "extra_forbidden"
    }
    groups: dict[Path, list[ErrorDetails]] = {}
    for path, error in found:
        missing = (error["loc"][-1],) if error["type"] == "missing" else ()
        if not missing or (*path, *missing) not in misspelt:
            groups.setdefault((*path, *missing), []).append(error)
    for path, errors in groups.items():
        yield (path[:-1] if errors[0]["type"] == "missing" else path), errors


def _problem(path: Path, errors: list[ErrorDetails], document: Document, model: type[BaseModel]) -> Diagnostic:
    code, message = _said(path, errors, model)
    return Diagnostic(document.name, document.line(path), code, message)


def _said(path: Path, errors: list[ErrorDetails], model: type[BaseModel]) -> tuple[Code, str]:
    error = errors[0]
    code = _CODES.get(error["type"], "shape")
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    match code:
        case "missing_key":
            return _missing(path, str(error["loc"][-1]), error["input"])
        case "bad_identifier":
            return _no_name(key, written(error["input"]))
        case "unknown_key" if path == ("rules",):
            return "rule_without_statement", "rules stand under the statement that they encode"
        case "unknown_key":
            known = known_keys(path[:-1]) if path[:-1] else list(model.model_fields)
            message = f"“{key}”{did_you_mean(key, known)}"
        case "missing_label":
            message = f"“{key}” is empty: every label is in French and English"
        case "not_allowed":
            allowed = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            message = f"“{key}” is {written(error['input'])}{did_you_mean(str(error['input']), allowed)}"
        case _:
            message = _wrong_kind(path, key, errors)
    return code, message


def _no_name(key: str, value: str) -> tuple[Code, str]:
    match key:
        case "mark":
            return "mark", f"{value} is no mark; {_MARK}"
        case "element":
            return "element", f"{value} is no place; {_ELEMENT}"
        case "files" | "advice":
            return "bad_identifier", f"{value} is no file name; allowed: {_FILE}"
        case _:
            return "bad_identifier", f"{value} is no name for “{key}”; allowed: {_IDENTIFIER}"


def _missing(path: Path, key: str, given: object) -> tuple[Code, str]:
    if key in _LANGUAGES:
        return "missing_label", f"“{key}” is missing: every label is in French and English"
    if key in ITEM_KEYS and path[-2:-1] == ("rules",):
        keys = given if isinstance(given, dict) else {}
        slips = ((name, nearest(str(name), ITEM_KEYS)) for name in keys)
        hint = next((f"; did you mean “{meant}”, not “{name}”?" for name, meant in slips if meant), "")
        return "missing_key", f"an item of “rules” begins with one of {', '.join(ITEM_KEYS)}{hint}"
    return "missing_key", f"“{key}” is missing"


def _wrong_kind(path: Path, key: str, errors: list[ErrorDetails]) -> str:
    given, types = errors[0]["input"], {error["type"] for error in errors}
    expected = " or ".join(dict.fromkeys(_EXPECTED.get(error["type"], error["msg"]) for error in errors))
    if not path:
        return "the file holds nothing" if given is None else f"expected: {expected}, not {written(given)}"
    what = f"an item of “{key}”" if isinstance(path[-1], int) else f"“{key}”"
    if given is None:
        return f"{what} has no value; expected: {expected}"
    if "too_short" in types:
        return f"{what} is empty"
    quotes = "; put it in quotes" if types == {"string_type"} and not isinstance(given, list | dict) else ""
    return f"{what} is {written(given)}; expected: {expected}{quotes}"


def _without(document: Document, broken: Container[Path]) -> Document:
    lines: dict[Path, int] = {}

    def copy(data: Any, old: Path, new: Path) -> Any:
        if old in document.lines:
            lines[new] = document.lines[old]
        if isinstance(data, dict):
            return {
                key: copy(value, (*old, key), (*new, key)) for key, value in data.items() if (*old, key) not in broken
            }
        if isinstance(data, list):
            kept = [index for index in range(len(data)) if (*old, index) not in broken]
            return [copy(data[index], (*old, index), (*new, number)) for number, index in enumerate(kept)]
        return data

    return Document(document.name, copy(document.data, (), ()), lines)


def _at(path: Path, data: Any) -> Any:
    for part in path:
        data = data[part]
    return data


def _texts(data: Any) -> Iterator[str]:
    match data:
        case str():
            yield data
        case list():
            for item in data:
                yield from _texts(item)
        case dict():
            yield from data
            yield from _texts(list(data.values()))


def _inside(path: Path, data: Any) -> Iterator[str | int]:
    """Yield as much of a path as the data have."""
    for part in path:
        if not (part in data if isinstance(data, dict) else isinstance(data, list) and isinstance(part, int)):
            return
        yield part
        data = data[part]


def _real_path(location: tuple[str | int, ...], data: Any) -> Iterator[str | int]:
    """Drop from an error's location what names no part of the file, such as the tags of a union."""
    above: tuple[str | int, ...] = ()
    for part in location:
        tag = part in _TAGS.get(above[-2] if len(above) > 1 else "", ()) and isinstance(above[-1], int)
        above = (*above, part)
        inside = part in data if isinstance(data, dict) else isinstance(data, list) and isinstance(part, int)
        if inside and not tag:
            yield part
            data = data[part]
