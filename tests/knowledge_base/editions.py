"""Small editions for tests: those in ``mini/``, with single files replaced or a chapter beside them."""

from __future__ import annotations

import shutil
from pathlib import Path

from knowledge_base.diagnostics import KnowledgeBaseError
from knowledge_base.loader import load
from knowledge_base.program import Program

__all__ = ["MINI", "load_with", "mini_edition", "problems_of", "second_chapter"]

MINI = Path(__file__).parent / "mini"

_SECOND = """\
chapter: second
statements:
  - statement: second.tried
    place: {section: "1", element: sentence 1}
    strength: advised
    mark: "00000001"
    fr: Un essai.
    en: A trial.
    rules:
"""


def mini_edition(folder: Path, **files: str | bytes) -> Path:
    """Write the mini edition into a folder, with other texts for some of its files, and return the folder."""
    for path in MINI.glob("*.yaml"):
        shutil.copy(path, folder / path.name)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def load_with(folder: Path, **files: str | bytes) -> Program:
    """Load the mini edition with other texts for some of its files."""
    return load(mini_edition(folder, **files))


def problems_of(folder: Path) -> list[str]:
    """Return what is wrong with an edition, one line each; nothing when it loads."""
    try:
        load(folder)
    except KnowledgeBaseError as error:
        return str(error).splitlines()
    return []


def second_chapter(items: str) -> str:
    """Return a chapter with one statement under which the items stand, each beginning with ``- ``."""
    return _SECOND + "".join(f"      {line}\n" for line in items.strip().splitlines())
