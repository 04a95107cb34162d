"""Writing to files: a picture as svg, png or pdf by graphviz, or its dot source; and whatever must be written whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from graphviz import Digraph
from graphviz.backend import CalledProcessError, ExecutableNotFound

__all__ = ["FORMATS", "RenderError", "render", "rendered", "write_whole"]

FORMATS = ("svg", "png", "pdf", "dot")
_PNG_DPI = "144"


class RenderError(RuntimeError):
    """A picture that could not be written; ``code`` says why.

    Attributes
    ----------
    code
        ``format``, ``no_graphviz``, ``failed`` or ``not_writable``.
    target
        The file that cannot be written.
    """

    def __init__(self, code: str, detail: str = "", target: Path | None = None) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail, self.target = code, detail, target


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
    write_whole({target: rendered(picture, target)})


def rendered(picture: Digraph, target: Path) -> bytes:
    """Return what a file of this name is to hold.

    Raises
    ------
    RenderError
        When the ending is none of `FORMATS`, graphviz is not installed or fails.
    """
    kind = target.suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise RenderError("format", ", ".join(f".{one}" for one in FORMATS))
    return picture.source.encode() if kind == "dot" else _drawn(picture, kind)


def write_whole(contents: Mapping[Path, bytes]) -> None:
    """Write files, each whole or not at all, and none when one of them cannot be written.

    Parameters
    ----------
    contents
        What each file is to hold; missing folders are made.

    Raises
    ------
    RenderError
        When one cannot be written; its target is named.
    """
    waiting: dict[Path, Path] = {}
    target = Path()
    try:
        for target, content in contents.items():
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{target.name}.{os.getpid()}")
            waiting[temporary] = target
            temporary.write_bytes(content)
        for temporary, target in waiting.items():
            temporary.replace(target)
    except OSError as error:
        raise RenderError("not_writable", error.strerror or "", target) from error
    finally:
        for temporary in waiting:
            temporary.unlink(missing_ok=True)


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
