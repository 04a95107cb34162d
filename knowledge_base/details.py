"""Details: what a dose, a target or a delay may be.

In: a detail as declared. Out: its domain.
"""

from __future__ import annotations

from facts.domains import Boolean, Category, Domain, Entry, Number
from facts.units import UNITS
from knowledge_base.diagnostics import ExpressionError
from knowledge_base.source import DetailSource, RuleSource

__all__ = ["detail_domain"]


def detail_domain(source: DetailSource) -> Domain:
    """Return the values that a detail can have: categories, numbers of a unit, or yes and no.

    Raises
    ------
    ExpressionError
        When it is none of these, or could not be written under a rule.
    """
    limits = {"minimum", "maximum"} & source.model_fields_set
    if source.detail in RuleSource.model_fields:
        raise ExpressionError("detail", f"“{source.detail}” has a meaning of its own in rules")
    if source.values:
        if limits or source.unit is not None:
            raise ExpressionError("detail", "a detail has either values, or a unit with bounds")
        return _category(source)
    if source.unit is None:
        if limits:
            raise ExpressionError("detail", 'bounds need a unit; that of a plain number is written “unit: ""”')
        return Boolean()
    return _number(source, source.unit)


def _category(source: DetailSource) -> Category:
    names = [value.value for value in source.values]
    for index, name in enumerate(names):
        if name in names[:index]:
            raise ExpressionError("duplicate_id", f"“{name}” is already a value of this detail", ("values", index))
    return Category(*(Entry(value.value, value.label()) for value in source.values))


def _number(source: DetailSource, unit: str) -> Number:
    if unit and unit not in UNITS:
        raise ExpressionError("unit", f"“{unit}” is no known unit; known: {', '.join(UNITS)}", ("unit",))
    if source.minimum >= source.maximum:
        raise ExpressionError("bounds", "“maximum” must be above “minimum”", ("maximum",))
    return Number(unit, source.minimum, source.maximum)
