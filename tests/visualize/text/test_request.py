"""The first page of a request: what is told, what is left to tell, what the rules need, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.engine import Engine
from facts.labels import LANGUAGES, Language
from facts.reader import parse_case, read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.golden import check
from visualize.text.lines import Line
from visualize.text.request import request_page

ROOT = Path(__file__).parents[3]
WHOLE = ROOT / "tests" / "cases" / "whole_patients"
ENGINE = Engine(load(edition_folder(DEFAULT_EDITION)))
PAGES = {
    "request_demo": ROOT / "demo" / "case.yaml",
    "request_two_lesions": WHOLE / "whole_request_to_the_meeting_for_humerus_and_pelvis.yaml",
    "request_told_in_full": WHOLE / "whole_request_to_the_meeting_told_in_full.yaml",
}


def flat(lines: list[Line]) -> str:
    return "\n".join(" " * line.indent + line.text for line in lines)


def page(text: str, language: Language = "fr") -> str:
    lines = request_page(ENGINE.consult(parse_case(text, "case.yaml")), language)
    return flat(lines).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_the_page_reads_as_it_was_read(name: str, language: Language) -> None:
    lines = request_page(ENGINE.consult(read_case(str(PAGES[name]))), language)
    check(f"{name}.{language}.txt", flat(lines) + "\n", ENGINE.program.edition.hash)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_item_that_nothing_answers_says_what_to_tell(language: Language) -> None:
    text = page("{}", language)
    assert {
        "fr": "✓ dits : 0 ; ◐ en partie : 0 ; ☐ à dire : 12",
        "en": "✓ told: 0; ◐ in part: 0; ☐ to be told: 12",
    }[language] in text
    assert {
        "fr": "☐ Pronostic d'ensemble — à dire : survie estimée ou espérance de vie jugée courte",
        "en": "☐ Overall prognosis — to be told: estimated survival or life expectancy judged short",
    }[language] in text


def test_an_item_and_its_only_fact_are_named_once_with_boxes_for_the_categories() -> None:
    assert "— à dire : ☐ jugée probable ☐ jugée peu probable" in page("{}")
    assert "— jugée probable" in page("patient: {bone_response: probable}")


def test_a_fact_that_answers_two_items_is_named_under_both() -> None:
    # “Anticoagulants: aspirin” would have called aspirin an anticoagulant.
    text = page("patient: {antithrombotics: [aspirin]}")
    assert text.count("antithrombotique en cours : aspirine, rien d'autre") == 2


def test_lesions_of_which_the_same_is_known_are_named_together() -> None:
    text = page("lesions: [{id: A, pain: mild}, {id: B, pain: none}, {id: C, pain: mild}]")
    assert "douleur : légère (A, C), aucune (B)" in text
    assert "Type de douleur (neuropathique, nocturne, mécanique) — sans objet (B)" in text
    assert "douleur nocturne (A, C)" in text


def test_the_only_lesion_needs_no_name() -> None:
    assert "✓ Douleur présente ou non — douleur : légère\n" in page("lesions: [{id: A, pain: mild}]")


def test_a_range_is_told_and_asked_more_exactly() -> None:
    text = page("patient: {survival_months: 8..11}")
    assert "◐ Pronostic d'ensemble — survie estimée : 8 à 11 mois" in text
    assert "reste à dire : survie estimée (plus précisément) ou espérance de vie jugée courte" in text


def test_without_lesions_the_page_says_so() -> None:
    assert "à dire : les lésions (aucune n'est décrite)" in page("{}")
    assert "aucune n'est décrite" not in page("lesions: [{id: A}]")


def test_each_line_of_the_rules_names_few_facts() -> None:
    text = page("lesions: [{id: A, site: femoral_shaft, pain: mild, surgery_planned: true}]")
    needed = text.partition("Au-delà de la demande")[2]
    assert "; et " in needed
    assert "D'autres questions pourraient se poser, selon : " in needed
