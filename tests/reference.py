"""A plain reading of a program, to hold the engine against: slow, recursive, and meant to be obviously right.

In: a program and a case. Out: everything that a consultation must say of it. Nothing of the engine is used here, nor
the arithmetic of the knowledge base; sets of numbers are compared by looking at enough single numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from itertools import combinations, pairwise, product

from facts.case import PATIENT, Case
from facts.domains import Number
from facts.values import NO, YES, YES_OR_NO, Bound, Choices, Interval, Truth, ValueSet
from knowledge_base.conditions import (
    And,
    Condition,
    Constant,
    Expression,
    Measured,
    Not,
    Operation,
    Or,
    OverLesions,
    Reading,
    Test,
    tests_of,
)
from knowledge_base.program import Advice, CategoryRow, Program, Score, ScoreItem
from knowledge_base.source import Effect

__all__ = ["After", "FactOf", "Opinion", "Possible", "Reference", "Verdict", "evaluate", "evaluate_formula"]

FactOf = tuple[str, str]
"""A quantity of a subject: the subject, then the qualified name."""

Verdict = str

TRUE, UNKNOWN, FALSE = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE

_CAN_BE_FOLLOWED = {"recommended", "option", "discuss", "caution", "conflict"}
_INDICATIONS: tuple[Effect, ...] = ("recommend", "discuss", "option")
_WARNINGS: tuple[Effect, ...] = ("not_recommended", "contraindicate", "caution")


@dataclass(frozen=True)
class Possible:
    """The possible values of a quantity, None when it certainly has none; and whether it has one."""

    values: ValueSet | None
    applies: Truth


@dataclass(frozen=True)
class After:
    """What a step follows: the options before it, and the rules whose steps it stands in."""

    path: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def option(self) -> str:
        return self.path[-1]


@dataclass(frozen=True)
class Opinion:
    """The verdict on an option for a subject, with the rules around it.

    `open_rules` are those that may still come in force or be overridden and can change the verdict.
    """

    subject: str
    option: str
    after: After | None
    verdict: Verdict
    provisional: bool
    rules: frozenset[str]
    beaten: frozenset[str]
    defeated: frozenset[str]
    open_rules: frozenset[str]
    missing: frozenset[FactOf]
    further: frozenset[FactOf]


@dataclass(frozen=True)
class Reference:
    """Everything that a case comes to."""

    values: Mapping[FactOf, Possible]
    truths: Mapping[tuple[str, str], Truth]
    forces: Mapping[tuple[str, str], Truth]
    questions: Mapping[tuple[str, str], tuple[Truth, frozenset[FactOf]]]
    opinions: tuple[Opinion, ...]
    still_needed: Mapping[FactOf, frozenset[str]]
    dont_care: frozenset[FactOf]
    contradictions: frozenset[tuple[str, str]]
    findings: frozenset[tuple[str, str]]


def evaluate(program: Program, case: Case) -> Reference:
    """Return what a program says of a case."""
    return _Evaluation(program, case.subjects()).reference()


# Truth


def both(truths: Iterable[Truth]) -> Truth:
    """Return the strong Kleene conjunction."""
    found = set(truths)
    if FALSE in found:
        return FALSE
    return UNKNOWN if UNKNOWN in found else TRUE


def either(truths: Iterable[Truth]) -> Truth:
    """Return the strong Kleene disjunction."""
    found = set(truths)
    if TRUE in found:
        return TRUE
    return UNKNOWN if UNKNOWN in found else FALSE


def contrary(truth: Truth) -> Truth:
    """Return the strong Kleene negation."""
    return {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}[truth]


# Sets of values


def holds_number(interval: Interval, number: Fraction) -> bool:
    """Return whether a number lies in an interval."""
    above = number >= interval.low and not (interval.low_open and number == interval.low)
    below = number <= interval.high and not (interval.high_open and number == interval.high)
    return above and below


def samples(value: Interval, regions: Iterable[Interval], whole: bool) -> list[Fraction]:
    """Return numbers of an interval among which is one of every part that the regions cut out of it.

    Nothing changes but at the bounds, so these and a number between each two of them are enough. Of whole numbers
    there are few enough to take them all.
    """
    low, high = Fraction(value.low), Fraction(value.high)
    if whole:
        numbers = [Fraction(number) for number in range(int(low) - 1, int(high) + 2)]
    else:
        bounds: list[Bound] = [low, high]
        for region in regions:
            bounds += [region.low, region.high]
        ends = sorted({Fraction(bound) for bound in bounds if isinstance(bound, Fraction)})
        numbers = ends + [(one + other) / 2 for one, other in pairwise(ends)]
    return [number for number in numbers if holds_number(value, number)]


@lru_cache(maxsize=100_000)
def inside(value: ValueSet, region: ValueSet, whole: bool) -> Truth:
    """Return the truth of “the value lies in the region”."""
    if isinstance(value, Choices):
        assert isinstance(region, Choices)
        outcomes = {name in region.names for name in value.names}
    else:
        assert isinstance(region, Interval)
        outcomes = {holds_number(region, number) for number in samples(value, [region], whole)}
    if outcomes == {True}:
        return TRUE
    return FALSE if outcomes == {False} else UNKNOWN


@lru_cache(maxsize=100_000)
def covered(value: ValueSet, regions: tuple[ValueSet, ...], whole: bool) -> Truth:
    """Return the truth of “the value lies in one of the regions”."""
    if isinstance(value, Choices):
        names = [region.names for region in regions if isinstance(region, Choices)]
        outcomes = {any(name in some for some in names) for name in value.names}
    else:
        intervals = [region for region in regions if isinstance(region, Interval)]
        outcomes = {
            any(holds_number(interval, number) for interval in intervals) for number in samples(value, intervals, whole)
        }
    if outcomes == {True}:
        return TRUE
    return FALSE if outcomes == {False} else UNKNOWN


# Arithmetic

_COMPUTE: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other,
}


def evaluate_formula(expression: Expression, read: Callable[[str], Interval]) -> Interval:
    """Return the least interval that holds every value of an expression, each reading taken by itself."""
    match expression:
        case Constant():
            return Interval(expression.value, expression.value)
        case Reading():
            return read(expression.quantity)
        case Operation():
            left = evaluate_formula(expression.left, read)
            right = evaluate_formula(expression.right, read)
            return _combined(expression.operator, left, right)
        case Measured():
            measured, computed = read(expression.quantity), evaluate_formula(expression.computed, read)
            return computed if measured == expression.whole else _agreed(measured, computed)


def _agreed(measured: Interval, computed: Interval) -> Interval:
    """Return what a measurement and a computation both allow, or what is measured when they exclude each other."""
    low, high = max(measured.low, computed.low), min(measured.high, computed.high)
    low_open = any(one.low == low and one.low_open for one in (measured, computed))
    high_open = any(one.high == high and one.high_open for one in (measured, computed))
    if low < high or (low == high and not low_open and not high_open):
        return Interval(low, high, low_open, high_open)
    return measured


def _combined(operator: str, left: Interval, right: Interval) -> Interval:
    """Return the interval of the results: its bounds are results of the bounds.

    A bound of the result is reached when both bounds that give it are; zero times or divided by anything is zero.
    """
    reached: dict[Fraction, bool] = {}
    for (one, one_in), (other, other_in) in product(_ends(left), _ends(right)):
        result = _COMPUTE[operator](one, other)
        zero = (operator in "*/" and one == 0 and one_in) or (operator == "*" and other == 0 and other_in)
        reached[result] = reached.get(result, False) or (one_in and other_in) or zero
    low, high = min(reached), max(reached)
    return Interval(low, high, not reached[low], not reached[high])


def _ends(interval: Interval) -> list[tuple[Fraction, bool]]:
    return [
        (Fraction(interval.low), not interval.low_open),
        (Fraction(interval.high), not interval.high_open),
    ]


# Verdicts


def judge(effects: Iterable[Effect]) -> Verdict:
    """Return the verdict of effects that are in force together."""
    found = set(effects)
    indication = next((effect for effect in _INDICATIONS if effect in found), None)
    if "contraindicate" in found:
        return "contraindicated"
    if "not_recommended" in found:
        return "conflict" if indication else "not_recommended"
    if "caution" in found:
        return "caution"
    return {"recommend": "recommended", "discuss": "discuss", "option": "option", None: "silent"}[indication]


def _subsets(effects: Iterable[Effect]) -> Iterator[frozenset[Effect]]:
    every = sorted(set(effects))
    for size in range(len(every) + 1):
        for some in combinations(every, size):
            yield frozenset(some)


@cache
def can_differ(certain: frozenset[Effect], possible: frozenset[Effect], verdict: Verdict) -> bool:
    """Return whether some of the possible effects would give another verdict."""
    return any(judge(certain | some) != verdict for some in _subsets(possible))


@cache
def decides(effect: Effect, certain: frozenset[Effect], possible: frozenset[Effect]) -> bool:
    """Return whether one possible effect can make a difference, whatever comes of the others."""
    return any(judge(certain | some) != judge(certain | some | {effect}) for some in _subsets(possible - {effect}))


Adviser = tuple[str, Advice]


class _Evaluation:
    def __init__(self, program: Program, subjects: Mapping[str, Mapping[str, ValueSet]]) -> None:
        self._program = program
        self._subjects = subjects
        self._lesions = [subject for subject in subjects if subject != PATIENT]
        self._values: dict[FactOf, Possible] = {}
        self._truths: dict[tuple[str, str], Truth] = {}
        self._forces: dict[tuple[str, str], Truth] = {}
        self._overriders: dict[str, list[str]] = {name: [] for name in program.rules}
        self._advisers: dict[str, list[Adviser]] = {name: [] for name in program.options}
        for rule in program.rules.values():
            for target in dict.fromkeys(rule.overrides):
                self._overriders[target].append(rule.name)
            for advice in () if rule.after else rule.advice:
                for option in dict.fromkeys(advice.options):
                    self._advisers[option].append((rule.name, advice))

    def reference(self) -> Reference:
        program = self._program
        rules = [(rule.name, subject) for rule in program.rules.values() for subject in self._of(rule.subject)]
        questions = {
            (question.name, subject): (
                self.truth(question.when, subject),
                frozenset(self.missing_of_condition(question.when, subject)),
            )
            for question in program.questions.values()
            for subject in self._of(question.subject)
        }
        opinions = tuple(self._opinions(questions))
        needed = self._needed(opinions, questions)
        read = self._facts_read()
        facts = {(subject, name) for name in read for subject in self._of(program.quantities[name].subject)}
        return Reference(
            values={
                (subject, name): self.value(name, subject)
                for name, quantity in program.quantities.items()
                if quantity.kind != "fact" or name in read
                for subject in self._of(quantity.subject)
            },
            truths={(rule, subject): self.rule_truth(rule, subject) for rule, subject in rules},
            forces={(rule, subject): self.force(rule, subject) for rule, subject in rules},
            questions=questions,
            opinions=opinions,
            still_needed=needed,
            dont_care=frozenset(fact for fact in facts if not self._is_exact(*fact) and fact not in needed),
            contradictions=frozenset(
                (combination.name, subject)
                for combination in program.impossible.values()
                for subject in self._of(combination.subject)
                if self.truth(combination.when, subject) is TRUE
            ),
            findings=frozenset(
                (finding.name, subject)
                for finding in program.findings.values()
                if finding.when is not None
                for subject in self._of(finding.subject)
                if self.truth(finding.when, subject) is TRUE
            ),
        )

    def _of(self, kind: str) -> list[str]:
        return [PATIENT] if kind == "patient" else self._lesions

    def _owner(self, quantity: str, subject: str) -> str:
        """Return of whom a quantity is read in a condition on a subject."""
        return PATIENT if self._program.quantities[quantity].subject == "patient" else subject

    # Values of quantities

    def value(self, name: str, subject: str) -> Possible:
        owner = self._owner(name, subject)
        if (owner, name) not in self._values:
            self._values[owner, name] = self._computed(name, owner)
        return self._values[owner, name]

    def _computed(self, name: str, owner: str) -> Possible:
        program = self._program
        match program.quantities[name].kind:
            case "fact":
                return Possible(self._subjects[owner][name.partition(".")[2]], TRUE)
            case "definition":
                truth = self.truth(program.definitions[name].when, owner)
                return Possible({TRUE: YES, FALSE: NO, UNKNOWN: YES_OR_NO}[truth], TRUE)
            case "formula":
                return Possible(
                    evaluate_formula(program.formulas[name].value, lambda read: self._number(read, owner)), TRUE
                )
            case "score" | "lookup":
                return self._score(program.scores[name], owner)
            case "category":
                rows = program.categories[name].rows
                return Possible(
                    Choices(frozenset(row.value for row in rows if self._may_be_first(row, rows, owner))), TRUE
                )

    def _may_be_first(self, row: CategoryRow, rows: Sequence[CategoryRow], subject: str) -> bool:
        """Return whether a row may hold and none before it certainly does."""
        before = rows[: rows.index(row)]
        return self.truth(row.when, subject) is not FALSE and all(
            self.truth(one.when, subject) is not TRUE for one in before
        )

    def _number(self, name: str, subject: str) -> Interval:
        values = self.value(name, subject).values
        assert isinstance(values, Interval)
        return values

    def _score(self, score: Score, subject: str) -> Possible:
        applies = both(self._item_applies(item, subject) for item in score.items)
        if applies is FALSE:
            return Possible(None, FALSE)
        points = [self._points(item, subject) for item in score.items]
        low, high = (sum((end(one) for one in points), Fraction()) for end in (min, max))
        return Possible(Interval(low, high), applies)

    def _item_applies(self, item: ScoreItem, subject: str) -> Truth:
        return covered(
            self._item_value(item, subject), tuple(row.region for row in item.rows), self._is_whole(item.quantity)
        )

    def _points(self, item: ScoreItem, subject: str) -> list[Fraction]:
        """Return the least and the most points of every row that the value can fall into."""
        value, whole = self._item_value(item, subject), self._is_whole(item.quantity)
        rows = [row for row in item.rows if inside(value, row.region, whole) is not FALSE]
        return [points for row in rows for points in (row.low, row.high)]

    def _item_value(self, item: ScoreItem, subject: str) -> ValueSet:
        values = self.value(item.quantity, subject).values
        assert values is not None
        return values

    def _is_whole(self, quantity: str) -> bool:
        domain = self._program.quantities[quantity].domain
        return isinstance(domain, Number) and domain.whole_number

    def _is_exact(self, subject: str, name: str) -> bool:
        values = self.value(name, subject).values
        return values is not None and values.is_exact

    # Conditions and rules

    def truth(self, condition: Condition, subject: str) -> Truth:
        match condition:
            case Test():
                found = self.value(condition.quantity, subject)
                if found.values is None:
                    return FALSE
                return both([found.applies, inside(found.values, condition.region, self._is_whole(condition.quantity))])
            case Not():
                return contrary(self.truth(condition.operand, subject))
            case And():
                return both(self.truth(operand, subject) for operand in condition.operands)
            case Or():
                return either(self.truth(operand, subject) for operand in condition.operands)
            case OverLesions():
                of_each = [self.truth(condition.operand, lesion) for lesion in self._lesions]
                return either(of_each) if condition.quantifier == "any" else both(of_each)

    def rule_truth(self, rule: str, subject: str) -> Truth:
        owner = self._rule_owner(rule, subject)
        if (rule, owner) not in self._truths:
            self._truths[rule, owner] = self.truth(self._program.rules[rule].when, owner)
        return self._truths[rule, owner]

    def _rule_owner(self, rule: str, subject: str) -> str:
        return PATIENT if self._program.rules[rule].subject == "patient" else subject

    def force(self, rule: str, subject: str) -> Truth:
        owner = self._rule_owner(rule, subject)
        if (rule, owner) not in self._forces:
            truth = self.rule_truth(rule, owner)
            overriding = either(self.force(other, owner) for other in self._overriders[rule])
            self._forces[rule, owner] = both([truth, contrary(overriding)])
        return self._forces[rule, owner]

    # What is missing

    def missing_of_condition(self, condition: Condition, subject: str) -> set[FactOf]:
        if self.truth(condition, subject) is not UNKNOWN:
            return set()
        match condition:
            case Test():
                return self.missing_of_quantity(condition.quantity, subject)
            case Not():
                return self.missing_of_condition(condition.operand, subject)
            case And() | Or():
                return _union(self.missing_of_condition(operand, subject) for operand in condition.operands)
            case OverLesions():
                return _union(self.missing_of_condition(condition.operand, lesion) for lesion in self._lesions)

    def missing_of_quantity(self, name: str, subject: str) -> set[FactOf]:
        program = self._program
        match program.quantities[name].kind:
            case "fact":
                return set() if self._is_exact(subject, name) else {(self._owner(name, subject), name)}
            case "definition":
                return self.missing_of_condition(program.definitions[name].when, self._owner(name, subject))
            case "formula":
                read = _readings(program.formulas[name].value)
                return _union(
                    self.missing_of_quantity(one, subject) for one in read if not self._is_exact(subject, one)
                )
            case "category":
                rows, owner = program.categories[name].rows, self._owner(name, subject)
                return _union(
                    self.missing_of_condition(row.when, owner) for row in rows if self._may_be_first(row, rows, owner)
                )
            case "score" | "lookup":
                return _union(
                    self.missing_of_quantity(item.quantity, subject)
                    for item in program.scores[name].items
                    if self._item_is_open(item, subject)
                )

    def _item_is_open(self, item: ScoreItem, subject: str) -> bool:
        points = self._points(item, subject)
        return self._item_applies(item, subject) is UNKNOWN or (bool(points) and min(points) != max(points))

    def missing_of_force(self, rule: str, subject: str) -> set[FactOf]:
        """Return the facts that decide whether an open rule comes in force."""
        owner = self._rule_owner(rule, subject)
        found = self.missing_of_condition(self._program.rules[rule].when, owner)
        open_overriders = [other for other in self._overriders[rule] if self.force(other, owner) is UNKNOWN]
        return found | _union(self.missing_of_force(other, owner) for other in open_overriders)

    # Verdicts

    def _opinions(self, questions: Mapping[tuple[str, str], tuple[Truth, frozenset[FactOf]]]) -> Iterator[Opinion]:
        asked = {
            (option, subject)
            for (question, subject), (truth, _) in questions.items()
            if truth is TRUE
            for option in self._program.questions[question].options
        }
        for option in self._program.options.values():
            for subject in self._of(option.subject):
                opinion = self._opinion(subject, option.name, self._advisers[option.name], None)
                if opinion.verdict != "silent" or (option.name, subject) in asked:
                    yield opinion
                if opinion.verdict in _CAN_BE_FOLLOWED:
                    yield from self._following(subject, (option.name,), self._advisers[option.name])

    def _following(self, subject: str, path: tuple[str, ...], parents: list[Adviser]) -> Iterator[Opinion]:
        possible = [(rule, step) for rule, advice in parents for step in advice.then]
        for one in self._program.rules.values():
            if path[-1] in one.after:
                possible += [(one.name, advice) for advice in one.advice for _ in range(one.after.count(path[-1]))]
        possible = [(rule, step) for rule, step in possible if self.force(rule, subject) is not FALSE]
        for option in dict.fromkeys(option for _, step in possible for option in step.options):
            steps = [(rule, step) for rule, step in possible for named in step.options if named == option]
            warnings = [one for one in self._advisers[option] if one[1].effect in _WARNINGS]
            after = After(path, tuple(rule for rule, _ in steps))
            opinion = self._opinion(subject, option, [*steps, *warnings], after)
            yield opinion
            if opinion.verdict in _CAN_BE_FOLLOWED:
                yield from self._following(subject, (*path, option), steps)

    def _stands(self, rule: str, subject: str) -> bool:
        return self.rule_truth(rule, subject) is TRUE and self.force(rule, subject) is not FALSE

    def _opinion(self, subject: str, option: str, advisers: list[Adviser], after: After | None) -> Opinion:
        standing = [(rule, advice) for rule, advice in advisers if self._stands(rule, subject)]
        uncertain = [(rule, advice) for rule, advice in advisers if self.force(rule, subject) is UNKNOWN]
        certain_effects = frozenset(advice.effect for rule, advice in advisers if self.force(rule, subject) is TRUE)
        possible_effects = frozenset(advice.effect for _, advice in uncertain) - certain_effects
        verdict = judge(advice.effect for _, advice in standing)
        if not standing and uncertain:
            verdict = "undetermined"
        deciding = [
            rule
            for rule, advice in uncertain
            if advice.effect in possible_effects and decides(advice.effect, certain_effects, possible_effects)
        ]
        missing = _union(self.missing_of_force(rule, subject) for rule in deciding)
        # Rules that cannot change the verdict can still say how much, where or when.
        detailed = [
            rule
            for rule, advice in uncertain
            if advice.details
            and not (advice.effect in possible_effects and decides(advice.effect, certain_effects, possible_effects))
        ]
        further = _union(self.missing_of_force(rule, subject) for rule in detailed)
        indications = {rule for rule, advice in standing if advice.effect in _INDICATIONS}
        return Opinion(
            subject=subject,
            option=option,
            after=after,
            verdict=verdict,
            provisional=bool(standing) and can_differ(certain_effects, possible_effects, verdict),
            rules=frozenset(rule for rule, _ in standing),
            beaten=frozenset(indications if verdict == "contraindicated" else ()),
            defeated=frozenset(
                rule
                for rule, _ in advisers
                if self.rule_truth(rule, subject) is not FALSE and self.force(rule, subject) is FALSE
            ),
            open_rules=frozenset(deciding),
            missing=frozenset(missing),
            further=frozenset(further - missing),
        )

    def _needed(
        self,
        opinions: Iterable[Opinion],
        questions: Mapping[tuple[str, str], tuple[Truth, frozenset[FactOf]]],
    ) -> dict[FactOf, frozenset[str]]:
        needed: dict[FactOf, frozenset[str]] = {}
        for opinion in opinions:
            for fact in opinion.missing | opinion.further:
                needed[fact] = needed.get(fact, frozenset()) | {opinion.option}
        for (question, _), (_, missing) in questions.items():
            for fact in missing:
                needed[fact] = needed.get(fact, frozenset()) | set(self._program.questions[question].options)
        return needed

    def _facts_read(self) -> set[str]:
        """Return every fact that anything reads, requests and impossible combinations among them."""
        program = self._program
        read = {test.quantity for test in program.tests.values()}
        read |= {item.quantity for score in program.scores.values() for item in score.items}
        read |= {name for formula in program.formulas.values() for name in _readings(formula.value)}
        for option in program.options.values():
            for point in option.answered_by:
                read |= {name for fact in point.facts for name in fact}
                read |= {test.quantity for test in tests_of(point.when)}
        return {name for name in read if program.quantities[name].kind == "fact"}


def _union(sets: Iterable[set[FactOf]]) -> set[FactOf]:
    return {fact for some in sets for fact in some}


def _readings(expression: Expression) -> set[str]:
    match expression:
        case Reading():
            return {expression.quantity}
        case Operation():
            return _readings(expression.left) | _readings(expression.right)
        case Measured():
            return {expression.quantity} | _readings(expression.computed)
        case Constant():
            return set()
