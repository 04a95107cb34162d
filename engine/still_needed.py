"""Still needed: which unknown facts can change what is said, which cannot, and what is certain whatever they turn out.

In: a trace and its program. Out: :class:`StillNeeded`, about every way in which the unknown facts of the patient can
turn out together, as long as a patient can be so. A fact is *needed* for an outcome when two of its values make a
difference to it, the others being equal but for those that have to go with it: such a pair has been found. It is
*indifferent* when there is none: the solver has proved it. What was neither found nor proved in the time that there is,
is *undecided*, and named so.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, islice
from typing import TYPE_CHECKING, TypeVar

from engine.cells import Cells
from engine.outcomes import Outcome, outcomes_of
from engine.reading import Leaf, Reading
from engine.search import Search, StoppedError
from engine.sensitivity import Variations
from engine.solver import Formula
from engine.suppositions import Learning, Patient, patient_of
from engine.verdicts import POSITIVE, VERDICTS, Verdict
from engine.working_memory import Value, subject_kind
from facts.learning import SOURCES, Source, cost
from knowledge_base.program import Program

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["PATIENCE", "Asked", "Needed", "OneOfThem", "StillNeeded", "in_question", "still_needed"]

Term = TypeVar("Term")

PATIENCE = 10.0
"""Seconds after which what is not decided yet stays undecided."""

_AT_ONCE = 64
"""Patients that are read together."""

_MOST_TOGETHER = 3
"""Options of which it is tried whether one of them is advised in any case."""


@dataclass(frozen=True)
class Asked:
    """A question for a subject."""

    subject: str
    question: str


Sign = Outcome | Asked
"""What facts can change: the verdict on an option, or whether a question arises."""


@dataclass(frozen=True)
class Needed:
    """A fact that can still change something.

    Attributes
    ----------
    decides
        The outcomes whose verdict it can change.
    raises
        The questions that it can raise or put to rest.
    sources
        From what it can be learnt, the cheapest first.
    behind
        Of a formula that is supposed as a whole, the facts that it is computed from.
    """

    subject: str
    quantity: str
    decides: tuple[Outcome, ...]
    raises: tuple[Asked, ...]
    sources: tuple[Source, ...]
    behind: tuple[Leaf, ...] = ()


@dataclass(frozen=True)
class OneOfThem:
    """Options of a question of which one at least is advised, whatever the unknown facts turn out to be.

    Of fewer of them this is not certain.
    """

    subject: str
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class StillNeeded:
    """What the unknown facts of a patient can still do.

    Attributes
    ----------
    needed
        The facts that can change something, in the order in which to ask for them: first those that decide on most
        verdicts, of equal ones the cheaper.
    indifferent
        The facts that are proved to change nothing.
    undecided
        The facts of which neither was found out in time.
    possible
        For each outcome that is not settled, all verdicts that it can come to, as far as all were found out in time.
    one_of_them
        What is certain of options each of which is open by itself.
    complete
        Whether everything was decided in time.
    as_a_whole
        Formulas that were supposed as a whole; what is said of the facts behind them is said of the formula.
    """

    needed: tuple[Needed, ...]
    indifferent: tuple[Leaf, ...]
    undecided: tuple[Leaf, ...]
    possible: Mapping[Outcome, tuple[Verdict, ...]]
    one_of_them: tuple[OneOfThem, ...]
    complete: bool
    as_a_whole: tuple[Leaf, ...]

    def may_decide(self, fact: Leaf, outcome: Outcome) -> bool:
        """Return whether a fact can change an outcome, as far as the contrary is not proved."""
        found = [one for one in self.needed if fact == (one.subject, one.quantity) or fact in one.behind]
        return not self.complete or any(outcome in one.decides for one in found)


def still_needed(
    trace: nx.MultiDiGraph[str],
    program: Program,
    *,
    outcomes: Collection[Outcome] | None = None,
    patience: float = PATIENCE,
) -> StillNeeded:
    """Return what the unknown facts of a patient can still do.

    Parameters
    ----------
    trace
        A trace, fresh or recorded.
    program
        The program that it was made with.
    outcomes
        The only outcomes that are looked at; without them, all, and whether questions arise.
    patience
        Seconds after which what is not decided yet stays undecided.
    """
    return _Inquiry(patient_of(trace, program), patience, outcomes).answer()


def _terms(reading: Reading[Term], sign: Sign) -> dict[Verdict | bool, Term]:
    """Return how a sign can come out, with the term of each."""
    found: dict[Verdict | bool, Term] = {}
    if isinstance(sign, Outcome):
        found.update(reading.verdicts(sign).of.items())
    else:
        rails = reading.condition(reading.program.questions[sign.question].when, sign.subject)
        found.update({True: rails.true, False: rails.false})
    return found


def in_question(trace: nx.MultiDiGraph[str], option: str | None = None) -> tuple[Outcome, ...]:
    """Return the outcomes of a trace about which a question arises, or all of one option.

    Parameters
    ----------
    trace
        A trace, fresh or recorded.
    option
        The name of an option.
    """
    return tuple(
        Outcome(attributes["subject"], attributes["name"], tuple(attributes["path"]))
        for _, attributes in trace.nodes(data=True)
        if attributes["kind"] == "option"
        and (attributes["asked"] == "true" if option is None else attributes["name"] == option)
    )


@dataclass
class _Inquiry:
    """Finds out about the unknown facts of one patient.

    Attributes
    ----------
    seen
        How each open sign was seen to come out.
    found
        Which facts were seen to make a difference to each open sign.
    """

    patient: Patient
    patience: float
    outcomes: Collection[Outcome] | None
    started: float = field(default_factory=time.monotonic)
    is_complete: bool = True
    seen: dict[Sign, set[Verdict | bool]] = field(default_factory=dict)
    found: dict[Sign, set[Leaf]] = field(default_factory=dict)
    unexplored: set[Sign] = field(default_factory=set)

    @property
    def program(self) -> Program:
        return self.patient.program

    @cached_property
    def supposed(self) -> Learning:
        return Learning(self.patient, Cells(self.program))

    @cached_property
    def search(self) -> Search:
        return Search(self.program, self.patient.lesions, self.supposed, self.patient.guards(moot=False))

    def answer(self) -> StillNeeded:
        # What follows something else comes last, should there not be time for all.
        for sign in sorted(self._signs(), key=lambda one: isinstance(one, Outcome) and len(one.path)):
            if not any(term is True for term in self._terms(sign).values()):
                self.seen[sign], self.found[sign] = set(), set()
        self._see_what_is_possible()
        undecided = self._prove_the_rest()
        facts = self.patient.facts
        needed = sorted(self._needed(), key=lambda one: (-len(one.decides), -len(one.raises), _cost(one)))
        told = {leaf for one in needed for leaf in ((one.subject, one.quantity), *one.behind)} | set(undecided)
        return StillNeeded(
            needed=tuple(needed),
            indifferent=tuple(leaf for leaf, one in facts.items() if not one.is_exact and leaf not in told),
            undecided=tuple(undecided),
            possible={
                sign: tuple(verdict for verdict in VERDICTS if verdict in ways)
                for sign, ways in self.seen.items()
                if isinstance(sign, Outcome) and sign not in self.unexplored
            },
            one_of_them=tuple(self._one_of_them()),
            complete=self.is_complete,
            as_a_whole=tuple(self.supposed.as_a_whole),
        )

    def _signs(self) -> Iterator[Sign]:
        if self.outcomes is not None:
            yield from self.outcomes
            return
        for subject in self.patient.subjects:
            yield from outcomes_of(self.program, subject)
            for question in self.program.questions.values():
                if question.subject == subject_kind(subject):
                    yield Asked(subject, question.name)

    def _terms(self, sign: Sign) -> dict[Verdict | bool, Formula]:
        return _terms(self.search.reading, sign)

    def _is_late(self) -> bool:
        late = time.monotonic() - self.started > self.patience
        self.is_complete &= not late
        return late

    def _see_what_is_possible(self) -> None:
        """Find patients on whom each open sign comes out in each way that it can, and what matters to them."""
        waiting = {
            (sign, way): term for sign in self.seen for way, term in self._terms(sign).items() if term is not False
        }
        while waiting and not self._is_late():
            patients = []
            for sign, way in list(islice(waiting, _AT_ONCE)):
                try:
                    patient = self.search.choices_with(waiting.pop((sign, way)))
                except StoppedError:
                    self.is_complete = False
                    self.unexplored.add(sign)
                    continue
                if patient is not None:
                    patients.append(patient)
            self._see(patients)
            waiting = {(sign, way): term for (sign, way), term in waiting.items() if way not in self.seen[sign]}
        self.unexplored |= {sign for sign, _ in waiting}

    def _see(self, patients: Sequence[Mapping[Leaf, Value]]) -> None:
        variations = Variations(
            self.program,
            self.patient.lesions,
            self.search.alternatives(),
            lambda subject, quantity: choice.first if (choice := self.supposed(subject, quantity)) else None,
            patients,
            self.search.guards,
        )
        for sign in self.seen:
            terms = _terms(variations.reading, sign)
            self.seen[sign] |= {way for way, term in terms.items() if variations.happens(term)}
            self.found[sign] |= {leaf for leaf, _ in variations.differing(terms.values())}

    def _prove_the_rest(self) -> list[Leaf]:
        """Ask the solver about each fact that may matter to a sign and was not seen to; return what it left open."""
        undecided: dict[Leaf, None] = {}
        patients: list[Mapping[Leaf, Value]] = []
        for sign, found in self.found.items():
            terms = list(self._terms(sign).values())
            for leaf in self.search.varying(terms):
                if leaf in found:
                    continue
                try:
                    patient = None if self._is_late() else self.search.shown_to_matter(leaf, terms)
                except StoppedError:
                    self.is_complete = False
                if not self.is_complete:
                    undecided[leaf] = None
                elif patient is not None:
                    found.add(leaf)
                    patients.append(patient)
            if len(patients) >= _AT_ONCE:
                self._see(patients)
                patients.clear()
        seen = set().union(*self.found.values())
        return [leaf for leaf in undecided if leaf not in seen]

    def _needed(self) -> Iterator[Needed]:
        for leaf in self.search.alternatives():
            signs = [sign for sign, found in self.found.items() if leaf in found]
            behind = self.supposed.behind(leaf) if leaf in self.supposed.as_a_whole else ()
            if signs:
                yield Needed(
                    *leaf,
                    decides=tuple(sign for sign in signs if isinstance(sign, Outcome)),
                    raises=tuple(sign for sign in signs if isinstance(sign, Asked)),
                    sources=self._sources([leaf, *behind]),
                    behind=behind,
                )

    def _sources(self, leaves: Sequence[Leaf]) -> tuple[Source, ...]:
        facts = self.program.vocabulary.facts
        named = {source for _, name in leaves if name in facts for source in facts[name].learnt_by}
        return tuple(source for source in SOURCES if source in named)

    def _one_of_them(self) -> Iterator[OneOfThem]:
        """Yield the smallest sets of options of which one is advised in any case, where no single one is."""
        for subject in self.patient.subjects:
            for question in self.program.questions.values():
                if question.subject == subject_kind(subject):
                    outcomes = [Outcome(subject, option) for option in question.options]
                    yield from (OneOfThem(subject, question.name, options) for options in self._together(outcomes))

    def _together(self, outcomes: Sequence[Outcome]) -> Iterator[tuple[str, ...]]:
        advised = {one: self._advised(one) for one in outcomes if self.program.advisers[one.option]}
        open_ones = {one: term for one, term in advised.items() if term is not False}
        if self._can_all_fail(open_ones.values()):
            return
        for size in range(1, _MOST_TOGETHER + 1):
            certain = [
                some for some in combinations(open_ones, size) if not self._can_all_fail(open_ones[one] for one in some)
            ]
            if certain:
                yield from (tuple(one.option for one in some) for some in certain if size > 1)
                return

    def _can_all_fail(self, terms: Iterable[Formula]) -> bool:
        """Return whether none of some terms may hold; where there is no time to find out, it is taken that it may."""
        algebra = self.search.reading.algebra
        if self._is_late():
            return True
        try:
            return self.search.is_possible(algebra.contrary(algebra.any(terms)))
        except StoppedError:
            self.is_complete = False
            return True

    def _advised(self, outcome: Outcome) -> Formula:
        verdicts = self.search.reading.verdicts(outcome).of
        return self.search.reading.algebra.any(verdicts[verdict] for verdict in POSITIVE)


def _cost(needed: Needed) -> int:
    return min(map(cost, needed.sources), default=len(SOURCES))
