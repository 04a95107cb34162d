"""Changes of a case: facts set to other values, as ``what-if --set`` writes them.

>>> from facts.reader import parse_case
>>> case = parse_case("lesions: [{id: L1, site: tibia}]", "case.yaml")
>>> with_facts(case, ["pain=functional", "patient.survival_months=3..6"]).patient.survival_months.high
Fraction(6, 1)
>>> with_facts(case, ["pain=loud"])  # doctest: +ELLIPSIS
Traceback (most recent call last):
...
facts.problems.CaseError: --set: lesion:L1.pain: "loud" is not allowed; allowed: ...
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from facts.case import PATIENT, Case, lesion_subject
from facts.document import DocumentError, read_document
from facts.domains import Boolean, Domain
from facts.number import Number
from facts.problems import CaseError, Problem, ValueProblem, ValueProblems, nearest
from facts.several import Answers, Several
from facts.subject import Subject
from facts.values import Choices, ValueSet

__all__ = ["SOURCE", "assigned", "with_facts"]

SOURCE = "--set"
"""What problems are said to be in."""

_UNKNOWN = ("unknown", "inconnu", "null", "~")
_ANSWERS: Mapping[str, bool] = {"yes": True, "oui": True, "no": False, "non": False}
_BOUNDS = (">", "<", "≥", "≤")
_DEFECTS = {"syntax": "syntax_of_value"}
_MANY = 20  # names that an error still lists
_LESION = "lesion"

Parsed = ValueSet | Answers


@dataclass(frozen=True)
class _Field:
    """A fact of one subject, or some of the categories of a fact with several at once."""

    subject: str
    name: str
    domain: Domain | Several
    part: str = ""

    @property
    def place(self) -> str:
        return f"{self.subject}.{self.name}{'.' if self.part else ''}{self.part}"

    @property
    def facts(self) -> list[str]:
        """The facts that are set; a fact with several categories at once is as many."""
        if not isinstance(self.domain, Several):
            return [self.name]
        members = self.domain.members(self.part) if self.part else None
        return [f"{self.name}.{one}" for one in self.domain.names if members is None or one in members]


class _Refused(Exception):  # noqa: N818 - it becomes one of the problems of a CaseError
    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


def with_facts(case: Case, assignments: Sequence[str]) -> Case:
    """Return a case with other values for some facts.

    Parameters
    ----------
    case
        The case; it stays as it is.
    assignments
        Each ``FACT=VALUE``. A fact is ``patient.survival_months``, ``lesion:L1.pain``, or ``pain`` where only one
        subject of the case has it; one of several categories is ``current_drugs.cisplatin``. A value is what a case
        file may say; ``unknown`` stands for nothing known, and ``yes`` and ``no`` for a yes/no fact.

    Raises
    ------
    CaseError
        With every problem of all assignments.
    """
    problems: list[Problem] = []
    found: list[tuple[_Field, object]] = []
    told: set[tuple[str, str]] = set()
    for assignment in assignments:
        try:
            field, raw = _read(case, assignment)
        except _Refused as refused:
            problems += refused.problems
            continue
        facts = {(field.subject, fact) for fact in field.facts}
        if told & facts:
            problems.append(_problem("set_twice", field.place))
        told |= facts
        found.append((field, raw))
    changed = dict(_subjects(case))
    for field, raw in found:
        try:
            value = _value(field, raw, getattr(changed[field.subject], field.name))
        except _Refused as refused:
            problems += refused.problems
        else:
            changed[field.subject] = changed[field.subject].model_copy(update={field.name: value})
    if problems:
        raise CaseError(problems)
    lesions = tuple(changed[lesion_subject(lesion.id)] for lesion in case.lesions)
    return case.model_copy(update={"patient": changed[PATIENT], "lesions": lesions})


def assigned(case: Case, assignments: Sequence[str]) -> list[list[tuple[str, str]]]:
    """Return which facts of whom each assignment sets; each category of a fact with several is one.

    Examples
    --------
    >>> assigned(Case(), ["frail=no", "patient.current_drugs.platinum=no"])
    [[('patient', 'frail')], [('patient', 'current_drugs.cisplatin'), ('patient', 'current_drugs.carboplatin')]]
    """
    fields = [_read(case, assignment)[0] for assignment in assignments]
    return [[(field.subject, name) for name in field.facts] for field in fields]


def _subjects(case: Case) -> Iterator[tuple[str, Subject]]:
    yield PATIENT, case.patient
    for lesion in case.lesions:
        yield lesion_subject(lesion.id), lesion


def _problem(code: str, where: str, **words: str) -> Problem:
    return Problem(code, where, words, SOURCE)


# Which fact


def _read(case: Case, assignment: str) -> tuple[_Field, object]:
    """Return the fact that an assignment names, and what it is set to as plain data."""
    written, equals, value = assignment.partition("=")
    name, text = written.strip(), value.strip()
    if not equals or not name:
        raise _Refused(_problem("no_assignment", name))
    field = _field(case, name)
    if not text:
        raise _Refused(_problem("no_value", field.place))
    return field, _plain(field, text)


def _field(case: Case, name: str) -> _Field:
    subjects = dict(_subjects(case))
    owner, dot, rest = name.partition(".")
    is_subject = owner in (PATIENT, _LESION) or owner.startswith(f"{_LESION}:")
    if not is_subject or not dot:
        return _one_of(case, name, subjects)
    if owner == _LESION:
        return _one_of(case, rest, {one: subject for one, subject in subjects.items() if one != PATIENT})
    if owner not in subjects:
        # Lesions are told apart by a letter or a number, so the nearest name may well be the wrong one.
        raise _Refused(_problem("unknown_subject", "", name=owner, hint="", allowed=", ".join(subjects)))
    return _one_of(case, rest, {owner: subjects[owner]})


def _one_of(case: Case, name: str, subjects: Mapping[str, Subject]) -> _Field:
    """Return the fact of the only subject that has it."""
    fact, _, part = name.partition(".")
    found = [
        _Field(subject, fact, facts[fact].domain, part)
        for subject, model in subjects.items()
        if fact in (facts := dict(model.facts()))
    ]
    if not found:
        if not case.lesions and fact in dict(_lesion_model(case).facts()):
            raise _Refused(_problem("no_lesion", "", name=fact))
        known = list(dict.fromkeys(one for model in subjects.values() for one, _ in model.facts()))
        allowed = ", ".join(known) if len(known) <= _MANY else ""
        where = next(iter(subjects)) if len(subjects) == 1 else ""
        raise _Refused(_problem("unknown_field", where, name=fact, hint=nearest(fact, known), allowed=allowed))
    if len(found) > 1:
        raise _Refused(_problem("which_subject", "", name=name, allowed=", ".join(one.place for one in found)))
    field = found[0]
    if part and not isinstance(field.domain, Several):
        raise _Refused(_problem("no_categories", f"{field.subject}.{fact}", name=part))
    if part and isinstance(field.domain, Several) and part not in field.domain.all_names:
        raise _Refused(_of_value(field.domain.no_category(part), f"{field.subject}.{fact}"))
    return field


def _lesion_model(case: Case) -> type[Subject]:
    annotation = type(case).model_fields["lesions"].annotation
    model: type[Subject] = get_args(annotation)[0]
    return model


# Which value


def _plain(field: _Field, text: str) -> object:
    """Return a value as plain data: what a case file would be read as, with the words of a command line."""
    if text.casefold() in _UNKNOWN:
        return None
    if isinstance(field.domain, Number) and text.startswith(_BOUNDS):
        # YAML takes an unquoted “>” for the head of an indented text.
        return text
    try:
        data = read_document(text, SOURCE).data
    except DocumentError as error:
        problems = [_problem(_DEFECTS.get(one.code, one.code), field.place, **one.words) for one in error.defects]
    else:
        if data is not None:
            return _answered(field, data)
        problems = [_problem("no_value", field.place)]
    raise _Refused(*problems)


def _answered(field: _Field, data: object) -> object:
    """Return plain data in which a yes/no fact may be answered with “yes” or “oui”."""
    if isinstance(field.domain, Boolean) or field.part:
        return _answer(data)
    if isinstance(field.domain, Several) and isinstance(data, dict):
        return {name: _answer(one) for name, one in data.items()}
    return data


def _answer(data: object) -> object:
    if not isinstance(data, str):
        return data
    return None if data.casefold() in _UNKNOWN else _ANSWERS.get(data.casefold(), data)


def _value(field: _Field, raw: object, before: Parsed) -> Parsed:
    try:
        if isinstance(field.domain, Several) and field.part and isinstance(before, Answers):
            return _with_part(field.domain, field.part, raw, before)
        return field.domain.parse(raw)
    except ValueProblem as problem:
        found = [problem]
    except ValueProblems as several:
        found = list(several.problems)
    raise _Refused(*(_of_value(one, field.place) for one in found))


def _with_part(domain: Several, part: str, raw: object, before: Answers) -> Answers:
    """Return the answers with another one for a category, or for all of a group: what is not named stays."""
    value: Choices = Boolean().parse(raw)
    if part not in domain.names and raw is True:
        # It says that one of them holds, and not which.
        return domain.parse({part: raw})
    members = domain.members(part) or frozenset()
    return domain.parse({name: value if name in members else one for name, one in before.items()})


def _of_value(problem: ValueProblem, place: str) -> Problem:
    return Problem(problem.code, place, problem.words, SOURCE)
