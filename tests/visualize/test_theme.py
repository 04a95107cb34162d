"""Colours: words in the colour of a state or a verdict are legible on its fill and on paper."""

from __future__ import annotations

import pytest

from visualize.theme import MUTED, PAPER, STATES, VERDICT_STYLES, Style

LEAST = 4.5  # WCAG 2.2, 1.4.3, level AA


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("style", [*STATES.values(), *VERDICT_STYLES.values()])
def test_a_word_is_legible_on_its_fill_and_on_paper(style: Style) -> None:
    line, fill = style.line, style.fill
    assert contrast(line, fill) >= LEAST
    assert contrast(line, PAPER) >= LEAST
    assert contrast(MUTED, fill) >= LEAST


def test_the_ends_of_the_scale() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast(PAPER, PAPER) == pytest.approx(1)
