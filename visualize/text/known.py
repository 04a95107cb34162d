"""What is known of a subject: facts of the case, with the scores, formulas and categories that follow from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.consultation import Consultation
from engine.working_memory import subject_kind
from facts.case import owner_of
from facts.values import YES, ValueSet
from facts.vocabulary import FactDefinition
from knowledge_base.conditions import Measured, quantities_of, tests_of
from knowledge_base.several_words import answer_words, by_whole, title_words
from knowledge_base.wording import lower_first, value_words
from visualize.text.lines import Wording

__all__ = ["Computed", "Given", "KnownFacts"]


@dataclass(frozen=True)
class Given:
    """What the case gives of a fact, or of categories of one fact.

    Attributes
    ----------
    exact
        Whether one value is left, rather than a range or several.
    """

    title: str
    text: str
    exact: bool


@dataclass(frozen=True)
class Computed:
    """A score, formula or category that says something.

    Attributes
    ----------
    name
        The name of the quantity.
    """

    name: str
    title: str
    text: str
    exact: bool


@dataclass(frozen=True)
class KnownFacts:
    """Says what is known of the subjects of one consultation."""

    consultation: Consultation
    words: Wording

    def given(self, subject: str) -> tuple[list[Given], list[Given]]:
        """Return what the case gives of a subject: the facts that are read, and those that no rule reads."""
        values = self.consultation.case.subjects()[subject]
        facts = self.consultation.program.vocabulary.of(subject_kind(subject))
        given = [fact for fact in facts if fact.name in values and values[fact.name] != fact.domain.whole]
        found: list[Given] = []
        unread: list[Given] = []
        for some in by_whole(given, lambda fact: fact.part.whole if fact.part else None):
            read = [fact for fact in some if self._is_read(fact.qualified, subject)]
            if read:
                found.append(self._given(some, values))
            # Of several categories, those that do not hold are not worth telling where no rule reads them.
            ignored = [fact for fact in some if fact not in read and (not read or values[fact.name] == YES)]
            if ignored:
                unread.append(self._given(ignored, values))
        return found, unread

    def _is_read(self, name: str, subject: str) -> bool:
        """Return whether a rule reads a fact, or an advice waits for it."""
        return (subject, name) in self.consultation.known.values or name in self._awaited

    @cached_property
    def _awaited(self) -> frozenset[str]:
        """The quantities that “once” asks about."""
        advice = (one for rule in self.consultation.program.rules.values() for one in rule.advice)
        conditions = (step.once for one in advice for step in one.steps() if step.once is not None)
        return frozenset(test.quantity for condition in conditions for test in tests_of(condition))

    def _given(self, facts: Sequence[FactDefinition], values: Mapping[str, ValueSet]) -> Given:
        fact = facts[0]
        if fact.part is None:
            words = value_words(values[fact.name], fact.domain, self.words.language)
        else:
            answers = {one.part.entry.name: values[one.name] for one in facts if one.part}
            words = answer_words(fact.part.whole, answers, self.words.language)
        exact = all(values[one.name].is_exact for one in facts)
        return Given(lower_first(title_words(fact, self.words.language)), words, exact)

    def computed(self, subject: str) -> Iterator[Computed]:
        """Yield the scores, formulas and categories of a subject that say something; scores tell what they count."""
        program = self.consultation.program
        scores = (name for name in program.scores if program.quantities[name].kind == "score")
        counted = {item.quantity for score in program.scores.values() for item in score.items}
        categories = (name for name in program.categories if name not in counted)
        for name in (*scores, *program.formulas, *categories):
            if self._is_worth_telling(name, subject):
                quantity, value = program.quantities[name], self.consultation.known.values[subject, name].possible
                text = value_words(value, quantity.domain, self.words.language)
                yield Computed(name, self.words.text(quantity.label), text, value is None or value.is_exact)

    def _is_worth_telling(self, name: str, subject: str) -> bool:
        """Return whether a computed value says something: it has a name, and what it is computed of is narrowed."""
        program = self.consultation.program
        read = [one for one in self._computed_of(name) if not self._is_constant(one)]
        owners = ((owner_of(program.quantities[one].subject, subject), one) for one in read)
        told = [(subject, name), *owners]
        return bool(program.quantities[name].statement) and all(self._is_narrowed(*one) for one in told)

    def _computed_of(self, name: str) -> Iterator[str]:
        """Yield what a formula computes with; a measured value is told as a fact."""
        formula = self.consultation.program.formulas.get(name)
        if formula is not None:
            yield from quantities_of(formula.value.computed if isinstance(formula.value, Measured) else formula.value)

    def _is_constant(self, name: str) -> bool:
        return name in self.consultation.program.formulas and not any(self._computed_of(name))

    def _is_narrowed(self, subject: str, name: str) -> bool:
        """Return whether fewer values of a quantity are possible than when nothing is known."""
        value = self.consultation.known.values.get((subject, name))
        whole = self.consultation.program.quantities[name].domain.whole
        return value is not None and value.possible not in (None, whole)
