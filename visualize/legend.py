"""The caption below a picture: legend, edition and knowledge base, and that it is no medical device."""

from __future__ import annotations

from collections.abc import Collection

from engine.contract import NOTICE
from facts.labels import Language, colon
from knowledge_base.program import Edition
from visualize.markup import cell, row, table
from visualize.theme import BARE, MUTED, STATES, VERDICT_STYLES, WORDS

__all__ = ["caption"]

_FOOTER_WIDTH, _SAMPLE_WIDTH = 840, 120
_LISTED = ("given", "unknown", "derived", "holds", "open", "defeated")


def caption(states: Collection[str], edition: Edition, version: str, language: Language) -> str:
    """Return the label of the whole picture.

    Parameters
    ----------
    states
        The states of the nodes drawn, ``advice`` among them when an option is; each is explained.
    edition
        The edition of the guideline.
    version
        The version of Ossature; empty when it is not known.
    language
        ``fr`` or ``en``.
    """
    samples = [_sample(state, language) for state in _LISTED if state in states]
    if "advice" in states:
        word = WORDS["advice"].text(language)
        samples.append(_cell(table([row(cell(word, size=11, bold=True))], VERDICT_STYLES["option"])))
    rows = []
    if {"open", "defeated", "unknown"} & set(states):
        samples.append(cell(WORDS["arrows"].text(language), size=11))
    if samples:
        title = cell(f"{WORDS['legend'].text(language)}{colon(language)}", size=11)
        # Takes the width that the footer leaves, so that samples stay small.
        rest = f'<TD WIDTH="{max(1, _FOOTER_WIDTH - _SAMPLE_WIDTH * len(samples))}"></TD>'
        rows.append(row(_cell(table([row(title, *samples, rest)], BARE))))
    base = WORDS["knowledge_base"].text(language)
    program = f" · Ossature {version}" if version else ""
    rows.append(row(cell(f"{edition.title.text(language)} · {base} {edition.hash}{program}", size=11, color=MUTED)))
    rows.append(row(cell(NOTICE.text(language), size=11, color=MUTED)))
    return table(rows, BARE)


def _sample(state: str, language: Language) -> str:
    style = STATES[state]
    mark = f"{style.mark} " if style.mark else ""
    text = f"{mark}{WORDS[state].text(language)}"
    return _cell(table([row(cell(text, size=11))], style, rounded=state == "derived"))


def _cell(label: str) -> str:
    """Put a label into a cell of another."""
    return f'<TD ALIGN="LEFT">{label[1:-1]}</TD>'
