"""Robustness: how near each verdict is to another one, and whether a reader's disagreement would bring it about.

In: a trace and its program. Out: for each verdict the single facts that flip it when they change as they can, with the
scores that they move; the readings of an item of a score, one point apart from the given one, that flip it; and where
no single fact does, the smallest number that do, as far as it was looked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from engine.cells import Cells
from engine.outcomes import Outcome
from engine.reach import Change, changes_of
from engine.reading import Leaf, Reading
from engine.search import Goal, Search
from engine.sensitivity import Variations
from engine.suppositions import Changing, Patient, Rereading, patient_of
from engine.trace import option_node
from engine.verdicts import Verdict
from engine.working_memory import Value, subject_kind
from facts.values import Interval
from knowledge_base.program import Program

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Flip", "Robustness", "ScoreMove", "robustness"]

Term = TypeVar("Term")

_MOST_WAYS = 3


@dataclass(frozen=True)
class ScoreMove:
    """A score that another value of a fact moves."""

    score: str
    before: Value
    after: Value


@dataclass(frozen=True)
class Flip:
    """One fact otherwise, and the verdict then.

    Attributes
    ----------
    change
        The fact; all values together that lead to the same verdict and move the same scores alike.
    verdict
        The verdict then.
    scores
        The scores that move.
    """

    change: Change
    verdict: Verdict
    scores: tuple[ScoreMove, ...]


@dataclass(frozen=True)
class Robustness:
    """How near a verdict is to another one.

    Attributes
    ----------
    flips
        The single changes that flip it.
    rereadings
        The other readings of a fact, one point of a score apart from the given one, that flip it.
    distance
        The smallest number of facts that have to differ for another verdict; None when it is above `looked`, or
        when no plausible changes lead to another.
    ways
        Where the distance is more than one: the smallest sets of changes.
    looked
        Up to how many facts it was looked for.
    proved
        Whether the distance, or that there is none, is proved.
    """

    outcome: Outcome
    verdict: Verdict
    flips: tuple[Flip, ...]
    rereadings: tuple[Flip, ...]
    distance: int | None
    ways: tuple[tuple[Change, ...], ...]
    looked: int
    proved: bool


def robustness(
    trace: nx.MultiDiGraph[str], program: Program, outcomes: Collection[Outcome] = (), *, most: int = 1
) -> tuple[Robustness, ...]:
    """Return how near verdicts are to another one.

    Parameters
    ----------
    trace
        A trace, fresh or recorded.
    program
        The program that it was made with.
    outcomes
        Of which verdicts; of all that say something when there are none.
    most
        Up to how many facts are supposed otherwise together; more than one takes time for every verdict.
    """
    inquiry = _Inquiry(patient_of(trace, program))
    wanted = outcomes or [one for one in _told(trace) if inquiry.verdict(one) not in ("undetermined", "silent")]
    return tuple(inquiry.of(outcome, most) for outcome in wanted)


def _told(trace: nx.MultiDiGraph[str]) -> Iterator[Outcome]:
    """Yield the options of a trace that are told by themselves."""
    for node, attributes in trace.nodes(data=True):
        if attributes["kind"] == "option" and node == option_node(attributes["subject"], attributes["name"]):
            yield Outcome(attributes["subject"], attributes["name"])


@dataclass
class _Inquiry:
    patient: Patient

    @cached_property
    def cells(self) -> Cells:
        return Cells(self.patient.program)

    @cached_property
    def changing(self) -> Changing:
        return Changing(self.patient, self.cells)

    @cached_property
    def search(self) -> Search:
        return Search(self.patient.program, self.patient.lesions, self.changing, self.patient.guards())

    @cached_property
    def variations(self) -> Variations:
        """Return the patient, and the patient with each single fact changed or read otherwise."""
        choices = {leaf: self.changing(*leaf) for leaf in self.patient.facts}
        others = {leaf: choice.others for leaf, choice in choices.items() if choice is not None}
        rereading = Rereading(self.patient, self.cells)
        for leaf in self._counted():
            choice = rereading(*leaf)
            others[leaf] = tuple(dict.fromkeys((*others[leaf], *(choice.others if choice else ()))))
        return Variations(
            self.patient.program,
            self.patient.lesions,
            {leaf: tuple(dict.fromkeys((self.patient.values[leaf], *some))) for leaf, some in others.items() if some},
            lambda subject, quantity: self.patient.values[subject, quantity] if (subject, quantity) in others else None,
            [self.patient.values],
            self.patient.guards(),
        )

    def _counted(self) -> Iterator[Leaf]:
        """Yield the facts known exactly that a score of their subject counts, directly or through something derived."""
        program = self.patient.program
        grounds = (fact for score in program.scores for fact in program.grounds[score])
        for subject, quantity in product(self.patient.subjects, dict.fromkeys(grounds)):
            fact = self.patient.facts.get((subject, quantity))
            if fact is not None and fact.is_exact:
                yield subject, quantity

    def verdict(self, outcome: Outcome) -> Verdict:
        """Return the verdict now."""
        return self._verdict_in(outcome, 1)

    def _verdict_in(self, outcome: Outcome, scenario: int) -> Verdict:
        verdicts = self.variations.reading.verdicts(outcome).of
        return next(verdict for verdict, term in verdicts.items() if term & scenario)

    def of(self, outcome: Outcome, most: int) -> Robustness:
        verdict = self.verdict(outcome)
        flips, rereadings = [], []
        terms = self.variations.reading.verdicts(outcome).of.values()
        for leaf, values in self.variations.differing(terms):
            plausible = self.changing(*leaf)
            changes = [value for value in values if plausible is not None and value in plausible.others]
            flips += self._flips(outcome, leaf, changes)
            rereadings += [
                flip for flip in self._flips(outcome, leaf, values) if any(_is_one_point(move) for move in flip.scores)
            ]
        ways, is_proved = self._further(outcome, verdict, most) if most > 1 and not flips else ((), True)
        return Robustness(
            outcome,
            verdict,
            flips=tuple(flips),
            rereadings=tuple(rereadings),
            distance=1 if flips else len(ways[0]) if ways else None,
            ways=ways,
            looked=most,
            proved=is_proved,
        )

    def _further(self, outcome: Outcome, verdict: Verdict, most: int) -> tuple[tuple[tuple[Change, ...], ...], bool]:
        """Return the smallest sets of changes that flip a verdict, and whether that they are the smallest is proved."""
        goal = _other(outcome, verdict)
        found = self.search.smallest(goal(self.search.reading), most=most, ways=_MOST_WAYS)
        return tuple(changes_of(self.search.as_good(goal, way), self.patient) for way in found.ways), found.proved

    def _flips(self, outcome: Outcome, leaf: Leaf, values: Iterable[Value]) -> list[Flip]:
        """Return what values of a fact lead to, those together that lead to the same."""
        alike: dict[tuple[Verdict, tuple[ScoreMove, ...]], list[Value]] = {}
        for value in values:
            scenario = self.variations.scenario(leaf, value)
            key = self._verdict_in(outcome, scenario), tuple(self._moves(leaf[0], scenario))
            alike.setdefault(key, []).append(value)
        return [
            Flip(changes_of({leaf: tuple(some)}, self.patient)[0], verdict, moves)
            for (verdict, moves), some in alike.items()
        ]

    def _moves(self, subject: str, scenario: int) -> Iterator[ScoreMove]:
        """Yield the scores of a subject that come out otherwise in a scenario."""
        program = self.patient.program
        for name in program.scores:
            if program.quantities[name].kind == "score" and program.quantities[name].subject == subject_kind(subject):
                values = self.variations.reading.values(name, subject)
                before, after = (next(value for value, term in values.items() if term & one) for one in (1, scenario))
                if before != after:
                    yield ScoreMove(name, before, after)


def _is_one_point(move: ScoreMove) -> bool:
    before, after = move.before.possible, move.after.possible
    if not isinstance(before, Interval) or not isinstance(after, Interval):
        return False
    return before.is_exact and after.is_exact and bool(abs(Fraction(after.low) - Fraction(before.low)) == 1)


def _other(outcome: Outcome, verdict: Verdict) -> Goal:
    """Return the goal that an outcome has another verdict."""

    def goal(reading: Reading[Term]) -> Term:
        return reading.algebra.contrary(reading.verdicts(outcome).of[verdict])

    return goal
