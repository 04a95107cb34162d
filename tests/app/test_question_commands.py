"""The commands that question an advice, as another program sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.test_main import DEMO, run

TWO = "lesions: [{id: A, site: vertebra}, {id: B, site: tibia, operated: false, pathological_fracture: false}]\n"


def test_why_tells_on_a_screen_what_decides() -> None:
    done = run("why", str(DEMO), "prophylactic_fixation", "--subject", "F1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Score de Mirels\u00a0: 11 = siège (diaphyse fémorale) 2" in done.stdout
    assert "Lésion V1" not in done.stdout
    assert len(done.stdout.splitlines()) < 30


@pytest.mark.parametrize("subject", ["lesion:F1", "F1"])
def test_why_is_one_line_in_a_sentence_however_long_it_is(subject: str) -> None:
    done = run("why", str(DEMO), "prophylactic_fixation", "--subject", subject, "--depth", "sentence", "--lang", "en")
    assert done.stdout == (
        "Prophylactic fixation (F1): recommended, because Mirels score: 11 (≥ 9) and estimated survival: 8 to"
        " 11\u00a0months (> 3\u00a0months) — Radiotherapy 1.2, proposed (and one other rule).\n"
    )


def test_without_a_subject_every_lesion_is_told_in_turn() -> None:
    done = run("why", "-", "prophylactic_fixation", "--lang", "en", text=TWO)
    assert done.stdout.index("Lesion A: Prophylactic fixation") < done.stdout.index("Lesion B: Prophylactic fixation")
    assert done.stdout.count("Guideline on bone metastases") == 1


def test_the_json_of_why_has_one_object_a_subject() -> None:
    found = json.loads(run("why", "-", "prophylactic_fixation", "--json", text=TWO).stdout)
    assert [one["subject"] for one in found] == ["lesion:A", "lesion:B"]
    keys = {"format", "knowledge_base", "case", "subject", "option", "answers", "questions", "rules", "values"}
    assert all(keys <= set(one) for one in found)
    assert {one["format"] for one in found} == {"ossature.why.v1"}
    assert found[0]["answers"] == []
    (answer,) = found[1]["answers"]
    assert answer["verdict"] == "undetermined"
    rules = {one["rule"]: one for one in found[1]["rules"]}
    nodes = {one["node"] for one in found[1]["values"]}
    for one in answer["open_rules"]:
        assert rules[one["rule"]]["state"] == "open"
    assert all(premise["node"] in nodes for rule in rules.values() for premise in rule["premises"])


def test_a_lesion_option_of_a_case_without_lesions_is_no_mistake() -> None:
    done = run("why", "-", "prophylactic_fixation", text="{}")
    assert (done.returncode, done.stderr) == (0, "")
    assert "lésion par lésion" in done.stdout
    assert run("why", "-", "prophylactic_fixation", "--json", text="{}").stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fixation"], "prophylactic_fixation (Fixation préventive de l'os)"),
        (["prophylactic_fixtion"], "prophylactic_fixation"),
        (["xyzzy"], "ossature options"),
        (["prophylactic_fixation", "--subject", "Z"], "lesion:A, lesion:B"),
        (["prophylactic_fixation", "--subject", "patient"], "lesion:A, lesion:B"),
        (["denosumab", "--subject", "A"], "patient"),
        (["denosumab", "--depth", "deep"], "deep"),
    ],
)
def test_wrong_use_of_why_exits_with_two_and_says_what_is_allowed(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    done = run("why", "-", *arguments, text=TWO, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
