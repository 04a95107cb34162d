"""Quantities: facts, and what definitions, scores, formulas and categories derive from them, each after what it reads.

In: the declarations. Out: :class:`Quantities`, typed and in an order in which everything stands behind what
it depends on; a circle among them is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from graphlib import TopologicalSorter

from facts.domains import Boolean, Category, Domain, Entry, Number
from facts.values import Interval
from facts.vocabulary import SubjectKind, Vocabulary
from knowledge_base.categories import check_condition, check_names, check_reach
from knowledge_base.circles import circles
from knowledge_base.conditions import Condition, Measured, quantities_of
from knowledge_base.declarations import Declarations, Declared, DerivedSource
from knowledge_base.diagnostics import Diagnostic, ExpressionError, inside
from knowledge_base.expressions import bounds, check_unit, type_formula
from knowledge_base.points import NUMBERS, POINTS, rows_of, uncovered
from knowledge_base.program import (
    CategoryRow,
    Definition,
    DerivedCategory,
    Formula,
    Quantity,
    QuantityKind,
    Score,
    ScoreItem,
)
from knowledge_base.scope import ALWAYS, Scope
from knowledge_base.source import (
    CategorySource,
    DefinitionSource,
    FormulaSource,
    LookupSource,
    ScoreItemSource,
    ScoreSource,
)
from knowledge_base.syntax import parse
from knowledge_base.tree import names_in
from knowledge_base.typing import type_condition

__all__ = ["Quantities", "derive"]


@dataclass
class Quantities:
    """Every quantity a condition may name, with what its value is computed from."""

    quantities: dict[str, Quantity]
    definitions: dict[str, Definition] = field(default_factory=dict)
    scores: dict[str, Score] = field(default_factory=dict)
    formulas: dict[str, Formula] = field(default_factory=dict)
    categories: dict[str, DerivedCategory] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def scope(self, text: str, subject: SubjectKind, name: str) -> Scope:
        """Return what an expression may name."""
        return Scope(self.quantities, subject, name, text)

    def condition(self, scope: Scope) -> Condition:
        """Return the typed condition of a scope, and keep what it computes without naming it."""
        condition = type_condition(scope)
        for name, (quantity, formula) in scope.hoisted.items():
            self.quantities[name], self.formulas[name] = quantity, formula
        return condition

    def condition_at(
        self, declared: Declared[object], key: str, scope: Scope, problems: list[Diagnostic]
    ) -> Condition | None:
        """Return the typed condition under a key of an item; None when it is wrong, which is reported."""
        try:
            return self.condition(scope)
        except ExpressionError as error:
            self.report(error, declared, problems, key)
            return None

    def report(
        self, error: ExpressionError, declared: Declared[object], problems: list[Diagnostic], *inside: str | int
    ) -> None:
        """Report an expression that is wrong, unless only something that it reads is."""
        if error.about not in self.broken:
            problems.append(declared.refused(error, *inside))


def derive(declared: Declarations, vocabulary: Vocabulary) -> tuple[Quantities, list[Diagnostic]]:
    """Return all quantities, and what is wrong with those that could not be derived.

    Parameters
    ----------
    declared
        What the files declare.
    vocabulary
        The facts.
    """
    facts = {fact.qualified: Quantity.of_fact(fact) for fact in vocabulary}
    found = Quantities(facts, broken=set(declared.unusable))
    problems: list[Diagnostic] = []
    for name in _order(declared, found.broken, problems):
        item = declared.derived[name]
        try:
            _derive(found, name, item)
        except ExpressionError as error:
            found.report(error, item, problems)
            found.broken.add(name)
    return found, problems


def _reads(item: DerivedSource) -> Iterator[str]:
    """Yield the names that an item's value depends on; those that cannot be read are reported later."""
    match item:
        case ScoreSource():
            yield from (row.fact for row in item.items)
        case LookupSource():
            yield item.by
        case DefinitionSource():
            yield from _named(item.when)
        case FormulaSource():
            yield from _named(str(item.value))
        case CategorySource():
            for row in item.values:
                yield from _named(row.when or ALWAYS)


def _named(text: str) -> list[str]:
    try:
        return list(names_in(parse(text)))
    except ExpressionError:
        return []


def _order(declared: Declarations, broken: set[str], problems: list[Diagnostic]) -> list[str]:
    """Return the names so that each stands behind what it reads; what reads itself is reported and broken."""
    graph = {
        name: [read for read in _reads(item.item) if read in declared.derived]
        for name, item in declared.derived.items()
    }
    for circle in circles(graph):
        message = f"depends on itself: {' reads '.join(reversed(circle))}"
        problems.append(declared.derived[circle[-1]].problem("cycle", message))
        broken.update(circle)
    return [name for name in TopologicalSorter(graph).static_order() if name not in broken]


def _subject(name: str) -> SubjectKind:
    return "lesion" if name.startswith("lesion.") else "patient"


def _derive(found: Quantities, name: str, declared: Declared[DerivedSource]) -> None:
    item, subject = declared.item, _subject(name)
    kind: QuantityKind
    domain: Domain
    match item:
        case DefinitionSource():
            kind, domain = "definition", _definition(found, name, item, subject)
        case FormulaSource():
            kind, domain = "formula", _formula(found, name, item, subject)
        case ScoreSource():
            kind, domain = "score", _score(found, name, item, subject)
        case LookupSource():
            kind, domain = "lookup", _lookup(found, name, item, subject)
        case CategorySource():
            kind, domain = "category", _category(found, name, item, subject)
    partial = name in found.scores and any(one.partial for one in found.scores[name].items)
    found.quantities[name] = Quantity(
        name, kind, subject, item.label(), domain, statement=declared.statement, partial=partial
    )


