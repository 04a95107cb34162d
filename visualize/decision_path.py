"""The decision path: from given facts through scores and rules to the advice and what follows it.

A pure function of a trace and the program; nothing is computed here that the trace does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphviz import Digraph

from engine.contract import DELAY, NOTICE
from engine.explanation import Premise, premises, value_at
from engine.plain import read_plain
from engine.trace import incoming
from engine.verdicts import AGAINST, VERDICTS, Verdict
from facts.case import PATIENT
from facts.labels import Language
from facts.values import Truth
from knowledge_base.program import Program
from knowledge_base.wording import (
    awaited_words,
    condition_words,
    detail_words,
    lower_first,
    place_words,
    sentence_case,
    value_words,
    words_of_test,
)
from visualize.markup import attribute, cell, row, table
from visualize.selection import BOTH_SIDES, option_nodes, select, shown
from visualize.theme import FONT, INK, MUTED, PAPER, STATES, VERDICT_STYLES, WORDS, Style

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["decision_path"]

_FILLER = 420
_BARE = Style(PAPER, PAPER, "solid", "", "0")
_FACT_WIDTH, _RULE_WIDTH, _OPTION_WIDTH, _DETAIL_WIDTH = 22, 27, 20, 32


def decision_path(
    trace: nx.MultiDiGraph[str],
    program: Program,
    language: Language = "fr",
    *,
    subject: str | None = None,
    option: str | None = None,
    title: str = "",
    version: str = "",
) -> Digraph:
    """Draw the way from the facts to the advice.

    Parameters
    ----------
    trace
        The trace of a consultation.
    program
        The edition it was made with.
    language
        ``fr`` or ``en``.
    subject, option
        Draw the verdict on this option only, or those for this subject only; by default the whole consultation.
    title
        What to write above, such as the title of the case.
    version
        The version of Ossature, for the footer.

    Returns
    -------
    graphviz.Digraph
        Its source is the same for the same trace.
    """
    targets = option_nodes(trace, subject, option)
    return _Drawing(trace, program, language, targets, title, version).draw()


@dataclass
class _Drawing:
    trace: nx.MultiDiGraph[str]
    program: Program
    language: Language
    targets: list[str]
    title: str
    version: str
    names: dict[str, str] = field(default_factory=dict)
    states: set[str] = field(default_factory=set)

    def word(self, name: str) -> str:
        return WORDS[name].text(self.language)

    @property
    def colon(self) -> str:
        return " : " if self.language == "fr" else ": "

    @cached_property
    def lesions(self) -> list[str]:
        return sorted({attributes["subject"] for _, attributes in self.trace.nodes(data=True)} - {PATIENT})

    def draw(self) -> Digraph:
        selection = select(self.trace, self.targets)
        self.names = {node: f"n{index}" for index, node in enumerate(selection.nodes)}
        graph = Digraph("decision_path")
        graph.attr(rankdir="LR", nodesep="0.14", ranksep="0.28", bgcolor=PAPER, fontname=FONT)
        graph.attr("node", shape="plain", fontname=FONT, fontsize="13", fontcolor=INK)
        graph.attr("edge", fontname=FONT, fontsize="12", color=INK, fontcolor=INK, arrowsize="0.8", penwidth="1.3")
        with graph.subgraph(name="cluster_all") as whole:
            title = table([row(cell(self.title, bold=True, size=15))], _BARE) if self.title else ""
            whole.attr(label=title, labelloc="t", labeljust="l", color=PAPER, tooltip=attribute(self.title))
            if not selection.nodes:
                whole.node("nothing", self.word("nothing"), shape="plaintext")
            for subject in (PATIENT, *self.lesions):
                nodes = [node for node in selection.nodes if self.trace.nodes[node]["subject"] == subject]
                self.subject(whole, subject, nodes, selection.also)
        self.edges(graph)
        graph.attr(label=self.caption(), labelloc="b", labeljust="l", tooltip=attribute(self.title))
        return graph

    def subject(self, graph: Digraph, subject: str, nodes: list[str], also: Mapping[str, tuple[str, ...]]) -> None:
        """Draw the nodes of one subject, framed when there are several lesions to tell apart."""
        if not nodes:
            return
        if subject == PATIENT or len(self.lesions) < 2:  # noqa: PLR2004 - one lesion needs no frame
            for node in nodes:
                self.node(graph, node, also.get(node, ()))
            return
        with graph.subgraph(name=f"cluster_{self.lesions.index(subject)}") as frame:
            words = f"{self.word('lesion')} {subject.partition(':')[2]}"
            frame.attr(label=table([row(cell(words, bold=True, size=14))], _BARE), labeljust="l", labelloc="t")
            frame.attr(color=MUTED, style="rounded", tooltip=attribute(words))
            for node in nodes:
                self.node(frame, node, also.get(node, ()))

    # Nodes

    def node(self, graph: Digraph, node: str, also: Iterable[str]) -> None:
        attributes = self.trace.nodes[node]
        match attributes["kind"]:
            case "fact":
                label, tooltip = self.fact(node, attributes)
            case "derived" if attributes["derived"] == "score":
                label, tooltip = self.score(node, attributes)
            case "derived":
                label, tooltip = self.derived(node, attributes)
            case "rule":
                label, tooltip = self.rule(node, attributes)
            case _:
                label, tooltip = self.option(node, attributes, also)
        graph.node(self.names[node], label, tooltip=attribute(tooltip))

    def fact(self, node: str, attributes: Mapping[str, Any]) -> tuple[str, str]:
        quantity = self.program.quantities[attributes["name"]]
        value = value_words(value_at(self.trace, self.program, node), quantity.domain, self.language)
        style = self.style(attributes["status"])
        mark = f"{style.mark} " if style.mark else ""
        label = table(
            [
                row(cell(quantity.label.text(self.language), width=_FACT_WIDTH)),
                row(cell(f"{mark}{value}", bold=True, size=14, width=_FACT_WIDTH)),
            ],
            style,
        )
        return label, f"{attributes['name']}{self.colon}{value}"

    def score(self, node: str, attributes: Mapping[str, Any]) -> tuple[str, str]:
        quantity = self.program.quantities[attributes["name"]]
        value = value_words(value_at(self.trace, self.program, node), quantity.domain, self.language)
        title = quantity.label.text(self.language)
        rows = [row(cell(title, bold=True), cell(value, bold=True, size=16, align="RIGHT"))]
        for index, item in enumerate(premises(self.trace, self.program, node)):
            rows.append(
                row(
                    cell(item.quantity.label.text(self.language), port=f"i{index}"),
                    cell(_points(item, self.language), align="RIGHT", bold=True),
                )
            )
        label = table(rows, self.style("derived"), rounded=True)
        return label, self.statement(quantity.statement)

    def derived(self, node: str, attributes: Mapping[str, Any]) -> tuple[str, str]:
        quantity = self.program.quantities[attributes["name"]]
        value = value_words(value_at(self.trace, self.program, node), quantity.domain, self.language)
        title = quantity.label.text(self.language)
        rows = [row(cell(title, width=_FACT_WIDTH)), row(cell(value, bold=True, size=14))]
        definition = self.program.definitions.get(attributes["name"])
        if definition is not None:
            words = condition_words(definition.when, self.program, self.language)
            rows.append(row(cell(words, size=11, color=MUTED, width=_RULE_WIDTH)))
        return table(rows, self.style("derived"), rounded=True), self.statement(quantity.statement)

    def rule(self, node: str, attributes: Mapping[str, Any]) -> tuple[str, str]:
        style = self.style(attributes["state"])
        statement = self.program.statements[attributes["statement"]]
        place = self.place(attributes["statement"])
        strength = self.program.strengths[statement.strength].text(self.language)
        rows = [row(cell(f"{style.mark} {sentence_case(self.word(attributes['state']))}", bold=True, color=style.line))]
        is_open = attributes["state"] == "open"
        found = [
            item
            for item in premises(self.trace, self.program, node)
            if item.decisive or (is_open and item.outcome is not Truth.UNKNOWN)
        ]
        lines = [self.test(item, marked=is_open) for item in found]
        rows += [row(cell(line, width=_RULE_WIDTH)) for line in dict.fromkeys(lines)]
        rows.append(row(cell(place, size=11, color=MUTED, width=_RULE_WIDTH)))
        if statement.strength != "stated":
            rows.append(
                row(cell(f"{sentence_case(self.word('strength'))}{self.colon}{strength}", size=11, color=MUTED))
            )
        return table(rows, style), self.statement(attributes["statement"])

    def test(self, premise: Premise, *, marked: bool) -> str:
        """Say what was asked and, in an open rule, how it came out."""
        if premise.test is None:
            return premise.quantity.label.text(self.language)
        words = words_of_test(premise.test, self.program, self.language, negated=not premise.wanted)
        if not marked:
            return words
        if premise.outcome is Truth.UNKNOWN:
            return f"? {words}"
        met = (premise.outcome is Truth.TRUE) is premise.wanted
        return f"{STATES['holds' if met else 'fails'].mark} {words}"

    def option(self, node: str, attributes: Mapping[str, Any], also: Iterable[str]) -> tuple[str, str]:
        verdict: Verdict = attributes["verdict"]
        style = VERDICT_STYLES[verdict]
        self.states.add("option")
        word = VERDICTS[verdict].text(self.language).upper()
        provisional = f" ({self.word('provisional')})" if attributes["provisional"] else ""
        option = self.program.options[attributes["name"]].label.text(self.language)
        rows = [
            row(cell(f"{style.mark} {word}{provisional}", bold=True, color=style.line, width=_OPTION_WIDTH)),
            row(cell(option, bold=True, size=16, width=_OPTION_WIDTH)),
        ]
        rows += [row(cell(line, bold=True, width=_DETAIL_WIDTH)) for line in self.timing(node)]
        rows += [row(cell(line, width=_DETAIL_WIDTH)) for line in self.details(node)]
        missing = [self.fact_name(name, attributes["subject"]) for name in attributes["missing"]]
        if missing or attributes["provisional"] or verdict == "undetermined":
            words = f"{self.word('missing')}{self.colon}{', '.join(missing)}" if missing else self.word("no_fact")
            rows.append(row(cell(words, size=12, width=_RULE_WIDTH)))
        others = [self.place(self.trace.nodes[rule]["statement"]) for rule in also if rule not in self.names]
        if others:
            words = f"{self.word('also')}{self.colon}{' ; '.join(dict.fromkeys(others))}"
            rows.append(row(cell(words, size=11, color=MUTED, width=_RULE_WIDTH)))
        return table(rows, style, padding=5), f"{attributes['name']}{self.colon}{word.lower()}"

    def timing(self, node: str) -> list[str]:
        """Return how long after the step before it an advice follows, and once what holds."""
        lines = []
        for _, edge in incoming(self.trace, node, "follows"):
            if DELAY in edge["details"]:
                delay = read_plain(edge["details"][DELAY], self.program.details[DELAY].domain)
                words = value_words(delay, self.program.details[DELAY].domain, self.language)
                lines.append(f"{words} {self.word('after')}")
            once = self.once(edge["rule"])
            if once:
                lines.append(f"{self.word('once')}{self.colon}{once}")
        return list(dict.fromkeys(lines))

    def details(self, node: str) -> list[str]:
        """Return the particulars that each rule gives, without the delay of a step that follows."""
        found = [
            [self.detail(name, plain) for name, plain in edge["details"].items() if (kind, name) != ("follows", DELAY)]
            for kind in ("conclusion", "follows")
            for _, edge in incoming(self.trace, node, kind)
        ]
        lines = dict.fromkeys(", ".join(words) for words in found if words)
        return [f"• {line}" for line in lines] if len(lines) > 1 else list(lines)

    def detail(self, name: str, plain: object) -> str:
        detail = self.program.details[name]
        return detail_words(detail, read_plain(plain, detail.domain), self.language)

    def fact_name(self, reference: str, where: str) -> str:
        """Name a fact, with its lesion when that is another than the one spoken of."""
        subject, _, name = reference.rpartition(".")
        kind = "patient" if subject == PATIENT else "lesion"
        label = self.program.quantities[f"{kind}.{name}"].label.text(self.language)
        owner = "" if subject in (PATIENT, where) else f" ({subject.partition(':')[2]})"
        return f"{lower_first(label)}{owner}"

    # Edges

    def edges(self, graph: Digraph) -> None:
        for target in self.names:
            for kind in ("premise", "defeats", "conclusion", "follows"):
                drawn: set[str] = set()
                for source, edge in incoming(self.trace, target, kind):
                    if source in self.names and source not in drawn:
                        drawn |= {source} if self.edge(graph, source, target, edge) else set()

    def edge(self, graph: Digraph, source: str, target: str, edge: Mapping[str, Any]) -> bool:
        """Draw an edge, and return whether there was anything to draw."""
        ends = self.names[source], self.names[target]
        match edge["kind"]:
            case "premise" if "points" in edge:
                port = f"{ends[1]}:i{edge['order']}:w"
                graph.edge(f"{ends[0]}:e", port, color=STATES["given"].line)
            case "premise" if shown(edge, self.trace.nodes[target].get("state")):
                unknown = edge.get("outcome") == "unknown"
                style = "dashed" if unknown else "solid"
                color = STATES["unknown"].line if unknown else STATES["given"].line
                graph.edge(*ends, style=style, color=color)
            case "conclusion" if self.trace.nodes[source]["state"] != "fails":
                state = self.trace.nodes[source]["state"]
                against = edge["effect"] in AGAINST
                color = VERDICT_STYLES["not_recommended"].line if against and state == "holds" else STATES[state].line
                arrow = "tee" if state == "defeated" else "normal"
                look = {"style": STATES[state].style, "color": color, "fontcolor": color, "arrowhead": arrow}
                # For and against are told apart by words as well, wherever both are drawn.
                word = self.word(edge["effect"]) if self.trace.nodes[target]["verdict"] in BOTH_SIDES else ""
                graph.edge(*ends, label=word, penwidth="2", **look)
            case "defeats":
                word = "defeats" if edge["certain"] else "could_defeat"
                style = "solid" if edge["certain"] else "dashed"
                color = VERDICT_STYLES["not_recommended"].line
                graph.edge(
                    *ends,
                    label=self.word(word),
                    color=color,
                    fontcolor=color,
                    arrowhead="tee",
                    style=style,
                    penwidth="2",
                )
            case "follows":
                graph.edge(*ends, label=self.word("then"), penwidth="2.5", color=INK)
            case _:
                return False
        return True

    def once(self, rule: str) -> str:
        for advice in _steps(self.program.rules[rule].advice):
            if advice.once is not None:
                return awaited_words(advice.once, self.program, self.language)
        return ""

    # Caption

    def caption(self) -> str:
        items = []
        for state in ("given", "unknown", "derived", "holds", "open", "defeated"):
            if state in self.states:
                style = STATES[state]
                mark = f"{style.mark} " if style.mark else ""
                sample = table([row(cell(f"{mark}{self.word(state)}", size=11))], style, rounded=state == "derived")
                items.append(f"<TD>{sample[1:-1]}</TD>")
        if "option" in self.states:
            sample = table([row(cell(self.word("advice"), size=11, bold=True))], VERDICT_STYLES["option"])
            items.append(f"<TD>{sample[1:-1]}</TD>")
        edition = self.program.edition
        version = f" · Ossature {self.version}" if self.version else ""
        footer = f"{edition.title.text(self.language)} · {self.word('knowledge_base')} {edition.hash}{version}"
        rows = []
        if items:
            legend = cell(f"{self.word('legend')}{self.colon}", size=11)
            rest = f'<TD WIDTH="{_FILLER}"></TD>'  # takes the width that the footer leaves, so that samples stay small
            rows.append(row(f'<TD ALIGN="LEFT">{table([row(legend, *items, rest)], _BARE)[1:-1]}</TD>'))
        rows.append(row(cell(footer, size=11, color=MUTED)))
        rows.append(row(cell(NOTICE.text(self.language), size=11, color=MUTED)))
        return table(rows, _BARE)

    # Words

    def style(self, state: str) -> Style:
        self.states.add("unknown" if state == "partial" else state)
        return STATES[state]

    def place(self, statement: str) -> str:
        return place_words(statement, self.program, self.language)

    def statement(self, name: str) -> str:
        return self.program.statements[name].label.text(self.language) if name else " "


def _points(item: Premise, language: Language) -> str:
    if item.points is None:
        return "—"
    low, high = item.points
    to = "à" if language == "fr" else "to"
    return str(low) if low == high else f"{low} {to} {high}"


def _steps(advice: Iterable[Any]) -> Iterable[Any]:
    for step in advice:
        yield step
        yield from _steps(step.then)
