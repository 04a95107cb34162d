r"""Writing a value that was found the way a person wrote it, short and on one line.

>>> written(True), written({"a": [None, "b"]}), written("a\tb")
('true', '{a: [null, "b"]}', '"a\\tb"')
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from facts.values import Choices, Interval, decimal_text

__all__ = ["LONGEST", "one_line", "written"]

LONGEST = 60
"""How many characters of a value are shown."""

_DEEPEST = 4
_LARGEST = 10**30


def one_line(text: str, longest: int = LONGEST) -> str:
    r"""Return a text without line breaks, control or direction signs, cut when it is long.

    Examples
    --------
    >>> one_line("a\nb"), one_line("abcdef", 3)
    ('a\\u000ab', 'abc…')
    """
    cut = text[:longest]
    shown = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in cut)
    return f"{shown}…" if len(text) > longest else shown


def written(value: object) -> str:
    """Return a value as YAML or JSON would have it, cut when it is long.

    Parameters
    ----------
    value
        Anything that a reader or a caller can give.
    """
    if isinstance(value, str):
        return _text(value)
    parts, length = [], 0
    for part in _parts(value, _DEEPEST):
        parts.append(part)
        length += len(part)
        if length > LONGEST:
            break
    return one_line("".join(parts))


def _text(value: str) -> str:
    cut = json.dumps(value[:LONGEST], ensure_ascii=False)[1:-1]
    return f'"{one_line(cut, 2 * LONGEST)}{"…" if len(value) > LONGEST else ""}"'


def _parts(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, list | tuple | dict) and not depth:
        yield "…"
    elif isinstance(value, list | tuple):
        yield "["
        for index, item in enumerate(value):
            yield ", " if index else ""
            yield from _parts(item, depth - 1)
        yield "]"
    elif isinstance(value, dict):
        yield "{"
        for index, (key, item) in enumerate(value.items()):
            yield f"{', ' if index else ''}{one_line(str(key))}: "
            yield from _parts(item, depth - 1)
        yield "}"
    else:
        yield _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, bool | None):
        return json.dumps(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float | Decimal | Fraction):
        return _number(value)
    if isinstance(value, Interval):
        return f"{decimal_text(value.low)}..{decimal_text(value.high)}"
    if isinstance(value, Choices):
        return f"[{', '.join(sorted(value.names))}]"
    return type(value).__name__


def _number(value: float | Decimal | Fraction) -> str:
    if isinstance(value, Fraction):
        return decimal_text(value, 6)
    if isinstance(value, int) and abs(value) >= _LARGEST:
        return f"{Decimal(value):.3e}"
    return json.dumps(value) if isinstance(value, float) else str(value)
