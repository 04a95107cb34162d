"""Whatever is done to the text of an edition, it loads or says what is wrong with it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from knowledge_base.diagnostics import KnowledgeBaseError
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.program import Program
from tests.knowledge_base.editions import MINI, second_chapter

Spoil = Callable[[list[str], Random], list[str]]

VALUES = (
    *("[]", "{}", "null", "true", "1.5", "-3", "x", "''", "[a, b]", "{a: 1}", "[[]]", "always", "'<3'", "3..1"),
    *(".inf", "9" * 40, "lesion.mirels", "lesion.mirels + 1", "not lesion.mirels > 3", "any lesion (lesion.operated)"),
    *("(" * 400, "'" + "9" * 5000 + "'", "'a" + " + a" * 3000 + "'", "&a x", "*a", "!!int 3", "@", "2026-01-01"),
)
CATEGORY = """
- category: lesion.ache
  fr: Douleur
  en: Ache
  values:
    - {value: some, fr: oui, en: some, when: lesion.pain != none and lesion.pain_mechanical}
    - {value: little, fr: peu, en: little, when: "lesion.pain in {mild, moderate} or lesion.size_mm > 3 cm"}
    - {value: none, fr: non, en: none}
- {score: lesion.points, fr: Un, en: One, items: [{fact: lesion.ache, points: {some: 2, little: 1, none: 0}}]}
- {lookup: lesion.factor, fr: Un, en: One, by: lesion.ache, values: {some: 2, little: 1, none: 0}}
- {rule: second.rule, when: lesion.ache == some or lesion.points > lesion.factor, recommend: splint}
"""
SIGNS = " :-[]{}'\"abz0.,>=<&*!|#%@`\t\\\u2028\x00é"


def without_a_line(lines: list[str], rng: Random) -> list[str]:
    index = rng.randrange(len(lines))
    return lines[:index] + lines[index + 1 :]


def with_a_line_twice(lines: list[str], rng: Random) -> list[str]:
    index = rng.randrange(len(lines))
    return [*lines[:index], rng.choice(lines), *lines[index:]]


def with_two_lines_exchanged(lines: list[str], rng: Random) -> list[str]:
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines = [*lines]
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def cut_off(lines: list[str], rng: Random) -> list[str]:
    index = rng.randrange(len(lines))
    return [*lines[:index], lines[index][: rng.randrange(len(lines[index]) + 1)]]


def with_another_value(lines: list[str], rng: Random) -> list[str]:
    index = rng.choice([index for index, line in enumerate(lines) if ":" in line] or [0])
    key = lines[index].partition(":")[0]
    return [*lines[:index], f"{key}: {rng.choice(VALUES)}", *lines[index + 1 :]]


def with_another_value_in_braces(lines: list[str], rng: Random) -> list[str]:
    index = rng.choice([index for index, line in enumerate(lines) if "{" in line and ":" in line] or [0])
    pieces = lines[index].split(": ")
    place = rng.randrange(1, len(pieces)) if len(pieces) > 1 else 0
    rest = pieces[place].partition(",")
    pieces[place] = rng.choice(VALUES) + rest[1] + rest[2]
    return [*lines[:index], ": ".join(pieces), *lines[index + 1 :]]


def with_another_sign(lines: list[str], rng: Random) -> list[str]:
    index = rng.choice([index for index, line in enumerate(lines) if line] or [0])
    line = lines[index]
    place = rng.randrange(len(line) or 1)
    return [*lines[:index], line[:place] + rng.choice(SIGNS) + line[place + 1 :], *lines[index + 1 :]]


def indented_otherwise(lines: list[str], rng: Random) -> list[str]:
    index = rng.randrange(len(lines))
    by = rng.choice([-2, -1, 1, 2])
    line = " " * by + lines[index] if by > 0 else lines[index][-by:]
    return [*lines[:index], line, *lines[index + 1 :]]


def with_a_word_from_elsewhere(lines: list[str], rng: Random) -> list[str]:
    words = [word for line in lines for word in line.split() if word.isidentifier() or "." in word]
    index = rng.choice([index for index, line in enumerate(lines) if line.split()] or [0])
    pieces = lines[index].split(" ")
    pieces[rng.randrange(len(pieces))] = rng.choice(words or ["x"])
    return [*lines[:index], " ".join(pieces), *lines[index + 1 :]]


SPOILS: tuple[Spoil, ...] = (
    without_a_line,
    with_a_line_twice,
    with_two_lines_exchanged,
    cut_off,
    with_another_value,
    with_another_value_in_braces,
    with_another_sign,
    indented_otherwise,
    with_a_word_from_elsewhere,
)
MINI_FILES, EDITION_FILES = (
    {path.name: path.read_text("utf-8") for path in folder.glob("*.yaml")}
    for folder in (MINI, edition_folder(DEFAULT_EDITION))
)
EDITIONS = {
    "mini": MINI_FILES,
    "edition": EDITION_FILES,
    # Few lines, so that most of what is spoilt is of a category.
    "category": {**MINI_FILES, "second.yaml": second_chapter(CATEGORY)},
}


def spoilt(texts: dict[str, str], spoil: Spoil, rng: Random) -> dict[str, str]:
    name = rng.choice(sorted(texts))
    lines = texts[name].splitlines()
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        lines = spoil(lines or [""], rng)
    return {**texts, name: "\n".join(lines) + "\n"}


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda spoil: spoil.__name__)
@pytest.mark.parametrize("edition", EDITIONS)
def test_loads_or_says_what_is_wrong(edition: str, spoil: Spoil) -> None:
    texts = EDITIONS[edition]
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(25):
            files = spoilt(texts, spoil, Random(f"{edition} {spoil.__name__} {seed}"))
            for name, text in files.items():
                (Path(folder) / name).write_text(text, "utf-8")
            try:
                assert isinstance(load(Path(folder)), Program)
            except KnowledgeBaseError as error:
                assert_readable(error, files)
            except Exception as error:  # a crash is what this test is about
                error.add_note(f"seed {seed}")
                raise


def assert_readable(error: KnowledgeBaseError, files: dict[str, str]) -> None:
    """Check that each line of an error is one line, short, and points into a file."""
    assert error.diagnostics
    for one in error.diagnostics:
        assert one.message
        assert "\n" not in str(one)
        assert len(str(one)) < 1000
        assert str(one).isprintable()
        assert 1 <= one.line <= len(files.get(one.file, "").splitlines()) + 1
