"""Plain data with the line of every value, and what is wrong with the text that they were read from.

Both readers, of YAML and of JSON, return a :class:`Reading`. A defect that leaves the rest of the text readable
is kept in it, so that the reader of a message sees all of them at once; any other is raised at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from facts.labels import Label

__all__ = [
    "DEEPEST",
    "LARGEST",
    "LARGEST_EXPONENT",
    "LONGEST_NUMBER",
    "Defect",
    "Document",
    "DocumentError",
    "Path",
    "Reading",
    "Unreadable",
    "line_starts",
    "refused_character",
]

Path = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""

DEEPEST = 64
"""How many lists and mappings may stand inside one another; a case needs four."""

LARGEST = 1_000_000
"""How many characters, or bytes, a text may have; a case has some thousands."""

LONGEST_NUMBER = 100
"""How many characters a number may have."""

LARGEST_EXPONENT = 99
"""How far from zero an exponent of ten may be."""

_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Defect:
    """Something a text must not hold.

    Attributes
    ----------
    code
        What kind of defect: ``syntax``, ``too_large``, ``too_deep``, ``control``, ``long_number``,
        ``duplicate_key``, ``alias``, ``tag``, ``key`` or ``unquoted``.
    line
        Where, counted from 1.
    words
        ``detail``, or ``detail_fr`` and ``detail_en``, for the sentence.
    path
        The value that the defect spoils; its content says nothing.
    """

    code: str
    line: int
    words: Mapping[str, str] = field(default_factory=dict)
    path: Path = ()

    @property
    def detail(self) -> str:
        """The offending key or what is wrong, in English."""
        return self.words.get("detail") or self.words.get("detail_en", "")


class Unreadable(Exception):  # noqa: N818 - it becomes a DocumentError once the text has a name
    """A defect after which nothing more can be read; `earlier` are those found before it."""

    def __init__(self, defect: Defect, earlier: Iterable[Defect] = ()) -> None:
        super().__init__(defect.code)
        self.defect, self.earlier = defect, tuple(earlier)

    @classmethod
    def syntax(cls, line: int, label: Label) -> Unreadable:
        """Return the error of a text that is no YAML or JSON."""
        return cls(Defect("syntax", line, {"detail_fr": label.fr, "detail_en": label.en}))


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


class DocumentError(ValueError):
    """A text that cannot be used.

    Attributes
    ----------
    defects
        Every :class:`Defect` found, in the order of the text.
    document
        What could be read all the same, without the spoilt values; None when nothing could.
    code, line, detail
        Those of the first defect.
    """

    def __init__(self, defects: Iterable[Defect], document: Document | None = None) -> None:
        self.defects = tuple(sorted(defects, key=lambda defect: defect.line))
        self.document = document
        first = self.defects[0]
        self.code, self.line, self.detail = first.code, first.line, first.detail
        super().__init__("\n".join(f"line {item.line}: {item.code}: {item.detail}" for item in self.defects))


@dataclass
class Reading:
    """What a reader has gathered so far."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)

    def spoilt(self, code: str, line: int, path: Path, detail: str = "") -> None:
        """Note a defect that leaves the rest readable."""
        self.defects.append(Defect(code, line, {"detail": detail}, path))

    def text(self, text: str, line: int, path: Path) -> str:
        """Return a text, and note when it holds what no text may."""
        if found := _REFUSED.search(text):
            self.spoilt("control", line, path, _code_point(found[0]))
        return text

    def number(self, text: str, line: int, path: Path) -> int | Decimal | None:
        """Return a number with all its decimals, or note that nobody can mean it."""
        mantissa, _, exponent = text.lower().partition("e")
        if len(text) > LONGEST_NUMBER or abs(int(exponent or 0)) > LARGEST_EXPONENT:
            self.spoilt("long_number", line, path)
            return None
        return int(text) if mantissa.lstrip("+-").isdigit() and not exponent else Decimal(text)


def refused_character(text: str) -> Defect | None:
    """Return the first character that no text may hold, or None."""
    found = _REFUSED.search(text)
    if found is None:
        return None
    line = 1 + sum(1 for _ in _LINE_BREAK.finditer(text, 0, found.start()))
    return Defect("control", line, {"detail": _code_point(found[0])})


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def line_starts(text: str) -> list[int]:
    """Return the position at which each line begins."""
    return [0, *(found.end() for found in _LINE_BREAK.finditer(text))]
