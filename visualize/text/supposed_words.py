"""Words for what is supposed of a patient: a quantity, what is known of it, and the values that it would need."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.missing import FactRef
from engine.reach import Change
from engine.reading import Leaf
from engine.working_memory import Value
from facts.case import PATIENT
from facts.domains import Category, Number
from facts.labels import listed
from facts.values import Interval, ValueSet
from knowledge_base.conditions import Test
from knowledge_base.several_words import by_whole
from knowledge_base.wording import region_words, value_words
from visualize.text.lines import Names

__all__ = ["Supposed"]


@dataclass(frozen=True)
class Supposed:
    """Says what is supposed, in one language."""

    names: Names

    def thing(self, leaf: Leaf, where: str = PATIENT) -> str:
        """Name a quantity; its lesion where another subject is spoken of."""
        subject, name = leaf
        quantity = self.names.program.quantities[name]
        if name in self.names.program.formulas and not quantity.statement:
            grounds = self.names.program.grounds[name]
            facts = ((subject if one.startswith("lesion.") else PATIENT, one) for one in grounds)
            return self.names("computed_with").format(facts=self.list_of([FactRef(*one) for one in facts], where))
        return self.names.fact([FactRef(subject, name)], where)

    def list_of(self, facts: Sequence[FactRef], where: str = PATIENT) -> str:
        """List quantities, categories of one fact together."""
        groups = by_whole(facts, self.names.whole)
        return listed([self._together(some, where) for some in groups], self.names.language)

    def _together(self, facts: Sequence[FactRef], where: str) -> str:
        first = facts[0]
        return self.names.fact(facts, where) if len(facts) > 1 else self.thing((first.subject, first.quantity), where)

    def known(self, quantity: str, value: Value) -> str:
        """Say what is known of a quantity."""
        return value_words(value.possible, self.names.program.quantities[quantity].domain, self.names.language)

    def values(self, quantity: str, sets: Sequence[ValueSet]) -> str:
        """Say sets of values as what is asked for, such as ``> 3 mois`` or ``lytique ou mixte``."""
        asked = self.names.program.quantities[quantity]
        between = f" {self.names('or')} "
        return between.join(
            region_words(Test(quantity, _open_ended(one, asked.domain)), asked, self.names.language)
            if isinstance(asked.domain, Number | Category)
            else value_words(one, asked.domain, self.names.language)
            for one in sets
        )

    def change(self, change: Change, where: str = PATIENT) -> str:
        """Say a change: what is known, and what it would have to be."""
        thing = self.thing((change.subject, change.quantity), where)
        needed = self.values(change.quantity, change.enough)
        return f"{thing}{self.names.colon}{self.known(change.quantity, change.before)} → {needed}"

    def changes(self, changes: Sequence[Change], where: str = PATIENT) -> str:
        """Say changes in a row."""
        return self.names.semicolon.join(self.change(one, where) for one in changes)


def _open_ended(values: ValueSet, domain: object) -> ValueSet:
    """Return an interval without the bound that it shares with its domain."""
    if not isinstance(values, Interval) or not isinstance(domain, Number) or values.is_exact:
        return values
    low = -math.inf if values.low == Fraction(domain.minimum) else values.low
    high = math.inf if values.high == Fraction(domain.maximum) else values.high
    if math.isinf(low) and math.isinf(high):
        return values
    return Interval(low, high, values.low_open, values.high_open)
