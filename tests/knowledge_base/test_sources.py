"""Files of an edition: what has not the right shape is named at its line, and hides nothing else."""

from __future__ import annotations

from pathlib import Path

from knowledge_base.loader import load
from tests.knowledge_base.editions import MINI, load_with, mini_edition, problems_of, second_chapter


def test_a_wrong_value_under_a_rule_is_reported_at_its_own_line(tmp_path: Path) -> None:
    # Reported at the line of “rule:” before.
    items = "- rule: second.rule\n  recommend: splint\n  when: true"
    folder = mini_edition(tmp_path, second=second_chapter(items))
    assert problems_of(folder) == ["second.yaml:12: shape: “when” is true; expected: a text; put it in quotes"]


def test_a_value_that_is_neither_text_nor_list_is_reported_once(tmp_path: Path) -> None:
    # Reported twice before, once for each shape it has not.
    items = "- rule: second.rule\n  when: lesion.operated\n  recommend: 3"
    assert len(problems_of(mini_edition(tmp_path, second=second_chapter(items)))) == 1


def test_a_misspelt_key_is_not_missing_as_well(tmp_path: Path) -> None:
    text = second_chapter("- {rule: second.rule, when: lesion.operated, recommend: splint}")
    folder = mini_edition(tmp_path, second=text.replace("strength:", "strenght:"))
    assert problems_of(folder) == ["second.yaml:5: unknown_key: “strenght”; did you mean “strength”?"]


def test_every_defect_of_the_text_is_reported(tmp_path: Path) -> None:
    # Only the first was, and without a sentence.
    text = second_chapter("- {rule: second.rule, when: &a lesion.operated, recommend: !!str splint}")
    assert problems_of(mini_edition(tmp_path, second=text)) == [
        "second.yaml:10: alias: anchors and aliases are not allowed",
        "second.yaml:10: tag: YAML tag not allowed: !!str",
    ]


def test_a_broken_statement_does_not_hide_what_is_wrong_with_its_neighbours(tmp_path: Path) -> None:
    text = second_chapter("- {rule: second.rule, when: lesion.operatd, recommend: splint}")
    broken = "  - {statement: second.broken}\n"
    folder = mini_edition(tmp_path, second=text.replace("statements:\n", f"statements:\n{broken}"))
    problems = problems_of(folder)
    assert "second.yaml:11: unknown_name: “lesion.operatd”; did you mean “lesion.operated”?" in problems
    assert all(problem.startswith(("second.yaml:3: missing", "second.yaml:11: ")) for problem in problems)


def test_what_a_broken_statement_declares_is_not_called_unknown(tmp_path: Path) -> None:
    text = second_chapter(
        "- {definition: lesion.broken, fr: Cassé, en: Broken, when: lesion.pathological_fracture}\n"
        "- {rule: second.rule, when: lesion.broken, recommend: splint}"
    ).replace("    mark:", "    marc:")
    user = """\
  - statement: second.user
    place: {section: "1", element: sentence 2}
    strength: advised
    mark: "00000002"
    fr: Un autre.
    en: Another.
    rules:
      - {rule: second.other, when: lesion.broken, recommend: splint, overrides: [second.rule]}
"""
    assert problems_of(mini_edition(tmp_path, second=text + user)) == [
        "second.yaml:6: unknown_key: “marc”; did you mean “mark”?"
    ]


def test_options_that_only_an_unreadable_chapter_advises_are_not_called_unused(tmp_path: Path) -> None:
    folder = mini_edition(tmp_path, first="chapter: first\nstatements: [")
    assert [problem.split(": ")[1] for problem in problems_of(folder)] == ["syntax"]


def test_a_file_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    edition = (MINI / "edition.yaml").read_text("utf-8").replace("advice: [advice.yaml]", "advice: [/etc/hostname]")
    (problem,) = problems_of(mini_edition(tmp_path, edition=edition))
    assert problem.startswith('edition.yaml:6: bad_identifier: "/etc/hostname" is no file name')


def test_points_are_whole_numbers_and_no_yes(tmp_path: Path) -> None:
    # “true” counted as one point before.
    items = (
        "- score: lesion.points\n  fr: Points\n  en: Points\n"
        "  items: [{fact: lesion.operated, points: {true: true, false: 0}}]"
    )
    (problem,) = problems_of(mini_edition(tmp_path, second=second_chapter(items)))
    assert problem == "second.yaml:13: shape: “true” is true; expected: a whole number or a text"


def test_the_hash_is_that_of_the_text_and_not_of_its_line_ends(tmp_path: Path) -> None:
    windows = (MINI / "first.yaml").read_bytes().replace(b"\n", b"\r\n")
    assert load_with(tmp_path, first=windows).edition.hash == load(MINI).edition.hash


def test_the_hash_changes_with_every_file(tmp_path: Path) -> None:
    hashes = {load(MINI).edition.hash}
    for path in sorted(MINI.glob("*.yaml")):
        folder = tmp_path / path.stem
        folder.mkdir()
        hashes.add(load_with(folder, **{path.stem: path.read_text("utf-8") + "# more\n"}).edition.hash)
    assert len(hashes) == 5


def test_a_program_knows_where_each_statement_is_written() -> None:
    statement = load(MINI).statements["first.all"]
    assert (statement.file, statement.line, statement.place.chapter) == ("first.yaml", 3, "first")
