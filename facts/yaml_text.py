r"""YAML: text in, plain data with lines out.

Scalars follow the core schema of YAML 1.2, so that ``no`` and ``12:30`` are texts and numbers keep their decimal
digits. Anchors, aliases, tags and repeated keys are refused: a file says each thing once, where it is read.

>>> reading = read_yaml("patient:\n  age_years: 64.5\n")
>>> reading.data, reading.lines["patient", "age_years"]
({'patient': {'age_years': Decimal('64.5')}}, 2)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import yaml

from facts.labels import Label
from facts.marks import DEEPEST, Defect, Path, Reading, Unreadable, line_starts

__all__ = ["read_yaml"]

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_STANDARD_TAG = "tag:yaml.org,2002:"
_BLOCKS = ("|", ">")
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

_TAB = Label(
    fr="une tabulation ne peut pas servir de retrait ; employer des espaces",
    en="a tab cannot indent a line; use spaces",
)
_OTHER = Label(fr="structure YAML incorrecte ici", en="wrong YAML structure here")
# What libyaml and the parser written in Python say, and what we say instead.
_SENTENCES: tuple[tuple[str, Label], ...] = (
    ("tab character", _TAB),
    (
        "mapping values are not allowed",
        Label(
            fr="« : » inattendu ; aligner les champs, ou mettre entre guillemets un texte qui contient « : »",
            en='unexpected ":"; align the fields, or put a text that holds ":" in quotes',
        ),
    ),
    ("expected ':'", Label(fr="« : » manque après le nom d'un champ", en='":" is missing after the name of a field')),
    ("',' or ']'", Label(fr="« , » ou « ] » attendu", en='"," or "]" expected')),
    ("',' or '}'", Label(fr="« , » ou « } » attendu", en='"," or "}" expected')),
    ("unexpected end of stream", Label(fr="guillemet non refermé", en="quotation mark never closed")),
    (
        "cannot start any token",
        Label(
            fr="ce signe ne peut pas commencer une valeur ; mettre le texte entre guillemets",
            en="this sign cannot begin a value; put the text in quotes",
        ),
    ),
    (
        "escape|hexa|hexdecimal",
        Label(
            fr="séquence « \\ » inconnue dans un texte entre guillemets",
            en='unknown "\\" sequence in a text in quotes',
        ),
    ),
    (
        "alphabetic or numeric|tag",
        Label(
            fr="un texte qui commence par « & », « * » ou « ! » se met entre guillemets",
            en='a text that begins with "&", "*" or "!" is put in quotes',
        ),
    ),
    (
        "comment or line break|chomping",
        Label(
            fr='un intervalle qui commence par « > » se met entre guillemets : ">12"',
            en='a range that begins with ">" is put in quotes: ">12"',
        ),
    ),
    ("node content", Label(fr="une valeur est attendue", en="a value is expected")),
    (
        "document start",
        Label(fr="texte inattendu après la fin du contenu", en="unexpected text after the end of the content"),
    ),
    (
        "expected key|block end|'-' indicator",
        Label(fr="retrait de ligne incorrect ou signe inattendu", en="wrong indentation or unexpected sign"),
    ),
)
_ONE_DOCUMENT = Label(
    fr="un fichier contient un seul document ; « --- » en commence un autre",
    en='a file holds one document; "---" begins another',
)


def read_yaml(text: str) -> Reading:
    """Read a YAML text.

    Raises
    ------
    Unreadable
        When the rest of the text cannot be understood.
    """
    reading = Reading()
    events = _events(text)
    try:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                reading.data = _Builder(reading, events).node(next(events), ())
                break
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise Unreadable.syntax(_line(event), _ONE_DOCUMENT)
    except Unreadable as error:
        raise Unreadable(error.defect, reading.defects) from error
    return reading


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, text) from error


def _unreadable(error: yaml.MarkedYAMLError, text: str) -> Unreadable:
    starts = line_starts(text)
    said = error.problem or ""
    # What is never closed is better shown where it opens than where the text ends.
    mark = error.context_mark if "end of stream" in said else error.problem_mark
    last = len(line_starts(text.rstrip())) - 1
    line = min(mark.line, last) if mark else 0
    position = starts[line] + mark.column if mark else 0
    if "nesting" in said:
        return Unreadable(Defect("too_deep", line + 1))
    if "cannot start any token" in said and text[position : position + 1] == "\t":
        return Unreadable.syntax(line + 1, _TAB)
    label = next((label for words, label in _SENTENCES if re.search(words, said)), _OTHER)
    return Unreadable.syntax(line + 1, label)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Builder:
    """Plain data from the events of the parser; nothing is built of an alias, so no text can grow in memory."""

    def __init__(self, reading: Reading, events: Iterator[yaml.Event]) -> None:
        self.reading, self.events = reading, events

    def node(self, event: yaml.Event, path: Path) -> Any:
        line = _line(event)
        if len(path) > DEEPEST:
            raise Unreadable(Defect("too_deep", line))
        self.reading.lines.setdefault(path, line)
        if isinstance(event, yaml.AliasEvent):
            self.reading.spoilt("alias", line, path)
            return None
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            raise Unreadable.syntax(line, _OTHER)
        if event.anchor:
            self.reading.spoilt("alias", line, path)
        if event.tag:
            self.reading.spoilt("tag", line, path, event.tag.replace(_STANDARD_TAG, "!!"))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, line, path)
        return self.mapping(path) if isinstance(event, yaml.MappingStartEvent) else self.sequence(path)

    def sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.node(event, (*path, len(found))))
        return found

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, path)
            if key is None or key in found:
                if key is not None:
                    self.reading.spoilt("duplicate_key", _line(event), (*path, key), key)
                self.node(next(self.events), (*path, key or ""))
            else:
                self.reading.lines[*path, key] = _line(event)
                found[key] = self.node(next(self.events), (*path, key))
        return found

    def key(self, event: yaml.Event, path: Path) -> str | None:
        """Return a key, or None when it is no plain word."""
        if isinstance(event, yaml.ScalarEvent) and not (event.anchor or event.tag):
            return self.reading.text(event.value, _line(event), path)
        if isinstance(event, yaml.CollectionStartEvent):
            self.reading.spoilt("key", _line(event), path)
        self.node(event, (*path, ""))
        return None

    def scalar(self, event: yaml.ScalarEvent, line: int, path: Path) -> Any:
        text: str = event.value
        if event.style in _BLOCKS and not text.strip():
            # YAML takes ">6" without quotes for the head of an indented text, here of none.
            self.reading.spoilt("unquoted", line, path)
        if event.style:
            return self.reading.text(text, line, path)
        if text in _WORDS:
            return _WORDS[text]
        if _NUMBER.fullmatch(text):
            return self.reading.number(text, line, path)
        if _SPECIAL.fullmatch(text):
            return Decimal(text.lower().replace(".", ""))
        return self.reading.text(text, line, path)
