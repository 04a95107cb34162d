"""The report of a consultation as lines of text: verdicts, why in one line each, then what is missing.

The lines are data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.consultation import Consultation, OptionVerdict, QuestionAsked
from engine.missing import FactRef
from facts.case import PATIENT
from facts.labels import MOST, Language, listed
from facts.values import Truth
from knowledge_base.several_words import by_whole
from knowledge_base.wording import lower_first, sentence_case
from visualize.text.answers import Answer, answers, parts
from visualize.text.brief import Brief
from visualize.text.known import KnownFacts
from visualize.text.lines import Line, Wording
from visualize.text.verdict_lines import VerdictLines
from visualize.text.words import KINDS

__all__ = ["report"]

_SEVERITIES = ("flips_a_decision", "leaves_a_decision_open")
_MOST_OPTIONS = 4


def report(consultation: Consultation, language: Language, *, brief: bool = False) -> list[Line]:
    """Return the report of a consultation.

    Parameters
    ----------
    consultation
        What a case came to.
    language
        ``fr`` or ``en``.
    brief
        Only the short form, to be read aloud.
    """
    wording = Wording(consultation, language)
    written = _Report(consultation, wording, VerdictLines(consultation, wording))
    return wording.typeset(written.short() if brief else written.lines())


@dataclass(frozen=True)
class _Report:
    consultation: Consultation
    words: Wording
    verdicts: VerdictLines

    @property
    def open_questions(self) -> list[QuestionAsked]:
        return [one for one in self.consultation.questions if one.asked is Truth.UNKNOWN]

    def short(self) -> Iterator[Line]:
        """Yield the short form alone."""
        yield self.words.title(self.consultation.case)
        yield from self.words.contradictions(self.consultation.contradictions)
        yield from Brief(self.consultation, self.words, self.verdicts).lines()
        yield from self.words.footer()

    def lines(self) -> Iterator[Line]:
        yield self.words.title(self.consultation.case)
        yield from self.words.contradictions(self.consultation.contradictions)
        yield from self.brief()
        told: set[tuple[str, str]] = set()
        for heading, lines in self.sections(told):
            if lines:
                yield Line()
                yield Line(heading, "heading")
                yield from lines
        if not told:
            yield Line()
            yield Line(self.words("nothing_yet" if self.open_questions else "nothing"))
        yield from self.may_arise(told)
        yield from self.needed()
        yield from self.findings()
        yield from self.words.footer()

    def brief(self) -> Iterator[Line]:
        lines = list(Brief(self.consultation, self.words, self.verdicts).lines())
        if lines:
            yield Line()
            yield Line(self.words("in_brief"), "heading")
            yield from lines

    def sections(self, told: set[tuple[str, str]]) -> Iterator[tuple[str, list[Line]]]:
        """Yield what is known of the patient, then each lesion with its answers, then the answers on the patient."""
        patient, *lesions = self.consultation.known.subjects
        if not lesions:
            yield self.words.subject(patient), [*self.known(patient), *self.subject(patient, told)]
            return
        yield self.words("facts_of_patient"), list(self.known(patient))
        for lesion in lesions:
            yield self.words.subject(lesion), [*self.known(lesion), *self.subject(lesion, told)]
        yield self.words.subject(patient), list(self.subject(patient, told))

    def known(self, subject: str) -> Iterator[Line]:
        """Yield what the case gives of a subject, with the scores that follow from it."""
        facts = KnownFacts(self.consultation, self.words)
        found, unread = facts.given(subject)
        read = [*found, *(facts.computed(subject) if found else ())]
        for label, told in (("known", read), ("unread", unread)):
            if told:
                named = self.words.semicolon.join(f"{one.title}{self.words.colon}{one.text}" for one in told)
                yield Line(self.words.said(label, named), "quiet", 2, 4)

    # Verdicts

    def subject(self, subject: str, told: set[tuple[str, str]]) -> Iterator[Line]:
        for answer in answers(self.consultation, self.verdicts, subject):
            told.add((subject, answer.question.question))
            yield from self.question(answer)
            yield from self.told_above(answer.above)

    def question(self, answer: Answer) -> Iterator[Line]:
        question = answer.question
        label = self.words.question(question.question)
        if question.asked is Truth.UNKNOWN:
            missing = self.words.facts(question.missing, question.subject) or self.words("no_fact")
            label += f" ({self.words.said('if_it_arises', missing)})"
        yield Line()
        yield Line(label, "question", 2, 2)
        told = parts(answer, self.verdicts)
        if told.is_silent:
            if told.steps:
                named = self.words.semicolon.join(self.words.option(one.option) for one in told.steps)
                yield Line(self.words.said("told_as_a_step", named), "quiet", 4, 4)
            else:
                yield Line(self.words("question_silent"), "quiet", 4, 4)
            return
        for alike in told.proposed:
            yield from self.verdicts.of(alike)
        for name, some in (
            ("set_aside", [self.verdicts.set_aside(one) for one in told.set_aside]),
            ("silent", [self.words.option(one.option) for one in told.silent]),
        ):
            if some:
                yield Line(self.words.said(name, self.words.semicolon.join(some)), "quiet", 4, 4)

    def told_above(self, verdicts: Sequence[OptionVerdict]) -> Iterator[Line]:
        """Name the options of a question that stand under an earlier one."""
        options = [self.words.option(one.option) for one in verdicts if not self.verdicts.is_unproposed(one)]
        if options:
            yield Line(self.words.said("told_above", self.words.semicolon.join(options)), "quiet", 4, 4)

    # What is missing

    def may_arise(self, told: set[tuple[str, str]]) -> Iterator[Line]:
        """Yield the questions that may arise, those of the same lesions together, and the facts that decide it."""
        owners: dict[str, list[str]] = {}
        waiting: Counter[FactRef] = Counter()
        for one in self.open_questions:
            if (one.subject, one.question) not in told:
                owners.setdefault(one.question, []).append(one.subject)
                waiting.update(one.missing)
        if not owners:
            return
        yield Line()
        yield Line(self.words("may_arise"), "heading")
        yield Line(self.words.said("decided_by", self._weighed(waiting) or self.words("no_fact")), "plain", 2, 4)
        alike: dict[tuple[str, ...], list[str]] = {}
        for question, subjects in owners.items():
            label = self.words.question(question)
            alike.setdefault(tuple(subjects), []).append(label)
        for some, labels in alike.items():
            yield Line(f"{self._questions_words(labels)}{self.words.owners(some)}", "plain", 2, 4)

    def _questions_words(self, labels: list[str]) -> str:
        """Name questions, of many the first."""
        further = len(labels) - MOST
        told = labels if further <= 0 else [*labels[:MOST], self.words.said("further_questions", str(further))]
        return " ".join(told)

    def _weighed(self, waiting: Counter[FactRef]) -> str:
        """Name facts, those for which most questions wait first, one of several lesions with all of them together."""
        weights: Counter[str] = Counter()
        for facts in by_whole(waiting, self.words.whole):
            weights[self.words.fact(facts, facts[0].subject)] += max(waiting[fact] for fact in facts)
        named = [f"{name} ({weight})" for name, weight in weights.most_common()]
        return listed(named, self.words.language)

    def needed(self) -> Iterator[Line]:
        """Yield the facts on which options depend about which a question arises."""
        arising = {(one.subject, one.option) for one in self.consultation.verdicts if one.asked is Truth.TRUE}
        decides: dict[FactRef, list[str]] = {}
        for verdict in self.consultation.verdicts:
            if (verdict.subject, verdict.option) in arising:
                for fact in (*verdict.missing, *verdict.further):
                    decides.setdefault(fact, []).append(verdict.option)
        if not decides:
            return
        yield Line()
        yield Line(self.words("needed"), "heading")
        alike: dict[tuple[str, ...], list[FactRef]] = {}
        for fact, decided in decides.items():
            alike.setdefault(tuple(dict.fromkeys(decided)), []).append(fact)
        for options, facts in sorted(alike.items(), key=lambda item: -len(item[0])):
            yield Line(f"{sentence_case(self.words.facts(facts, PATIENT))} — {self._decided(options)}", "plain", 2, 4)

    def _decided(self, options: Sequence[str]) -> str:
        named = [lower_first(self.words.option(option)) for option in options]
        return self.words.said("decides", listed(named, self.words.language, _MOST_OPTIONS))

    def findings(self) -> Iterator[Line]:
        """Yield the findings that can flip a decision, contradictions first, and name those that leave one open."""
        touched = self.consultation.touching
        flipping, further = ([one for one in touched if one.severity == severity] for severity in _SEVERITIES)
        if not flipping and not further:
            return
        yield Line()
        yield Line(self.words("findings"), "heading")
        for finding in sorted(flipping, key=lambda one: one.kind != "contradiction"):
            kind = self.words.text(KINDS[finding.kind])
            yield Line(f"[{kind}] {self.words.text(finding.label)}", "plain", 2, 4)
            reading = self.words.said("reading", self.words.text(finding.reading))
            yield Line(f"{reading} [{finding.name}]", "quiet", 4, 4)
        if further:
            names = ", ".join(finding.name for finding in further)
            yield Line(self.words.said("further_findings", names), "quiet", 2, 4)
