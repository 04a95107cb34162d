r"""Places: where in a chapter a statement stands, written so that it can be said in both languages.

A place is a list of parts, each a word with a number or a range: ``table 3, row 2`` or
``paragraph 2, item 1, sentences 2-3``.

>>> element_words("table 3, row 2", "fr")
'tableau\xa03, ligne\xa02'
"""

from __future__ import annotations

import re

from facts.labels import Label, Language

__all__ = ["ELEMENT_PARTS", "ELEMENT_PATTERN", "element_words"]

_PARTS = {
    "paragraph": Label(fr="alinéa", en="paragraph"),
    "paragraphs": Label(fr="alinéas", en="paragraphs"),
    "list": Label(fr="liste", en="list"),
    "item": Label(fr="point", en="item"),
    "items": Label(fr="points", en="items"),
    "sentence": Label(fr="phrase", en="sentence"),
    "sentences": Label(fr="phrases", en="sentences"),
    "table": Label(fr="tableau", en="table"),
    "row": Label(fr="ligne", en="row"),
    "rows": Label(fr="lignes", en="rows"),
    "cell": Label(fr="case", en="cell"),
    "cells": Label(fr="cases", en="cells"),
    "box": Label(fr="encadré", en="box"),
    "line": Label(fr="ligne", en="line"),
    "lines": Label(fr="lignes", en="lines"),
    "figure": Label(fr="figure", en="figure"),
    "heading": Label(fr="titre", en="heading"),
}
ELEMENT_PARTS: tuple[str, ...] = tuple(_PARTS)
"""The words of which an element is made."""

_PART = rf"(?:{'|'.join(_PARTS)}) [0-9]+[a-z]?(?:-[0-9]+)?"
ELEMENT_PATTERN = rf"^{_PART}(?:, {_PART})*$"
"""What an element may look like, for the schema."""


def element_words(element: str, language: Language) -> str:
    """Say an element of a chapter in one language.

    Parameters
    ----------
    element
        As written in a chapter file.
    language
        ``fr`` or ``en``.
    """
    said = re.sub(r"[a-z]{2,}", lambda match: _PARTS[match.group()].text(language), element)
    return re.sub(r" (?=[0-9])", "\N{NO-BREAK SPACE}", said)
