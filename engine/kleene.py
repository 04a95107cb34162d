"""The truth of a condition, the tests that decide it, and the facts that are missing where it is open.

Truths are combined by the strong tables of Kleene. The tests that *decide* a truth are those without which it
would not stand: of a true conjunction all, of a false one those that are false, of an open one those that
are open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from facts.values import Truth
from knowledge_base.program import And, Condition, Not, Or, OverLesions, Test

__all__ = ["Occurrence", "Outcomes", "occurrences", "truth_of"]


@dataclass(frozen=True)
class Outcomes:
    """How the tests of one case came out.

    Attributes
    ----------
    of
        The truth of a test for a subject.
    lesions
        The subjects that are lesions.
    """

    of: Callable[[Test, str], Truth]
    lesions: tuple[str, ...]


@dataclass(frozen=True)
class Occurrence:
    """A test in a condition, read for one subject: how it came out, and whether it decides the whole."""

    test: Test
    subject: str
    outcome: Truth
    decisive: bool


def truth_of(condition: Condition, subject: str, outcomes: Outcomes) -> Truth:
    """Return the truth of a condition for a subject."""
    match condition:
        case Test():
            return outcomes.of(condition, subject)
        case Not():
            return truth_of(condition.operand, subject, outcomes).negated()
        case And():
            return Truth.all(truth_of(operand, subject, outcomes) for operand in condition.operands)
        case Or():
            return Truth.any(truth_of(operand, subject, outcomes) for operand in condition.operands)
        case OverLesions():
            truths = [truth_of(condition.operand, lesion, outcomes) for lesion in outcomes.lesions]
            return Truth.any(truths) if condition.quantifier == "any" else Truth.all(truths)


def occurrences(condition: Condition, subject: str, outcomes: Outcomes, decisive: bool = True) -> Iterator[Occurrence]:
    """Yield every test of a condition with its outcome, in the order of reading.

    Parameters
    ----------
    condition
        The condition.
    subject
        For whom it is read.
    outcomes
        How the tests came out.
    decisive
        Whether the condition itself decides something.
    """
    match condition:
        case Test():
            yield Occurrence(condition, subject, outcomes.of(condition, subject), decisive)
        case Not():
            yield from occurrences(condition.operand, subject, outcomes, decisive)
        case And() | Or():
            yield from _parts([(operand, subject) for operand in condition.operands], condition, outcomes, decisive)
        case OverLesions():
            yield from _parts([(condition.operand, one) for one in outcomes.lesions], condition, outcomes, decisive)


def _parts(
    parts: list[tuple[Condition, str]], whole: Condition, outcomes: Outcomes, decisive: bool
) -> Iterator[Occurrence]:
    is_conjunction = isinstance(whole, And) or (isinstance(whole, OverLesions) and whole.quantifier == "all")
    truths = [truth_of(part, subject, outcomes) for part, subject in parts]
    truth = Truth.all(truths) if is_conjunction else Truth.any(truths)
    needs_every_part = truth is (Truth.TRUE if is_conjunction else Truth.FALSE)
    for (part, subject), one in zip(parts, truths, strict=True):
        yield from occurrences(part, subject, outcomes, decisive and (needs_every_part or one is truth))
