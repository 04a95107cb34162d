"""The report, the JSON and the picture of each worked example, as a person has read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.lines import Line
from app.report import report
from engine.consultation import Consultation
from engine.contract import plain_consultation
from engine.engine import Engine
from facts.labels import LANGUAGES, Language
from facts.reader import read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.golden import check
from visualize.decision_path import decision_path

CASES = Path(__file__).parent.parent / "cases" / "long_bone"
ENGINE = Engine(load(edition_folder(DEFAULT_EDITION)))
HASH = ENGINE.program.edition.hash
EXAMPLES = {
    "mirels_eleven_survival_one_year": "prophylactic_fixation",
    "survival_three_to_twelve_months": "prophylactic_fixation",
    "mirels_six_survival_unknown": "radiotherapy_alone",
    "mirels_seven_humerus": "radiotherapy_alone",
    "mirels_nine_humerus": "prophylactic_fixation",
    "mirels_eight_goes_to_the_meeting": "rcp_oos_discussion",
    "four_weeks_to_live": "prophylactic_fixation",
    "type_of_lesion_unknown": "prophylactic_fixation",
    "two_lesions_keep_apart": None,
    "four_weeks_and_a_fracture": "fracture_surgery",
    "fracture_of_an_unfit_patient": "fracture_surgery",
    "marked_risk_gives_way_to_the_score": "prophylactic_fixation",
}


def consultation(example: str) -> Consultation:
    return ENGINE.consult(read_case(str(CASES / f"{example}.yaml")))


def flat(lines: list[Line]) -> str:
    return "".join(f"{' ' * line.indent}{line.text}\n" for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_report_reads_as_it_was_read(example: str, language: Language) -> None:
    check(f"{example}.{language}.txt", flat(report(consultation(example), language)), HASH)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_json_is_as_it_was_read(example: str) -> None:
    plain = plain_consultation(consultation(example))
    plain["trace"] = {"format": plain["trace"]["format"]}
    plain["engine"]["version"] = ""
    check(f"{example}.json", json.dumps(plain, ensure_ascii=False, indent=1) + "\n", HASH)


@pytest.mark.parametrize(("example", "option"), EXAMPLES.items())
def test_the_picture_is_as_it_was_looked_at(example: str, option: str | None) -> None:
    found = consultation(example)
    picture = decision_path(found.trace, ENGINE.program, "fr", option=option, title=found.case.title)
    check(f"{example}.dot", picture.source, HASH)
