"""The command lines that what-if --reach prints, and what why-not says at the edges."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.app.test_main import DEMO, run

EIGHT = Path(__file__).parents[1] / "cases/long_bone/mirels_eight_goes_to_the_meeting.yaml"


def test_why_not_tells_the_score_that_is_needed_and_what_would_give_it() -> None:
    done = run("why-not", str(EIGHT), "prophylactic_fixation", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "score: 8 (needed: ≥ 9)" in " ".join(done.stdout.split())


def test_of_an_option_that_every_rule_advises_it_is_not_said_that_none_does() -> None:
    done = run("why-not", str(DEMO), "frankel_grading", "--lang", "en")
    assert "Every rule that advises it is in force already" in done.stdout
    assert "No rule of the guideline" not in done.stdout


@pytest.mark.parametrize(
    ("option", "subject", "verdicts"),
    [
        ("radiotherapy_alone", "F1", ("recommended", "discuss", "option")),
        # Six weeks have no finite decimal form in months.
        ("prophylactic_fixation", "F1", ("discuss",)),
        # Computed from several facts and supposed as a whole: set by its measurement.
        ("zoledronic_acid", "patient", ("contraindicated",)),
    ],
)
def test_the_command_line_that_is_printed_reaches_the_option(
    option: str, subject: str, verdicts: tuple[str, ...]
) -> None:
    wanted = [word for verdict in verdicts for word in ("--verdict", verdict)]
    done = run("what-if", str(DEMO), "--reach", option, "--subject", subject, *wanted)
    assert (done.returncode, done.stderr) == (0, "")
    assert not any(line.strip() == "soit" for line in done.stdout.splitlines())
    text = done.stdout[done.stdout.index("ossature what-if") :].split("\n\n")[0]
    _, *arguments = shlex.split(text.replace("\\\n", " "))
    tried = run(*arguments, "--option", option, "--json")
    assert (tried.returncode, tried.stderr) == (0, "")
    changes = json.loads(tried.stdout)["differences"]["verdicts"]
    assert [one["after"]["verdict"] in verdicts for one in changes if not one["follows"]] == [True]


def test_a_fixed_site_is_never_supposed_otherwise() -> None:
    done = run("what-if", str(DEMO), "--reach", "prophylactic_fixation", "--subject", "V1", "--lang", "en")
    assert "No plausible change of facts leads there (proved)." in done.stdout


@pytest.mark.parametrize("command", [("why-not", "-", "vertebroplasty"), ("what-if", "-", "--reach", "vertebroplasty")])
def test_a_lesion_option_of_a_case_without_lesions_is_told(command: tuple[str, ...]) -> None:
    assert "lesion by lesion" in run(*command, "--lang", "en", text="{}").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--reach", "denosumab", "--set", "frail=no"], "--set"),
        (["--verdict", "caution", "--set", "frail=no"], "--verdict"),
        (["--reach", "denosumab", "--option", "denosumab"], "--option"),
        (["--reach", "denosumabb"], "denosumab"),
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments: list[str], said: str) -> None:
    done = run("what-if", str(DEMO), *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
