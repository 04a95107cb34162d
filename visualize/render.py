"""Writing a picture to a file: svg, png or pdf by graphviz, or its dot source."""

from __future__ import annotations

from pathlib import Path

from graphviz import Digraph
from graphviz.backend import CalledProcessError, ExecutableNotFound

__all__ = ["FORMATS", "RenderError", "render"]

FORMATS = ("svg", "png", "pdf", "dot")
_PNG_DPI = "144"


class RenderError(RuntimeError):
    """A picture that could not be written; ``code`` says why.

    Attributes
    ----------
    code
        ``format``, ``no_graphviz``, ``failed`` or ``not_writable``.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


def render(picture: Digraph, target: Path) -> None:
    """Write a picture; its ending says in which format.

    Parameters
    ----------
    picture
        What to draw.
    target
        The file; missing folders are made. Nothing is written unless the whole picture could be drawn.

    Raises
    ------
    RenderError
        When the ending is none of `FORMATS`, graphviz is not installed or fails, or the file cannot be written.
    """
    kind = target.suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise RenderError("format", ", ".join(f".{one}" for one in FORMATS))
    content = picture.source.encode() if kind == "dot" else _drawn(picture, kind)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except OSError as error:
        raise RenderError("not_writable", error.strerror or "") from error


def _drawn(picture: Digraph, kind: str) -> bytes:
    if kind == "png":
        picture = picture.copy()
        picture.graph_attr["dpi"] = _PNG_DPI
    try:
        drawn: bytes = picture.pipe(format=kind)
    except ExecutableNotFound as error:
        raise RenderError("no_graphviz") from error
    except CalledProcessError as error:
        raise RenderError("failed", error.stderr.decode(errors="replace") if error.stderr else "") from error
    return drawn
