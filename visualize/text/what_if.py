"""What if: the facts that are set to other values, then the verdicts that change, as lines of text.

The lines are data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.missing import FactRef
from engine.what_if import WhatIf
from facts.case import PATIENT
from facts.labels import Language, listed, typeset
from knowledge_base.several_words import by_whole, fact_words
from visualize.text.change_words import values_words
from visualize.text.difference_names import Names
from visualize.text.differences import difference_lines
from visualize.text.lines import Line, Wording

__all__ = ["what_if_lines"]


def what_if_lines(found: WhatIf, language: Language, option: str | None = None) -> list[Line]:
    """Return what other values for some facts would change.

    Parameters
    ----------
    found
        A case as it is and as it might be.
    language
        ``fr`` or ``en``.
    option
        The only option looked at; None for all.
    """
    differences = found.differences if option is None else found.differences.of_option(option)
    names = Names(differences.before, differences.after, language)
    wording = Wording(found.before, language)
    head = [replace(line, text=typeset(line.text, language)) for line in _head(found, names, wording, option)]
    return [*head, *difference_lines(differences, language), *wording.typeset(wording.footer())]


def _head(found: WhatIf, names: Names, wording: Wording, option: str | None) -> Iterator[Line]:
    yield wording.title(found.before.case)
    yield Line()
    yield Line(names.word("what_if"), "heading")
    for text in values_words(found.facts, names):
        yield Line(text, "plain", 2, 4)
    for name, facts in (("as_before", found.unchanged), ("unread", found.unread)):
        if facts:
            yield Line(names.said(name, _facts(facts, names)), "open", 2, 4)
    if option is not None:
        yield Line(names.said("only_option", names.option(option)), "quiet", 2, 4)


def _facts(facts: Sequence[FactRef], names: Names) -> str:
    told = []
    for alike in by_whole(facts, lambda one: _whole(one, names)):
        words = fact_words([names.quantity(one.quantity) for one in alike], names.language)
        subject = alike[0].subject
        told.append(words if subject == PATIENT else f"{words} ({subject.partition(':')[2]})")
    return listed(told, names.language)


def _whole(fact: FactRef, names: Names) -> object | None:
    part = names.quantity(fact.quantity).part
    return (fact.subject, part.whole) if part else None
