"""The Tokuhashi score of table 11 over all combinations of its five items; a lung tumour gives no points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from facts.case import Case
from facts.patient import Patient
from facts.values import Interval, ValueSet
from knowledge_base.arithmetic import Points, score_points
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load

PROGRAM = load(edition_folder(DEFAULT_EDITION))
CONDITION: Mapping[int | str, int] = {"poor": 0, "moderate": 1, "good": 2}
FRANKEL: Mapping[int | str, int] = {"a": 0, "c": 1, "e": 2}
VERTEBRAE: Mapping[int | str, int] = {3: 0, 2: 1, 1: 2}
BONES: Mapping[int | str, int] = {3: 0, 1: 1, 0: 2}
VISCERA: Mapping[int | str, int] = {"unresectable": 0, "resectable": 1, "none": 2}
ITEMS = ("general_condition", "frankel", "vertebrae_involved", "extraspinal_bone_metastases", "visceral_metastases")
ROWS: tuple[Mapping[int | str, int], ...] = (CONDITION, FRANKEL, VERTEBRAE, BONES, VISCERA)


def tokuhashi(**facts: object) -> Points:
    values = Case(patient=Patient(**facts)).patient.values()
    return score_points(PROGRAM.scores["patient.tokuhashi"], lambda name: values[name.removeprefix("patient.")])


def total(**facts: object) -> ValueSet | None:
    return tokuhashi(**facts).total


def exactly(points: int) -> Interval:
    return Interval(Fraction(points), Fraction(points))


def test_the_243_combinations() -> None:
    sums: Counter[int] = Counter()
    for combination in product(*ROWS):
        points = sum(row[one] for row, one in zip(ROWS, combination, strict=True))
        assert total(**dict(zip(ITEMS, combination, strict=True))) == exactly(points)
        sums[points] += 1
    assert [sums[points] for points in range(11)] == [1, 5, 15, 30, 45, 51, 45, 30, 15, 5, 1]
    assert sum(number for points, number in sums.items() if points > 9) == 1
    assert sum(number for points, number in sums.items() if points < 6) == 147


def test_every_value_of_an_item_has_the_points_of_its_row() -> None:
    best = dict(zip(ITEMS, ("good", "e", 1, 0, "none"), strict=True))
    for grade, points in {"a": 0, "b": 0, "c": 1, "d1": 1, "d2": 1, "d3": 1, "e": 2}.items():
        assert total(**best | {"frankel": grade}) == exactly(8 + points)
    for vertebrae, points in {1: 2, 2: 1, 3: 0, 4: 0, 30: 0}.items():
        assert total(**best | {"vertebrae_involved": vertebrae}) == exactly(8 + points)
    for bones, points in {0: 2, 1: 1, 2: 1, 3: 0, 50: 0}.items():
        assert total(**best | {"extraspinal_bone_metastases": bones}) == exactly(8 + points)


def test_without_a_diseased_vertebra_there_is_no_score() -> None:
    assert total(vertebrae_involved=0) is None


def test_what_is_not_known_leaves_a_range() -> None:
    assert total(vertebrae_involved=1) == Interval(Fraction(2), Fraction(10))
    assert total(vertebrae_involved="1..3", frankel="d") == Interval(Fraction(1), Fraction(9))
