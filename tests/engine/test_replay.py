"""Replaying: the recorded result comes out again, and what another edition changes is told, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.changes import VerdictChange
from engine.engine import Engine
from engine.plain_replay import plain_replay
from engine.record import RecordError, make_record, read_record
from engine.replay import Replay, replay
from facts.case import Case
from facts.exact import LostFact
from facts.reader import parse_case, read_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.sources import hash_of, read_sources
from tests.engine.test_record import sealed
from tests.knowledge_base.editions import MINI, mini_edition, second_chapter
from tests.seeds import SEED
from tests.strategies import random_case

ROOT = Path(__file__).parents[2]
WHOLE = sorted((ROOT / "tests" / "cases" / "whole_patients").glob("*.yaml"))
FOLDER = edition_folder(DEFAULT_EDITION)
RANDOM_CASES = 6
FIRST = """\
- {rule: second.dose, when: lesion.operated, recommend: surgery, dose_gy: 8}
- {rule: second.rest, when: patient.age_years > 70, recommend: rest}
"""
CASE = parse_case("patient: {age_years: 75, ecog: 1}\nlesions: [{id: L1, operated: true}]", "case.yaml")


@cache
def edition() -> Engine:
    return Engine(load(FOLDER))


@cache
def texts() -> dict[str, str]:
    return dict(read_sources(FOLDER).texts)


def of_edition(case: Case) -> bytes:
    return json.dumps(make_record(edition().consult(case), texts())).encode()


def of_small(folder: Path, case: Case = CASE) -> dict[str, Any]:
    """Return the record of a case under the small edition in a folder, through JSON."""
    found: dict[str, Any] = json.loads(
        json.dumps(make_record(Engine(load(folder)).consult(case), read_sources(folder).texts))
    )
    return found


def replayed(data: dict[str, Any], present: Path) -> Replay:
    return replay(read_record(sealed(data)), Engine(load(present)))


def words(change: VerdictChange) -> tuple[str | None, str | None]:
    before, after = change.before, change.after
    return before.verdict if before else None, after.verdict if after else None


def small(folder: Path, rules: str = FIRST) -> Path:
    folder.mkdir()
    return mini_edition(folder, second=second_chapter(rules))


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.stem)
def test_a_whole_patient_comes_out_again_bit_for_bit(file: Path) -> None:
    found = replay(read_record(of_edition(read_case(str(file)))), edition())
    assert (found.identical, found.places, found.lost, found.obstacles) == (True, (), (), ())
    assert found.against_record is None
    assert found.against_present is not None
    assert found.against_present.is_empty


def test_random_patients_with_ranges_come_out_again_bit_for_bit() -> None:
    rng = Random(f"{SEED} replay")
    for number in range(RANDOM_CASES):
        case = random_case(rng, edition().program)
        assert replay(read_record(of_edition(case)), edition()).identical, f"{SEED} {number}"


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_computes_the_same(seed: str, tmp_path: Path) -> None:
    target = tmp_path / "record.json"
    target.write_bytes(of_edition(read_case(str(ROOT / "demo" / "case.yaml"))))
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path; from engine.record import read_record; from engine.replay import replay\n"
        "from engine.engine import Engine; from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load\n"
        f"record = read_record(Path({str(target)!r}).read_bytes())\n"
        "found = replay(record, Engine(load(edition_folder(DEFAULT_EDITION))))\n"
        "sys.exit(0 if found.identical else 1)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 0


def test_the_recorded_edition_is_used_and_not_the_present_one(tmp_path: Path) -> None:
    record = of_small(small(tmp_path / "old"))
    found = replayed(record, small(tmp_path / "new", FIRST.replace("dose_gy: 8", "dose_gy: 20")))
    assert found.identical
    assert not found.is_same_edition


def test_one_changed_rule_of_the_edition_is_told_and_nothing_else(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "new", ignore=shutil.ignore_patterns("__*"))
    file = tmp_path / "new" / "radiotherapy_situations.yaml"
    old = "when: lesion.mirels >= 9 and patient.survival_months > 3"
    assert file.read_text("utf-8").count(old) == 1
    file.write_text(file.read_text("utf-8").replace(old, old.replace("> 3", "> 11")), "utf-8")
    found = replay(read_record(of_edition(read_case(str(ROOT / "demo" / "case.yaml")))), Engine(load(tmp_path / "new")))
    assert found.identical
    assert found.against_present is not None
    changed = {one.key.option: one for one in found.against_present.verdicts}
    # Between 8 and 11 months to live the rule now fails, and what it overrode is open again.
    assert {
        (name, one.before and one.before.verdict, one.after and one.after.verdict) for name, one in changed.items()
    } == {
        ("prophylactic_fixation", "recommended", "option"),
        ("radiotherapy_alone", "silent", "undetermined"),
    }
    for one in changed.values():
        assert one.causes.facts == ()
        assert [(edit.rule, edit.kinds) for edit in one.causes.edits] == [("rt.mirels.fix_high_score", ("condition",))]


@pytest.mark.parametrize(
    ("old", "new", "option", "verdicts", "edit"),
    [
        ("age_years > 70", "age_years > 80", "rest", ("recommended", "silent"), ("second.rest", "condition")),
        ("recommend: rest", "discuss: rest", "rest", ("recommended", "discuss"), ("second.rest", "advice")),
        ("dose_gy: 8", "dose_gy: 20", "surgery", ("recommended", "recommended"), ("second.dose", "advice")),
        ("rule: second.rest", "rule: second.calm", "rest", None, None),
        (
            "- {rule: second.rest, when: patient.age_years > 70, recommend: rest}\n",
            "",
            "rest",
            ("recommended", "silent"),
            ("second.rest", "removed"),
        ),
    ],
)
def test_what_the_present_edition_changes_is_told_with_its_rule(
    tmp_path: Path,
    old: str,
    new: str,
    option: str,
    verdicts: tuple[str, str] | None,
    edit: tuple[str, str] | None,
) -> None:
    assert old in FIRST
    found = replayed(of_small(small(tmp_path / "old")), small(tmp_path / "new", FIRST.replace(old, new)))
    assert found.against_present is not None
    told = [(one.key.option, words(one)) for one in found.against_present.verdicts]
    assert told == ([] if verdicts is None else [(option, verdicts)])
    edits = [(one.rule, *one.kinds) for change in found.against_present.verdicts for one in change.causes.edits]
    assert edits == ([] if edit is None else [edit])


def test_a_result_that_does_not_come_out_again_is_told_with_what_differs(tmp_path: Path) -> None:
    folder = small(tmp_path / "old")
    record = of_small(folder)
    verdict = next(one for one in record["consultation"]["verdicts"] if one["option"] == "rest")
    verdict["verdict"] = "contraindicated"
    node = next(one for one in record["consultation"]["trace"]["nodes"] if one["name"] == "rest")
    node["verdict"] = "contraindicated"
    found = replayed(record, folder)
    assert found.identical is False
    assert "verdicts[0].verdict" in found.places
    assert found.against_record is not None
    assert words(found.against_record.verdicts[0]) == ("contraindicated", "recommended")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plain: plain.update(trace={}),
        lambda plain: plain.update(trace=3),
        lambda plain: plain.update(questions=[{"subject": 1}]),
        lambda plain: plain["trace"].update(nodes=[{"id": "x"}]),
        lambda plain: plain["trace"]["edges"].append({"source": "a", "target": "b", "key": 0}),
        lambda plain: plain["trace"]["nodes"][0].update(name="patient.humours"),
        lambda plain: plain["trace"]["nodes"][0].update(value={"min": {}}),
        lambda plain: [one.update(kind="fact") for one in plain["trace"]["nodes"]],
        lambda plain: [one.update(order="x") for one in plain["trace"]["edges"]],
    ],
)
def test_a_consultation_that_somebody_made_up_is_told_and_not_read(tmp_path: Path, spoil: Any) -> None:
    folder = small(tmp_path / "old")
    record = of_small(folder)
    spoil(record["consultation"])
    found = replayed(record, folder)
    assert found.identical is False
    assert found.places
    assert plain_replay(found)["identical"] is False


def test_another_version_of_the_engine_is_told_and_compared_all_the_same(tmp_path: Path) -> None:
    folder = small(tmp_path / "old")
    record = of_small(folder)
    record["made_with"]["ossature"] = record["consultation"]["engine"]["version"] = "0.0.1"
    found = replayed(record, folder)
    assert not found.is_same_version
    assert found.identical


def test_facts_that_there_are_no_longer_are_told(tmp_path: Path) -> None:
    folder = small(tmp_path / "old")
    record = of_small(folder)
    record["case"]["patient"]["humours"] = ["true"]
    found = replayed(record, folder)
    assert found.lost == (LostFact("patient", "humours", "no_such_fact"),)
    assert found.identical


def test_an_edition_that_does_not_load_any_more_is_told(tmp_path: Path) -> None:
    record = of_small(small(tmp_path / "old"))
    broken = tmp_path / "broken"
    broken.mkdir()
    mini_edition(broken, second=second_chapter(FIRST.replace("patient.age_years", "patient.humours")))
    spoilt = read_sources(broken)
    packed = make_record(Engine(load(tmp_path / "old")).consult(CASE), spoilt.texts)["knowledge_base"]["files"]
    record["knowledge_base"] |= {"files": packed, "hash": spoilt.hash}
    found = replayed(record, small(tmp_path / "new"))
    assert found.identical is None
    assert found.edition is None
    assert "humours" in found.obstacles[0]
    assert found.against_present is not None
    assert found.against_present.is_empty


def test_texts_that_the_edition_does_not_name_are_refused(tmp_path: Path) -> None:
    record = of_small(small(tmp_path / "old"))
    more = {**read_sources(tmp_path / "old").texts, "more.yaml": ""}
    packed = make_record(Engine(load(tmp_path / "old")).consult(CASE), more)["knowledge_base"]["files"]
    record["knowledge_base"] |= {"files": packed, "hash": hash_of(more)}
    with pytest.raises(RecordError, match="base"):
        replayed(record, small(tmp_path / "new"))


def test_another_guideline_is_compared_with_what_it_names(tmp_path: Path) -> None:
    del tmp_path
    found = replay(read_record(sealed(of_small(MINI))), edition())
    assert found.identical
    assert found.edition is not None
    assert found.edition.name != found.present.program.edition.name


def test_as_json_everything_is_plain(tmp_path: Path) -> None:
    record = of_small(small(tmp_path / "old"))
    found = plain_replay(replayed(record, small(tmp_path / "new", FIRST.replace("> 70", "> 80"))))
    assert json.loads(json.dumps(found)) == found
    assert found["format"] == "ossature.replay.v1"
    assert found["against_present"]["verdicts"][0]["causes"]["rules"] == ["second.rest"]
