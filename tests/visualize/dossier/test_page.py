"""The page as data: its order, its completeness, its size; what it says is what the report says."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from engine.contract import NOTICE
from engine.engine import Engine
from facts.labels import LANGUAGES, Language
from facts.reader import parse_case, read_case
from visualize.dossier.anchors import rule_anchor, verdict_anchor
from visualize.dossier.page import dossier
from visualize.render import RenderError
from visualize.text.answers import answers
from visualize.text.lines import Wording
from visualize.text.report import report
from visualize.text.verdict_lines import VerdictLines
from visualize.text.words import WORDS

ROOT = Path(__file__).parents[3]
DEMO = str(ROOT / "demo" / "case.yaml")
WHOLE = ROOT / "tests" / "cases" / "whole_patients"
LARGEST = 3_000_000


def text_of(page: str) -> str:
    body = re.sub(r"<(style|svg).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_comes_first_and_the_warning_stands_at_both_ends(language: Language, engine: Engine) -> None:
    page = dossier(engine.consult(read_case(DEMO)), language)
    order = re.findall(r'<h2 id="([^"]+)"', page)
    lesions = ["s-lesion-F1", "s-lesion-V1"]
    ends = ["may-arise", "findings", "rules", "reading", "provenance"]
    assert order == ["nav-title", "needed", "brief", "plan", "s-facts", *lesions, "s-patient", *ends]
    header, footer = page.partition("</header>")[0], page.rpartition("<footer")[2]
    told = text_of(NOTICE.text(language))
    assert told in text_of(header)
    assert told in text_of(footer)
    for part in (header, footer):
        assert engine.program.edition.hash in part


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_that_contradict_each_other_are_told_in_the_head(language: Language, engine: Engine) -> None:
    text = "{patient: {vertebrae_involved: 0}, lesions: [{id: L1, site: vertebra}]}"
    found = head_of(dossier(engine.consult(parse_case(text, "case.yaml")), language))
    label = engine.program.impossible["vertebral_lesion_without_vertebra_involved"].label.text(language)
    first, last = (WORDS[name].text(language) for name in ("contradictions", "contradictions_first"))
    assert f"{first} {label} {last}" in found.replace("\N{NO-BREAK SPACE}", " ").replace("’", "'")
    assert first.split(":")[0] not in head_of(dossier(engine.consult(read_case(DEMO)), language))


def head_of(page: str) -> str:
    return text_of(page.partition("</header>")[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "case",
    [
        "whole_only_the_site_is_known",
        "whole_survival_of_two_to_five_months",
        "whole_three_lesions_three_answers_under_gefitinib",
    ],
)
def test_every_verdict_of_the_report_has_an_entry_and_every_rule_its_statement(
    case: str, language: Language, engine: Engine
) -> None:
    found = engine.consult(read_case(str(WHOLE / f"{case}.yaml")))
    page = dossier(found, language)
    anchors = set(re.findall(r' id="([^"]+)"', page))
    wording = Wording(found, language)
    lines = VerdictLines(found, wording)
    told = [
        one for subject in found.known.subjects for answer in answers(found, lines, subject) for one in answer.verdicts
    ]
    proposed = [one for one in told if not lines.is_unproposed(one)]
    assert {verdict_anchor(one.subject, one.option) for one in proposed} <= anchors
    cited = {rule for one in proposed for rule in (*one.rules, *one.open_rules)}
    assert {rule_anchor(rule) for rule in cited} <= anchors
    words = text_of(page)
    for finding in found.touching:
        assert text_of(html.escape(wording.text(finding.reading))) in words.replace("\N{NO-BREAK SPACE}", " ")


def test_each_question_of_the_report_is_on_the_page(engine: Engine) -> None:
    found = engine.consult(read_case(DEMO))
    words = text_of(dossier(found, "fr"))
    questions = [line.text for line in report(found, "fr") if line.style == "question"]
    assert len(questions) > 20
    assert [one for one in questions if " ".join(one.split()) not in words] == []


def test_the_same_case_gives_the_same_page(engine: Engine) -> None:
    first, second = (dossier(engine.consult(read_case(DEMO))) for _ in range(2))
    assert first == second


def test_no_name_of_a_rule_stands_for_its_place(engine: Engine) -> None:
    page = dossier(engine.consult(read_case(DEMO)))
    before = page.partition('<h2 id="findings">')[0]
    shown = re.sub(r"<[^>]+>", " ", re.sub(r"<style.*?</style>", "", before, flags=re.DOTALL))
    assert re.findall(r"\b(?:rt|ls|ss|bt|gc)\.[a-z_]+", shown) == []


def test_five_lesions_with_many_options_stay_small_and_silent_options_undrawn(engine: Engine) -> None:
    lesions = [
        {"id": f"L{index}", "site": site, "pain": "moderate", "type": "lytic", "irradiation_planned": True}
        for index, site in enumerate(("vertebra", "femoral_shaft", "acetabulum", "rib", "sacrum"))
    ]
    patient = {"survival_months": "3..20", "current_drugs": ["carboplatin", "pemetrexed", "anti_pd1_pdl1"]}
    found = engine.consult(parse_case(json.dumps({"patient": patient, "lesions": lesions}), "case.json"))
    page = dossier(found)
    assert len(page.encode()) < LARGEST
    drawn = re.findall(r'<article class="entry v-([a-z_]+)"(?:(?!</article>).)*?<svg', page, re.DOTALL)
    assert drawn
    assert not {"undetermined", "silent"} & set(drawn)


def test_nothing_known_is_a_page_as_well(engine: Engine) -> None:
    words = text_of(dossier(engine.consult(parse_case("{}", "case.yaml")), "en"))
    assert "Untitled case" in words
    assert "Nothing is given." in words
    assert "Nothing follows the advice on these facts." in words
    assert "No known finding touches this patient." in words


def test_without_graphviz_there_is_no_page(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RenderError) as refused:
        dossier(engine.consult(read_case(DEMO)))
    assert refused.value.code == "no_graphviz"
