"""Marks: short hashes of normalised sentences, by which a copy of the guideline can be followed.

A statement keeps the mark of its source sentence and not the sentence, so the project holds none of the
guideline's text and still notices when a sentence of a copy has moved, changed or is new.

>>> mark("Un   **os** Long.") == mark("un os long")
True
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

__all__ = ["mark", "sentences"]

_LOOKALIKES = str.maketrans("авекмнорстухіѕԁ", "abekmhopctyxisd")
_WORD = re.compile(r"[^\W_]+|[<>≤≥=%]")
_END = re.compile(r"(?<=[a-zà-ÿ0-9)%»…*][.;])\s+(?=[A-ZÀ-Ý«*1-9-])|(?<=[.;])\s+(?=-\s)")


def mark(sentence: str) -> str:
    """Return the mark of a sentence or table row: eight hexadecimal digits.

    Case, accents, punctuation, markup, white space and look-alike Cyrillic letters do not count; comparison
    signs do.

    Parameters
    ----------
    sentence
        The text as it stands in a copy of the guideline.
    """
    plain = unicodedata.normalize("NFKD", sentence.replace("œ", "oe")).lower()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_LOOKALIKES)
    words = " ".join(_WORD.findall(plain))
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences and table rows of a copy of the guideline with their line numbers.

    A line with tabs is a table row and stays whole; other lines are cut behind a full stop or semicolon.
    """
    for number, line in enumerate(text.splitlines(), 1):
        parts = [line] if "\t" in line else _END.split(line)
        for part in parts:
            if _WORD.search(part):
                yield number, part.strip()
