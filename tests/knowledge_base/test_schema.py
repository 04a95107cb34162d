"""The JSON Schema of a chapter: editors and the loader accept the same shapes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from facts.document import read_document
from knowledge_base.loader import DEFAULT_EDITION, edition_folder
from knowledge_base.schema import chapter_schema
from tests.knowledge_base.editions import MINI, mini_edition, problems_of, second_chapter

VALIDATOR = Draft202012Validator(chapter_schema())
EDITION = edition_folder(DEFAULT_EDITION)
MANUAL = Path(__file__).parents[2] / "docs" / "language"
CHAPTERS = [
    path
    for folder in (EDITION, MANUAL)
    for path in sorted(folder.glob("*.yaml"))
    if "\nstatements:" in path.read_text("utf-8")
]


def plain(data: Any) -> Any:
    """Return data with the numbers of JSON."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(item) for item in data]
    return float(data) if isinstance(data, Decimal) else data


def errors_in(text: str) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(plain(read_document(text, "chapter.yaml").data))]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(chapter_schema())


@pytest.mark.parametrize("path", [*CHAPTERS, MINI / "first.yaml"], ids=lambda path: path.stem)
def test_chapters_fit(path: Path) -> None:
    assert errors_in(path.read_text("utf-8")) == []


RULE = "- {rule: second.rule, when: lesion.operated, recommend: splint}"


@pytest.mark.parametrize(
    ("items", "place"),
    [
        ("- {rule: second.rule, recommend: splint}", "$.statements[0].rules[0]"),
        ("- {rule: Second, when: lesion.operated, recommend: splint}", "$.statements[0].rules[0]"),
        ("- {rule: second.rule, when: lesion.operated, recommend: []}", "$.statements[0].rules[0]"),
        ("- {definition: lesion.broken, fr: Cassé, when: lesion.operated}", "$.statements[0].rules[0]"),
        ("- {formula: lesion.twice, fr: Double, en: Twice, value: [3]}", "$.statements[0].rules[0]"),
        ("- {score: lesion.points, fr: Un, en: One, items: []}", "$.statements[0].rules[0]"),
        ("- {category: lesion.ache, fr: Douleur, en: Ache, values: []}", "$.statements[0].rules[0]"),
        ("- {category: lesion.ache, fr: Douleur, en: Ache, values: {some: always}}", "$.statements[0].rules[0]"),
        ("- {category: lesion.ache, fr: Un, en: One, values: [{value: a, fr: a}]}", "$.statements[0].rules[0]"),
        ("- lesion.operated", "$.statements[0].rules[0]"),
    ],
)
def test_wrong_chapters_do_not_fit_and_do_not_load(tmp_path: Path, items: str, place: str) -> None:
    text = second_chapter(items)
    assert errors_in(text) == [place]
    assert problems_of(mini_edition(tmp_path, second=text))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("mark:", "marc:"), ["$.statements[0]", "$.statements[0]"]),
        (('"00000001"', '"xyz"'), ["$.statements[0].mark"]),
        (("chapter: second", "title: second"), ["$", "$"]),
        (("    en: A trial.\n", ""), ["$.statements[0]"]),
        (("    en: A trial.\n", '    en: ""\n'), ["$.statements[0].en"]),
    ],
)
def test_wrong_statements_do_not_fit(change: tuple[str, str], place: list[str]) -> None:
    text = second_chapter(RULE)
    assert change[0] in text
    assert errors_in(text.replace(*change)) == place
