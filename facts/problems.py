"""What is wrong with a case, in the reader's language.

Each problem has a code; its sentence in French and English is in one table, filled with the field, the
value that was found and what is allowed.

>>> print(Problem("unknown_field", "patient", {"name": "agee", "hint": "age_years"}).message("en"))
patient: unknown field "agee"; did you mean "age_years"?
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from facts.labels import Label, Language

__all__ = ["CaseError", "Problem", "nearest"]

_SENTENCES: Mapping[str, Label] = {
    "syntax": Label(fr="fichier illisible : {detail}", en="unreadable file: {detail}"),
    "encoding": Label(fr="le fichier n'est pas du texte en UTF-8", en="the file is not UTF-8 text"),
    "not_found": Label(fr="fichier introuvable ou illisible", en="no such file, or not readable"),
    "duplicate_key": Label(fr="« {detail} » est écrit deux fois", en='"{detail}" is written twice'),
    "alias": Label(fr="ancres et alias ne sont pas admis", en="anchors and aliases are not allowed"),
    "tag": Label(fr="étiquette YAML non admise : {detail}", en="YAML tag not allowed: {detail}"),
    "key": Label(fr="une clé est un mot simple", en="a key is a single word"),
    "not_a_mapping": Label(
        fr="une liste de champs « nom: valeur » est attendue", en='fields, each "name: value", are expected'
    ),
    "not_a_list": Label(fr="une liste est attendue", en="a list is expected"),
    "not_text": Label(fr="un texte est attendu, pas {value}", en="a text is expected, not {value}"),
    "unknown_field": Label(
        fr="champ inconnu « {name} »{hint_fr}",
        en='unknown field "{name}"{hint_en}',
    ),
    "missing_id": Label(fr="l'identifiant « id » manque", en='the identifier "id" is missing'),
    "bad_id": Label(
        fr="identifiant {value} non admis : lettres, chiffres, « _ » et « - », 40 signes au plus",
        en='identifier {value} not allowed: letters, digits, "_" and "-", at most 40 characters',
    ),
    "duplicate_lesion": Label(
        fr="deux lésions portent l'identifiant « {name} »", en='two lesions have the identifier "{name}"'
    ),
    "not_boolean": Label(
        fr="{value} n'est pas admis ; admis : true, false", en="{value} is not allowed; allowed: true, false"
    ),
    "not_category": Label(
        fr="{value} n'est pas admis{hint_fr} ; admis : {allowed}",
        en="{value} is not allowed{hint_en}; allowed: {allowed}",
    ),
    "empty": Label(
        fr="une liste vide ne laisse aucune valeur possible ; omettre le champ s'il est inconnu",
        en="an empty list leaves no value possible; leave the field out when it is unknown",
    ),
    "not_number": Label(
        fr="{value} n'est pas un nombre ; admis : {allowed}", en="{value} is not a number; allowed: {allowed}"
    ),
    "unit": Label(
        fr="{value} : unité « {unit} » non admise ; admis : {allowed}",
        en='{value}: unit "{unit}" not allowed; allowed: {allowed}',
    ),
    "whole_number": Label(
        fr="{value} ne contient aucun nombre entier ; admis : {allowed}",
        en="{value} holds no whole number; allowed: {allowed}",
    ),
    "reversed": Label(
        fr="{value} : l'intervalle est vide ou à l'envers ; admis : {allowed}",
        en="{value}: the range is empty or the wrong way round; allowed: {allowed}",
    ),
    "out_of_bounds": Label(
        fr="{value} est hors des bornes ; admis : {allowed}", en="{value} is out of bounds; allowed: {allowed}"
    ),
}


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most like a mistaken one, or an empty text."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


@dataclass(frozen=True)
class Problem:
    """One defect of a case: what, where, and the words its sentence needs."""

    code: str
    where: str
    words: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    line: int = 0

    def message(self, language: Language) -> str:
        """Return the whole line for the reader, with file and line when it came from a file."""
        hint = self.words.get("hint", "")
        words = {
            **self.words,
            "hint_fr": f" ; vouliez-vous dire « {hint} » ?" if hint else "",
            "hint_en": f'; did you mean "{hint}"?' if hint else "",
        }
        allowed = self.words.get(f"allowed_{language}")
        if allowed:
            words["allowed"] = allowed
        sentence = _SENTENCES[self.code].text(language).format_map(words)
        colon = " : " if language == "fr" else ": "
        place = f"{self.source}:{self.line}: " if self.source and self.line else ""
        place = place or (f"{self.source}: " if self.source else "")
        return f"{place}{self.where}{colon if self.where else ''}{sentence}"


class CaseError(ValueError):
    """A case that cannot be used; it lists every problem found.

    Attributes
    ----------
    problems
        At least one :class:`Problem`.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.messages("en")))

    def messages(self, language: Language) -> list[str]:
        """Return one line a problem."""
        return [problem.message(language) for problem in self.problems]
