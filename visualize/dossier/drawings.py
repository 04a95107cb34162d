"""Drawings: the way to each entry as a picture, shared where entries have the same way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from engine.consultation import Consultation
from visualize.decision_path import Path, paths
from visualize.dossier.anchors import drawn_anchor, picture_anchor, rule_anchor
from visualize.dossier.apparatus import Link
from visualize.dossier.entries import Entry
from visualize.dossier.pictures import Caption, drawn, inlined
from visualize.dossier.words import word
from visualize.text.lines import Wording

__all__ = ["Picture", "drawings"]

_WIDE = 1650
"""From which width on a picture is printed on a page turned sideways."""


@dataclass(frozen=True)
class Picture:
    """A picture, or the name of the one that is shared and of the options at which it stands.

    Attributes
    ----------
    is_wide
        Whether it is printed on a page turned sideways.
    is_open
        Whether it is shown without being asked for.
    """

    name: str
    html: str = ""
    shared: str = ""
    is_wide: bool = False
    is_open: bool = False


def drawings(
    entries: Sequence[Entry], shown: Collection[Entry], consultation: Consultation, words: Wording
) -> tuple[dict[str, Picture], dict[str, list[Link]]]:
    """Return the picture of each entry, by its anchor, and by rule where it is drawn.

    Parameters
    ----------
    entries
        The entries that are worth a picture.
    shown
        Those whose picture is shown without being asked for.
    consultation
        What a case came to.
    words
        Names what is drawn.

    Raises
    ------
    visualize.render.RenderError
        When graphviz is not installed or fails.
    """
    own = {node: anchor for entry in entries for node, anchor in zip(entry.nodes, entry.anchors, strict=True)}
    trace = consultation.trace

    def link(node: str) -> str:
        attributes = trace.nodes[node]
        if attributes["kind"] == "rule":
            return f"#{rule_anchor(attributes['name'])}"
        return f"#{own[node]}" if node in own else ""

    wanted = [entry.nodes for entry in entries]
    found = list(paths(trace, consultation.program, words.language, wanted, link))
    # Acts that follow each other share their way; it is drawn at the first of them.
    first: dict[frozenset[str], int] = {}
    places = [first.setdefault(frozenset(path.names), index) for index, path in enumerate(found)]
    own_way = [index for index, place in enumerate(places) if index == place]
    svgs = dict(zip(own_way, drawn([found[index] for index in own_way]), strict=True))
    pictures: dict[str, Picture] = {}
    drawn_in: dict[str, list[Link]] = {}
    for index, (entry, path, place) in enumerate(zip(entries, found, places, strict=True)):
        name, options = picture_anchor(place), words.semicolon.join(entry.options)
        if index != place:
            shared = words.semicolon.join(entries[place].options)
            pictures[entry.anchors[0]] = Picture(name, shared=shared)
            continue
        title = f"{word('picture_of', words.language)}{words.colon}{options}"
        svg = inlined(svgs[index], Caption(name, title, _described(path, consultation, words)))
        pictures[entry.anchors[0]] = Picture(
            name, svg.html, "", svg.width > _WIDE, entry in shown and svg.width <= _WIDE
        )
        for node, drawn_name in path.names.items():
            if trace.nodes[node]["kind"] == "rule":
                rule = trace.nodes[node]["name"]
                drawn_in.setdefault(rule, []).append(Link(drawn_anchor(name, drawn_name), options, entry.anchors[0]))
    return pictures, drawn_in


def _described(path: Path, consultation: Consultation, words: Wording) -> str:
    kinds = [consultation.trace.nodes[node]["kind"] for node in path.names]
    rules, options = kinds.count("rule"), kinds.count("option")
    told = word("path_from", words.language)
    return told.format(facts=len(kinds) - rules - options, rules=rules, options=options)
