"""What reports on differences say, and say only once; in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.differences import differences_between
from engine.engine import Engine
from engine.what_if import what_if
from facts.case import Case
from facts.labels import LANGUAGES, Language
from facts.reader import parse_case, read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from tests.knowledge_base.editions import MINI, load_with, second_chapter
from visualize.text.difference_words import BECOMES
from visualize.text.differences import _LABEL_WIDTH, difference_lines
from visualize.text.lines import Line
from visualize.text.what_if import what_if_lines

ROOT = Path(__file__).parents[3]
ENGINE = Engine(load(edition_folder(DEFAULT_EDITION)))
SMALL = Engine(load(MINI))


def flat(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines).replace("\N{NO-BREAK SPACE}", " ")


def told(*assignments: str, language: Language = "fr", option: str | None = None) -> str:
    case = read_case(str(ROOT / "demo" / "case.yaml"))
    return flat(what_if_lines(what_if(ENGINE, case, assignments), language, option))


def small(case: str, *assignments: str, language: Language = "fr") -> str:
    return flat(what_if_lines(what_if(SMALL, parse_case(case, "case.yaml"), assignments), language))


def test_every_label_leaves_room_before_its_text() -> None:
    assert all(len(label.text(language)) < _LABEL_WIDTH for label in BECOMES.values() for language in LANGUAGES)


def test_the_facts_stand_first_then_how_many_verdicts_change() -> None:
    text = told("survival_months=2")
    head, rest = text.split("20 avis changent, dont 15 sans que la question se pose.")
    assert "Et si…\nSurvie estimée : 8 à 11 mois → 2 mois\n" in head
    assert rest.count("Survie estimée : 8 à 11 mois → 2 mois") == 1


def test_a_verdict_is_told_before_and_after_with_the_rules_that_came_and_went() -> None:
    text = told("survival_months=2")
    _, lines = text.split("RECOMMANDÉ → À DISCUTER : fixation préventive de l'os\n")
    first, second, third, *_ = lines.splitlines()
    assert first.startswith("s'applique ")
    assert "fait discuter si survie estimée ≤ 3 mois — Chirurgie des membres 2.1, phrase 7" in first
    assert "[rt.table3.discuss_high_score]" in second
    assert third.startswith("ne s'applique plus ")
    assert "recommande si survie estimée > 3 mois — Radiothérapie 1.2, alinéa 2, point 2, proposé" in third


def test_the_same_in_english() -> None:
    text = told("survival_months=2", language="en")
    assert "What if…\nEstimated survival: 8 to 11 months → 2 months\n" in text
    assert "RECOMMENDED → TO BE DISCUSSED: prophylactic fixation" in text
    assert "no longer applies" in text
    assert "Questions that no longer arise" in text
    assert "Findings that now touch this patient" in text


def test_options_that_change_alike_stand_together_and_many_are_counted() -> None:
    text = told("survival_months=2")
    assert "INDÉTERMINÉ → CONTRE-INDIQUÉ : chirurgie préventive du rachis ; " in text
    assert "et 10 autres" in text
    assert text.count("ss.contraindications.short_survival") == 1


def test_a_derived_value_is_told_once_behind_the_fact() -> None:
    text = told("creatinine_umol_l=300")
    assert "donc clairance de la créatinine (Cockcroft et Gault) : 52,78 mL/min → 15,48 mL/min" in text
    assert text.count("15,48") == 1


def test_a_step_is_told_with_what_it_follows_unless_it_is_told_by_itself() -> None:
    text = told("creatinine_umol_l=300")
    assert "réévaluation de l'état osseux (suite de : acide zolédronique chaque mois)" in text
    assert "suite de : mise en route d'un anti-résorptif" not in text


def test_a_fact_with_several_categories_is_told_as_a_whole() -> None:
    text = told("current_drugs=[erlotinib]", language="en")
    because = next(line for line in text.splitlines() if line.startswith("Because"))
    assert because.endswith("nothing else → erlotinib, nothing else")
    assert text.count("Because: ") == 1


def test_one_option_alone_is_told_with_its_name() -> None:
    text = told("survival_months=2", option="prophylactic_fixation")
    assert "Seule option regardée : Fixation préventive de l'os" in text
    assert "1 avis change." in text
    assert "CONTRE-INDIQUÉ" not in text


def test_where_nothing_changes_that_is_said() -> None:
    assert "Aucun avis ne change." in told("survival_months=8..11")
    assert "Déjà ainsi dans le cas : Survie estimée" in told("survival_months=8..11")
    assert "No verdict changes." in told("survival_months=8..11", language="en")


def test_a_fact_that_no_rule_reads_is_named() -> None:
    text = small("patient: {platelets_g_l: 64}", "platelets_g_l=20", "ecog=1")
    assert "Lu par aucune règle, donc sans effet sur les avis : Plaquettes" in text
    assert "ECOG" not in text.split("Lu par aucune règle")[1].splitlines()[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesion_is_named_only_where_there_are_lesions(language: Language) -> None:
    text = small("lesions: [{id: L1, operated: false}]", "operated=yes", language=language)
    assert "(L1)" in text
    assert ("Lésion L1" if language == "fr" else "Lesion L1") in text


def test_an_exception_says_by_which_rule_and_why(tmp_path: Path) -> None:
    rules = """
