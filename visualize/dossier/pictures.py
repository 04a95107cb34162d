"""Pictures inside the page: decision paths drawn by graphviz, cut down to what HTML needs.

In: paths. Out: SVG without ids that clash, with links, title and description.
"""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from graphviz.backend import CalledProcessError, ExecutableNotFound

from visualize.decision_path import Path
from visualize.render import RenderError

__all__ = ["Caption", "Inlined", "drawn", "inlined"]

_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
_LEAST = 0.72
"""By how much a picture may shrink before it is scrolled instead."""
_LOST = ("font-family", "id", "class", "transform")
"""What the page says once, or what graphviz writes for nothing."""
_USUAL = {"font-size": "13.00", "text-anchor": "start"}
"""What the page's style says of all texts."""


@dataclass(frozen=True)
class Caption:
    """What is said of a picture to those who do not see it.

    Attributes
    ----------
    name
        Prefix of every id in the picture.
    """

    name: str
    title: str
    description: str


@dataclass(frozen=True)
class Inlined:
    """A picture as HTML holds it, and how wide it is in pixels."""

    html: str
    width: float


def drawn(found: Sequence[Path]) -> list[str]:
    """Return the SVG of each path.

    Raises
    ------
    RenderError
        When graphviz is not installed or fails.
    """
    # One run a picture: in a run over several, graphviz lays the same picture out in one way or another.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(_drawn, found))


def _drawn(path: Path) -> str:
    try:
        svg: str = path.picture.pipe(format="svg", encoding="utf-8")
    except ExecutableNotFound as error:
        raise RenderError("no_graphviz") from error
    except CalledProcessError as error:
        raise RenderError("failed", str(error.stderr or "")) from error
    return svg


def inlined(svg: str, caption: Caption) -> Inlined:
    """Return a picture as HTML holds it.

    Parameters
    ----------
    svg
        What graphviz has drawn.
    caption
        Its name and what is said of it; every id begins with the name.
    """
    # The text is graphviz's own, not a stranger's.
    drawing = ET.fromstring(svg)
    root = ET.Element("svg", {"viewBox": drawing.get("viewBox", ""), "role": "group"})
    # A point of graphviz is a pixel of the page: its texts are then as large as those around them.
    width, height = (float(drawing.get(side, "0").removesuffix("pt")) for side in ("width", "height"))
    root.attrib |= {"width": f"{width:.0f}", "height": f"{height:.0f}", "style": f"min-width: {width * _LEAST:.0f}px"}
    root.set("aria-labelledby", f"{caption.name}-t {caption.name}-d")
    for tag, ending, text in (("title", "t", caption.title), ("desc", "d", caption.description)):
        ET.SubElement(root, tag, {"id": f"{caption.name}-{ending}"}).text = text
    whole = drawing.find(f"{_SVG}g")
    if whole is not None:
        top = ET.SubElement(root, "g", {"transform": whole.get("transform", "")})
        _copy(whole, top, caption.name)
    return Inlined(ET.tostring(root, encoding="unicode"), width)


def _copy(source: ET.Element, target: ET.Element, prefix: str) -> None:
    """Copy what is below an element of graphviz; groups and anchors that say nothing are left out."""
    name = source.findtext(f"{_SVG}title", "")
    for child in source:
        tag = child.tag.removeprefix(_SVG)
        match tag:
            case "title":
                continue
            case "g":
                _copy(child, target if _is_hollow(child) else ET.SubElement(target, "g"), prefix)
                continue
            case "a":
                _copy_anchor(child, target, prefix)
                continue
        if child.get("stroke") == "transparent" and child.get("fill") in ("#ffffff", "none"):
            continue
        kept = {
            key: "none" if value == "transparent" else value
            for key, value in child.attrib.items()
            if key not in _LOST and _USUAL.get(key) != value
        }
        ET.SubElement(target, tag, kept).text = child.text
    # A node is named so that a link can lead to it.
    if source.get("class") == "node" and target.tag == "g":
        target.set("id", f"{prefix}-{name}")


def _copy_anchor(anchor: ET.Element, target: ET.Element, prefix: str) -> None:
    href = anchor.get(f"{_XLINK}href")
    if href is None:
        _copy(anchor, target, prefix)
        return
    link = ET.SubElement(target, "a", {"href": href})
    title = (anchor.get(f"{_XLINK}title") or "").strip()
    if title:
        ET.SubElement(link, "title").text = title
    _copy(anchor, link, prefix)


def _is_hollow(group: ET.Element) -> bool:
    """Return whether a group only holds together what a node or the whole is drawn with."""
    return group.get("class") != "node"
