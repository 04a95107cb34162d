"""The trace: what became known of a case and what rests on what, as a graph.

Nodes have a ``kind``: *fact* (given, partial or unknown), *derived* (a definition, score, formula or category), *rule*
(holds, fails, open or defeated), *option* (with its verdict), *question* (whether it is asked), *finding* and
*contradiction* (facts of the case that no patient has together). Edges have a ``kind`` too: *premise* (with the test
and how it came out, or the points of a score's item), *conclusion*, *defeats*, *follows* and *cites*. The graph itself
names the case, its subjects and the knowledge base.

All attributes are plain data, so a trace can be written as JSON and read back without loss: bounds that JSON cannot
hold stand under ``exact`` as fractions. Every fact that anything read is a node, so the case can be made of the trace
again (:mod:`engine.recall`).

Format ``ossature.trace.v1``: node-link data of networkx with the keys ``nodes`` and ``edges``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx

from engine.kleene import Occurrence, occurrences, rows_in_reach
from engine.plain import condition_text, exact_text, plain_number, plain_value
from facts.case import owner_of
from facts.values import Truth, ValueSet
from knowledge_base.arithmetic import item_points
from knowledge_base.conditions import quantities_of
from knowledge_base.program import Score

if TYPE_CHECKING:
    from engine.consultation import Consultation, Following, OptionVerdict, QuestionAsked

__all__ = [
    "TRACE_FORMAT",
    "incoming",
    "option_node",
    "plain_trace",
    "question_node",
    "read_trace",
    "rule_node",
    "value_node",
    "write_trace",
]

TRACE_FORMAT = "ossature.trace.v1"


def value_node(subject: str, quantity: str) -> str:
    """Return the name of the node of a fact or derived quantity."""
    return f"value:{subject}.{quantity.partition('.')[2]}"


def rule_node(subject: str, rule: str) -> str:
    """Return the name of the node of a rule for a subject."""
    return f"rule:{rule}@{subject}"


def option_node(subject: str, option: str, path: Sequence[str] = ()) -> str:
    """Return the name of the node of an option for a subject, by itself or as it follows others."""
    return f"option:{' > '.join((*path, option))}@{subject}"


def question_node(subject: str, question: str) -> str:
    """Return the name of the node of a question for a subject."""
    return f"question:{question}@{subject}"


def incoming(trace: nx.MultiDiGraph[str], node: str, kind: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the sources and attributes of the edges of a kind into a node: premises in the order of reading.

    The order is that of the trace itself and survives being written and read.
    """
    found = [(source, edge) for source, _, edge in trace.in_edges(node, data=True) if edge["kind"] == kind]
    return sorted(found, key=lambda one: (one[1].get("order", 0), one[0]))


def write_trace(consultation: Consultation) -> nx.MultiDiGraph[str]:
    """Return the trace of a consultation."""
    return _Writer(consultation).write()


