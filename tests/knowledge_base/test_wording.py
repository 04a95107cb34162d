"""Values, tests and conditions in words, in both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest

from facts.domains import Boolean, Number
from facts.labels import Language
from facts.values import NO, YES, YES_OR_NO, Interval, ValueSet
from facts.vocabulary import VOCABULARY, SubjectKind
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.scope import Scope
from knowledge_base.several_words import answer_words, title_words
from knowledge_base.typing import type_condition
from knowledge_base.wording import condition_words, sentence_case, state_words, value_words

FR, EN = "Traitement anticancéreux en cours", "Current cancer drug"
PROGRAM = load(edition_folder(DEFAULT_EDITION))


@pytest.mark.parametrize(
    ("fact", "written", "fr", "en"),
    [
        ("patient.survival_months", "6 wk", "6 semaines", "6 weeks"),
        ("patient.survival_months", "1 wk", "1 semaine", "1 week"),
        ("patient.survival_months", 1, "1 mois", "1 month"),
        ("patient.survival_months", "3..12", "3 à 12 mois", "3 to 12 months"),
        ("patient.survival_months", ">12", "> 12 mois", "> 12 months"),
        ("patient.survival_months", "<=3", "≤ 3 mois", "≤ 3 months"),
        ("patient.survival_months", "1.5", "1,5 mois", "1.5 months"),
        ("patient.survival_months", None, "inconnu", "unknown"),
        ("patient.ecog", 2, "2", "2"),
        ("patient.ecog", ">=2", "2 à 4", "2 to 4"),
        ("patient.age_years", "1", "1 an", "1 year"),
        ("lesion.size_mm", 12, "12 mm", "12 mm"),
        ("lesion.pain", "mild", "légère", "mild"),
        ("lesion.pain", ["none", "mild", "moderate"], "aucune, légère ou modérée", "none, mild or moderate"),
        ("lesion.site", "humerus", "humérus", "humerus"),
        ("lesion.operated", True, "oui", "yes"),
        ("lesion.operated", False, "non", "no"),
        ("lesion.operated", None, "inconnu", "unknown"),
    ],
)
def test_a_value(fact: str, written: object, fr: str, en: str) -> None:
    domain = VOCABULARY.facts[fact].domain
    value = domain.parse(written)
    assert (plain(value_words(value, domain, "fr")), plain(value_words(value, domain, "en"))) == (fr, en)


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_number_and_its_unit_are_not_parted() -> None:
    domain = VOCABULARY.facts["patient.survival_months"].domain
    assert value_words(domain.parse("6 wk"), domain, "fr") == "6\N{NO-BREAK SPACE}semaines"


def test_no_value_at_all() -> None:
    assert value_words(None, Boolean(), "fr") == "sans valeur"


@pytest.mark.parametrize("value", [YES, NO, YES_OR_NO])
def test_a_set_of_categories_is_of_no_number(value: ValueSet) -> None:
    with pytest.raises(TypeError):
        value_words(value, Number("", 0, 1), "fr")


def test_an_interval_is_of_no_category() -> None:
    with pytest.raises(TypeError):
        value_words(Interval(Fraction(0), Fraction(1)), Boolean(), "fr")


@pytest.mark.parametrize(
    ("text", "subject", "fr", "en"),
    [
        ("lesion.mirels >= 9", "lesion", "Score de Mirels ≥ 9", "Mirels score ≥ 9"),
        ("lesion.mirels == 8", "lesion", "Score de Mirels = 8", "Mirels score = 8"),
        ("lesion.mirels in 7..8", "lesion", "Score de Mirels 7 à 8", "Mirels score 7 to 8"),
        ("patient.survival_months < 6 wk", "patient", "Survie estimée < 6 semaines", "Estimated survival < 6 weeks"),
        ("patient.survival_months >= 1", "patient", "Survie estimée ≥ 1 mois", "Estimated survival ≥ 1 month"),
        ("not patient.survival_months > 3", "patient", "Survie estimée ≤ 3 mois", "Estimated survival ≤ 3 months"),
        ("not patient.survival_months <= 3", "patient", "Survie estimée > 3 mois", "Estimated survival > 3 months"),
        ("patient.ecog != 2", "patient", "Indice ECOG ≠ 2", "ECOG performance status ≠ 2"),
        ("not patient.ecog in 1..2", "patient", "Indice ECOG ≠ 1 à 2", "ECOG performance status ≠ 1 to 2"),
        ("lesion.operated", "lesion", "Lésion opérée : oui", "Lesion operated on: yes"),
        ("not lesion.operated", "lesion", "Lésion opérée : non", "Lesion operated on: no"),
        ("not not lesion.operated", "lesion", "Lésion opérée : oui", "Lesion operated on: yes"),
        ("lesion.pain == mild", "lesion", "Douleur : légère", "Pain: mild"),
        ("lesion.pain != none", "lesion", "Douleur ≠ aucune", "Pain ≠ none"),
        ("always", "lesion", "toujours", "always"),
        ("patient.current_drugs has cisplatin", "patient", f"{FR} : cisplatine", f"{EN}: cisplatin"),
        ("not patient.current_drugs has cisplatin", "patient", f"{FR} : pas de cisplatine", f"{EN}: no cisplatin"),
        ("not patient.current_drugs has erlotinib", "patient", f"{FR} : pas d'erlotinib", f"{EN}: no erlotinib"),
        (
            "patient.current_drugs has any of {erlotinib, gefitinib, cisplatin}",
            "patient",
            f"{FR} : cisplatine, erlotinib ou géfitinib",
            f"{EN}: cisplatin, erlotinib or gefitinib",
        ),
        (
            "not patient.current_drugs has any of {erlotinib, gefitinib, cisplatin}",
            "patient",
            f"{FR} : ni cisplatine ni erlotinib ni géfitinib",
            f"{EN}: neither cisplatin nor erlotinib nor gefitinib",
        ),
        (
            "patient.current_drugs has targeted_therapy",
            "patient",
            f"{FR} : thérapie ciblée",
            f"{EN}: targeted therapy",
        ),
        (
            "not patient.current_drugs has antiangiogenic",
            "patient",
            f"{FR} : pas d'antiangiogénique",
            f"{EN}: no antiangiogenic drug",
        ),
        (
            "patient.current_drugs has bevacizumab and patient.current_drugs has other_antiangiogenic",
            "patient",
            f"{FR} : bévacizumab et autre antiangiogénique",
            f"{EN}: bevacizumab and other antiangiogenic drug",
        ),
        (
            "not (patient.current_drugs has cisplatin and patient.current_drugs has pemetrexed)",
            "patient",
            f"{FR} : pas de cisplatine ou pas de pémétrexed",
            f"{EN}: no cisplatin or no pemetrexed",
        ),
        (
            "patient.ecog > 2 and patient.current_drugs has any of {cisplatin, docetaxel}",
            "patient",
            f"Indice ECOG ≥ 3 et ({FR} : cisplatine ou docétaxel)",
            f"ECOG performance status ≥ 3 and ({EN}: cisplatin or docetaxel)",
        ),
        (
            "patient.current_drugs has cisplatin or patient.ecog > 2",
            "patient",
            f"{FR} : cisplatine ou Indice ECOG ≥ 3",
            f"{EN}: cisplatin or ECOG performance status ≥ 3",
        ),
        (
            "lesion.operated and (lesion.skin_healed or patient.ecog > 2)",
            "lesion",
            "Lésion opérée : oui et (Peau cicatrisée : oui ou Indice ECOG ≥ 3)",
            "Lesion operated on: yes and (Skin healed: yes or ECOG performance status ≥ 3)",
        ),
        (
            "not (lesion.operated and lesion.skin_healed)",
            "lesion",
            "Lésion opérée : non ou Peau cicatrisée : non",
            "Lesion operated on: no or Skin healed: no",
        ),
        (
            "not any lesion (lesion.operated) and all lesions (lesion.skin_healed)",
            "patient",
            "non une lésion au moins (Lésion opérée : oui) et toutes les lésions (Peau cicatrisée : oui)",
            "not at least one lesion (Lesion operated on: yes) and every lesion (Skin healed: yes)",
        ),
    ],
)
def test_a_condition(text: str, subject: SubjectKind, fr: str, en: str) -> None:
    condition = type_condition(Scope(PROGRAM.quantities, subject, "tried", text))
    said = plain(condition_words(condition, PROGRAM, "fr")), plain(condition_words(condition, PROGRAM, "en"))
    assert said == (fr, en)


LANGUAGES: tuple[Language, ...] = ("fr", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_condition_of_the_edition_can_be_said(language: Language) -> None:
    for rule in PROGRAM.rules.values():
        words = condition_words(rule.when, PROGRAM, language)
        assert words == words.strip()
        assert "_" not in words


def test_the_first_letter_of_a_sentence() -> None:
    assert sentence_case("os opéré, ECOG") == "Os opéré, ECOG"
    assert sentence_case("") == ""


DRUGS = VOCABULARY.several["patient.current_drugs"]


@pytest.mark.parametrize(
    ("raw", "fr", "en"),
    [
        ([], "aucun", "none"),
        (["cisplatin"], "cisplatine, rien d'autre", "cisplatin, nothing else"),
        (
            ["pemetrexed", "cisplatin"],
            "cisplatine et pémétrexed, rien d'autre",
            "cisplatin and pemetrexed, nothing else",
        ),
        (
            {"cisplatin": True, "antiangiogenic": False},
            "cisplatine, pas d'antiangiogénique",
            "cisplatin, no antiangiogenic drug",
        ),
        (
            {"cisplatin": False, "gemcitabine": False},
            "ni gemcitabine ni cisplatine",
            "neither gemcitabine nor cisplatin",
        ),
        (None, "inconnu", "unknown"),
    ],
)
def test_all_that_is_known_of_several_categories(raw: object, fr: str, en: str) -> None:
    answers = DRUGS.domain.parse(raw)
    assert (answer_words(DRUGS, answers, "fr"), answer_words(DRUGS, answers, "en")) == (fr, en)


@pytest.mark.parametrize(
    ("value", "fr"), [(YES, "gemcitabine"), (NO, "pas de gemcitabine"), (YES_OR_NO, "gemcitabine (inconnu)")]
)
def test_what_is_known_of_one_category(value: ValueSet, fr: str) -> None:
    fact = VOCABULARY.facts["patient.current_drugs.gemcitabine"]
    assert (title_words(fact, "fr"), state_words(fact, value, "fr")) == (FR, fr)
