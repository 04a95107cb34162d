"""A text in the two languages of the project.

>>> Label(fr="os long", en="long bone").text("en")
'long bone'
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["LANGUAGES", "Label", "Language"]

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


class Label(BaseModel):
    """What a person reads, in French and in English; neither may be empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def text(self, language: Language) -> str:
        """Return the text in one language."""
        return self.fr if language == "fr" else self.en
