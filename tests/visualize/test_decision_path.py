"""Decision paths: drawn by the real graphviz, and read back from what it drew."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from engine.consultation import Consultation
from engine.contract import NOTICE
from engine.engine import Engine
from engine.trace import plain_trace, read_trace
from facts.labels import LANGUAGES, Language
from facts.reader import parse_case, read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.knowledge_base.editions import load_with, second_chapter
from visualize.decision_path import decision_path
from visualize.render import FORMATS, RenderError, render
from visualize.selection import with_one_plan
from visualize.theme import STATES, VERDICT_STYLES, WORDS

CASES = Path(__file__).parent.parent / "cases"
ENGINE = Engine(load(edition_folder(DEFAULT_EDITION)))
SVG = "{http://www.w3.org/2000/svg}"


def consult(name: str) -> Consultation:
    return ENGINE.consult(read_case(str(CASES / f"long_bone/{name}.yaml")))


def words(found: Consultation, folder: Path, language: Language = "fr", option: str | None = None) -> list[str]:
    """Return the words of the drawn picture, in the order of drawing."""
    target = folder / "path.svg"
    render(decision_path(found.trace, ENGINE.program, language, option=option, title=found.case.title), target)
    return [plain(text.text) for text in ET.parse(target).iter(f"{SVG}text")]


def plain(text: str | None) -> str:
    """Return a text with ordinary spaces."""
    return (text or "").replace("\N{NO-BREAK SPACE}", " ")


def test_the_first_example_shows_exactly_the_way_to_fixation_and_irradiation(tmp_path: Path) -> None:
    found = words(consult("mirels_eleven_survival_one_year"), tmp_path, option="prophylactic_fixation")
    text = " ".join(found)
    for expected in (
        "Survie estimée 12 mois",
        "Score de Mirels 11",
        "Score de Mirels ≥ 9",
        "Survie estimée > 3 mois",
        "RECOMMANDÉ Fixation préventive de l'os",
        "Radiothérapie postopératoire",
        "15 à 21 jours après (recommande)",
        "21 jours après (permet)",
        "condition : peau cicatrisée",
        "Volume : totalité de l'os opéré",
    ):
        assert expected in text
    assert found.count("✓ Règle qui s'applique") == 1
    assert "?" not in text


def test_an_open_rule_shows_what_is_known_and_what_is_missing(tmp_path: Path) -> None:
    text = " ".join(words(consult("survival_alone_is_missing"), tmp_path, option="prophylactic_fixation"))
    assert "? INDÉTERMINÉ" in text
    assert "Manque : survie estimée" in text
    assert "? 3 à 12 mois" in text
    assert "✓ Score de Mirels ≥ 9 ? Survie estimée > 3 mois" in text


def test_a_defeated_rule_is_shown_with_what_defeated_it(tmp_path: Path) -> None:
    found = words(consult("marked_risk_gives_way_to_the_score"), tmp_path, option="prophylactic_fixation")
    assert "⊘ Règle écartée par une autre" in found
    assert "écarte" in found


def test_both_sides_of_a_conflict_are_shown(tmp_path: Path) -> None:
    text = " ".join(words(consult("four_weeks_and_a_fracture"), tmp_path, option="fracture_surgery"))
    assert "⚡ CONTRADICTION" in text
    assert text.count("✓ Règle qui s'applique") == 2


def test_alternatives_of_an_open_rule_are_told_apart_from_conditions_that_all_count(tmp_path: Path) -> None:
    text = " ".join(words(consult("nothing_is_known"), tmp_path, option="prophylactic_fixation"))
    assert "au moins un de : – ? Douleur d'horaire mécanique : oui" in text


def test_an_open_rule_says_what_it_would_do(tmp_path: Path) -> None:
    found = words(consult("nothing_is_known"), tmp_path, option="prophylactic_fixation")
    assert "recommande" in found
    assert "permet" in found


def test_a_contraindicated_act_shows_no_particulars_of_its_indication(tmp_path: Path) -> None:
    text = " ".join(words(consult("fracture_of_an_unfit_patient"), tmp_path, option="fracture_surgery"))
    assert "Urgence" not in text


def test_the_condition_of_an_advice_is_shown_with_it(tmp_path: Path) -> None:
    text = " ".join(words(consult("operated_bone"), tmp_path, option="postoperative_radiotherapy"))
    assert "condition : peau cicatrisée" in text


def test_a_step_after_an_option_that_is_not_recommended_is_told_as_conditional(tmp_path: Path) -> None:
    assert "puis, si fait" in words(consult("four_weeks_and_a_fracture"), tmp_path, option="fracture_surgery")
    assert "puis" in words(consult("mirels_nine_humerus"), tmp_path, option="prophylactic_fixation")


def test_lesions_are_framed_apart(tmp_path: Path) -> None:
    found = words(consult("two_lesions_keep_apart"), tmp_path)
    assert "Lésion F1" in found
    assert "Lésion H1" in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_footer_names_edition_and_knowledge_base_and_that_it_is_no_device(language: Language, tmp_path: Path) -> None:
    text = " ".join(words(consult("mirels_nine_humerus"), tmp_path, language))
    edition = ENGINE.program.edition
    assert edition.title.text(language) in text
    assert edition.hash in text
    assert NOTICE.text(language) in text


def test_english_pictures_hold_no_french(tmp_path: Path) -> None:
    case = parse_case((CASES / "long_bone/two_lesions_keep_apart.yaml").read_text("utf-8"), "case.yaml")
    found = ENGINE.consult(case.model_copy(update={"title": ""}))
    text = " ".join(words(found, tmp_path, "en"))
    assert not re.search(r"[éèàêçÉ]| une | si |Règle|Manque", text)


def test_tooltips_carry_the_statement_in_our_words(tmp_path: Path) -> None:
    target = tmp_path / "path.svg"
    found = consult("mirels_eleven_survival_one_year")
    render(decision_path(found.trace, ENGINE.program, option="prophylactic_fixation"), target)
    titles = {
        value for element in ET.parse(target).iter() for name, value in element.attrib.items() if name.endswith("title")
    }
    assert ENGINE.program.statements["rt.mirels.high"].label.fr in titles


def test_text_from_users_is_shown_and_never_obeyed(tmp_path: Path) -> None:
    title = '<B>gras</B> "guillemets" \\l & <script>alert(1)</script> \x1b[31m \u202e'
    found = ENGINE.consult(parse_case("lesions: [{id: A-1_b, site: tibia}]", "case.yaml"))
    target = tmp_path / "path.svg"
    render(decision_path(found.trace, ENGINE.program, title=title), target)
    shown = [text.text or "" for text in ET.parse(target).iter(f"{SVG}text")]
    assert any("<B>gras</B>" in text and "<script>" in text for text in shown)
    assert "<script>" not in target.read_text("utf-8")
    assert not any("\x1b" in text or "\u202e" in text for text in shown)


def test_a_recorded_trace_draws_the_same_picture() -> None:
    found = consult("four_weeks_to_live")
    again = read_trace(json.loads(json.dumps(plain_trace(found.trace))))
    assert decision_path(again, ENGINE.program).source == decision_path(found.trace, ENGINE.program).source


def test_a_case_without_advice_says_so(tmp_path: Path) -> None:
    found = ENGINE.consult(parse_case("lesions: [{id: L1, site: rib}]", "x.yaml"))
    assert WORDS["nothing"].fr in words(found, tmp_path, option="prophylactic_fixation")


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_written(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "new" / f"path.{kind}"
    render(decision_path(consult("mirels_nine_humerus").trace, ENGINE.program), target)
    start = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF", "dot": b"digraph"}[kind]
    assert target.read_bytes().startswith(start)


def test_an_unknown_format_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(RenderError) as refused:
        render(decision_path(consult("mirels_nine_humerus").trace, ENGINE.program), tmp_path / "path.gif")
    assert refused.value.code == "format"
    assert not list(tmp_path.iterdir())


def test_without_graphviz_only_dot_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    picture = decision_path(consult("mirels_nine_humerus").trace, ENGINE.program)
    with pytest.raises(RenderError) as refused:
        render(picture, tmp_path / "path.svg")
    assert refused.value.code == "no_graphviz"
    render(picture, tmp_path / "path.dot")
    assert [path.name for path in tmp_path.iterdir()] == ["path.dot"]


def test_states_and_verdicts_differ_by_more_than_colour() -> None:
    rules = ("holds", "fails", "open", "defeated")
    assert len({(STATES[one].mark, STATES[one].style) for one in rules}) == len(rules)
    assert len({style.mark for style in VERDICT_STYLES.values()}) == len(VERDICT_STYLES)


@pytest.mark.parametrize(
    "case",
    [
        "bone_treatment/clearance_50",
        "radiotherapy_situations/patient_with_three_oligometastases",
        "drugs_and_irradiation/vignette_topotecan_small_cell",
        "stereotactic/vignette_two_vertebrae_one_compressed",
    ],
)
def test_graphviz_draws_without_complaint(case: str) -> None:
    # An edge to a port that its node had not went unnoticed: the factor by sex was drawn as an item of a score.
    found = ENGINE.consult(read_case(str(CASES / f"{case}.yaml")))
    picture = decision_path(found.trace, ENGINE.program, title=found.case.title)
    done = subprocess.run(["dot", "-Tsvg"], input=picture.source.encode(), capture_output=True, check=True)
    assert done.stderr.decode() == ""


def test_graphviz_is_really_there() -> None:
    assert shutil.which("dot")


def test_the_picture_in_the_readme_is_that_of_the_demo(tmp_path: Path) -> None:
    root = CASES.parent.parent
    found = ENGINE.consult(read_case(str(root / "demo" / "case.yaml")))
    kept = [plain(text.text) for text in ET.parse(root / "docs" / "decision_path.svg").iter(f"{SVG}text")]
    now = words(found, tmp_path, option="prophylactic_fixation")
    footer = ENGINE.program.edition.title.fr
    assert [text for text in kept if footer not in text] == [text for text in now if footer not in text]


_WITH_DRUGS = """
- {rule: second.tki, when: patient.current_drugs has targeted_therapy, contraindicate: surgery}
- {rule: second.none, when: "not patient.current_drugs has any of {cisplatin, docetaxel}", recommend: rest}
- rule: second.both
  when: patient.current_drugs has docetaxel and patient.current_drugs has pemetrexed
  recommend: splint
