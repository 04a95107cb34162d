"""The command ``ossature``.

Exit codes: 0 done, 1 a check found something, 2 bad input.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.arguments import BaseOption, JsonOption, Lang, LangOption, about, refuse, say
from app.check_command import check_command
from app.console import print_json, print_lines
from app.consulting import CaseArgument, consulted, known
from app.counterfactual_commands import counterfactual_commands
from app.listing_commands import listing_commands
from app.outputs import Outputs
from app.question_commands import question_commands
from app.replay_command import RecordOption, replay_command, write_record
from app.request_command import request_command
from app.what_if_command import what_if_command
from facts.labels import Language

__all__ = ["app", "main"]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help=about(
        "Un référentiel clinique en règles : l'avis, le chemin qui y mène, ce qui manque.",
        "A clinical guideline as rules: the advice, the way to it, what is missing.",
    ),
)


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help=about("Dire la version.", "Tell the version."))] = False,
) -> None:
    """Tell the version, or leave the work to a command."""
    if version:
        from engine.contract import engine_version

        typer.echo(f"ossature {engine_version()}")
        raise typer.Exit


@app.command(help=about("Donner l'avis du référentiel sur un cas.", "Give the guideline's advice on a case."))
def consult(
    case: CaseArgument,
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    graph: Annotated[
        Path | None,
        typer.Option(
            "--graph",
            metavar="FILE",
            help=about("Dessiner le chemin : .svg, .png, .pdf ou .dot.", "Draw the path: .svg, .png, .pdf or .dot."),
        ),
    ] = None,
    option: Annotated[
        str | None,
        typer.Option("--option", help=about("Ne dessiner que cette option.", "Draw this option only.")),
    ] = None,
    subject: Annotated[
        str | None,
        typer.Option(
            "--subject",
            help=about(
                "Ne dessiner que ce sujet : patient ou lesion:ID.", "Draw this subject only: patient or lesion:ID."
            ),
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="FILE",
            help=about(
                "Écrire le dossier pour la réunion, une page .html à imprimer.",
                "Write the dossier for the meeting, an .html page to print.",
            ),
        ),
    ] = None,
    brief: Annotated[
        bool,
        typer.Option(
            "--brief",
            help=about("Seulement « En bref », à lire à voix haute.", "Only the short form, to be read aloud."),
        ),
    ] = False,
    record: RecordOption = None,
    knowledge_base: BaseOption = None,
) -> None:
    """Consult the knowledge base on one case."""
    language: Language = lang.value
    if graph is None and (option is not None or subject is not None):
        refuse([say(language, "--option et --subject vont avec --graph", "--option and --subject go with --graph")])
    if as_json and brief:
        refuse([say(language, "--brief ne va pas avec --json", "--brief does not go with --json")])
    outputs = Outputs(graph, subject, option, html, Path(case))
    outputs.check(language)
    if record is not None:
        _check_record(record, [Path(case), *(one for one in (graph, html) if one is not None)], language)
    consultation = consulted(case, language, knowledge_base)
    known(option, consultation.program.options, "--option", language)
    known(subject, consultation.known.subjects, "--subject", language)
    outputs.write(consultation, language)
    if record is not None:
        write_record(consultation, knowledge_base, record, language)
    if as_json:
        from engine.contract import plain_consultation

        print_json(plain_consultation(consultation))
        return
    from visualize.text.report import report

    print_lines(report(consultation, language, brief=brief))


@app.command(
    help=about("Donner une liste à cocher de ce qui est conseillé.", "Give a check list of what is advised, to tick.")
)
def checklist(
    case: CaseArgument,
    lang: LangOption = Lang.fr,
    question: Annotated[
        list[str] | None,
        typer.Option(
            "--question",
            metavar="NAME",
            help=about(
                "Ne donner que cette question, telle quality_requirements ; peut se répéter.",
                "Give this question only, such as quality_requirements; may be repeated.",
            ),
        ),
    ] = None,
    knowledge_base: BaseOption = None,
) -> None:
    """Print what the guideline advises on one case, with boxes."""
    from visualize.text.checklist import checklist as lines_of

    consultation = consulted(case, lang.value, knowledge_base)
    for name in question or ():
        known(name, consultation.program.questions, "--question", lang.value)
    print_lines(lines_of(consultation, lang.value, question or ()))


app.add_typer(question_commands)
app.add_typer(counterfactual_commands)
app.add_typer(listing_commands)
app.add_typer(check_command)
app.add_typer(what_if_command)
app.add_typer(replay_command)
app.add_typer(request_command)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


def _check_record(record: Path, taken: list[Path], language: Language) -> None:
    """Refuse to write a record over the case, the picture or the dossier, or where no file can be."""
    if record.resolve() in [one.resolve() for one in taken]:
        refuse(
            [
                say(
                    language,
                    f"--record : {record} est déjà le cas, le dessin, le dossier ou l'entrée standard",
                    f"--record: {record} is the case, the picture, the dossier or stdin already",
                )
            ]
        )
    if record.is_dir() or not record.parent.is_dir():
        refuse(
            [
                say(
                    language,
                    f"--record : {record} : un fichier dans un dossier existant est attendu",
                    f"--record: {record}: a file in a folder that exists is expected",
                )
            ]
        )
