"""How a fact is learnt and how it can change: what to ask first, and what may be supposed otherwise of a patient.

A source is the act from which knowledge of a fact arises. Where the act has been done its report is read, and the
source stays the same: a site is known from imaging, whoever tells it. Several sources of a fact are alternatives; any
one of them settles it, and the first is the cheapest.

>>> [source for source in SOURCES if cost(source) < cost("ct")]
['question', 'examination', 'blood_test', 'opinion', 'radiograph']
>>> CHANGES["onward"].en
'one way only'
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from facts.domains import Boolean, Domain
from facts.labels import Label
from facts.number import Number
from facts.values import Choices, Interval, ValueSet

__all__ = ["CHANGES", "SOURCES", "Change", "Source", "cheap_first", "cost", "later_values", "learnable_values"]

Source = Literal[
    "question",
    "examination",
    "blood_test",
    "opinion",
    "radiograph",
    "ct",
    "mri",
    "nuclear_imaging",
    "biopsy",
]
"""From what act a fact is known.

- ``question``: the patient tells, the record of past care is read, or the team says what it intends;
- ``examination``: at the bedside;
- ``blood_test``: any laboratory sample;
- ``opinion``: a judgement that a specialist or the meeting makes on what there is, or an agreement that they give;
- ``radiograph``, ``ct``, ``mri``; ``nuclear_imaging``: scintigraphy or PET;
- ``biopsy``: pathology and molecular biology.
"""

Change = Literal["free", "onward", "fixed", "person"]
"""What can become of a fact by a later visit of the same patient.

- ``free``: any other value may then be true, such as pain, laboratory, plans, judgements;
- ``onward``: only a later value in the order of the domain may: yes after no, since what has happened is not undone; a
  larger number; a category declared further down;
- ``fixed``: none may, such as a site, a histology, a dose given long ago;
- ``person``: none may, and what is unknown is not supposed either: age and sex.
"""

# An opinion stands before imaging: it is formed on what has been done, within the day or at the table of the meeting,
# while every image costs the patient a visit, mostly irradiates, and wants a specialist's reason itself.
SOURCES: Mapping[Source, Label] = {
    "question": Label(fr="question ou dossier", en="question or record"),
    "examination": Label(fr="examen clinique", en="clinical examination"),
    "blood_test": Label(fr="bilan biologique", en="laboratory test"),
    "opinion": Label(fr="avis spécialisé ou de RCP", en="opinion of a specialist or the meeting"),
    "radiograph": Label(fr="radiographie", en="radiograph"),
    "ct": Label(fr="scanner", en="CT"),
    "mri": Label(fr="IRM", en="MRI"),
    "nuclear_imaging": Label(fr="scintigraphie ou TEP", en="scintigraphy or PET"),
    "biopsy": Label(fr="biopsie", en="biopsy"),
}
"""The sources, the cheapest first in time, burden and money."""

CHANGES: Mapping[Change, Label] = {
    "free": Label(fr="librement", en="freely"),
    "onward": Label(fr="dans un seul sens", en="one way only"),
    "fixed": Label(fr="pas du tout", en="not at all"),
    "person": Label(fr="propre à la personne", en="belongs to the person"),
}
"""How it can change, as a person reads it."""

_RANKS: Mapping[Source, int] = {source: rank for rank, source in enumerate(SOURCES)}


def cost(source: Source) -> int:
    """Return the rank of a source, 0 for the cheapest."""
    return _RANKS[source]


def cheap_first(sources: Source | Sequence[Source]) -> tuple[Source, ...]:
    """Return the sources of a fact, one or several.

    Raises
    ------
    ValueError
        When there is none, one is unknown or named twice, or a cheaper one stands behind a dearer one.

    Examples
    --------
    >>> cheap_first("mri"), cheap_first(("ct", "mri"))
    (('mri',), ('ct', 'mri'))
    >>> cheap_first(("mri", "ct"))
    Traceback (most recent call last):
    ...
    ValueError: sources are one or several of question, examination, blood_test, opinion, radiograph, ct, mri, \
