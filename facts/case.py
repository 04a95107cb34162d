"""A case: one patient, their lesions and, in a worked case, the verdicts expected of the rules."""

from __future__ import annotations

from collections import Counter
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from facts.lesion import Lesion
from facts.patient import Patient
from facts.problems import ValueProblem
from facts.subject import Identifier, refused
from facts.values import ValueSet

__all__ = ["PATIENT", "Case", "lesion_subject", "owner_of"]

PATIENT = "patient"


def owner_of(kind: str, subject: str) -> str:
    """Return of whom something of a kind of subject is read where a subject is spoken of.

    Examples
    --------
    >>> owner_of("patient", "lesion:L1"), owner_of("lesion", "lesion:L1")
    ('patient', 'lesion:L1')
    """
    return subject if kind == "lesion" else PATIENT


def lesion_subject(identifier: str) -> str:
    """Return the name of a lesion as a subject of verdicts.

    Examples
    --------
    >>> lesion_subject("L1")
    'lesion:L1'
    """
    return f"lesion:{identifier}"


class Case(BaseModel):
    """A patient with any number of lesions.

    Attributes
    ----------
    id
        Pseudonymous identifier, if any.
    title
        A sentence that a clinician understands, if any.
    expect
        What a worked case expects of the rules; not read when the case is consulted.

    Examples
    --------
    >>> list(Case(lesions=[Lesion(id="L1")]).subjects())
    ['patient', 'lesion:L1']
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    id: Identifier = "case"
    title: str = ""
    note: str = ""
    patient: Patient = Field(default_factory=Patient)
    lesions: tuple[Lesion, ...] = ()
    expect: Any = None

    @model_validator(mode="after")
    def _distinct_lesions(self) -> Self:
        for name, count in Counter(lesion.id for lesion in self.lesions).items():
            if count > 1:
                raise refused(ValueProblem("duplicate_lesion", name, name=name))
        return self

    def subjects(self) -> dict[str, dict[str, ValueSet]]:
        """Return the possible values of each fact of each subject, the patient first."""
        found = {PATIENT: self.patient.values()}
        found.update((lesion_subject(lesion.id), lesion.values()) for lesion in self.lesions)
        return found
