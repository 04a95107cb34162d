"""Quantities: facts, and what definitions, scores and formulas derive from them, each after what it reads.

In: the declarations. Out: :class:`Quantities`, typed and in an order in which everything stands behind what
it depends on; a circle among them is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from graphlib import TopologicalSorter
from itertools import pairwise

from facts.domains import Boolean, Domain, Number, ValueProblem
from facts.problems import Problem
from facts.units import UNITS
from facts.values import Choices, Interval, ValueSet, decimal_text
from facts.vocabulary import SubjectKind, Vocabulary
from facts.written import written
from knowledge_base.circles import circles
from knowledge_base.conditions import Condition, quantities_of
from knowledge_base.declarations import Declarations, Declared, DerivedSource
from knowledge_base.diagnostics import Code, Diagnostic, ExpressionError, inside
from knowledge_base.expressions import bounds, type_formula
from knowledge_base.program import Definition, Formula, Quantity, Score, ScoreItem, ScoreRow
from knowledge_base.scope import Scope
from knowledge_base.source import DefinitionSource, FormulaSource, LookupSource, ScoreItemSource, ScoreSource
from knowledge_base.syntax import parse
from knowledge_base.tree import names_in
from knowledge_base.typing import type_condition

__all__ = ["Quantities", "derive"]

_POINTS = re.compile(r"(?P<low>-?[0-9]{1,6})(?:\.\.(?P<high>-?[0-9]{1,6}))?")
_NUMBERS = re.compile(r"(?P<low>-?[0-9]{1,9}(?:\.[0-9]{1,9})?)(?:\.\.(?P<high>-?[0-9]{1,9}(?:\.[0-9]{1,9})?))?")


@dataclass
class Quantities:
    """Every quantity a condition may name, with what its value is computed from."""

    quantities: dict[str, Quantity]
    definitions: dict[str, Definition] = field(default_factory=dict)
    scores: dict[str, Score] = field(default_factory=dict)
    formulas: dict[str, Formula] = field(default_factory=dict)
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
        case DefinitionSource() | FormulaSource():
            text = item.when if isinstance(item, DefinitionSource) else str(item.value)
            try:
                yield from names_in(parse(text))
            except ExpressionError:
                return


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
    match declared.item:
        case DefinitionSource():
            _derive_definition(found, name, declared.item, declared.statement)
        case FormulaSource():
            _derive_formula(found, name, declared.item, declared.statement)
        case ScoreSource():
            _derive_score(found, name, declared.item, declared.statement)
        case LookupSource():
            _derive_lookup(found, name, declared.item, declared.statement)


def _derive_definition(found: Quantities, name: str, item: DefinitionSource, statement: str) -> None:
    with inside("when"):
        condition = found.condition(found.scope(item.when, _subject(name), name))
    found.definitions[name] = Definition(name, condition, item.when)
    found.quantities[name] = Quantity(name, "definition", _subject(name), item.label(), Boolean(), statement=statement)


def _derive_formula(found: Quantities, name: str, item: FormulaSource, statement: str) -> None:
    _check_unit(item.unit)
    with inside("value"):
        value, unit = type_formula(found.scope(str(item.value), _subject(name), name))
        bare_constant = unit == "" and not list(quantities_of(value))
        if unit is not None and unit != item.unit and not bare_constant:
            said, computed = (f"“{one}”" if one else "plain numbers" for one in (item.unit, unit))
            raise ExpressionError("unit", f"the formula is said to be in {said}, its value is in {computed}")
        whole = bounds(value, found.quantities)
    found.formulas[name] = Formula(name, value, str(item.value))
    domain = Number(item.unit, Fraction(whole.low), Fraction(whole.high))
    found.quantities[name] = Quantity(name, "formula", _subject(name), item.label(), domain, statement=statement)


def _check_unit(unit: str) -> None:
    if unit and unit not in UNITS:
        raise ExpressionError("unit", f"“{unit}” is no known unit; known: {', '.join(UNITS)}", ("unit",))


def _derive_lookup(found: Quantities, name: str, source: LookupSource, statement: str) -> None:
    _check_unit(source.unit)
    with inside("by"):
        quantity = _scored(found, source.by, _subject(name))
    rows = _score_rows(quantity, source.values, "values", _NUMBERS)
    if uncovered := _uncovered(quantity.domain, rows):
        raise ExpressionError("score_gap", f"no number for {uncovered} of “{quantity.name}”", ("values",))
    low, high = min(row.low for row in rows), max(row.high for row in rows)
    found.scores[name] = Score(name, (ScoreItem(quantity.name, tuple(rows), whole_number=_is_whole(quantity)),))
    domain = Number(source.unit, low, high)
    found.quantities[name] = Quantity(name, "lookup", _subject(name), source.label(), domain, statement=statement)


def _is_whole(quantity: Quantity) -> bool:
    return isinstance(quantity.domain, Number) and quantity.domain.whole_number


def _derive_score(found: Quantities, name: str, source: ScoreSource, statement: str) -> None:
    items: list[ScoreItem] = []
    for index, row in enumerate(source.items):
        with inside("items", index):
            item = _score_item(found, row, _subject(name))
        if item.quantity in (earlier.quantity for earlier in items):
            raise ExpressionError("duplicate_id", f"“{row.fact}” gives points twice", ("items", index, "fact"))
        items.append(item)
    low = sum((min(row.low for row in item.rows) for item in items), Fraction())
    high = sum((max(row.high for row in item.rows) for item in items), Fraction())
    found.scores[name] = Score(name, tuple(items))
    domain = Number("", low, high, whole_number=True)
    partial = any(item.partial for item in items)
    found.quantities[name] = Quantity(
        name, "score", _subject(name), source.label(), domain, statement=statement, partial=partial
    )


def _score_item(found: Quantities, source: ScoreItemSource, subject: SubjectKind) -> ScoreItem:
    with inside("fact"):
        quantity = _scored(found, source.fact, subject)
    rows = _score_rows(quantity, source.points, "points", _POINTS)
    uncovered = _uncovered(quantity.domain, rows)
    if uncovered and source.otherwise is None:
        raise ExpressionError(
            "score_gap", f"no points for {uncovered} of “{quantity.name}”; write them, or “otherwise: not_applicable”"
        )
    if source.otherwise is not None and not uncovered:
        message = f"“otherwise” is of no use: every value of “{quantity.name}” has points"
        raise ExpressionError("score_gap", message, ("otherwise",))
    return ScoreItem(quantity.name, tuple(rows), bool(uncovered), _is_whole(quantity))


def _score_rows(
    quantity: Quantity, written_rows: Mapping[str, Decimal | int | str], key: str, numerals: re.Pattern[str]
) -> list[ScoreRow]:
    rows: list[ScoreRow] = []
    for values, points in written_rows.items():
        with inside(key, values):
            row = ScoreRow(_region(values, quantity), *_points(points, numerals))
            if any(_overlap(row.region, earlier.region) for earlier in rows):
                raise ExpressionError("score_overlap", f"some values of “{quantity.name}” stand in two rows")
        rows.append(row)
    return rows


def _scored(found: Quantities, name: str, subject: SubjectKind) -> Quantity:
    quantity = found.scope(name, subject, "").quantity(name)
    if quantity.kind == "definition":
        raise ExpressionError("type", f"“{name}” is a definition; points are given for facts and numbers")
    if quantity.partial:
        raise ExpressionError("undefined", f"“{name}” has no value for some subjects and can give no points")
    return quantity


def _region(key: str, quantity: Quantity) -> ValueSet:
    raw: object = {"true": True, "false": False}.get(key, key) if isinstance(quantity.domain, Boolean) else key
    try:
        return quantity.domain.parse(raw)
    except ValueProblem as problem:
        message = Problem(problem.code, quantity.name, problem.words).message("en")
        code: Code = "bounds" if isinstance(quantity.domain, Number) else "category"
        raise ExpressionError(code, message) from problem


def _points(raw: Decimal | int | str, numerals: re.Pattern[str]) -> tuple[Fraction, Fraction]:
    found = numerals.fullmatch(str(raw))
    if found is None:
        kind = "number of points" if numerals is _POINTS else "number"
        raise ExpressionError("type", f"{written(raw)} is neither a {kind} nor a range such as 0..1")
    low, high = Fraction(found["low"]), Fraction(found["high"] or found["low"])
    if low > high:
        raise ExpressionError("bounds", f"the range {raw} is the wrong way round")
    return low, high


def _overlap(one: ValueSet, other: ValueSet) -> bool:
    if isinstance(one, Interval) and isinstance(other, Interval):
        return one.meets(other)
    return isinstance(one, Choices) and isinstance(other, Choices) and bool(one.names & other.names)


def _uncovered(domain: Domain, rows: list[ScoreRow]) -> str:
    """Name some values of a domain that no row covers; empty when there are none."""
    if not isinstance(domain, Number):
        covered = frozenset().union(*(row.region.names for row in rows if isinstance(row.region, Choices)))
        return ", ".join(sorted(domain.whole.names - covered))
    intervals = [row.region for row in rows if isinstance(row.region, Interval)]
    for number in _samples(domain, intervals):
        if not any(interval.covers(Interval(number, number)) for interval in intervals):
            return f"the value {decimal_text(number)}"
    return ""


def _samples(domain: Number, intervals: list[Interval]) -> list[Fraction]:
    """Return numbers of a domain among which is one of every gap that intervals can leave."""
    whole = domain.whole
    ends = {Fraction(end) for interval in (whole, *intervals) for end in (interval.low, interval.high)}
    ordered = sorted(ends)
    between = {(low + high) / 2 for low, high in pairwise(ordered)}
    beside = {end + step for end in ends for step in (-1, 1)}
    candidates = ends | (beside if domain.whole_number else between)
    return sorted(number for number in candidates if whole.low <= number <= whole.high)
