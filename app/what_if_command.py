"""The command ``what-if``: the verdicts that change when some facts are other than the case says, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.arguments import BaseOption, JsonOption, Lang, LangOption, about, load_program, refuse, say
from app.console import print_json, print_lines
from app.consulting import CaseArgument, consulted, known, known_option, print_no_lesion, subjects_of
from app.question_commands import SubjectOption
from facts.labels import Language

if TYPE_CHECKING:
    from pathlib import Path

    from engine.what_if import WhatIf

__all__ = ["what_if_command"]

what_if_command = typer.Typer()

SetOption = Annotated[
    list[str] | None,
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
    assignments: SetOption = None,
    reach: Annotated[
        str | None,
        typer.Option(
            "--reach",
            metavar="OPTION",
            help=about(
                "Chercher les plus petits changements plausibles qui mènent à cette option.",
                "Look for the smallest plausible changes that lead to this option.",
            ),
        ),
    ] = None,
    verdict: Annotated[
        list[str] | None,
        typer.Option(
            "--verdict",
            help=about(
                "Avec --reach : l'avis à atteindre (recommended, discuss, option…) ; peut se répéter.",
                "With --reach: the verdict to reach (recommended, discuss, option…); may be repeated.",
            ),
        ),
    ] = None,
    subject: SubjectOption = None,
    option: Annotated[
        str | None,
        typer.Option("--option", help=about("Ne regarder que cette option.", "Look at this option only.")),
    ] = None,
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    knowledge_base: BaseOption = None,
) -> None:
    """Print the verdicts that change, before and after, and why; or the fewest changes that lead to an option."""
    language: Language = lang.value
    _check_flags(assignments, reach, verdict, subject, option, language)
    if reach is not None:
        _reach(case, reach, verdict, subject, as_json, language, knowledge_base)
        return
    found = _tried(case, assignments or [], option, language, knowledge_base)
    if as_json:
        from engine.plain_differences import plain_what_if

        print_json(plain_what_if(found, option))
        return
    from visualize.text.what_if import what_if_lines

    print_lines(what_if_lines(found, language, option))


def _check_flags(
    assignments: list[str] | None,
    reach: str | None,
    verdict: list[str] | None,
    subject: str | None,
    option: str | None,
    language: Language,
) -> None:
    if bool(assignments) is (reach is not None):
        refuse([say(language, "il faut --set ou --reach, l'un des deux", "either --set or --reach is needed")])
    if reach is None and (verdict or subject is not None):
        refuse([say(language, "--verdict et --subject vont avec --reach", "--verdict and --subject go with --reach")])
    if reach is not None and option is not None:
        refuse([say(language, "--option va avec --set", "--option goes with --set")])


def _reach(
    case: str,
    option: str,
    verdict: list[str] | None,
    subject: str | None,
    as_json: bool,
    language: Language,
    knowledge_base: Path | None,
) -> None:
    """Print the fewest changes that lead to an option."""
    from engine.plain_answers import plain_answer
    from engine.reach import ADVISED, reach
    from engine.verdicts import VERDICTS
    from visualize.text.reach import reach_lines

    consultation = consulted(case, language, knowledge_base)
    program = consultation.program
    known_option(option, program, language)
    for name in verdict or ():
        known(name, VERDICTS, "--verdict", language)
    wanted = tuple(one for one in VERDICTS if one in verdict) if verdict else ADVISED
    subjects = subjects_of(option, subject, consultation, language)
    found = [reach(consultation.trace, program, one, option, wanted) for one in subjects]
    if as_json:
        print_json([plain_answer(one, program) for one in found])
    elif not found:
        print_no_lesion(option, program, language)
    else:
        print_lines(reach_lines(found, program, language, consultation.case, case))


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
