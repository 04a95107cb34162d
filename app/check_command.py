"""The command ``check``: the defects of a knowledge base, worked cases that do not come out, and what there is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from app.arguments import BaseOption, Lang, LangOption, about, refuse, say
from app.console import print_table, progress
from facts.labels import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit.worked_cases import Tried
    from engine.consultation import Consultation
    from engine.engine import Engine
    from facts.case import Case
    from knowledge_base.program import Program

__all__ = ["check_command"]

_COLUMNS = {
    "statements": ("énoncés", "statements"),
    "encoded": ("encodés", "encoded"),
    "elsewhere": ("ailleurs", "elsewhere"),
    "reasoned": ("avec motif", "with a reason"),
    "rules": ("règles", "rules"),
    "tried": ("éprouvées", "tried"),
    "findings": ("constats", "findings"),
}
check_command = typer.Typer()


@check_command.command(help=about("Vérifier une base de connaissances.", "Check a knowledge base."))
def check(
    lang: LangOption = Lang.fr,
    knowledge_base: BaseOption = None,
    cases: Annotated[
        Path | None,
        typer.Option(
            "--cases",
            metavar="DIR",
            help=about(
                "Éprouver aussi les cas commentés d'un dossier : règle sans cas pour et contre, verdict inattendu.",
                "Try the worked cases of a folder too: rules without a case for and against, unexpected verdicts.",
            ),
        ),
    ] = None,
) -> None:
    """Print every defect of a knowledge base as ``file:line: code: message``, or what it holds."""
    from audit.worked_cases import tried
    from engine.engine import Engine
    from engine.limits import EngineLimitError
    from knowledge_base.diagnostics import KnowledgeBaseError
    from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
    from knowledge_base.sources import EDITION_FILE

    language: Language = lang.value
    folder = knowledge_base or edition_folder(DEFAULT_EDITION)
    if not (folder / EDITION_FILE).is_file():
        refuse([say(language, f"{folder} : {EDITION_FILE} y manque", f"{folder}: {EDITION_FILE} is not there")])
    worked = _read(cases, language) if cases is not None else {}
    try:
        program = load(folder)
        engine = Engine(program)
    except KnowledgeBaseError as error:
        _fail([str(diagnostic) for diagnostic in error.diagnostics])
    except EngineLimitError as error:
        _fail([f"{folder.name}: engine_limit: {error}"])
    problems: list[str] = []
    found = tried(_consulted(engine, worked, problems, language))
    if cases is not None:
        problems += _untried(found, program)
    if problems:
        _fail(problems)
    _print_counts(program, None if cases is None else found, language)
    if cases is not None:
        count = len(worked)
        typer.echo(say(language, f"{count} cas éprouvés, tous comme attendu", f"{count} cases tried, all as expected"))


def _print_counts(program: Program, found: Tried | None, language: Language) -> None:
    """Print what each chapter holds; how many rules were tried, only where any were."""
    from audit.counts import counts, total

    by_chapter = counts(program, found.both_ways(program) if found else ())
    named = {program.chapters[name].label.text(language): one for name, one in by_chapter.items()}
    named["Total"] = total(by_chapter.values())
    columns = [name for name in _COLUMNS if found or name != "tried"]
    edition = program.edition
    print_table(
        [say(language, "chapitre", "chapter"), *(say(language, *_COLUMNS[name]) for name in columns)],
        [[name, *(str(getattr(one, column)) for column in columns)] for name, one in named.items()],
        title=f"{edition.title.text(language)} · {edition.hash}",
    )


def _read(folder: Path, language: Language) -> dict[str, Case]:
    """Return the cases of a folder by the names of their files; those that cannot be read are refused together."""
    from facts.problems import CaseError
    from facts.reader import read_case

    files = sorted(folder.rglob("*.yaml"))
    if not files:
        refuse([say(language, f"{folder} : aucun cas (.yaml)", f"{folder}: no case (.yaml)")])
    found: dict[str, Case] = {}
    problems: list[str] = []
    for file in files:
        try:
            found[str(file.relative_to(folder))] = read_case(str(file))
        except CaseError as error:
            problems += error.messages(language)
    if problems:
        refuse(problems)
    return found


def _consulted(
    engine: Engine, worked: dict[str, Case], problems: list[str], language: Language
) -> Iterator[Consultation]:
    """Yield what each case comes to, and note what it expected in vain."""
    from audit.worked_cases import mismatches

    for name, case in progress(worked.items(), say(language, "Cas", "Cases")):
        consultation = engine.consult(case)
        problems += [f"{name}: {one}" for one in mismatches(consultation, case.expect)]
        yield consultation


def _untried(found: Tried, program: Program) -> Iterator[str]:
    both_ways = set(found.both_ways(program))
    for rule in program.rules:
        if rule not in both_ways:
            yield f"{rule}: no case in which it {'fails' if rule in found.held else 'holds'}"


def _fail(problems: list[str]) -> NoReturn:
    for problem in problems:
        typer.echo(problem)
    raise typer.Exit(1)
