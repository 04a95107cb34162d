"""Categories: what the values of a derived category must be, so that each of them can be reached.

In: values as they are written, and their conditions once typed. Out: nothing, or an error that says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from facts.domains import Number
from facts.values import Choices, Interval, ValueSet
from knowledge_base.conditions import And, Condition, Not, Test, asks_over_lesions, tests_of
from knowledge_base.diagnostics import ExpressionError, inside
from knowledge_base.program import CategoryRow, Quantity
from knowledge_base.source import CategorySource
from knowledge_base.syntax import WORDS

__all__ = ["check_condition", "check_names", "check_reach"]

_YES_NO = frozenset({"true", "false"})


def check_names(source: CategorySource) -> None:
    """Refuse values that no condition could name, a value that stands twice, and a list without a last word.

    Raises
    ------
    ExpressionError
        At the first thing that is wrong.
    """
    names = [row.value for row in source.values]
    for index, name in enumerate(names):
        with inside("values", index):
            if name in WORDS or name in _YES_NO:
                raise ExpressionError("bad_identifier", f"“{name}” has a meaning of its own in conditions", ("value",))
            if name in names[:index]:
                message = f"“{name}” is already a value of this category; join the conditions by “or”"
                raise ExpressionError("duplicate_id", message)
    if len(names) == 1:
        raise ExpressionError("bounds", f"“{names[0]}” is the only value: nothing can be asked", ("values", 0))
    if source.values[-1].when is not None:
        message = "no value where none of the conditions holds; the last value has no “when” and is for all the rest"
        raise ExpressionError("score_gap", message, ("values", len(names) - 1))


def check_condition(condition: Condition, quantities: Mapping[str, Quantity]) -> None:
    """Refuse what need not have a value: a category is computed once everything that it reads is there.

    Raises
    ------
    ExpressionError
        When the condition reads a definition or a score without a value for some subjects, or asks about lesions.
    """
    reads = "a category reads facts, numbers and other categories"
    if asks_over_lesions(condition):
        raise ExpressionError("type", f"“any lesion” and “all lesions” can stay open, which no run concludes; {reads}")
    for test in tests_of(condition):
        quantity = quantities[test.quantity]
        if quantity.kind == "definition":
            raise ExpressionError(
                "type", f"“{quantity.name}” is a definition and can stay open, which no run concludes; {reads}"
            )
        if quantity.partial:
            message = f"“{quantity.name}” has no value for some subjects; a category cannot read it"
            raise ExpressionError("undefined", message)


def check_reach(condition: Condition, before: Iterable[CategoryRow], quantities: Mapping[str, Quantity]) -> None:
    """Refuse a row that can never be reached: wherever its condition holds, that of a row before it does.

    What only arithmetic or several rows together would show is not found.

    Raises
    ------
    ExpressionError
        Which names the row before.
    """
    own = list(_joined(condition, quantities))
    for row in before:
        if all(any(_implies(one, other) for one in own) for other in _joined(row.when, quantities)):
            message = f"this row can never be reached: “{row.value}” stands before it and holds wherever it would"
            raise ExpressionError("bounds", message)


def _joined(condition: Condition, quantities: Mapping[str, Quantity]) -> Iterator[Condition]:
    """Yield the conditions that must all hold; of “is none of these”, “is one of the others”."""
    match condition:
        case And():
            for operand in condition.operands:
                yield from _joined(operand, quantities)
        case Not(operand=Test(quantity=name, region=Choices(names=names))):
            domain = quantities[name].domain
            assert not isinstance(domain, Number)
            yield Test(name, Choices(domain.whole.names - names))
        case _:
            yield condition


def _implies(one: Condition, other: Condition) -> bool:
    if isinstance(one, Test) and isinstance(other, Test):
        return one.quantity == other.quantity and _covers(other.region, one.region)
    return one == other


def _covers(region: ValueSet, other: ValueSet) -> bool:
    if isinstance(region, Interval):
        return isinstance(other, Interval) and region.covers(other)
    return isinstance(other, Choices) and region.covers(other)
