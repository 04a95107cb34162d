"""Tables: what their rows become."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from engine.contract import plain_consultation
from engine.engine import Engine
from facts.reader import parse_case
from facts.values import Interval
from knowledge_base.program import Program, Statement
from tests.knowledge_base.editions import MINI, load_with

CHAPTER = """\
chapter: second
statements:
  - table: second.doses
    place: {section: "1", element: table 1}
    strength: advised
    fr: Doses
    en: Doses
    when: lesion.operated
    recommend: splint
    dose_gy: 8
    rows:
      - {row: small, element: row 1, mark: "00000001", fr: petite., en: small., when: lesion.size_mm < 9}
      - {row: large, element: row 2, mark: "00000002", fr: gros., en: large., when: lesion.size_mm > 20, dose_gy: 2 * 8}
      - {row: other, element: row 3, mark: "00000003", fr: autre., en: other., option: splint, strength: weak}
      - {row: words, element: row 4, mark: "00000004", fr: mots., en: words., reason: explains, note: No rule.}
      - {row: same, element: row 5, mark: "00000005", fr: pareil., en: same., encoded_in: [second.doses.small]}
      - row: defined
        element: row 6
        mark: "00000006"
        fr: défini.
        en: defined.
        rules:
          - {definition: lesion.tiny, fr: Minuscule, en: Tiny, when: lesion.size_mm < 2}
          - {rule: second.leave_it, when: lesion.tiny, not_recommended: surgery}
      - {row: either, element: row 7, mark: "00000007", fr: x., en: y., when: lesion.size_mm < 9 or lesion.complicated}
"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    advice = (MINI / "advice.yaml").read_text("utf-8")
    advice = advice.replace("details:", "  - {strength: weak, fr: faible, en: weak}\n\ndetails:", 1)
    return load_with(tmp_path, second=CHAPTER, advice=advice)


def row(program: Program, name: str) -> Statement:
    return program.statements[f"second.doses.{name}"]


def test_a_row_is_a_statement_in_its_place(program: Program) -> None:
    small = row(program, "small")
    assert (small.label.fr, small.label.en) == ("Doses\N{NO-BREAK SPACE}: petite.", "Doses: small.")
    assert (small.place.section, small.place.element, small.mark) == ("1", "table 1, row 1", "00000001")
    assert (small.strength, row(program, "other").strength) == ("advised", "weak")
    assert (row(program, "words").reason, row(program, "words").note) == ("explains", "No rule.")
    assert row(program, "same").encoded_in == ("second.doses.small",)
    assert small.line == 12


def test_a_row_without_an_account_of_its_own_has_a_rule_of_its_name(program: Program) -> None:
    rules = {name: rule.statement for name, rule in program.rules.items() if name.startswith("second.")}
    assert rules == {
        "second.doses.small": "second.doses.small",
        "second.doses.large": "second.doses.large",
        "second.doses.other": "second.doses.other",
        "second.leave_it": "second.doses.defined",
        "second.doses.either": "second.doses.either",
    }


def test_conditions_of_head_and_row_must_both_hold(program: Program) -> None:
    texts = {name: program.rules[f"second.doses.{name}"].text for name in ("small", "other", "either")}
    assert texts == {
        "small": "lesion.operated and lesion.size_mm < 9",
        "other": "lesion.operated",
        "either": "lesion.operated and (lesion.size_mm < 9 or lesion.complicated)",
    }


def test_the_word_of_the_row_counts(program: Program) -> None:
    doses = {name: program.rules[f"second.doses.{name}"].advice[0].details["dose_gy"] for name in ("small", "large")}
    assert doses == {"small": Interval(Fraction(8), Fraction(8)), "large": Interval(Fraction(16), Fraction(16))}
    (advice,) = program.rules["second.doses.other"].advice
    assert advice.effect == "option"


def test_the_details_of_an_option_are_told_with_each_rule(tmp_path: Path) -> None:
    advice = (MINI / "advice.yaml").read_text("utf-8").replace("en: Splint}", "en: Splint, details: {side: left}}")
    program = load_with(tmp_path, second=CHAPTER.replace(", strength: weak", ""), advice=advice)
    case = parse_case("lesions: [{id: L1, operated: true, size_mm: 5, complicated: true}]", "case")
    verdicts = plain_consultation(Engine(program).consult(case))["verdicts"]
    (splint,) = (one for one in verdicts if "second.doses.small" in one["rules"])
    assert splint["details"]["second.doses.small"] == {"side": "left", "dose_gy": 8}


def test_an_exception_may_name_a_table_or_a_statement(tmp_path: Path) -> None:
    rows = """\
      - {row: none, element: row 8, mark: "00000008", fr: z., en: z., when: lesion.size_mm > 99, overrides: [OVER]}
"""
    chapter = CHAPTER.replace(", strength: weak", "") + rows
    found = {}
    for named in ("second.doses", "second.doses.defined", "second.doses.small"):
        program = load_with(tmp_path, second=chapter.replace("OVER", named))
        found[named] = program.rules["second.doses.none"].overrides
    all_rows = [f"second.doses.{row}" for row in ("small", "large", "other", "either")]
    assert found == {
        "second.doses": (*all_rows[:3], "second.leave_it", all_rows[3]),
        "second.doses.defined": ("second.leave_it",),
        "second.doses.small": ("second.doses.small",),
    }


def test_what_speaks_against_an_act_speaks_against_each_way_of_it(tmp_path: Path) -> None:
    advice = (MINI / "advice.yaml").read_text("utf-8").replace("en: Splint}", "en: Splint, part_of: surgery}")
    program = load_with(tmp_path, second=CHAPTER.replace(", strength: weak", ""), advice=advice)
    assert program.rules["second.leave_it"].advice[0].options == ("surgery", "splint")
    assert program.rules["second.doses.small"].advice[0].options == ("splint",)
