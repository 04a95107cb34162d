"""Words that every view of a consultation uses, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from facts.labels import Label

__all__ = ["SHARED_WORDS"]

SHARED_WORDS: Mapping[str, Label] = {
    "lesion": Label(fr="Lésion", en="Lesion"),
    "provisional": Label(fr="provisoire", en="provisional"),
    "then": Label(fr="puis", en="then"),
    "then_if": Label(fr="puis, si fait", en="then, if done"),
    "provided": Label(fr="condition", en="provided"),
    "after": Label(fr="après", en="later"),
    "knowledge_base": Label(fr="base de connaissances", en="knowledge base"),
}
