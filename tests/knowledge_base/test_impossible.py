"""What no patient is: how it is loaded, and what the edition says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.conditions import And, Not, OverLesions, Test
from knowledge_base.conditions import tests_of as each_test  # pytest takes a name that begins with “test” for a test
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.program import Program
from tests.knowledge_base.editions import MINI, load_with

EDITION = load(edition_folder(DEFAULT_EDITION))
ADVICE = (MINI / "advice.yaml").read_text("utf-8")


def loaded(folder: Path, *items: str) -> Program:
    lines = "".join(f"  - {{impossible: i{number}, fr: Non, en: No, {item}}}\n" for number, item in enumerate(items))
    return load_with(folder, advice=f"{ADVICE}\nimpossible:\n{lines}")


def test_an_edition_need_not_say_what_is_impossible() -> None:
    assert load(MINI).impossible == {}


def test_a_combination_is_of_a_lesion_when_it_names_one_and_else_of_the_patient(tmp_path: Path) -> None:
    lesion, patient = loaded(
        tmp_path,
        "when: lesion.operated and not lesion.complicated",
        'when: "patient.elderly and any lesion (lesion.operated)", moot: true',
    ).impossible.values()
    assert (lesion.subject, lesion.moot) == ("lesion", False)
    assert isinstance(lesion.when, And)
    assert isinstance(lesion.when.operands[1], Not)
    assert (patient.subject, patient.moot) == ("patient", True)
    assert isinstance(patient.when, And)
    assert isinstance(patient.when.operands[1], OverLesions)
    assert patient.label.fr == "Non"


def test_its_tests_are_tests_of_the_program(tmp_path: Path) -> None:
    program = loaded(tmp_path, "when: lesion.size_mm > 77 and lesion.operated")
    assert isinstance(program.tests["lesion.size_mm > 77"], Test)


def test_the_edition_says_what_is_impossible_by_facts_alone() -> None:
    assert 15 <= len(EDITION.impossible) <= 60
    tests = [test for one in EDITION.impossible.values() for test in each_test(one.when)]
    assert {EDITION.quantities[test.quantity].kind for test in tests} == {"fact"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_two_combinations_read_the_same(language: str) -> None:
    labels = [getattr(one.label, language) for one in EDITION.impossible.values()]
    assert len(set(labels)) == len(labels)
