"""The loaded knowledge base: one immutable program, read by every engine and every view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal as OneOf

from facts.case import Case
from facts.domains import Domain
from facts.labels import Label
from facts.values import ValueSet
from facts.vocabulary import FactDefinition, Part, SubjectKind, Vocabulary
from knowledge_base.conditions import And, Condition, Expression, Measured, Test, quantities_of, tests_of
from knowledge_base.source import Effect

__all__ = [
    "DELAYS",
    "STATED",
    "Advice",
    "CategoryRow",
    "Chapter",
    "Definition",
    "DerivedCategory",
    "Detail",
    "Edition",
    "Finding",
    "Formula",
    "Impossible",
    "Option",
    "Place",
    "Point",
    "Program",
    "Quantity",
    "QuantityKind",
    "Question",
    "Rule",
    "Score",
    "ScoreItem",
    "ScoreRow",
    "Statement",
]

DELAYS = ("delay_days", "delay_months")
"""The details that say how long after it a step follows."""

STATED = "stated"
"""The strength of sentences without normative force; it is not told."""

QuantityKind = OneOf["fact", "definition", "score", "formula", "lookup", "category"]


@dataclass(frozen=True)
class Quantity:
    """Anything a test can ask about: a fact of the vocabulary or something derived.

    Attributes
    ----------
    part
        Of what fact it is a category, when several can hold at once.
    """

    name: str
    kind: QuantityKind
    subject: SubjectKind
    label: Label
    domain: Domain
    code: str = ""
    statement: str = ""
    partial: bool = False
    part: Part | None = None

    @classmethod
    def of_fact(cls, fact: FactDefinition) -> Quantity:
        """Return a fact of the vocabulary as a quantity."""
        return cls(fact.qualified, "fact", fact.subject, fact.label, fact.domain, fact.code, part=fact.part)


@dataclass(frozen=True)
class Definition:
    """A derived yes/no fact."""

    name: str
    when: Condition
    text: str


@dataclass(frozen=True)
class ScoreRow:
    """The points of one region of an item; a range where the guideline leaves them open."""

    region: ValueSet
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class ScoreItem:
    """One item of a score; a partial item has values that no row covers, for which there is no score."""

    quantity: str
    rows: tuple[ScoreRow, ...]
    partial: bool = False
    whole_number: bool = False


@dataclass(frozen=True)
class Score:
    """A sum of points over items; a lookup is one item whose points are its numbers."""

    name: str
    items: tuple[ScoreItem, ...]


@dataclass(frozen=True)
class Formula:
    """A computed quantity."""

    name: str
    value: Expression
    text: str


@dataclass(frozen=True)
class CategoryRow:
    """One value of a derived category, and the condition on which it is the value unless one before it is."""

    value: str
    when: Condition


@dataclass(frozen=True)
class DerivedCategory:
    """A derived fact with categories: its value is that of the first row which holds; the last one always does."""

    name: str
    rows: tuple[CategoryRow, ...]


@dataclass(frozen=True)
class Detail:
    """A particular of an advice."""

    name: str
    label: Label
    domain: Domain


@dataclass(frozen=True)
class Point:
    """What answers a part of an item of a request.

    Attributes
    ----------
    subject
        For whom it is read: for each lesion when one of its facts is of a lesion.
    facts
        Facts of which one is enough, each as the quantities that it consists of: itself, or all its categories.
    when
        The condition without which it is not asked; always, where there is none.
    """

    subject: SubjectKind
    facts: tuple[tuple[str, ...], ...]
    when: Condition


@dataclass(frozen=True)
class Option:
    """An act that can be advised.

    Attributes
    ----------
    details
        What the act always has, such as the dose of a schedule.
    part_of
        The act of which this is one way; rules that rule out that act name this one too.
    answered_by
        What answers it where it is an item of a request.
    """

    name: str
    subject: SubjectKind
    label: Label
    details: Mapping[str, ValueSet] = field(default_factory=dict)
    part_of: str = ""
    answered_by: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Question:
    """A decision with the options it chooses among, or a request with its items."""

    name: str
    subject: SubjectKind
    label: Label
    when: Condition
    options: tuple[str, ...]
    is_request: bool = False


@dataclass(frozen=True)
class Impossible:
    """A combination of facts that no patient has, by what the facts mean.

    Attributes
    ----------
    moot
        Whether one of the facts says nothing of such a patient, as the time since something that never was. Given
        together they contradict each other, but nothing follows for one of them that is unknown.
    """

    name: str
    subject: SubjectKind
    label: Label
    when: Condition
    moot: bool = False


@dataclass(frozen=True)
class Advice:
    """What a rule says of options, the details, the condition to wait for and what follows."""

    effect: Effect
    options: tuple[str, ...]
    details: Mapping[str, ValueSet] = field(default_factory=dict)
    once: Condition | None = None
    then: tuple[Advice, ...] = ()

    def steps(self) -> Iterator[Advice]:
        """Yield this advice and, each after what it follows, all that comes after it."""
        yield self
        for step in self.then:
            yield from step.steps()


@dataclass(frozen=True)
class Rule:
    """A condition with its advice; without advice it is an exception that only overrides others.

    Attributes
    ----------
    after
        The options that the advice follows, whichever rule led to them; without any, it stands by itself.
    """

    name: str
    statement: str
    subject: SubjectKind
    when: Condition
    text: str
    advice: tuple[Advice, ...]
    overrides: tuple[str, ...]
    after: tuple[str, ...] = ()

    @property
    def is_for_everybody(self) -> bool:
        """Whether the rule has no condition."""
        return self.when == And(())


@dataclass(frozen=True)
class Place:
    """Where in the guideline a statement stands."""

    chapter: str
    section: str
    element: str


@dataclass(frozen=True)
class Statement:
    """One normative sentence or table row in our own words."""

    name: str
    place: Place
    strength: str
    mark: str
    label: Label
    encoded_in: tuple[str, ...]
    reason: str
    note: str
    file: str
    line: int


@dataclass(frozen=True)
class Finding:
    """A hole, contradiction or ambiguity of the guideline itself."""

    name: str
    kind: str
    severity: str
    statements: tuple[str, ...]
    label: Label
    reading: Label
    subject: SubjectKind
    when: Condition | None
    witness: Case | None


@dataclass(frozen=True)
class Chapter:
    """A chapter of the edition."""

    name: str
    label: Label


@dataclass(frozen=True)
class Edition:
    """The identity of an edition; `hash` is that of its files."""

    name: str
    version: str
    title: Label
    source: str
    licence: str
    hash: str


@dataclass(frozen=True)
class Program:
    """A whole edition, checked; mappings keep the order of the guideline."""

    edition: Edition
    vocabulary: Vocabulary
    chapters: Mapping[str, Chapter]
    strengths: Mapping[str, Label]
    quantities: Mapping[str, Quantity]
    definitions: Mapping[str, Definition]
    scores: Mapping[str, Score]
    formulas: Mapping[str, Formula]
    categories: Mapping[str, DerivedCategory]
    details: Mapping[str, Detail]
    options: Mapping[str, Option]
    questions: Mapping[str, Question]
    statements: Mapping[str, Statement]
    rules: Mapping[str, Rule]
    findings: Mapping[str, Finding]
    impossible: Mapping[str, Impossible] = field(default_factory=dict)

    @cached_property
    def tests(self) -> Mapping[str, Test]:
        """Every test of a rule, definition, category, question, finding or impossible combination, by its text."""
        conditions = [
            *(rule.when for rule in self.rules.values()),
            *(definition.when for definition in self.definitions.values()),
            *(row.when for category in self.categories.values() for row in category.rows),
            *(question.when for question in self.questions.values()),
            *(finding.when for finding in self.findings.values() if finding.when is not None),
            *(combination.when for combination in self.impossible.values()),
        ]
        return {str(test): test for condition in conditions for test in tests_of(condition)}

    @cached_property
    def grounds(self) -> Mapping[str, tuple[str, ...]]:
        """For each quantity, the facts that it is derived from in the end; of a fact, itself."""
        found: dict[str, tuple[str, ...]] = {}

        def behind(name: str) -> tuple[str, ...]:
            if name not in found:
                read = (fact for one in self.read_by(name) for fact in behind(one))
                is_fact = self.quantities[name].kind == "fact"
                found[name] = (name,) if is_fact else tuple(dict.fromkeys(read))
            return found[name]

        return {name: behind(name) for name in self.quantities}

    def read_by(self, name: str) -> Iterator[str]:
        """Yield the quantities that a derived one is computed from, or that its conditions ask about."""
        conditions: list[Condition] = []
        match self.quantities[name].kind:
            case "definition":
                conditions = [self.definitions[name].when]
            case "category":
                conditions = [row.when for row in self.categories[name].rows]
            case "score" | "lookup":
                yield from (item.quantity for item in self.scores[name].items)
            case "formula":
                yield from quantities_of(self.formulas[name].value)
            case "fact":
                return
        yield from (test.quantity for condition in conditions for test in tests_of(condition))

    @cached_property
    def measured(self) -> Mapping[str, str]:
        """For each fact that can be measured instead of computed, the formula that it is the measurement of."""
        values = ((name, formula.value) for name, formula in self.formulas.items())
        return {value.quantity: name for name, value in values if isinstance(value, Measured)}

    @cached_property
    def overriders(self) -> Mapping[str, tuple[str, ...]]:
        """For each rule that is overridden, the rules that override it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for rule in self.rules.values():
            for target in rule.overrides:
                found[target].append(rule.name)
        return {target: tuple(names) for target, names in found.items()}

    @cached_property
    def advisers(self) -> Mapping[str, tuple[tuple[str, Advice], ...]]:
        """For each option, the rules with an advice on it by itself."""
        found: dict[str, list[tuple[str, Advice]]] = {name: [] for name in self.options}
        for rule, advice in self._advice(following=False):
            for option in advice.options:
                found[option].append((rule.name, advice))
        return {option: tuple(rules) for option, rules in found.items()}

    @cached_property
    def followers(self) -> Mapping[str, tuple[tuple[str, Advice], ...]]:
        """For each option, the rules with an advice on what follows it, whichever rule led to it."""
        found: dict[str, list[tuple[str, Advice]]] = {name: [] for name in self.options}
        for rule, advice in self._advice(following=True):
            for option in rule.after:
                found[option].append((rule.name, advice))
        return {option: tuple(rules) for option, rules in found.items()}

    def _advice(self, *, following: bool) -> Iterator[tuple[Rule, Advice]]:
        for rule in self.rules.values():
            if bool(rule.after) is following:
                yield from ((rule, advice) for advice in rule.advice)

    @cached_property
    def requested(self) -> frozenset[str]:
        """The facts that answer items of a request, and what decides whether they are asked."""
        points = [point for option in self.options.values() for point in option.answered_by]
        answering = (name for point in points for fact in point.facts for name in fact)
        deciding = (test.quantity for point in points for test in tests_of(point.when))
        return frozenset((*answering, *deciding))

    def place_of(self, rule: str) -> Place:
        """Return where the statement of a rule stands in the guideline."""
        return self.statements[self.rules[rule].statement].place
