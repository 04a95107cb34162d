"""What commands about one case share: the case as an argument, its consultation, names that must be known."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from app.arguments import about, load_program, refuse, say
from app.console import print_lines
from facts.labels import Language, typeset
from facts.problems import nearest

if TYPE_CHECKING:
    from engine.consultation import Consultation
    from knowledge_base.program import Program

__all__ = ["CaseArgument", "OptionArgument", "consulted", "known", "known_option", "print_no_lesion", "subjects_of"]

CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help=about(
            "Fichier du cas, YAML ou JSON ; « - » pour l'entrée standard.", "Case file, YAML or JSON; “-” for stdin."
        ),
    ),
]
OptionArgument = Annotated[
    str,
    typer.Argument(
        metavar="OPTION",
        help=about(
            "Nom d'une option, telle prophylactic_fixation ; un mot de son libellé fait lister les noms.",
            "Name of an option, such as prophylactic_fixation; for a word of its label the names are listed.",
        ),
    ),
]


def consulted(case: str, language: Language, knowledge_base: Path | None) -> Consultation:
    """Return the consultation of a case file; bad input is refused."""
    from engine.engine import Engine
    from facts.problems import CaseError
    from facts.reader import read_case

    program = load_program(knowledge_base)
    try:
        return Engine(program).consult(read_case(case))
    except CaseError as error:
        refuse(error.messages(language))


def known(name: str | None, names: Collection[str], flag: str, language: Language) -> None:
    """Refuse a name that is none of the known ones, with the nearest or all of them."""
    if name is None or name in names:
        return
    hint = nearest(name, names)
    allowed = ", ".join(names)
    refuse(
        [
            say(
                language,
                f"{flag} : « {name} » est inconnu ; "
                + (f"vouliez-vous dire « {hint} » ?" if hint else f"admis : {allowed}"),
                f"{flag}: “{name}” is unknown; " + (f"did you mean “{hint}”?" if hint else f"allowed: {allowed}"),
            )
        ]
    )


def known_option(name: str, program: Program, language: Language) -> None:
    """Refuse what is no option, with the options that it may stand for."""
    from facts.written import one_line
    from knowledge_base.option_search import options_like

    if name in program.options:
        return
    unknown = one_line(name, 60)
    like = options_like(name, program)
    if not like:
        unlike = say(
            language,
            f"OPTION : « {unknown} » est inconnue ; « ossature options » liste les options",
            f"OPTION: “{unknown}” is unknown; “ossature options” lists the options",
        )
        refuse([unlike])
    named = [f"  {one} ({program.options[one].label.text(language)})" for one in like]
    lead = say(
        language,
        f"OPTION : « {unknown} » est inconnue ; vouliez-vous dire :",
        f"OPTION: “{unknown}” is unknown; did you mean:",
    )
    refuse([lead, *named])


def subjects_of(option: str, subject: str | None, consultation: Consultation, language: Language) -> list[str]:
    """Return about whom an option is asked: the patient, the lesion that is named, or every lesion in turn.

    Parameters
    ----------
    option
        The name of an option.
    subject
        ``patient``, ``lesion:ID`` or the bare identifier of a lesion; None when it was left out.
    """
    from facts.case import PATIENT, lesion_subject

    patient, *lesions = consultation.known.subjects
    allowed = [patient] if consultation.program.options[option].subject == PATIENT else lesions
    if subject is None:
        return allowed
    named = [name for name in (subject, lesion_subject(subject)) if name in allowed]
    if not named:
        _refuse_subject(subject, allowed, consultation.program.options[option].label.text(language), language)
    return named[:1]


def _refuse_subject(subject: str, allowed: list[str], label: str, language: Language) -> NoReturn:
    names = ", ".join(allowed) or say(language, "aucune lésion dans ce cas", "no lesion in this case")
    refuse(
        [
            say(
                language,
                f"--subject : « {subject} » ne convient pas à l'option « {label} » ; admis : {names}",
                f"--subject: “{subject}” does not fit the option “{label}”; allowed: {names}",
            )
        ]
    )


def print_no_lesion(option: str, program: Program, language: Language) -> None:
    """Say that an option is decided lesion by lesion where there is none."""
    from visualize.text.lines import Line

    label = program.options[option].label.text(language)
    text = say(
        language,
        f"« {label} » se décide lésion par lésion, et ce cas n'en a aucune.",
        f"“{label}” is decided lesion by lesion, and this case has none.",
    )
    print_lines([Line(typeset(text, language))])
