"""Words for what changed: a fact with its value before and after, and what a rule asks that comes out otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.changes import PremiseChange, ValueChange
from facts.case import PATIENT
from facts.labels import colon
from knowledge_base.several_words import answer_words, by_whole, title_words
from knowledge_base.wording import lower_first, value_words
from visualize.text.difference_names import Names

__all__ = ["premises_words", "values_words"]


def values_words(changes: Iterable[ValueChange], names: Names) -> list[str]:
    """Say each fact with its value before and after; categories of one fact together, lesions by name.

    For instance ``Survie estimée (F1) : 8 à 11 mois → 2 mois``.
    """
    found = []
    for alike in by_whole(changes, lambda one: _whole(one, names)):
        title = title_words(names.quantity(alike[0].quantity), names.language)
        owner = "" if alike[0].subject == PATIENT else f" ({alike[0].subject.partition(':')[2]})"
        found.append(f"{title}{owner}{colon(names.language)}{_values(alike, names)}")
    return found


def premises_words(changes: Iterable[PremiseChange], names: Names, subject: str) -> list[str]:
    """Say what a rule asks that comes out otherwise; a lesion is named where another subject is spoken of."""
    found: dict[str, None] = {}
    for one in changes:
        owner = "" if one.value.subject in (PATIENT, subject) else f" ({one.value.subject.partition(':')[2]})"
        found[f"{lower_first(names.test(one.test, negated=not one.wanted))}{owner}"] = None
    return list(found)


def _whole(change: ValueChange, names: Names) -> object | None:
    part = names.quantity(change.quantity).part
    return (change.subject, part.whole) if part else None


def _values(alike: Sequence[ValueChange], names: Names) -> str:
    first, language = names.quantity(alike[0].quantity), names.language
    if first.part is None:
        before, after = (value_words(one, first.domain, language) for one in (alike[0].before, alike[0].after))
    else:
        changed = [(part.entry.name, one) for one in alike if (part := names.quantity(one.quantity).part)]
        known = names.answers(alike[0].subject, first.part.whole)
        sides = (
            known[0] | {name: one.before for name, one in changed if one.before},
            known[1] | {name: one.after for name, one in changed if one.after},
        )
        before, after = (answer_words(first.part.whole, side, language) for side in sides)
    return before if before == after else f"{before} → {after}"
