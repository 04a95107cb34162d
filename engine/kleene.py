"""The truth of a condition, and the tests that decide it.

Truths are combined by the strong tables of Kleene. The tests that *decide* a truth are those without which it
would not stand: of a true conjunction all, of a false one those that are false, of an open one those that
are open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from facts.values import Truth
from knowledge_base.conditions import And, Condition, Not, Or, OverLesions, Test
from knowledge_base.program import CategoryRow, DerivedCategory

__all__ = ["Occurrence", "Outcomes", "occurrences", "rows_in_reach", "truth_of"]


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
    """A test in a condition, read for one subject.

    Attributes
    ----------
    outcome
        How it came out.
    decisive
        Whether it decides the truth of the whole.
    wanted
        Whether the condition asks for it to be true, or (below a “not”) to be false.
    """

    test: Test
    subject: str
    outcome: Truth
    decisive: bool
    wanted: bool = True


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


def rows_in_reach(category: DerivedCategory, subject: str, outcomes: Outcomes) -> Iterator[tuple[CategoryRow, Truth]]:
    """Yield the rows of a category, each with its truth, down to the first that holds: those behind it do not count."""
    for row in category.rows:
        truth = truth_of(row.when, subject, outcomes)
        yield row, truth
        if truth is Truth.TRUE:
            return


def occurrences(condition: Condition, subject: str, outcomes: Outcomes) -> Iterator[Occurrence]:
    """Yield every test of a condition with its outcome, in the order of reading.

    Parameters
    ----------
    condition
        The condition.
    subject
        For whom it is read.
    outcomes
        How the tests came out.
    """
    return _occurrences(condition, subject, outcomes, decisive=True, wanted=True)


def _occurrences(
    condition: Condition, subject: str, outcomes: Outcomes, *, decisive: bool, wanted: bool
) -> Iterator[Occurrence]:
    match condition:
        case Test():
            yield Occurrence(condition, subject, outcomes.of(condition, subject), decisive, wanted)
        case Not():
            yield from _occurrences(condition.operand, subject, outcomes, decisive=decisive, wanted=not wanted)
        case And() | Or() | OverLesions():
            for part, one, decides in _parts(condition, subject, outcomes):
                yield from _occurrences(part, one, outcomes, decisive=decisive and decides, wanted=wanted)


def _parts(whole: And | Or | OverLesions, subject: str, outcomes: Outcomes) -> Iterator[tuple[Condition, str, bool]]:
    """Yield the parts of a condition, for whom each is read, and whether it decides the whole."""
    if isinstance(whole, OverLesions):
        parts = [(whole.operand, lesion) for lesion in outcomes.lesions]
        is_conjunction = whole.quantifier == "all"
    else:
        parts = [(operand, subject) for operand in whole.operands]
        is_conjunction = isinstance(whole, And)
    truths = [truth_of(part, one, outcomes) for part, one in parts]
    truth = Truth.all(truths) if is_conjunction else Truth.any(truths)
    needs_every_part = truth is (Truth.TRUE if is_conjunction else Truth.FALSE)
    for (part, one), own in zip(parts, truths, strict=True):
        yield part, one, needs_every_part or own is truth
