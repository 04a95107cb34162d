"""Figures of the 2026 edition, read from the guideline a second time and held against what the rules say."""

from __future__ import annotations

import re
from typing import Any

import pytest

from engine.plain import plain_value
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.program import Option

PROGRAM = load(edition_folder(DEFAULT_EDITION))
SCHEDULE = re.compile(r"[a-z_]*?_(?P<low>\d+)(?:_(?:to_)?(?P<high>\d+))?_in_(?P<few>\d+)(?:_(?:to_)?(?P<many>\d+))?")
SCHEDULES = [option for name, option in PROGRAM.options.items() if SCHEDULE.fullmatch(name)]


def details_of(rule: str) -> dict[str, Any]:
    """Return the details of a rule's advice."""
    (advice,) = PROGRAM.rules[rule].advice
    return {name: plain_value(value) for name, value in advice.details.items()}


def span(low: str | None, high: str | None) -> Any:
    return float(low or 0) if high is None else {"min": float(low or 0), "max": float(high)}


@pytest.mark.parametrize("option", SCHEDULES, ids=lambda option: option.name)
def test_a_schedule_has_the_dose_and_fractions_of_its_name(option: Option) -> None:
    found = SCHEDULE.fullmatch(option.name)
    assert found
    details = {name: plain_value(value) for name, value in option.details.items()}
    assert details == {"total_gy": span(found["low"], found["high"]), "fractions": span(found["few"], found["many"])}
    for text in (option.label.fr, option.label.en):
        assert re.findall(r"\d+", text)[:1] == [found["low"]]


def test_schedules_are_told_apart_from_other_options() -> None:
    assert len(SCHEDULES) >= 15


@pytest.mark.parametrize(
    ("drug", "hours", "half_life"),
    [
        ("irinotecan", 48, 14),
        ("topotecan", 24, 5),
        ("daunorubicin", 5 * 24, 24),
        ("doxorubicin", 7 * 24, {"min": 36, "max": 72}),
    ],
)
@pytest.mark.parametrize("kind", ["curative", "palliative", "stereotactic", "intracranial"])
def test_intervals_of_the_printed_extract(drug: str, hours: int, half_life: Any, kind: str) -> None:
    five = {end: 5 * one for end, one in half_life.items()} if isinstance(half_life, dict) else 5 * half_life
    # The five half-lives are asked for before irradiation against symptoms (3.1) alone.
    theory = {"five_half_lives_hours": five} if kind == "palliative" else {}
    told = {"interval_hours": hours, "half_life_hours": half_life, **theory}
    assert details_of(f"rt.drugs_extract.{drug}_{kind}") == told


def test_ceilings_of_the_dose_to_the_cord() -> None:
    advice = (one for rule in PROGRAM.rules.values() for one in rule.advice)
    told = [plain_value(one.details["cord_ceiling_gy"]) for one in advice if "cord_ceiling_gy" in one.details]
    assert told == [{"min": 12, "max": 14}, 17, 20.3, 23, 25.3]


@pytest.mark.parametrize(
    ("row", "dose"), [("above_60", 4), ("from_50_to_60", 3.5), ("from_40_to_49", 3.3), ("from_30_to_39", 3)]
)
def test_doses_of_zoledronic_acid(row: str, dose: float) -> None:
    assert details_of(f"bt.zoledronic_dose.{row}")["dose_mg"] == dose
