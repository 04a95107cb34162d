"""A request to a meeting as its first page: what is told of each item, what is left to tell, what the rules need.

The lines are data.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from engine.consultation import Consultation
from engine.missing import FactRef
from engine.request import Answer, Request, RequestItem, RequestPoint, Standing, request
from facts.domains import Categories
from facts.labels import MOST, Language, listed
from knowledge_base.program import Quantity
from knowledge_base.several_words import answer_words, by_whole, fact_words, title_words
from knowledge_base.wording import lower_first, sentence_case, value_words
from visualize.text.lines import Line, Wording

__all__ = ["request_page"]

_BOX = "☐"
_SIGNS: dict[Standing, str] = {"answered": "✓", "in_part": "◐", "not_answered": _BOX}
_STANDINGS: dict[Standing, str] = {
    "answered": "items_told",
    "in_part": "items_told_in_part",
    "not_answered": "items_to_tell",
}
_MOST_FACTS = 5
_MOST_QUESTIONS = 6
_MOST_DECIDING = 8


def request_page(consultation: Consultation, language: Language) -> list[Line]:
    """Return the first page of the request to a meeting.

    Parameters
    ----------
    consultation
        What a case came to.
    language
        ``fr`` or ``en``.
    """
    wording = Wording(consultation, language)
    found = request(consultation.trace, consultation.program)
    return wording.typeset(_Page(consultation, wording, found).lines())


@dataclass(frozen=True)
class _Page:
    consultation: Consultation
    words: Wording
    found: Request

    def lines(self) -> Iterator[Line]:
        yield self.words.title(self.consultation.case)
        lesions = [self.words.placed(one, self.consultation.case) for one in self.consultation.known.subjects[1:]]
        if lesions:
            yield Line(self.words.semicolon.join(lesions), "quiet", 0, 2)
        for question in dict.fromkeys(item.question for item in self.found.items):
            yield Line()
            items = [item for item in self.found.items if item.question == question]
            yield Line(self.words.question(question), "heading")
            yield Line(self._counted(items), "quiet", 2, 2)
            for item in items:
                yield from self.item(item)
        yield from self.needed()
        yield from self.words.footer()

    def _counted(self, items: list[RequestItem]) -> str:
        """Say how many items stand how, with the signs that mark them below."""
        standings = [item.standing for item in items]
        return self.words.semicolon.join(
            f"{_SIGNS[standing]} {self.words.said(name, str(standings.count(standing)))}"
            for standing, name in _STANDINGS.items()
        )

    # Items

    def item(self, item: RequestItem) -> Iterator[Line]:
        """Yield an item with what is known of it, and what is left to tell."""
        label = f"{_SIGNS[item.standing]} {self.words.option(item.option)}{self.words.owners([item.subject])}"
        told = [*self._told(item), *self._idle(item)]
        wanting = self.words.semicolon.join(self._wanting(item))
        if not told:
            yield Line(f"{label} — {self.words.said('items_to_tell', wanting)}", "open", 2, 4)
            return
        yield Line(f"{label} — {self.words.semicolon.join(told)}", "plain", 2, 4)
        if wanting:
            yield Line(self.words.said("to_tell", wanting), "open", 4, 4)

    def _told(self, item: RequestItem) -> Iterator[str]:
        """Say what is known of each fact, of lesions for each of them."""
        by_title: dict[str, dict[str, dict[str, None]]] = {}
        for answer in (one for point in item.points for one in point.answers if one.is_narrowed):
            title = self._title(answer, item)
            subjects = by_title.setdefault(title, {}).setdefault(self._value(answer), {})
            subjects[answer.facts[0].subject] = None
        for title, values in by_title.items():
            known = ", ".join(f"{value}{self._owners(subjects, item)}" for value, subjects in values.items())
            yield f"{lower_first(title)}{self.words.colon}{known}" if title else known

    def _title(self, answer: Answer, item: RequestItem) -> str:
        """Name a fact, unless the item names it already: an item and a fact that answer to each other alone."""
        return "" if self._is_the_item(answer, item) else title_words(self._first(answer), self.words.language)

    def _is_the_item(self, answer: Answer, item: RequestItem) -> bool:
        answered = [one.option for one in self.found.items for point in one.points if answer in point.answers]
        is_only_one = sum(len(point.answers) for point in item.points) == 1
        return is_only_one and len(answered) == 1

    def _value(self, answer: Answer) -> str:
        quantity = self._first(answer)
        if quantity.part is None:
            return value_words(answer.values[0], quantity.domain, self.words.language)
        parts = [part for fact in answer.facts if (part := self._quantity(fact).part)]
        known = {part.entry.name: value for part, value in zip(parts, answer.values, strict=True)}
        return answer_words(quantity.part.whole, known, self.words.language)

    def _idle(self, item: RequestItem) -> Iterator[str]:
        """Name the lesions of which there is nothing to tell, such as the type of a pain that is not there."""
        told = {one.facts[0].subject for point in item.points for one in point.answers if one.is_narrowed}
        subjects = dict.fromkeys(point.subject for point in item.points)
        idle = [one for one in subjects if one not in told and self._is_idle(item, one)]
        if idle:
            yield f"{self.words('idle')}{self._owners(idle, item)}"

    def _is_idle(self, item: RequestItem, subject: str) -> bool:
        return all(point.is_settled for point in item.points if point.subject == subject)

    def _wanting(self, item: RequestItem) -> Iterator[str]:
        """Name what is left to tell: of a point, the facts of which one is enough."""
        alike: dict[tuple[tuple[str, ...], ...], list[RequestPoint]] = {}
        for point in item.wanting:
            names = tuple(tuple(fact.quantity for fact in answer.facts) for answer in point.answers)
            alike.setdefault(names, []).append(point)
        for points in alike.values():
            facts = zip(*(point.answers for point in points), strict=True)
            yield f" {self.words('or')} ".join(self._to_tell(answers, item) for answers in facts)
        if item.lacks_lesions:
            yield self.words("no_lesion")

    def _to_tell(self, answers: tuple[Answer, ...], item: RequestItem) -> str:
        """Name a fact that is to be told, with its lesions, or its categories where the item names it already."""
        first = self._first(answers[0])
        domain = first.part.whole.domain if first.part else first.domain
        if self._is_the_item(answers[0], item) and isinstance(domain, Categories) and len(domain.entries) <= MOST:
            labels = (entry.label.text(self.words.language) for entry in domain.entries)
            return " ".join(f"{_BOX}\N{NO-BREAK SPACE}{label}" for label in labels)
        title = lower_first(title_words(first, self.words.language))
        named = f"{title}{self._owners((one.facts[0].subject for one in answers), item)}"
        is_known_in_part = any(one.is_narrowed for one in answers)
        return self.words("more_exactly").format(fact=named) if is_known_in_part else named

    def _owners(self, subjects: Iterable[str], item: RequestItem) -> str:
        return self._lesions({*subjects} - {item.subject})

    def _lesions(self, subjects: Collection[str]) -> str:
        """Name lesions in the order of the case."""
        return self.words.owners([one for one in self.consultation.known.subjects if one in subjects])

    def _quantity(self, fact: FactRef) -> Quantity:
        return self.consultation.program.quantities[fact.quantity]

    def _first(self, answer: Answer) -> Quantity:
        return self._quantity(answer.facts[0])

    # What the rules need

    def needed(self) -> Iterator[Line]:
        """Yield the questions that arise with the facts they wait for, then what decides on further questions."""
        if not self.found.needed:
            return
        yield Line()
        yield Line(self.words("rules_need"), "heading")
        arising = [one for one in self.found.needed if one.arises]
        for asked in arising[:_MOST_QUESTIONS]:
            facts = self._named([one.fact for one in asked.facts])
            text = sentence_case(listed(facts, self.words.language, _MOST_FACTS))
            yield Line(f"{self.words.question(asked.question)} {text}", "plain", 2, 4)
        if (rest := len(arising) - _MOST_QUESTIONS) > 0:
            yield Line(self.words.said("further_questions", str(rest)), "plain", 2, 4)
        others = [one for asked in self.found.needed if not asked.arises for one in asked.facts]
        others.sort(key=lambda one: -len(one.decides))
        if others:
            facts = self._named([one.fact for one in others])
            yield Line(
                self.words.said("could_arise", listed(facts, self.words.language, _MOST_DECIDING)), "quiet", 2, 4
            )

    def _named(self, facts: list[FactRef]) -> list[str]:
        """Name facts, one of several lesions with all of them, categories of one fact together."""
        named: dict[str, dict[str, None]] = {}
        for some in by_whole(facts, self.words.whole):
            words = lower_first(fact_words([self._quantity(one) for one in some], self.words.language))
            named.setdefault(words, {})[some[0].subject] = None
        return [f"{words}{self._lesions(subjects)}" for words, subjects in named.items()]
