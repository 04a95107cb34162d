"""Scope: what an expression may name, and what an unknown name was probably meant to be.

In: every quantity by name. Out: the quantity, or the fact with several categories, of a name that an expression
uses; any other name is refused with a hint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from facts.domains import Category
from facts.problems import nearest
from facts.vocabulary import SUBJECTS, SeveralDefinition, SubjectKind
from knowledge_base.diagnostics import ExpressionError
from knowledge_base.program import Formula, Quantity

__all__ = ["ALWAYS", "Scope"]

ALWAYS = "always"
"""The condition that holds for everybody."""


@dataclass
class Scope:
    """What an expression may name.

    Parameters
    ----------
    quantities
        Every quantity by qualified name.
    subject
        Of whom the expression speaks: of the patient, facts of a lesion need ``any`` or ``all``.
    name
        What to call quantities that the expression computes without naming them.
    text
        The expression as written.
    hoisted
        The formulas of those quantities, filled while typing.
    """

    quantities: Mapping[str, Quantity]
    subject: SubjectKind
    name: str
    text: str
    hoisted: dict[str, tuple[Quantity, Formula]] = field(default_factory=dict)

    def quantity(self, name: str) -> Quantity:
        """Return a quantity that the expression may name."""
        found = self.quantities.get(name)
        if found is None and (whole := self.several(name)):
            example = f"“{name} has {whole.domain.names[0]}”"
            raise ExpressionError("type", f"of “{name}”, several categories can hold at once: ask {example}")
        if found is None:
            raise ExpressionError("unknown_name", f"“{name}”{_meant(name, self.quantities)}", about=name)
        self._in_reach(name, found.subject)
        return found

    def several(self, name: str) -> SeveralDefinition | None:
        """Return a fact with several categories at once, or None when the name is no such fact."""
        found = _wholes(self.quantities).get(name)
        if found is not None:
            self._in_reach(name, found.subject)
        return found

    def _in_reach(self, name: str, subject: SubjectKind) -> None:
        if subject == "lesion" and self.subject == "patient":
            raise ExpressionError(
                "subject", f"“{name}” is of a lesion; of the patient, ask “any lesion (…)” or “all lesions (…)”"
            )

    def of_lesions(self) -> Scope:
        """Return the scope inside ``any lesion (…)``."""
        return Scope(self.quantities, "lesion", self.name, self.text, self.hoisted)


def _wholes(quantities: Mapping[str, Quantity]) -> dict[str, SeveralDefinition]:
    """Return the facts whose categories are among the quantities."""
    wholes = [quantity.part.whole for quantity in quantities.values() if quantity.part is not None]
    return {whole.qualified: whole for whole in wholes}


def _meant(name: str, quantities: Mapping[str, Quantity]) -> str:
    if name == ALWAYS:
        return " stands alone, without other conditions"
    kind, _, own = name.rpartition(".")
    wholes = _wholes(quantities)
    known = [*(one for one, quantity in quantities.items() if quantity.part is None), *wholes]
    if same := next((f"{other}.{own}" for other in SUBJECTS if f"{other}.{own}" in known), ""):
        return f"; did you mean “{same}”?"
    domains = ((quantity.name, quantity.domain) for quantity in quantities.values())
    equal = (f"{one} == {name}" for one, domain in domains if isinstance(domain, Category) and domain.members(name))
    has = (f"{one} has {name}" for one, whole in wholes.items() if whole.domain.members(name))
    if category := next(chain(equal, has), ""):
        return f" is a category; did you mean “{category}”?"
    if kind in wholes and (category := nearest(own, wholes[kind].domain.all_names)):
        return f"; did you mean “{kind} has {category}”?"
    alike = {one.rpartition(".")[2]: one for one in known if not kind or one.startswith(f"{kind}.")}
    hint = alike.get(nearest(own, alike), "")
    return f"; did you mean “{hint}”?" if hint else " is neither a fact nor defined here"
