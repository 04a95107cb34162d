"""Diagnostics: what is wrong with a knowledge base, where, and what would be right.

The loader collects all of them and raises once. The codes are a closed list, so that each can have an example.

>>> print(Diagnostic("radiotherapy.yaml", 12, "unknown_name", "lesion.mirel; did you mean lesion.mirels?"))
radiotherapy.yaml:12: unknown_name: lesion.mirel; did you mean lesion.mirels?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, get_args

from facts.problems import nearest
from facts.written import one_line

__all__ = ["CODES", "Code", "Diagnostic", "ExpressionError", "KnowledgeBaseError", "did_you_mean", "inside"]

Code = Literal[
    # the text of a file
    "not_found",
    "encoding",
    "too_large",
    "too_deep",
    "control",
    "syntax",
    "long_number",
    "duplicate_key",
    "alias",
    "tag",
    "key",
    "unquoted",
    # its shape
    "shape",
    "unknown_key",
    "missing_key",
    "missing_label",
    "bad_identifier",
    "mark",
    "element",
    "not_allowed",
    "rule_without_statement",
    "chapter_name",
    # names
    "duplicate_id",
    "unknown_name",
    "unknown_option",
    "unknown_detail",
    "unknown_rule",
    "unknown_statement",
    "unknown_strength",
    # expressions
    "type",
    "unit",
    "category",
    "bounds",
    "subject",
    "undefined",
    "cycle",
    # scores, advice, findings
    "score_gap",
    "score_overlap",
    "no_effect",
    "two_effects",
    "then",
    "detail",
    "witness",
    # the whole edition
    "not_accounted_for",
    "rules_and_reason",
    "unused_option",
    "unasked_option",
    "unanswered_item",
    "unasked_answer",
]
_FEW = 12
_LONGEST = 900
CODES: tuple[Code, ...] = get_args(Code)


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One defect of a knowledge base.

    Attributes
    ----------
    message
        One line; line breaks and control characters in it are replaced.
    about
        The name that is unknown or unused; empty when the defect is none of a name.
    """

    file: str
    line: int
    code: Code
    message: str
    about: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        # Texts of the file are quoted in messages; a message is one line that a terminal can show.
        object.__setattr__(self, "message", one_line(" ".join(self.message.split()), _LONGEST))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}: {self.message}"


class KnowledgeBaseError(ValueError):
    """A knowledge base that does not load; it lists every defect found.

    Attributes
    ----------
    diagnostics
        At least one, by file and line.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(set(diagnostics)))
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class ExpressionError(ValueError):
    """An expression that cannot be read or typed.

    Attributes
    ----------
    code
        The code of the diagnostic.
    inside
        The part of the item that holds the expression, as a path.
    about
        The name that is unknown, if that is what is wrong.
    """

    def __init__(self, code: Code, message: str, inside: tuple[str | int, ...] = (), about: str = "") -> None:
        super().__init__(message)
        self.code: Code = code
        self.inside = inside
        self.about = about


@contextmanager
def inside(*path: str | int) -> Iterator[None]:
    """Say of errors raised within that they are in this part of the item."""
    try:
        yield
    except ExpressionError as error:
        error.inside = (*path, *error.inside)
        raise


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown name: the known one most like it, or all when they are few.

    Examples
    --------
    >>> did_you_mean("lesion.mirel", ["lesion.mirels"])
    '; did you mean “lesion.mirels”?'
    """
    names = list(dict.fromkeys(known))
    if hint := nearest(name, names):
        return f"; did you mean “{hint}”?"
    return f"; allowed: {', '.join(names)}" if 0 < len(names) <= _FEW else ""
