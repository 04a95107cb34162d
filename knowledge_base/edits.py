"""Edits: what differs between two editions of a knowledge base, rule by rule.

>>> from knowledge_base.loader import edition_folder, load
>>> program = load(edition_folder("metastases_osseuses_2026"))
>>> rule_edits(program, program)
{}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from knowledge_base.conditions import Condition, quantities_of, tests_of
from knowledge_base.program import Program, Statement

__all__ = ["EditKind", "RuleEdit", "rule_edits"]

EditKind = OneOf["added", "removed", "condition", "computation", "advice", "exceptions", "strength", "wording"]


@dataclass(frozen=True)
class RuleEdit:
    """What became of a rule from one edition to another.

    Attributes
    ----------
    kinds
        ``added`` or ``removed``; else whether its condition, a value that the condition reads, its advice, the rules
        that override it, the strength of its statement or the wording of that statement is another one.
    statement
        Whether the statement of a rule that was added or removed came or went with it.
    computed
        The derived values whose computation is another one, of those that the condition reads.
    conditions, strengths
        What the condition and the strength were and are, where they differ.
    """

    rule: str
    kinds: tuple[EditKind, ...]
    statement: bool = False
    computed: tuple[str, ...] = ()
    conditions: tuple[Condition, Condition] | None = None
    strengths: tuple[str, str] | None = None

    @property
    def is_of_rule(self) -> bool:
        """Whether the rule itself says something else: not only a value it reads, or the wording of its statement."""
        return not set(self.kinds) <= {"computation", "strength", "wording"}


def rule_edits(before: Program, after: Program) -> dict[str, RuleEdit]:
    """Return the rules that differ between two programs, in the order of the first, then of the second.

    Parameters
    ----------
    before, after
        Two editions of one guideline.
    """
    if before.edition.hash == after.edition.hash:
        return {}
    return _Comparison(before, after).edits()


class _Comparison:
    def __init__(self, before: Program, after: Program) -> None:
        self._before, self._after = before, after
        self._overriders = _overriders(before), _overriders(after)
        self._computed: dict[str, tuple[str, ...]] = {}

    def edits(self) -> dict[str, RuleEdit]:
        names = dict.fromkeys((*self._before.rules, *self._after.rules))
        edits = (self._edit(name) for name in names)
        return {one.rule: one for one in edits if one is not None}

    def _edit(self, name: str) -> RuleEdit | None:
        old, new = self._before.rules.get(name), self._after.rules.get(name)
        if old is None or new is None:
            owner, other = (self._after, self._before) if old is None else (self._before, self._after)
            is_new = owner.rules[name].statement not in other.statements
            return RuleEdit(name, ("added" if old is None else "removed",), is_new)
        computed = self._edited_values(new.when)
        statements = self._before.statements[old.statement], self._after.statements[new.statement]
        differs: Mapping[EditKind, bool] = {
            "condition": old.when != new.when,
            "computation": bool(computed),
            "advice": (old.advice, old.after) != (new.advice, new.after),
            "exceptions": self._overriders[0].get(name) != self._overriders[1].get(name),
            "strength": statements[0].strength != statements[1].strength,
            "wording": _wording(statements[0]) != _wording(statements[1]),
        }
        kinds = tuple(kind for kind, found in differs.items() if found)
        if not kinds:
            return None
        conditions = (old.when, new.when) if differs["condition"] else None
        strengths = (statements[0].strength, statements[1].strength) if differs["strength"] else None
        return RuleEdit(name, kinds, computed=computed, conditions=conditions, strengths=strengths)

    def _edited_values(self, condition: Condition) -> tuple[str, ...]:
        """Return the derived values behind a condition that are not computed as they were."""
        found = (one for test in tests_of(condition) for one in self._edited(test.quantity))
        return tuple(dict.fromkeys(found))

    def _edited(self, name: str) -> tuple[str, ...]:
        if name not in self._computed:
            own = [name] if _computation(self._before, name) != _computation(self._after, name) else []
            deeper = (one for read in _read(self._after, name) for one in self._edited(read))
            self._computed[name] = tuple(dict.fromkeys((*own, *deeper)))
        return self._computed[name]


def _wording(statement: Statement) -> object:
    return statement.name, statement.label, statement.place


def _overriders(program: Program) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for rule in program.rules.values():
        for target in rule.overrides:
            found.setdefault(target, set()).add(rule.name)
    return {target: frozenset(rules) for target, rules in found.items()}


def _computation(program: Program, name: str) -> object:
    """Return what a derived value is computed by; None of a fact."""
    tables = (program.definitions, program.scores, program.formulas, program.categories)
    found = next((table[name] for table in tables if name in table), None)
    # The text of a condition or formula may be laid out in another way and say the same.
    return getattr(found, "when", None) or getattr(found, "value", None) or found


def _read(program: Program, name: str) -> Iterator[str]:
    if name in program.definitions:
        yield from (test.quantity for test in tests_of(program.definitions[name].when))
    elif name in program.scores:
        yield from (item.quantity for item in program.scores[name].items)
    elif name in program.formulas:
        yield from quantities_of(program.formulas[name].value)
    elif name in program.categories:
        yield from (test.quantity for row in program.categories[name].rows for test in tests_of(row.when))
