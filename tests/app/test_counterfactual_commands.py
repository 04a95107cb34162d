"""The commands that suppose facts to be otherwise, as another program and a clinician see them."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.app.test_main import DEMO, run

CASES = Path(__file__).parents[1] / "cases/long_bone"
EIGHT = str(CASES / "mirels_eight_goes_to_the_meeting.yaml")
ELEVEN = str(CASES / "mirels_eleven_survival_one_year.yaml")


def said(*arguments: str) -> str:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.replace("\N{NO-BREAK SPACE}", " ")


def test_why_not_tells_the_score_that_is_needed_and_what_would_give_it() -> None:
    text = said("why-not", EIGHT, "prophylactic_fixation")
    assert "il manque      score de Mirels : 8 (il faudrait ≥ 9)" in text
    assert re.search("par exemple +(type de lésion : mixte → lytique|douleur|atteinte de la corticale)", text)


def test_why_not_tells_when_no_plausible_change_does() -> None:
    text = said("why-not", str(DEMO), "prophylactic_fixation", "--subject", "V1", "--lang", "en")
    assert "no plausible change of facts leads there (proved)" in text


def test_what_if_reach_tells_each_way_in_both_languages() -> None:
    arguments = ["what-if", EIGHT, "--reach", "prophylactic_fixation", "--verdict", "recommended"]
    assert "Un fait y suffit (prouvé : rien de moins n'y mène) :" in said(*arguments)
    english = said(*arguments, "--lang", "en")
    assert "One fact is enough (proved: nothing less leads there):" in english
    assert "type of lesion: mixed → lytic" in english


@pytest.mark.parametrize(("option", "subject"), [("radiotherapy_alone", "F1"), ("sbrt_35_in_5", "V1")])
def test_the_command_line_of_a_way_reaches_the_option(option: str, subject: str) -> None:
    text = run("what-if", str(DEMO), "--reach", option, "--subject", subject).stdout
    (line,) = (one for one in text.splitlines() if one.strip().startswith("ossature what-if"))
    _, *arguments = shlex.split(line)
    tried = run(*arguments, "--option", option, "--json")
    assert (tried.returncode, tried.stderr) == (0, "")
    changes = json.loads(tried.stdout)["differences"]["verdicts"]
    after = [one["after"]["verdict"] for one in changes if one["subject"] == f"lesion:{subject}" and not one["follows"]]
    assert after
    assert set(after) <= {"recommended", "discuss", "option"}


def test_a_yes_and_a_no_that_would_be_needed_are_told_apart() -> None:
    text = said("what-if", str(DEMO), "--reach", "denosumab")
    assert "corticoïdes associés : inconnu → non" in text


def test_needed_tells_the_source_and_what_it_decides() -> None:
    text = said("needed", str(CASES / "survival_alone_is_missing.yaml"), "--option", "prophylactic_fixation")
    assert "Survie estimée [avis spécialisé ou de RCP]" in text
    assert "décide de : fixation préventive de l'os" in text


def test_needed_that_had_no_time_says_so_and_calls_nothing_certain() -> None:
    text = said("needed", str(DEMO), "--patience", "0")
    assert "Arrêté au bout de 0 s" in text
    assert "Certain" not in text


def test_robustness_puts_readers_disagreement_first() -> None:
    text = said("robustness", EIGHT, "prophylactic_fixation")
    assert text.index("Un point de désaccord de lecture") < text.index("Un seul fait suffit")
    assert "recommandé : type de lésion : mixte → lytique (Score de Mirels 8 → 9)" in text


def test_compare_says_the_facts_that_account_for_each_difference() -> None:
    text = said("compare", EIGHT, ELEVEN)
    assert "Comparés : T1 / F1" in text
    assert "Fixation préventive de l'os : à discuter / recommandé" in text
    assert "Both patients are advised alike." in said("compare", EIGHT, EIGHT, "--lang", "en")


@pytest.mark.parametrize(
    ("arguments", "format_"),
    [
        (["why-not", EIGHT, "prophylactic_fixation"], "ossature.why_not.v1"),
        (["what-if", EIGHT, "--reach", "prophylactic_fixation"], "ossature.reach.v1"),
        (["robustness", EIGHT, "prophylactic_fixation"], "ossature.robustness.v1"),
        (["needed", EIGHT], "ossature.needed.v1"),
        (["compare", EIGHT, ELEVEN], "ossature.contrast.v1"),
    ],
)
def test_each_answer_is_json_with_its_edition_and_its_warning(arguments: list[str], format_: str) -> None:
    found = json.loads(run(*arguments, "--json").stdout)
    one = found[0] if isinstance(found, list) else found
    assert one["format"] == format_
    assert one["knowledge_base"]["hash"]
    assert one["notice"]


def test_the_json_of_why_not_names_facts_with_the_values_that_are_needed() -> None:
    (found,) = json.loads(run("why-not", EIGHT, "prophylactic_fixation", "--json").stdout)
    rule = next(one for one in found["rules"] if one["rule"] == "rt.mirels.fix_high_score")
    ((obstacle,),) = rule["obstacles"]
    assert (obstacle["fact"], obstacle["known"], obstacle["needed"]) == ("lesion:T1.mirels", 8, [{"min": 9, "max": 12}])


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["what-if", str(DEMO)], ["--set", "--reach"]),
        (["what-if", str(DEMO), "--reach", "denosumab", "--set", "frail=no"], ["--set", "--reach"]),
        (["what-if", str(DEMO), "--set", "frail=no", "--verdict", "caution"], ["--verdict"]),
        (["what-if", str(DEMO), "--reach", "denosumab", "--option", "denosumab"], ["--option"]),
        (["what-if", str(DEMO), "--reach", "denosumab", "--verdict", "recommend"], ["recommended"]),
        (["why-not", str(DEMO), "denosumabb"], ["denosumab"]),
        (["robustness", str(DEMO), "--subject", "F1"], ["--subject"]),
        (["compare", str(DEMO), EIGHT, "--pair", "F1:X", "--pair", "Z:T1"], ["F1:X", "Z:T1"]),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments: list[str], named: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert all(one in done.stderr for one in named)
