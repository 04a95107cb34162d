"""Answers: the questions of a subject in the order of telling, each with the verdicts on its options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.consultation import Consultation, OptionVerdict, QuestionAsked
from facts.values import Truth
from visualize.text.verdict_lines import VerdictLines

__all__ = ["Answer", "answers"]


@dataclass(frozen=True)
class Answer:
    """A question with the verdicts told under it.

    Attributes
    ----------
    above
        The verdicts on options of this question that are told under an earlier one.
    """

    question: QuestionAsked
    options: tuple[str, ...]
    verdicts: tuple[OptionVerdict, ...]
    above: tuple[OptionVerdict, ...]


def answers(consultation: Consultation, lines: VerdictLines, subject: str) -> Iterator[Answer]:
    """Yield the questions of a subject that have something under them; every option is told once.

    What is sure to be asked comes first, so that an option is told where it is in question; of a question that only may
    arise, what is settled is told.
    """
    own = {one.option: one for one in consultation.verdicts if one.subject == subject and one.after is None}
    told: set[str] = set()
    for question in sorted(consultation.questions, key=lambda one: -one.asked):
        if question.subject != subject or question.asked is Truth.FALSE:
            continue
        options = consultation.program.questions[question.question].options
        new = [own[option] for option in options if option in own and option not in told]
        if question.asked is Truth.UNKNOWN:
            new = [one for one in new if lines.is_settled(one)]
        if new:
            above = tuple(own[option] for option in options if option in told)
            told.update(one.option for one in new)
            yield Answer(question, options, tuple(new), above)
