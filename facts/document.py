"""YAML and JSON texts, read into plain data together with the line of every value.

Scalars follow the core schema of YAML 1.2 (so ``no`` and ``12:30`` are text, and numbers keep their
decimal digits). Anchors, aliases, tags and repeated keys are refused: a case or a chapter file says each
thing once, where it is read.

>>> read_document("patient:\\n  age_years: 64\\n", "case.yaml").line(("patient", "age_years"))
2
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

__all__ = ["Document", "DocumentError", "Path", "read_document"]

Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: Mapping[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


class DocumentError(ValueError):
    """A text that is no readable YAML or JSON.

    Attributes
    ----------
    code
        What kind of defect: ``syntax``, ``duplicate_key``, ``alias``, ``tag`` or ``key``.
    line
        Where, counted from 1.
    detail
        The offending key or the parser's own words.
    """

    def __init__(self, code: str, line: int, detail: str) -> None:
        super().__init__(f"line {line}: {code}: {detail}")
        self.code, self.line, self.detail = code, line, detail


@dataclass(frozen=True)
class Document:
    """Plain data with the line on which each key or list item begins."""

    name: str
    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of a value, or of the nearest thing around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_document(text: str, name: str) -> Document:
    """Read a YAML or JSON text.

    Parameters
    ----------
    text
        The whole text.
    name
        What to call it in messages.

    Raises
    ------
    DocumentError
        At the first thing that cannot be read.
    """
    if text.lstrip()[:1] in {"{", "["}:
        try:
            data = json.loads(text, parse_float=Decimal, object_pairs_hook=_unique)
        except json.JSONDecodeError as error:
            if name.endswith(".json"):
                raise DocumentError("syntax", error.lineno, error.msg) from error
        else:
            # Tabs are white space to JSON but not to YAML, whose marks give the lines.
            return Document(name, data, _read_yaml(text.replace("\t", " "))[1])
    return Document(name, *_read_yaml(text))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise DocumentError("duplicate_key", 1, twice)
    return found


def _read_yaml(text: str) -> tuple[Any, dict[Path, int]]:
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise DocumentError("alias", event.start_mark.line + 1, str(event.anchor))
            if getattr(event, "tag", None):
                raise DocumentError("tag", event.start_mark.line + 1, str(event.tag))
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        detail = str(getattr(error, "problem", None) or error).splitlines()[0]
        raise DocumentError("syntax", mark.line + 1 if mark else 1, detail) from error
    if root is None:
        return None, {}
    lines: dict[Path, int] = {}
    return _value(root, (), lines), lines


def _value(node: yaml.Node, path: Path, lines: dict[Path, int]) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return {key: _value(value, (*path, key), lines) for key, value in _pairs(node, path, lines)}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, index), lines) for index, item in enumerate(node.value)]
    return node.value if node.style else _scalar(node.value)


def _pairs(node: yaml.MappingNode, path: Path, lines: dict[Path, int]) -> Iterator[tuple[str, yaml.Node]]:
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise DocumentError("key", line, "a key is a single word")
        if key.value in seen:
            raise DocumentError("duplicate_key", line, key.value)
        seen.add(key.value)
        lines[*path, key.value] = line
        yield key.value, value


def _scalar(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) or _SPECIAL.fullmatch(text):
        return Decimal(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text
