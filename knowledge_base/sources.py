"""Reading the files of an edition: from a folder to checked models that remember their lines.

In: a folder with ``edition.yaml``. Out: :class:`Sources`, in which every file has the shape of its model of
:mod:`knowledge_base.source` or :mod:`knowledge_base.edition_source`; names and expressions in it are still text.
Whatever cannot be read or has not that shape is reported and left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Generic, TypeVar

from pydantic import BaseModel

from facts.document import Defect, Document, DocumentError, Path, read_document
from facts.marks import LARGEST
from facts.problems import Problem
from knowledge_base.diagnostics import CODES, Code, Diagnostic
from knowledge_base.edition_source import AdviceFile, EditionFile
from knowledge_base.shape import shape
from knowledge_base.source import ChapterFile

__all__ = ["EDITION_FILE", "Sourced", "Sources", "hash_of", "read_sources", "sources_of"]

EDITION_FILE = "edition.yaml"
_HASH_LENGTH = 16

Model = TypeVar("Model", bound=BaseModel)
Model_co = TypeVar("Model_co", bound=BaseModel, covariant=True)


@dataclass(frozen=True)
class Sourced(Generic[Model_co]):
    """The content of one file, and where each part of it stands."""

    file: str
    document: Document
    content: Model_co

    def problem(self, path: Path, code: Code, message: str, about: str = "") -> Diagnostic:
        """Return a diagnostic at a place of this file."""
        return Diagnostic(self.file, self.document.line(path), code, message, about)


@dataclass(frozen=True)
class Sources:
    """All files of an edition, as far as they could be read, and what is wrong with the rest.

    Attributes
    ----------
    texts
        By name, the text of each file that could be read, from which the hash is taken in this order.
    complete
        Whether every file could be read, be it in part.
    lost
        Every text in parts that could not be used.
    """

    edition: Sourced[EditionFile] | None
    advice: tuple[Sourced[AdviceFile], ...]
    chapters: tuple[Sourced[ChapterFile], ...]
    texts: Mapping[str, str]
    hash: str
    problems: tuple[Diagnostic, ...]
    complete: bool
    lost: frozenset[str]


def read_sources(folder: FilePath) -> Sources:
    """Read every file that ``edition.yaml`` names.

    Parameters
    ----------
    folder
        The folder of the edition.
    """
    return _Reader(lambda name: (folder / name).read_bytes()).sources()


def sources_of(texts: Mapping[str, str]) -> Sources:
    """Read an edition from the texts of its files, as :attr:`Sources.texts` holds them.

    Parameters
    ----------
    texts
        By name of the file; a name is looked up here and nowhere else.
    """

    def content(name: str) -> bytes:
        if name not in texts:
            raise FileNotFoundError(name)
        # What is no text is reported where it is decoded.
        return texts[name].encode("utf-8", "surrogatepass")

    return _Reader(content).sources()


def hash_of(texts: Mapping[str, str]) -> str:
    """Return the hash of an edition from the texts of its files, in the order in which they are read."""
    digest = hashlib.sha256()
    for name, text in texts.items():
        digest.update(f"{name}\n{text}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:_HASH_LENGTH]


class _Reader:
    def __init__(self, content: Callable[[str], bytes]) -> None:
        self._content = content
        self._texts: dict[str, str] = {}
        self._problems: list[Diagnostic] = []
        self._complete = True
        self._lost: set[str] = set()
        self._named: set[str] = set()

    def sources(self) -> Sources:
        edition = self._read(EDITION_FILE, EditionFile)
        advice = () if edition is None else tuple(self._advice(edition))
        chapters = () if edition is None else tuple(self._chapters(edition))
        return Sources(
            edition,
            advice,
            chapters,
            self._texts,
            hash_of(self._texts),
            tuple(self._problems),
            self._complete,
            frozenset(self._lost),
        )

    def _advice(self, edition: Sourced[EditionFile]) -> Iterator[Sourced[AdviceFile]]:
        for index, file in enumerate(edition.content.advice):
            if not self._taken(edition, file, ("advice", index)):
                advice = self._read(file, AdviceFile)
                if advice is not None:
                    yield advice

    def _chapters(self, edition: Sourced[EditionFile]) -> Iterator[Sourced[ChapterFile]]:
        for index, entry in enumerate(edition.content.chapters):
            if self._taken(edition, entry.chapter, ("chapters", index)):
                continue
            for number, file in enumerate(entry.files):
                path = ("chapters", index, "files", number)
                chapter = None if self._taken(edition, file, path) else self._read(file, ChapterFile)
                if chapter is None:
                    continue
                if chapter.content.chapter != entry.chapter:
                    message = f"{file} calls itself “{chapter.content.chapter}”, not “{entry.chapter}”"
                    self._problems.append(edition.problem(path, "chapter_name", message))
                yield chapter

    def _taken(self, edition: Sourced[EditionFile], name: str, path: Path) -> bool:
        """Report a chapter or file that the edition has named before."""
        if name not in self._named:
            self._named.add(name)
            return False
        self._problems.append(edition.problem(path, "duplicate_id", f"“{name}” is already part of this edition"))
        self._complete = False
        return True

    def _read(self, name: str, model: type[Model]) -> Sourced[Model] | None:
        text = self._text(name)
        found = None if text is None else self._shaped(text, name, model)
        self._complete = self._complete and found is not None
        return found

    def _text(self, name: str) -> str | None:
        try:
            raw = self._content(name)
            text = raw.decode("utf-8").replace("\r\n", "\n")
        except OSError:
            self._problems.append(Diagnostic(name, 1, "not_found", "no such file, or not readable"))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            self._problems.append(Diagnostic(name, line, "encoding", "this is no UTF-8 text; save the file as UTF-8"))
        else:
            self._texts[name] = text
            return text
        return None

    def _shaped(self, text: str, name: str, model: type[Model]) -> Sourced[Model] | None:
        spoilt: list[Path] = []
        try:
            document: Document | None = read_document(text, name)
        except DocumentError as error:
            document = error.document
            spoilt = [defect.path for defect in error.defects]
            self._problems.extend(_text_problem(name, defect) for defect in error.defects)
        if document is None:
            return None
        found = shape(document, model, spoilt)
        self._problems.extend(found.problems)
        self._lost |= found.lost
        return None if found.content is None else Sourced(name, found.document, found.content)


def _text_problem(name: str, defect: Defect) -> Diagnostic:
    """Return what the reader of texts found; its codes are codes of diagnostics as well."""
    message = Problem(defect.code, "", defect.words).message("en")
    if defect.code == "too_large":
        message = f"over {LARGEST:,} characters; divide the chapter"
    code: Code = next((code for code in CODES if code == defect.code), "syntax")
    return Diagnostic(name, defect.line, code, message)
