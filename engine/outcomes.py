"""Outcomes: the options of a program, each by itself and as it follows others, with the rules that advise on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from engine.verdicts import AGAINST
from engine.working_memory import subject_kind
from knowledge_base.program import Advice, Program

__all__ = ["Outcome", "advising", "leading", "outcomes_of"]


class Outcome(NamedTuple):
    """An option for a subject, by itself or (with a path) as it follows others, the last of them directly."""

    subject: str
    option: str
    path: tuple[str, ...] = ()

    @property
    def before(self) -> Outcome:
        """The outcome that this one follows."""
        return Outcome(self.subject, self.path[-1], self.path[:-1])


def outcomes_of(program: Program, subject: str) -> Iterator[Outcome]:
    """Yield every outcome that some rule of a program advises on, for one subject."""
    for option in program.options.values():
        if option.subject == subject_kind(subject) and program.advisers[option.name]:
            outcome = Outcome(subject, option.name)
            yield outcome
            yield from _following(program, outcome)


def advising(program: Program, outcome: Outcome) -> list[tuple[str, Advice]]:
    """Return the rules that advise on an outcome: of a step those that lead to it, and all that speak against it."""
    if not outcome.path:
        return list(program.advisers[outcome.option])
    against = [one for one in program.advisers[outcome.option] if one[1].effect in AGAINST]
    return [*leading(program, outcome), *against]


def leading(program: Program, outcome: Outcome) -> list[tuple[str, Advice]]:
    """Return the rules that lead to an outcome."""
    if not outcome.path:
        return list(program.advisers[outcome.option])
    return [one for one in _steps_after(program, outcome.before) if outcome.option in one[1].options]


def _steps_after(program: Program, outcome: Outcome) -> list[tuple[str, Advice]]:
    then = [(rule, step) for rule, advice in leading(program, outcome) for step in advice.then]
    return [*then, *program.followers[outcome.option]]


def _following(program: Program, outcome: Outcome) -> Iterator[Outcome]:
    steps = _steps_after(program, outcome)
    for option in dict.fromkeys(option for _, step in steps for option in step.options):
        after = Outcome(outcome.subject, option, (*outcome.path, outcome.option))
        yield after
        yield from _following(program, after)
