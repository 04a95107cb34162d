"""Tokens: the words, numbers and signs of an expression.

In: the text. Out: :class:`Token`, numbers with the unit behind them; whatever is none of these is refused with
what was probably meant.

>>> [token.text for token in tokens("lesion.size_mm >= 3 cm")]
['lesion.size_mm', '>=', '3 cm']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from facts.units import UNITS, find_unit
from facts.written import one_line
from knowledge_base.diagnostics import ExpressionError

__all__ = ["Token", "quoted", "tokens"]

_UNIT = "|".join(sorted((re.escape(name) for unit in UNITS.values() for name in unit.names), key=len, reverse=True))
_TOKEN = re.compile(
    rf"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)(?!\w)(?:\s*(?P<unit>{_UNIT})(?![\w/]))?"
    r"|(?P<name>[A-Za-z_]\w*(?:\.\w+)*)"
    r"|(?P<sign>\.\.|<=|>=|==|!=|[-+*/<>(){},]))"
)
_SLIPS = {"=": "==", "≤": "<=", "≥": ">=", "≠": "!=", "<>": "!=", "&": "and", "|": "or", "!": "not", "×": "*", "−": "-"}
_GLUED = re.compile(r"([0-9.]+)(\w+)")
_LONGEST_NUMBER = 30
_SHOWN = 20
_LONGEST = 200


@dataclass(frozen=True)
class Token:
    """A word, number or sign.

    Attributes
    ----------
    text
        As it is written.
    number
        Its value when it is a number.
    unit
        The code of the unit behind the number, if one is written.
    """

    text: str
    number: Fraction | None = None
    unit: str = ""


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of an expression.

    Raises
    ------
    ExpressionError
        With code ``syntax``, at what is no token.
    """
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None:
            raise _unreadable(text[position:].strip(), text)
        yield _token(match)
        position = match.end()


def _token(match: re.Match[str]) -> Token:
    text, number, unit = match.group().strip(), match["number"], match["unit"]
    if number is None:
        return Token(text)
    if len(number) > _LONGEST_NUMBER:
        raise ExpressionError("syntax", f"a number has at most {_LONGEST_NUMBER} digits")
    found = find_unit(unit or "")
    return Token(text, Fraction(number), found.code if found else "")


def quoted(text: str) -> str:
    """Return an expression in quotation marks, cut when it is long."""
    return f"“{one_line(' '.join(text.split()), _LONGEST)}”"


def _unreadable(rest: str, text: str) -> ExpressionError:
    glued = _GLUED.match(rest)
    slip = next((slip for slip in _SLIPS if rest.startswith(slip)), "")
    meant = f"{glued[1]} {glued[2]}" if glued else _SLIPS.get(slip, "")
    hint = f"; did you mean “{meant}”?" if meant else ""
    return ExpressionError("syntax", f"cannot read “{rest[:_SHOWN]}” in {quoted(text)}{hint}")
