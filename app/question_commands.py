"""The commands that question an advice: why."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from app.arguments import BaseOption, JsonOption, Lang, LangOption, about
from app.console import print_json, print_lines
from app.consulting import CaseArgument, OptionArgument, consulted, known_option, print_no_lesion, subjects_of
from facts.labels import Language

__all__ = ["SubjectOption", "question_commands"]

question_commands = typer.Typer()

SubjectOption = Annotated[
    str | None,
    typer.Option(
        "--subject",
        help=about(
            "De qui : patient, lesion:ID ou ID ; sans lui, toutes les lésions tour à tour.",
            "About whom: patient, lesion:ID or ID; without it, every lesion in turn.",
        ),
    ),
]


class _Depth(StrEnum):
    sentence = "sentence"
    short = "short"
    full = "full"


@question_commands.command(
    help=about(
        "Dire pourquoi une option est conseillée ou non, des faits à l'avis.",
        "Tell why an option is advised or not, from the facts to the advice.",
    )
)
def why(
    case: CaseArgument,
    option: OptionArgument,
    subject: SubjectOption = None,
    depth: Annotated[
        _Depth,
        typer.Option(
            "--depth",
            help=about(
                "sentence : une phrase ; short : un écran ; full : tous les critères.",
                "sentence: one sentence; short: one screen; full: every test.",
            ),
        ),
    ] = _Depth.short,
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    knowledge_base: BaseOption = None,
) -> None:
    """Print why the guideline says what it says of one option."""
    from engine.why import why as why_of

    language: Language = lang.value
    consultation = consulted(case, language, knowledge_base)
    program = consultation.program
    known_option(option, program, language)
    subjects = subjects_of(option, subject, consultation, language)
    found = [why_of(consultation.trace, program, option, one) for one in subjects]
    if as_json:
        from engine.why_contract import plain_why

        print_json([plain_why(one) for one in found])
        return
    if not found:
        print_no_lesion(option, program, language)
        return
    from visualize.text.why import why_report

    print_lines(why_report(found, program, language, depth.value, consultation.case), wrap=depth is not _Depth.sentence)
