"""Printing: results on standard output, messages on standard error."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from visualize.text.lines import Line

__all__ = ["print_json", "print_lines", "print_messages", "print_table", "progress"]

_STYLES = {
    "plain": "",
    "title": "bold",
    "heading": "bold underline",
    "question": "bold",
    "good": "bold green",
    "open": "bold yellow",
    "bad": "bold red",
    "quiet": "dim",
}
_WIDTH_ELSEWHERE = 110
Item = TypeVar("Item")


def _console() -> Console:
    """Return a console as wide as the terminal, or of a fixed width where there is none."""
    width = None if sys.stdout.isatty() else _WIDTH_ELSEWHERE
    return Console(width=width, highlight=False, emoji=False, soft_wrap=False)


def print_lines(lines: Iterable[Line], *, wrap: bool = True) -> None:
    """Print the lines of a report, each wrapped under its own indent unless it is to stay one line."""
    console = _console()
    for line in lines:
        if not line.text:
            console.print()
            continue
        # Not by rich, which would break at no-break spaces.
        wrapped = textwrap.wrap(
            line.text,
            max(40, console.width) if wrap and not line.whole else len(line.text) + line.indent + 1,
            initial_indent=" " * line.indent,
            subsequent_indent=" " * line.hang,
            break_on_hyphens=False,
        )
        for part in wrapped:
            console.print(Text(part, style=_STYLES[line.style]), soft_wrap=True)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print a table with a header; its first column, the name of the thing, is never cut."""
    table = Table(title=title or None, title_justify="left", pad_edge=False, show_edge=False, box=None)
    for index, column in enumerate(columns):
        table.add_column(column, no_wrap=index == 0, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    _console().print(table)


def progress(items: Collection[Item], what: str) -> Iterable[Item]:
    """Return items with a progress bar on standard error, where that is a terminal."""
    return track(items, description=what, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


def print_json(data: Any) -> None:
    """Print data as JSON, accents as they are."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def print_messages(messages: Iterable[str]) -> None:
    """Print messages on standard error, one a line."""
    for message in messages:
        sys.stderr.write(message + "\n")
