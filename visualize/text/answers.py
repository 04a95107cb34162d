"""Answers: the questions of a subject in the order of telling, each with the verdicts on its options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.consultation import Consultation, OptionVerdict, QuestionAsked
from engine.verdicts import VERDICTS, Verdict
from facts.values import Truth
from visualize.text.verdict_lines import VerdictLines

__all__ = ["Answer", "Parts", "answers", "parts"]

_ORDER: Mapping[Verdict, int] = {verdict: place for place, verdict in enumerate(VERDICTS)}


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


@dataclass(frozen=True)
class Parts:
    """The verdicts of an answer, parted by what is told of them.

    Attributes
    ----------
    proposed
        Verdicts that say something, those together of which the same is to be said; the strongest first.
    set_aside
        Verdicts on options of which every rule is defeated by another.
    silent
        Verdicts on options that no rule proposes.
    steps
        Verdicts on options that no rule proposes by themselves and that are told as what follows another.
    is_silent
        Whether nothing is said of any option of the question.
    """

    proposed: tuple[tuple[OptionVerdict, ...], ...]
    set_aside: tuple[OptionVerdict, ...]
    silent: tuple[OptionVerdict, ...]
    steps: tuple[OptionVerdict, ...]
    is_silent: bool


def parts(answer: Answer, lines: VerdictLines) -> Parts:
    """Return the parts of an answer."""
    verdicts = answer.verdicts
    following = {(one.subject, one.option) for one in lines.consultation.verdicts if one.after}
    unproposed = [one for one in verdicts if lines.is_unproposed(one)]
    steps = tuple(one for one in verdicts if (one.subject, one.option) in following)
    rest = [one for one in unproposed if one not in steps]
    proposed = [one for one in verdicts if one not in unproposed]
    return Parts(
        proposed=_alike(sorted(proposed, key=lambda one: _ORDER[one.verdict]), lines),
        set_aside=tuple(one for one in rest if one.defeated),
        silent=tuple(one for one in rest if not one.defeated),
        steps=steps,
        is_silent=all(one.verdict == "silent" for one in verdicts) and len(verdicts) == len(answer.options),
    )


def _alike(verdicts: list[OptionVerdict], lines: VerdictLines) -> tuple[tuple[OptionVerdict, ...], ...]:
    """Return verdicts put together when everything said of them is the same."""
    together: dict[tuple[str, ...], list[OptionVerdict]] = {}
    for one in verdicts:
        everybody = lines.is_for_everybody(one)
        reasons = () if everybody else (line.text for line in lines.reasons(one))
        together.setdefault((one.verdict, str(everybody), *reasons), []).append(one)
    return tuple(map(tuple, together.values()))
