"""The command ``replay``: a recorded consultation, computed again; and what ``consult --record`` writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.arguments import BaseOption, JsonOption, Lang, LangOption, about, load_program, refuse, say
from app.console import print_json, print_lines
from app.files import write_whole
from facts.labels import Language

if TYPE_CHECKING:
    from engine.consultation import Consultation
    from engine.replay import Replay

__all__ = ["RecordOption", "replay_command", "write_record"]

replay_command = typer.Typer()

RecordOption = Annotated[
    Path | None,
    typer.Option(
        "--record",
        metavar="FILE",
        help=about(
            "Enregistrer de quoi recalculer cette consultation : cas, base de connaissances, résultat.",
            "Record all that is needed to compute this consultation again: case, knowledge base, result.",
        ),
    ),
]


@replay_command.command(
    help=about(
        "Recalculer une consultation enregistrée, et dire ce que la base présente y change.",
        "Compute a recorded consultation again, and tell what the present knowledge base changes.",
    )
)
def replay(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=about("Ce que consult --record a écrit.", "What consult --record wrote.")),
    ],
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    knowledge_base: BaseOption = None,
) -> None:
    """Print whether the result is the recorded one, and which verdicts the present edition changes."""
    language: Language = lang.value
    found = _replayed(file, language, knowledge_base)
    if as_json:
        from engine.plain_replay import plain_replay

        print_json(plain_replay(found))
    else:
        from visualize.text.replay import replay_lines

        print_lines(replay_lines(found, language))
    if not found.identical:
        raise typer.Exit(1)


def _replayed(file: Path, language: Language, knowledge_base: Path | None) -> Replay:
    from engine.engine import Engine
    from engine.record import RecordError, read_record
    from engine.replay import replay as replayed

    raw = _content(file, language)
    try:
        record = read_record(raw)
        return replayed(record, Engine(load_program(knowledge_base)))
    except RecordError as error:
        refuse([f"{file}: {error.message(language)}"])


def _content(file: Path, language: Language) -> bytes:
    from engine.record import LARGEST_RECORD

    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_RECORD + 1)
    except OSError as error:
        problem = say(language, "lecture impossible", "cannot be read")
        refuse([f"{file}: {problem} ({error.strerror})"])


def write_record(consultation: Consultation, knowledge_base: Path | None, target: Path, language: Language) -> None:
    """Write the record of a consultation; a knowledge base that changed in the meantime is refused."""
    from engine.record import make_record
    from knowledge_base.loader import DEFAULT_EDITION, edition_folder
    from knowledge_base.sources import read_sources

    folder = knowledge_base or edition_folder(DEFAULT_EDITION)
    sources = read_sources(folder)
    if sources.hash != consultation.program.edition.hash:
        refuse(
            [
                say(
                    language,
                    f"{folder} : la base de connaissances a changé pendant la consultation ; recommencer",
                    f"{folder}: the knowledge base changed during the consultation; try again",
                )
            ]
        )
    text = json.dumps(make_record(consultation, sources.texts), separators=(",", ":")) + "\n"
    try:
        write_whole(target, text.encode("ascii"))
    except OSError as error:
        problem = say(language, "écriture impossible", "cannot be written")
        refuse([f"{target}: {problem} ({error.strerror})"])
