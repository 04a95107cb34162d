"""A text in the two languages of the project.

>>> Label(fr="os long", en="long bone").text("en")
'long bone'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["LANGUAGES", "MOST", "Label", "Language", "colon", "joined", "listed", "semicolon", "typeset"]

Language = Literal["fr", "en"]
_BEFORE_OR_WITHIN = re.compile(r" (?=[:;?!»%])|(?<=«) ")

LANGUAGES: tuple[Language, ...] = ("fr", "en")


class Label(BaseModel):
    """What a person reads, in French and in English; neither may be empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def text(self, language: Language) -> str:
        """Return the text in one language."""
        return self.fr if language == "fr" else self.en


def colon(language: Language) -> str:
    """Return a colon with the spaces that the language puts around it."""
    return "\N{NO-BREAK SPACE}: " if language == "fr" else ": "


def joined(title: Label, text: Label) -> Label:
    """Return two labels as one, with a colon between them.

    Examples
    --------
    >>> joined(Label(fr="Siège", en="Site"), Label(fr="pied", en="foot")).en
    'Site: foot'
    """
    return Label(fr=f"{title.fr}{colon('fr')}{text.fr}", en=f"{title.en}{colon('en')}{text.en}")


MOST = 12
"""How many things a list names before it says only how many more there are."""
_OTHERS = Label(fr="et {count} autres", en="and {count} others")


def listed(names: Sequence[str], language: Language, most: int = MOST) -> str:
    """Return a list of names, parted by semicolons since they may hold commas; of many, the first and how many more.

    Examples
    --------
    >>> listed(["pain", "site", "size", "level"], "en", most=2)
    'pain; site; and 2 others'
    """
    rest = len(names) - most
    # One more is as short as “and 1 others”.
    named = names if rest <= 1 else [*names[:most], _OTHERS.text(language).format(count=rest)]
    return semicolon(language).join(named)


def semicolon(language: Language) -> str:
    """Return a semicolon with the spaces that the language puts around it."""
    return "\N{NO-BREAK SPACE}; " if language == "fr" else "; "


def typeset(text: str, language: Language) -> str:
    r"""Return a text in which no line breaks before a French sign of punctuation or inside its quotation marks.

    Examples
    --------
    >>> typeset("Est-ce « marqué » ?", "fr") == "Est-ce «\xa0marqué\xa0»\xa0?"
    True
    """
    return _BEFORE_OR_WITHIN.sub("\N{NO-BREAK SPACE}", text) if language == "fr" else text
