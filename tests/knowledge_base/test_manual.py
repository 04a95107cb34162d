"""The manual of the rule language: its examples are an edition that loads and does what the manual says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from engine.engine import Engine
from facts.document import read_document
from facts.reader import parse_case
from facts.values import Choices
from knowledge_base import edition_source, source
from knowledge_base.diagnostics import CODES
from knowledge_base.loader import load

DOCS = Path(__file__).parents[2] / "docs"
MANUAL = (DOCS / "language.md").read_text("utf-8")
EXAMPLES = {path.name: path.read_text("utf-8") for path in sorted((DOCS / "language").glob("*.yaml"))}
PROGRAM = load(DOCS / "language")
ENGINE = Engine(PROGRAM)


@pytest.mark.parametrize("block", re.findall(r"```yaml\n(.*?)```", MANUAL, re.DOTALL))
def test_what_the_manual_shows_is_part_of_an_example(block: str) -> None:
    lines = [line.strip() for line in block.splitlines()]
    assert any(_in_order(lines, [line.strip() for line in text.splitlines()]) for text in EXAMPLES.values())
    assert read_document(dedent(block), "block").data


def _in_order(lines: list[str], text: list[str]) -> bool:
    rest = iter(text)
    return all(line in rest for line in lines)


def test_the_manual_names_every_example() -> None:
    linked = set(re.findall(r"\(language/([\w.]+)\)", MANUAL))
    assert linked == set(EXAMPLES) - {"edition.yaml"}


def test_the_manual_explains_every_code() -> None:
    table = MANUAL.partition("## Messages")[2]
    named = [
        code
        for line in table.splitlines()
        if line.startswith("| `")
        for code in re.findall(r"`(\w+)`", line.split("|")[1])
    ]
    assert sorted(named) == sorted(CODES)


@pytest.mark.parametrize(
    ("model", "field"),
    [(source.StatementSource, "reason"), (source.FindingSource, "kind"), (source.FindingSource, "severity")],
)
def test_the_manual_lists_every_choice(model: type[BaseModel], field: str) -> None:
    annotation = model.model_fields[field].annotation
    choices = [one for part in (annotation, *get_args(annotation)) for one in get_args(part) if isinstance(one, str)]
    assert choices
    assert [one for one in choices if f"`{one}`" not in MANUAL] == []


def test_the_manual_names_every_effect() -> None:
    assert [effect for effect in source.EFFECTS if f"`{effect}`" not in MANUAL] == []


def keys(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from keys(value)
    elif isinstance(data, list):
        for item in data:
            yield from keys(item)


def test_the_examples_use_every_key_of_the_language() -> None:
    used = {key for name, text in EXAMPLES.items() for key in keys(read_document(text, name).data)}
    files = (source, edition_source)
    models = [getattr(file, name) for file in files for name in file.__all__ if name.endswith(("Source", "File"))]
    known = {key for model in models for key in model.model_fields} - {"caution", "contraindicate"}
    assert known - used - {"lesion"} == set()


CASES = [
    ("lesions: [{id: L1, size_mm: 40}]", "lesion:L1", "ice_pack", "recommended"),
    ("lesions: [{id: L1, size_mm: 30}]", "lesion:L1", "lancing", "not_recommended"),
    ("patient: {current_drugs: [bevacizumab]}\nlesions: [{id: L1}]", "lesion:L1", "ice_pack", "option"),
    ("patient: {current_drugs: {erlotinib: true}}\nlesions: [{id: L1}]", "lesion:L1", "ice_pack", "undetermined"),
    ("patient: {ecog: 2}", "patient", "dancing", "recommended"),
    ("patient: {ecog: 2, worst_pain: 8, age_years: 40}", "patient", "dancing", "not_recommended"),
    (
        "patient: {ecog: 2, worst_pain: 8, age_years: 100}\nlesions: [{id: L1, pain: mild}]",
        "patient",
        "dancing",
        "silent",
    ),
    ("patient: {ecog: 1, age_years: 100}", "patient", "dancing", "option"),
    ("lesions: [{id: L1, site: tibia, size_mm: 51}, {id: L2}]", "patient", "bed_rest", "recommended"),
    ("patient: {ecog: 3}", "patient", "bed_rest", "conflict"),
    ("lesions: [{id: L1, size_mm: 85}]", "lesion:L1", "lancing", "recommended"),
    ("lesions: [{id: L1, size_mm: 55}]", "lesion:L1", "lancing", "discuss"),
    ("patient: {weight_kg: 80}", "patient", "drops", "silent"),
    ("patient: {weight_kg: 81}", "patient", "drops", "discuss"),
    ("lesions: [{id: L1, site: tibia, size_mm: 31, pain: mild}]", "lesion:L1", "splint", "recommended"),
    ("lesions: [{id: L1, site: foot, size_mm: 20, pain: mild}]", "lesion:L1", "splint", "option"),
    ("lesions: [{id: L1, size_mm: 31, pain: [mild, functional], operated: true}]", "lesion:L1", "lancing", "discuss"),
    *(
        (
            f"patient: {{current_drugs: []}}\nlesions: [{{id: L1, {lesion}, operated: true, pain_on_loading: false}}]",
            "lesion:L1",
            "lancing",
            verdict,
        )
        for lesion, verdict in (
            ("size_mm: 31, pain: mild", "discuss"),
            ("size_mm: 30..40, pain: mild", "undetermined"),
            ("size_mm: 31, pain: none", "silent"),
        )
    ),
]


@pytest.mark.parametrize(("case", "subject", "option", "verdict"), CASES)
def test_the_examples_do_what_the_manual_says(case: str, subject: str, option: str, verdict: str) -> None:
    assert ENGINE.consult(parse_case(case, "case")).verdict(subject, option).verdict == verdict


def test_what_follows_is_advised_behind_what_it_follows() -> None:
    verdicts = ENGINE.consult(parse_case("lesions: [{id: L1, size_mm: 40}]", "case")).verdicts
    (splint,) = [one for one in verdicts if one.option == "splint" and one.after is not None]
    assert splint.after is not None
    assert (splint.verdict, splint.after.option) == ("recommended", "ice_pack")
    assert sorted(splint.after.steps[0][1].details) == ["delay_days", "overnight", "place"]


@pytest.mark.parametrize(
    ("lesion", "low", "high"),
    [
        ("site: tibia, size_mm: 31, pain: functional", 6, 6),
        ("site: foot, size_mm: 10, pain: none", 3, 4),
        ("site: radius, size_mm: 5..40, pain: [none, mild]", 1, 4),
    ],
)
def test_the_score_adds_up(lesion: str, low: int, high: int) -> None:
    known = ENGINE.consult(parse_case(f"lesions: [{{id: L1, {lesion}}}]", "case")).known
    possible = known.values["lesion:L1", "lesion.bump_score"].possible
    assert (getattr(possible, "low", None), getattr(possible, "high", None)) == (low, high)


@pytest.mark.parametrize(
    ("lesion", "names"),
    [
        ("size_mm: 31, pain: mild", {"fierce"}),
        ("size_mm: 30, pain: [mild, functional]", {"sullen"}),
        ("size_mm: 31", {"fierce", "sullen", "mute"}),
        ("size_mm: 30", {"sullen", "mute"}),
        ("pain: mild", {"fierce", "sullen"}),
        ("pain: none", {"mute"}),
    ],
)
def test_a_category_is_the_first_that_holds(lesion: str, names: set[str]) -> None:
    known = ENGINE.consult(parse_case(f"lesions: [{{id: L1, {lesion}}}]", "case")).known
    assert known.values["lesion:L1", "lesion.temper"].possible == Choices(frozenset(names))


@pytest.mark.parametrize(
    "finding", [one for one in PROGRAM.findings.values() if one.witness is not None], ids=lambda one: one.name
)
def test_findings_show_on_their_witnesses(finding: Any) -> None:
    assert finding.name in {one.finding for one in ENGINE.consult(finding.witness).findings}
