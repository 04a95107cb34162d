"""Holding a consultation of the engine against the plain reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from engine.consultation import Consultation, Following, OptionVerdict
from engine.engine import Engine
from engine.missing import FactRef
from engine.outcomes import Outcome, outcomes_of
from engine.reading import Reading
from engine.suppositions import as_is, patient_of
from engine.verdicts import Verdict
from facts.case import PATIENT, Case
from facts.values import Truth
from knowledge_base.program import Program
from tests.reference import After, FactOf, Opinion, Possible, evaluate
from tests.strategies import rebuilt

__all__ = ["assert_agreement", "described", "disagreements", "opinions"]


def disagreements(consultation: Consultation) -> list[str]:
    """Return every point in which a consultation differs from the reference, in words."""
    reference = evaluate(consultation.program, consultation.case)
    reading = as_is(patient_of(consultation.trace, consultation.program))
    return [
        *_differences("reading", _told(consultation), _read(consultation, reading)),
        *_differences("force read", _forces(consultation), _forces_read(consultation, reading)),
        *_differences("rule truth", _truths(consultation), reference.truths),
        *_differences("rule force", _forces(consultation), reference.forces),
        *_differences("value", _values(consultation), reference.values),
        *_differences("question", _questions(consultation), reference.questions),
        *_differences("still needed", _still_needed(consultation), reference.still_needed),
        *_differences("verdict", _counted(opinions(consultation)), _counted(list(reference.opinions))),
        *_differences("don't care", _counted(_facts(consultation.dont_care)), _counted(list(reference.dont_care))),
        *_differences("contradiction", _counted(_contradicted(consultation)), _counted(list(reference.contradictions))),
        *_differences("finding", _counted(_findings(consultation)), _counted(list(reference.findings))),
    ]


def _differences(what: str, found: object, expected: object) -> Iterator[str]:
    assert isinstance(found, dict)
    assert isinstance(expected, dict)
    for key in dict.fromkeys((*found, *expected)):
        if found.get(key) != expected.get(key):
            yield f"{what} {key}: engine {found.get(key)}, reference {expected.get(key)}"


def _told(consultation: Consultation) -> dict[Outcome, tuple[Verdict, bool]]:
    """Return the verdicts that say something, and whether they are settled."""
    return {
        Outcome(one.subject, one.option, one.after.path if one.after else ()): (
            one.verdict,
            not one.provisional and one.verdict != "undetermined",
        )
        for one in consultation.verdicts
        if one.verdict != "silent"
    }


def _read(consultation: Consultation, reading: Reading[int]) -> dict[Outcome, tuple[Verdict, bool]]:
    """Return the same by a reading of the patient as the only scenario."""
    found: dict[Outcome, tuple[Verdict, bool]] = {}
    for subject in consultation.known.subjects:
        for outcome in outcomes_of(consultation.program, subject):
            verdicts = reading.verdicts(outcome)
            (verdict,) = (verdict for verdict, term in verdicts.of.items() if term)
            if verdict != "silent":
                found[outcome] = verdict, bool(verdicts.settled)
    return found


def _forces_read(consultation: Consultation, reading: Reading[int]) -> dict[tuple[str, str], Truth]:
    rails = {key: reading.force(*key) for key in consultation.rules}
    return {key: Truth.TRUE if one.true else Truth.FALSE if one.false else Truth.UNKNOWN for key, one in rails.items()}


def _counted(items: Sequence[object]) -> dict[object, int]:
    return dict(Counter(items))


def _fact(fact: FactRef) -> FactOf:
    return fact.subject, fact.quantity


def _facts(facts: Sequence[FactRef]) -> list[FactOf]:
    return [_fact(fact) for fact in facts]


def _truths(consultation: Consultation) -> dict[tuple[str, str], Truth]:
    return {key: state.truth for key, state in consultation.rules.items()}


def _forces(consultation: Consultation) -> dict[tuple[str, str], Truth]:
    return {key: state.force for key, state in consultation.rules.items()}


def _values(consultation: Consultation) -> dict[FactOf, Possible]:
    return {key: Possible(value.possible, value.applies) for key, value in consultation.known.values.items()}


def _questions(consultation: Consultation) -> dict[tuple[str, str], tuple[Truth, frozenset[FactOf]]]:
    return {(one.question, one.subject): (one.asked, frozenset(_facts(one.missing))) for one in consultation.questions}


def _still_needed(consultation: Consultation) -> dict[FactOf, frozenset[str]]:
    return {_fact(one.fact): frozenset(one.decides) for one in consultation.still_needed}


def _findings(consultation: Consultation) -> list[tuple[str, str]]:
    return [(one.finding, one.subject) for one in consultation.findings]


def _contradicted(consultation: Consultation) -> list[tuple[str, str]]:
    return [(one.impossible, one.subject) for one in consultation.contradictions]


def opinions(consultation: Consultation) -> list[Opinion]:
    """Return the verdicts of the engine as the reference has them."""
    return [_opinion(one) for one in consultation.verdicts]


def _opinion(verdict: OptionVerdict) -> Opinion:
    return Opinion(
        subject=verdict.subject,
        option=verdict.option,
        after=_after(verdict.after),
        verdict=verdict.verdict,
        provisional=verdict.provisional,
        rules=frozenset(verdict.rules),
        beaten=frozenset(verdict.beaten),
        defeated=frozenset(verdict.defeated),
        open_rules=frozenset(verdict.open_rules),
        missing=frozenset(_facts(verdict.missing)),
        further=frozenset(_facts(verdict.further)),
    )


def _after(following: Following | None) -> After | None:
    return None if following is None else After(following.path, tuple(rule for rule, _ in following.steps))


def assert_agreement(engine: Engine, case: Case, seed: str, text: str = "") -> None:
    """Fail when the engine and the reference differ on a case, with a smallest case on which they do.

    Parameters
    ----------
    engine, case
        What to compare.
    seed
        What the case and the program came from, to replay it.
    text
        The program, when it is made up.
    """
    if not disagreements(engine.consult(case)):
        return
    smallest = _smallest(engine, case)
    found = "\n".join(disagreements(engine.consult(smallest)))
    raise AssertionError(f"seed {seed}\n{text}\n{described(engine.program, smallest)}\n\n{found}")


def described(program: Program, case: Case) -> str:
    """Return what is known in a case, a fact a line."""
    lines = []
    for subject, values in case.subjects().items():
        facts = program.vocabulary.of("patient" if subject == PATIENT else "lesion")
        known = (f"  {fact.name}: {values[fact.name]}" for fact in facts if values[fact.name] != fact.domain.whole)
        lines += [f"{subject}:", *known]
    return "\n".join(lines)


def _smallest(engine: Engine, case: Case) -> Case:
    """Leave out lesions and forget facts as long as the engine and the reference differ."""
    while True:
        smaller = next((one for one in _smaller(engine.program, case) if disagreements(engine.consult(one))), None)
        if smaller is None:
            return case
        case = smaller


def _smaller(program: Program, case: Case) -> Iterator[Case]:
    subjects = case.subjects()
    for subject in subjects:
        if subject != PATIENT:
            yield rebuilt(case, {name: values for name, values in subjects.items() if name != subject})
    for subject, values in subjects.items():
        for fact in program.vocabulary.of("patient" if subject == PATIENT else "lesion"):
            if values[fact.name] != fact.domain.whole:
                yield rebuilt(case, {**subjects, subject: {**values, fact.name: fact.domain.whole}})
