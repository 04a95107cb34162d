r"""JSON: text in, plain data with lines out.

The reader of the standard library gives no lines of values and keeps the last of two equal keys, so only its
scalars are used.

>>> read_json('{\n\t"patient": {"age_years": 64.5}\n}').lines["patient", "age_years"]
2
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from decimal import Decimal
from typing import Any

from facts.labels import Label
from facts.marks import DEEPEST, Defect, Path, Reading, Unreadable, line_starts

__all__ = ["read_json"]

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_DECODER = json.JSONDecoder(parse_constant=Decimal)

_VALUE = Label(fr="une valeur JSON est attendue", en="a JSON value is expected")
_KEY = Label(fr="un nom de champ entre guillemets est attendu", en="the name of a field in quotes is expected")
_COLON = Label(fr="« : » attendu après le nom d'un champ", en='":" expected after the name of a field')
_AFTER = Label(fr="texte inattendu après la fin du contenu", en="unexpected text after the end of the content")
_OPEN = Label(fr="guillemet non refermé", en="quotation mark never closed")
_BREAK = Label(
    fr="guillemet non refermé, ou retour à la ligne ou tabulation dans un texte",
    en="quotation mark never closed, or line break or tab in a text",
)
_ESCAPE = Label(
    fr="séquence « \\ » inconnue dans un texte entre guillemets", en='unknown "\\" sequence in a text in quotes'
)
_SENTENCES = (("Unterminated", _OPEN), ("control character", _BREAK), ("escape", _ESCAPE))


def read_json(text: str) -> Reading:
    """Read a JSON text.

    Raises
    ------
    Unreadable
        When the rest of the text cannot be understood.
    """
    reader = _Reader(text)
    try:
        return reader.read()
    except Unreadable as error:
        raise Unreadable(error.defect, reader.reading.defects) from error


class _Reader:
    """One pass over the text; `position` is where the next thing begins."""

    def __init__(self, text: str) -> None:
        self.text, self.position = text, 0
        self.starts = line_starts(text)
        self.reading = Reading()

    def read(self) -> Reading:
        self.reading.data = self.value(())
        self.skip()
        if self.position < len(self.text):
            raise self.error(_AFTER)
        return self.reading

    @property
    def line(self) -> int:
        return bisect_right(self.starts, self.position)

    def error(self, label: Label) -> Unreadable:
        return Unreadable.syntax(self.line, label)

    def skip(self) -> None:
        found = _SPACE.match(self.text, self.position)
        self.position = found.end() if found else self.position

    def next_is(self, sign: str) -> bool:
        """Return whether the next thing is this sign, and go past it."""
        self.skip()
        found = self.text.startswith(sign, self.position)
        self.position += len(sign) if found else 0
        return found

    def value(self, path: Path) -> Any:
        self.skip()
        if len(path) > DEEPEST:
            raise Unreadable(Defect("too_deep", self.line))
        self.reading.lines.setdefault(path, self.line)
        if self.next_is("{"):
            return self.mapping(path)
        if self.next_is("["):
            return self.sequence(path)
        if found := _NUMBER.match(self.text, self.position):
            number = self.reading.number(found[0], self.line, path)
            self.position = found.end()
            return number
        return self.scalar(path)

    def scalar(self, path: Path) -> Any:
        line = self.line
        try:
            found, self.position = _DECODER.raw_decode(self.text, self.position)
        except json.JSONDecodeError as error:
            self.position = error.pos
            raise self.error(next((label for words, label in _SENTENCES if words in error.msg), _VALUE)) from error
        return self.reading.text(found, line, path) if isinstance(found, str) else found

    def sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        if self.next_is("]"):
            return found
        while True:
            found.append(self.value((*path, len(found))))
            if self.next_is("]"):
                return found
            if not self.next_is(","):
                raise self.error(Label(fr="« , » ou « ] » attendu", en='"," or "]" expected'))

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.next_is("}"):
            return found
        while True:
            self.member(found, path)
            if self.next_is("}"):
                return found
            if not self.next_is(","):
                raise self.error(Label(fr="« , » ou « } » attendu", en='"," or "}" expected'))

    def member(self, found: dict[str, Any], path: Path) -> None:
        self.skip()
        if not self.text.startswith('"', self.position):
            raise self.error(_KEY)
        line = self.line
        key = self.scalar(path)
        if not self.next_is(":"):
            raise self.error(_COLON)
        if key in found:
            self.reading.spoilt("duplicate_key", line, (*path, key), key)
            self.value((*path, key))
        else:
            self.reading.lines[*path, key] = line
            found[key] = self.value((*path, key))
