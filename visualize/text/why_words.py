"""How the parts of an answer to “why” are said: a rule's grounds, what it does, what a score is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.answer import Answer, Ground, Reason, Why
from engine.explanation import Premise, reasons_words
from engine.plain import plain_number
from engine.verdicts import AGAINST, VERDICTS, judge
from facts.case import PATIENT
from facts.labels import Language, listed
from facts.values import decimal_text
from knowledge_base.conditions import Condition, Measured
from knowledge_base.program import STATED, Program
from knowledge_base.several_words import title_words
from knowledge_base.wording import EFFECTS, condition_words, lower_first, state_words
from visualize.text.lines import Names

__all__ = ["WhyWords"]


@dataclass(frozen=True)
class WhyWords:
    """Says the parts of one answer in one language."""

    found: Why
    names: Names

    @classmethod
    def of(cls, found: Why, program: Program, language: Language) -> WhyWords:
        """Return the words for an answer."""
        return cls(found, Names(program, language, found.lesions))

    @property
    def language(self) -> Language:
        """The language of all that is said."""
        return self.names.language

    @cached_property
    def grounds(self) -> dict[str, Ground]:
        """By node, the values that the answer rests on."""
        return {one.node: one for one in self.found.grounds}

    def verdict(self, answer: Answer) -> str:
        """Say a verdict, and that it is provisional."""
        word = self.names.text(VERDICTS[answer.verdict])
        return f"{word}, {self.names('provisional')}" if answer.provisional else word

    def facts(self, answer: Answer) -> str:
        """Name the facts that can still change a verdict."""
        return self.names.facts(answer.missing, self.found.subject) or self.names("no_fact")

    def counted(self, count: int, one: str, many: str) -> str:
        """Say that there is one more thing, or how many more."""
        return self.names(one) if count == 1 else self.names(many).format(count=count)

    def because(self, reason: Reason) -> list[str]:
        """Say what decides about a rule; of one without a condition, that it is for everybody."""
        if reason.rule.is_for_everybody:
            return [self.names("for_everybody_after" if reason.rule.after else "for_everybody")]
        return self.reasons(reason.decisive, reason.subject) or [self.condition(reason.rule.when)]

    def reasons(self, premises: Iterable[Premise], subject: str) -> list[str]:
        """Say values with what was asked of them, where a subject is spoken of; another lesion is named."""
        naming = subject == PATIENT and len(self.found.lesions) > 1
        return reasons_words(premises, self.language, naming=naming)

    def condition(self, condition: Condition) -> str:
        """Say a condition that holds or fails without any test, such as one on any lesion where there is one."""
        return condition_words(condition, self.names.program, self.language)

    def because_words(self, reason: Reason) -> str:
        """Say what decides about a rule, on one line."""
        return self.names.semicolon.join(self.because(reason))

    def effects(self, reason: Reason) -> str:
        """Say what a rule does to the option."""
        return ", ".join(self.names.text(EFFECTS[effect]) for effect in reason.effects) or self.names("exception")

    def is_against(self, reason: Reason) -> bool:
        """Return whether a rule speaks against the option."""
        return any(effect in AGAINST for effect in reason.effects)

    def own_effect(self, reason: Reason, answer: Answer) -> str:
        """Say what a rule does where that is not what the verdict says already."""
        agrees = answer.verdict in {judge({effect}) for effect in reason.effects}
        return "" if agrees and answer.verdict != "conflict" else f"({self.effects(reason)}) "

    def details(self, reason: Reason) -> list[str]:
        """Say the particulars that a rule gives of the option, and what it waits for."""
        return list(dict.fromkeys(said for one in reason.advice for said in self.names.details(one.details, one.once)))

    def details_words(self, reason: Reason) -> str:
        """Say the particulars behind an arrow, if there are any."""
        details = self.details(reason)
        return f" → {self.names.semicolon.join(details)}" if details else ""

    def source(self, reason: Reason) -> str:
        """Say where a rule stands."""
        return self.names.source(reason.rule.name)

    def short_source(self, reason: Reason) -> str:
        """Say in which chapter and section a rule stands, and how strongly it is worded."""
        statement, program = reason.statement, self.names.program
        chapter = self.names.text(program.chapters[statement.place.chapter].label)
        strength = self.names.text(program.strengths[statement.strength])
        return f"{chapter} {statement.place.section}{'' if statement.strength == STATED else f', {strength}'}"

    def path(self, answer: Answer) -> str:
        """Name the options that are followed, the last one first."""
        joint = f", {self.names('once_done')} "
        return joint.join(lower_first(self.names.option(option)) for option in reversed(answer.path))

    def derived(self, reason: Reason) -> Iterator[Ground]:
        """Yield the values behind the decisive tests of a rule that were derived from others."""
        for one in reason.decisive:
            ground = self.grounds[one.node]
            if ground.premises:
                yield ground

    def opened(self, ground: Ground) -> str:
        """Say what a value was derived from, one level down."""
        title = title_words(ground.quantity, self.language)
        said = f"{title}{self.names.colon}{state_words(ground.quantity, ground.value, self.language)}"
        match ground.quantity.kind:
            case "score" | "lookup":
                return f"{said} = {' + '.join(self._item(one) for one in ground.premises)}"
            case "formula":
                parts = self.reasons(self._computed_from(ground), ground.subject)
                return f"{said}, {self.names.said('computed_from', listed(parts, self.language))}"
            case kind:
                parts = self.reasons((one for one in ground.premises if one.decisive), ground.subject)
                if not parts and kind == "definition":
                    parts = [self.condition(self.names.program.definitions[ground.quantity.name].when)]
                return f"{said}, {self.names('because')} {listed(parts, self.language)}"

    def _computed_from(self, ground: Ground) -> Iterable[Premise]:
        """Return what a value was computed from; of what was measured as well, the measure alone or the rest."""
        formula = self.names.program.formulas[ground.quantity.name].value
        if not isinstance(formula, Measured):
            return ground.premises
        measured = [one for one in ground.premises if one.quantity.name == formula.quantity]
        known = [one for one in measured if one.value is not None and one.value.is_exact]
        rest = [one for one in ground.premises if one not in measured or one.value != formula.whole]
        return known or rest

    def lowered(self, text: str) -> str:
        """Return a text for the middle of a sentence: with a small first letter, unless it begins with a name."""
        return text if text.split(" ", 1)[0] in self._proper_names else lower_first(text)

    @cached_property
    def _proper_names(self) -> frozenset[str]:
        """The words that labels write with a capital letter where no sentence begins, such as “Mirels”."""
        labels = (quantity.label for quantity in self.names.program.quantities.values())
        words = (word for label in labels for text in (label.fr, label.en) for word in text.split()[1:])
        return frozenset(word for word in words if word[:1].isupper())

    def _item(self, premise: Premise) -> str:
        title = self.lowered(title_words(premise.quantity, self.language))
        return f"{title} ({state_words(premise.quantity, premise.value, self.language)}) {self.points(premise)}"

    def points(self, premise: Premise) -> str:
        """Say the points of an item, or that there are none for its value."""
        if premise.points is None:
            return self.names("no_points")
        low, high = (self._number(one) for one in premise.points)
        if low == high:
            return low
        return f"{low} {'à' if self.language == 'fr' else 'to'} {high}"

    def _number(self, number: float) -> str:
        text = decimal_text(plain_number(number))
        return text.replace(".", ",") if self.language == "fr" else text
