"""Answers as JSON can hold them: what would be otherwise, written field by field under the format of its kind.

Facts and other quantities are written as in a consultation, ``lesion:L1.pain``, and values as
:func:`engine.plain.plain_value` writes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from engine.contract import NOTICE, engine_version
from engine.contrast import Contrast
from engine.missing import FactRef
from engine.outcomes import Outcome
from engine.plain import plain_value
from engine.reach import Reach
from engine.robustness import Robustness
from engine.still_needed import StillNeeded
from engine.why_not import WhyNot
from engine.working_memory import Value
from facts.values import Choices, Interval
from knowledge_base.program import Program

__all__ = ["plain_answer"]

_FORMATS: Mapping[type, str] = {
    WhyNot: "ossature.why_not.v1",
    Reach: "ossature.reach.v1",
    StillNeeded: "ossature.needed.v1",
    Robustness: "ossature.robustness.v1",
    Contrast: "ossature.contrast.v1",
}


def plain_answer(answer: WhyNot | Reach | StillNeeded | Robustness | Contrast, program: Program) -> dict[str, Any]:
    """Return an answer as JSON can hold it.

    Parameters
    ----------
    answer
        What :mod:`engine.why_not`, :mod:`engine.reach`, :mod:`engine.still_needed`, :mod:`engine.robustness` or
        :mod:`engine.contrast` found.
    program
        The program that it was found with.
    """
    edition = program.edition
    return {
        "format": _FORMATS[type(answer)],
        "knowledge_base": {"id": edition.name, "edition": edition.version, "hash": edition.hash},
        "engine": {"version": engine_version()},
        **_plain(answer),
        "notice": NOTICE.en,
    }


def _plain(item: Any) -> Any:
    match item:
        case Value():
            found: Any = plain_value(item.possible)
        case Interval() | Choices():
            found = plain_value(item)
        case Outcome():
            found = {"subject": item.subject, "option": item.option, "after": list(item.path)}
        case (str(), str(name)) if name.startswith(("patient.", "lesion.")):
            found = str(FactRef(*item))
        case Mapping():
            found = [{"of": _plain(key), "is": _plain(value)} for key, value in item.items()]
        case tuple() | list():
            found = [_plain(one) for one in item]
        case _:
            found = _fields(item) if is_dataclass(item) else item
    return found


def _fields(item: Any) -> dict[str, Any]:
    found = {one.name: _plain(getattr(item, one.name)) for one in fields(item)}
    if "subject" in found and "quantity" in found:
        reference = FactRef(found["subject"], found.pop("quantity"))
        found = {"fact": str(reference), **found}
    return found
