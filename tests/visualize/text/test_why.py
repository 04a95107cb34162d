"""The answer to “why” in words: sentences written beforehand, and screens that a person has read."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.trace import plain_trace, read_trace
from engine.why import why
from facts.labels import LANGUAGES, Language
from facts.reader import parse_case, read_case
from tests.golden import check
from tests.why_cases import ASKED, edition, told
from visualize.text.lines import Line
from visualize.text.why import Depth, why_report

ROOT = Path(__file__).parents[3]


def flat(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines).replace("\N{NO-BREAK SPACE}", " ")


def said(name: str, language: Language = "fr", depth: Depth = "short") -> str:
    return flat(why_report([told(name)], edition().program, language, depth))


# In the case of a step the option is advised by itself or after another act as well, which its sentence adds.
@pytest.mark.parametrize("name", [name for name in ASKED if name != "follows"])
def test_a_sentence_is_as_written_from_the_rules(name: str) -> None:
    assert said(name, "fr", "sentence") == ASKED[name].fr
    assert said(name, "en", "sentence") == ASKED[name].en


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_of_a_step_names_what_it_follows(language: Language) -> None:
    expected = ASKED["follows"].fr if language == "fr" else ASKED["follows"].en
    assert said("follows", language, "sentence").startswith(expected.removesuffix("."))


@pytest.mark.parametrize("name", ASKED)
def test_a_sentence_is_one_line_without_room_for_a_break(name: str) -> None:
    for language in LANGUAGES:
        (line,) = why_report([told(name)], edition().program, language, "sentence")
        assert "\n" not in line.text
        assert " :" not in line.text
        assert " ;" not in line.text


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "recommended",
            [
                "Lésion T : Fixation préventive de l'os",
                "Question : Que faire d'un os long à risque de fracture ?",
                "RECOMMANDÉ",
                "parce que      Score de Mirels : 10 (≥ 9) ; Survie estimée : 9 mois (> 3 mois) — Radiothérapie 1.2,"
                " alinéa 2, point 2, proposé [rt.mirels.fix_high_score]",
                "Score de Mirels : 10 = siège (tibia) 2 + atteinte de la corticale (plus de deux tiers) 3"
                " + type de lésion (lytique) 3 + douleur (modérée) 2",
            ],
        ),
        (
            "provisional",
            [
                "À DISCUTER, PROVISOIRE",
                "changerait     recommande si Score de Mirels : 10 (≥ 9) ; Survie estimée : 2 à 5 mois (> 3 mois ?)"
                " — Radiothérapie 1.2, alinéa 2, point 2, proposé [rt.mirels.fix_high_score]",
                "changerait     mettrait de côté [rt.long_bone.weigh_up_fixation] — Radiothérapie 1.2, alinéa 2,"
                " point 2, proposé [rt.mirels.fix_high_score] (voir plus haut)",
                "manque         survie estimée",
            ],
        ),
        (
            "contraindicated",
            [
                "CONTRE-INDIQUÉ",
                "Clairance de la créatinine (Cockcroft et Gault) : 29 mL/min, calculé de : Clairance de Cockcroft et"
                " Gault déjà calculée : 29 mL/min",
                "écarte         (permet) Métastase osseuse, décrite ou déclarée : oui ; Traitement anti-résorptif :"
                " jamais reçu — Traitement osseux systémique 2.4, encadré 3, ligne 1, souhaitable"
                " [bt.start_box.choose_either_agent]",
            ],
        ),
        (
            "defeated",
            [
                "LE RÉFÉRENTIEL NE DIT RIEN",
                "La question est posée, aucune règle en vigueur ne propose cette option.",
                "mis de côté    (fait discuter) Preuve histologique à apporter : oui ; Lésion à présenter en RCP-OOS"
                " ou jugée non simple : oui — RCP d'oncologie osseuse (RCP-OOS) 2, point 1, phrase 1, axe de la"
                " RCP-OOS [bm.axes.decide_on_proof]",
                "par            Métastase osseuse jugée simple : oui — RCP d'oncologie osseuse (RCP-OOS) 1, alinéa 2,"
                " phrase 5, nécessaire [bm.domain.manage_simply]",
                "Ce qu'il faudrait pour qu'elle soit conseillée : ossature why-not",
            ],
        ),
        (
            "follows",
            [
                "RECOMMANDÉ, après fixation préventive de l'os",
                "suite de       Fixation préventive de l'os (recommandé), parce que Score de Mirels : 10 (≥ 9) ;"
                " Survie estimée : 24 mois (> 3 mois) — Radiothérapie 1.2, alinéa 2, point 2, proposé"
                " [rt.mirels.fix_high_score]",
                "parce que      Radiothérapie 1.2, alinéa 2, point 2, proposé [rt.mirels.fix_high_score] (voir plus"
                " haut) → Volume : totalité de l'os opéré ; Délai : 15 à 21 jours ; condition : peau cicatrisée",
                "aussi          (permet) Siège : tibia → Délai : 21 jours ; condition : peau cicatrisée — Chirurgie"
                " des membres 3, alinéa 4, phrase 3, possible [ls.restart.after_limb_operation]",
            ],
        ),
        (
            "score_undecided",
            [
                "INDÉTERMINÉ",
                "changerait     recommande si Score de Mirels : 8 à 10 (≥ 9 ?) ; Survie estimée : 9 mois (> 3 mois) —"
                " Radiothérapie 1.2, alinéa 2, point 2, proposé [rt.mirels.fix_high_score]",
                "Score de Mirels : 8 à 10 = siège (tibia) 2 + atteinte de la corticale (plus de deux tiers) 3"
                " + type de lésion (inconnu) 1 à 3 + douleur (modérée) 2",
                "manque         type de lésion",
            ],
        ),
        (
            "not_asked",
            [
                "Rien n'est dit de cette option ici : la question « Que faire d'un os long à risque de fracture ? »"
                " ne se pose pas.",
                "parce que      Siège : vertèbre",
                "Ce qu'il faudrait pour qu'elle soit conseillée : ossature why-not",
            ],
        ),
    ],
)
def test_a_screen_has_these_lines_in_this_order(name: str, lines: list[str]) -> None:
    found = said(name).split("\n")
    places = [found.index(line) for line in lines]
    assert places == sorted(places)


def test_a_screen_is_english_as_well() -> None:
    found = said("score_undecided", "en").split("\n")
    assert (
        "could change   recommends if Mirels score: 8 to 10 (≥ 9?); Estimated survival: 9 months (> 3 months)"
        " — Radiotherapy 1.2, paragraph 2, item 2, proposed [rt.mirels.fix_high_score]"
    ) in found
    assert "missing        type of lesion" in found


def test_in_full_each_test_is_told_with_its_mark_and_each_definition_opened_once() -> None:
    found = said("conflict", depth="full").split("\n")
    assert "✓ Anti-résorptif en cours ou à débuter : oui" in found
    assert found.count("· Âge : 80 ans") == 1
    assert found.count("✓ Anti-résorptif en cours ou à débuter : oui (voir plus haut)") == 2
    assert "« La filtration du rein ne restreint pas le dénosumab. »" in found
    tree = why_report([told("conflict")], edition().program, "fr", "full")
    age = next(line for line in tree if "Âge" in line.text)
    clearance = next(line for line in tree if line.text.startswith("✓ Clairance"))
    assert age.indent > clearance.indent


def test_in_full_a_test_that_does_not_decide_says_so() -> None:
    found = said("score_partly_unknown", depth="full").split("\n")
    # Loading pain is denied; disabling pain is enough for the rule.
    assert "✗ Douleur accrue par l'appui : non (ne décide pas)" in found
    assert "✓ Douleur : handicapante" in found


def test_what_is_met_of_an_open_rule_is_not_said_to_be_of_no_account() -> None:
    found = said("score_undecided", depth="full").split("\n")
    assert "? Score de Mirels : 8 à 10 (≥ 9 ?)" in found
    assert "✓ Survie estimée : 9 mois (> 3 mois)" in found


def test_several_lesions_are_named() -> None:
    text = (
        "{patient: {survival_months: 9}, lesions: [{id: A, site: vertebra}, {id: B, site: skull, operated: false,"
        " pathological_fracture: false}]}"
    )
    trace = edition().consult(parse_case(text, "case.yaml")).trace
    found = [why(trace, edition().program, "prophylactic_fixation", one) for one in ("lesion:A", "lesion:B")]
    sentences = why_report(found, edition().program, "en", "sentence")
    assert [line.text.partition(":")[0] for line in sentences] == [
        "Prophylactic fixation (A)",
        "Prophylactic fixation (B)",
    ]


def test_the_lesion_that_decides_about_the_patient_is_named_among_several() -> None:
    text = (
        "{patient: {current_drugs: [erlotinib]}, lesions: [{id: A, irradiation_planned: false}, {id: B,"
        " irradiation_planned: true, irradiation_aim: palliative}]}"
    )
    trace = edition().consult(parse_case(text, "case.yaml")).trace
    found = [why(trace, edition().program, "erlotinib_during_irradiation", "patient")]
    short = flat(why_report(found, edition().program, "fr", "short"))
    assert "oui, parce que Irradiation envisagée (B) : oui ; But de l'irradiation (B) : palliatif" in short
    full = flat(why_report(found, edition().program, "fr", "full"))
    assert "✗ Irradiation envisagée (A) : non (ne décide pas)" in full


def test_a_value_that_only_asks_for_a_lesion_says_so() -> None:
    text = "{patient: {antiresorptive_treatment: never}, lesions: [{id: A, site: skull}]}"
    trace = edition().consult(parse_case(text, "case.yaml")).trace
    found = why(trace, edition().program, "antiresorptive_start", "patient")
    told_of = flat(why_report([found], edition().program, "en", "short"))
    assert "Bone metastasis, described or stated: yes, because at least one lesion" in told_of


@pytest.mark.parametrize("depth", ["short", "full"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_reads_as_it_was_read(language: Language, depth: Depth) -> None:
    case = read_case(str(ROOT / "demo" / "case.yaml"))
    trace = read_trace(plain_trace(edition().consult(case).trace))
    found = [why(trace, edition().program, "prophylactic_fixation", "lesion:F1")]
    lines = why_report(found, edition().program, language, depth, case)
    text = "".join(f"{' ' * line.indent}{line.text}\n" for line in lines)
    check(f"why.{depth}.{language}.txt", text, edition().program.edition.hash)
