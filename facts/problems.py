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
from facts.marks import DEEPEST, LARGEST, LARGEST_EXPONENT, LONGEST_NUMBER
from facts.written import LONGEST, one_line, written

__all__ = ["CaseError", "Problem", "ValueProblem", "ValueProblems", "nearest"]

_SENTENCES: Mapping[str, Label] = {
    "syntax": Label(fr="fichier illisible : {detail}", en="unreadable file: {detail}"),
    "encoding": Label(fr="le fichier n'est pas du texte en UTF-8", en="the file is not UTF-8 text"),
    "not_found": Label(fr="fichier introuvable", en="no such file"),
    "directory": Label(fr="c'est un dossier ; un fichier est attendu", en="this is a folder; a file is expected"),
    "not_readable": Label(fr="le fichier ne peut pas être lu", en="the file cannot be read"),
    "too_large": Label(
        fr=f"plus de {LARGEST:_} signes : ce n'est pas un cas".replace("_", " "),
        en=f"over {LARGEST:,} characters: this is no case",
    ),
    "too_deep": Label(
        fr=f"trop de listes ou de champs emboîtés ; au plus {DEEPEST} niveaux",
        en=f"too many lists or fields inside one another; at most {DEEPEST} levels",
    ),
    "nothing": Label(fr="le fichier ne contient rien", en="the file holds nothing"),
    "control": Label(
        fr="caractère de contrôle ou non valide : {detail}", en="control character or invalid character: {detail}"
    ),
    "long_number": Label(
        fr=f"nombre démesuré ; au plus {LONGEST_NUMBER} signes et un exposant d'au plus {LARGEST_EXPONENT}",
        en=f"oversized number; at most {LONGEST_NUMBER} characters and an exponent of at most {LARGEST_EXPONENT}",
    ),
    "duplicate_key": Label(fr="« {detail} » est écrit deux fois", en='"{detail}" is written twice'),
    "alias": Label(fr="ancres et alias ne sont pas admis", en="anchors and aliases are not allowed"),
    "tag": Label(fr="étiquette YAML non admise : {detail}", en="YAML tag not allowed: {detail}"),
    "unquoted": Label(
        fr="une valeur qui commence par « > » ou « | » se met entre guillemets",
        en='a value that begins with ">" or "|" is put in quotes',
    ),
    "key": Label(fr="une clé est un mot simple", en="a key is a single word"),
    "not_a_mapping": Label(
        fr="{value} n'est pas admis ; des champs « nom: valeur » sont attendus",
        en='{value} is not allowed; fields, each "name: value", are expected',
    ),
    "not_a_list": Label(
        fr="{value} n'est pas admis ; une liste est attendue", en="{value} is not allowed; a list is expected"
    ),
    "not_text": Label(fr="un texte est attendu, pas {value}", en="a text is expected, not {value}"),
    "unknown_field": Label(
        fr="champ inconnu « {name} »{hint_or_allowed}", en='unknown field "{name}"{hint_or_allowed}'
    ),
    "missing_id": Label(fr="l'identifiant « id » manque", en='the identifier "id" is missing'),
    "bad_id": Label(
        fr="identifiant {value} non admis : lettres sans accent, chiffres, « _ » et « - », 1 à 40 signes",
        en='identifier {value} not allowed: letters without accents, digits, "_" and "-", 1 to 40 characters',
    ),
    "id_not_text": Label(
        fr="identifiant {value} non admis : un texte est attendu ; mettre un nombre entre guillemets",
        en="identifier {value} not allowed: a text is expected; put a number in quotes",
    ),
    "duplicate_lesion": Label(
        fr="deux lésions portent l'identifiant « {name} »", en='two lesions have the identifier "{name}"'
    ),
    "not_boolean": Label(
        fr="{value} n'est pas admis ; admis : true, false", en="{value} is not allowed; allowed: true, false"
    ),
    "not_category": Label(
        fr="{value} n'est pas admis ; admis : {allowed}{did_you_mean}",
        en="{value} is not allowed; allowed: {allowed}{did_you_mean}",
    ),
    "not_several": Label(
        fr="{value} n'est pas admis ; admis : la liste complète [a, b], ou en partie {{a: true, b: false}}",
        en="{value} is not allowed; allowed: the complete list [a, b], or in part {{a: true, b: false}}",
    ),
    "which_member": Label(
        fr="le groupe « {name} » ne dit pas lequel de ses membres ; nommer les membres : {members}",
        en='the group "{name}" does not say which of its members; name the members: {members}',
    ),
    "group_and_member": Label(
        fr="« {name} » est vrai, alors que son groupe « {group} » est faux",
        en='"{name}" is true although its group "{group}" is false',
    ),
    "named_twice": Label(fr="« {name} » est nommé deux fois", en='"{name}" is named twice'),
    "empty": Label(
        fr="une liste vide ne laisse aucune valeur possible ; omettre le champ s'il est inconnu",
        en="an empty list leaves no value possible; leave the field out when it is unknown",
    ),
    "not_number": Label(
        fr="{value} n'est pas un nombre ; admis : {allowed}", en="{value} is not a number; allowed: {allowed}"
    ),
    "decimal_comma": Label(
        fr="{value} : les décimales s'écrivent avec un point ; admis : {allowed}",
        en="{value}: decimals are written with a point; allowed: {allowed}",
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
        fr="{value} : l'intervalle est à l'envers ; admis : {allowed}",
        en="{value}: the range is the wrong way round; allowed: {allowed}",
    ),
    "no_assignment": Label(
        fr="FAIT=VALEUR est attendu, par exemple survival_months=3..6",
        en="FACT=VALUE is expected, for instance survival_months=3..6",
    ),
    "syntax_of_value": Label(fr="valeur illisible : {detail}", en="unreadable value: {detail}"),
    "no_value": Label(
        fr="aucune valeur ; écrire « inconnu » si l'on ne sait rien", en='no value; write "unknown" for nothing known'
    ),
    "set_twice": Label(fr="ce fait est fixé deux fois", en="this fact is set twice"),
    "unknown_subject": Label(
        fr="« {name} » n'est pas dans ce cas{hint_or_allowed}", en='"{name}" is not in this case{hint_or_allowed}'
    ),
    "which_subject": Label(
        fr="« {name} » peut se dire de plusieurs sujets ; admis : {allowed}",
        en='"{name}" can be said of several subjects; allowed: {allowed}',
    ),
    "no_lesion": Label(
        fr="« {name} » est un fait de lésion, et le cas n'en a aucune",
        en='"{name}" is a fact of a lesion, and the case has none',
    ),
    "no_categories": Label(
        fr="ce fait n'a pas de catégorie « {name} » à part : donner sa valeur derrière « = »",
        en='this fact has no "{name}" of its own: give its value behind "="',
    ),
    "out_of_bounds": Label(
        fr="{value} est hors des bornes ; admis : {allowed}", en="{value} is out of bounds; allowed: {allowed}"
    ),
}

