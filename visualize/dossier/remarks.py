"""Remarks at the end: questions that may still arise, and findings about the guideline itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from engine.consultation import Consultation
from engine.missing import FactRef
from facts.values import Truth
from knowledge_base.program import Finding
from knowledge_base.several_words import by_whole
from knowledge_base.wording import place_words, sentence_case
from visualize.dossier.words import KINDS, SEVERITIES
from visualize.text.answers import answers
from visualize.text.lines import Wording
from visualize.text.verdict_lines import VerdictLines

__all__ = ["FindingEntry", "MayArise", "findings", "may_arise"]


@dataclass(frozen=True)
class FindingEntry:
    """A finding about the guideline, with our reading and the places that it is about.

    Attributes
    ----------
    places
        The statements with where they stand; the name is empty where the page has no entry for it.
    """

    name: str
    kind: str
    text: str
    reading: str
    places: tuple[tuple[str, str], ...]
    owners: str


@dataclass(frozen=True)
class MayArise:
    """Questions that may arise, by the lesions that they are about, and the facts for which most of them wait."""

    questions: tuple[tuple[str, tuple[str, ...]], ...]
    facts: tuple[tuple[str, int], ...]


def findings(
    consultation: Consultation, words: Wording, statements: Collection[str]
) -> Iterator[tuple[str, tuple[FindingEntry, ...]]]:
    """Yield the findings that touch the case, by how much they weigh; contradictions first.

    Parameters
    ----------
    consultation
        What a case came to.
    words
        Names what is said.
    statements
        The statements for which the page has an entry.
    """
    for severity, label in SEVERITIES.items():
        some = [one for one in consultation.touching if one.severity == severity]
        if some:
            ordered = sorted(some, key=lambda one: one.kind != "contradiction")
            yield words.text(label), tuple(_entry(one, consultation, words, statements) for one in ordered)


def _entry(finding: Finding, consultation: Consultation, words: Wording, statements: Collection[str]) -> FindingEntry:
    program = consultation.program
    subjects = [one.subject for one in consultation.findings if one.finding == finding.name]
    return FindingEntry(
        finding.name,
        words.text(KINDS[finding.kind]),
        words.text(finding.label),
        words.text(finding.reading),
        tuple(
            (name if name in statements else "", place_words(name, program, words.language))
            for name in finding.statements
        ),
        words.owners(subjects),
    )


def may_arise(words: Wording, lines: VerdictLines) -> MayArise:
    """Return the questions that may arise and of which nothing is told yet."""
    consultation = lines.consultation
    told = {
        (subject, answer.question.question)
        for subject in consultation.known.subjects
        for answer in answers(consultation, lines, subject)
    }
    owners: dict[str, list[str]] = {}
    waiting: Counter[FactRef] = Counter()
    for one in consultation.questions:
        if one.asked is Truth.UNKNOWN and (one.subject, one.question) not in told:
            owners.setdefault(one.question, []).append(one.subject)
            waiting.update(one.missing)
    alike: dict[tuple[str, ...], list[str]] = {}
    for question, subjects in owners.items():
        alike.setdefault(tuple(subjects), []).append(words.question(question))
    weights: Counter[str] = Counter()
    for facts in by_whole(waiting, words.whole):
        weights[sentence_case(words.fact(facts, facts[0].subject))] += max(waiting[fact] for fact in facts)
    named = tuple(
        (words.semicolon.join(words.subject(subject) for subject in subjects), tuple(labels))
        for subjects, labels in alike.items()
    )
    return MayArise(named, tuple(weights.most_common()))
