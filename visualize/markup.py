"""Markup: the HTML-like labels of graphviz, built from escaped text.

>>> cell("a < b", bold=True)
'<TD ALIGN="LEFT" BALIGN="LEFT"><B>a &lt; b</B></TD>'
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable

import graphviz

from visualize.theme import Style

__all__ = ["attribute", "cell", "escape", "row", "table", "wrapped"]


def escape(text: str) -> str:
    """Return a text that graphviz shows as it is; control characters are dropped."""
    return html.escape(_printable(text), quote=True)


def attribute(text: str) -> str:
    r"""Return a text for an attribute such as a tooltip, in which graphviz would obey escapes such as ``\N``."""
    return graphviz.escape(_printable(text) or " ")  # type: ignore[no-any-return]  # the library has no types


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() or sign == "\N{NO-BREAK SPACE}")


def wrapped(text: str, width: int) -> str:
    """Return an escaped text broken into lines of at most `width` characters where words allow it."""
    return '<BR ALIGN="LEFT"/>'.join(escape(line) for line in textwrap.wrap(text, width, break_on_hyphens=False)) or " "


def cell(
    text: str,
    *,
    bold: bool = False,
    size: int = 0,
    color: str = "",
    width: int = 0,
    align: str = "LEFT",
    **attributes: str,
) -> str:
    """Return a table cell.

    Parameters
    ----------
    text
        Plain text; it is escaped here.
    bold, size, color
        Its look; size in points.
    width
        Where to break lines, in characters; 0 for nowhere.
    align
        ``LEFT``, ``CENTER`` or ``RIGHT``.
    attributes
        Further attributes of the cell, such as ``port``.
    """
    content = wrapped(text, width) if width else escape(text)
    content = f"<B>{content}</B>" if bold else content
    font = (f' POINT-SIZE="{size}"' if size else "") + (f' COLOR="{color}"' if color else "")
    content = f"<FONT{font}>{content}</FONT>" if font else content
    extra = "".join(f' {name.upper()}="{html.escape(value)}"' for name, value in attributes.items())
    return f'<TD ALIGN="{align}" BALIGN="{align}"{extra}>{content}</TD>'


def row(*cells: str) -> str:
    """Return a table row."""
    return f"<TR>{''.join(cells)}</TR>"


def table(rows: Iterable[str], style: Style, *, padding: int = 3, rounded: bool = False) -> str:
    """Return a label that is a table with a border in the given style."""
    kind = ",".join(
        part for part in ("rounded" if rounded else "", style.style if style.style != "solid" else "") if part
    )
    look = f' STYLE="{kind}"' if kind else ""
    return (
        f'<<TABLE BORDER="{style.width.partition(".")[0]}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="{padding}"'
        f' COLOR="{style.line}" BGCOLOR="{style.fill}"{look}>{"".join(rows)}</TABLE>>'
    )