nuclear_imaging, biopsy, in this order; not: mri, ct
    """
    named: tuple[Source, ...] = (sources,) if isinstance(sources, str) else tuple(sources)
    if not named or named != tuple(source for source in SOURCES if source in named):
        known, found = ", ".join(SOURCES), ", ".join(named) or "none"
        raise ValueError(f"sources are one or several of {known}, in this order; not: {found}")
    return named


def learnable_values(change: Change, current: ValueSet) -> ValueSet | None:
    """Return the values of which one may turn out to be the true one now, without any change.

    Parameters
    ----------
    change
        How the fact can change.
    current
        What is possible now.

    Returns
    -------
    ValueSet or None
        What is possible now; None when that is one value, or when nothing is supposed of the fact.

    Examples
    --------
    >>> survival = Number("mo", 0, 600)
    >>> learnable_values("free", survival.parse("3..12")) == survival.parse("3..12")
    True
    >>> learnable_values("free", survival.parse(3)), learnable_values("person", survival.parse("3..12"))
    (None, None)
    """
    return None if current.is_exact or change == "person" else current


def later_values(change: Change, domain: Domain, current: ValueSet) -> tuple[ValueSet, ...]:
    """Return the values that a fact may have later and cannot have now.

    Of a fact that is partly known, the values inside what is possible are not among them: they are learnt, see
    :func:`learnable_values`, and the two never overlap.

    Parameters
    ----------
    change
        How the fact can change.
    domain
        The values it can take, in their order.
    current
        What is possible now: one value or more.

    Returns
    -------
    tuple of ValueSet
        Sets that do not meet, the lower first: for numbers, below and above what is possible now are two. None at all
        when the fact is fixed or belongs to the person, when no later value is left, or when all are possible now.

    Raises
    ------
    ValueProblem
        When the current values are not of this domain.

    Examples
    --------
    >>> pain, operated, weeks = Number("", 0, 10), Boolean(), Number("wk", 0, 520)
    >>> later_values("free", pain, pain.parse(4)) == (pain.parse("<4"), pain.parse(">4"))
    True
    >>> later_values("onward", operated, operated.parse(False))
    (Choices(names=frozenset({'true'})),)
    >>> later_values("onward", operated, operated.parse(True))
    ()
    >>> later_values("onward", weeks, weeks.parse("2..6")) == (weeks.parse(">6"),)
    True
    >>> later_values("fixed", weeks, weeks.parse("2..6"))
    ()

    Of categories partly known, each that comes after the first of them:

    >>> from facts.domains import Category, entry
    >>> extent = Category(*(entry(name, name, name) for name in ("none", "one_side", "both_sides")))
    >>> later_values("onward", extent, extent.parse(["none", "both_sides"]))
    (Choices(names=frozenset({'one_side'})),)
    """
    if isinstance(domain, Number):
        return tuple(_numbers(change, domain, domain.parse(current)))
    names = ("false", "true") if isinstance(domain, Boolean) else domain.names
    later = _names(change, names, domain.parse(current))
    return (Choices(later),) if later else ()


def _numbers(change: Change, domain: Number, current: Interval) -> Iterator[Interval]:
    below = Interval(-math.inf, current.low, high_open=not current.low_open)
    above = Interval(current.high, math.inf, low_open=not current.high_open)
    sides = {"free": (below, above), "onward": (above,)}.get(change, ())
    for side in sides:
        inside = side.intersection(domain.whole)
        if inside is not None and domain.whole_number:
            inside = inside.whole_numbers()
        if inside is not None:
            yield inside


def _names(change: Change, names: Sequence[str], current: Choices) -> frozenset[str]:
    first = min(map(names.index, current.names))
    candidates = {"free": names, "onward": names[first:]}.get(change, ())
    return frozenset(candidates) - current.names
