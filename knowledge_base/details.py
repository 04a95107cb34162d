"""Details: what a dose, a target or a delay may be.

In: a detail as declared. Out: its domain, and the values that are written for it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from facts.domains import Boolean, Category, Domain, Entry, Number, ValueProblem
from facts.units import UNITS
from facts.values import Interval, ValueSet
from knowledge_base.arithmetic import product
from knowledge_base.diagnostics import ExpressionError
from knowledge_base.edition_source import DetailSource
from knowledge_base.source import RuleSource

__all__ = ["detail_domain", "detail_value"]

_PRODUCT = re.compile(r"\s*(?P<factor>[0-9]{1,6}(?:\.[0-9]{1,6})?)\s*\*(?P<rest>[^*]+)")


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


def detail_value(domain: Domain, raw: object) -> ValueSet:
    """Return the value of a detail as it is written; of numbers also a product, such as ``5 * 14``.

    Raises
    ------
    ValueProblem
        When the domain has no such value.

    Examples
    --------
    >>> detail_value(Number("h", 0, 1000), "5 * 36..72")
    Interval(low=Fraction(180, 1), high=Fraction(360, 1), low_open=False, high_open=False)
    """
    match = _PRODUCT.fullmatch(raw) if isinstance(raw, str) else None
    if match is None or not isinstance(domain, Number):
        return domain.parse(raw)
    factor, rest = Fraction(match["factor"]), domain.parse(match["rest"])
    found = product(Interval(factor, factor), rest)
    if not domain.whole.covers(found):
        raise ValueProblem("out_of_bounds", raw, **domain.allowed())
    return domain.parse(found)
