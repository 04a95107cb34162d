"""What a case came to, as its trace tells it: verdicts with their particulars, rules, questions and findings.

A fresh consultation and a recorded one are read in the same way, so that two of them can be compared
(:mod:`engine.differences`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from typing import Literal as OneOf

from engine.consultation import Consultation
from engine.plain import condition_text, read_plain
from engine.trace import incoming, option_node, read_trace, rule_node
from engine.verdicts import AGAINST, VERDICTS, Verdict
from facts.values import Choices, Interval, Truth, ValueSet
from knowledge_base.conditions import Condition
from knowledge_base.program import Program

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Particulars", "Result", "RuleWord", "VerdictKey", "VerdictState"]

RuleWord = OneOf["holds", "contested", "fails", "open", "defeated", ""]
"""The state of a rule; ``contested`` of one that holds while a rule that would override it is open."""

Details = tuple[tuple[str, ValueSet | None], ...]


class VerdictKey(NamedTuple):
    """What a verdict is about: an option for a subject, by itself or as it follows others."""

    subject: str
    option: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Particulars:
    """What an advice says beyond the act: details such as a dose, and what is waited for."""

    details: Details
    once: Condition | None = None


@dataclass(frozen=True)
class VerdictState:
    """A verdict, without what it rests on; the order and the names of the rules behind it do not matter."""

    verdict: Verdict
    provisional: bool
    asked: Truth
    particulars: frozenset[Particulars] = frozenset()


@dataclass(frozen=True)
class Result:
    """What a case came to.

    Attributes
    ----------
    trace
        Of the format of :mod:`engine.trace`.
    questions
        By subject and question, whether it arises.
    """

    program: Program
    trace: nx.MultiDiGraph[str]
    questions: Mapping[tuple[str, str], Truth]

    @classmethod
    def of(cls, consultation: Consultation) -> Result:
        """Return what a consultation came to."""
        asked = {(one.subject, one.question): one.asked for one in consultation.questions}
        return cls(consultation.program, consultation.trace, asked)

    @classmethod
    def read(cls, plain: Mapping[str, Any], program: Program) -> Result:
        """Return what a consultation came to that was written as JSON.

        Parameters
        ----------
        plain
            Of the format of :mod:`engine.contract`.
        program
            The program under which it was written.

        Raises
        ------
        ValueError
            When the trace names what the program does not have; data of another shape raise other errors as well.
        """
        asked = {(one["subject"], one["question"]): Truth[one["asked"].upper()] for one in plain["questions"]}
        found = cls(program, read_trace(plain["trace"]), asked)
        found._check()
        return found

    @cached_property
    def verdicts(self) -> dict[VerdictKey, VerdictState]:
        """Every verdict, in the order of the trace."""
        return {self._key(node, found): self._state(node, found) for node, found in self._of_kind("option")}

    @cached_property
    def findings(self) -> dict[tuple[str, str], None]:
        """The findings that show on the case, each with its subject."""
        return {(found["subject"], found["name"]): None for _, found in self._of_kind("finding")}

    def rules_on(self, key: VerdictKey) -> list[str]:
        """Return the rules in force, open or defeated that decide on an option, each once.

        On a step decide the rules that lead to it, and those that speak against the option wherever it stands.
        """
        node = option_node(key.subject, key.option, key.path)
        if node not in self.trace:
            return []
        steps = [edge["rule"] for _, edge in incoming(self.trace, node, "follows")]
        own = [rule for rule, _ in incoming(self.trace, node, "conclusion")]
        by_itself = option_node(key.subject, key.option)
        if key.path and by_itself in self.trace:
            found = incoming(self.trace, by_itself, "conclusion")
            own += [rule for rule, edge in found if edge["effect"] in AGAINST]
        return list(dict.fromkeys((*steps, *(self.trace.nodes[rule]["name"] for rule in own))))

    def rule_state(self, subject: str, rule: str) -> RuleWord:
        """Return what became of a rule; nothing where there is no such rule."""
        node = rule_node(subject, rule)
        if node not in self.trace:
            return ""
        state: RuleWord = self.trace.nodes[node]["state"]
        return "contested" if state == "holds" and incoming(self.trace, node, "defeats") else state

    def value(self, node: str) -> ValueSet | None:
        """Return what is possible at a node of a value."""
        found = self.trace.nodes[node]
        return read_plain(found["value"], self.program.quantities[found["name"]].domain)

    def _check(self) -> None:
        """Refuse a trace with names or values that the program does not have: nothing could be said of them."""
        program = self.program
        known: Mapping[str, Collection[str]] = {
            "fact": program.quantities,
            "derived": program.quantities,
            "rule": program.rules,
            "option": program.options,
            "question": program.questions,
            "finding": program.findings,
        }
        unknown = [node for node, found in self.trace.nodes(data=True) if found["name"] not in known[found["kind"]]]
        unknown += [question for _, question in self.questions if question not in program.questions]
        unknown += [verdict for one in self.verdicts.values() if (verdict := one.verdict) not in VERDICTS]
        for kind in ("fact", "derived"):
            unknown += [node for node, found in self._of_kind(kind) if not self._is_of_domain(node, found["name"])]
        if unknown:
            raise ValueError("the trace is not of this program")

    def _is_of_domain(self, node: str, name: str) -> bool:
        value, whole = self.value(node), self.program.quantities[name].domain.whole
        if isinstance(value, Choices) and isinstance(whole, Choices):
            return whole.covers(value)
        # JSON rounds numbers, so that one at a bound may lie beyond it.
        return value is None or (isinstance(value, Interval) and isinstance(whole, Interval))

    def _of_kind(self, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        return ((node, found) for node, found in self.trace.nodes(data=True) if found["kind"] == kind)

    def _key(self, node: str, found: Mapping[str, Any]) -> VerdictKey:
        return VerdictKey(found["subject"], found["name"], _path(node))

    def _state(self, node: str, found: Mapping[str, Any]) -> VerdictState:
        return VerdictState(
            found["verdict"],
            found["provisional"],
            Truth[found["asked"].upper()],
            frozenset(one for one in self._particulars(node, found["name"]) if one.details or one.once),
        )

    def _particulars(self, node: str, option: str) -> Iterator[Particulars]:
        yield Particulars(tuple(sorted(self.program.options[option].details.items())))
        for rule, edge in incoming(self.trace, node, "conclusion"):
            if self.trace.nodes[rule]["state"] == "holds":
                yield self._of_edge(edge, self.trace.nodes[rule]["name"])
        for _, edge in incoming(self.trace, node, "follows"):
            if edge["state"] == "holds":
                yield self._of_edge(edge, edge["rule"])

    def _of_edge(self, edge: Mapping[str, Any], rule: str) -> Particulars:
        plain = sorted(edge["details"].items())
        details = tuple((name, read_plain(value, self.program.details[name].domain)) for name, value in plain)
        return Particulars(details, self._awaited(rule, edge["once"]) if edge["once"] else None)

    def _awaited(self, rule: str, text: str) -> Condition | None:
        steps = (step for advice in self.program.rules[rule].advice for step in advice.steps())
        return next((one.once for one in steps if one.once is not None and condition_text(one.once) == text), None)


def _path(node: str) -> tuple[str, ...]:
    """Return the options before the last in the name of a node of an option."""
    names = node.removeprefix("option:").rpartition("@")[0].split(" > ")
    return tuple(names[:-1])
