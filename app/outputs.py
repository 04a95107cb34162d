"""What ``consult`` writes beside the report: a picture, a dossier. Either all of it is written, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.arguments import refuse, say
from facts.labels import Language

if TYPE_CHECKING:
    from engine.consultation import Consultation
    from visualize.render import RenderError

__all__ = ["Outputs"]

_PAGES = (".html", ".htm")


@dataclass(frozen=True)
class Outputs:
    """The files that are asked for.

    Attributes
    ----------
    graph
        The picture; its ending says in which format.
    subject, option
        What it is to be drawn of; None for everything.
    html
        The dossier.
    case
        The case file, which is never overwritten.
    """

    graph: Path | None
    subject: str | None
    option: str | None
    html: Path | None
    case: Path

    def check(self, language: Language) -> None:
        """Refuse names that cannot be meant; both are looked at before the case is."""
        targets = [one for one in (self.graph, self.html) if one is not None]
        problems = []
        if self.html is not None and self.html.suffix.lower() not in _PAGES:
            admitted = ", ".join(one.removeprefix(".") for one in _PAGES)
            problems.append(
                say(
                    language,
                    f"--html : {self.html} : format non admis ; admis : {admitted}",
                    f"--html: {self.html}: format not allowed; allowed: {admitted}",
                )
            )
        if len({one.resolve() for one in (*targets, self.case)}) <= len(targets):
            problems.append(
                say(
                    language,
                    "--graph, --html et le cas doivent être des fichiers différents",
                    "--graph, --html and the case must be different files",
                )
            )
        if problems:
            refuse(problems)

    def write(self, consultation: Consultation, language: Language) -> None:
        """Write the files; nothing is written unless all of it could be drawn."""
        from visualize.render import RenderError, write_whole

        contents: dict[Path, bytes] = {}
        makers: list[tuple[Path | None, Callable[[Path], bytes]]] = [
            (self.graph, lambda target: self._picture(consultation, target, language)),
            (self.html, lambda _: _page(consultation, language)),
        ]
        for target, make in makers:
            if target is not None:
                try:
                    contents[target] = make(target)
                except RenderError as error:
                    refuse([_message(error, target, language)])
        try:
            write_whole(contents)
        except RenderError as error:
            refuse([_message(error, error.target, language)])

    def _picture(self, consultation: Consultation, target: Path, language: Language) -> bytes:
        from engine.contract import engine_version
        from visualize.decision_path import decision_path
        from visualize.render import rendered

        picture = decision_path(
            consultation.trace,
            consultation.program,
            language,
            subject=self.subject,
            option=self.option,
            title=consultation.case.title or consultation.case.id,
            version=engine_version(),
        )
        return rendered(picture, target)


def _page(consultation: Consultation, language: Language) -> bytes:
    from visualize.dossier.page import dossier

    return dossier(consultation, language).encode()


def _message(error: RenderError, target: Path | None, language: Language) -> str:
    from visualize.render import FORMATS

    messages = {
        "format": say(
            language,
            f"{target} : format non admis ; admis : {', '.join(FORMATS)}",
            f"{target}: format not allowed; allowed: {', '.join(FORMATS)}",
        ),
        "no_graphviz": say(
            language,
            "graphviz (la commande « dot ») n'est pas installé ; seul le format .dot s'en passe",
            "graphviz (the command “dot”) is not installed; only the format .dot works without it",
        ),
        "failed": say(language, f"graphviz a échoué : {error.detail}", f"graphviz failed: {error.detail}"),
        "not_writable": say(
            language,
            f"{target} : écriture impossible ({error.detail})",
            f"{target}: cannot be written ({error.detail})",
        ),
    }
    return messages[error.code]