def plain_trace(trace: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """Return a trace as JSON can hold it."""
    return {"format": TRACE_FORMAT, **nx.node_link_data(trace, edges="edges")}


def read_trace(data: Mapping[str, Any]) -> nx.MultiDiGraph[str]:
    """Return the trace that plain data stand for.

    Raises
    ------
    ValueError
        When the data are of another format.
    """
    if data.get("format") != TRACE_FORMAT:
        raise ValueError(f"not a trace of format {TRACE_FORMAT}")
    rest = {key: value for key, value in data.items() if key != "format"}
    return nx.MultiDiGraph(nx.node_link_graph(rest, edges="edges", directed=True, multigraph=True))


class _Writer:
    def __init__(self, consultation: Consultation) -> None:
        self._consultation = consultation
        self._program = consultation.program
        self._known = consultation.known
        edition = consultation.program.edition
        self._trace: nx.MultiDiGraph[str] = nx.MultiDiGraph(
            case=consultation.case.id,
            subjects=list(consultation.known.subjects),
            knowledge_base={"id": edition.name, "edition": edition.version, "hash": edition.hash},
        )

    def write(self) -> nx.MultiDiGraph[str]:
        for subject, quantity in self._known.values:
            self._value(subject, quantity)
        for rule, subject in self._consultation.rules:
            self._rule(rule, subject)
        for rule, subject in self._consultation.rules:
            self._defeats(rule, subject)
        for question in self._consultation.questions:
            self._question(question)
        for verdict in self._consultation.verdicts:
            self._option(verdict)
        for touched in self._consultation.findings:
            self._finding(touched.finding, touched.subject)
        for contradiction in self._consultation.contradictions:
            self._contradiction(contradiction.impossible, contradiction.subject)
        return self._trace

    def _owner(self, quantity: str, subject: str) -> str:
        return owner_of(self._program.quantities[quantity].subject, subject)

    def _value(self, subject: str, name: str) -> None:
        quantity = self._program.quantities[name]
        value = self._known.values[subject, name]
        node = value_node(subject, name)
        attributes: dict[str, Any] = {
            "kind": "fact" if quantity.kind == "fact" else "derived",
            "subject": subject,
            "name": name,
            "value": plain_value(value.possible),
        }
        exact = exact_text(value.possible)
        if exact:
            attributes["exact"] = exact
        if quantity.kind == "fact":
            attributes["status"] = _status(value.possible, quantity.domain.whole)
        else:
            attributes["derived"] = quantity.kind
            attributes["applies"] = value.applies.name.lower()
        self._trace.add_node(node, **attributes)
        match quantity.kind:
            case "definition":
                self._premises(occurrences(self._program.definitions[name].when, subject, self._known.outcomes), node)
            case "score" | "lookup":
                self._items(self._program.scores[name], subject, node)
            case "category":
                rows = rows_in_reach(self._program.categories[name], subject, self._known.outcomes)
                tests = (one for row, _ in rows for one in occurrences(row.when, subject, self._known.outcomes))
                self._premises(tests, node)
            case "formula":
                for order, read in enumerate(dict.fromkeys(quantities_of(self._program.formulas[name].value))):
                    source = value_node(self._owner(read, subject), read)
                    self._trace.add_edge(source, node, kind="premise", order=order)

    def _items(self, score: Score, subject: str, node: str) -> None:
        for order, item in enumerate(score.items):
            owner = self._owner(item.quantity, subject)
            possible = self._known.values[owner, item.quantity].possible
            points = item_points(item, possible) if possible is not None else None
            self._trace.add_edge(
                value_node(owner, item.quantity),
                node,
                kind="premise",
                order=order,
                points=[plain_number(one) for one in points] if points else None,
            )

    def _premises(self, tests: Iterable[Occurrence], node: str) -> None:
        for order, found in enumerate(tests):
            self._trace.add_edge(
                value_node(self._owner(found.test.quantity, found.subject), found.test.quantity),
                node,
                kind="premise",
                order=order,
                test=str(found.test),
                outcome=found.outcome.name.lower(),
                decisive=found.decisive,
                wanted=found.wanted,
            )

    def _rule(self, name: str, subject: str) -> None:
        rule = self._program.rules[name]
        place = self._program.place_of(name)
        node = rule_node(subject, name)
        self._trace.add_node(
            node,
            kind="rule",
            subject=subject,
            name=name,
            state=self._consultation.rules[name, subject].word,
            truth=self._consultation.rules[name, subject].truth.name.lower(),
            statement=rule.statement,
            strength=self._program.statements[rule.statement].strength,
            place=[place.chapter, place.section, place.element],
            when=condition_text(rule.when),
        )
        self._premises(occurrences(rule.when, subject, self._known.outcomes), node)

    def _defeats(self, name: str, subject: str) -> None:
        for target in self._program.rules[name].overrides:
            same_kind = self._program.rules[target].subject == self._program.rules[name].subject
            subjects = [subject] if same_kind else self._known.subjects[1:]
            for one in subjects:
                force = self._consultation.rules[name, subject].force
                if force is not Truth.FALSE and self._consultation.rules[target, one].truth is not Truth.FALSE:
                    self._trace.add_edge(
                        rule_node(subject, name), rule_node(one, target), kind="defeats", certain=force is Truth.TRUE
                    )

    def _question(self, question: QuestionAsked) -> None:
        node = question_node(question.subject, question.question)
        self._trace.add_node(
            node,
            kind="question",
            subject=question.subject,
            name=question.question,
            asked=question.asked.name.lower(),
            missing=[str(fact) for fact in question.missing],
        )
        when = self._program.questions[question.question].when
        self._premises(occurrences(when, question.subject, self._known.outcomes), node)

    def _option(self, verdict: OptionVerdict) -> None:
        after = verdict.after
        node = option_node(verdict.subject, verdict.option, after.path if after else ())
        self._trace.add_node(
            node,
            kind="option",
            subject=verdict.subject,
            name=verdict.option,
            verdict=verdict.verdict,
            provisional=verdict.provisional,
            asked=verdict.asked.name.lower(),
            missing=[str(fact) for fact in verdict.missing],
            further=[str(fact) for fact in verdict.further],
            path=list(after.path) if after else [],
            strength=verdict.strength or None,
            rules=list(verdict.rules),
            beats=list(verdict.beaten),
            defeated=list(verdict.defeated),
            open_rules=list(verdict.open_rules),
        )
        if after is not None:
            self._follows(after, verdict.subject, node)
        advising = (*verdict.rules, *verdict.open_rules, *verdict.defeated)
        for rule in dict.fromkeys(advising):
            for advice in self._program.rules[rule].advice:
                follows = bool(self._program.rules[rule].after)
                if verdict.option in advice.options and follows is (after is not None):
                    self._conclusion(rule, verdict, advice.effect, node)

    def _conclusion(self, rule: str, verdict: OptionVerdict, effect: str, node: str) -> None:
        details = verdict.details.get(rule, {})
        self._trace.add_edge(
            rule_node(verdict.subject, rule),
            node,
            kind="conclusion",
            effect=effect,
            details={name: plain_value(value) for name, value in details.items()},
            once=condition_text(verdict.once[rule]) if rule in verdict.once else None,
        )

    def _follows(self, after: Following, subject: str, node: str) -> None:
        for order, (rule, advice) in enumerate(after.steps):
            self._trace.add_edge(
                option_node(subject, after.option, after.path[:-1]),
                node,
                kind="follows",
                order=order,
                rule=rule,
                state=self._consultation.rules[rule, subject].word,
                effect=advice.effect,
                details={name: plain_value(value) for name, value in advice.details.items()},
                once=condition_text(advice.once) if advice.once is not None else None,
            )

    def _finding(self, name: str, subject: str) -> None:
        finding = self._program.findings[name]
        node = f"finding:{name}@{subject}"
        self._trace.add_node(node, kind="finding", subject=subject, name=name, finding=finding.kind)
        for rule, one in self._consultation.rules:
            if one == subject and self._program.rules[rule].statement in finding.statements:
                self._trace.add_edge(node, rule_node(one, rule), kind="cites")

    def _contradiction(self, name: str, subject: str) -> None:
        node = f"contradiction:{name}@{subject}"
        self._trace.add_node(node, kind="contradiction", subject=subject, name=name)
        self._premises(occurrences(self._program.impossible[name].when, subject, self._known.outcomes), node)


def _status(possible: ValueSet | None, whole: ValueSet) -> str:
    if possible is not None and possible.is_exact:
        return "given"
    return "unknown" if possible == whole else "partial"
