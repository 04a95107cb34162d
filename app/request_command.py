"""The command ``request``: the first page of the request to a meeting."""

from __future__ import annotations

import typer

from app.arguments import BaseOption, JsonOption, Lang, LangOption, about, refuse, say
from app.console import print_json, print_lines
from app.consulting import CaseArgument, consulted

__all__ = ["request_command"]

request_command = typer.Typer()


@request_command.command(
    help=about(
        "Préparer la demande de réunion : ce qui est dit, ce qui reste à dire, ce dont les règles ont besoin.",
        "Prepare the request to the meeting: what is told, what is left to tell, what the rules need.",
    )
)
def request(
    case: CaseArgument,
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    knowledge_base: BaseOption = None,
) -> None:
    """Print which items of the request a case answers, with their values."""
    consultation = consulted(case, lang.value, knowledge_base)
    if not any(question.is_request for question in consultation.program.questions.values()):
        title = consultation.program.edition.title.text(lang.value)
        refuse(
            [
                say(
                    lang.value,
                    f"--knowledge-base : « {title} » ne dit pas ce qu'une demande de réunion doit préciser",
                    f"--knowledge-base: “{title}” does not say what a request to a meeting is to state",
                )
            ]
        )
    if as_json:
        from engine.contract import plain_request
        from engine.request import request as answered

        print_json(plain_request(answered(consultation.trace, consultation.program), consultation))
        return
    from visualize.text.request import request_page

    print_lines(request_page(consultation, lang.value))
