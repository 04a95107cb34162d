"""Random cases over any vocabulary, and cases that differ from a given one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from facts.case import PATIENT, Case
from facts.domains import Category, Number, ValueProblem
from facts.subject import Subject
from facts.values import NO, YES, Bound, Choices, Interval, ValueSet
from facts.vocabulary import FactDefinition, SubjectKind
from knowledge_base.program import Program

__all__ = [
    "changed",
    "disturbed",
    "exact_value",
    "narrowed",
    "numbers_of_interest",
    "random_case",
    "rebuilt",
    "regions_of",
]

_IGNORANCE = (0.0, 0.05, 0.15, 0.4, 0.8)
_LEANINGS = (0.5, 0.5, 0.5, 0.03, 0.97)
_LESIONS = (0, 1, 1, 1, 1, 1, 2, 2, 3, 6)
_STEP = Fraction(1, 10)


def regions_of(program: Program) -> dict[str, list[ValueSet]]:
    """Return, by quantity, every region that a test or a row of a score asks about."""
    found: dict[str, list[ValueSet]] = {name: [] for name in program.quantities}
    for test in program.tests.values():
        found[test.quantity].append(test.region)
    for score in program.scores.values():
        for item in score.items:
            found[item.quantity].extend(row.region for row in item.rows)
    return found


def random_case(rng: Random, program: Program, lesions: int | None = None, model: type[Case] = Case) -> Case:
    """Return a patient with any number of lesions, about whom more or less is known."""
    draw = _Draw(rng, regions_of(program), rng.choice(_IGNORANCE), rng.choice(_LEANINGS))
    count = rng.choice(_LESIONS) if lesions is None else lesions
    of_lesions = [{"id": f"L{number + 1}", **draw.fields(program, "lesion")} for number in range(count)]
    rng.shuffle(of_lesions)
    patient = draw.fields(program, "patient")
    return model.model_validate({"id": "random", "patient": patient, "lesions": of_lesions})


@dataclass(frozen=True)
class _Draw:
    """How the facts of one case are drawn: how many are unknown, and how many yes/no facts are “yes”."""

    rng: Random
    regions: Mapping[str, list[ValueSet]]
    ignorance: float
    leaning: float

    def fields(self, program: Program, subject: SubjectKind) -> dict[str, object]:
        fields = Subject.fields_of({fact.name: self.value(fact) for fact in program.vocabulary.of(subject)})
        wholes = [whole.name for whole in program.vocabulary.several.values() if whole.subject == subject]
        # Of several categories at once, nothing at all is known more often than each is unknown by chance.
        return fields | {name: None for name in wholes if self.rng.random() < self.ignorance}

    def value(self, fact: FactDefinition) -> ValueSet:
        """Return everything, a part, or one value; often what lies where a region begins or ends."""
        if self.rng.random() < self.ignorance:
            return fact.domain.whole
        match fact.domain:
            case Number():
                return _numbers(self.rng, fact.domain, self.regions[fact.qualified])
            case Category():
                return _categories(self.rng, fact.domain, self.regions[fact.qualified])
            case _:
                return YES if self.rng.random() < self.leaning else NO


def narrowed(rng: Random, program: Program, case: Case, probability: float) -> Case:
    """Return a case in which some facts are known better, up to one value."""
    regions = regions_of(program)

    def narrower(fact: FactDefinition, value: ValueSet) -> ValueSet:
        if value.is_exact or rng.random() > probability:
            return value
        one = exact_value(rng, fact, value, regions[fact.qualified])
        return one if rng.random() < 0.6 else _between(rng, value, one)

    return changed(program, case, lambda _, fact, value: narrower(fact, value))


def disturbed(rng: Random, program: Program, case: Case, probability: float) -> Case:
    """Return a case in which some facts are drawn anew: of the patients that a rule is about, or nearly."""
    draw = _Draw(rng, regions_of(program), 0.3, 0.5)

    def redrawn(fact: FactDefinition, value: ValueSet) -> ValueSet:
        return draw.value(fact) if rng.random() < probability else value

    return changed(program, case, lambda _, fact, value: redrawn(fact, value))


def changed(program: Program, case: Case, change: Callable[[str, FactDefinition, ValueSet], ValueSet]) -> Case:
    """Return a case with each value replaced by what `change` makes of the subject, the fact and the value."""
    found = {
        subject: {
            fact.name: change(subject, fact, values[fact.name])
            for fact in program.vocabulary.of("patient" if subject == PATIENT else "lesion")
        }
        for subject, values in case.subjects().items()
    }
    return rebuilt(case, found)


def rebuilt(case: Case, subjects: Mapping[str, Mapping[str, ValueSet]]) -> Case:
    """Return the case of these subjects, in their order."""
    lesions = [
        {"id": subject.partition(":")[2], **Subject.fields_of(values)}
        for subject, values in subjects.items()
        if subject != PATIENT
    ]
    patient = Subject.fields_of(subjects[PATIENT])
    return type(case).model_validate({"id": case.id, "patient": patient, "lesions": lesions})


def exact_value(rng: Random, fact: FactDefinition, value: ValueSet, regions: list[ValueSet]) -> ValueSet:
    """Return one of the possible values of a set."""
    if isinstance(value, Choices):
        return Choices(frozenset({rng.choice(sorted(value.names))}))
    assert isinstance(fact.domain, Number)
    numbers = [number for number in numbers_of_interest(fact.domain, regions) if value.meets(Interval(number, number))]
    middle = (Fraction(value.low) + Fraction(value.high)) / 2
    number = rng.choice(numbers or [Fraction(math.floor(middle)) if fact.domain.whole_number else middle])
    return Interval(number, number)


def _between(rng: Random, value: ValueSet, one: ValueSet) -> ValueSet:
    """Return a set that holds one value and lies within another."""
    if isinstance(value, Choices):
        assert isinstance(one, Choices)
        return Choices(one.names | frozenset(name for name in value.names if rng.random() < 0.5))
    assert isinstance(one, Interval)
    if rng.random() < 0.5 and one.low > value.low:
        return Interval(value.low, one.high, value.low_open)
    return Interval(one.low, value.high, False, value.high_open and one.low < value.high)


def _numbers(rng: Random, domain: Number, regions: list[ValueSet]) -> Interval:
    numbers = numbers_of_interest(domain, regions)
    for _ in range(20):
        low, high = sorted(rng.choices(numbers, k=2))
        try:
            if low == high or rng.random() < 0.6:
                return domain.parse(Interval(low, low))
            return domain.parse(Interval(low, high, rng.random() < 0.4, rng.random() < 0.4))
        except ValueProblem:
            continue  # no whole number lies between open bounds
    return domain.whole


def numbers_of_interest(domain: Number, regions: list[ValueSet]) -> list[Fraction]:
    """Return the bounds of the domain and of the regions, what lies next to them, and a few more."""
    low, high = Fraction(domain.minimum), Fraction(domain.maximum)
    step = Fraction(1) if domain.whole_number else _STEP
    found = {low, high, Fraction(math.floor((low + high) / 2)), Fraction(math.floor((3 * low + high) / 4))}
    for bound in _bounds(regions):
        found |= {bound - step, bound, bound + step}
    return sorted(number for number in found if low <= number <= high)


def _bounds(regions: list[ValueSet]) -> Iterator[Fraction]:
    for region in regions:
        if isinstance(region, Interval):
            ends: tuple[Bound, ...] = (region.low, region.high)
            yield from (Fraction(end) for end in ends if not math.isinf(end))


def _categories(rng: Random, domain: Category, regions: list[ValueSet]) -> Choices:
    pool = list(domain.names)
    if regions and rng.random() < 0.6:
        # A category of a random region, so that rare ones come up.
        region = rng.choice(regions)
        assert isinstance(region, Choices)
        pool = sorted(region.names)
    if rng.random() < 0.7:
        return Choices(frozenset({rng.choice(pool)}))
    return Choices(frozenset(rng.sample(pool, rng.randint(1, len(pool)))))
