"""Why: the chain from the given facts to the verdict on one option, read off the trace.

In: a trace, fresh or recorded, and the program. Out: :class:`engine.answer.Why`, from which every form of the answer is
written. Nothing is worked out anew: what came of tests, rules and verdicts is what the trace says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.answer import Answer, Cited, Ground, Overrider, Reason, Why, WhyAsked
from engine.explanation import Premise, premises, value_at
from engine.missing import FactRef
from engine.trace import incoming, option_node, question_node, rule_node
from engine.verdicts import AGAINST
from facts.case import PATIENT
from facts.values import Truth
from knowledge_base.program import Advice, Option, Program, Rule

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["why"]


def why(trace: nx.MultiDiGraph[str], program: Program, option: str, subject: str) -> Why:
    """Return why the guideline says what it says of an option for a subject.

    Parameters
    ----------
    trace
        The trace of a consultation; a recorded one serves as well as a fresh one.
    program
        The edition that was consulted.
    option
        The name of an option.
    subject
        ``patient`` or ``lesion:ID``.

    Raises
    ------
    KeyError
        When there is no such option, or no such subject in the trace.
    ValueError
        When the trace is of another knowledge base.

    Examples
    --------
    >>> from engine.engine import Engine
    >>> from facts.reader import parse_case
    >>> from knowledge_base.loader import edition_folder, load
    >>> engine = Engine(load(edition_folder("metastases_osseuses_2026")))
    >>> case = parse_case("lesions: [{id: L1, site: vertebra, marked_fracture_risk: true}]", "case.yaml")
    >>> found = why(engine.consult(case).trace, engine.program, "bracing", "lesion:L1")
    >>> [(one.verdict, [reason.rule.name for reason in one.reasons]) for one in found.answers]
    [('discuss', ['rt.vertebra.weigh_up'])]
    """
    if trace.graph["knowledge_base"]["hash"] != program.edition.hash:
        raise ValueError("the trace is of another knowledge base than the program")
    if subject not in trace.graph["subjects"]:
        raise KeyError(f"no {subject} in the trace")
    return _Reader(trace, program, program.options[option], subject).read()


@dataclass(frozen=True)
class _Reader:
    trace: nx.MultiDiGraph[str]
    program: Program
    option: Option
    subject: str

    def read(self) -> Why:
        answers = tuple(self._answer(node) for node in self._nodes())
        questions = tuple(self._questions())
        reasons = [one for answer in answers for one in answer.all_reasons()]
        read = [*(one.premises for one in reasons), *(one.premises for one in questions)]
        return Why(
            edition=self.program.edition,
            case=self.trace.graph["case"],
            lesions=tuple(self.trace.graph["subjects"][1:]),
            subject=self.subject,
            option=self.option,
            answers=answers,
            questions=questions,
            grounds=tuple(self._grounds(one for some in read for one in some)),
            findings=tuple(self._findings(reasons)),
        )

    def _nodes(self) -> list[str]:
        """Return the nodes of the option, by itself first."""
        found = [
            (len(attributes["path"]), node)
            for node, attributes in self.trace.nodes(data=True)
            if (attributes["kind"], attributes["subject"], attributes["name"])
            == ("option", self.subject, self.option.name)
        ]
        return [node for _, node in sorted(found, key=lambda one: one[0])]

    def _answer(self, node: str) -> Answer:
        attributes = self.trace.nodes[node]
        path, option = tuple(attributes["path"]), attributes["name"]
        before = option_node(self.subject, path[-1], path[:-1]) if path else None

        def reasons(role: str) -> tuple[Reason, ...]:
            return tuple(self._reason(name, self.subject, option, path) for name in attributes[role])

        beaten = reasons("beats")
        return Answer(
            path=path,
            verdict=attributes["verdict"],
            provisional=attributes["provisional"],
            asked=Truth[attributes["asked"].upper()],
            strength=attributes["strength"] or "",
            reasons=tuple(one for one in reasons("rules") if one not in beaten),
            beaten=beaten,
            defeated=reasons("defeated"),
            awaited=reasons("open_rules"),
            missing=_facts(attributes["missing"]),
            further=_facts(attributes["further"]),
            before=self._answer(before) if before else None,
        )

    def _reason(self, name: str, subject: str, option: str, path: tuple[str, ...]) -> Reason:
        node, rule = rule_node(subject, name), self.program.rules[name]
        attributes = self.trace.nodes[node]
        overriding = [
            (edge["certain"], self.trace.nodes[other]) for other, edge in incoming(self.trace, node, "defeats")
        ]
        defeated = [
            self.trace.nodes[target]["name"]
            for _, target, edge in self.trace.out_edges(node, data=True)
            if edge["kind"] == "defeats" and edge["certain"]
        ]
        return Reason(
            rule=rule,
            subject=subject,
            state=attributes["state"],
            truth=Truth[attributes["truth"].upper()],
            statement=self.program.statements[rule.statement],
            advice=tuple(_advice_on(rule, option, path)),
            premises=tuple(premises(self.trace, self.program, node)),
            overriders=tuple(
                Overrider(certain, self._reason(other["name"], other["subject"], option, path))
                for certain, other in overriding
            ),
            overrides=tuple(self.program.rules[target] for target in dict.fromkeys(defeated)),
        )

    def _questions(self) -> Iterator[WhyAsked]:
        for question in self.program.questions.values():
            node = question_node(self.subject, question.name)
            if self.option.name in question.options and node in self.trace:
                attributes = self.trace.nodes[node]
                yield WhyAsked(
                    question,
                    Truth[attributes["asked"].upper()],
                    _facts(attributes["missing"]),
                    tuple(premises(self.trace, self.program, node)),
                )

    def _grounds(self, found: Iterable[Premise]) -> Iterator[Ground]:
        """Yield the values that premises point at and those behind them, each before what it rests on."""
        seen: set[str] = set()
        waiting = [one.node for one in reversed(list(found))]
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            attributes = self.trace.nodes[node]
            own = tuple(premises(self.trace, self.program, node))
            quantity = self.program.quantities[attributes["name"]]
            yield Ground(node, attributes["subject"], quantity, value_at(self.trace, self.program, node), own)
            waiting += [one.node for one in reversed(own)]

    def _findings(self, reasons: Iterable[Reason]) -> Iterator[Cited]:
        shown = {
            attributes["name"]: None
            for _, attributes in self.trace.nodes(data=True)
            if attributes["kind"] == "finding" and attributes["subject"] in (PATIENT, self.subject)
        }
        rules = {one.rule.name: one.rule.statement for one in reasons}
        for name in shown:
            finding = self.program.findings[name]
            cited = tuple(rule for rule, statement in rules.items() if statement in finding.statements)
            if cited:
                yield Cited(finding, cited)


def _advice_on(rule: Rule, option: str, path: tuple[str, ...]) -> Iterator[Advice]:
    """Yield what a rule says of an option by itself or after others, and there also what it says against it."""
    starts = [index + 1 for index, one in enumerate(path) if one in rule.after] if rule.after else [0]
    for start in starts:
        level = list(rule.advice)
        for name in path[start:]:
            level = [step for advice in level if name in advice.options for step in advice.then]
        yield from (one for one in level if option in one.options)
    if path and not rule.after:
        yield from (one for one in rule.advice if option in one.options and one.effect in AGAINST)


def _facts(names: Iterable[str]) -> tuple[FactRef, ...]:
    """Return the facts that names in a trace stand for."""
    parts = (name.partition(".") for name in names)
    kinds = ((subject, "patient" if subject == PATIENT else "lesion", name) for subject, _, name in parts)
    return tuple(FactRef(subject, f"{kind}.{name}") for subject, kind, name in kinds)
