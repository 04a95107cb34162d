"""The commands needed, robustness and compare, as another program sees them."""

from __future__ import annotations

import json
from functools import cache

import pytest

from tests.app.test_main import CASES, run

LONG_BONE = CASES / "long_bone"
EIGHT = str(LONG_BONE / "mirels_eight_goes_to_the_meeting.yaml")
NINE = str(LONG_BONE / "mirels_nine_humerus.yaml")
ELEVEN = str(LONG_BONE / "mirels_eleven_survival_one_year.yaml")
TWO = str(LONG_BONE / "two_lesions_keep_apart.yaml")


@cache
def told(*arguments: str) -> str:
    """Return what a command prints, with plain spaces and no wrapped lines."""
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    "expected",
    [
        "type de lésion : lytique → mixte (Score de Mirels 9 → 8)",
        "douleur : handicapante → modérée (Score de Mirels 9 → 8)",
        "atteinte de la corticale : un tiers à deux tiers → moins d'un tiers (Score de Mirels 9 → 8)",
        "non recommandé : survie estimée : 12 mois → < 6 semaines",
    ],
)
def test_nine_points_are_one_point_from_the_meeting_and_weeks_to_live_rule_fixation_out(expected: str) -> None:
    assert expected in told("robustness", NINE)


def test_what_one_point_of_reading_changes_comes_first() -> None:
    text = told("robustness", NINE, "--lang", "en")
    first = text.index("One point of reader disagreement changes the advice")
    assert first < text.index("lytic → mixed (Mirels score 9 → 8)") < text.index("One fact is enough")


def test_eleven_points_are_further_than_one_reading_away() -> None:
    text = told("robustness", ELEVEN, "prophylactic_fixation")
    assert "Un point de désaccord" not in text
    assert "RECOMMANDÉ : Fixation préventive de l'os" in text


def test_all_flips_of_one_option_are_told() -> None:
    brief, full = told("robustness", NINE), told("robustness", NINE, "prophylactic_fixation")
    assert "autres façons" in brief
    assert "autres façons" not in full
    assert "fracture pathologique avérée : non → oui" in full


def test_the_json_of_robustness_has_one_object_a_verdict() -> None:
    (found,) = json.loads(run("robustness", NINE, "prophylactic_fixation", "--json").stdout)
    assert found["format"] == "ossature.robustness.v1"
    assert (found["verdict"], found["distance"], found["proved"]) == ("recommended", 1, True)
    assert {"lesion:H1.pain", "patient.survival_months"} <= {one["change"]["fact"] for one in found["flips"]}


def test_two_patients_differ_by_their_score() -> None:
    text = told("compare", EIGHT, ELEVEN)
    assert "Comparés : T1 / F1" in text
    because = text.split("Fixation préventive de l'os : à discuter / recommandé")[0].rsplit("À cause de", 1)[1]
    for fact in ("atteinte de la corticale", "douleur : modérée / handicapante", "type de lésion : mixte / lytique"):
        assert fact in because
    assert "siège" not in because
    assert "Vis de verrouillage du clou dans le col (vis cervicale)" in text.split("À cause de : siège")[1]


def test_two_patients_differ_by_their_score_in_english() -> None:
    text = told("compare", EIGHT, ELEVEN, "--option", "prophylactic_fixation", "--lang", "en")
    assert "Prophylactic fixation: to be discussed / recommended" in text
    assert text.count("Because of") == 1


def test_a_patient_does_not_differ_from_the_same_one() -> None:
    assert "Les deux patients reçoivent les mêmes avis." in told("compare", EIGHT, EIGHT)
    assert json.loads(run("compare", EIGHT, EIGHT, "--json").stdout)["differences"] == []


def test_a_lesion_that_only_one_has_is_told_of_that_one() -> None:
    done = run("compare", "-", TWO, "--lang", "en", text="lesions: [{id: F1, site: tibia}, {id: A, site: rib}]\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Compared: F1 / F1\nOnly the first has: A\nOnly the second has: H1\n" in done.stdout


def test_what_is_needed_says_how_it_is_learnt() -> None:
    text = told("needed", EIGHT, "--patience", "120")
    assert "[question ou dossier] décide de : radiothérapie antalgique" in text
    assert "(prouvé)" in text
    assert "Arrêté" not in text


def test_nothing_is_needed_for_a_fixation_that_is_decided() -> None:
    text = told("needed", EIGHT, "--option", "prophylactic_fixation", "--patience", "120", "--lang", "en")
    assert "No fact still unknown can change the advice looked at (proved)." in text


def test_a_search_that_stopped_tells_nothing_as_certain() -> None:
    text = told("needed", EIGHT, "--patience", "0")
    assert "Arrêté au bout de 0 s" in text
    assert "Certain" not in text
    assert "Jamais" not in text


def test_the_json_of_what_is_needed_says_whether_it_is_complete() -> None:
    found = json.loads(run("needed", EIGHT, "--patience", "0", "--json").stdout)
    assert (found["format"], found["complete"]) == ("ossature.needed.v1", False)


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        (("needed", EIGHT, "--option", "fixatoin"), 1),
        (("robustness", EIGHT, "nonsense"), 1),
        (("compare", "one.yaml", "two.yaml"), 2),
        (("compare", "-", "-"), 1),
        (("compare", EIGHT, ELEVEN, "--pair", "X:F1", "--pair", "T1:Y"), 2),
        (("compare", EIGHT, ELEVEN, "--pair", "T1"), 1),
    ],
)
def test_bad_input_is_refused_with_all_that_is_wrong(arguments: tuple[str, ...], messages: int) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) >= messages
    assert "Traceback" not in done.stderr
