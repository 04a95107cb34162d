"""Programs at the limits of what durable-rules can hold, built without the loader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

from facts.domains import Boolean, Category, Domain, Entry, Number
from facts.values import YES, Choices, Interval
from facts.vocabulary import SubjectKind, Vocabulary
from knowledge_base.conditions import And, Condition, Not, Or, OverLesions, Test
from knowledge_base.program import (
    Advice,
    Edition,
    Option,
    Place,
    Program,
    Quantity,
    Question,
    Rule,
    Score,
    ScoreItem,
    ScoreRow,
    Statement,
)
from knowledge_base.source import EFFECTS
from tests.small import label, wide_case_model

__all__ = ["LARGE", "WideCase"]

_YES_NO = 60
_GRADED = 14
_TOP = 1000
_POINTS = (1, 2, 3)
_GRADES = Category(*(Entry(name, label(name)) for name in ("low", "middle", "high")))

_PATIENT: dict[str, Domain] = {
    **{f"f{number}": Boolean() for number in range(_YES_NO)},
    **{f"g{number}": _GRADES for number in range(_GRADED)},
    "n": Number("", 0, _TOP),
}
_LESION: dict[str, Domain] = {f"f{number}": Boolean() for number in range(20)}
WideCase, _WIDE = wide_case_model(_PATIENT, _LESION)


def _yes(number: int, subject: str = "patient") -> Test:
    return Test(f"{subject}.f{number}", YES)


def _over(number: int) -> Test:
    return Test("patient.n", Interval(Fraction(number), float("inf"), low_open=True))


def conjunctions_and_disjunctions() -> Program:
    """40 tests in one condition, of the patient, of lesions and of both."""
    patient = tuple(_yes(number) for number in range(40))
    lesion = tuple(_yes(number, "lesion") for number in range(20))
    both = (*patient[:20], *lesion)
    return _program(
        {
            "patient": [
                And(patient),
                Or(patient),
                Not(And(patient[:30])),
                And((Or(patient[:20]), And(patient[20:]))),
                OverLesions("any", And(both)),
                OverLesions("all", Or(both)),
                OverLesions("all", And(lesion)),
                OverLesions("any", Or(patient[:17])),
            ],
            "lesion": [And(both), Or(both), And((*lesion, Not(Or(patient[:20]))))],
        }
    )


def one_test_in_many_rules() -> Program:
    """A thousand rules on one test, each with two others beside it, with one or alone."""
    shared = _yes(0)
    pairs = list(combinations(range(1, _YES_NO), 2))[:400]
    three: list[Condition] = [And((shared, _yes(one), _yes(other))) for one, other in pairs]
    either: list[Condition] = [Or((Not(shared), And((_yes(one), _yes(other))))) for one, other in pairs[:200]]
    of_lesions: list[Condition] = [
        And((_yes(number % 20, "lesion"), _yes(number % (_YES_NO - 1) + 1), shared)) for number in range(200)
    ]
    return _program({"patient": [*three, *either, *([shared] * 200)], "lesion": of_lesions})


def one_test_of_a_lesion_in_many_rules() -> Program:
    """171 rules that join one test of a lesion to two others of it: more than 64 at one node once were error 303."""
    *others, shared = (_yes(number, "lesion") for number in range(20))
    # Premises stand in the order of their first use, so that the shared one comes last.
    first: list[Condition] = [Or(tuple(others))]
    return _program({"lesion": [*first, *(And((one, other, shared)) for one, other in combinations(others, 2))]})


def many_tests_of_one_fact() -> Program:
    """400 different tests of one number, all of which can be true of it at once."""
    tests: list[Condition] = [_over(number) for number in range(0, 800, 2)]
    joined: list[Condition] = [And((_over(number), Not(_over(number + 10)))) for number in range(0, 400, 4)]
    return _program({"patient": [*tests, *joined]})


def many_productions() -> Program:
    """More productions than one ruleset holds."""
    rng = Random("many productions")
    patient: list[Condition] = [
        And(tuple(_yes(number) for number in rng.sample(range(_YES_NO), 3))) for _ in range(3300)
    ]
    lesion: list[Condition] = [
        And((_yes(rng.randrange(20), "lesion"), *(_yes(number) for number in rng.sample(range(_YES_NO), 2))))
        for _ in range(900)
    ]
    return _program({"patient": patient, "lesion": lesion})


def score_of_many_items() -> Program:
    """A score of 14 items, some of which are left open, and tests of it."""
    items = tuple(
        ScoreItem(f"patient.g{number}", tuple(_rows(number)), partial=number == 0) for number in range(_GRADED)
    )
    tests: list[Condition] = [
        Test("patient.score", Interval(Fraction(number), float("inf"))) for number in range(15, 42, 3)
    ]
    return _program({"patient": tests}, scores=[Score("patient.score", items)])


def many_overrides() -> Program:
    """A chain of 30 exceptions, one rule with 60 exceptions, and one exception to 300 rules."""
    chain = {f"patient{number}": (f"patient{number - 1}",) for number in range(1, 31)}
    to_one = {f"patient{number}": ("patient100",) for number in range(101, 161)}
    to_many = {"patient200": tuple(f"patient{number}" for number in range(201, 500))}
    to_lesions = {"patient501": ("lesion0", "lesion1"), "lesion2": ("lesion0",), "lesion1": ("lesion2",)}
    conditions: list[Condition] = [_yes(number % _YES_NO) for number in range(502)]
    of_lesions: list[Condition] = [_yes(number, "lesion") for number in range(3)]
    return _program({"patient": conditions, "lesion": of_lesions}, overrides=chain | to_one | to_many | to_lesions)


LARGE = {
    build.__name__: build
    for build in (
        conjunctions_and_disjunctions,
        one_test_in_many_rules,
        one_test_of_a_lesion_in_many_rules,
        many_tests_of_one_fact,
        many_productions,
        score_of_many_items,
        many_overrides,
    )
}


def _rows(number: int) -> Iterable[ScoreRow]:
    names = _GRADES.names[:2] if number == 0 else _GRADES.names
    for points, name in zip(_POINTS, names, strict=False):
        yield ScoreRow(Choices(frozenset({name})), Fraction(points), Fraction(points + number % 2))


def _program(
    conditions: dict[SubjectKind, list[Condition]],
    scores: Sequence[Score] = (),
    overrides: dict[str, tuple[str, ...]] | None = None,
) -> Program:
    rules = [
        _rule(f"{subject}{number}", subject, number, condition, (overrides or {}).get(f"{subject}{number}", ()))
        for subject, several in conditions.items()
        for number, condition in enumerate(several)
    ]
    options = {name: Option(name, subject, label(name)) for subject in conditions for name in _options(subject)}
    questions = [
        Question(subject, subject, label(subject), And(()), tuple(_options(subject))) for subject in conditions
    ]
    return Program(
        edition=Edition("large", "1", label("large"), "", "", ""),
        vocabulary=_WIDE,
        chapters={},
        strengths={"stated": label("stated")},
        quantities=_quantities(_WIDE, scores),
        definitions={},
        scores={score.name: score for score in scores},
        formulas={},
        categories={},
        details={},
        options=options,
        questions={question.name: question for question in questions},
        statements={"s": Statement("s", Place("", "", ""), "stated", "", label("s"), (), "", "", "", 0)},
        rules={rule.name: rule for rule in rules},
        findings={},
    )


def _options(subject: SubjectKind) -> list[str]:
    return [f"{subject}_option{number}" for number in range(7)]


def _rule(name: str, subject: SubjectKind, number: int, when: Condition, overrides: tuple[str, ...]) -> Rule:
    options = _options(subject)
    advice = Advice(EFFECTS[number % len(EFFECTS)], (options[number % len(options)],))
    return Rule(name, "s", subject, when, "", (advice,), overrides)


def _quantities(vocabulary: Vocabulary, scores: Sequence[Score]) -> dict[str, Quantity]:
    facts = {
        fact.qualified: Quantity(fact.qualified, "fact", fact.subject, fact.label, fact.domain) for fact in vocabulary
    }
    domain = Number("", 0, _TOP, whole_number=True)
    derived = {
        score.name: Quantity(score.name, "score", "patient", label(score.name), domain, partial=True)
        for score in scores
    }
    return facts | derived
