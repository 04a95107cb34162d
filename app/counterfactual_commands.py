"""The commands that suppose facts to be other than they are: why-not, needed, robustness, compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.arguments import BaseOption, JsonOption, Lang, LangOption, about, load_program, refuse, say
from app.console import print_json, print_lines
from app.consulting import CaseArgument, OptionArgument, consulted, known_option, print_no_lesion, subjects_of
from app.question_commands import SubjectOption
from facts.labels import Language

if TYPE_CHECKING:
    from pathlib import Path

    from engine.consultation import Consultation

__all__ = ["counterfactual_commands"]

counterfactual_commands = typer.Typer()


@counterfactual_commands.command(
    name="why-not",
    help=about(
        "Dire ce qui empêche qu'une option soit conseillée, règle par règle.",
        "Tell what keeps an option from being advised, rule by rule.",
    ),
)
def why_not(
    case: CaseArgument,
    option: OptionArgument,
    subject: SubjectOption = None,
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    knowledge_base: BaseOption = None,
) -> None:
    """Print for each rule that could lead to an option what lacks."""
    from engine.plain_answers import plain_answer
    from engine.why_not import why_not as kept_from
    from visualize.text.why_not import why_not_lines

    language: Language = lang.value
    consultation = consulted(case, language, knowledge_base)
    program = consultation.program
    known_option(option, program, language)
    subjects = subjects_of(option, subject, consultation, language)
    found = [kept_from(consultation.trace, program, one, option) for one in subjects]
    if as_json:
        print_json([plain_answer(one, program) for one in found])
    elif not found:
        print_no_lesion(option, program, language)
    else:
        print_lines(why_not_lines(found, program, language, consultation.case))


@counterfactual_commands.command(
    help=about(
        "Dire quels faits inconnus décident encore, dans quel ordre les demander, et ce qui est déjà certain.",
        "Tell which unknown facts still decide, in which order to ask, and what is certain already.",
    )
)
def needed(
    case: CaseArgument,
    option: Annotated[
        str | None,
        typer.Option("--option", help=about("Ne regarder que cette option.", "Look at this option only.")),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=about("Tous les avis et tous les faits.", "All verdicts and all facts."))
    ] = False,
    patience: Annotated[
        float,
        typer.Option("--patience", min=0, help=about("Secondes avant de s'arrêter.", "Seconds before it stops.")),
    ] = 10.0,
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    knowledge_base: BaseOption = None,
) -> None:
    """Print what the unknown facts can still change."""
    from engine.plain_answers import plain_answer
    from engine.still_needed import in_question, still_needed
    from visualize.text.needed import needed_lines

    language: Language = lang.value
    consultation = consulted(case, language, knowledge_base)
    if option is not None:
        known_option(option, consultation.program, language)
    trace = consultation.trace
    outcomes = None if everything and option is None else in_question(trace, option)
    found = still_needed(trace, consultation.program, outcomes=outcomes, patience=patience)
    if as_json:
        print_json(plain_answer(found, consultation.program))
        return
    lines = needed_lines(found, consultation, language, everything=everything, seconds=patience)
    print_lines(lines)


@counterfactual_commands.command(
    help=about(
        "Dire à quelle distance chaque avis est d'un autre, et si un point de lecture le changerait.",
        "Tell how near each verdict is to another one, and whether one point of reading would change it.",
    )
)
def robustness(
    case: CaseArgument,
    option: Annotated[
        str | None,
        typer.Argument(
            metavar="[OPTION]", help=about("Une option, en entier ; sans elle, tous les avis.", "One option in full.")
        ),
    ] = None,
    subject: SubjectOption = None,
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    knowledge_base: BaseOption = None,
) -> None:
    """Print the nearest changes that flip each verdict."""
    from engine.outcomes import Outcome
    from engine.plain_answers import plain_answer
    from engine.robustness import robustness as nearness
    from visualize.text.robustness import robustness_lines

    language: Language = lang.value
    consultation = consulted(case, language, knowledge_base)
    program, trace = consultation.program, consultation.trace
    if option is None:
        if subject is not None:
            refuse([say(language, "--subject va avec une option", "--subject goes with an option")])
        found = nearness(trace, program)
    else:
        known_option(option, program, language)
        outcomes = [Outcome(one, option) for one in subjects_of(option, subject, consultation, language)]
        found = nearness(trace, program, outcomes, most=_MOST_TOGETHER) if outcomes else ()
    if as_json:
        print_json([plain_answer(one, program) for one in found])
    else:
        print_lines(robustness_lines(found, program, language, consultation.case, full=option is not None))


_MOST_TOGETHER = 4


@counterfactual_commands.command(
    help=about(
        "Dire pourquoi deux patients reçoivent des avis différents.", "Tell why two patients are advised differently."
    )
)
def compare(
    case: CaseArgument,
    other: Annotated[str, typer.Argument(metavar="CASE", help=about("L'autre cas.", "The other case."))],
    option: Annotated[
        str | None,
        typer.Option("--option", help=about("Ne regarder que cette option.", "Look at this option only.")),
    ] = None,
    pair: Annotated[
        list[str] | None,
        typer.Option(
            "--pair",
            metavar="A:B",
            help=about(
                "Comparer la lésion A du premier à la lésion B du second ; peut se répéter.",
                "Compare lesion A of the first with lesion B of the second; may be repeated.",
            ),
        ),
    ] = None,
    patience: Annotated[
        float,
        typer.Option("--patience", min=0, help=about("Secondes avant de s'arrêter.", "Seconds before it stops.")),
    ] = 10.0,
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    knowledge_base: BaseOption = None,
) -> None:
    """Print the fewest facts that account for each difference."""
    from engine.contrast import contrast
    from engine.plain_answers import plain_answer
    from visualize.text.contrast import contrast_lines

    language: Language = lang.value
    here, there = _both(case, other, language, knowledge_base)
    if option is not None:
        known_option(option, here.program, language)
    pairs = _pairs(pair, here, there, language) if pair else None
    found = contrast(here.trace, there.trace, here.program, pairs, patience=patience)
    if as_json:
        print_json(plain_answer(found, here.program))
    else:
        print_lines(contrast_lines(found, here.program, language, (here.case, there.case), option=option))


def _both(case: str, other: str, language: Language, knowledge_base: Path | None) -> tuple[Consultation, Consultation]:
    """Return the consultations of two case files; what is wrong with either is refused at once."""
    from engine.engine import Engine
    from facts.problems import CaseError
    from facts.reader import read_case

    if case == other == "-":
        refuse([say(language, "« - » ne peut être les deux cas à la fois", "“-” cannot be both cases")])
    engine = Engine(load_program(knowledge_base))
    cases, messages = [], []
    for name in (case, other):
        try:
            cases.append(read_case(name))
        except CaseError as error:
            messages += error.messages(language)
    if messages:
        refuse(messages)
    here, there = map(engine.consult, cases)
    return here, there


def _pairs(written: list[str], here: Consultation, there: Consultation, language: Language) -> dict[str, str]:
    """Return which lesions are compared; what names none is refused, all at once."""
    found: dict[str, str] = {}
    wrong: list[str] = []
    for one in written:
        first, _, second = one.partition(":")
        pair = f"lesion:{first}", f"lesion:{second}"
        fits = pair[0] in here.known.subjects and pair[1] in there.known.subjects
        if not fits or pair[0] in found or pair[1] in found.values():
            wrong.append(one)
        found[pair[0]] = pair[1]
    if wrong:
        ids = [", ".join(subject.partition(":")[2] for subject in one.known.subjects[1:]) for one in (here, there)]
        refuse(
            [
                say(
                    language,
                    f"--pair : « {one} » ne convient pas ; admis : A:B, avec {ids[0]} à {ids[1]}, chacune une fois",
                    f"--pair: “{one}” does not fit; allowed: A:B, from {ids[0]} to {ids[1]}, each once",
                )
                for one in wrong
            ]
        )
    return found
