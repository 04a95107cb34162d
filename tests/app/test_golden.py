"""Reports, pictures and the JSON of worked examples, as a person has read them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from engine.consultation import Consultation
from engine.contract import plain_consultation
from engine.engine import Engine
from facts.labels import LANGUAGES, Language
from facts.reader import parse_case, read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.golden import check
from visualize.decision_path import decision_path
from visualize.text.lines import Line
from visualize.text.report import report

TESTS = Path(__file__).parent.parent
REPORTS = (
    "long_bone/mirels_eleven_survival_one_year",
    "long_bone/two_lesions_keep_apart",
    "bone_treatment/two_years_denosumab_smoker",
    "drugs_and_irradiation/vignette_bevacizumab_and_humerus",
    "stereotactic/vignette_sacrum_after_radionuclide",
)
PICTURES = {
    "long_bone/mirels_eleven_survival_one_year": "prophylactic_fixation",
    "long_bone/survival_three_to_twelve_months": "prophylactic_fixation",
    "long_bone/mirels_seven_humerus": "radiotherapy_alone",
    "long_bone/mirels_eight_goes_to_the_meeting": "rcp_oos_discussion",
    "long_bone/four_weeks_to_live": "prophylactic_fixation",
    "long_bone/fracture_of_an_unfit_patient": "fracture_surgery",
    "long_bone/marked_risk_gives_way_to_the_score": "prophylactic_fixation",
    "bone_treatment/clearance_50": "zoledronic_acid_dose",
    "drugs_and_irradiation/vignette_bevacizumab_and_humerus": "bevacizumab_during_irradiation",
    "radiotherapy_situations/reirradiation_total_under_seventy": "spinal_reirradiation",
}
CASE = """
id: golden
patient: {age_years: 30, sex: male, weight_kg: 55, ecog: 1, current_drugs: {cisplatin: true}}
lesions: [{id: L1, site: hand, size_mm: 40, pain: moderate, operated: false}]
"""


@cache
def engine() -> Engine:
    return Engine(load(edition_folder(DEFAULT_EDITION)))


def consultation(example: str) -> Consultation:
    return engine().consult(read_case(str(TESTS / "cases" / f"{example}.yaml")))


def compare(name: str, content: str, engine: Engine) -> None:
    check(name, content, engine.program.edition.hash)


def flat(lines: list[Line]) -> str:
    return "".join(f"{' ' * line.indent}{line.text}\n" for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", REPORTS)
def test_the_report_reads_as_it_was_read(example: str, language: Language) -> None:
    found = flat(report(consultation(example), language))
    compare(f"{Path(example).name}.{language}.txt", found, engine())


@pytest.mark.parametrize(("example", "option"), PICTURES.items())
def test_the_picture_is_as_it_was_looked_at(example: str, option: str) -> None:
    found = consultation(example)
    picture = decision_path(found.trace, engine().program, "fr", option=option, title=found.case.title)
    compare(f"{Path(example).name}.dot", picture.source, engine())


def test_the_json_is_as_it_was_read() -> None:
    # Of the manual's edition, which is small enough to be read and does not change with the guideline.
    manual = Engine(load(TESTS.parent / "docs" / "language"))
    plain = plain_consultation(manual.consult(parse_case(CASE, "golden.yaml")))
    plain["trace"] = {"format": plain["trace"]["format"]}
    plain["engine"]["version"] = ""
    facts = len(plain["dont_care"])
    plain["dont_care"] = plain["dont_care"][:3]
    assert facts > len(plain["dont_care"])
    compare("consultation.json", json.dumps(plain, ensure_ascii=False, indent=1) + "\n", manual)
