"""Verdicts of whole consultations that went wrong once."""

from engine.consultation import Engine
from facts.reader import parse_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load


def test_a_contraindication_beats_indications_and_not_what_is_not_recommended() -> None:
    engine = Engine(load(edition_folder(DEFAULT_EDITION)))
    case = parse_case(
        """
        patient: {fit_for_surgery: false, survival_months: 1}
        lesions: [{id: L1, site: femoral_shaft, pathological_fracture: true}]
        """,
        "case.yaml",
    )
    verdict = engine.consult(case).verdict("lesion:L1", "fracture_surgery")
    assert verdict.verdict == "contraindicated"
    assert verdict.rules == (
        "ls.fracture.unfit",
        "ls.general.no_surgery_under_six_weeks",
        "ls.fracture.operate",
    )
    assert verdict.beaten == ("ls.fracture.operate",)
