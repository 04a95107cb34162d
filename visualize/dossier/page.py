"""The page: everything that the template shows, put together from a consultation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.consultation import Consultation
from engine.contract import NOTICE, engine_version
from engine.missing import FactRef
from engine.still_needed import in_question, still_needed
from facts.case import PATIENT
from facts.labels import Language
from facts.learning import SOURCES
from facts.values import Truth
from knowledge_base.program import Edition
from knowledge_base.wording import sentence_case
from visualize.dossier.anchors import (
    subject_anchor,
    verdict_anchor,
)
from visualize.dossier.apparatus import ChapterEntry, Link, apparatus
from visualize.dossier.drawings import Picture, drawings
from visualize.dossier.entries import Entry, Mark, Question, Teller
from visualize.dossier.facts import Facts, facts_of, narrowed
from visualize.dossier.filling import environment
from visualize.dossier.missing import Needed, needed
from visualize.dossier.remarks import FindingEntry, MayArise, findings, may_arise
from visualize.dossier.schedule import Schedule, schedules
from visualize.dossier.words import word
from visualize.text.brief import Brief, Point
from visualize.text.lines import Wording
from visualize.text.verdict_lines import VerdictLines

__all__ = ["dossier"]


def dossier(consultation: Consultation, language: Language = "fr") -> str:
    """Return the dossier of a consultation: one page of HTML that needs no other file and no network.

    Parameters
    ----------
    consultation
        What a case came to.
    language
        ``fr`` or ``en``.

    Raises
    ------
    visualize.render.RenderError
        When graphviz is not installed or fails.
    """
    wording = Wording(consultation, language)
    builder = _Builder(consultation, wording, Teller(wording, VerdictLines(consultation, wording)))
    template = environment(language).get_template("page.html")
    return template.render(page=builder.page()) + "\n"


@dataclass(frozen=True)
class _Section:
    """All that is told of a subject."""

    anchor: str
    title: str
    facts: Facts | None
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class _Wanted:
    """Facts of one subject that decide the same verdicts, in words, each with what is known of it."""

    facts: tuple[tuple[str, str], ...]
    source: str
    decides: tuple[tuple[str, str, Mark, bool], ...]


@dataclass(frozen=True)
class _Count:
    name: str
    number: int


@dataclass(frozen=True)
class _Page:
    """What the template shows."""

    language: Language
    title: str
    identifier: str
    note: str
    notice: str
    contradictions: tuple[str, ...]
    counts: tuple[_Count, ...]
    needed: tuple[tuple[str, tuple[_Wanted, ...]], ...]
    brief: tuple[tuple[str, str, tuple[tuple[Point, tuple[tuple[Mark, str], ...]], ...]], ...]
    schedules: tuple[Schedule, ...]
    sections: tuple[_Section, ...]
    pictures: Mapping[str, Picture]
    told: frozenset[str]
    may_arise: MayArise
    findings: tuple[tuple[str, tuple[FindingEntry, ...]], ...]
    chapters: tuple[ChapterEntry, ...]
    edition: Edition
    edition_title: str
    version: str


@dataclass(frozen=True)
class _Builder:
    consultation: Consultation
    words: Wording
    teller: Teller

    def page(self) -> _Page:
        consultation, words = self.consultation, self.words
        trace, program = consultation.trace, consultation.program
        proved = still_needed(trace, program, outcomes=in_question(trace))
        wanted = needed(consultation, proved, words)
        facts = [fact for one in wanted for some in one.facts for fact in some]
        sections = tuple(self._sections(facts))
        drawn = [entry for entry in _entries(sections) if entry.is_drawn]
        # The first way of each lesion is shown, so that one sees what the others are.
        shown = [next(filter(lambda one: one.is_drawn, _entries([section])), None) for section in sections[:-1]]
        pictures, drawn_in = drawings(drawn, [one for one in shown if one], consultation, words)
        told = frozenset(anchor for entry in _entries(sections) for anchor in entry.anchors)
        plans = tuple(schedules(self.teller))
        told_in = self._told_in(sections, plans)
        cited = {one.statement for section in sections if section.facts for one in section.facts.computed}
        chapters = apparatus(consultation, words, cited, told_in, drawn_in)
        statements = {statement.name for chapter in chapters for statement in chapter.statements}
        case, edition = consultation.case, consultation.program.edition
        return _Page(
            language=words.language,
            title=words.title(consultation.case).text,
            identifier=case.id if case.id != "case" else "",
            note=words.printable(case.note),
            notice=words.text(NOTICE),
            contradictions=tuple(map(words.contradiction, consultation.contradictions)),
            counts=tuple(self._counts(len(facts))),
            needed=tuple(self._needed(wanted, told)),
            brief=tuple(self._brief()),
            schedules=plans,
            sections=sections,
            pictures=pictures,
            told=told,
            may_arise=may_arise(words, self.teller.lines),
            findings=tuple(findings(consultation, words, statements)),
            chapters=tuple(chapters),
            edition=edition,
            edition_title=words.text(edition.title),
            version=engine_version(),
        )

    def _counts(self, facts: int) -> Iterator[_Count]:
        """Yield how many verdicts of each kind questions that arise have."""
        lines = self.teller.lines
        asked = [one for one in self.consultation.verdicts if one.after is None and one.asked is Truth.TRUE]
        settled = [one for one in asked if lines.is_settled(one)]
        yield _Count("count_settled", len(settled))
        yield _Count("count_provisional", sum(one.provisional for one in settled))
        yield _Count("count_conflict", sum(one.verdict == "conflict" for one in settled))
        undetermined = [one for one in asked if one.verdict == "undetermined" and not lines.is_unproposed(one)]
        yield _Count("count_undetermined", len(undetermined))
        yield _Count("count_needed", facts)

    def _needed(self, wanted: list[Needed], told: frozenset[str]) -> Iterator[tuple[str, tuple[_Wanted, ...]]]:
        """Yield each subject with the facts to look for."""
        for subject in (*self.consultation.known.subjects[1:], PATIENT):
            rows = tuple(
                _Wanted(
                    tuple(
                        (sentence_case(self.words.fact(some, subject)), narrowed(some, self.consultation, self.words))
                        for some in one.facts
                    ),
                    self.words.text(SOURCES[one.source]),
                    tuple(self._decided(one, told)),
                )
                for one in wanted
                if one.subject == subject
            )
            if rows:
                yield self.words.subject(subject), rows

    def _decided(self, one: Needed, told: frozenset[str]) -> Iterator[tuple[str, str, Mark, bool]]:
        """Yield the anchor, the option and the verdict so far of what a fact decides, and if only particulars do."""
        for subject, option in one.decides:
            anchor = verdict_anchor(subject, option)
            name = f"{self.words.option(option)}{self.words.owner(subject, one.subject)}"
            verdict = self.consultation.verdict(subject, option)
            only_particulars = not {fact for some in one.facts for fact in some} & set(verdict.missing)
            where = anchor if anchor in told else "plan" if verdict.after else ""
            yield where, name, self.teller.mark(verdict), only_particulars

    def _brief(self) -> Iterator[tuple[str, str, tuple[tuple[Point, tuple[tuple[Mark, str], ...]], ...]]]:
        brief = Brief(self.consultation, self.words, self.teller.lines)
        for subject in (*self.consultation.known.subjects[1:], PATIENT):
            points = tuple(
                (point, tuple((self.teller.mark_of(verdict), text) for verdict, text in point.answers))
                for point in brief.points(subject)
            )
            if points or subject != PATIENT:
                yield subject_anchor(subject), self.words.placed(subject, self.consultation.case), points

    def _sections(self, facts: list[FactRef]) -> Iterator[_Section]:
        """Yield what is known of the patient, then each lesion with its answers, then the answers on the patient."""
        patient, *lesions = self.consultation.known.subjects

        def known(subject: str) -> Facts:
            return facts_of(subject, self.consultation, self.words, facts)

        if lesions:
            yield _Section("s-facts", self.words("facts_of_patient"), known(patient), ())
        for subject in (*lesions, patient):
            own = known(subject) if subject != patient or not lesions else None
            yield _Section(
                subject_anchor(subject),
                self.words.placed(subject, self.consultation.case),
                own,
                tuple(self.teller.questions(subject)),
            )

    def _told_in(self, sections: Iterable[_Section], plans: Iterable[Schedule]) -> dict[str, list[Link]]:
        """Return, by rule, the verdicts and plans that cite it."""
        found: dict[str, list[Link]] = {}
        for entry in _entries(sections):
            link = Link(entry.anchors[0], self.words.semicolon.join(entry.options), entry.anchors[0])
            reasons = (one for reason in entry.reasons for _, cited in reason.sources for one in cited)
            for one in (*entry.everybody, *reasons):
                found.setdefault(one.rule, []).append(link)
        for plan in plans:
            for row in plan.rows:
                found.setdefault(row.cited.rule, []).append(Link("plan", word("plan", self.words.language), "plan"))
        return found


def _entries(sections: Iterable[_Section]) -> Iterator[Entry]:
    for section in sections:
        for question in section.questions:
            yield from question.entries
