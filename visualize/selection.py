"""Selection: which part of a trace a picture shows.

For an option: the rules that decide its verdict, those that are open and could change it, those it beats, the
rules that defeated one which would have held, the values they all rest on, and the steps that follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.trace import incoming
from engine.verdicts import INDICATIONS, POSITIVE, judge

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["BOTH_SIDES", "Selection", "option_nodes", "select", "shown", "with_one_plan"]

BOTH_SIDES = ("conflict", "contraindicated", "caution")
"""Verdicts for which the rules on either side are drawn."""


@dataclass(frozen=True)
class Selection:
    """Nodes of a trace to draw, in the order of the trace, and the rules that are only named.

    Attributes
    ----------
    also
        For each option, rules in force that agree with the verdict without deciding it.
    """

    nodes: tuple[str, ...]
    also: dict[str, tuple[str, ...]]


def with_one_plan(trace: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a trace in which a step that is also advised by itself is one node, with what follows it told once.

    Parameters
    ----------
    trace
        The trace; it is not changed.
    """
    merged = trace.copy()
    steps = [node for node in _options(trace, None) if _follows_another(trace, node)]
    own = {
        (attributes["subject"], attributes["name"]): node
        for node in _options(trace, None)
        if not _follows_another(trace, node) and (attributes := trace.nodes[node])["verdict"] in POSITIVE
    }
    for step in steps:
        target = own.get((trace.nodes[step]["subject"], trace.nodes[step]["name"]))
        if target is None or step not in merged:
            continue
        for source, edge in incoming(merged, step, "follows"):
            merged.add_edge(source, target, **edge)
        merged.nodes[target]["by_itself"] = True
        merged.remove_nodes_from(list(_and_what_follows(merged, step)))
    return merged


def _and_what_follows(trace: nx.MultiDiGraph[str], step: str) -> Iterator[str]:
    yield step
    for _, target, edge in trace.out_edges(step, data=True):
        if edge["kind"] == "follows" and not trace.nodes[target].get("by_itself"):
            yield from _and_what_follows(trace, target)


def option_nodes(trace: nx.MultiDiGraph[str], subject: str | None = None, option: str | None = None) -> list[str]:
    """Return the nodes of options, those that follow others left out.

    Parameters
    ----------
    trace
        The trace.
    subject, option
        Only those of this subject or option; None for any. Options on which the guideline is silent, or whose
        question does not arise, are returned only when they are asked for by name.
    """
    if option is not None:
        return [node for node in _options(trace, subject) if trace.nodes[node]["name"] == option]
    return [
        node
        for node in _options(trace, subject)
        if not _follows_another(trace, node) and _worth_showing(trace.nodes[node])
    ]


def _options(trace: nx.MultiDiGraph[str], subject: str | None) -> list[str]:
    return [
        node
        for node, attributes in trace.nodes(data=True)
        if attributes["kind"] == "option" and (subject is None or attributes["subject"] == subject)
    ]


def _worth_showing(option: Mapping[str, Any]) -> bool:
    """Return whether a verdict belongs into a picture of everything: its question arises, and it says something."""
    if option["verdict"] == "silent" or option["asked"] == "false":
        return False
    return bool(option["verdict"] != "undetermined" or option["asked"] == "true")


def select(trace: nx.MultiDiGraph[str], options: Iterable[str]) -> Selection:
    """Return what a picture of these options shows."""
    chosen: set[str] = set()
    also: dict[str, tuple[str, ...]] = {}
    waiting = list(options)
    while waiting:
        option = waiting.pop()
        if option in chosen:
            continue
        chosen.add(option)
        waiting += [
            target
            for _, target, edge in trace.out_edges(option, data=True)
            if edge["kind"] == "follows" and trace.nodes[target]["verdict"] != "undetermined"
        ]
        waiting += [source for source, _ in incoming(trace, option, "follows")]
        deciding, agreeing = _rules(trace, option)
        also[option] = tuple(agreeing)
        for rule in deciding:
            chosen |= _behind(trace, rule)
    return Selection(tuple(node for node in trace if node in chosen), also)


def _follows_another(trace: nx.MultiDiGraph[str], node: str) -> bool:
    return bool(incoming(trace, node, "follows")) and not trace.nodes[node].get("by_itself")


def _rules(trace: nx.MultiDiGraph[str], option: str) -> tuple[list[str], list[str]]:
    """Return the rules to draw for an option, and those in force that are only named."""
    deciding, agreeing = [], []
    attributes = trace.nodes[option]
    follows = _follows_another(trace, option)
    for rule, edge in incoming(trace, option, "conclusion"):
        state, truth = trace.nodes[rule]["state"], trace.nodes[rule]["truth"]
        decides = judge({edge["effect"]}) == attributes["verdict"] or attributes["verdict"] in BOTH_SIDES
        # What a step rests on is the option before it; the rule that says so is only named.
        decides = decides and not (follows and edge["effect"] in INDICATIONS)
        if state == "holds" and decides:
            deciding.append(rule)
        elif state == "holds":
            agreeing.append(rule)
        elif state == "open" or (state == "defeated" and truth == "true"):
            deciding.append(rule)
    return deciding, agreeing


def _behind(trace: nx.MultiDiGraph[str], node: str) -> set[str]:
    """Return a rule or value with everything that decides it."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        waiting += _grounds(trace, one)
    return found


def shown(edge: Mapping[str, Any], state: str | None) -> bool:
    """Return whether a premise is shown: what decides, and beside the open tests of an open rule the settled ones."""
    return bool(edge.get("decisive", True) or (state == "open" and edge["outcome"] != "unknown"))


def _grounds(trace: nx.MultiDiGraph[str], node: str) -> Iterator[str]:
    state = trace.nodes[node].get("state")
    yield from (source for source, edge in incoming(trace, node, "premise") if shown(edge, state))
    # What could still defeat a rule in force, or did defeat one that would hold.
    if state in {"holds", "defeated"}:
        yield from (source for source, _ in incoming(trace, node, "defeats"))
