"""The check list of a case: what is advised and what is advised against, each with boxes."""

from __future__ import annotations

from pathlib import Path

from engine.engine import Engine
from facts.reader import read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from visualize.text.checklist import checklist

CASES = Path(__file__).parents[2] / "cases"
ENGINE = Engine(load(edition_folder(DEFAULT_EDITION)))


def ticked(name: str, *questions: str) -> str:
    consultation = ENGINE.consult(read_case(str(CASES / f"{name}.yaml")))
    return "\n".join(line.text for line in checklist(consultation, "fr", questions)).replace("\N{NO-BREAK SPACE}", " ")


def test_an_act_is_ticked_with_its_place_and_what_follows_it() -> None:
    text = ticked("long_bone/mirels_eleven_survival_one_year", "long_bone_at_risk")
    assert "☐ oui ☐ non ☐ sans objet  Fixation préventive de l'os" in text
    assert "[rt.mirels.fix_high_score]" in text
    assert "puis radiothérapie postopératoire ; 15 à 21 jours après" in text


def test_what_is_advised_against_is_ticked_when_it_was_avoided() -> None:
    text = ticked("bone_treatment/two_years_denosumab_smoker")
    assert "☐ évité ☐ fait ☐ sans objet  Dénosumab espacé de plus d'un mois" in text


def test_each_act_stands_once_and_open_ones_are_counted() -> None:
    text = ticked("long_bone/fracture_with_fitness_unknown")
    items = [line for line in text.splitlines() if line.startswith("☐") and "puis" not in line]
    assert len(items) == len({*items})
    assert "Options en attente d'un fait, absentes de cette liste : " in text


def test_what_is_still_open_is_no_item() -> None:
    assert "Surveillance" not in ticked("long_bone/survival_alone_is_missing", "long_bone_at_risk")
