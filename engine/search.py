"""Searching what facts could be: whether something is possible, and the fewest facts that have to differ for it.

In: a program and, for each fact of a patient, the sets of values among which it chooses. Out: choices, proved by the
solver to exist, not to exist, or to be the smallest. Patients that cannot be are none of them: of what an edition calls
impossible, a search leaves out what has to do with the quantities that it has come to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol, TypeVar

import z3

from engine.algebra import Scenarios
from engine.coherence import Guard, possible
from engine.reading import Leaf, Reading
from engine.solver import Formula, Formulas, Variables
from engine.working_memory import Value
from knowledge_base.program import Program

__all__ = ["Choice", "Goal", "Search", "Smallest", "StoppedError"]

Term = TypeVar("Term")
_PATIENCE = 1500
"""Milliseconds that one question to the solver may take."""


class StoppedError(RuntimeError):
    """The solver did not come to an answer in the time that it has."""


class Goal(Protocol):
    """What a search looks for: a term, in whatever algebra the program is read."""

    def __call__(self, reading: Reading[Any]) -> Any:
        """Return when the goal is reached."""


@dataclass(frozen=True)
class Choice:
    """What a fact chooses among.

    Attributes
    ----------
    kept
        What is known of it, which it keeps unless it takes one of the others; None when it has to take one of them.
    others
        What else it can be.
    behind
        Of something computed, but supposed as a whole: what it is computed from. When that differs it is not kept, and
        that it differs itself counts for nothing.
    """

    kept: Value | None
    others: tuple[Value, ...] = ()
    behind: tuple[Leaf, ...] = ()

    @property
    def first(self) -> Value:
        """What it is unless it takes something else."""
        return self.others[0] if self.kept is None else self.kept


@dataclass(frozen=True)
class Smallest:
    """The smallest sets of quantities that have to differ.

    Attributes
    ----------
    ways
        What each quantity that differs is instead. One way without any quantity when nothing has to; no way when
        there is none.
    proved
        Whether it is proved that nothing smaller does, or, without a way, that nothing does.
    more
        Whether there are further ways of the same size.
    """

    ways: tuple[Mapping[Leaf, Value], ...]
    proved: bool = True
    more: bool = False


class Search:
    """A program over the choices of one patient's facts.

    Parameters
    ----------
    program
        The program.
    lesions
        The subjects that are lesions.
    choice
        What each fact of a subject chooses among; None for a quantity that is derived.
    guards
        What no patient is.
    """

    def __init__(
        self,
        program: Program,
        lesions: tuple[str, ...],
        choice: Callable[[str, str], Choice | None],
        guards: Iterable[Guard] = (),
    ) -> None:
        self.program = program
        self.lesions = lesions
        self._choice = choice
        self._algebra = Formulas()
        self._solver = z3.SolverFor("QF_FD")
        self._solver.set("timeout", _PATIENCE)
        self._chosen: dict[Leaf, dict[Value, Formula]] = {}
        self._differs: dict[Leaf, Formula] = {}
        self._counts: dict[Leaf, Formula] = {}
        self._named: dict[Leaf, frozenset[str]] = {}
        self._declarations: dict[Leaf, list[Any]] = {}
        self._variables = Variables()
        self._waiting = list(guards)
        self._guarding: list[Guard] = []
        self._coherent: list[tuple[z3.BoolRef, list[Leaf]]] = []
        self._looked_at = 0
        self.reading: Reading[Formula] = Reading(program, lesions, self._algebra, self.selectors)

    def selectors(self, subject: str, quantity: str) -> Mapping[Value, Formula] | None:
        """Return what a quantity can be, each with the term that it is; None for one that is derived."""
        choice = self._choice(subject, quantity)
        if choice is None:
            return None
        leaf = subject, quantity
        if leaf not in self._chosen:
            self._chosen[leaf] = self._declared(leaf, choice)
        return self._chosen[leaf]

    def _declared(self, leaf: Leaf, choice: Choice) -> dict[Value, Formula]:
        others = [one for one in dict.fromkeys(choice.others) if one != choice.kept]
        free = others if choice.kept is not None else others[1:]
        variables = [z3.Bool(f"{leaf[0]} {leaf[1]} {number}") for number in range(len(free))]
        if len(variables) > 1:
            self._solver.add(z3.AtMost(*variables, 1))
        differs = self._algebra.any(variables)
        self._differs[leaf] = differs
        self._counts[leaf] = self._counted(choice, differs)
        self._named[leaf] = frozenset(map(str, variables))
        self._declarations[leaf] = [variable.decl().ast for variable in variables]
        rest = choice.kept if choice.kept is not None else others[0]
        return {rest: self._algebra.contrary(differs), **dict(zip(free, variables, strict=True))}

    def _counted(self, choice: Choice, differs: Formula) -> Formula:
        """Return when a quantity counts as one that differs."""
        if choice.kept is None or not choice.behind:
            return differs
        for leaf in choice.behind:
            self.selectors(*leaf)
        behind = self._algebra.any(self._differs[leaf] for leaf in choice.behind)
        follows = self._algebra.any((self._algebra.contrary(behind), differs))
        if not isinstance(follows, bool):
            self._solver.add(follows)
        return self._algebra.all((differs, self._algebra.contrary(behind)))

    # What is possible

    @property
    def guards(self) -> tuple[Guard, ...]:
        """What has been left out so far, since it has to do with quantities that have been read."""
        return tuple(self._guarding)

    def _guard(self) -> None:
        """Leave out the patients that cannot be, as far as it has to do with what has been read."""
        while self._waiting and self._looked_at < len(self._chosen):
            new = {leaf for leaf, sets in islice(self._chosen.items(), self._looked_at, None) if len(sets) > 1}
            self._looked_at = len(self._chosen)
            touched = [one for one in self._waiting if not new.isdisjoint(one.touches)]
            self._waiting = [one for one in self._waiting if one not in touched]
            for one in touched:
                self._leave_out(one)

    def _leave_out(self, guard: Guard) -> None:
        coherent = possible(self.reading, [guard])
        # Where nothing that is supposed avoids it, the case contradicts itself, and all would be left out.
        if not isinstance(coherent, bool) and self._model([coherent]) is not None:
            self._solver.add(coherent)
            self._guarding.append(guard)
            self._coherent.append((coherent, self.varying([coherent])))

    def is_possible(self, term: Formula) -> bool:
        """Return whether a term can hold.

        Raises
        ------
        StoppedError
            When the solver takes too long.
        """
        self._guard()
        return term if isinstance(term, bool) else self._model([term]) is not None

    def choices_with(self, *terms: Formula) -> dict[Leaf, Value] | None:
        """Return what each fact that matters chooses so that terms hold together, or None when they cannot.

        Raises
        ------
        StoppedError
            When the solver takes too long.
        """
        self._guard()
        decided = self._algebra.all(terms)
        if decided is False:
            return None
        model = self._model([] if decided is True else [decided])
        return None if model is None else self._chosen_in(model)

    def _model(self, terms: Sequence[z3.BoolRef]) -> z3.ModelRef | None:
        self._solver.push()
        try:
            self._solver.add(*terms)
            answer = self._solver.check()
            if answer == z3.unknown:
                raise StoppedError
            return self._solver.model() if answer == z3.sat else None
        finally:
            self._solver.pop()

    def _chosen_in(self, model: z3.ModelRef) -> dict[Leaf, Value]:
        return {leaf: self._choice_in(model, leaf) for leaf in self._chosen}

    def _choice_in(self, model: z3.ModelRef, leaf: Leaf) -> Value:
        rest, *free = self._chosen[leaf]
        pairs = zip(self._declarations[leaf], free, strict=True)
        return next((values for variable, values in pairs if _is_true(variable, model)), rest)

    def alternatives(self) -> dict[Leaf, tuple[Value, ...]]:
        """Return what each quantity that has been read so far, and has a choice, chooses among."""
        return {leaf: tuple(sets) for leaf, sets in self._chosen.items() if len(sets) > 1}

    def varying(self, terms: Iterable[Formula]) -> list[Leaf]:
        """Return the quantities on whose choice terms depend, as far as their writing shows."""
        names = frozenset().union(*(self._variables.of(term) for term in terms))
        return [leaf for leaf, own in self._named.items() if not own.isdisjoint(names)]

    def shown_to_matter(self, leaf: Leaf, terms: Iterable[Formula]) -> dict[Leaf, Value] | None:
        """Return choices with which it is left to one quantity how a term comes out; None when there are none.

        The patient that chooses otherwise has to be a possible one as well, and to come out differently, even where
        what is tied to the quantity changes with it.

        Raises
        ------
        StoppedError
            When the solver takes too long.
        """
        self._guard()
        written = [term for term in terms if not isinstance(term, bool)]
        if not written or not self._free(leaf):
            return None
        moving, coherent = self._tied(leaf)
        renamed = {one: [(own, z3.Bool(f"{own} otherwise")) for own in self._free(one)] for one in moving}
        every = [pair for pairs in renamed.values() for pair in pairs]
        found = [z3.AtMost(*(other for _, other in pairs), 1) for pairs in renamed.values() if len(pairs) > 1]
        found += [z3.substitute(term, *every) for term in coherent]
        for pairs in [renamed[leaf], every] if len(moving) > 1 else [every]:
            found.append(z3.Or([z3.Xor(term, z3.substitute(term, *pairs)) for term in written]))
        model = self._model(found)
        return None if model is None else self._chosen_in(model)

    def _tied(self, leaf: Leaf) -> tuple[list[Leaf], list[z3.BoolRef]]:
        """Return a quantity with those that may have to change with it, and what ties them."""
        moving, coherent = [leaf], []
        waiting = list(self._coherent)
        for one in moving:
            tying = [(term, leaves) for term, leaves in waiting if one in leaves]
            waiting = [(term, leaves) for term, leaves in waiting if one not in leaves]
            for term, leaves in tying:
                coherent.append(term)
                moving += [other for other in leaves if other not in moving]
        return moving, coherent

    def _free(self, leaf: Leaf) -> list[z3.BoolRef]:
        """Return the variables with which a quantity chooses."""
        return [one for one in self._chosen[leaf].values() if z3.is_const(one)]

    # The smallest difference

    def smallest(self, term: Formula, *, most: int, ways: int) -> Smallest:
        """Return the smallest sets of quantities that have to differ from what they are for a term to hold.

        Parameters
        ----------
        term
            What is to hold, as :attr:`reading` says.
        most
            The largest size that is looked at.
        ways
            How many sets of the smallest size are returned at most.
        """
        try:
            if not self.is_possible(term):
                return Smallest(())
            for size in range(most + 1):
                found = list(self._ways(term, size, ways + 1))
                if found:
                    return Smallest(tuple(found[:ways]), more=len(found) > ways)
        except StoppedError:
            pass
        return Smallest((), proved=False)

    def _ways(self, term: Formula, size: int, most: int) -> Iterator[dict[Leaf, Value]]:
        """Yield choices that reach a goal with facts that differ, no two of them with the same facts."""
        differing = {leaf: one for leaf, one in self._differs.items() if not isinstance(one, bool)}
        counted = [one for one in self._counts.values() if not isinstance(one, bool)]
        terms = [] if isinstance(term, bool) else [term]
        if counted:
            terms.append(z3.AtMost(*counted, size))
        for _ in range(most):
            model = self._model(terms)
            if model is None:
                return
            chosen = self._chosen_in(model)
            facts = [leaf for leaf in differing if chosen[leaf] != next(iter(self._chosen[leaf]))]
            yield {leaf: chosen[leaf] for leaf in facts}
            if not facts:
                return
            terms.append(z3.Or([z3.Not(differing[leaf]) for leaf in facts]))

    def as_good(self, goal: Goal, way: Mapping[Leaf, Value]) -> dict[Leaf, tuple[Value, ...]]:
        """Return for each quantity of a way all that reaches a goal, the others as chosen; the choice comes first."""
        return {leaf: self._as_good(goal, way, leaf) for leaf in way}

    def _as_good(self, goal: Goal, way: Mapping[Leaf, Value], varied: Leaf) -> tuple[Value, ...]:
        candidates = [way[varied], *(one for one in self._chosen[varied] if one != way[varied])]
        algebra = Scenarios(len(candidates))

        def leaf(subject: str, quantity: str) -> Mapping[Value, int] | None:
            if (subject, quantity) == varied:
                return {value: 1 << number for number, value in enumerate(candidates)}
            choice = self._choice(subject, quantity)
            if choice is None:
                return None
            taken = way.get((subject, quantity), choice.kept)
            return None if taken is None else {taken: algebra.yes}

        reading = Reading(self.program, self.lesions, algebra, leaf)
        touching = (one for one in self._guarding if varied in one.touches)
        reached = goal(reading) & possible(reading, touching)
        kept = self._choice(*varied)
        return tuple(
            values
            for number, values in enumerate(candidates)
            if reached >> number & 1 and (kept is None or values != kept.kept)
        )


def _is_true(declaration: Any, model: z3.ModelRef) -> bool:
    """Return whether a variable is true in a model; one that does not matter there is not."""
    # Not through the library's own classes, which would make an object of every value.
    context = model.ctx.ref()
    value = z3.Z3_model_get_const_interp(context, model.model, declaration)
    return bool(value) and z3.Z3_get_bool_value(context, value) == z3.Z3_L_TRUE