"""
_DRUGS = "Traitement anticancéreux en cours"


@pytest.mark.parametrize(
    ("drugs", "option", "expected"),
    [
        ("[erlotinib, gefitinib]", "surgery", [f"✓ Règle qui s'applique {_DRUGS} : erlotinib et géfitinib Second"]),
        ("[]", "rest", [f"{_DRUGS} pas de cisplatine", f"s'applique {_DRUGS} : ni cisplatine ni docétaxel Second"]),
        ("[docetaxel, pemetrexed]", "splint", [f"s'applique {_DRUGS} : docétaxel et pémétrexed Second"]),
        ("~", "surgery", [f"{_DRUGS} ? erlotinib (inconnu)", f"ouverte ? {_DRUGS} : thérapie ciblée Second"]),
        ("~", "surgery", [f"Manque : {_DRUGS.lower()} : thérapie ciblée"]),
        (
            "{erlotinib: false}",
            "surgery",
            [f"? {_DRUGS} : géfitinib, autre anti-EGFR, crizotinib, autre inhibiteur de tyrosine kinase (TKI)"],
        ),
        ("~", "rest", [f"? {_DRUGS} : ni cisplatine ni docétaxel Second"]),
        ("{cisplatin: false}", "rest", [f"✓ {_DRUGS} : pas de cisplatine ? {_DRUGS} : pas de docétaxel Second"]),
        ("{docetaxel: true}", "splint", [f"✓ {_DRUGS} : docétaxel ? {_DRUGS} : pémétrexed Second"]),
    ],
)
def test_categories_of_one_fact_are_tested_in_one_line(
    drugs: str, option: str, expected: list[str], tmp_path: Path
) -> None:
    program = load_with(tmp_path, second=second_chapter(_WITH_DRUGS))
    found = Engine(program).consult(parse_case(f"patient: {{current_drugs: {drugs}}}\nlesions: [{{id: L1}}]", "case"))
    target = tmp_path / "path.svg"
    render(decision_path(found.trace, program, "fr", option=option), target)
    text = " ".join(plain(one.text) for one in ET.parse(target).iter(f"{SVG}text"))
    assert [words for words in expected if words not in text] == []


_WITH_CATEGORY = """
- category: lesion.ache
  fr: Type de douleur
  en: Kind of ache
  values:
    - {value: mechanical, fr: mécanique, en: mechanical, when: lesion.pain != none and lesion.pain_mechanical}
    - {value: other, fr: non mécanique, en: not mechanical, when: lesion.pain != none}
    - {value: painless, fr: aucune, en: none}