def _definition(found: Quantities, name: str, item: DefinitionSource, subject: SubjectKind) -> Boolean:
    with inside("when"):
        condition = found.condition(found.scope(item.when, subject, name))
    found.definitions[name] = Definition(name, condition, item.when)
    return Boolean()


def _formula(found: Quantities, name: str, item: FormulaSource, subject: SubjectKind) -> Number:
    check_unit(item.unit)
    with inside("value"):
        value, unit = type_formula(found.scope(str(item.value), subject, name))
        bare_constant = unit == "" and not list(quantities_of(value))
        if unit is not None and unit != item.unit and not bare_constant:
            said, computed = (f"“{one}”" if one else "plain numbers" for one in (item.unit, unit))
            raise ExpressionError("unit", f"the formula is said to be in {said}, its value is in {computed}")
        whole = bounds(value, found.quantities)
    if item.measured is not None:
        with inside("measured"):
            quantity = found.scope(item.measured, subject, name).quantity(item.measured)
            unknown = _measurable(quantity, item.unit).whole
        value = Measured(quantity.name, unknown, value)
        whole = Interval(min(whole.low, unknown.low), max(whole.high, unknown.high))
    found.formulas[name] = Formula(name, value, str(item.value))
    return Number(item.unit, Fraction(whole.low), Fraction(whole.high))


def _measurable(quantity: Quantity, unit: str) -> Number:
    if quantity.kind != "fact" or not isinstance(quantity.domain, Number):
        raise ExpressionError("type", f"“{quantity.name}” is no fact with a number; only such a fact can be measured")
    if quantity.domain.unit != unit:
        said, own = (f"“{one}”" if one else "plain numbers" for one in (unit, quantity.domain.unit))
        raise ExpressionError("unit", f"the formula is in {said}, “{quantity.name}” is in {own}")
    return quantity.domain


def _lookup(found: Quantities, name: str, source: LookupSource, subject: SubjectKind) -> Number:
    check_unit(source.unit)
    with inside("by"):
        quantity = _scored(found, source.by, subject)
    rows = rows_of(quantity, source.values, NUMBERS)
    if gap := uncovered(quantity.domain, rows):
        raise ExpressionError("score_gap", f"no number for {gap} of “{quantity.name}”", ("values",))
    found.scores[name] = Score(name, (ScoreItem(quantity.name, rows, whole_number=_is_whole(quantity)),))
    return Number(source.unit, min(row.low for row in rows), max(row.high for row in rows))


def _category(found: Quantities, name: str, source: CategorySource, subject: SubjectKind) -> Category:
    check_names(source)
    rows: list[CategoryRow] = []
    for index, row in enumerate(source.values):
        # What a condition computes without naming it is told apart by the row.
        scope = found.scope(row.when or ALWAYS, subject, f"{name}.{row.value}")
        with inside("values", index, "when"):
            condition = found.condition(scope)
            check_condition(condition, found.quantities)
        with inside("values", index):
            check_reach(condition, rows, found.quantities)
        rows.append(CategoryRow(row.value, condition))
    found.categories[name] = DerivedCategory(name, tuple(rows))
    return Category(*(Entry(row.value, row.label()) for row in source.values))


def _score(found: Quantities, name: str, source: ScoreSource, subject: SubjectKind) -> Number:
    items: list[ScoreItem] = []
    for index, row in enumerate(source.items):
        with inside("items", index):
            item = _score_item(found, row, subject)
        if item.quantity in (earlier.quantity for earlier in items):
            raise ExpressionError("duplicate_id", f"“{row.fact}” gives points twice", ("items", index, "fact"))
        items.append(item)
    found.scores[name] = Score(name, tuple(items))
    low = sum((min(row.low for row in item.rows) for item in items), Fraction())
    high = sum((max(row.high for row in item.rows) for item in items), Fraction())
    return Number("", low, high, whole_number=True)


def _score_item(found: Quantities, source: ScoreItemSource, subject: SubjectKind) -> ScoreItem:
    with inside("fact"):
        quantity = _scored(found, source.fact, subject)
    rows = rows_of(quantity, source.points, POINTS)
    gap = uncovered(quantity.domain, rows)
    if gap and source.otherwise is None:
        raise ExpressionError(
            "score_gap", f"no points for {gap} of “{quantity.name}”; write them, or “otherwise: not_applicable”"
        )
    if source.otherwise is not None and not gap:
        message = f"“otherwise” is of no use: every value of “{quantity.name}” has points"
        raise ExpressionError("score_gap", message, ("otherwise",))
    return ScoreItem(quantity.name, rows, bool(gap), _is_whole(quantity))


def _scored(found: Quantities, name: str, subject: SubjectKind) -> Quantity:
    quantity = found.scope(name, subject, "").quantity(name)
    if quantity.kind == "definition":
        raise ExpressionError("type", f"“{name}” is a definition; points are given for facts and numbers")
    if quantity.partial:
        raise ExpressionError("undefined", f"“{name}” has no value for some subjects and can give no points")
    return quantity


def _is_whole(quantity: Quantity) -> bool:
    return isinstance(quantity.domain, Number) and quantity.domain.whole_number
