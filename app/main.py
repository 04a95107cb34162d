"""The command ``ossature``.

Exit codes: 0 done, 1 a check found something, 2 bad input.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from app.console import print_json, print_lines, print_messages, print_table
from facts.labels import Label, Language
from facts.problems import nearest

if TYPE_CHECKING:
    from engine.consultation import Consultation
    from knowledge_base.program import Program

__all__ = ["app", "main"]

_BAD_INPUT = 2
_LANGUAGE_VARIABLE = "OSSATURE_LANG"
_HELP_LANGUAGE: Language = "en" if os.environ.get(_LANGUAGE_VARIABLE) == "en" else "fr"


class Lang(StrEnum):
    """Language of what is printed."""

    fr = "fr"
    en = "en"


def _help(fr: str, en: str) -> str:
    return Label(fr=fr, en=en).text(_HELP_LANGUAGE)


app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help=_help(
        "Un référentiel clinique en règles : l'avis, le chemin qui y mène, ce qui manque.",
        "A clinical guideline as rules: the advice, the way to it, what is missing.",
    ),
)

CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help=_help(
            "Fichier du cas, YAML ou JSON ; « - » pour l'entrée standard.", "Case file, YAML or JSON; “-” for stdin."
        ),
    ),
]
LangOption = Annotated[
    Lang, typer.Option("--lang", envvar=_LANGUAGE_VARIABLE, help=_help("Langue : fr ou en.", "Language: fr or en."))
]
JsonOption = Annotated[bool, typer.Option("--json", help=_help("Écrire du JSON.", "Print JSON."))]
SchemaOption = Annotated[
    bool,
    typer.Option("--schema", help=_help("Écrire le schéma JSON pour éditeurs.", "Print the JSON Schema for editors.")),
]
BaseOption = Annotated[
    Path | None,
    typer.Option(
        "--knowledge-base",
        metavar="DIR",
        help=_help("Dossier d'une autre édition.", "Folder of another edition."),
    ),
]


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help=_help("Dire la version.", "Tell the version."))] = False,
) -> None:
    """Tell the version, or leave the work to a command."""
    if version:
        from engine.contract import engine_version

        typer.echo(f"ossature {engine_version()}")
        raise typer.Exit


@app.command(help=_help("Donner l'avis du référentiel sur un cas.", "Give the guideline's advice on a case."))
def consult(
    case: CaseArgument,
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    graph: Annotated[
        Path | None,
        typer.Option(
            "--graph",
            metavar="FILE",
            help=_help("Dessiner le chemin : .svg, .png, .pdf ou .dot.", "Draw the path: .svg, .png, .pdf or .dot."),
        ),
    ] = None,
    option: Annotated[
        str | None,
        typer.Option("--option", help=_help("Ne dessiner que cette option.", "Draw this option only.")),
    ] = None,
    subject: Annotated[
        str | None,
        typer.Option(
            "--subject",
            help=_help(
                "Ne dessiner que ce sujet : patient ou lesion:ID.", "Draw this subject only: patient or lesion:ID."
            ),
        ),
    ] = None,
    knowledge_base: BaseOption = None,
) -> None:
    """Consult the knowledge base on one case."""
    from engine.engine import Engine
    from facts.problems import CaseError
    from facts.reader import read_case

    language: Language = lang.value
    program = _load(knowledge_base)
    try:
        consultation = Engine(program).consult(read_case(case))
    except CaseError as error:
        _refuse(error.messages(language))
    if graph is not None:
        _draw(consultation, graph, language, subject, option)
    elif option is not None or subject is not None:
        _refuse([_say(language, "--option et --subject vont avec --graph", "--option and --subject go with --graph")])
    if as_json:
        from engine.contract import plain_consultation

        print_json(plain_consultation(consultation))
        return
    from app.report import report

    print_lines(report(consultation, language))


@app.command(help=_help("Lister les faits que l'on peut donner.", "List the facts that can be given."))
def facts(lang: LangOption = Lang.fr, as_json: JsonOption = False, schema: SchemaOption = False) -> None:
    """Print the dictionary of facts."""
    from facts.dictionary import case_schema, dictionary
    from facts.vocabulary import VOCABULARY

    if schema:
        print_json(case_schema())
        return
    records = dictionary(VOCABULARY)
    if as_json:
        print_json(records)
        return
    language: Language = lang.value
    columns = [
        _say(language, *pair)
        for pair in (("fait", "fact"), ("libellé", "label"), ("valeurs", "values"), ("code", "code"))
    ]
    print_table(
        columns,
        [[one["name"], one["label"][language], _allowed(one, language), one["code"] or ""] for one in records],
    )


@app.command(
    help=_help("Lister les options que le référentiel peut conseiller.", "List the options that can be advised.")
)
def options(lang: LangOption = Lang.fr, as_json: JsonOption = False, knowledge_base: BaseOption = None) -> None:
    """Print the options."""
    from app.listings import option_records

    records = option_records(_load(knowledge_base))
    if as_json:
        print_json(records)
        return
    language: Language = lang.value
    columns = [_say(language, *pair) for pair in (("option", "option"), ("libellé", "label"), ("règles", "rules"))]
    print_table(columns, [[one["option"], one["label"][language], "\n".join(one["rules"])] for one in records])


@app.command(help=_help("Lister les règles.", "List the rules."))
def rules(lang: LangOption = Lang.fr, as_json: JsonOption = False, knowledge_base: BaseOption = None) -> None:
    """Print the rules."""
    from app.listings import rule_records

    records = rule_records(_load(knowledge_base))
    if as_json:
        print_json(records)
        return
    language: Language = lang.value
    columns = [_say(language, *pair) for pair in (("règle", "rule"), ("quand", "when"), ("effet", "effect"))]
    print_table(
        columns,
        [
            [
                one["rule"],
                one["when"],
                "\n".join(f"{step['effect']}: {', '.join(step['options'])}" for step in one["advice"]),
            ]
            for one in records
        ],
    )


@app.command(help=_help("Lister les énoncés du référentiel.", "List the statements of the guideline."))
def statements(
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    schema: SchemaOption = False,
    knowledge_base: BaseOption = None,
) -> None:
    """Print the statements with what encodes each."""
    from app.listings import statement_records
    from knowledge_base.schema import chapter_schema

    if schema:
        print_json(chapter_schema())
        return
    records = statement_records(_load(knowledge_base))
    if as_json:
        print_json(records)
        return
    language: Language = lang.value
    pairs = (("énoncé", "statement"), ("lieu", "place"), ("en nos mots", "in our words"), ("encodé par", "encoded by"))
    print_table(
        [_say(language, *pair) for pair in pairs],
        [
            [
                one["statement"],
                f"{one['place']['section']}, {one['place']['element']}",
                one["label"][language],
                "\n".join(one["encoded_by"]) or f"({one['reason']})",
            ]
            for one in records
        ],
    )


@app.command(help=_help("Vérifier une base de connaissances.", "Check a knowledge base."))
def check(lang: LangOption = Lang.fr, knowledge_base: BaseOption = None) -> None:
    """Print every defect of a knowledge base as ``file:line: code: message``, or what it holds."""
    from app.listings import counts
    from engine.engine import Engine
    from engine.limits import EngineLimitError
    from knowledge_base.diagnostics import KnowledgeBaseError
    from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
    from knowledge_base.sources import EDITION_FILE

    language: Language = lang.value
    folder = knowledge_base or edition_folder(DEFAULT_EDITION)
    if not (folder / EDITION_FILE).is_file():
        _refuse([_say(language, f"{folder} : {EDITION_FILE} y manque", f"{folder}: {EDITION_FILE} is not there")])
    try:
        program = load(folder)
        Engine(program)
    except KnowledgeBaseError as error:
        for diagnostic in error.diagnostics:
            typer.echo(str(diagnostic))
        raise typer.Exit(1) from None
    except EngineLimitError as error:
        typer.echo(f"{folder.name}: engine_limit: {error}")
        raise typer.Exit(1) from None
    pairs = (
        ("chapitre", "chapter"),
        ("énoncés", "statements"),
        ("encodés", "encoded"),
        ("avec motif", "with a reason"),
        ("règles", "rules"),
        ("constats", "findings"),
    )
    edition = program.edition
    print_table(
        [_say(language, *pair) for pair in pairs],
        counts(program, language),
        title=f"{edition.title.text(language)} · {edition.hash}",
    )


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


def _load(folder: Path | None) -> Program:
    from knowledge_base.diagnostics import KnowledgeBaseError
    from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load

    try:
        return load(folder or edition_folder(DEFAULT_EDITION))
    except KnowledgeBaseError as error:
        _refuse([str(diagnostic) for diagnostic in error.diagnostics])


def _draw(
    consultation: Consultation, target: Path, language: Language, subject: str | None, option: str | None
) -> None:
    from engine.contract import engine_version
    from visualize.decision_path import decision_path
    from visualize.render import FORMATS, RenderError, render

    program = consultation.program
    _known(option, program.options, "--option", language)
    _known(subject, consultation.known.subjects, "--subject", language)
    picture = decision_path(
        consultation.trace,
        program,
        language,
        subject=subject,
        option=option,
        title=consultation.case.title or consultation.case.id,
        version=engine_version(),
    )
    try:
        render(picture, target)
    except RenderError as error:
        messages = {
            "format": _say(
                language,
                f"{target} : format non admis ; admis : {', '.join(FORMATS)}",
                f"{target}: format not allowed; allowed: {', '.join(FORMATS)}",
            ),
            "no_graphviz": _say(
                language,
                "graphviz (la commande « dot ») n'est pas installé ; seul le format .dot s'en passe",
                "graphviz (the command “dot”) is not installed; only the format .dot works without it",
            ),
            "failed": _say(language, f"graphviz a échoué : {error.detail}", f"graphviz failed: {error.detail}"),
            "not_writable": _say(
                language,
                f"{target} : écriture impossible ({error.detail})",
                f"{target}: cannot be written ({error.detail})",
            ),
        }
        _refuse([messages[error.code]])


def _known(name: str | None, names: Collection[str], flag: str, language: Language) -> None:
    """Refuse a name that is none of the known ones, with the nearest or all of them."""
    if name is None or name in names:
        return
    hint = nearest(name, names)
    allowed = ", ".join(names)
    _refuse(
        [
            _say(
                language,
                f"{flag} : « {name} » est inconnu ; "
                + (f"vouliez-vous dire « {hint} » ?" if hint else f"admis : {allowed}"),
                f"{flag}: “{name}” is unknown; " + (f"did you mean “{hint}”?" if hint else f"allowed: {allowed}"),
            )
        ]
    )


def _allowed(record: dict[str, object], language: Language) -> str:
    """Say in a few words which values a fact takes."""
    match record["kind"]:
        case "boolean":
            return "true, false"
        case "category":
            return _names(record["categories"], record["groups"])
        case "several":
            lead = _say(language, "plusieurs à la fois : ", "several at once: ")
            groups = _say(language, "\ngroupes : ", "\ngroups: ") if record["groups"] else ""
            return f"{lead}{_names(record['categories'])}{groups}{_names(record['groups'])}"
        case _:
            unit = f" {record['unit']}" if record["unit"] else ""
            whole = _say(language, "entier, ", "whole, ") if record["kind"] == "whole number" else ""
            return f"{whole}{record['minimum']:g}..{record['maximum']:g}{unit}"


def _names(*lists: object) -> str:
    return ", ".join(one["name"] for named in lists if isinstance(named, list) for one in named)


def _say(language: Language, fr: str, en: str) -> str:
    return fr if language == "fr" else en


def _refuse(messages: list[str]) -> NoReturn:
    """Report bad input and stop."""
    print_messages(messages)
    raise typer.Exit(_BAD_INPUT)
