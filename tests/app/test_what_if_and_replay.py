"""The commands what-if and replay, and consult --record, as another program sees them."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from facts.labels import LANGUAGES
from tests.app.test_main import DEMO, GOOD, run
from tests.knowledge_base.editions import mini_edition, second_chapter


def test_what_if_tells_what_changes() -> None:
    done = run("what-if", str(DEMO), "--set", "survival_months=2", "--option", "prophylactic_fixation")
    assert (done.returncode, done.stderr) == (0, "")
    assert "RECOMMANDÉ → À DISCUTER\u00a0: fixation préventive de l'os" in done.stdout


def test_what_if_as_json_has_what_is_promised() -> None:
    done = run("what-if", str(DEMO), "--set", "survival_months=2", "--set", "frail=no", "--json")
    found = json.loads(done.stdout)
    assert found["format"] == "ossature.what_if.v1"
    assert found["set"] == [
        {"subject": "patient", "fact": "survival_months", "before": {"min": 8, "max": 11}, "after": 2}
    ]
    assert found["unchanged"] == ["patient.frail"]
    assert {"knowledge_base", "engine", "unread", "differences", "notice"} <= set(found)
    differences = found["differences"]
    assert differences["format"] == "ossature.differences.v1"
    change = next(one for one in differences["verdicts"] if one["option"] == "prophylactic_fixation")
    assert {"subject", "option", "follows", "before", "after", "rules", "causes"} <= set(change)
    assert (change["before"]["verdict"], change["after"]["verdict"]) == ("recommended", "discuss")
    rule = next(one for one in change["rules"] if one["rule"] == "rt.mirels.fix_high_score")
    assert (rule["before"], rule["after"]) == ("holds", "fails")
    assert rule["premises"][0]["test"] == "patient.survival_months > 3"
    assert rule["premises"][0]["outcome"] == {"before": "true", "after": "false"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_if_refuses_with_every_problem(language: str) -> None:
    done = run("what-if", "-", "--set", "pan=mild", "--set", "site=moon", "--set", "x", "--lang", language, text=GOOD)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 3
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["what-if", "-"], "--set"),
        (["what-if", "-", "--set", "operated=yes", "--option", "prophylactic_fixtion"], "prophylactic_fixation"),
        (["what-if", "nowhere.yaml", "--set", "operated=yes"], "nowhere.yaml"),
        (["replay"], "FILE"),
        (["replay", "nowhere.json"], "nowhere.json"),
        (["replay", "."], "."),
        (["consult", "-", "--record", "nowhere/record.json"], "--record"),
        (["consult", "-", "--record", "."], "--record"),
        (["consult", "-", "--record", "-"], "--record"),
        (["consult", "-", "--record", "a.svg", "--graph", "a.svg"], "--record"),
        (["consult", "-", "--record", "r.json", "--brief", "--json"], "--brief"),
        (["consult", "-", "--record", "r.json", "--option", "analgesia"], "--graph"),
        (["consult", "-", "--graph", "a.dot", "--brief", "--json"], "--brief"),
    ],
)
def test_wrong_use_exits_with_two_and_writes_nothing(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = run(*arguments, text=GOOD, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_case_is_never_written_over(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(GOOD)
    done = run("consult", "case.yaml", "--record", str(case), folder=tmp_path)
    assert done.returncode == 2
    assert case.read_text() == GOOD


def test_a_bad_case_leaves_no_record(tmp_path: Path) -> None:
    done = run("consult", "-", "--record", "r.json", text="patient: {ecog: 7}", folder=tmp_path)
    assert done.returncode == 2
    assert not list(tmp_path.iterdir())


def test_a_record_is_replayed_under_both_editions(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("old", "new")]
    for folder, dose in zip(folders, ("8", "20"), strict=True):
        folder.mkdir()
        rule = f"- {{rule: second.dose, when: lesion.operated, recommend: surgery, dose_gy: {dose}}}"
        mini_edition(folder, second=second_chapter(rule))
    case = "lesions: [{id: L1, operated: true}]"
    target = tmp_path / "record.json"
    done = run("consult", "-", "--knowledge-base", str(folders[0]), "--record", str(target), "--json", text=case)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == json.loads(target.read_bytes())["consultation"]
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
    same = run("replay", str(target), "--knowledge-base", str(folders[0]))
    assert (same.returncode, same.stderr) == (0, "")
    assert "bit pour bit" in same.stdout
    other = json.loads(run("replay", str(target), "--knowledge-base", str(folders[1]), "--json").stdout)
    assert (other["identical"], other["same_knowledge_base"]) == (True, False)
    assert [one["option"] for one in other["against_present"]["verdicts"]] == ["surgery"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_record_is_refused_in_one_line(language: str, tmp_path: Path) -> None:
    target = tmp_path / "record.json"
    run("consult", "-", "--record", str(target), text=GOOD)
    target.write_bytes(target.read_bytes().replace(b'"tibia"', b'"hand"'))
    done = run("replay", str(target), "--lang", language)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "SHA-256" in done.stderr
    assert "tibia" not in done.stderr


def test_a_result_that_does_not_come_out_again_exits_with_one(tmp_path: Path) -> None:
    from tests.engine.test_record import sealed

    target = tmp_path / "record.json"
    run("consult", "-", "--record", str(target), text=GOOD)
    data = json.loads(target.read_bytes())
    data["consultation"]["dont_care"] = []
    target.write_bytes(sealed(data))
    done = run("replay", str(target))
    assert done.returncode == 1
    assert "PAS" in done.stdout
    assert "dont_care" in done.stdout
