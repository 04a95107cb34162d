"""The apparatus: each rule that the page cites, under its statement, in the order of the guideline."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from engine.consultation import Consultation
from knowledge_base.program import STATED, Program
from knowledge_base.wording import EFFECTS, condition_words, lower_first, place_words
from visualize.text.lines import Wording

__all__ = ["ChapterEntry", "Citation", "Link", "RuleEntry", "StatementEntry", "apparatus"]


@dataclass(frozen=True)
class Link:
    """A place in the page, how it is named, and the anchor of the entry to which it belongs."""

    anchor: str
    title: str
    owner: str


@dataclass(frozen=True)
class Citation:
    """Where the page cites a rule: the anchor of the words and that of the node in a picture; empty for none."""

    title: str
    told: str
    drawn: str


@dataclass(frozen=True)
class RuleEntry:
    """A rule with its condition, what it does, what became of it for each subject, and where the page cites it."""

    name: str
    when: str
    does: tuple[str, ...]
    states: tuple[tuple[str, str], ...]
    cited_by: tuple[Citation, ...]


@dataclass(frozen=True)
class StatementEntry:
    """A statement in our own words with the rules that encode it."""

    name: str
    place: str
    strength: str
    text: str
    rules: tuple[RuleEntry, ...]


@dataclass(frozen=True)
class ChapterEntry:
    """A chapter with those of its statements that the page cites."""

    title: str
    statements: tuple[StatementEntry, ...]


def apparatus(
    consultation: Consultation,
    words: Wording,
    statements: Collection[str],
    told: Mapping[str, Collection[Link]],
    drawn: Mapping[str, Collection[Link]],
) -> list[ChapterEntry]:
    """Return the chapters with the statements and rules that the page cites.

    Parameters
    ----------
    consultation
        What a case came to.
    words
        Names what stands in the entries.
    statements
        Statements that are cited for another reason than a rule, such as the definition of a score.
    told, drawn
        By rule, the verdicts and the pictures in which it appears.
    """
    program = consultation.program
    cited = [rule for rule in program.rules if rule in told or rule in drawn]
    by_statement: dict[str, list[str]] = {}
    for rule in cited:
        by_statement.setdefault(program.rules[rule].statement, []).append(rule)
    found: dict[str, list[StatementEntry]] = {name: [] for name in program.chapters}
    for name, statement in program.statements.items():
        if name in by_statement or name in statements:
            rules = tuple(
                RuleEntry(
                    rule,
                    condition_words(program.rules[rule].when, program, words.language),
                    tuple(_does(rule, program, words)),
                    tuple(_states(rule, consultation, words)),
                    _citations(told.get(rule, ()), drawn.get(rule, ())),
                )
                for rule in by_statement.get(name, ())
            )
            strength = "" if statement.strength == STATED else words.text(program.strengths[statement.strength])
            place = place_words(name, program, words.language)
            found[statement.place.chapter].append(
                StatementEntry(name, place, strength, words.text(statement.label), rules)
            )
    return [ChapterEntry(words.text(program.chapters[name].label), tuple(some)) for name, some in found.items() if some]


def _citations(told: Collection[Link], drawn: Collection[Link]) -> tuple[Citation, ...]:
    """Return the places at which a rule is told, drawn or both, each once."""
    # An option may be told of several lesions, each with a picture of its own.
    words, pictures = dict.fromkeys(told), dict.fromkeys(drawn)
    drawn_at = {link.owner: link.anchor for link in pictures}
    found = [Citation(link.title, link.anchor, drawn_at.pop(link.owner, "")) for link in words]
    return (*found, *(Citation(link.title, "", link.anchor) for link in pictures if link.owner in drawn_at))


def _does(rule: str, program: Program, words: Wording) -> list[str]:
    """Say what a rule does to which options, the steps that follow left out."""
    return [
        f"{words.text(EFFECTS[advice.effect])}{words.colon}"
        f"{words.semicolon.join(lower_first(words.option(option)) for option in advice.options)}"
        for advice in program.rules[rule].advice
    ]


def _states(rule: str, consultation: Consultation, words: Wording) -> list[tuple[str, str]]:
    """Return each subject with what became of the rule there."""
    return [
        (words.subject(subject), state.word)
        for subject in consultation.known.subjects
        if (state := consultation.rules.get((rule, subject))) is not None
    ]