- {rule: second.rest, when: patient.age_years > 70, recommend: rest}
- {rule: second.frail, when: patient.frail, overrides: [second.rest]}
"""
    engine = Engine(load_with(tmp_path, second=second_chapter(rules)))
    found = {
        value: flat(what_if_lines(what_if(engine, age("frail: false"), [f"frail={value}"]), "fr"))
        for value in ("oui", "inconnu")
    }
    assert "RECOMMANDÉ → aucun avis : repos" in found["oui"]
    assert "recommande ; écartée par : Second chapitre 1, phrase 1, conseillé [second.frail] si patient" in found["oui"]
    assert "RECOMMANDÉ → RECOMMANDÉ, provisoire : repos" in found["inconnu"]
    assert "peut être écartée" in found["inconnu"]
    back = flat(what_if_lines(what_if(engine, age("frail: true"), ["frail=non"]), "en"))
    assert "no longer set aside by: Second chapter 1, sentence 1, advised [second.frail] if patient" in back


def age(more: str) -> Case:
    return parse_case(f"patient: {{age_years: 75, ecog: 1, {more}}}", "case.yaml")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("> 70", "> 80", "Because: condition changed: Second chapter 1, sentence 1, advised [second.rest]"),
        ("> 70", "> 80", "now                    Age > 80 years"),
        ("recommend: rest", "discuss: rest", "RECOMMENDED → TO BE DISCUSSED: rest"),
        ("recommend: rest", "discuss: rest", "advice changed: Second chapter"),
        ("second.rest, when", "second.calm, when", "No verdict changes."),
    ],
)
def test_what_another_edition_changes_is_told_with_its_rule(tmp_path: Path, old: str, new: str, said: str) -> None:
    rule = "- {rule: second.rest, when: patient.age_years > 70, recommend: rest}"
    engines = []
    for name, text in (("old", rule), ("new", rule.replace(old, new))):
        (tmp_path / name).mkdir()
        engines.append(Engine(load_with(tmp_path / name, second=second_chapter(text))))
    before, after = (engine.consult(age("sex: male")) for engine in engines)
    assert said in flat(difference_lines(differences_between(before, after), "en"))


def test_particulars_are_told_before_and_after(tmp_path: Path) -> None:
    engines = []
    for dose in ("8", "20"):
        (tmp_path / dose).mkdir()
        rule = f"- {{rule: second.dose, when: lesion.operated, recommend: surgery, dose_gy: {dose}}}"
        engines.append(Engine(load_with(tmp_path / dose, second=second_chapter(rule))))
    case = parse_case("lesions: [{id: L1, operated: true}]", "case.yaml")
    before, after = (engine.consult(case) for engine in engines)
    lines = flat(difference_lines(differences_between(before, after), "fr"))
    assert "RECOMMANDÉ, autres précisions : opération" in lines
    assert "jusqu'ici              Dose : 8 Gy\ndésormais              Dose : 20 Gy" in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_space_before_a_french_sign_may_break(language: Language) -> None:
    case = read_case(str(ROOT / "demo" / "case.yaml"))
    lines = what_if_lines(what_if(ENGINE, case, ["survival_months=2"]), language)
    loose = [line.text for line in lines if " :" in line.text or " ;" in line.text or " ?" in line.text]
    assert loose == []
