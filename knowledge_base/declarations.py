"""Declaring: what the chapters and the advice file name, each name once.

In: :class:`knowledge_base.sources.Sources`. Out: :class:`Declarations`, in which every item is found by its name
and remembers its file and place; what is declared twice is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from facts.document import Path
from facts.vocabulary import Vocabulary
from facts.written import one_line
from knowledge_base.diagnostics import Code, Diagnostic, ExpressionError, did_you_mean
from knowledge_base.edition_source import DetailSource, ImpossibleSource, OptionSource, QuestionSource, StrengthSource
from knowledge_base.source import (
    CategorySource,
    ChapterFile,
    DefinitionSource,
    FindingSource,
    FormulaSource,
    LookupSource,
    RuleSource,
    ScoreSource,
    StatementSource,
)
from knowledge_base.sources import Sourced, Sources
from knowledge_base.tables import entries

__all__ = ["Declarations", "Declared", "DerivedSource", "declare", "derived_name"]

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)
Part = TypeVar("Part")
DerivedSource = DefinitionSource | ScoreSource | FormulaSource | LookupSource | CategorySource
_DERIVED_NAME = re.compile(r"(?:patient|lesion)\.[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Declared(Generic[Item_co]):
    """An item with the place where it is written, and the statement and chapter it stands under.

    Attributes
    ----------
    shared
        The places of those of its keys that are written elsewhere, in the head of a table.
    """

    item: Item_co
    source: Sourced[BaseModel]
    path: Path
    statement: str = ""
    chapter: str = ""
    shared: Mapping[str, Path] = field(default_factory=dict)

    @property
    def line(self) -> int:
        """The line of the file on which the item begins."""
        return self.source.document.line(self.path)

    def place(self, *inside: str | int) -> Path:
        """Return where this item, or a part of it, is written."""
        head = self.shared.get(str(inside[0])) if inside else None
        return (*self.path, *inside) if head is None else (*head, *inside[1:])

    def part(self, item: Part, *inside: str | int) -> Declared[Part]:
        """Return a part of this item with its own place."""
        return Declared(item, self.source, self.place(*inside), self.statement, self.chapter)

    def problem(self, code: Code, message: str, *inside: str | int, about: str = "") -> Diagnostic:
        """Return a diagnostic at this item, or at a part of it."""
        return self.source.problem(self.place(*inside), code, message, about)

    def unknown(self, code: Code, name: str, known: Iterable[str], *inside: str | int) -> Diagnostic:
        """Return the diagnostic that a name in this item is unknown, with the known one that was probably meant."""
        return self.problem(code, f"“{one_line(name)}”{did_you_mean(name, known)}", *inside, about=name)

    def refused(self, error: ExpressionError, *inside: str | int) -> Diagnostic:
        """Return the diagnostic of an expression in this item that cannot be read or typed."""
        return self.problem(error.code, str(error), *inside, *error.inside, about=error.about)


@dataclass
class Declarations:
    """Every declared item by name, in the order of the files.

    Attributes
    ----------
    groups
        The rules under each statement and each table.
    unusable
        Names that derived items may not have; what reads them is not wrong because of it.
    """

    strengths: dict[str, Declared[StrengthSource]] = field(default_factory=dict)
    details: dict[str, Declared[DetailSource]] = field(default_factory=dict)
    options: dict[str, Declared[OptionSource]] = field(default_factory=dict)
    questions: dict[str, Declared[QuestionSource]] = field(default_factory=dict)
    impossible: dict[str, Declared[ImpossibleSource]] = field(default_factory=dict)
    statements: dict[str, Declared[StatementSource]] = field(default_factory=dict)
    derived: dict[str, Declared[DerivedSource]] = field(default_factory=dict)
    rules: dict[str, Declared[RuleSource]] = field(default_factory=dict)
    findings: dict[str, Declared[FindingSource]] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    unusable: set[str] = field(default_factory=set)
    problems: list[Diagnostic] = field(default_factory=list)

    def meant(self, name: str) -> list[str]:
        """Return the rules that a name stands for: a rule itself, or all rules of a statement or table."""
        return [name] if name in self.rules else self.groups.get(name, [])

    def add(self, table: dict[str, Declared[Item]], name: str, declared: Declared[Item]) -> None:
        """Enter an item, or report that its name is taken."""
        earlier = table.get(name)
        if earlier is None:
            table[name] = declared
            return
        where = f"{earlier.source.file}:{earlier.line}"
        self.problems.append(declared.problem("duplicate_id", f"“{name}” is already declared at {where}"))


def declare(sources: Sources, vocabulary: Vocabulary) -> Declarations:
    """Return everything that the files of an edition declare.

    Parameters
    ----------
    sources
        The files.
    vocabulary
        The facts, whose names nothing derived may take.
    """
    found = Declarations()
    for advice in sources.advice:
        for index, strength in enumerate(advice.content.strengths):
            found.add(found.strengths, strength.strength, Declared(strength, advice, ("strengths", index)))
        for index, detail in enumerate(advice.content.details):
            found.add(found.details, detail.detail, Declared(detail, advice, ("details", index)))
        for index, option in enumerate(advice.content.options):
            found.add(found.options, option.option, Declared(option, advice, ("options", index)))
        for index, question in enumerate(advice.content.questions):
            found.add(found.questions, question.question, Declared(question, advice, ("questions", index)))
        for index, combination in enumerate(advice.content.impossible):
            found.add(found.impossible, combination.impossible, Declared(combination, advice, ("impossible", index)))
    for chapter in sources.chapters:
        _declare_chapter(found, chapter, vocabulary)
    return found


def _declare_chapter(found: Declarations, chapter: Sourced[ChapterFile], vocabulary: Vocabulary) -> None:
    name = chapter.content.chapter
    for entry in entries(chapter.content):
        statement, shared = entry.statement, entry.shared
        declared = Declared(statement, chapter, entry.path, chapter=name, shared=shared)
        found.add(found.statements, statement.statement, declared)
        for item, at in zip(statement.rules, entry.rules, strict=True):
            if isinstance(item, RuleSource):
                for group in filter(None, (statement.statement, entry.table)):
                    found.groups.setdefault(group, []).append(item.rule)
                found.add(found.rules, item.rule, Declared(item, chapter, at, statement.statement, name, shared))
                continue
            derived = Declared[DerivedSource](item, chapter, at, statement.statement, name)
            problems = list(_name_problems(derived, vocabulary))
            found.problems.extend(problems)
            if problems:
                found.unusable.add(derived_name(item))
            else:
                found.add(found.derived, derived_name(item), derived)
    for index, finding in enumerate(chapter.content.findings):
        found.add(found.findings, finding.finding, Declared(finding, chapter, ("findings", index), chapter=name))


def _name_problems(derived: Declared[DerivedSource], vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    name = derived_name(derived.item)
    if not _DERIVED_NAME.fullmatch(name):
        message = f"“{name}” must be “patient.” or “lesion.” and then lower-case letters, digits and “_”"
        yield derived.problem("bad_identifier", message)
    if name in vocabulary.facts:
        yield derived.problem("duplicate_id", f"“{name}” is already a fact of the vocabulary")


def derived_name(item: DerivedSource) -> str:
    """Return the qualified name of a definition, score, formula, lookup or category."""
    match item:
        case DefinitionSource():
            return item.definition
        case ScoreSource():
            return item.score
        case FormulaSource():
            return item.formula
        case LookupSource():
            return item.lookup
        case CategorySource():
            return item.category
