"""The edition of 2026: findings show on their witnesses, statements are worded in both languages and in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from engine.engine import Engine
from facts.labels import LANGUAGES, Label, Language
from facts.number import Number
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.mark import mark, sentences
from knowledge_base.program import Finding, Statement

PROGRAM = load(edition_folder(DEFAULT_EDITION))
COPY = Path(__file__).parents[3] / "shared" / "guideline"
WITNESSED = [finding for finding in PROGRAM.findings.values() if finding.when is not None]


@cache
def engine() -> Engine:
    return Engine(PROGRAM)


@pytest.mark.parametrize("finding", WITNESSED, ids=lambda finding: finding.name)
def test_a_finding_shows_on_its_witness(finding: Finding) -> None:
    assert finding.witness is not None, "a finding with “when” has a witness"
    touched = {one.finding for one in engine().consult(finding.witness).findings}
    assert finding.name in touched


def test_a_finding_that_has_a_witness_says_when_it_shows() -> None:
    assert [name for name, one in PROGRAM.findings.items() if one.witness is not None and one.when is None] == []


def test_a_finding_that_can_change_advice_has_a_witness() -> None:
    decisive = [one for one in PROGRAM.findings.values() if one.severity != "wording"]
    assert [finding.name for finding in decisive if finding.witness is None] == []


def labels() -> Iterator[tuple[str, Label]]:
    """Yield every label of the edition with what it is a label of."""
    yield "title", PROGRAM.edition.title
    for kind in ("chapters", "details", "options", "questions", "statements"):
        for name, one in getattr(PROGRAM, kind).items():
            yield f"{kind}: {name}", one.label
    yield from ((f"strengths: {name}", label) for name, label in PROGRAM.strengths.items())
    for name, finding in PROGRAM.findings.items():
        yield f"findings: {name}", finding.label
        yield f"readings: {name}", finding.reading
    for name, quantity in PROGRAM.quantities.items():
        if quantity.kind != "fact" and ".computed_in." not in name:
            yield f"quantities: {name}", quantity.label
    for name, detail in PROGRAM.details.items():
        if not isinstance(detail.domain, Number):
            yield from ((f"{name}: {one.name}", one.label) for one in getattr(detail.domain, "entries", ()))


SAME_WORD = {"strengths: possible", "strengths: indispensable"}
"""Words that French and English share."""


@pytest.mark.parametrize(("what", "label"), list(labels()), ids=lambda one: one if isinstance(one, str) else "")
def test_a_label_is_in_both_languages(what: str, label: Label) -> None:
    assert label.fr.strip() == label.fr
    assert label.en.strip() == label.en
    assert min(len(label.fr), len(label.en)) > 1
    assert (label.fr == label.en) is (what in SAME_WORD)


@pytest.mark.parametrize("statement", PROGRAM.statements.values(), ids=lambda one: one.name)
def test_a_statement_is_a_sentence_in_both_languages(statement: Statement) -> None:
    assert statement.label.fr.endswith(".")
    assert statement.label.en.endswith(".")
    assert statement.label.fr[0].isupper()
    assert statement.label.en[0].isupper()


@pytest.mark.parametrize("finding", PROGRAM.findings.values(), ids=lambda one: one.name)
def test_a_finding_is_a_sentence_in_both_languages(finding: Finding) -> None:
    for text in (finding.label.fr, finding.label.en, finding.reading.fr, finding.reading.en):
        assert re.search(r"[.?]$", text), text


def test_names_begin_with_the_prefix_of_their_chapter() -> None:
    prefixes: dict[str, str] = {}
    for name, statement in PROGRAM.statements.items():
        prefixes.setdefault(statement.place.chapter, name.partition(".")[0])
    assert len(set(prefixes.values())) == len(PROGRAM.chapters)
    chapters = {name: statement.place.chapter for name, statement in PROGRAM.statements.items()}
    chapters |= {rule.name: chapters[rule.statement] for rule in PROGRAM.rules.values()}
    assert [name for name, chapter in chapters.items() if not name.startswith(f"{prefixes[chapter]}.")] == []
    assert {name.partition(".")[0] for name in PROGRAM.findings} <= set(prefixes.values())


def test_every_rule_and_derived_quantity_stands_under_a_statement() -> None:
    assert {rule.statement for rule in PROGRAM.rules.values()} <= set(PROGRAM.statements)
    derived = [one for one in PROGRAM.quantities.values() if one.kind != "fact" and ".computed_in." not in one.name]
    assert {one.statement for one in derived} <= set(PROGRAM.statements)


def test_every_derived_quantity_is_read() -> None:
    read = {test.quantity for test in PROGRAM.tests.values()}
    read |= {item.quantity for score in PROGRAM.scores.values() for item in score.items}
    read |= {name for formula in PROGRAM.formulas.values() for name in re.findall(r"[a-z_.]+", formula.text)}
    derived = {name for name, one in PROGRAM.quantities.items() if one.kind != "fact"}
    assert derived <= read


def test_every_strength_is_used() -> None:
    assert set(PROGRAM.strengths) == {statement.strength for statement in PROGRAM.statements.values()}


def test_every_detail_is_used() -> None:
    used = {name for rule in PROGRAM.rules.values() for step in rule.advice for name in step.details}
    used |= {
        name for rule in PROGRAM.rules.values() for step in rule.advice for one in step.then for name in one.details
    }
    used |= {name for option in PROGRAM.options.values() for name in option.details}
    assert used == set(PROGRAM.details)


needs_the_guideline = pytest.mark.skipif(not COPY.is_dir(), reason="no copy of the guideline beside the project")


@cache
def lines_of_marks() -> dict[str, list[int]]:
    """Return the lines at which the sentence of each mark stands in the copy of the guideline."""
    found: dict[str, list[int]] = {}
    for path in sorted(COPY.glob("*.txt")):
        for line, sentence in sentences(path.read_text("utf-8")):
            found.setdefault(mark(sentence), []).append(line)
    return found


@needs_the_guideline
def test_every_mark_is_that_of_a_sentence_of_the_guideline() -> None:
    assert [name for name, one in PROGRAM.statements.items() if one.mark not in lines_of_marks()] == []


@needs_the_guideline
def test_statements_stand_in_the_order_of_the_guideline() -> None:
    lines = {name: found for name, one in PROGRAM.statements.items() if (found := lines_of_marks().get(one.mark, []))}
    for chapter in PROGRAM.chapters:
        ones = [name for name in lines if PROGRAM.statements[name].place.chapter == chapter and len(lines[name]) == 1]
        misplaced = {after for before, after in pairwise(ones) if lines[after] < lines[before]}
        assert not misplaced


def _named(kind: str) -> dict[str, Label]:
    if kind == "facts":
        wholes = (fact.part.whole if fact.part else fact for fact in PROGRAM.vocabulary)
        return {one.qualified: one.label for one in wholes}
    if kind == "strengths":
        return dict(PROGRAM.strengths)
    return {one.name: one.label for one in (PROGRAM.options if kind == "options" else PROGRAM.questions).values()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["facts", "strengths", "options", "questions"])
def test_nothing_goes_by_two_names(kind: str, language: Language) -> None:
    # “Doit être fait” was two strengths.
    texts = Counter(label.text(language).lower() for label in _named(kind).values())
    assert [text for text, count in texts.items() if count > 1] == []
