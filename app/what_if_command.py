"""The command ``what-if``: the verdicts that change when some facts are other than the case says, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.arguments import BaseOption, JsonOption, Lang, LangOption, about, load_program, refuse
from app.console import print_json, print_lines
from app.consulting import CaseArgument, known
from facts.labels import Language

if TYPE_CHECKING:
    from pathlib import Path

    from engine.what_if import WhatIf

__all__ = ["what_if_command"]

what_if_command = typer.Typer()

SetOption = Annotated[
    list[str],
    typer.Option(
        "--set",
        metavar="FACT=VALUE",
        help=about(
            "Fait et valeur, comme dans un cas : survival_months=3..6, lesion:L1.pain=functional, "
            "current_drugs.cisplatin=oui, fit_for_surgery=inconnu ; peut se répéter.",
            "A fact and a value as in a case: survival_months=3..6, lesion:L1.pain=functional, "
            "current_drugs.cisplatin=yes, fit_for_surgery=unknown; may be repeated.",
        ),
    ),
]


@what_if_command.command(
    name="what-if",
    help=about(
        "Dire quels avis changent si des faits sont autres, et pourquoi.",
        "Tell which verdicts change if some facts are others, and why.",
    ),
)
def what_if(
    case: CaseArgument,
    assignments: SetOption,
    option: Annotated[
        str | None,
        typer.Option("--option", help=about("Ne regarder que cette option.", "Look at this option only.")),
    ] = None,
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    knowledge_base: BaseOption = None,
) -> None:
    """Print the verdicts that change, before and after, and why."""
    language: Language = lang.value
    found = _tried(case, assignments, option, language, knowledge_base)
    if as_json:
        from engine.plain_differences import plain_what_if

        print_json(plain_what_if(found, option))
        return
    from visualize.text.what_if import what_if_lines

    print_lines(what_if_lines(found, language, option))


def _tried(
    case: str, assignments: list[str], option: str | None, language: Language, knowledge_base: Path | None
) -> WhatIf:
    from engine.engine import Engine
    from engine.what_if import what_if as tried
    from facts.problems import CaseError
    from facts.reader import read_case

    program = load_program(knowledge_base)
    known(option, program.options, "--option", language)
    try:
        return tried(Engine(program), read_case(case), assignments)
    except CaseError as error:
        refuse(error.messages(language))
