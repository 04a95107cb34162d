"""How things are named where two programs are compared: by the later one, or by the one that has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from engine.result import Result, VerdictKey
from engine.trace import value_node
from facts.case import PATIENT
from facts.labels import Language, colon, listed
from facts.values import ValueSet
from facts.vocabulary import SeveralDefinition
from knowledge_base.edits import RuleEdit
from knowledge_base.program import STATED, Detail, Program, Quantity
from knowledge_base.source import Effect
from knowledge_base.wording import EFFECTS, condition_words, lower_first, place_words, words_of_test
from visualize.text.difference_words import DIFFERENCE_WORDS, EDITS
from visualize.text.words import WORDS

__all__ = ["MOST_NAMES", "Names"]

MOST_NAMES = 4
"""How many options are named before only the number of the others is told."""

Named = TypeVar("Named")


@dataclass(frozen=True)
class Names:
    """Names what is in either of two results."""

    before: Result
    after: Result
    language: Language

    def word(self, name: str) -> str:
        """Return a word of the reports on differences."""
        return DIFFERENCE_WORDS[name].text(self.language)

    def said(self, name: str, text: str) -> str:
        """Return a word of the reports on differences, a colon and what it announces."""
        return f"{self.word(name)}{colon(self.language)}{text}"

    def option(self, name: str) -> str:
        """Name an option."""
        return self._either(name, self.after.program.options, self.before.program.options).label.text(self.language)

    def option_in_path(self, key: VerdictKey) -> str:
        """Name an option with the one that it follows directly."""
        if not key.path:
            return self.option(key.option)
        return f"{self.option(key.option)} ({self.said('follows', lower_first(self.option(key.path[-1])))})"

    def subject(self, subject: str) -> str:
        """Name the patient or a lesion."""
        if subject == PATIENT:
            return WORDS["patient"].text(self.language)
        return f"{WORDS['lesion'].text(self.language)} {subject.partition(':')[2]}"

    def question(self, name: str) -> str:
        """Name a question."""
        found = self._either(name, self.after.program.questions, self.before.program.questions)
        return found.label.text(self.language)

    def finding(self, name: str) -> str:
        """Say a finding."""
        return self._either(name, self.after.program.findings, self.before.program.findings).label.text(self.language)

    def quantity(self, name: str) -> Quantity:
        """Return a fact or derived value."""
        return self._either(name, self.after.program.quantities, self.before.program.quantities)

    def answers(self, subject: str, whole: SeveralDefinition) -> tuple[dict[str, ValueSet], dict[str, ValueSet]]:
        """Return what the traces know of a fact with several categories, by category, before and after."""
        nodes = {one: value_node(subject, f"{whole.qualified}.{one}") for one in whole.domain.names}
        before, after = (
            {name: value for name, node in nodes.items() if node in side.trace and (value := side.value(node))}
            for side in (self.before, self.after)
        )
        return before, after

    def test(self, text: str, *, negated: bool) -> str:
        """Say a test in full."""
        program = self.after.program if text in self.after.program.tests else self.before.program
        return words_of_test(program.tests[text], program, self.language, negated=negated)

    def detail(self, name: str) -> Detail:
        """Return a particular of advice."""
        return self._either(name, self.after.program.details, self.before.program.details)

    def program_of(self, rule: str) -> Program:
        """Return the later program that has a rule."""
        return self.after.program if rule in self.after.program.rules else self.before.program

    def place(self, rule: str) -> str:
        """Say where the statement of a rule stands, how strongly it is worded, and the name of the rule."""
        program = self.program_of(rule)
        statement = program.statements[program.rules[rule].statement]
        strength = program.strengths[statement.strength].text(self.language)
        told = "" if statement.strength == STATED else f", {strength}"
        return f"{place_words(statement.name, program, self.language)}{told} [{rule}]"

    def effects(self, rule: str, option: str) -> str:
        """Say what a rule does to an option."""
        rules = self.program_of(rule).rules
        steps = (step for advice in rules[rule].advice for step in advice.steps() if option in step.options)
        effects: dict[Effect, None] = dict.fromkeys(step.effect for step in steps)
        return ", ".join(EFFECTS[effect].text(self.language) for effect in effects)

    def edit(self, edit: RuleEdit) -> str:
        """Say in what a rule was edited, and which it is."""
        kinds = ", ".join(EDITS[kind].text(self.language) for kind in edit.kinds)
        with_it = f", {self.word('statement_too')}" if edit.statement else ""
        return f"{kinds}{with_it}{colon(self.language)}{self.place(edit.rule)}"

    def computed(self, names: Sequence[str]) -> str:
        """Say which derived values another edition computes otherwise."""
        labels = [lower_first(self.quantity(name).label.text(self.language)) for name in names]
        return f"{EDITS['computation'].text(self.language)}{colon(self.language)}{listed(labels, self.language)}"

    def conditions(self, edit: RuleEdit) -> list[str]:
        """Say the condition of a rule before and after; nothing where it is the same."""
        programs = self.before.program, self.after.program
        pairs = zip(edit.conditions, programs, strict=True) if edit.conditions else ()
        return [condition_words(condition, program, self.language) for condition, program in pairs]

    def strengths(self, names: tuple[str, str]) -> list[str]:
        """Say a strength before and after."""
        programs = self.before.program, self.after.program
        pairs = zip(names, programs, strict=True)
        return [program.strengths[name].text(self.language) for name, program in pairs]

    def _either(self, name: str, later: Mapping[str, Named], earlier: Mapping[str, Named]) -> Named:
        return later[name] if name in later else earlier[name]
