"""Details: the particulars of an advice, what a dose, a target or a delay may be.

In: the declarations. Out: :class:`Details`, in which every detail has its domain; it reads the values that are
written for them, of which each lies in its domain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from facts.domains import Boolean, Category, Domain, Entry, Number, ValueProblem
from facts.problems import Problem
from facts.values import Interval, ValueSet
from knowledge_base.arithmetic import product
from knowledge_base.declarations import Declarations, Declared
from knowledge_base.diagnostics import Diagnostic, ExpressionError
from knowledge_base.edition_source import DetailSource
from knowledge_base.expressions import check_unit
from knowledge_base.program import Detail
from knowledge_base.source import RuleSource, StepSource

__all__ = ["Details", "link_details"]

_PRODUCT = re.compile(r"\s*(?P<factor>[0-9]{1,6}(?:\.[0-9]{1,6})?)\s*\*(?P<rest>[^*]+)")


@dataclass(frozen=True)
class Details:
    """The particulars that an advice can have.

    Attributes
    ----------
    usable
        Details by name.
    names
        Every declared detail, those among them that are wrong.
    """

    usable: Mapping[str, Detail]
    names: tuple[str, ...]

    def values(
        self, written: Mapping[str, object], declared: Declared[object], problems: list[Diagnostic]
    ) -> dict[str, ValueSet]:
        """Return the values of details that are written under an item; what is wrong with them is reported."""
        found = {}
        for name, raw in written.items():
            if name not in self.names:
                problems.append(self.unknown_detail(name, declared))
            elif name in self.usable and raw is None:
                problems.append(declared.problem("detail", f"“{name}” has no value", name))
            elif name in self.usable:
                try:
                    found[name] = _value(self.usable[name].domain, raw)
                except ValueProblem as problem:
                    message = Problem(problem.code, name, problem.words).message("en")
                    problems.append(declared.problem("detail", message, name))
        return found

    def unknown_detail(self, name: str, declared: Declared[object]) -> Diagnostic:
        """Return the diagnostic that a key of an item is none of the details."""
        if not isinstance(declared.item, StepSource):
            return declared.unknown("unknown_detail", name, self.names, name)
        is_rule = isinstance(declared.item, RuleSource)
        if name in RuleSource.model_fields and not is_rule:
            message = f"“{name}” belongs to the rule, not to a step of “then”; a step can wait with “once”"
            return declared.problem("unknown_detail", message, name, about=name)
        model = RuleSource if is_rule else StepSource
        return declared.unknown("unknown_detail", name, (*self.names, *model.model_fields), name)


def link_details(declared: Declarations) -> tuple[Details, list[Diagnostic]]:
    """Return the declared details, and what is wrong with them.

    Parameters
    ----------
    declared
        What the files declare.
    """
    usable: dict[str, Detail] = {}
    problems: list[Diagnostic] = []
    for name, one in declared.details.items():
        try:
            usable[name] = Detail(name, one.item.label(), _domain(one.item))
        except ExpressionError as error:
            problems.append(one.refused(error))
    return Details(usable, tuple(declared.details)), problems


def _domain(source: DetailSource) -> Domain:
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
    check_unit(unit)
    if source.minimum >= source.maximum:
        raise ExpressionError("bounds", "“maximum” must be above “minimum”", ("maximum",))
    return Number(unit, source.minimum, source.maximum)


def _value(domain: Domain, raw: object) -> ValueSet:
    """Return the value of a detail as it is written; of numbers also a product, such as ``5 * 14``.

    Raises
    ------
    ValueProblem
        When the domain has no such value.

    Examples
    --------
    >>> _value(Number("h", 0, 1000), "5 * 36..72")
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
