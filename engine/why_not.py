"""Why not: what keeps an option from being advised, rule by rule.

In: a trace and its program. Out: for each rule that could lead to the option, the fewest of its tests that fail, with
what is known and what would be needed, and the fewest plausible changes with which it would come in force; the
exceptions that override it; and what speaks against the option. An option that no rule leads to is told as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from engine.cells import Cells, merged
from engine.outcomes import Outcome, leading, outcomes_of
from engine.reach import Change, changes_of
from engine.reading import Leaf, Reading
from engine.search import Choice, Goal, Search
from engine.suppositions import Changing, Patient, patient_of
from engine.trace import option_node, rule_node
from engine.verdicts import AGAINST, INDICATIONS, Verdict
from engine.working_memory import Value
from facts.case import owner_of
from facts.domains import Number
from facts.values import Truth, ValueSet
from knowledge_base.program import Program
from knowledge_base.source import Effect

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["MOST", "Obstacle", "Opposed", "RuleNotInForce", "WhyNot", "why_not"]

Term = TypeVar("Term")

MOST = 8
"""Facts that may differ; past it the search says that it stopped."""
_MOST_WAYS = 3


@dataclass(frozen=True)
class Obstacle:
    """A fact, score, formula or category on which a rule fails or is open.

    Attributes
    ----------
    known
        What is known of it.
    needed
        The values that the rule needs, as long as its other obstacles are out of the way as well.
    is_open
        Whether what is needed is possible already: it only has to turn out so.
    """

    subject: str
    quantity: str
    known: Value
    needed: tuple[ValueSet, ...]
    is_open: bool


@dataclass(frozen=True)
class RuleNotInForce:
    """A rule that could lead to an option and does not.

    Attributes
    ----------
    effect
        What it would say of the option.
    state
        What became of it: ``fails``, ``open`` or ``defeated``.
    after
        The options that its advice follows; empty when it advises the option by itself.
    obstacles
        The smallest sets of what keeps it from holding; one of them out of the way is enough. None when it holds.
    overridden_by
        Rules in force that override it, and rules that are open and could.
    repairs
        The smallest plausible changes of facts with which it would be in force; none when there are none.
    proved
        Whether it is proved that nothing smaller does, or that nothing does.
    """

    rule: str
    effect: Effect
    state: str
    after: tuple[str, ...]
    obstacles: tuple[tuple[Obstacle, ...], ...]
    overridden_by: tuple[str, ...]
    repairs: tuple[tuple[Change, ...], ...]
    proved: bool


@dataclass(frozen=True)
class Opposed:
    """A rule that speaks against an option, in force or still open."""

    rule: str
    effect: Effect
    state: str


@dataclass(frozen=True)
class WhyNot:
    """What keeps an option from being advised.

    Attributes
    ----------
    verdict
        The verdict now, by itself or else as the option follows another; ``silent`` when nothing is said of it.
    rules
        The rules that could lead there, those nearest to it first; without any, the guideline never advises the option.
    opposed
        What speaks against it.
    """

    subject: str
    option: str
    verdict: Verdict
    provisional: bool
    rules: tuple[RuleNotInForce, ...]
    opposed: tuple[Opposed, ...]


def why_not(trace: nx.MultiDiGraph[str], program: Program, subject: str, option: str) -> WhyNot:
    """Return what keeps an option from being advised.

    Parameters
    ----------
    trace
        A trace, fresh or recorded.
    program
        The program that it was made with.
    subject, option
        Of what the advice would be.
    """
    return _Inquiry(trace, patient_of(trace, program), subject, option).answer()


@dataclass(frozen=True)
class _Inquiry:
    trace: nx.MultiDiGraph[str]
    patient: Patient
    subject: str
    option: str

    @property
    def program(self) -> Program:
        return self.patient.program

    @cached_property
    def cells(self) -> Cells:
        return Cells(self.program)

    @cached_property
    def changing(self) -> Search:
        return Search(self.program, self.patient.lesions, Changing(self.patient, self.cells), self.patient.guards())

    def answer(self) -> WhyNot:
        verdict, is_provisional = self._verdict()
        rules = [self._rule(*one) for one in self._candidates()]
        return WhyNot(
            self.subject,
            self.option,
            verdict,
            is_provisional,
            rules=tuple(sorted(rules, key=_nearness)),
            opposed=tuple(self._opposed()),
        )

    def _verdict(self) -> tuple[Verdict, bool]:
        for outcome in sorted(self._outcomes(), key=lambda one: len(one.path)):
            node = option_node(self.subject, self.option, outcome.path)
            if node in self.trace:
                return self.trace.nodes[node]["verdict"], self.trace.nodes[node]["provisional"]
        return "silent", False

    def _outcomes(self) -> list[Outcome]:
        return [one for one in outcomes_of(self.program, self.subject) if one.option == self.option]

    def _candidates(self) -> Iterator[tuple[str, Effect, tuple[str, ...]]]:
        """Yield the rules that lead to the option and are not in force, with what their advice follows."""
        found: dict[tuple[str, Effect], dict[str, None]] = {}
        for outcome in self._outcomes():
            for rule, advice in leading(self.program, outcome):
                if advice.effect in INDICATIONS and self._state(rule) != "holds":
                    after = found.setdefault((rule, advice.effect), {})
                    after.update(dict.fromkeys(outcome.path[-1:]))
        yield from ((rule, effect, tuple(after)) for (rule, effect), after in found.items())

    def _owner(self, rule: str) -> str:
        return owner_of(self.program.rules[rule].subject, self.subject)

    def _state(self, rule: str) -> str:
        return str(self.trace.nodes[rule_node(self._owner(rule), rule)]["state"])

    def _rule(self, rule: str, effect: Effect, after: tuple[str, ...]) -> RuleNotInForce:
        goal = _in_force(rule, self.subject)
        repairs = self.changing.smallest(goal(self.changing.reading), most=MOST, ways=_MOST_WAYS)
        ways = (self.changing.as_good(goal, way) for way in repairs.ways)
        return RuleNotInForce(
            rule,
            effect,
            self._state(rule),
            after,
            obstacles=tuple(self._obstacles(rule)),
            overridden_by=tuple(
                other for other in self.program.overriders.get(rule, ()) if self._state(other) in ("holds", "open")
            ),
            repairs=tuple(changes_of(way, self.patient) for way in ways),
            proved=repairs.proved,
        )

    def _obstacles(self, rule: str) -> Iterator[tuple[Obstacle, ...]]:
        """Yield the smallest sets of what a rule asks about, other than definitions, that keep it from holding."""
        search = Search(self.program, self.patient.lesions, self._anything)
        goal = _holds(rule, self.subject)
        found = search.smallest(goal(search.reading), most=MOST, ways=_MOST_WAYS)
        for way in found.ways:
            if way:
                yield tuple(self._obstacle(leaf, values) for leaf, values in search.as_good(goal, way).items())

    def _anything(self, subject: str, quantity: str) -> Choice | None:
        """Return that a quantity may have any value, however it comes about; definitions are looked into."""
        if self.program.quantities[quantity].kind == "definition":
            return None
        known = self.patient.values[subject, quantity]
        cells = self.cells.of(quantity, self.program.quantities[quantity].domain.whole)
        return Choice(known, tuple(map(Value, cells)))

    def _obstacle(self, leaf: Leaf, values: tuple[Value, ...]) -> Obstacle:
        known = self.patient.values[leaf]
        domain = self.program.quantities[leaf[1]].domain
        sets = [one.possible for one in values if one.possible is not None]
        needed = merged(sets, whole=isinstance(domain, Number) and domain.whole_number)
        is_open = any(known.within(one) is not Truth.FALSE for one in sets)
        return Obstacle(*leaf, known, needed, is_open)

    def _opposed(self) -> Iterator[Opposed]:
        for rule, advice in self.program.advisers[self.option]:
            if advice.effect in AGAINST and self._state(rule) in ("holds", "open"):
                yield Opposed(rule, advice.effect, self._state(rule))


def _nearness(rule: RuleNotInForce) -> tuple[bool, int, int]:
    repair = len(rule.repairs[0]) if rule.repairs else MOST + 1
    return not rule.repairs, repair, len(rule.obstacles[0]) if rule.obstacles else 0


def _in_force(rule: str, subject: str) -> Goal:
    def goal(reading: Reading[Term]) -> Term:
        return reading.force(rule, subject).true

    return goal


def _holds(rule: str, subject: str) -> Goal:
    def goal(reading: Reading[Term]) -> Term:
        return reading.rule(rule, subject).true

    return goal
