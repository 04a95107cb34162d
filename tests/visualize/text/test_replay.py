"""What a replay says of a record, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.engine import Engine
from engine.record import read_record
from engine.replay import replay
from facts.labels import LANGUAGES, Language
from knowledge_base.loader import load
from tests.engine.test_record import sealed
from tests.engine.test_replay import FIRST, of_small, small
from visualize.text.replay import replay_lines


def told(data: dict[str, Any], present: Path, language: Language = "fr") -> str:
    found = replay(read_record(sealed(data)), Engine(load(present)))
    return "\n".join(line.text for line in replay_lines(found, language)).replace("\N{NO-BREAK SPACE}", " ")


def test_the_same_edition_gives_the_same_and_says_so(tmp_path: Path) -> None:
    folder = small(tmp_path / "old")
    text = told(of_small(folder), folder)
    assert "Recalculé : résultat identique, bit pour bit." in text
    assert "La base de connaissances présente est la même, mot pour mot." in text
    assert "ne change" not in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("résultat identique", "1 avis change.", "condition modifiée : Second chapitre 1, phrase 1")),
        ("en", ("the result is identical", "1 verdict changes.", "condition changed: Second chapter 1, sentence 1")),
    ],
)
def test_another_edition_is_told_with_what_it_changes(
    tmp_path: Path, language: Language, said: tuple[str, ...]
) -> None:
    present = small(tmp_path / "new", FIRST.replace("> 70", "> 80"))
    text = told(of_small(small(tmp_path / "old")), present, language)
    assert [one for one in said if one not in text] == []
    assert load(present).edition.hash in text
    assert load(tmp_path / "old").edition.hash in text


def test_another_edition_that_changes_nothing_is_told_so(tmp_path: Path) -> None:
    present = small(tmp_path / "new", FIRST.replace("dose_gy: 8}", "dose_gy: 8}  # as before"))
    text = told(of_small(small(tmp_path / "old")), present)
    assert "Aucun avis ne change." in text
    assert "mot pour mot" not in text


def test_a_result_that_does_not_come_out_again_stands_out(tmp_path: Path) -> None:
    folder = small(tmp_path / "old")
    record = of_small(folder)
    next(one for one in record["consultation"]["trace"]["nodes"] if one["name"] == "rest")["verdict"] = (
        "contraindicated"
    )
    text = told(record, folder)
    assert "le résultat n'est PAS celui de l'enregistrement" in text
    assert "Ce qui diffère, dans le JSON : trace.nodes[" in text
    assert "CONTRE-INDIQUÉ → RECOMMANDÉ : repos" in text


def test_what_cannot_be_compared_is_said(tmp_path: Path) -> None:
    folder = small(tmp_path / "old")
    record = of_small(folder)
    record["consultation"]["trace"] = {}
    assert "Les avis enregistrés ne peuvent pas être comparés un à un." in told(record, folder)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lost_facts_and_another_version_are_said(tmp_path: Path, language: Language) -> None:
    folder = small(tmp_path / "old")
    record = of_small(folder)
    record["made_with"]["ossature"] = "0.0.1\x1b[31m"
    record["case"]["patient"] |= {"humours": ["true"], "sex": ["third"]}
    text = told(record, folder, language)
    assert "humours" in text
    assert ("Sexe" if language == "fr" else "Sex") in text
    assert ("autre version" if language == "fr" else "another version") in text
    assert "\x1b" not in text
