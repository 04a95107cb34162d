"""The command line as another program sees it: a real process, its output, its messages, its exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import jsonschema
import pytest

from facts.labels import LANGUAGES
from knowledge_base.loader import DEFAULT_EDITION, edition_folder
from knowledge_base.source import Reason
from visualize.text.words import REASONS

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases"
DEMO = ROOT / "demo" / "case.yaml"
GOOD = "lesions: [{id: L1, site: tibia, irradiation_planned: true}]\n"


def run(
    *arguments: str, text: str = "", folder: Path = ROOT, path: str | None = None
) -> subprocess.CompletedProcess[str]:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from app.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=os.environ if path is None else {**os.environ, "PATH": path},
    )


def test_consult_prints_verdicts_reasons_and_what_is_missing() -> None:
    done = run("consult", str(DEMO))
    assert done.returncode == 0
    assert done.stderr == ""
    first, rest = done.stdout.split("Score de Mirels\u00a0: 11 (≥ 9)", 1)
    assert "RECOMMANDÉ\u00a0: Fixation préventive de l'os" in first
    assert "Ce qui manque encore" in rest


def test_a_case_comes_from_standard_input_as_well() -> None:
    assert (
        run("consult", "-", text=GOOD).stdout
        == run(
            "consult", "-", text=json.dumps({"lesions": [{"id": "L1", "site": "tibia", "irradiation_planned": True}]})
        ).stdout
    )


def test_the_json_contract_has_what_is_promised() -> None:
    done = run("consult", str(DEMO), "--json")
    found = json.loads(done.stdout)
    assert found["format"] == "ossature.consultation.v1"
    assert set(found["knowledge_base"]) == {"id", "edition", "hash"}
    assert {"values", "verdicts", "still_needed", "dont_care", "findings", "trace", "engine"} <= set(found)
    verdict = {
        "subject",
        "option",
        "verdict",
        "provisional",
        "strength",
        "rules",
        "statements",
        "missing",
        "beats",
        "details",
        "after",
    }
    assert all(verdict <= set(one) for one in found["verdicts"])
    assert {
        "subject": "lesion:F1",
        "name": "lesion.mirels",
        "kind": "score",
        "value": 11,
        "unit": None,
        "applies": "true",
    } in found["values"]
    followed = [one for one in found["verdicts"] if one["after"]]
    after_fixation = {one["option"]: one for one in followed if one["after"]["option"] == "prophylactic_fixation"}
    step = after_fixation["postoperative_radiotherapy"]
    assert step["after"]["steps"][0] == {
        "rule": "rt.mirels.fix_high_score",
        "delay_days": {"min": 15, "max": 21},
        "delay_months": None,
        "once": "lesion.skin_healed",
    }


def test_a_graph_is_written_beside_the_report(tmp_path: Path) -> None:
    target = tmp_path / "path.svg"
    done = run("consult", str(DEMO), "--graph", str(target), "--option", "prophylactic_fixation")
    assert done.returncode == 0
    assert "<svg" in target.read_text("utf-8")
    assert "RECOMMANDÉ" in done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dossier_is_written_beside_what_is_printed(language: str, tmp_path: Path) -> None:
    page, path = tmp_path / "new" / "dossier.html", tmp_path / "path.dot"
    done = run("consult", str(DEMO), "--json", "--html", str(page), "--graph", str(path), "--lang", language)
    assert done.returncode == 0
    assert done.stderr == ""
    assert json.loads(done.stdout)["case"] == "demo"
    text = page.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert f'<html lang="{language}">' in text
    assert path.read_text("utf-8").startswith("digraph")
    assert {one.name for one in tmp_path.rglob("*")} == {"new", "dossier.html", "path.dot"}


def test_without_graphviz_neither_dossier_nor_picture_is_written(tmp_path: Path) -> None:
    arguments = ("consult", "-", "--html", "dossier.html", "--graph", "path.dot")
    done = run(*arguments, text=GOOD, folder=tmp_path, path=str(tmp_path))
    assert done.returncode == 2
    assert done.stdout == ""
    assert "graphviz" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_dossier_that_cannot_be_written_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "kept.dot").write_text("old")
    (tmp_path / "dossier.html").mkdir()
    done = run("consult", "-", "--graph", "kept.dot", "--html", "dossier.html", text=GOOD, folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "dossier.html" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "kept.dot").read_text() == "old"
    assert {one.name for one in tmp_path.iterdir()} == {"kept.dot", "dossier.html"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_input_is_refused_with_every_problem_and_nothing_is_written(language: str, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("patient: {survival_month: 3, ecog: 7}\nlesions: [{id: L1, site: femur}, {id: L1, type: soft}]\n")
    target = tmp_path / "path.svg"
    done = run("consult", str(case), "--graph", str(target), "--lang", language)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 4
    assert "survival_months" in done.stderr
    assert "Traceback" not in done.stderr
    assert not target.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["consult", "nowhere.yaml"], "nowhere.yaml"),
        (["consult", "-", "--graph", "x.gif"], "svg, png, pdf, dot"),
        (["consult", "-", "--graph", "x.svg", "--option", "prophylactic_fixtion"], "prophylactic_fixation"),
        (["consult", "-", "--graph", "x.svg", "--subject", "lesion:L9"], "lesion:L1"),
        (["consult", "-", "--option", "analgesia"], "--graph"),
        (["consult", "-", "--html", "case.yaml"], "html, htm"),
        (["consult", "-", "--html", "x.html", "--option", "analgesia"], "--graph"),
        (["consult", "-", "--html", "x.html", "--graph", "./x.html"], "--html"),
        (["consult", "-", "--brief", "--json"], "--brief"),
        (["checklist", "-", "--question", "qualty_requirements"], "quality_requirements"),
        (["request", "-", "--knowledge-base", str(ROOT / "tests" / "knowledge_base" / "mini")], "Petit guide"),
        (["request", "nowhere.yaml"], "nowhere.yaml"),
        (["consult", "-", "--lang", "de"], "de"),
        (["consult"], "CASE"),
        (["consult", "-", "--knowledge-base", "nowhere"], "edition.yaml"),
        (["check", "--knowledge-base", "nowhere"], "nowhere"),
    ],
)
def test_wrong_use_exits_with_two_and_says_what_is_allowed(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = run(*arguments, text=GOOD, folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("listing", ["facts", "options", "rules", "statements"])
def test_each_listing_is_a_table_and_json_with_the_same_names(listing: str) -> None:
    records = json.loads(run(listing, "--json").stdout)
    key = {"facts": "name", "options": "option", "rules": "rule", "statements": "statement"}[listing]
    assert records
    first_words = [line.split()[0] for line in run(listing).stdout.splitlines() if line[:1].strip()]
    assert first_words[1:] == [one[key] for one in records]


def test_schemas_are_valid_json_schemas() -> None:
    for command in ("facts", "statements"):
        jsonschema.Draft202012Validator.check_schema(json.loads(run(command, "--schema").stdout))


@pytest.mark.parametrize(
    ("word", "language", "said"),
    [
        ("bilsky", "fr", ["IRM", "→ librement"]),
        ("bilsky", "en", ["MRI", "→ freely"]),
        ("previously_irradiated", "fr", ["question ou dossier", "→ de non à oui"]),
        ("months_since_radiotherapy", "en", ["question or record", "→ upward"]),
        ("posterior_elements", "en", ["CT, MRI", "→ in the order of its", "values"]),
        ("skeletal_events", "en", ["question or record", "→ from no to yes"]),
        ("histology", "fr", ["biopsie", "→ pas du tout"]),
    ],
)
def test_facts_tell_how_they_are_learnt_and_change(word: str, language: str, said: list[str]) -> None:
    listed = run("facts", word, "--lang", language).stdout
    assert all(text in listed for text in said)


def test_lists_can_be_searched_by_a_word() -> None:
    found = json.loads(run("facts", "handicapante", "--json").stdout)
    assert [one["name"] for one in found] == ["lesion.pain"]
    assert "(handicapante)" in run("facts", "handicapante").stdout
    assert json.loads(run("facts", "nuclear_imaging", "--json").stdout) == []
    listed = run("findings", "tokuhashi_obsolete").stdout
    assert "contradiction" in listed
    assert "rt.limits.obsolete_scores" in listed
    assert "quality_requirements" in run("options", "quality_meeting").stdout
    assert json.loads(run("rules", "no such word", "--json").stdout) == []


def test_a_request_is_printed_and_written_as_json() -> None:
    done = run("request", str(DEMO))
    assert (done.returncode, done.stderr) == (0, "")
    assert "reste à dire\u00a0: corticoïdes associés" in done.stdout
    assert "still to be told: concomitant corticosteroids" in run("request", str(DEMO), "--lang", "en").stdout
    found = json.loads(run("request", str(DEMO), "--json").stdout)
    assert found["format"] == "ossature.request.v1"
    assert len(found["items"]) == 12


def test_check_counts_a_good_base_and_lists_the_defects_of_a_bad_one(tmp_path: Path) -> None:
    good = run("check")
    assert good.returncode == 0
    assert "Total" in good.stdout
    for file in edition_folder(DEFAULT_EDITION).glob("*.yaml"):
        content = file.read_text("utf-8").replace("lesion.mirels >= 9 and patient", "lesion.mirel >= 9 and patient")
        (tmp_path / file.name).write_text(content, "utf-8")
    bad = run("check", "--knowledge-base", str(tmp_path))
    assert bad.returncode == 1
    assert "radiotherapy_situations.yaml:" in bad.stdout
    assert "unknown_name" in bad.stdout


def test_check_tries_worked_cases(tmp_path: Path) -> None:
    good = run("check", "--cases", str(CASES / "long_bone"))
    assert good.returncode == 1
    assert "rt.mirels.fix_high_score" not in good.stdout
    assert "bt.vitamin_d.look_for_deficiency: no case in which it holds" in good.stdout
    (tmp_path / "wrong.yaml").write_text(GOOD + "expect: {verdicts: {patient: {denosumab: undetermined, sun: silent}}}")
    wrong = run("check", "--cases", str(tmp_path))
    assert wrong.returncode == 1
    assert wrong.stdout.splitlines()[0] == (
        "wrong.yaml: verdicts patient sun: expected silent, found nothing of that name"
    )


def test_check_refuses_a_folder_without_readable_cases(tmp_path: Path) -> None:
    empty = run("check", "--cases", str(tmp_path))
    assert (empty.returncode, empty.stdout) == (2, "")
    assert "aucun cas" in empty.stderr
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text("patient: {agge_years: 3}")
    bad = run("check", "--cases", str(tmp_path))
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr.count("agge_years") == 2


def test_version_and_help() -> None:
    assert run("--version").stdout.startswith("ossature ")
    assert "consult" in run("--help").stdout


def test_statements_are_listed_in_the_reader_s_language() -> None:
    # Places and reasons stood in English in the French list.
    listed = run("statements").stdout
    assert "alinéa" in listed
    assert not {"paragraph", "explains", "human_judgement"} & set(re.findall(r"[a-z_]+", listed))
    assert "paragraph" in run("statements", "--lang", "en").stdout


def test_every_reason_has_words() -> None:
    assert set(REASONS) == set(get_args(Reason))
