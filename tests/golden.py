"""Golden files: outputs that a person has read, compared letter by letter.

``OSSATURE_GOLDEN=write pytest`` writes them anew; read the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["FOLDER", "check", "is_writing"]

FOLDER = Path(__file__).parent / "golden"


def is_writing() -> bool:
    """Return whether golden files are to be written anew."""
    return os.environ.get("OSSATURE_GOLDEN") == "write"


def check(name: str, content: str, knowledge_base: str) -> None:
    """Compare a text with its golden file.

    Parameters
    ----------
    name
        File name below the folder of golden files.
    content
        What came out.
    knowledge_base
        The hash of the knowledge base; it changes with every word of a statement and is left out.
    """
    path = FOLDER / name
    plain = content.replace(knowledge_base, "0" * len(knowledge_base))
    if is_writing():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plain, "utf-8")
    assert plain == path.read_text("utf-8")
