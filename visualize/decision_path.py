"""The decision path: from given facts through scores and rules to the advice and what follows it.

A pure function of a trace and the program; nothing is computed here that the trace does not say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphviz import Digraph

from engine.trace import incoming
from engine.verdicts import AGAINST
from facts.case import PATIENT
from facts.labels import Language
from knowledge_base.program import Program
from knowledge_base.wording import EFFECTS
from visualize.labels import Labels
from visualize.legend import caption
from visualize.markup import attribute, cell, row, table
from visualize.selection import BOTH_SIDES, Selection, option_nodes, select, shown, with_one_plan
from visualize.theme import BARE, FONT, INK, MUTED, PAPER, STATES, VERDICT_STYLES, WORDS

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Path", "decision_path", "paths"]


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
    plan = with_one_plan(trace)
    selection = select(plan, option_nodes(plan, subject, option))
    return _Drawing(plan, program, language, selection, title, version).draw()


@dataclass(frozen=True)
class Path:
    """A picture of one path without title, legend and footer, for a page that has its own.

    Attributes
    ----------
    picture
        What graphviz is to draw.
    names
        By node of the trace that is drawn, its name in the picture.
    """

    picture: Digraph
    names: Mapping[str, str]


def paths(
    trace: nx.MultiDiGraph[str],
    program: Program,
    language: Language,
    wanted: Iterable[Sequence[str]],
    link: Callable[[str], str],
) -> Iterator[Path]:
    """Yield several paths of one trace.

    Parameters
    ----------
    trace, program, language
        As of :func:`decision_path`.
    wanted
        The nodes of the options of each path.
    link
        Where a node of the trace leads to; empty for nowhere.
    """
    plan = with_one_plan(trace)
    for options in wanted:
        drawing = _Drawing(plan, program, language, select(plan, options), link=link)
        yield Path(drawing.draw(framed=False), drawing.names)


@dataclass(frozen=True)
class _Drawing:
    trace: nx.MultiDiGraph[str]
    program: Program
    language: Language
    selection: Selection
    title: str = ""
    version: str = ""
    link: Callable[[str], str] = lambda _: ""

    def word(self, name: str) -> str:
        return WORDS[name].text(self.language)

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each drawn node in the picture; it tells nothing of the case."""
        return {node: f"n{index}" for index, node in enumerate(self.selection.nodes)}

    @cached_property
    def labels(self) -> Labels:
        return Labels(self.trace, self.program, self.language, frozenset(self.selection.nodes))

    @property
    def states(self) -> set[str]:
        """The states that the legend explains."""
        drawn = [self.trace.nodes[node] for node in self.selection.nodes]
        found = {one.get("status") or one.get("state") or one["kind"] for one in drawn}
        partial = {"unknown"} if "partial" in found else set()
        return found | partial | ({"advice"} if "option" in found else set())

    @cached_property
    def lesions(self) -> list[str]:
        subjects = dict.fromkeys(attributes["subject"] for _, attributes in self.trace.nodes(data=True))
        return [subject for subject in subjects if subject != PATIENT]

    def draw(self, *, framed: bool = True) -> Digraph:
        """Draw the selection; framed by title, legend and footer where it has to stand by itself."""
        graph = Digraph("decision_path")
        graph.attr(rankdir="LR", nodesep="0.14", ranksep="0.28", bgcolor=PAPER, fontname=FONT)
        graph.attr("node", shape="plain", fontname=FONT, fontsize="13", fontcolor=INK)
        graph.attr("edge", fontname=FONT, fontsize="12", color=INK, fontcolor=INK, arrowsize="0.8", penwidth="1.3")
        with graph.subgraph(name="cluster_all") as whole:
            title = table([row(cell(self.title, bold=True, size=15))], BARE) if self.title else ""
            whole.attr(label=title, labelloc="t", labeljust="l", color=PAPER, tooltip=attribute(self.title))
            if not self.selection.nodes:
                whole.node("nothing", self.word("nothing"), shape="plaintext")
            for subject in (PATIENT, *self.lesions):
                nodes = [node for node in self.selection.nodes if self.trace.nodes[node]["subject"] == subject]
                self.subject(whole, subject, nodes)
        self.edges(graph)
        if framed:
            below = caption(self.states, self.program.edition, self.version, self.language)
            graph.attr(label=below, labelloc="b", labeljust="l", tooltip=attribute(self.title))
        return graph

    def subject(self, graph: Digraph, subject: str, nodes: list[str]) -> None:
        """Draw the nodes of one subject, framed when there are several lesions to tell apart."""
        if not nodes:
            return
        if subject == PATIENT or len(self.lesions) < 2:  # noqa: PLR2004 - one lesion needs no frame
            for node in nodes:
                self.node(graph, node)
            return
        with graph.subgraph(name=f"cluster_{self.lesions.index(subject)}") as frame:
            words = f"{self.word('lesion')} {subject.partition(':')[2]}"
            frame.attr(label=table([row(cell(words, bold=True, size=14))], BARE), labeljust="l", labelloc="t")
            frame.attr(color=MUTED, style="rounded", tooltip=attribute(words))
            for node in nodes:
                self.node(frame, node)

    def node(self, graph: Digraph, node: str) -> None:
        label, tooltip = self.labels.of(node, self.selection.also.get(node, ()))
        link = {"href": href} if (href := self.link(node)) else {}
        graph.node(self.names[node], label, tooltip=attribute(tooltip), **link)

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
            case "premise" if self.trace.nodes[target].get("derived") == "score":
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
                # What an open rule would do is not seen from the verdict, nor which side a rule is on.
                told = state == "open" or self.trace.nodes[target]["verdict"] in BOTH_SIDES
                word = EFFECTS[edge["effect"]].text(self.language) if told else ""
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
                certain = self.trace.nodes[source]["verdict"] == "recommended"
                word, style = ("then", "solid") if certain else ("then_if", "dashed")
                graph.edge(*ends, label=self.word(word), penwidth="2.5", color=INK, style=style)
            case _:
                return False
        return True
