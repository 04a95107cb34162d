"""What the report says, and in which order; each test names what a reader was once misled by."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.engine import Engine
from facts.labels import LANGUAGES, Language
from facts.reader import parse_case, read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.knowledge_base.editions import MINI, load_with, second_chapter
from visualize.text.lines import LABEL_WIDTH
from visualize.text.report import report
from visualize.text.words import WORDS

CASES = Path(__file__).parents[2] / "cases"
ENGINE = Engine(load(edition_folder(DEFAULT_EDITION)))


_WITH_DRUGS = """
- {rule: second.tki, when: patient.current_drugs has targeted_therapy, contraindicate: surgery}
- {rule: second.bleomycin, when: "patient.current_drugs has any of {bleomycin, gemcitabine}", recommend: splint}
- {rule: second.no_platinum, when: "not patient.current_drugs has any of {cisplatin, docetaxel}", recommend: rest}
"""


def told(name: str, language: Language = "fr", folder: str = "long_bone") -> str:
    consultation = ENGINE.consult(read_case(str(CASES / folder / f"{name}.yaml")))
    return flat([line.text for line in report(consultation, language)])


def flat(lines: list[str]) -> str:
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")


def test_every_label_leaves_room_before_its_text() -> None:
    labels = ("because", "against", "also", "beats", "then", "then_if", "missing")
    assert all(len(WORDS[name].text(language)) < LABEL_WIDTH for name in labels for language in LANGUAGES)


def test_a_particular_with_one_category_is_not_unknown() -> None:
    assert "Participants souhaités : chirurgien, radiologue interventionnel" in told("mirels_eight_goes_to_the_meeting")


def test_the_condition_of_an_advice_is_told_with_it() -> None:
    assert "condition : peau cicatrisée" in told("operated_bone")


def test_a_weaker_rule_beside_a_stronger_one_says_that_it_only_allows() -> None:
    assert "aussi          (permet) Score de Mirels : 7 (≤ 7)" in told("low_score_and_marked_risk")


def test_an_open_rule_says_what_it_would_do() -> None:
    assert "manque         survie estimée → recommande [rt.mirels.fix_high_score]" in told("survival_alone_is_missing")


def test_a_step_after_a_conflict_is_told_as_conditional() -> None:
    assert "puis, si fait  Radiothérapie postopératoire" in told("four_weeks_and_a_fracture")


def test_one_way_of_an_act_that_a_rule_of_its_own_speaks_against_is_told() -> None:
    text = told("two_years_denosumab_smoker", folder="bone_treatment")
    assert "NON RECOMMANDÉ : Dénosumab espacé de plus d'un mois" in text


def test_a_reason_that_several_lesions_give_is_said_once_and_names_them() -> None:
    case = "lesions: [{id: V1, site: vertebra, surgery_planned: true}, {id: V2, site: sacrum, surgery_planned: true}]"
    text = flat([line.text for line in report(ENGINE.consult(parse_case(case, "case.yaml")), "fr")])
    assert "parce que      Chirurgie du rachis en question (V1, V2) : oui — " in text
    assert "en question : oui ; Chirurgie du rachis en question" not in text


def test_facts_and_scores_stand_under_the_lesion() -> None:
    assert "Score de Mirels : 10 à 12" in told("type_of_lesion_unknown")


def test_facts_that_no_rule_reads_are_named() -> None:
    consultation = Engine(load(MINI)).consult(parse_case("patient: {platelets_g_l: 64}", "case.yaml"))
    text = flat([line.text for line in report(consultation, "fr")])
    assert "Donnés, mais lus par aucune règle : plaquettes : 64 G/L" in text
    assert text.startswith("Cas sans titre")


def test_findings_that_can_flip_a_decision_come_first() -> None:
    text = told("disabling_pain_with_four_weeks_to_live")
    first = text.split("Constats sur le référentiel")[1].splitlines()[1]
    assert first.startswith("[contradiction]")


def test_a_question_that_may_arise_is_told_once() -> None:
    text = told("nothing_said_of_fracture_or_operation")
    assert text.count("Que faire d'un os long à risque de fracture ?") == 2  # in brief and in detail
    assert "(si elle se pose, selon : " in text


def test_nothing_is_said_to_arise_only_when_nothing_can(tmp_path: Path) -> None:
    advice = (MINI / "advice.yaml").read_text("utf-8").replace("when: always", "when: patient.ecog > 2")
    engine = Engine(load_with(tmp_path, advice=advice))
    for ecog, said in (("0", "Aucune question du référentiel ne se pose"), ("1..3", "encore avec certitude")):
        consultation = engine.consult(parse_case(f"patient: {{ecog: {ecog}}}", "case.yaml"))
        assert said in flat([line.text for line in report(consultation, "fr")])


def test_no_line_breaks_before_a_french_sign() -> None:
    consultation = ENGINE.consult(read_case(str(CASES / "long_bone" / "mirels_eight_goes_to_the_meeting.yaml")))
    text = "\n".join(line.text for line in report(consultation, "fr"))
    assert not any(f" {sign}" in text for sign in ":;?!»%")


def told_of_drugs(folder: Path, drugs: str, language: Language = "fr", items: str = _WITH_DRUGS) -> str:
    program = load_with(folder, second=second_chapter(items))
    case = parse_case(f"patient: {{current_drugs: {drugs}}}\nlesions: [{{id: L1}}]", "case.yaml")
    return flat([line.text for line in report(Engine(program).consult(case), language)])


_CATEGORY = """
- category: lesion.ache
  fr: Type de douleur
  en: Kind of ache
  values:
    - {value: mechanical, fr: mécanique, en: mechanical, when: lesion.pain != none and lesion.pain_mechanical}
    - {value: other, fr: non mécanique, en: not mechanical, when: lesion.pain != none}
    - {value: painless, fr: aucune, en: none}
