"""In brief: what a consultation came to, subject by subject, in the few lines that can be read aloud.

The lines are data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.consultation import Consultation, OptionVerdict
from engine.missing import FactRef
from engine.verdicts import POSITIVE, VERDICTS, Verdict
from facts.case import PATIENT
from facts.labels import listed
from facts.values import Truth
from knowledge_base.several_words import all_of, by_whole
from knowledge_base.wording import lower_first, sentence_case
from visualize.text.answers import answers
from visualize.text.lines import Line, Wording
from visualize.text.verdict_lines import VerdictLines

__all__ = ["Brief", "Point"]

_TOLD: tuple[Verdict, ...] = (
    "recommended",
    "discuss",
    "option",
    "conflict",
    "caution",
    "not_recommended",
    "contraindicated",
)
_MOST_FACTS = 5
_MOST_BEHIND = 1


@dataclass(frozen=True)
class Point:
    """A question with what is answered, by verdict; or, without answers, what decides on the rest.

    Attributes
    ----------
    question
        The name of the question; empty for the rest.
    title
        The question, or how many options are still open.
    answers
        Each verdict with the options of which it is said.
    rest
        The facts that decide on the rest.
    """

    question: str
    title: str
    answers: tuple[tuple[Verdict, str], ...] = ()
    rest: str = ""


@dataclass(frozen=True)
class Brief:
    """Writes the short form of one consultation."""

    consultation: Consultation
    words: Wording
    verdicts: VerdictLines

    def lines(self) -> Iterator[Line]:
        """Yield the lesions, then the patient: what is advised, what is advised against, what decides on the rest."""
        for subject in (*self.consultation.known.subjects[1:], PATIENT):
            told = [self._line(point) for point in self.points(subject)]
            if told or subject != PATIENT:
                yield Line()
                yield Line(self.words.placed(subject, self.consultation.case), "question", 2, 2)
                yield from told or [Line(self.words("nothing_certain"), "quiet", 4, 6)]
        yield from self.findings()

    def findings(self) -> Iterator[Line]:
        """Yield how many findings about the guideline itself touch the case."""
        touched = self.consultation.touching
        if touched:
            contradictions = sum(one.kind == "contradiction" for one in touched)
            yield Line()
            text = self.words("touching").format(count=len(touched), contradictions=contradictions)
            yield Line(text, "quiet", 2, 4)

    def _line(self, point: Point) -> Line:
        if not point.question:
            return Line(f"{point.title}{self.words.colon}{point.rest}.", "open", 4, 6)
        answers = (
            f"{sentence_case(self.words.text(VERDICTS[verdict]))}{self.words.colon}{told}."
            for verdict, told in point.answers
        )
        return Line(f"{point.title} {' '.join(answers)}", "plain", 4, 6)

    def points(self, subject: str) -> Iterator[Point]:
        """Yield the answers to the questions of one subject, and what decides on the rest."""
        for answer in answers(self.consultation, self.verdicts, subject):
            told = [
                one
                for one in answer.verdicts
                if self.verdicts.is_settled(one) and not self.verdicts.is_for_everybody(one)
            ]
            if told:
                name = answer.question.question
                yield Point(name, self.words.question(name), tuple(self._answers(told)))
        yield from self._still_open(subject)

    def _still_open(self, subject: str) -> Iterator[Point]:
        """Yield how many options wait for a fact, and for which facts most of them do."""
        waiting = [
            one
            for one in self.consultation.verdicts
            if (one.subject, one.after, one.verdict, one.asked) == (subject, None, "undetermined", Truth.TRUE)
            and not self.verdicts.is_unproposed(one)
        ]
        weights: Counter[FactRef] = Counter(fact for one in waiting for fact in one.missing)
        groups = sorted(by_whole(weights, self.words.whole), key=lambda facts: -max(weights[one] for one in facts))
        facts = [self.words.fact(facts, subject) for facts in groups]
        if facts:
            label = self.words("open_option" if len(waiting) == 1 else "open_options").format(count=len(waiting))
            yield Point("", sentence_case(label), rest=listed(facts, self.words.language, _MOST_FACTS))

    def _answers(self, verdicts: Sequence[OptionVerdict]) -> Iterator[tuple[Verdict, str]]:
        """Say the verdicts on the options of a question, the same of several at once."""
        for verdict in _TOLD:
            some = [one for one in verdicts if one.verdict == verdict]
            if some:
                yield verdict, self.words.semicolon.join(self._named(some))

    def _named(self, verdicts: Sequence[OptionVerdict]) -> list[str]:
        """Name options with what follows them, those together that the same follows."""
        alike: dict[str, list[str]] = {}
        for one in verdicts:
            details = dict.fromkeys(self.verdicts.details_words(one))
            said = [*details, *self._provisional(one)]
            named = _with(lower_first(self.words.option(one.option)), said, self.words.semicolon)
            # What nothing follows stays apart.
            alike.setdefault(self._then(one) or one.option, []).append(named)
        return [
            f"{all_of(names, self.words.language)}{then if then.startswith(',') else ''}"
            for then, names in alike.items()
        ]

    def _provisional(self, verdict: OptionVerdict) -> Iterator[str]:
        """Say that a verdict is provisional, and which facts could change it, what weighs most first."""
        if verdict.provisional:
            groups = by_whole(verdict.missing, self.words.whole)
            facts = [self.words.fact(facts, verdict.subject) for facts in groups]
            named = listed(facts, self.words.language, _MOST_BEHIND)
            yield self.words.said("provisional", named) if facts else self.words("provisional")

    def _then(self, verdict: OptionVerdict) -> str:
        """Say what follows an option, and what follows that."""
        steps = [step for step in self.verdicts.steps_after(verdict) if step.verdict in POSITIVE]
        if not steps:
            return ""
        further = [self._then(step) for step in steps if not self.verdicts.stands_by_itself(step)]
        told = all_of([self._step(step) for step in steps], self.words.language)
        return f", {self.words('then')} {told}{''.join(further)}"

    def _step(self, step: OptionVerdict) -> str:
        """Say a step with its delays; how strongly it is advised, unless it is recommended and nothing else."""
        forces = self.verdicts.forces(step)
        if any(forces.values()):
            forces = {force: delays for force, delays in forces.items() if delays}
        plain = self.words.text(VERDICTS["recommended"])
        said = [
            " ".join(filter(None, ("" if force == plain and len(forces) == 1 else force, self._or(delays))))
            for force, delays in forces.items()
        ]
        return _with(lower_first(self.words.option(step.option)), [one for one in said if one])

    def _or(self, words: Sequence[str]) -> str:
        return f" {self.words('or')} ".join(words)


def _with(name: str, said: Sequence[str], between: str = ", ") -> str:
    """Return a name with what is said of it in parentheses."""
    return f"{name} ({between.join(said)})" if said else name
