"""The truth of a condition, and the tests that decide it.

Truths are combined by the strong tables of Kleene. The tests that *decide* a truth are those without which it
would not stand: of a true conjunction all, of a false one those that are false, of an open one those that
are open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from facts.values import Truth
from knowledge_base.conditions import And, Condition, Not, Or, OverLesions, Test
from knowledge_base.program import CategoryRow, DerivedCategory

__all__ = ["Occurrence", "Outcomes", "occurrences", "open_tests", "rows_in_reach", "truth_of"]


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
        case And() | Or() | OverLesions():
            parts, deciding = _parts(condition, subject, outcomes)
            return _joined((truth_of(part, one, outcomes) for part, one in parts), deciding)


def rows_in_reach(category: DerivedCategory, subject: str, outcomes: Outcomes) -> Iterator[tuple[CategoryRow, Truth]]:
    """Yield the rows of a category, each with its truth, down to the first that holds: those behind it do not count."""
    for row in category.rows:
        truth = truth_of(row.when, subject, outcomes)
        yield row, truth
        if truth is Truth.TRUE:
            return


def open_tests(condition: Condition, subject: str, outcomes: Outcomes) -> tuple[Truth, list[tuple[Test, str]]]:
    """Return the truth of a condition and, when it is open, the tests that decide it, each with its subject."""
    match condition:
        case Test():
            truth = outcomes.of(condition, subject)
            return truth, [(condition, subject)] if truth is Truth.UNKNOWN else []
        case Not():
            truth, tests = open_tests(condition.operand, subject, outcomes)
            return truth.negated(), tests
        case And() | Or() | OverLesions():
            parts, deciding = _parts(condition, subject, outcomes)
            found: list[tuple[Test, str]] = []
            for part, one in parts:
                truth, tests = open_tests(part, one, outcomes)
                if truth is deciding:
                    return truth, []
                found += tests
            return (Truth.UNKNOWN, found) if found else (deciding.negated(), [])


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
            parts, deciding = _parts(condition, subject, outcomes)
            truths = [truth_of(part, one, outcomes) for part, one in parts]
            truth = _joined(truths, deciding)
            for (part, one), own in zip(parts, truths, strict=True):
                decides = truth is deciding.negated() or own is truth
                yield from _occurrences(part, one, outcomes, decisive=decisive and decides, wanted=wanted)


def _parts(
    whole: And | Or | OverLesions, subject: str, outcomes: Outcomes
) -> tuple[list[tuple[Condition, str]], Truth]:
    """Return the parts of a condition, each with whom it is read for, and the truth that one part is enough for."""
    if isinstance(whole, OverLesions):
        parts = [(whole.operand, lesion) for lesion in outcomes.lesions]
        is_conjunction = whole.quantifier == "all"
    else:
        parts = [(operand, subject) for operand in whole.operands]
        is_conjunction = isinstance(whole, And)
    return parts, Truth.FALSE if is_conjunction else Truth.TRUE


def _joined(truths: Iterable[Truth], deciding: Truth) -> Truth:
    return Truth.any(truths) if deciding is Truth.TRUE else Truth.all(truths)
