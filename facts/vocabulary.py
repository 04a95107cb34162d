"""The vocabulary: every fact a rule may name, derived from the models of patient and lesion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from facts.domains import Domain
from facts.labels import Label
from facts.lesion import Lesion
from facts.patient import Patient
from facts.subject import Subject

__all__ = ["SUBJECTS", "VOCABULARY", "FactDefinition", "SubjectKind", "Vocabulary", "vocabulary"]

SubjectKind = Literal["patient", "lesion"]
SUBJECTS: Mapping[SubjectKind, Label] = {
    "patient": Label(fr="patient", en="patient"),
    "lesion": Label(fr="lésion", en="lesion"),
}


@dataclass(frozen=True)
class FactDefinition:
    """A fact: of which kind of subject, its name there, label, domain and code."""

    subject: SubjectKind
    name: str
    label: Label
    domain: Domain
    code: str = ""

    @property
    def qualified(self) -> str:
        """The name as rules write it, such as ``lesion.site``."""
        return f"{self.subject}.{self.name}"


@dataclass(frozen=True)
class Vocabulary:
    """All facts, by qualified name and in the order of declaration."""

    facts: Mapping[str, FactDefinition]

    def __iter__(self) -> Iterator[FactDefinition]:
        return iter(self.facts.values())

    def of(self, subject: SubjectKind) -> list[FactDefinition]:
        """Return the facts of one kind of subject."""
        return [item for item in self if item.subject == subject]


def vocabulary(patient: type[Subject], lesion: type[Subject]) -> Vocabulary:
    """Return the vocabulary of two models.

    Examples
    --------
    >>> vocabulary(Patient, Lesion).facts["patient.survival_months"].domain.unit
    'mo'
    """
    kinds: tuple[tuple[SubjectKind, type[Subject]], ...] = (("patient", patient), ("lesion", lesion))
    found = [
        FactDefinition(kind, name, item.label, item.domain, item.code)
        for kind, model in kinds
        for name, item in model.facts()
    ]
    return Vocabulary({item.qualified: item for item in found})


VOCABULARY = vocabulary(Patient, Lesion)
