"""The vocabulary: every fact a rule may name, derived from the models of patient and lesion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from facts.domains import Boolean, Domain, Entry
from facts.labels import Label, joined
from facts.learning import Change, Source
from facts.lesion import Lesion
from facts.patient import Patient
from facts.several import Several
from facts.subject import Fact, Subject

__all__ = [
    "SUBJECTS",
    "VOCABULARY",
    "FactDefinition",
    "Part",
    "SeveralDefinition",
    "SubjectKind",
    "Vocabulary",
    "vocabulary",
]

SubjectKind = Literal["patient", "lesion"]
SUBJECTS: Mapping[SubjectKind, Label] = {
    "patient": Label(fr="patient", en="patient"),
    "lesion": Label(fr="lésion", en="lesion"),
}


@dataclass(frozen=True)
class SeveralDefinition:
    """A fact with several categories at once; each of them is a yes/no fact of its own, :class:`Part`.

    Each is learnt and changes as the whole does.
    """

    subject: SubjectKind
    name: str
    label: Label
    domain: Several
    learnt_by: tuple[Source, ...]
    change: Change
    code: str = ""

    @property
    def qualified(self) -> str:
        """The name as rules write it, such as ``patient.current_drugs``."""
        return f"{self.subject}.{self.name}"

    def parts(self) -> Iterator[FactDefinition]:
        """Yield the facts that its categories are."""
        for entry in self.domain.entries:
            name, label = f"{self.name}.{entry.name}", joined(self.label, entry.label)
            yield FactDefinition(
                self.subject, name, label, Boolean(), self.learnt_by, self.change, entry.code, Part(self, entry)
            )


@dataclass(frozen=True)
class Part:
    """One category of a fact with several at once."""

    whole: SeveralDefinition
    entry: Entry


@dataclass(frozen=True)
class FactDefinition:
    """A fact: of which kind of subject, its name there, label, domain and code.

    Attributes
    ----------
    learnt_by
        The sources that settle it, the cheapest first.
    change
        What can become of it later.
    part
        Of what it is a category, when several can hold at once.
    """

    subject: SubjectKind
    name: str
    label: Label
    domain: Domain
    learnt_by: tuple[Source, ...]
    change: Change
    code: str = ""
    part: Part | None = None

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

    @cached_property
    def several(self) -> Mapping[str, SeveralDefinition]:
        """The facts with several categories at once, by qualified name."""
        wholes = [item.part.whole for item in self if item.part is not None]
        return {whole.qualified: whole for whole in wholes}

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
    found = [one for kind, model in kinds for name, item in model.facts() for one in _definitions(kind, name, item)]
    return Vocabulary({item.qualified: item for item in found})


def _definitions(kind: SubjectKind, name: str, item: Fact) -> Iterator[FactDefinition]:
    if isinstance(item.domain, Several):
        whole = SeveralDefinition(kind, name, item.label, item.domain, item.learnt_by, item.change, item.code)
        yield from whole.parts()
    else:
        yield FactDefinition(kind, name, item.label, item.domain, item.learnt_by, item.change, item.code)


VOCABULARY = vocabulary(Patient, Lesion)
