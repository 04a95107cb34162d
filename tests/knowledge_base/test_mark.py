"""Marks: what counts in a sentence, and where a text is cut into sentences."""

from __future__ import annotations

import pytest

from knowledge_base.mark import mark, sentences


@pytest.mark.parametrize(
    "text",
    [
        "The bone is fixed, then irradiated.",
        "the BONE is fixed then irradiated",
        "  The bone\tis  fixed; then irradiated ",
        "**The bone** is _fixed_, then irradiated.",
        "- The bone is fixed, then irradiated",
        "Thé bône ïs fixed, then irradiated",
        "The bоne is fixed, then irradiаted",
    ],
)
def test_only_the_words_count(text: str) -> None:
    assert mark(text) == mark("The bone is fixed, then irradiated.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("score ≥ 9", "score 9"),
        ("score > 9", "score < 9"),
        ("30 % of the cortex", "30 of the cortex"),
        ("the bone is fixed", "the bone is not fixed"),
        ("15 to 21 days", "15 to 22 days"),
        ("fixed then irradiated", "irradiated then fixed"),
    ],
)
def test_comparison_signs_numbers_and_order_count(one: str, other: str) -> None:
    assert mark(one) != mark(other)


def test_a_ligature_is_two_letters() -> None:
    assert mark("cœur") == mark("coeur")


def test_a_mark_is_eight_hexadecimal_digits() -> None:
    assert mark("anything") == "ee087417"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.\n\nThree.", [(1, "One."), (1, "Two."), (3, "Three.")]),
        ("First; then second", [(1, "First; then second")]),
        ("First; Then second", [(1, "First;"), (1, "Then second")]),
        ("A dose of 3.5 Gy. Or 8.", [(1, "A dose of 3.5 Gy."), (1, "Or 8.")]),
        ("1. One\ta. B. c\n", [(1, "1. One\ta. B. c")]),
        ("***\n---\nText", [(3, "Text")]),
        ("", []),
    ],
)
def test_sentences_with_their_lines(text: str, expected: list[tuple[int, str]]) -> None:
    assert list(sentences(text)) == expected
