"""The short form: question by question, with what follows and what decides on the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.engine import Engine
from facts.labels import Language
from facts.reader import parse_case, read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.golden import check
from visualize.text.report import report

ROOT = Path(__file__).parents[3]
ENGINE = Engine(load(edition_folder(DEFAULT_EDITION)))


def short(text: str, language: Language = "fr") -> str:
    consultation = ENGINE.consult(parse_case(text, "case.yaml"))
    return _flat([line.text for line in report(consultation, language, brief=True)])


def _flat(lines: list[str]) -> str:
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_demo_reads_as_it_was_read(language: Language) -> None:
    consultation = ENGINE.consult(read_case(str(ROOT / "demo" / "case.yaml")))
    text = "\n".join(" " * line.indent + line.text for line in report(consultation, language, brief=True))
    check(f"demo.{language}.txt", text + "\n", ENGINE.program.edition.hash)


def test_each_rule_says_how_strongly_it_lets_a_step_follow() -> None:
    # The 21 days that limb surgery allows were said to be recommended, as the 15 to 21 of radiotherapy are.
    text = short(
        "{patient: {survival_months: 12, relative_oncological_urgency: false}, lesions: [{id: F1, site: femoral_shaft,"
        " type: lytic, cortical_involvement: over_two_thirds, pain: functional, operated: false}]}"
    )
    assert "radiothérapie postopératoire (recommandé 15 à 21 jours après, possible 21 jours après)" in text


def test_a_provisional_verdict_names_what_could_change_it() -> None:
    text = short("{patient: {bone_metastasis: true, antiresorptive_treatment: never, survival_months: 24}}")
    assert "acide zolédronique (provisoire : clairance de Cockcroft et Gault déjà calculée ; et " in text


def test_a_lesion_of_which_nothing_is_certain_is_named_all_the_same() -> None:
    assert "Lésion S1, crâne\nRien de certain encore." in short("lesions: [{id: S1, site: skull}]")


def test_what_is_advised_to_everybody_is_left_out() -> None:
    assert "Aide pour cesser de fumer" not in short("{}")


def test_findings_are_counted() -> None:
    text = short("lesions: [{id: V1, site: vertebra}]", "en")
    assert "Findings about the text itself that touch this patient: " in text
