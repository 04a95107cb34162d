"""Figures of the 2026 edition, read from the guideline a second time and held against what the rules say."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest

from engine.engine import Engine
from engine.plain import plain_value
from facts.reader import parse_case
from facts.values import Choices, Interval
from knowledge_base.conditions import tests_of as each_test
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


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("ir.bleeding.bridge_oral_anticoagulant", 1),
        ("ir.bleeding.stop_clopidogrel", 5),
        ("ir.new_anticoagulants.dabigatran", 2),
        ("ir.new_anticoagulants.rivaroxaban", 2),
        ("ir.new_anticoagulants.apixaban", 2),
        ("ir.bleeding.stop_aspirin", 5),
    ],
)
def test_days_without_a_drug_before_cementoplasty(rule: str, days: int) -> None:
    assert details_of(rule)["stop_days_before"] == days


@pytest.mark.parametrize(
    ("option", "details"),
    [
        ("cefazolin_prophylaxis", {"dose_mg": 2000}),
        ("dalacin_prophylaxis", {"dose_mg": 800}),
        ("antibiotic_prophylaxis_48h", {"duration_hours": 48}),
    ],
)
def test_antibiotic_prophylaxis(option: str, details: dict[str, float]) -> None:
    assert {name: plain_value(value) for name, value in PROGRAM.options[option].details.items()} == details


@pytest.mark.parametrize(
    ("rule", "name", "days"),
    [
        ("ls.restart.after_surgery_first", "delay_days", 21),
        ("ls.restart.after_limb_operation", "delay_days", 21),
        ("ls.restart.fifteen_days_after_limb_operation", "delay_days", 15),
        ("ls.restart.treat_after_three_weeks", "delay_days", 21),
        ("ls.restart.treat_after_fifteen_days", "delay_days", 15),
        ("ls.complications.wait_for_healing", "healing_days", {"min": 21, "max": 28}),
    ],
)
def test_days_after_limb_surgery(rule: str, name: str, days: Any) -> None:
    assert details_of(rule)[name] == days


@pytest.mark.parametrize(
    ("rule", "test"),
    [
        ("ir.bleeding.too_few_platelets", "patient.platelets_g_l <= 50"),
        ("ir.bleeding.prothrombin_too_low", "patient.prothrombin_percent <= 50"),
        ("ir.bleeding.continue_aspirin", "patient.aspirin_mg_per_day < 160"),
        ("ir.bleeding.stop_aspirin", "patient.aspirin_mg_per_day >= 160"),
        ("ls.general.no_surgery_under_six_weeks", "patient.survival_months < 672/487"),
        ("ls.general.resect_over_one_year", "patient.survival_months > 12"),
        ("ls.arthroplasty.replace_joint", "patient.survival_months > 12"),
        ("ls.arthroplasty.may_replace_joint", "patient.survival_months > 6"),
        ("rt.vertebra.ask_surgeon_from_seven", "lesion.sins >= 7"),
        ("ss.strategy.operate_above_nine", "patient.tokuhashi >= 10"),
        ("ss.strategy.do_not_operate_below_six", "patient.tokuhashi <= 5"),
        ("ss.contraindications.short_survival", "patient.survival_months < 3"),
        ("ss.contraindications.karnofsky", "patient.karnofsky <= 40"),
        ("nm.flare.control_after_six_months", "patient.months_of_treatment_at_imaging <= 6"),
        ("nm.flare.conclude_late", "patient.months_of_treatment_at_imaging > 6"),
        ("nm.fdg.do_not_conclude_early", "patient.months_of_treatment_at_imaging < 6"),
        ("cd.kidney.no_bisphosphonate_below_30", "patient.creatinine_clearance_ml_min < 30"),
        ("cd.kidney.lower_doses_below_30", "patient.creatinine_clearance_ml_min < 30"),
        ("cd.kidney.stop_bisphosphonate_below_30", "patient.creatinine_clearance_ml_min < 30"),
        ("cd.kidney.no_tki_below_30", "patient.creatinine_clearance_ml_min < 30"),
    ],
)
def test_thresholds(rule: str, test: str) -> None:
    assert test in [str(one) for one in each_test(PROGRAM.rules[rule].when)]


@pytest.mark.parametrize(
    ("level", "low", "high"), [("l1", 30, 30), ("l5", 30, 30), ("t1", 40, 50), ("t12", 40, 50), ("c3", 0, 100)]
)
def test_lysis_of_a_vertebra_at_high_risk(level: str, low: int, high: int) -> None:
    (item,) = PROGRAM.scores["lesion.high_risk_lysis_percent"].items
    (row,) = (row for row in item.rows if isinstance(row.region, Choices) and level in row.region.names)
    assert [row.low, row.high] == [low, high]


# Figure 14 read row by row: duration, epidural disease, pain, biomechanics, longevity, reconstruction.
FIGURE_14 = {
    "contention": ("one_shot", "zero", "partial", "temporary", "constraining", "zero"),
    "multifraction": ("several_fractions", "three_plus", "delayed", "zero", "four_plus", "three_plus"),
    "single_fraction": ("single_fraction", "three_plus", None, "zero", "two_plus", "one_plus"),
    "cement": ("one_shot", "zero", "immediate", "compression", "three_plus", "zero"),
    "screws": ("one_shot", "zero", "immediate", "compression_and_some_shear", "intermediate", "zero"),
    "nail": ("one_shot_little_invasive", "zero", "immediate", "three_plus", "intermediate", "zero"),
    "osteosynthesis": (
        "one_shot_invasive",
        "three_plus_for_vertebrae",
        "immediate",
        "three_plus",
        "intermediate",
        "zero",
    ),
    "arthroplasty": (None, "zero", "immediate", "three_plus", "long_term", "na"),
}
COLUMNS = (
    "procedure_duration",
    "epiduritis_effect",
    "antalgic_effect",
    "biomechanical_effect",
    "longevity",
    "bone_reconstruction",
)


@pytest.mark.parametrize("technique", FIGURE_14)
def test_cells_of_figure_14(technique: str) -> None:
    cells = {column: cell for column, cell in zip(COLUMNS, FIGURE_14[technique], strict=True) if cell is not None}
    assert details_of(f"bm.{technique}.weigh") == cells


def test_corrected_calcium_is_that_of_the_formula() -> None:
    # 2.2 + (40 - 32) / 40, and the crisis beyond 3.5.
    consultation = Engine(PROGRAM).consult(parse_case("patient: {calcium_mmol_l: 2.2, albumin_g_l: 32}", "case.yaml"))
    found = consultation.known.values["patient", "patient.corrected_calcium"].possible
    assert found == Interval(Fraction("2.4"), Fraction("2.4"))
    assert PROGRAM.definitions["patient.hypercalcaemic_crisis"].text == "patient.corrected_calcium > 3.5"


@pytest.mark.parametrize(
    ("rule", "details"),
    [
        ("gc.turnover.sample_fasting_before_nine", {"before_hour": {"min": 0, "max": 9, "max_open": True}}),
        ("hm.decalcification.by_edta", {"molar": 0.5, "ph": 8, "molecular_grade": True}),
        ("hm.decalcification.alternate", {"cycle_hours": {"min": 2, "max": 4}}),
        ("hm.decalcification.take_the_time", {"total_days": {"min": 0, "max": 2}}),
    ],
)
def test_figures_of_the_laboratory(rule: str, details: dict[str, Any]) -> None:
    assert details_of(rule) == details


def test_a_biopsy_is_two_cores_of_a_centimetre_by_14_gauge() -> None:
    details = {name: plain_value(value) for name, value in PROGRAM.options["two_cores"].details.items()}
    assert details == {"cores": 2, "length_mm": 10, "needle_gauge": 14}
    assert details_of("hm.fixation.fix_in_formalin")["fixation_hours"]["min"] == 6
