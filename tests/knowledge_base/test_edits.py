"""What differs between two editions, rule by rule; each test changes one thing in a copy of the small edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.edits import RuleEdit, rule_edits
from knowledge_base.loader import load, program_of
from knowledge_base.program import Program
from knowledge_base.sources import read_sources, sources_of
from tests.knowledge_base.editions import MINI, load_with, second_chapter

RULES = """
- {definition: patient.weak, fr: Faible, en: Weak, when: patient.ecog > 2}
- {rule: second.rest, when: patient.weak, recommend: rest}
- {rule: second.no_rest, when: patient.age_years < 30, overrides: [second.rest]}
"""


def edits(tmp_path: Path, before: str, after: str) -> dict[str, RuleEdit]:
    return rule_edits(*(changed(tmp_path / name, text) for name, text in (("before", before), ("after", after))))


def changed(folder: Path, text: str) -> Program:
    folder.mkdir()
    return load_with(folder, second=text)


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("patient.age_years < 30", "patient.age_years < 40", {"second.no_rest": ("condition",)}),
        ("when: patient.ecog > 2", "when: patient.ecog > 3", {"second.rest": ("computation",)}),
        ("recommend: rest", "discuss: rest", {"second.rest": ("advice",)}),
        (
            "{rule: second.no_rest, when: patient.age_years < 30, overrides: [second.rest]}",
            "{rule: second.no_rest, when: patient.age_years < 30, overrides: [first.rest]}",
            {"first.rest": ("exceptions",), "second.rest": ("exceptions",)},
        ),
        ("Un essai.", "Un autre essai.", {"second.rest": ("wording",), "second.no_rest": ("wording",)}),
    ],
)
def test_each_kind_of_edit_is_named(tmp_path: Path, old: str, new: str, kinds: dict[str, tuple[str, ...]]) -> None:
    text = second_chapter(RULES)
    assert old in text
    assert {name: one.kinds for name, one in edits(tmp_path, text, text.replace(old, new)).items()} == kinds


def test_a_computation_deep_behind_a_condition_is_named(tmp_path: Path) -> None:
    text = second_chapter("""
- {definition: patient.weak, fr: Faible, en: Weak, when: patient.ecog > 2}
- {definition: patient.worn, fr: Usé, en: Worn, when: patient.weak and patient.frail}
- {rule: second.rest, when: patient.worn, recommend: rest}
""")
    found = edits(tmp_path, text, text.replace("ecog > 2", "ecog > 3"))
    assert {name: (one.kinds, one.computed) for name, one in found.items()} == {
        "second.rest": (("computation",), ("patient.weak",))
    }


def test_a_condition_that_is_only_laid_out_otherwise_is_the_same(tmp_path: Path) -> None:
    text = second_chapter(RULES)
    assert edits(tmp_path, text, text.replace("patient.age_years < 30", "( patient.age_years  <  30 )")) == {}


def test_a_changed_condition_is_told_before_and_after(tmp_path: Path) -> None:
    text = second_chapter(RULES)
    found = edits(tmp_path, text, text.replace("< 30", "< 40"))["second.no_rest"]
    assert [str(one) for one in found.conditions or ()] == ["patient.age_years < 30", "patient.age_years < 40"]


def test_a_changed_strength_is_told_and_is_none_of_the_rule(tmp_path: Path) -> None:
    advice = (
        (MINI / "advice.yaml")
        .read_text()
        .replace(
            "  - {strength: advised, fr: conseillé, en: advised}\n",
            "  - {strength: advised, fr: conseillé, en: advised}\n  - {strength: firm, fr: ferme, en: firm}\n",
        )
    )
    first = (MINI / "first.yaml").read_text()
    folders = [tmp_path / name for name in ("before", "after")]
    for folder in folders:
        folder.mkdir()
    before = load_with(folders[0], advice=advice)
    after = load_with(folders[1], advice=advice, first=first.replace("strength: advised", "strength: firm"))
    found = rule_edits(before, after)
    assert {one.strengths for one in found.values()} == {("advised", "firm")}
    assert not any(one.is_of_rule for one in found.values())


def test_rules_that_come_and_go_are_told_with_their_statement(tmp_path: Path) -> None:
    without = (MINI / "second.yaml").read_text()
    found = edits(tmp_path, without, second_chapter(RULES))
    assert found["second.rest"] == RuleEdit("second.rest", ("added",), statement=True)
    again = tmp_path / "again"
    again.mkdir()
    gone = edits(again, second_chapter(RULES), second_chapter(RULES.replace("- {rule: second.no_rest", "#")))
    assert gone["second.no_rest"] == RuleEdit("second.no_rest", ("removed",), statement=False)


def test_an_edition_is_read_from_the_texts_of_its_files_with_the_same_hash() -> None:
    sources = read_sources(MINI)
    again = sources_of(sources.texts)
    assert (again.hash, again.texts, again.problems) == (sources.hash, sources.texts, ())
    assert program_of(again) == load(MINI)


def test_a_text_that_is_not_there_is_looked_up_nowhere_else() -> None:
    texts = dict(read_sources(MINI).texts)
    del texts["first.yaml"]
    assert [str(one) for one in sources_of(texts).problems] == [
        "first.yaml:1: not_found: no such file, or not readable"
    ]