- score: lesion.points
  fr: Points
  en: Points
  items:
    - {fact: lesion.ache, points: {mechanical: 3, other: 1, painless: 0}}
    - {fact: lesion.operated, points: {true: 1, false: 0}}
- {rule: second.points, when: lesion.points >= 3, recommend: splint}
- {rule: second.painless, when: lesion.ache == painless, discuss: surgery}
"""


@pytest.mark.parametrize(
    ("lesion", "option", "expected", "absent"),
    [
        (
            "pain: mild, pain_mechanical: true",
            "splint",
            ["Type de douleur mécanique Douleur ≠ aucune et Douleur d'horaire mécanique : oui", "Points 3 à 4"],
            [],
        ),
        ("pain: mild, pain_mechanical: true", "splint", ["Type de douleur : mécanique 3", "Lésion opérée 0 à 1"], []),
        ("pain: mild", "splint", ["Type de douleur : mécanique ou non mécanique 1 à 3"], ["≠ aucune"]),
        ("pain: none, operated: true", "surgery", ["Douleur aucune", "Type de douleur aucune"], ["horaire"]),
    ],
)
def test_a_category_is_drawn_with_what_decided_it(
    lesion: str, option: str, expected: list[str], absent: list[str], tmp_path: Path
) -> None:
    program = load_with(tmp_path, second=second_chapter(_WITH_CATEGORY))
    found = Engine(program).consult(parse_case(f"lesions: [{{id: L1, {lesion}}}]", "case"))
    target = tmp_path / "path.svg"
    picture = decision_path(found.trace, program, "fr", option=option)
    render(picture, target)
    text = " ".join(plain(one.text) for one in ET.parse(target).iter(f"{SVG}text"))
    assert [words for words in expected if words not in text] == []
    assert [words for words in absent if words in text] == []
    done = subprocess.run(["dot", "-Tsvg"], input=picture.source.encode(), capture_output=True, check=True)
    assert done.stderr.decode() == ""


def test_a_plan_is_drawn_once(tmp_path: Path) -> None:
    # The start of treatment and all that follows it stood under each check, and once more by itself.
    found = ENGINE.consult(read_case(str(CASES.parent.parent / "demo" / "case.yaml")))
    text = " ".join(words(found, tmp_path, option="antiresorptive_start"))
    assert text.count("RECOMMANDÉ Mise en route d'un anti-résorptif") == 1
    assert text.count("Contrôle de la fonction rénale") == 1
    assert text.count("24 mois après") == 2  # after either drug


def test_merging_the_steps_of_a_plan_leaves_the_trace_as_it_was() -> None:
    trace = ENGINE.consult(read_case(str(CASES.parent.parent / "demo" / "case.yaml"))).trace
    before = plain_trace(trace)
    with_one_plan(trace)
    assert plain_trace(trace) == before
