"""Diagnostics: what is wrong with a knowledge base, where, and what would be right.

The loader collects all of them and raises once.

>>> print(Diagnostic("radiotherapy.yaml", 12, "unknown_name", "lesion.mirel; did you mean lesion.mirels?"))
radiotherapy.yaml:12: unknown_name: lesion.mirel; did you mean lesion.mirels?
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Diagnostic", "KnowledgeBaseError"]


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One defect of a knowledge base."""

    file: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}: {self.message}"


class KnowledgeBaseError(ValueError):
    """A knowledge base that does not load; it lists every defect found.

    Attributes
    ----------
    diagnostics
        At least one, in the order of the files.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(set(diagnostics)))
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))
