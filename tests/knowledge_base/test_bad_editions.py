"""Every file in ``bad/`` spoils the mini edition; beside it stand the messages it must bring."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import facts
import knowledge_base
from facts.marks import LARGEST
from knowledge_base.diagnostics import CODES, Diagnostic, KnowledgeBaseError
from knowledge_base.loader import load
from tests.knowledge_base.editions import MINI, mini_edition, problems_of

BAD = Path(__file__).parent / "bad"
FILES = sorted(BAD.glob("*.yaml"))
MANY = Path(__file__).parent / "many"
# A text of that size is made by the test below.
MADE_BY_TESTS = {"too_large"}
REPORTERS = {"Diagnostic", "ExpressionError", "problem", "_problem", "unknown", "Defect", "spoilt"}


def spoilt_edition(path: Path, folder: Path) -> Path:
    """Return the mini edition with one bad file: ``x.yaml`` is a second chapter, ``x.advice.yaml`` the advice."""
    _, _, replaced = path.stem.partition(".")
    return mini_edition(folder, **{replaced or "second": path.read_bytes()})


def expected(path: Path) -> list[str]:
    return path.with_name(f"{path.stem}.expected.txt").read_text("utf-8").splitlines()


def test_the_mini_edition_is_good() -> None:
    assert problems_of(MINI) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_says_what_is_written_beside_it(path: Path, tmp_path: Path) -> None:
    assert problems_of(spoilt_edition(path, tmp_path)) == expected(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_is_named_after_its_code(path: Path) -> None:
    code = expected(path)[0].split(": ")[1]
    assert path.stem.partition(".")[0].startswith(code)


def test_no_expectation_is_left_over() -> None:
    assert {path.name.removesuffix(".expected.txt") for path in BAD.glob("*.txt")} == {path.stem for path in FILES}


def test_every_code_has_a_file() -> None:
    shown = {line.split(": ")[1] for path in FILES for line in expected(path)}
    assert shown | MADE_BY_TESTS == set(CODES)


def codes_in_the_source() -> Iterator[str]:
    """Yield the codes with which the loader and the reader of YAML report, read off their source."""
    modules = [*Path(knowledge_base.__path__[0]).glob("*.py")]
    modules += [Path(facts.__path__[0]) / name for name in ("yaml_text.py", "marks.py", "document.py")]
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in REPORTERS:
                texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                yield from [text for text in texts[:1] if text.replace("_", "").isalpha() and text.islower()]


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def test_every_code_in_the_source_is_in_the_list() -> None:
    found = set(codes_in_the_source())
    assert {"syntax", "cycle", "unknown_option", "alias"} <= found
    assert found <= set(CODES)


def test_a_file_of_a_million_characters_is_refused(tmp_path: Path) -> None:
    folder = mini_edition(tmp_path, second="#" * (LARGEST + 1))
    assert problems_of(folder) == ["second.yaml:1: too_large: over 1,000,000 characters; divide the chapter"]


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "nowhere") == ["edition.yaml:1: not_found: no such file, or not readable"]


def test_a_chapter_that_is_a_folder(tmp_path: Path) -> None:
    folder = mini_edition(tmp_path)
    (folder / "second.yaml").unlink()
    (folder / "second.yaml").mkdir()
    assert problems_of(folder) == ["second.yaml:1: not_found: no such file, or not readable"]


def test_many_defects_are_reported_at_once_and_none_draws_others(tmp_path: Path) -> None:
    shutil.copytree(MANY, tmp_path, dirs_exist_ok=True)
    assert problems_of(tmp_path) == (MANY / "expected.txt").read_text("utf-8").splitlines()


def test_an_error_holds_its_diagnostics_in_order(tmp_path: Path) -> None:
    shutil.copytree(MANY, tmp_path, dirs_exist_ok=True)
    with pytest.raises(KnowledgeBaseError) as caught:
        load(tmp_path)
    diagnostics = caught.value.diagnostics
    assert list(diagnostics) == sorted(diagnostics)
    assert all(isinstance(one, Diagnostic) and one.line > 0 for one in diagnostics)
    assert str(caught.value) == "\n".join(str(one) for one in diagnostics)