_DID_YOU_MEAN = Label(fr=" ; vouliez-vous dire « {hint} » ?", en='; did you mean "{hint}"?')
_ALLOWED = Label(fr=" ; admis : {allowed}", en="; allowed: {allowed}")
_LISTED = Label(
    fr=" ; « ossature facts » donne la liste des noms admis", en='; "ossature facts" lists the names that are allowed'
)
_COPIED = ("name", "group", "detail", "unit")
_LONGEST_PLACE = 200


class ValueProblem(ValueError):  # noqa: N818 - it becomes a Problem once the field is known
    """A value that its domain refuses; `code` and `words` are those of a :class:`Problem`.

    Attributes
    ----------
    path
        Which part of the value it is about; empty when it is about all of it.
    """

    def __init__(self, code: str, raw: object, *path: str | int, **words: str) -> None:
        super().__init__(code)
        self.code, self.words, self.path = code, {"value": written(raw), **words}, path


class ValueProblems(ValueError):  # noqa: N818 - each of them becomes a Problem
    """A value with several parts that its domain refuses, with everything that is wrong."""

    def __init__(self, problems: Iterable[ValueProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most like a mistaken one, or an empty text."""
    if len(name) > LONGEST:
        return ""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


@dataclass(frozen=True)
class Problem:
    """One defect of a case: what, where, and the words its sentence needs.

    Attributes
    ----------
    code
        Which sentence.
    where
        The field, as rules write it; empty when it is the whole text.
    words
        What fills the sentence; a word whose name ends in ``_fr`` or ``_en`` is for that language only.
    source, line
        The file and the line in it, counted from 1; empty and 0 when unknown.
    """

    code: str
    where: str
    words: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    line: int = 0

    def message(self, language: Language) -> str:
        """Return the whole line for the reader, with file and line when it came from a file."""
        sentence = _SENTENCES[self.code].text(language).format_map(self._filled(language))
        colon = " : " if language == "fr" else ": "
        line = f":{self.line}" if self.line else ""
        place = f"{one_line(self.source, _LONGEST_PLACE)}{line}: " if self.source else ""
        return f"{place}{one_line(self.where, _LONGEST_PLACE)}{colon if self.where else ''}{sentence}"

    def _filled(self, language: Language) -> Mapping[str, str]:
        words = {name: one_line(word) if name in _COPIED else word for name, word in self.words.items()}
        suffix = f"_{language}"
        words |= {name.removesuffix(suffix): word for name, word in words.items() if name.endswith(suffix)}
        mean = _DID_YOU_MEAN.text(language).format_map(words) if words.get("hint") else ""
        allowed = _ALLOWED.text(language).format_map(words) if words.get("allowed") else _LISTED.text(language)
        return {**words, "did_you_mean": mean, "hint_or_allowed": mean or allowed}


class CaseError(ValueError):
    """A case that cannot be used; it lists every problem found.

    Attributes
    ----------
    problems
        At least one :class:`Problem`.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(self.messages("en"))

    def messages(self, language: Language) -> list[str]:
        """Return one line a problem."""
        return [problem.message(language) for problem in self.problems]
