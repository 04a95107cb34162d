"""Lines of a report, and how things are named in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal as OneOf

from engine.consultation import Consultation, Contradiction
from engine.contract import NOTICE
from engine.missing import FactRef
from engine.verdicts import Verdict
from facts.case import PATIENT, Case
from facts.labels import Label, Language, colon, listed, semicolon, typeset
from facts.values import ValueSet
from knowledge_base.conditions import Condition
from knowledge_base.program import DELAYS, STATED, Advice, Program
from knowledge_base.several_words import by_whole, fact_words
from knowledge_base.wording import awaited_words, detail_words, lower_first, place_words, value_words
from visualize.text.words import WORDS

__all__ = ["LABEL_WIDTH", "VERDICT_STYLES", "Line", "Names", "Style", "Wording"]

_PLACES = ("lesion.site", "lesion.vertebral_level")
Style = OneOf["plain", "title", "heading", "question", "good", "open", "bad", "quiet"]

VERDICT_STYLES: Mapping[Verdict, Style] = {
    "recommended": "good",
    "option": "good",
    "discuss": "good",
    "caution": "open",
    "not_recommended": "bad",
    "contraindicated": "bad",
    "conflict": "bad",
    "undetermined": "open",
    "silent": "quiet",
}
LABEL_WIDTH = 15
"""How much room the word before a reason takes."""


@dataclass(frozen=True)
class Line:
    """A line of the report; `hang` is where its continuation lines begin, unless it is to stay `whole`."""

    text: str = ""
    style: Style = "plain"
    indent: int = 0
    hang: int = 0
    whole: bool = False


@dataclass(frozen=True)
class Names:
    """Names facts, options, rules and lesions in one language.

    Attributes
    ----------
    lesions
        All lesions of the case; the only one need not be named.
    """

    program: Program
    language: Language
    lesions: tuple[str, ...]

    def __call__(self, name: str) -> str:
        """Return a word of the report."""
        return WORDS[name].text(self.language)

    def text(self, label: Label) -> str:
        """Return a label in the language of the report."""
        return label.text(self.language)

    def said(self, name: str, text: str) -> str:
        """Return a word of the report, a colon and what it announces."""
        return f"{self(name)}{self.colon}{text}"

    @property
    def colon(self) -> str:
        """A colon with its spaces."""
        return colon(self.language)

    @property
    def semicolon(self) -> str:
        """A semicolon with its spaces."""
        return semicolon(self.language)

    def title(self, case: Case) -> Line:
        """Name a case."""
        untitled = f"{self('case')} {case.id}" if case.id != "case" else self("untitled")
        return Line(self.printable(case.title or untitled), "title")

    @staticmethod
    def printable(text: str) -> str:
        """Drop what would move the cursor, colour a terminal or turn the direction of writing."""
        return "".join(sign for sign in text if sign.isprintable() or sign == "\N{NO-BREAK SPACE}")

    def contradictions(self, some: Sequence[Contradiction]) -> Iterator[Line]:
        """Yield the facts of a case that no patient has together, if there are any."""
        if some:
            yield Line()
            yield Line(self("contradictions"), "bad")
            yield from (Line(f"- {self.contradiction(one)}", "bad", 2, 4) for one in some)
            yield Line(self("contradictions_first"), "quiet", 2, 2)

    def contradiction(self, one: Contradiction) -> str:
        """Say which facts no patient has together, and of which lesion they are."""
        return f"{self.text(self.program.impossible[one.impossible].label)}{self.owner(one.subject)}"

    def footer(self) -> Iterator[Line]:
        """Yield from which edition all this is, and what it is not for."""
        edition = self.program.edition
        yield Line()
        yield Line(f"{self.text(edition.title)} · {self('knowledge_base')} {edition.hash}", "quiet")
        yield Line(self.text(NOTICE), "quiet")

    def subject(self, subject: str) -> str:
        """Name the patient or a lesion."""
        return self("patient") if subject == PATIENT else f"{self('lesion')} {subject.partition(':')[2]}"

    def question(self, name: str) -> str:
        """Name a question."""
        return self.program.questions[name].label.text(self.language)

    def typeset(self, lines: Iterable[Line]) -> list[Line]:
        """Return lines with the spaces that the language puts around its signs."""
        return [replace(line, text=typeset(line.text, self.language)) for line in lines]

    def option(self, name: str) -> str:
        """Name an option."""
        return self.program.options[name].label.text(self.language)

    def source(self, rule: str) -> str:
        """Say where the statement of a rule stands and how strongly it is worded, with the rule's name."""
        statement = self.program.statements[self.program.rules[rule].statement]
        strength = "" if statement.strength == STATED else f", {self.text(self.program.strengths[statement.strength])}"
        return f"{place_words(statement.name, self.program, self.language)}{strength} [{rule}]"

    def details(self, details: Mapping[str, ValueSet], once: Condition | None) -> list[str]:
        """Say the particulars of an advice, and what it waits for."""
        words = [detail_words(self.program.details[name], value, self.language) for name, value in details.items()]
        if once is not None:
            words.append(self.said("provided", awaited_words(once, self.program, self.language)))
        return words

    def delay(self, advice: Advice) -> Iterator[str]:
        """Say how long after it a step follows, when its advice tells."""
        for name in (one for one in DELAYS if one in advice.details):
            told = value_words(advice.details[name], self.program.details[name].domain, self.language)
            yield f"{told} {self('after')}"

    def labelled(self, label: str, text: str) -> Line:
        """Return a line that a word of the report announces, in a column of its own."""
        return Line(f"{self(label):<{LABEL_WIDTH}}{text}", "plain", 6, 6 + LABEL_WIDTH)

    def facts(self, facts: Iterable[FactRef], subject: str) -> str:
        """List facts, of many the first."""
        return listed([self.fact(some, subject) for some in by_whole(facts, self.whole)], self.language)

    def fact(self, facts: Sequence[FactRef], subject: str) -> str:
        """Name a fact where a subject is spoken of, or several categories of one fact."""
        quantities = [self.program.quantities[fact.quantity] for fact in facts]
        return f"{lower_first(fact_words(quantities, self.language))}{self.owner(facts[0].subject, subject)}"

    def whole(self, fact: FactRef) -> object | None:
        """Return of whom and of which fact one of several categories is; None for a fact by itself."""
        part = self.program.quantities[fact.quantity].part
        return (fact.subject, part.whole) if part else None

    def owners(self, subjects: Sequence[str]) -> str:
        """Name the lesions that are spoken of, unless there is only one."""
        lesions = [subject.partition(":")[2] for subject in subjects if subject != PATIENT]
        is_only_one = len(self.lesions) == 1
        return f" ({', '.join(lesions)})" if lesions and not is_only_one else ""

    def owner(self, subject: str, where: str = PATIENT) -> str:
        """Name the lesion that is spoken of, unless it is the only one or spoken of anyway."""
        return "" if subject == where else self.owners([subject])


@dataclass(frozen=True, init=False)
class Wording(Names):
    """Names what one consultation speaks of."""

    def __init__(self, consultation: Consultation, language: Language) -> None:
        super().__init__(consultation.program, language, consultation.known.subjects[1:])

    def placed(self, subject: str, case: Case) -> str:
        """Name a subject; a lesion with its place, as far as that is known."""
        values = case.subjects()[subject]
        facts = self.program.vocabulary.facts
        places = [facts[name] for name in _PLACES if name in facts and subject != PATIENT]
        known = [one for one in places if values[one.name] != one.domain.whole]
        told = " ".join(value_words(values[one.name], one.domain, self.language) for one in known)
        return f"{self.subject(subject)}, {told}" if told else self.subject(subject)
