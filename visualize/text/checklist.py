"""A check list: what the guideline advises on a case and what it advises against, each with boxes to tick.

The lines are data.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from engine.consultation import Consultation, OptionVerdict
from engine.verdicts import POSITIVE, VERDICTS, Verdict
from facts.case import PATIENT
from facts.labels import Language
from knowledge_base.wording import lower_first
from visualize.text.answers import answers
from visualize.text.lines import Line, Wording
from visualize.text.verdict_lines import VerdictLines

__all__ = ["checklist"]

_AVOIDED: frozenset[Verdict] = frozenset(("not_recommended", "contraindicated"))


def checklist(consultation: Consultation, language: Language, questions: Collection[str] = ()) -> list[Line]:
    """Return what is to be ticked off on a case.

    Parameters
    ----------
    consultation
        What a case came to.
    language
        ``fr`` or ``en``.
    questions
        The names of the questions to print; none for all.
    """
    wording = Wording(consultation, language)
    wanted = questions or consultation.program.questions
    return wording.typeset(_Checklist(consultation, wording, VerdictLines(consultation, wording), wanted).lines())


@dataclass(frozen=True)
class _Checklist:
    consultation: Consultation
    words: Wording
    verdicts: VerdictLines
    wanted: Collection[str]

    def lines(self) -> Iterator[Line]:
        yield self.words.title(self.consultation.case)
        yield from self.words.contradictions(self.consultation.contradictions)
        waiting = 0
        for subject in (*self.consultation.known.subjects[1:], PATIENT):
            for answer in answers(self.consultation, self.verdicts, subject):
                if answer.question.question not in self.wanted:
                    continue
                told = [one for one in answer.verdicts if not self.verdicts.is_unproposed(one)]
                waiting += sum(one.verdict == "undetermined" for one in told)
                items = [line for one in told for line in self.item(one)]
                if items:
                    yield Line()
                    label = self.words.question(answer.question.question)
                    yield Line(f"{label}{self.words.owners([subject])}", "question")
                    yield from items
        if waiting:
            yield Line()
            yield Line(self.words.said("unlisted", str(waiting)), "quiet")
        yield from self.words.footer()

    def item(self, verdict: OptionVerdict) -> Iterator[Line]:
        """Yield an act to be ticked, with the place that it comes from, and the steps that follow it."""
        if verdict.verdict not in POSITIVE and verdict.verdict not in _AVOIDED:
            return
        boxes = self.words("boxes_against" if verdict.verdict in _AVOIDED else "boxes")
        word = self.words.text(VERDICTS[verdict.verdict])
        provisional = f", {self.words('provisional')}" if verdict.provisional else ""
        yield Line(f"{boxes}  {self.words.option(verdict.option)}", "plain", 2, 4)
        yield Line(f"{word}{provisional} — {self.verdicts.sources(verdict)}", "quiet", 6, 6)
        for step in self.verdicts.all_steps_after(verdict):
            for words in self.verdicts.step_words(step):
                yield Line(f"{self.words('boxes')}  {self.words('then')} {lower_first(words)}", "plain", 6, 8)