- {rule: second.r, when: lesion.ache == mechanical, recommend: splint}
"""


@pytest.mark.parametrize(
    ("lesion", "told_of_it"),
    [
        ("pain: mild, pain_mechanical: true", "mécanique\n"),
        ("pain: mild", "mécanique ou non mécanique\n"),
        ("pain: none", "aucune\n"),
        ("pain_mechanical: true", ""),
    ],
)
def test_a_category_of_which_something_is_known_is_told(tmp_path: Path, lesion: str, told_of_it: str) -> None:
    program = load_with(tmp_path, second=second_chapter(_CATEGORY))
    consultation = Engine(program).consult(parse_case(f"lesions: [{{id: L1, {lesion}}}]", "case.yaml"))
    text = flat([line.text for line in report(consultation, "fr")])
    facts = next(line for line in text.splitlines() if line.startswith("Faits"))
    assert f"{facts}\n".partition("Type de douleur : ")[2] == told_of_it


def test_a_rule_on_a_category_is_explained_by_its_value(tmp_path: Path) -> None:
    program = load_with(tmp_path, second=second_chapter(_CATEGORY))
    case = parse_case("lesions: [{id: L1, pain: mild, pain_mechanical: true}]", "case.yaml")
    text = flat([line.text for line in report(Engine(program).consult(case), "en")])
    assert "because        Kind of ache: mechanical — " in text


def test_a_complete_list_says_that_there_is_nothing_else(tmp_path: Path) -> None:
    text = told_of_drugs(tmp_path, "[cisplatin, erlotinib]")
    assert "Faits : traitement anticancéreux en cours : cisplatine et erlotinib, rien d'autre" in text
    assert "parce que      Traitement anticancéreux en cours : erlotinib — " in text
    assert "bléomycine" not in text


def test_what_is_known_in_part_says_no_more(tmp_path: Path) -> None:
    text = told_of_drugs(tmp_path, "{erlotinib: false, bleomycin: true}", "en")
    assert "Facts: current cancer drug: bleomycin, no erlotinib" in text
    assert "missing        current cancer drug: gefitinib, other anti-EGFR drug, crizotinib, other" in text


def test_drugs_that_are_not_taken_are_said_in_one_breath(tmp_path: Path) -> None:
    text = told_of_drugs(tmp_path, "[]")
    assert "Faits : traitement anticancéreux en cours : aucun" in text
    assert "parce que      Traitement anticancéreux en cours : ni cisplatine ni docétaxel — " in text
    assert "lus par aucune règle" not in text


def test_a_drug_that_is_taken_and_one_that_is_not_are_told_apart(tmp_path: Path) -> None:
    condition = "patient.current_drugs has docetaxel and not patient.current_drugs has pemetrexed"
    text = told_of_drugs(tmp_path, "[docetaxel]", items=f"- {{rule: second.r, when: {condition}, recommend: rest}}")
    drugs = "Traitement anticancéreux en cours"
    assert f"parce que      {drugs} : docétaxel ; {drugs} : pas de pémétrexed — " in text


def test_a_drug_that_no_rule_reads_is_named(tmp_path: Path) -> None:
    text = told_of_drugs(tmp_path, "[cisplatin, vinorelbine]")
    assert "Donnés, mais lus par aucune règle : traitement anticancéreux en cours : vinorelbine\n" in text


def test_drugs_that_decide_the_same_are_asked_for_in_one_line(tmp_path: Path) -> None:
    lines = told_of_drugs(tmp_path, "~").splitlines()
    facts = "Lésion opérée ; traitement anticancéreux en cours : gemcitabine ou bléomycine"
    assert [line for line in lines if line.endswith("décide de : attelle")] == [f"{facts} — décide de : attelle"]
    assert "Traitement anticancéreux en cours : thérapie ciblée ; métastase compliquée — décide de : opération" in lines


CONTRADICTING = """
patient: {radiotherapy_received: false}
lesions: [{id: V1, site: vertebra, previously_irradiated: true}, {id: F1, site: femoral_shaft}]
"""


@pytest.mark.parametrize(
    ("language", "said", "what"),
    [
        (
            "fr",
            "Ces données se contredisent :",
            "- Territoire déjà irradié, chez un patient qui n'a jamais reçu de radiothérapie (V1)",
        ),
        (
            "en",
            "These data contradict each other:",
            "- Area irradiated before, in a patient who has never received radiotherapy (V1)",
        ),
    ],
)
@pytest.mark.parametrize("brief", [False, True])
def test_data_that_contradict_each_other_are_told_first(language: Language, said: str, what: str, brief: bool) -> None:
    consultation = ENGINE.consult(parse_case(CONTRADICTING, "case.yaml"))
    lines = flat([line.text for line in report(consultation, language, brief=brief)]).splitlines()
    assert lines[2:4] == [said, what]


def test_a_coherent_case_is_told_no_contradiction() -> None:
    assert "se contredisent :" not in told("operated_bone")
