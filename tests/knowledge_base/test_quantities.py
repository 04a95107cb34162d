"""Definitions, scores and formulas: what they become, in which order, and what is refused."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from engine.engine import Engine
from facts.domains import Boolean, Category, Entry, Number
from facts.labels import Label
from facts.reader import parse_case
from facts.values import Choices, Interval
from knowledge_base.conditions import And, Constant, Measured, Not, Operation, Reading, quantities_of
from knowledge_base.conditions import tests_of as each_test  # pytest takes a name that begins with “test” for a test
from knowledge_base.loader import load
from knowledge_base.program import Program, ScoreRow
from tests.knowledge_base.editions import load_with, mini_edition, problems_of, second_chapter

MANUAL = Path(__file__).parents[2] / "docs" / "language"
SCORE = """\
- score: {name}
  fr: Points
  en: Points
  items:
"""


def with_items(folder: Path, items: str) -> Program:
    return load_with(folder, second=second_chapter(items))


def problems_with(folder: Path, items: str) -> list[str]:
    problems = problems_of(mini_edition(folder, second=second_chapter(items)))
    return [problem.removeprefix("second.yaml:") for problem in problems]


def score(*items: str, name: str = "lesion.points") -> str:
    return SCORE.format(name=name) + "".join(f"    - {{{item}}}\n" for item in items)


def test_a_definition_is_a_yes_or_no_quantity_of_its_statement(tmp_path: Path) -> None:
    program = with_items(
        tmp_path, "- {definition: lesion.broken, fr: Cassé, en: Broken, when: lesion.pathological_fracture}"
    )
    quantity = program.quantities["lesion.broken"]
    assert (quantity.kind, quantity.subject, quantity.domain) == ("definition", "lesion", Boolean())
    assert quantity.statement == "second.tried"
    assert program.definitions["lesion.broken"].text == "lesion.pathological_fracture"


def test_the_order_of_writing_does_not_matter(tmp_path: Path) -> None:
    program = with_items(
        tmp_path,
        "- {rule: second.rule, when: lesion.twice > 1, recommend: splint}\n"
        "- {formula: lesion.twice, fr: Double, en: Twice, value: lesion.points * 2}\n"
        + score("fact: lesion.operated, points: {true: 1, false: 0}"),
    )
    assert list(program.scores) == ["lesion.points"]
    derived = [name for name, quantity in program.quantities.items() if quantity.kind != "fact"]
    assert derived == ["lesion.points", "lesion.twice"]


def test_a_score_goes_from_the_least_to_the_most_points(tmp_path: Path) -> None:
    program = with_items(
        tmp_path,
        score(
            "fact: lesion.pain, points: {none: 0, mild: 1, moderate: 2..3, functional: 4}",
            "fact: lesion.operated, points: {true: -1, false: 0}",
            "fact: lesion.size_mm, points: {<=10: 0, '>10': 5}",
        ),
    )
    found = program.scores["lesion.points"]
    assert program.quantities["lesion.points"].domain == Number("", -1, 9, whole_number=True)
    assert not program.quantities["lesion.points"].partial
    assert found.items[0].rows[2] == ScoreRow(Choices(frozenset({"moderate"})), Fraction(2), Fraction(3))
    assert found.items[1].rows[0] == ScoreRow(Choices(frozenset({"true"})), Fraction(-1), Fraction(-1))
    size = Interval(Fraction(10), Fraction(500), low_open=True)
    assert found.items[2].rows[1] == ScoreRow(size, Fraction(5), Fraction(5))


def test_a_group_of_categories_gives_points_together(tmp_path: Path) -> None:
    program = with_items(tmp_path, score("fact: lesion.site, points: {femur: 2, tibia: 1}, otherwise: not_applicable"))
    (item,) = program.scores["lesion.points"].items
    assert isinstance(item.rows[0].region, Choices)
    assert len(item.rows[0].region.names) == 6
    assert item.partial
    assert program.quantities["lesion.points"].partial


def test_points_of_whole_numbers_leave_no_gap_between_neighbours(tmp_path: Path) -> None:
    program = with_items(tmp_path, score("fact: patient.ecog, points: {0..1: 0, 2: 1, 3..4: 2}", name="patient.points"))
    (item,) = program.scores["patient.points"].items
    assert (item.partial, item.whole_number) == (False, True)


@pytest.mark.parametrize(
    ("points", "gap"),
    [
        ("{none: 0, mild: 1}", "functional, moderate of “lesion.pain”"),
        ("{none: 0, mild: 1, moderate: 2, functional: 3}", ""),
    ],
)
def test_every_category_has_points(tmp_path: Path, points: str, gap: str) -> None:
    problems = problems_with(tmp_path, score(f"fact: lesion.pain, points: {points}"))
    told = f"14: score_gap: no points for {gap}; write them, or “otherwise: not_applicable”"
    assert problems == ([told] if gap else [])


@pytest.mark.parametrize(
    ("points", "gap"),
    [
        ("{<=10: 0, '>10': 1}", None),
        ("{<10: 0, '>=10': 1}", None),
        ("{<10: 0, '>10': 1}", "10"),
        ("{0..10: 0, 20..500: 1}", "15"),
        ("{5..10: 0, '>10': 1}", "0"),
        ("{<=10: 0, '>10 cm': 1}", "55"),
        ("{<=1 cm: 0, '>1 cm': 1}", None),
        ("{10: 0}", "0"),
    ],
)
def test_every_number_has_points(tmp_path: Path, points: str, gap: str | None) -> None:
    problems = problems_with(tmp_path, score(f"fact: lesion.size_mm, points: {points}"))
    told = (
        f"14: score_gap: no points for the value {gap} of “lesion.size_mm”; write them, or “otherwise: not_applicable”"
    )
    assert problems == ([told] if gap else [])


def test_a_score_without_points_is_refused(tmp_path: Path) -> None:
    # It was a ValueError of the loader.
    items = score("fact: lesion.pain, points: {}, otherwise: not_applicable")
    assert problems_with(tmp_path, items) == ["14: shape: “points” is empty"]


@pytest.mark.parametrize("points", ["1..", "..1", "1.5", "1_0", "one", "' 1'", "'" + "9" * 5000 + "'"])
def test_points_are_a_number_or_a_range(tmp_path: Path, points: str) -> None:
    # “1..” was read as 1.
    (problem,) = problems_with(tmp_path, score(f"fact: lesion.operated, points: {{true: {points}, false: 0}}"))
    assert problem.startswith(("14: type: ", "14: shape: "))
    assert len(problem) < 150


def test_a_wrong_row_of_a_score_is_reported_at_its_own_line(tmp_path: Path) -> None:
    # Reported at the line of the item before.
    items = (
        SCORE.format(name="lesion.points")
        + "    - fact: lesion.operated\n      points:\n        true: 1\n        no: 0\n"
    )
    (problem,) = problems_with(tmp_path, items)
    assert problem.startswith("17: category: lesion.operated: ")


def test_a_measured_formula_has_the_bounds_of_both(tmp_path: Path) -> None:
    program = with_items(
        tmp_path,
        "- {formula: patient.liveliness, fr: V, en: L, value: 100 - 30 * patient.ecog, measured: patient.karnofsky}",
    )
    value = program.formulas["patient.liveliness"].value
    assert isinstance(value, Measured)
    assert list(quantities_of(value)) == ["patient.karnofsky", "patient.ecog"]
    assert program.quantities["patient.liveliness"].domain == Number("", Fraction(-20), Fraction(100))


@pytest.mark.parametrize(
    ("karnofsky", "ecog", "liveliness"),
    [
        (None, "2", (60, 60)),
        ("70", None, (70, 70)),
        ("70", "2", (70, 70)),
        ("50..70", "1..2", (60, 70)),
        (None, "1..2", (60, 80)),
        ("<=50", "2", (0, 50)),
        (None, None, (20, 100)),
    ],
)
def test_a_measurement_and_a_computation_narrow_each_other(
    karnofsky: str | None, ecog: str | None, liveliness: tuple[int, int]
) -> None:
    facts = {"karnofsky": karnofsky, "ecog": ecog}
    case = parse_case(json.dumps({"patient": {name: value for name, value in facts.items() if value}}), "case.yaml")
    found = Engine(load(MANUAL)).consult(case).known.values["patient", "patient.liveliness"].possible
    assert isinstance(found, Interval)
    assert (found.low, found.high) == liveliness


def test_a_formula_keeps_what_it_computes(tmp_path: Path) -> None:
    program = with_items(
        tmp_path, "- {formula: lesion.size_in_cm, fr: Taille, en: Size, unit: mm, value: lesion.size_mm / 10}"
    )
    value = program.formulas["lesion.size_in_cm"].value
    assert value == Operation("/", Reading("lesion.size_mm"), Constant(Fraction(10)))
    assert program.quantities["lesion.size_in_cm"].domain == Number("mm", Fraction(0), Fraction(50))


def test_a_formula_of_several_units_says_its_own(tmp_path: Path) -> None:
    program = with_items(
        tmp_path,
        "- formula: patient.clearance\n  fr: Clairance\n  en: Clearance\n  unit: ''\n"
        "  value: (140 - patient.age_years) * patient.weight_kg / patient.creatinine_umol_l",
    )
    assert program.quantities["patient.clearance"].domain == Number("", Fraction(4, 25), Fraction(4200))


def test_the_members_of_a_circle_are_not_called_unknown(tmp_path: Path) -> None:
    # One member of the circle was, once the circle had been cut.
    items = (
        "- {definition: lesion.egg, fr: Œuf, en: Egg, when: lesion.hen}\n"
        "- {definition: lesion.hen, fr: Poule, en: Hen, when: lesion.egg}\n"
        "- {definition: lesion.farm, fr: Ferme, en: Farm, when: lesion.hen or lesion.egg}\n"
        "- {rule: second.rule, when: lesion.farm, recommend: splint}"
    )
    assert problems_with(tmp_path, items) == [
        "10: cycle: depends on itself: lesion.egg reads lesion.hen reads lesion.egg"
    ]


def test_every_circle_is_reported(tmp_path: Path) -> None:
    items = "\n".join(
        f"- {{definition: lesion.{name}, fr: Un, en: One, when: lesion.{read}}}"
        for name, read in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "d"), ("e", "d"))
    )
    assert problems_with(tmp_path, items) == [
        "10: cycle: depends on itself: lesion.a reads lesion.b reads lesion.c reads lesion.a",
        "13: cycle: depends on itself: lesion.d reads lesion.d",
    ]


def test_what_reads_a_broken_definition_is_not_wrong_because_of_it(tmp_path: Path) -> None:
    items = (
        "- {definition: lesion.broken, fr: Cassé, en: Broken, when: lesion.operatd}\n"
        "- {definition: lesion.weak, fr: Faible, en: Weak, when: lesion.broken or lesion.complicated}\n"
        "- {rule: second.rule, when: lesion.weak, recommend: splint}\n"
        "- {rule: second.other, when: lesion.weka, recommend: splint}"
    )
    assert problems_with(tmp_path, items) == [
        "10: unknown_name: “lesion.operatd”; did you mean “lesion.operated”?",
        "13: unknown_name: “lesion.weka” is neither a fact nor defined here",
    ]


def test_a_name_that_cannot_be_a_quantity_is_reported_once(tmp_path: Path) -> None:
    items = (
        "- {definition: lesion.Broken, fr: Cassé, en: Broken, when: lesion.operated}\n"
        "- {rule: second.rule, when: lesion.Broken, recommend: splint}"
    )
    (problem,) = problems_with(tmp_path, items)
    assert problem.startswith("10: bad_identifier: ")


def lookup(values: str, by: str = "patient.sex") -> str:
    return f"- {{lookup: patient.factor, fr: Facteur, en: Factor, by: {by}, values: {values}}}\n"


def test_a_lookup_is_one_item_of_exact_numbers(tmp_path: Path) -> None:
    rule = "- {rule: second.rule, when: patient.factor > 1.1, recommend: rest}"
    program = with_items(tmp_path, lookup("{female: 1.04, male: 1..1.23}") + rule)
    quantity = program.quantities["patient.factor"]
    assert (quantity.kind, quantity.partial, quantity.domain) == ("lookup", False, Number("", 1, Fraction("1.23")))
    (item,) = program.scores["patient.factor"].items
    female, male = (Choices(frozenset({sex})) for sex in ("female", "male"))
    assert item.rows == (
        ScoreRow(female, Fraction("1.04"), Fraction("1.04")),
        ScoreRow(male, Fraction(1), Fraction("1.23")),
    )


def test_a_formula_may_read_a_lookup_and_a_constant(tmp_path: Path) -> None:
    program = with_items(
        tmp_path,
        lookup("{female: 2, male: 3}")
        + "- {formula: patient.step, fr: Pas, en: Step, unit: kg, value: 0.5}\n"
        + "- {formula: patient.load, fr: Charge, en: Load, unit: kg, value: patient.factor * patient.step}\n"
        + "- {rule: second.rule, when: patient.load > 1, recommend: rest}",
    )
    assert program.quantities["patient.load"].domain == Number("kg", 1, Fraction("1.5"))
    assert program.formulas["patient.step"].value == Constant(Fraction(1, 2))
    found = Engine(program).consult(parse_case("patient: {sex: female}", "case"))
    assert found.known.values["patient", "patient.load"].possible == Interval(Fraction(1), Fraction(1))
    assert found.rules["second.rule", "patient"].word == "fails"


# Categories


def category(*rows: str, name: str = "lesion.ache") -> str:
    head = f"- category: {name}\n  fr: Douleur\n  en: Ache\n  values:\n"
    return head + "".join(f"    - {{{row}}}\n" for row in rows)


SOME = "value: some, fr: oui, en: some, when: lesion.pain != none"
REST = "value: rest, fr: reste, en: rest"


def test_a_category_is_a_quantity_with_labelled_categories(tmp_path: Path) -> None:
    program = with_items(tmp_path, category(SOME, REST))
    quantity = program.quantities["lesion.ache"]
    entries = Entry("some", Label(fr="oui", en="some")), Entry("rest", Label(fr="reste", en="rest"))
    assert (quantity.kind, quantity.subject, quantity.domain) == ("category", "lesion", Category(*entries))
    assert (quantity.statement, quantity.partial) == ("second.tried", False)
    some, rest = program.categories["lesion.ache"].rows
    assert isinstance(some.when, Not)
    assert (rest.value, rest.when) == ("rest", And(()))


@pytest.mark.parametrize("condition", ["lesion.ache == some", "lesion.ache != some", "not lesion.ache in {some}"])
def test_a_category_is_read_like_a_fact(tmp_path: Path, condition: str) -> None:
    rule = f'- {{rule: second.rule, when: "{condition}", recommend: splint}}'
    program = with_items(tmp_path, category(SOME, REST) + rule)
    assert [str(test) for test in each_test(program.rules["second.rule"].when)] == ["lesion.ache == some"]


def test_what_rows_compute_is_told_apart(tmp_path: Path) -> None:
    program = with_items(
        tmp_path,
        category(
            "value: one, fr: un, en: a, when: lesion.axial_lysis_percent - lesion.circumferential_lysis_percent > 10",
            "value: two, fr: b, en: b, when: lesion.axial_lysis_percent + lesion.circumferential_lysis_percent > 80",
            REST,
        ),
    )
    assert set(program.formulas) == {f"lesion.computed_in.lesion.ache.{row}.1" for row in ("one", "two")}
    lysis = "axial_lysis_percent: {}, circumferential_lysis_percent: 50"
    lesions = f"[{{id: L1, {lysis.format(40)}}}, {{id: L2, {lysis.format(61)}}}]"
    values = Engine(program).consult(parse_case(f"lesions: {lesions}", "case")).known.values
    found = [values[f"lesion:{lesion}", "lesion.ache"].possible for lesion in ("L1", "L2")]
    assert found == [Choices(frozenset({name})) for name in ("two", "one")]


def test_a_category_may_read_categories_numbers_and_several_at_once(tmp_path: Path) -> None:
    program = with_items(
        tmp_path,
        "- {formula: lesion.twice, fr: Double, en: Twice, value: lesion.factor * 2}\n"
        "- {lookup: lesion.factor, fr: Facteur, en: Factor, by: lesion.ache, values: {some: 2, rest: 1}}\n"
        + category(
            "value: high, fr: haut, en: high, when: lesion.twice > 3 and patient.current_drugs has any",
            "value: low, fr: bas, en: low, when: lesion.ache == some",
            "value: none, fr: aucun, en: none",
            name="lesion.level",
        )
        + category(SOME, REST),
    )
    case = "patient: {{current_drugs: {drugs}}}\nlesions: [{{id: L1, pain: {pain}}}]"
    for drugs, pain, names in (
        ("[cisplatin]", "mild", {"high"}),
        ("[]", "mild", {"low"}),
        ("~", "mild", {"high", "low"}),
        ("[]", "none", {"none"}),
        ("[]", "[none, mild]", {"low", "none"}),
        ("~", "none", {"none"}),
    ):
        known = Engine(program).consult(parse_case(case.format(drugs=drugs, pain=pain), "case")).known
        assert known.values["lesion:L1", "lesion.level"].possible == Choices(frozenset(names))


def test_only_the_last_value_may_say_that_it_always_holds(tmp_path: Path) -> None:
    assert problems_with(tmp_path, category(SOME, f"{REST}, when: always")) == [
        "15: score_gap: no value where none of the conditions holds; "
        "the last value has no “when” and is for all the rest"
    ]


@pytest.mark.parametrize(
    ("before", "after", "reached"),
    [
        ("lesion.pain != none", "lesion.pain == mild", False),
        ("lesion.pain == mild", "lesion.pain != none", True),
        ("lesion.operated", "lesion.operated and lesion.size_mm > 3", False),
        ("lesion.operated and lesion.size_mm > 3", "lesion.operated", True),
        ("lesion.operated and lesion.size_mm > 3", "lesion.size_mm > 4 and lesion.operated", False),
        ("lesion.operated and lesion.size_mm > 3", "lesion.size_mm >= 3 and lesion.operated", True),
        ("not lesion.operated", "lesion.size_mm > 3 and not lesion.operated", False),
        ("not lesion.operated", "lesion.operated", True),
        ("lesion.operated or lesion.size_mm > 3", "lesion.operated or lesion.size_mm > 3", False),
        ("always", "lesion.operated", False),
    ],
)
def test_a_value_that_one_before_it_always_precedes_is_refused(
    tmp_path: Path, before: str, after: str, reached: bool
) -> None:
    rows = (f"value: {name}, fr: un, en: one, when: {when}" for name, when in (("one", before), ("two", after)))
    problems = problems_with(tmp_path, category(*rows, REST))
    told = "15: bounds: this row can never be reached: “one” stands before it and holds wherever it would"
    assert problems == ([] if reached else [told])
