"""Reading a program over a Boolean algebra: in which of many scenarios each test, rule and verdict comes out how.

What may differ between scenarios is a *leaf*: a quantity of a subject with the values that it can have, each with the
term that it has it. Everything else follows as it does in the forward chainer: three-valued truths are pairs of terms
(the dual-rail encoding: R. E. Bryant, *Boolean analysis of MOS circuits*, IEEE Transactions on CAD 6(4), 1987), one
for *true* and one for *false*; where neither holds, the truth is unknown. Numbers are computed by the arithmetic that
the chainer uses, once for every combination of values that matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from engine.algebra import Algebra
from engine.outcomes import Outcome, advising, leading
from engine.verdicts import INDICATIONS, POSITIVE, Verdict
from engine.working_memory import Value
from facts.case import owner_of
from facts.values import NO, YES, YES_OR_NO, Choices, Interval, Truth, ValueSet
from knowledge_base.arithmetic import evaluate, item_applies, item_points
from knowledge_base.conditions import And, Condition, Not, Or, OverLesions, Test, quantities_of
from knowledge_base.program import Program, ScoreItem
from knowledge_base.source import Effect

__all__ = ["Leaf", "Rails", "Reading", "Verdicts"]

Term = TypeVar("Term")
Leaf = tuple[str, str]
"""A quantity of a subject: the subject, then the qualified name."""


@dataclass(frozen=True)
class Rails(Generic[Term]):
    """A three-valued truth: the terms of *true* and of *false*."""

    true: Term
    false: Term


@dataclass(frozen=True)
class Verdicts(Generic[Term]):
    """When an option has which verdict.

    Attributes
    ----------
    of
        For each verdict, when it is the verdict.
    settled
        When no rule that is still open could give another one.
    """

    of: Mapping[Verdict, Term]
    settled: Term


class Reading(Generic[Term]):
    """A program, read over an algebra.

    Parameters
    ----------
    program
        The program.
    lesions
        The subjects that are lesions.
    algebra
        What the terms are.
    leaf
        For a quantity of a subject, its values with their terms, which exclude each other and are exhaustive; None
        for a quantity that is to be derived.
    """

    def __init__(
        self,
        program: Program,
        lesions: tuple[str, ...],
        algebra: Algebra[Term],
        leaf: Callable[[str, str], Mapping[Value, Term] | None],
    ) -> None:
        self.program = program
        self.lesions = lesions
        self.algebra = algebra
        self._leaf = leaf
        self._values: dict[Leaf, Mapping[Value, Term]] = {}
        self._tests: dict[tuple[str, str], Rails[Term]] = {}
        self._conditions: dict[tuple[int, str], Rails[Term]] = {}
        self._forces: dict[tuple[str, str], Rails[Term]] = {}
        self._verdicts: dict[Outcome, Verdicts[Term]] = {}

    # Truth

    def condition(self, condition: Condition, subject: str) -> Rails[Term]:
        """Return when a condition is true and when it is false of a subject."""
        match condition:
            case Test():
                return self.test(condition, subject)
            case Not():
                inner = self.condition(condition.operand, subject)
                return Rails(inner.false, inner.true)
            case And() | Or() | OverLesions():
                # The program keeps its conditions, so that none takes the number of another.
                key = id(condition), subject
                if key not in self._conditions:
                    self._conditions[key] = self._joined(condition, subject)
                return self._conditions[key]

    def _joined(self, condition: And | Or | OverLesions, subject: str) -> Rails[Term]:
        if isinstance(condition, OverLesions):
            parts = [self.condition(condition.operand, lesion) for lesion in self.lesions]
            is_conjunction = condition.quantifier == "all"
        else:
            parts = [self.condition(operand, subject) for operand in condition.operands]
            is_conjunction = isinstance(condition, And)
        if is_conjunction:
            return Rails(self.algebra.all(one.true for one in parts), self.algebra.any(one.false for one in parts))
        return Rails(self.algebra.any(one.true for one in parts), self.algebra.all(one.false for one in parts))

    def test(self, test: Test, subject: str) -> Rails[Term]:
        """Return when a test is true and when it is false of a subject."""
        quantity = self.program.quantities[test.quantity]
        owner = owner_of(quantity.subject, subject)
        key = test.text, owner
        if key not in self._tests:
            if quantity.kind == "definition" and self._leaf(owner, test.quantity) is None:
                self._tests[key] = self.condition(self.program.definitions[test.quantity].when, owner)
            else:
                self._tests[key] = self._within(self.values(test.quantity, owner), test.region)
        return self._tests[key]

    def _within(self, values: Mapping[Value, Term], region: ValueSet) -> Rails[Term]:
        truths = {value: value.within(region) for value in values}
        return Rails(
            self.algebra.any(term for value, term in values.items() if truths[value] is Truth.TRUE),
            self.algebra.any(term for value, term in values.items() if truths[value] is Truth.FALSE),
        )

    # Values

    def values(self, quantity: str, subject: str) -> Mapping[Value, Term]:
        """Return the values that a quantity can have, each with the term that it has it."""
        owner = owner_of(self.program.quantities[quantity].subject, subject)
        if (owner, quantity) not in self._values:
            found = self._leaf(owner, quantity)
            self._values[owner, quantity] = found if found is not None else self._gathered(quantity, owner)
        return self._values[owner, quantity]

    def _gathered(self, quantity: str, owner: str) -> Mapping[Value, Term]:
        found: dict[Value, list[Term]] = {}
        for value, term in self._derived(quantity, owner):
            if not self.algebra.is_never(term):
                found.setdefault(value, []).append(term)
        return {value: self.algebra.any(terms) for value, terms in found.items()}

    def _derived(self, quantity: str, owner: str) -> Iterator[tuple[Value, Term]]:
        program = self.program
        match program.quantities[quantity].kind:
            case "definition":
                rails = self.condition(program.definitions[quantity].when, owner)
                yield Value(YES), rails.true
                yield Value(NO), rails.false
                yield Value(YES_OR_NO), self._neither(rails)
            case "score" | "lookup":
                yield from self._score(program.scores[quantity].items, owner)
            case "category":
                yield from self._category(quantity, owner)
            case "formula":
                yield from self._formula(quantity, owner)
            case "fact":
                raise KeyError(f"{quantity} of {owner} is no leaf")

    def _neither(self, rails: Rails[Term]) -> Term:
        return self.algebra.contrary(self.algebra.any((rails.true, rails.false)))

    def _score(self, items: Iterable[ScoreItem], owner: str) -> Iterator[tuple[Value, Term]]:
        sums: dict[tuple[Fraction, Fraction, Truth], list[Term]] = {
            (Fraction(), Fraction(), Truth.TRUE): [self.algebra.yes]
        }
        for item in items:
            points = self._points(item, owner)
            after: dict[tuple[Fraction, Fraction, Truth], list[Term]] = {}
            for (low, high, applies), terms in sums.items():
                before = self.algebra.any(terms)
                for (least, most, own), term in points.items():
                    both = self.algebra.all((before, term))
                    if not self.algebra.is_never(both):
                        key = low + least, high + most, Truth.all((applies, own))
                        after.setdefault(key, []).append(both)
            sums = after
        for (low, high, applies), terms in sums.items():
            total = None if applies is Truth.FALSE else Interval(low, high)
            yield Value(total, applies), self.algebra.any(terms)

    def _points(self, item: ScoreItem, owner: str) -> dict[tuple[Fraction, Fraction, Truth], Term]:
        """Return the least and the most points of an item, with whether it has any, and when."""
        found: dict[tuple[Fraction, Fraction, Truth], list[Term]] = {}
        for value, term in self.values(item.quantity, owner).items():
            if value.possible is None:
                raise ValueError(f"{item.quantity} has no value to count points of")
            least, most = item_points(item, value.possible) or (Fraction(), Fraction())
            found.setdefault((least, most, item_applies(item, value.possible)), []).append(term)
        return {points: self.algebra.any(terms) for points, terms in found.items()}

    def _category(self, quantity: str, owner: str) -> Iterator[tuple[Value, Term]]:
        """Yield the sets of categories that stay possible: those of the rows down to the first that holds."""
        still: dict[frozenset[str], Term] = {frozenset(): self.algebra.yes}
        for row in self.program.categories[quantity].rows:
            rails = self.condition(row.when, owner)
            after: dict[frozenset[str], list[Term]] = {}
            for names, term in still.items():
                yield Value(Choices(names | {row.value})), self.algebra.all((term, rails.true))
                after.setdefault(names, []).append(self.algebra.all((term, rails.false)))
                open_row = self.algebra.all((term, self._neither(rails)))
                after.setdefault(names | {row.value}, []).append(open_row)
            gathered = {names: self.algebra.any(terms) for names, terms in after.items()}
            still = {names: term for names, term in gathered.items() if not self.algebra.is_never(term)}

    def _formula(self, quantity: str, owner: str) -> Iterator[tuple[Value, Term]]:
        expression = self.program.formulas[quantity].value
        combined: list[tuple[dict[str, Interval], Term]] = [({}, self.algebra.yes)]
        for read in dict.fromkeys(quantities_of(expression)):
            values = self.values(read, owner)
            combined = [
                ({**known, read: _number(value, read)}, both)
                for known, term in combined
                for value, own in values.items()
                if not self.algebra.is_never(both := self.algebra.all((term, own)))
            ]
        for known, term in combined:
            yield Value(evaluate(expression, known.__getitem__)), term

    # Rules and verdicts

    def rule(self, rule: str, subject: str) -> Rails[Term]:
        """Return when a rule holds and when it fails, whatever overrides it."""
        own = self.program.rules[rule]
        return self.condition(own.when, owner_of(own.subject, subject))

    def force(self, rule: str, subject: str) -> Rails[Term]:
        """Return when a rule is in force and when it is not."""
        owner = owner_of(self.program.rules[rule].subject, subject)
        if (rule, owner) not in self._forces:
            own = self.rule(rule, owner)
            others = [self.force(other, owner) for other in self.program.overriders.get(rule, ())]
            self._forces[rule, owner] = Rails(
                self.algebra.all((own.true, *(other.false for other in others))),
                self.algebra.any((own.false, *(other.true for other in others))),
            )
        return self._forces[rule, owner]

    def verdicts(self, outcome: Outcome) -> Verdicts[Term]:
        """Return when an option has which verdict; one that follows another has none unless that may be carried out."""
        if outcome not in self._verdicts:
            self._verdicts[outcome] = self._judged(outcome)
        return self._verdicts[outcome]

    def _judged(self, outcome: Outcome) -> Verdicts[Term]:
        algebra, effects = self.algebra, self._effects(outcome)

        def standing(*names: Effect) -> Term:
            return algebra.any(effects[name].standing for name in names if name in effects)

        def certain(*names: Effect) -> Term:
            return algebra.any(effects[name].certain for name in names if name in effects)

        def absent(*names: Effect) -> Term:
            return algebra.contrary(algebra.any(effects[name].possible for name in names if name in effects))

        indications = tuple(INDICATIONS)
        found: dict[Verdict, Term] = {}
        rest, settled = algebra.yes, []
        ruled_out = algebra.yes

        def decided(verdict: Verdict, when: Term, whatever_comes: Term) -> None:
            nonlocal rest
            found[verdict] = algebra.all((rest, when))
            rest = algebra.all((rest, algebra.contrary(when)))
            settled.append(algebra.all((ruled_out, whatever_comes)))

        decided("contraindicated", standing("contraindicate"), certain("contraindicate"))
        ruled_out = absent("contraindicate")
        both = algebra.all((standing("not_recommended"), standing(*indications)))
        decided("conflict", both, algebra.all((certain("not_recommended"), certain(*indications))))
        decided(
            "not_recommended",
            standing("not_recommended"),
            algebra.all((certain("not_recommended"), absent(*indications))),
        )
        ruled_out = algebra.all((ruled_out, absent("not_recommended")))
        decided("caution", standing("caution"), certain("caution"))
        ruled_out = algebra.all((ruled_out, absent("caution")))
        for effect, verdict in INDICATIONS.items():
            decided(verdict, standing(effect), certain(effect))
            ruled_out = algebra.all((ruled_out, absent(effect)))
        decided("silent", absent(*effects), algebra.yes)
        found["undetermined"] = rest
        if not outcome.path:
            return Verdicts(found, algebra.any(settled))
        reached = algebra.all((self._carried_out(outcome.before), self._led_to(outcome)))
        within = {verdict: algebra.all((reached, term)) for verdict, term in found.items()}
        within["silent"] = algebra.any((algebra.contrary(reached), within["silent"]))
        return Verdicts(within, algebra.any((algebra.contrary(reached), *settled)))

    def _carried_out(self, outcome: Outcome) -> Term:
        verdicts = self.verdicts(outcome)
        return self.algebra.any(verdicts.of[verdict] for verdict in POSITIVE)

    def _led_to(self, outcome: Outcome) -> Term:
        """Return when some rule leads or may lead to a step."""
        leaders = leading(self.program, outcome)
        out_of_force = (self.force(rule, outcome.subject).false for rule, _ in leaders)
        return self.algebra.contrary(self.algebra.all(out_of_force))

    def _effects(self, outcome: Outcome) -> dict[Effect, _Support[Term]]:
        found: dict[Effect, list[_Support[Term]]] = {}
        for rule, advice in advising(self.program, outcome):
            own, force = self.rule(rule, outcome.subject), self.force(rule, outcome.subject)
            possible = self.algebra.contrary(force.false)
            found.setdefault(advice.effect, []).append(
                _Support(self.algebra.all((own.true, possible)), force.true, possible)
            )
        return {
            effect: _Support(
                self.algebra.any(one.standing for one in some),
                self.algebra.any(one.certain for one in some),
                self.algebra.any(one.possible for one in some),
            )
            for effect, some in found.items()
        }


@dataclass(frozen=True)
class _Support(Generic[Term]):
    """When a rule stands behind an effect, when it certainly does, and when it may."""

    standing: Term
    certain: Term
    possible: Term


def _number(value: Value, quantity: str) -> Interval:
    if not isinstance(value.possible, Interval):
        raise TypeError(f"{quantity} is no number to compute with")
    return value.possible
