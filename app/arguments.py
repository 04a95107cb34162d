"""What the commands share: their options, the language of their help, and how they refuse bad input."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from app.console import print_messages
from facts.labels import Label, Language

if TYPE_CHECKING:
    from engine.consultation import Consultation
    from knowledge_base.program import Program

__all__ = [
    "BaseOption",
    "CaseArgument",
    "JsonOption",
    "Lang",
    "LangOption",
    "SchemaOption",
    "about",
    "consulted",
    "load_program",
    "refuse",
    "say",
]

_BAD_INPUT = 2
_LANGUAGE_VARIABLE = "OSSATURE_LANG"
_HELP_LANGUAGE: Language = "en" if os.environ.get(_LANGUAGE_VARIABLE) == "en" else "fr"


class Lang(StrEnum):
    """Language of what is printed."""

    fr = "fr"
    en = "en"


def about(fr: str, en: str) -> str:
    """Return a help text in the language of the environment."""
    return Label(fr=fr, en=en).text(_HELP_LANGUAGE)


CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help=about(
            "Fichier du cas, YAML ou JSON ; « - » pour l'entrée standard.", "Case file, YAML or JSON; “-” for stdin."
        ),
    ),
]
LangOption = Annotated[
    Lang,
    typer.Option("--lang", envvar=_LANGUAGE_VARIABLE, help=about("Langue : fr ou en.", "Language: fr or en.")),
]
JsonOption = Annotated[bool, typer.Option("--json", help=about("Écrire du JSON.", "Print JSON."))]
SchemaOption = Annotated[
    bool,
    typer.Option("--schema", help=about("Écrire le schéma JSON pour éditeurs.", "Print the JSON Schema for editors.")),
]
BaseOption = Annotated[
    Path | None,
    typer.Option(
        "--knowledge-base",
        metavar="DIR",
        help=about("Dossier d'une autre édition.", "Folder of another edition."),
    ),
]


def load_program(folder: Path | None) -> Program:
    """Return the edition in a folder, or the one that comes with Ossature; one with defects is refused."""
    from knowledge_base.diagnostics import KnowledgeBaseError
    from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load

    try:
        return load(folder or edition_folder(DEFAULT_EDITION))
    except KnowledgeBaseError as error:
        refuse([str(diagnostic) for diagnostic in error.diagnostics])


def consulted(case: str, language: Language, knowledge_base: Path | None) -> Consultation:
    """Return what the knowledge base says of a case; a case with problems is refused."""
    from engine.engine import Engine
    from facts.problems import CaseError
    from facts.reader import read_case

    program = load_program(knowledge_base)
    try:
        return Engine(program).consult(read_case(case))
    except CaseError as error:
        refuse(error.messages(language))


def say(language: Language, fr: str, en: str) -> str:
    """Return one of two texts."""
    return fr if language == "fr" else en


def refuse(messages: list[str]) -> NoReturn:
    """Report bad input and stop."""
    print_messages(messages)
    raise typer.Exit(_BAD_INPUT)
