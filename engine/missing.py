"""Missing facts: what an open condition waits for.

A fact is missing where it is not known exactly and the openness of a condition depends on it. A fact that is
missing nowhere can be learnt without changing anything: its tests are decided, or do not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.kleene import open_tests, rows_in_reach
from engine.working_memory import Known, Value
from facts.case import owner_of
from facts.values import Truth
from knowledge_base.arithmetic import item_applies, item_points
from knowledge_base.conditions import Condition, quantities_of
from knowledge_base.program import Score

__all__ = ["FactRef", "MissingFacts"]


class FactRef(NamedTuple):
    """A fact of one subject; written ``patient.survival_months`` or ``lesion:L1.pain``.

    Examples
    --------
    >>> FactRef.read("lesion:L1.pain")
    FactRef(subject='lesion:L1', quantity='lesion.pain')
    """

    subject: str
    quantity: str

    def __str__(self) -> str:
        return f"{self.subject}.{self.quantity.partition('.')[2]}"

    @classmethod
    def read(cls, text: str) -> FactRef:
        """Return the fact that a text stands for, as a trace writes it."""
        subject, _, name = text.partition(".")
        return cls(subject, f"{subject.partition(':')[0]}.{name}")


@dataclass(frozen=True)
class MissingFacts:
    """The missing facts of one case.

    Attributes
    ----------
    found
        Those behind each quantity of each subject, kept once they are known.
    """

    known: Known
    found: dict[tuple[str, str], tuple[FactRef, ...]] = field(default_factory=dict, compare=False)

    def of(self, condition: Condition, subject: str) -> list[FactRef]:
        """Return the facts that an open condition waits for, each once, in the order of reading."""
        return list(dict.fromkeys(self._of(condition, subject)))

    def _of(self, condition: Condition, subject: str) -> Iterator[FactRef]:
        for test, one in open_tests(condition, subject, self.known.outcomes)[1]:
            yield from self._of_quantity(test.quantity, one)

    def _of_quantity(self, name: str, subject: str) -> tuple[FactRef, ...]:
        owner = owner_of(self.known.network.program.quantities[name].subject, subject)
        if (name, owner) not in self.found:
            self.found[name, owner] = tuple(dict.fromkeys(self._behind(name, owner)))
        return self.found[name, owner]

    def _behind(self, name: str, owner: str) -> Iterator[FactRef]:
        program = self.known.network.program
        match program.quantities[name].kind:
            case "fact":
                if not _is_exact(self._value(name, owner)):
                    yield FactRef(owner, name)
            case "definition":
                yield from self._of(program.definitions[name].when, owner)
            case "score" | "lookup":
                yield from self._of_score(program.scores[name], owner)
            case "category":
                for row, _ in rows_in_reach(program.categories[name], owner, self.known.outcomes):
                    yield from self._of(row.when, owner)
            case "formula":
                for read in quantities_of(program.formulas[name].value):
                    # What is read can be exact although not all that it was computed from is, as zero times anything.
                    if not _is_exact(self._value(read, owner)):
                        yield from self._of_quantity(read, owner)

    def _of_score(self, score: Score, subject: str) -> Iterator[FactRef]:
        for item in score.items:
            value = self._value(item.quantity, subject)
            if value.possible is None:
                continue
            points = item_points(item, value.possible)
            decided = points is not None and points[0] == points[1]
            if not decided or item_applies(item, value.possible) is Truth.UNKNOWN:
                yield from self._of_quantity(item.quantity, subject)

    def _value(self, name: str, subject: str) -> Value:
        owner = owner_of(self.known.network.program.quantities[name].subject, subject)
        return self.known.values[owner, name]


def _is_exact(value: Value) -> bool:
    return value.possible is not None and value.possible.is_exact
