"""Which options a mistaken name or a word of a label stands for."""

from __future__ import annotations

import pytest

from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.option_search import options_like

PROGRAM = load(edition_folder(DEFAULT_EDITION))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("prophylactic_fixtion", "prophylactic_fixation"),
        ("Fixation PREVENTIVE", "prophylactic_fixation"),
        ("prophylactic fixation", "prophylactic_fixation"),
        ("postopératoire", "postoperative_radiotherapy"),
        ("zoledronique mois", "zoledronic_acid_monthly"),
    ],
)
def test_an_option_is_found_by_its_name_or_words_of_its_label(text: str, first: str) -> None:
    assert first in options_like(text, PROGRAM)


def test_every_option_found_by_words_holds_them() -> None:
    found = options_like("fixation", PROGRAM)
    assert len(found) > 5
    labels = (f"{name} {PROGRAM.options[name].label.fr} {PROGRAM.options[name].label.en}" for name in found)
    assert all("fixation" in label.casefold() for label in labels)


@pytest.mark.parametrize("text", ["", "  ", "xyzzy", "a" * 5000])
def test_what_is_like_nothing_finds_nothing(text: str) -> None:
    assert options_like(text, PROGRAM) == []
