"""How facts are learnt and how they can change."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.domains import Boolean, Category, Domain, Number, ValueProblem, entry
from facts.learning import (
    CHANGES,
    SOURCES,
    Change,
    Source,
    cheap_first,
    cost,
    later_values,
    learnable_values,
)
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import NO, YES, Choices, Interval, ValueSet
from facts.vocabulary import VOCABULARY, FactDefinition

FACTS = list(VOCABULARY)
DOMAINS: list[Domain] = [
    Boolean(),
    Category(*(entry(name, name, name) for name in ("a", "b", "c", "d"))),
    Number("", 0, 10),
    Number("", 0, 10, whole_number=True),
    Number("mo", -2, 4, also=("wk",)),
]
PAIN, GRADE = Number("", 0, 10), Number("", 0, 4, whole_number=True)


def possible(domain: Domain) -> st.SearchStrategy[ValueSet]:
    """Values of a domain, one or more, with closed and open bounds."""
    if isinstance(domain, Number):
        low, high = Fraction(domain.minimum), Fraction(domain.maximum)
        ends = st.integers(0, 8).map(lambda part: low + (high - low) * part / 8)
        pairs = st.tuples(ends, ends, st.booleans(), st.booleans())
        intervals = pairs.map(lambda found: _interval(domain, *found))
        return intervals.filter(lambda found: found is not None)  # type: ignore[return-value]
    names = sorted(domain.whole.names)
    return st.sets(st.sampled_from(names), min_size=1).map(lambda some: Choices(frozenset(some)))


def _interval(domain: Number, one: Fraction, other: Fraction, low_open: bool, high_open: bool) -> Interval | None:
    low, high = sorted((one, other))
    found = Interval(low, high, low_open, high_open) if low < high else Interval(low, high)
    return found.whole_numbers() if domain.whole_number else found


def holds(some: ValueSet, value: ValueSet) -> bool:
    return some.covers(value)  # type: ignore[arg-type]


def singles(domain: Domain) -> list[ValueSet]:
    """Values of a domain one by one, in its order; of numbers, enough to meet every bound drawn above."""
    if isinstance(domain, Number):
        low, high = Fraction(domain.minimum), Fraction(domain.maximum)
        step = Fraction(1) if domain.whole_number else (high - low) / 16
        return [Interval(low + step * part, low + step * part) for part in range(int((high - low) / step) + 1)]
    names = ["false", "true"] if isinstance(domain, Boolean) else list(domain.names)
    return [Choices(frozenset({name})) for name in names]


CASES = st.sampled_from(DOMAINS).flatmap(lambda domain: st.tuples(st.just(domain), possible(domain)))


@given(CASES, st.sampled_from(get_args(Change)))
def test_later_values_lie_in_the_domain_and_outside_what_is_possible_now(
    case: tuple[Domain, ValueSet], change: Change
) -> None:
    domain, current = case
    found = later_values(change, domain, current)
    assert all(domain.parse(one) == one for one in found)
    for value in singles(domain):
        assert sum(holds(one, value) for one in (current, *found)) <= 1


@given(CASES)
def test_what_changes_freely_can_have_every_other_value(case: tuple[Domain, ValueSet]) -> None:
    domain, current = case
    found = later_values("free", domain, current)
    assert all(any(holds(one, value) for one in (current, *found)) for value in singles(domain))


@given(CASES)
def test_what_changes_onward_can_have_exactly_the_values_behind_the_first_possible_one(
    case: tuple[Domain, ValueSet],
) -> None:
    domain, current = case
    found = later_values("onward", domain, current)
    order = singles(domain)
    first = min((index for index, value in enumerate(order) if holds(current, value)), default=None)
    if first is None:
        return
    later = [index for index, value in enumerate(order) if any(holds(one, value) for one in found)]
    assert later == [index for index in range(first + 1, len(order)) if not holds(current, order[index])]


@given(CASES, st.sampled_from(["onward", "free"]))
def test_knowing_better_never_takes_a_value_away(case: tuple[Domain, ValueSet], change: Change) -> None:
    domain, current = case
    before = (current, *later_values(change, domain, current))
    for known in filter(lambda value: holds(current, value), singles(domain)):
        after = later_values(change, domain, known)
        for value in singles(domain):
            if any(holds(one, value) for one in after):
                assert any(holds(one, value) for one in before)


@given(CASES, st.sampled_from(["fixed", "person"]))
def test_what_is_fixed_has_no_later_value(case: tuple[Domain, ValueSet], change: Change) -> None:
    assert later_values(change, *case) == ()


@pytest.mark.parametrize(
    ("change", "domain", "current", "expected"),
    [
        ("free", PAIN, 0, [">0"]),
        ("free", PAIN, 10, ["<10"]),
        ("free", PAIN, 4, ["<4", ">4"]),
        ("free", PAIN, ">6", ["<=6"]),
        ("free", PAIN, None, []),
        ("free", GRADE, 2, ["<=1", ">=3"]),
        ("onward", GRADE, 2, [">=3"]),
        ("onward", GRADE, 4, []),
        ("onward", PAIN, "<4", [">=4"]),
        ("free", Boolean(), True, [False]),
        ("onward", Boolean(), False, [True]),
        ("onward", Boolean(), True, []),
        ("onward", Boolean(), None, []),
    ],
)
def test_later_values(change: Change, domain: Domain, current: object, expected: Sequence[object]) -> None:
    assert later_values(change, domain, domain.parse(current)) == tuple(domain.parse(one) for one in expected)


def test_later_values_of_another_domain_are_refused() -> None:
    with pytest.raises(ValueProblem):
        later_values("free", GRADE, Interval(Fraction(5), Fraction(7)))
    with pytest.raises(ValueProblem):
        later_values("free", GRADE, YES)


@pytest.mark.parametrize("change", ["free", "onward", "fixed"])
def test_what_is_partly_known_can_be_learnt(change: Change) -> None:
    assert learnable_values(change, PAIN.parse("3..5")) == PAIN.parse("3..5")
    assert learnable_values(change, PAIN.parse(3)) is None


def test_of_the_person_nothing_is_supposed() -> None:
    assert learnable_values("person", PAIN.parse("3..5")) is None
    assert learnable_values("person", Boolean().whole) is None


def test_sources_from_the_cheapest_to_the_dearest() -> None:
    assert tuple(SOURCES) == get_args(Source)
    assert tuple(CHANGES) == get_args(Change)
    assert sorted(SOURCES, key=cost) == [
        "question",
        "examination",
        "blood_test",
        "opinion",
        "radiograph",
        "ct",
        "mri",
        "nuclear_imaging",
        "biopsy",
    ]
    for labels in (SOURCES.values(), CHANGES.values()):
        assert len({one.fr for one in labels}) == len({one.en for one in labels}) == len(labels)


@pytest.mark.parametrize("sources", [(), ("mri", "ct"), ("ct", "ct"), "guess", ("question", "guess")])
def test_sources_that_are_not_as_they_should_be(sources: Any) -> None:
    with pytest.raises(ValueError, match="in this order; not: "):
        cheap_first(sources)


def test_a_fact_without_them_does_not_load() -> None:
    with pytest.raises(TypeError, match="learnt_by"):
        yes_no("os", "bone", change="free")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="change"):
        fact("os", "bone", Boolean(), learnt_by="ct")  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="a change is one of free, onward, fixed, person; not: sometimes"):
        yes_no("os", "bone", learnt_by="ct", change="sometimes")  # type: ignore[arg-type]


@pytest.mark.parametrize("item", FACTS, ids=lambda item: item.qualified)
def test_every_fact_has_sources_and_a_change(item: FactDefinition) -> None:
    assert cheap_first(item.learnt_by) == item.learnt_by
    assert item.change in CHANGES
    if item.part is not None:
        assert (item.learnt_by, item.change) == (item.part.whole.learnt_by, item.part.whole.change)


def test_the_parts_of_several_categories_inherit() -> None:
    drug = VOCABULARY.facts["patient.skeletal_events.pathological_fracture"]
    assert (drug.learnt_by, drug.change) == (("question",), "onward")
    assert later_values(drug.change, drug.domain, NO) == (YES,)


def test_what_belongs_to_the_person() -> None:
    person = {item.qualified for item in FACTS if item.change == "person"}
    assert person == {"patient.age_years", "patient.sex", "patient.elderly"}


def test_a_subject_keeps_what_its_fields_say() -> None:
    class Knee(Subject):
        swollen: Annotated[Choices, yes_no("gonflé", "swollen", learnt_by=("examination", "mri"), change="free")] = (
            UNKNOWN
        )

    ((_, found),) = Knee.facts()
    assert (found.learnt_by, found.change) == (("examination", "mri"), "free")


@pytest.mark.parametrize(
    ("name", "first", "change"),
    [
        ("patient.age_years", "question", "person"),
        ("patient.sex", "question", "person"),
        ("patient.ecog", "question", "free"),
        ("patient.survival_months", "opinion", "free"),
        ("patient.fit_for_surgery", "opinion", "free"),
        ("patient.histology", "biopsy", "fixed"),
        ("patient.creatinine_umol_l", "blood_test", "free"),
        ("patient.platelets_g_l", "blood_test", "free"),
        ("patient.frankel", "examination", "free"),
        ("patient.radiotherapy_received", "question", "onward"),
        ("patient.months_since_radiotherapy", "question", "onward"),
        ("patient.current_drugs.cisplatin", "question", "free"),
        ("patient.extraspinal_bone_metastases", "nuclear_imaging", "onward"),
        ("patient.visceral_metastases", "ct", "free"),
        ("patient.favourable_prospects", "opinion", "free"),
        ("lesion.site", "radiograph", "fixed"),
        ("lesion.vertebral_level", "radiograph", "fixed"),
        ("lesion.pain", "question", "free"),
        ("lesion.axial_lysis_percent", "ct", "free"),
        ("lesion.pathological_fracture", "radiograph", "onward"),
        ("lesion.operated", "question", "onward"),
        ("lesion.previously_irradiated", "question", "onward"),
        ("lesion.previous_cord_max_gy", "question", "fixed"),
        ("lesion.planned_total_gy", "question", "free"),
        ("lesion.bilsky", "mri", "free"),
        ("lesion.posterior_elements", "ct", "onward"),
        ("lesion.bone_scan", "nuclear_imaging", "free"),
        ("lesion.lung_origin_confirmed", "biopsy", "onward"),
    ],
)
def test_facts_as_a_clinician_sees_them(name: str, first: Source, change: Change) -> None:
    item = VOCABULARY.facts[name]
    assert (item.learnt_by[0], item.change) == (first, change)


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("patient.antiresorptive_treatment", ("never", "ongoing", "stopped")),
        ("patient.bone_extent", ("oligometastatic", "multimetastatic")),
        ("patient.treatment_stage", ("beginning", "in_between", "several_lines_failed")),
        ("lesion.posterior_elements", ("none", "unilateral", "bilateral")),
    ],
)
def test_categories_that_move_on_are_declared_in_that_order(name: str, order: tuple[str, ...]) -> None:
    domain = VOCABULARY.facts[name].domain
    assert isinstance(domain, Category)
    assert domain.names == order


def test_no_other_category_moves_on() -> None:
    onward = {item.qualified for item in FACTS if item.change == "onward" and isinstance(item.domain, Category)}
    assert onward == {
        "patient.antiresorptive_treatment",
        "patient.bone_extent",
        "patient.treatment_stage",
        "lesion.posterior_elements",
    }
