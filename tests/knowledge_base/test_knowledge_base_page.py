"""The page on the knowledge base: its excerpt and counts are those of the edition, its steps do what it says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path

import pytest

from audit.counts import counts, total
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.mark import mark
from tests.golden import is_writing

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "knowledge-base.md"
TEXT = PAGE.read_text("utf-8")
STEPS = TEXT.partition("## How to add a rule")[2]
PROGRAM = load(edition_folder(DEFAULT_EDITION))


def counted() -> str:
    """Return the table of the page; that every rule is tried is for the worked cases to show."""
    by_chapter = counts(PROGRAM, PROGRAM.rules)
    named = {PROGRAM.chapters[name].label.en: one for name, one in by_chapter.items()}
    named["All"] = total(by_chapter.values())
    head = "| Chapter | Statements | Encoded | Elsewhere | With a reason | Rules | Tried | Findings |\n"
    rows = "".join(f"| {name} | {' | '.join(map(str, astuple(one)))} |\n" for name, one in named.items())
    return f"{head}|{'---|' * 8}\n{rows}"


def test_the_page_counts_what_the_edition_holds() -> None:
    before, begin, rest = TEXT.partition("<!-- counts -->\n")
    table, end, after = rest.partition("<!-- /counts -->")
    if is_writing():
        PAGE.write_text(before + begin + counted() + end + after, "utf-8")
        return
    assert table == counted()


def test_the_page_shows_what_stands_in_the_edition() -> None:
    excerpt = re.search(r"```yaml\n(.*?)```", TEXT.partition("## How to read")[2], re.DOTALL)
    assert excerpt
    assert excerpt[1] in (edition_folder(DEFAULT_EDITION) / "radiotherapy_situations.yaml").read_text("utf-8")


def block(number: int, language: str = "yaml", index: int = 0) -> str:
    step = STEPS.partition(f"**{number}. ")[2].partition(f"**{number + 1}. ")[0]
    return str(re.findall(rf"```{language}\n(.*?)```", step, re.DOTALL)[index])


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    """Return a folder in which the steps up to the cases have been followed."""
    edition = tmp_path / "build" / "bumps"
    shutil.copytree(ROOT / "docs" / "language", edition)
    advice = (edition / "advice.yaml").read_text("utf-8")
    head, options, rest = advice.partition("\noptions:")
    line, _, tail = rest.partition("\n")
    (edition / "advice.yaml").write_text(f"{head}{options}{line}\n{block(3)}{tail}{block(3, index=1)}", "utf-8")
    with (edition / "statement.yaml").open("a", encoding="utf-8") as chapter:
        chapter.write("\n" + block(4))
    cases = tmp_path / "build" / "bumps_cases"
    cases.mkdir()
    for index, name in enumerate(re.findall(r"`build/bumps_cases/(\w+\.yaml)`", STEPS.partition("**7. ")[0])):
        (cases / name).write_text(block(6, index=index), "utf-8")
    return tmp_path


def told(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    _, *arguments = command.split()
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from app.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, cwd=folder
    )


def test_the_steps_lead_to_a_rule_that_is_tried(followed: Path) -> None:
    sentence = re.search(r"mark\('(.*?)'\)", block(2, "sh"))
    assert sentence
    assert f'mark: "{mark(sentence[1])}"' in block(4)
    assert told(block(5, "sh"), followed).returncode == 0
    tried = told(block(7, "sh"), followed)
    assert "st.bandage" not in tried.stdout
    assert "expected" not in tried.stdout
    assert "st.cool: no case" in tried.stdout
    report = told(block(8, "sh"), followed).stdout.replace("\N{NO-BREAK SPACE}", " ")
    assert "RECOMMANDÉ : Bandage" in report
