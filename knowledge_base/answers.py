"""Answers: the facts that answer an item of a request, so that a case shows which items it answers.

In: the declaration of an option and the quantities. Out: its points, in which every name is a fact of the vocabulary
and every condition is typed.
"""

from __future__ import annotations

from collections.abc import Iterator

from knowledge_base.declarations import Declared
from knowledge_base.diagnostics import Diagnostic, ExpressionError
from knowledge_base.edition_source import AnswerSource, OptionSource
from knowledge_base.program import Point
from knowledge_base.quantities import Quantities
from knowledge_base.scope import ALWAYS, Scope

__all__ = ["points_of"]


def points_of(
    declared: Declared[OptionSource], quantities: Quantities, problems: list[Diagnostic]
) -> tuple[Point, ...]:
    """Return what answers an option.

    Parameters
    ----------
    declared
        The option.
    quantities
        What may be named.
    problems
        Where what is wrong with it is reported.
    """
    return tuple(_points(declared, quantities, problems))


def _points(declared: Declared[OptionSource], quantities: Quantities, problems: list[Diagnostic]) -> Iterator[Point]:
    for index, answer in enumerate(declared.item.answered_by):
        one = declared.part(answer, "answered_by", index)
        names = [answer.fact] if isinstance(answer.fact, str) else answer.fact
        facts = tuple(_facts(names, one, declared.item, quantities, problems))
        text = ALWAYS if answer.when is None else answer.when
        about_lesions = any(name.startswith("lesion.") for name in names)
        scope = quantities.scope(
            text, "lesion" if about_lesions else "patient", f"option.{declared.item.option}.{index}"
        )
        when = quantities.condition_at(one, "when", scope, problems)
        if facts and when is not None:
            yield Point(scope.subject, facts, when)


def _facts(
    names: list[str],
    declared: Declared[AnswerSource],
    option: OptionSource,
    quantities: Quantities,
    problems: list[Diagnostic],
) -> Iterator[tuple[str, ...]]:
    """Yield the quantities of each fact that a point names."""
    for number, name in enumerate(names):
        try:
            yield _quantities(name, option, quantities)
        except ExpressionError as error:
            quantities.report(error, declared, problems, "fact", number)


def _quantities(name: str, option: OptionSource, quantities: Quantities) -> tuple[str, ...]:
    scope = Scope(quantities.quantities, "lesion", name, name)
    whole = scope.several(name)
    names = tuple(part.qualified for part in whole.parts()) if whole is not None else (scope.quantity(name).name,)
    first = quantities.quantities[names[0]]
    if first.kind != "fact":
        raise ExpressionError("type", f"“{name}” is derived; an item of a request is answered by facts of the case")
    if first.subject == "patient" and option.subject == "lesion":
        raise ExpressionError(
            "subject", f"“{name}” is of the patient; what is to be told of a lesion is answered by facts of the lesion"
        )
    return names
