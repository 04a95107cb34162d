"""What if: a case with other values for some facts, and what that changes.

>>> from engine.engine import Engine
>>> from facts.reader import parse_case
>>> from knowledge_base.loader import edition_folder, load
>>> engine = Engine(load(edition_folder("metastases_osseuses_2026")))
>>> case = parse_case("lesions: [{id: L1, site: tibia}]", "case.yaml")
>>> what_if(engine, case, ["operated=yes"]).facts[0].quantity
'lesion.operated'
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.changes import Differences, ValueChange
from engine.consultation import Consultation
from engine.differences import differences_between
from engine.engine import Engine
from engine.missing import FactRef
from engine.working_memory import subject_kind
from facts.case import Case
from facts.changes import assigned, with_facts
from knowledge_base.conditions import tests_of
from knowledge_base.program import Program

__all__ = ["WhatIf", "what_if"]


@dataclass(frozen=True)
class WhatIf:
    """A case as it is and as it might be.

    Attributes
    ----------
    facts
        The facts that were set to another value than the case has.
    unchanged
        The facts that were set to what the case has anyway.
    unread
        Of those set to another value, the ones that no rule reads and no advice waits for.
    """

    before: Consultation
    after: Consultation
    facts: tuple[ValueChange, ...]
    unchanged: tuple[FactRef, ...]
    unread: tuple[FactRef, ...]
    differences: Differences


def what_if(engine: Engine, case: Case, assignments: Sequence[str]) -> WhatIf:
    """Return what other values for some facts would change.

    Parameters
    ----------
    engine
        Of the edition that is asked.
    case
        The case as it is.
    assignments
        Each ``FACT=VALUE``, as :func:`facts.changes.with_facts` reads them.

    Raises
    ------
    facts.problems.CaseError
        With every problem of all assignments.
    """
    changed = with_facts(case, assignments)
    before, after = engine.consult(case), engine.consult(changed)
    facts = tuple(_changed(case, changed))
    moved = [FactRef(one.subject, one.quantity) for one in facts]
    named = [[_reference(*fact) for fact in some] for some in assigned(case, assignments)]
    awaited = _awaited(engine.program)
    return WhatIf(
        before,
        after,
        facts,
        tuple(one for some in named for one in some if not any(fact in moved for fact in some)),
        tuple(one for one in moved if one not in after.known.values and one.quantity not in awaited),
        differences_between(before, after),
    )


def _reference(subject: str, fact: str) -> FactRef:
    return FactRef(subject, f"{subject_kind(subject)}.{fact}")


def _changed(case: Case, changed: Case) -> Iterator[ValueChange]:
    after = changed.subjects()
    for subject, values in case.subjects().items():
        for fact, value in values.items():
            if value != after[subject][fact]:
                yield ValueChange(subject, _reference(subject, fact).quantity, value, after[subject][fact])


def _awaited(program: Program) -> frozenset[str]:
    """Return the quantities that advice waits for."""
    advice = (one for rule in program.rules.values() for one in rule.advice)
    conditions = (step.once for one in advice for step in one.steps() if step.once is not None)
    return frozenset(test.quantity for condition in conditions for test in tests_of(condition))
