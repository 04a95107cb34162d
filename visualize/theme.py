"""The look of pictures: colours, line styles and the words of the legend.

Colours are those of M. Okabe and K. Ito (*Color Universal Design*, 2008), told apart by colour-blind readers;
each meaning is carried by a shape, a line style or a word as well. Lines are darkened until words in their colour are
legible on the fill (WCAG 2, level AA: a contrast of 4.5 to 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facts.labels import Label
from visualize.shared_words import SHARED_WORDS

__all__ = ["BARE", "FONT", "INK", "MUTED", "PAPER", "STATES", "VERDICT_STYLES", "WORDS", "Style"]

FONT = "DejaVu Sans"
INK = "#1A1A1A"
MUTED = "#5A5A5A"
PAPER = "#FFFFFF"


@dataclass(frozen=True)
class Style:
    """How a node is drawn: border, fill, line style and the mark before its title."""

    line: str
    fill: str
    style: str
    mark: str
    width: str = "1.5"


BARE = Style(PAPER, PAPER, "solid", "", "0")
"""A table that is not seen."""

STATES: Mapping[str, Style] = {
    "given": Style("#0072B2", "#E8F2F9", "solid", ""),
    "partial": Style("#855800", "#FFF6DF", "dashed", "?"),
    "unknown": Style("#855800", "#FFF6DF", "dashed", "?"),
    "derived": Style("#0072B2", PAPER, "solid", ""),
    "holds": Style("#00664A", "#E3F4EE", "solid", "✓", "2"),
    "fails": Style(MUTED, "#F2F2F2", "solid", "✗"),
    "open": Style("#855800", "#FFF6DF", "dashed", "?", "2"),
    "defeated": Style(MUTED, "#F2F2F2", "dotted", "⊘", "2"),
}
"""By status of a fact or state of a rule."""

VERDICT_STYLES: Mapping[str, Style] = {
    "recommended": Style("#00664A", "#CDEBE0", "solid", "✓", "3"),
    "option": Style("#00664A", "#E3F4EE", "solid", "○", "3"),
    "discuss": Style("#00629E", "#D9EAF5", "solid", "⇄", "3"),
    "caution": Style("#855800", "#FFEFC2", "solid", "!", "3"),
    "not_recommended": Style("#A83E00", "#FBE3D6", "solid", "✗", "3"),
    "contraindicated": Style("#993800", "#F6C9B3", "solid", "✗✗", "4"),
    "conflict": Style("#A83E00", "#FBE3D6", "solid", "⚡", "4"),
    "undetermined": Style("#855800", "#FFF6DF", "dashed", "?", "3"),
    "silent": Style(MUTED, "#F2F2F2", "dotted", "—", "2"),
}

WORDS: Mapping[str, Label] = {
    **SHARED_WORDS,
    "given": Label(fr="fait donné", en="given fact"),
    "unknown": Label(fr="fait inconnu ou imprécis", en="unknown or imprecise fact"),
    "derived": Label(fr="calculé", en="computed"),
    "holds": Label(fr="règle qui s'applique", en="rule that holds"),
    "open": Label(fr="règle encore ouverte", en="rule still open"),
    "defeated": Label(fr="règle écartée par une autre", en="rule defeated by another"),
    "advice": Label(fr="avis", en="advice"),
    "missing": Label(fr="Manque", en="Missing"),
    "no_fact": Label(
        fr="Aucun fait ne le déciderait : le référentiel laisse ce point ouvert.",
        en="No fact would decide it: the guideline leaves this point open.",
    ),
    "also": Label(fr="Également", en="Also"),
    "defeats": Label(fr="écarte", en="defeats"),
    "could_defeat": Label(fr="pourrait écarter", en="could defeat"),
    "arrows": Label(fr="tirets : encore ouvert ; trait barré : écarte", en="dashes: still open; barred line: defeats"),
    "one_of": Label(fr="au moins un de", en="at least one of"),
    "strength": Label(fr="force", en="strength"),
    "legend": Label(fr="Légende", en="Legend"),
    "nothing": Label(
        fr="Rien n'est décidé pour ces faits ; le compte rendu dit ce qui reste ouvert.",
        en="Nothing is decided for these facts; the report says what is still open.",
    ),
}
