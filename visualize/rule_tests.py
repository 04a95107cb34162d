"""Rule tests: what a drawn rule asked, line by line, and of an open one how it came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.explanation import Premise
from facts.labels import Language, colon
from facts.values import Truth
from knowledge_base.conditions import And, Condition, Not, Or, tests_of
from knowledge_base.program import Program
from knowledge_base.several_words import by_whole, categories_asked
from knowledge_base.wording import condition_words, words_of_test
from visualize.theme import STATES, WORDS

__all__ = ["RuleTests"]

_MET, _OPEN, _FAILED = (STATES[state].mark for state in ("holds", "open", "fails"))


@dataclass(frozen=True)
class RuleTests:
    """Writes the tests of rules in one language."""

    program: Program
    language: Language

    def of_decided(self, found: Iterable[Premise]) -> Iterator[str]:
        """Yield the tests that decided a rule which holds; those of several categories of one fact together."""
        for alike in by_whole((item for item in found if item.decisive), _whole):
            if alike[0].quantity.part is None or alike[0].test is None:
                yield self._test(alike[0])
            else:
                yield self._categories(alike, And if alike[0].wanted else Or)

    def of_open(self, condition: Condition, found: list[Premise], *, wanted: bool = True) -> Iterator[str]:
        """Yield the tests of an open rule, each with how it came out; of alternatives, those that are still open."""
        match condition:
            case Not():
                yield from self.of_open(condition.operand, found, wanted=not wanted)
            case And() | Or() if categories_asked(condition, self.program):
                yield from self._open_categories(condition, found, wanted)
            case And() | Or() if isinstance(condition, And) is wanted:
                for operand in condition.operands:
                    yield from self.of_open(operand, found, wanted=wanted)
            case And() | Or():
                parts = [list(self.of_open(one, found, wanted=wanted)) for one in condition.operands]
                yield from self._alternatives(parts)
            case _:
                tests = set(tests_of(condition))
                for item in found:
                    if item.test in tests and item.wanted is wanted:
                        yield f"{_mark(item)} {self._test(item)}"

    def _alternatives(self, parts: list[list[str]]) -> Iterator[str]:
        met = [part for part in parts if part and all(line.startswith(_MET) for line in part)]
        still = [part for part in parts if part and not any(line.startswith(_FAILED) for line in part)]
        if met:
            yield from met[0]
        elif len(still) == 1:
            yield from still[0]
        elif still:
            yield f"{WORDS['one_of'].text(self.language)}{colon(self.language)}"
            yield from (f"– {', '.join(part)}" for part in still)

    def _open_categories(self, condition: And | Or, found: list[Premise], wanted: bool) -> Iterator[str]:
        """Yield how the tests of categories of one fact came out; of alternatives, those met, or else those open."""
        tests = set(tests_of(condition))
        marked: dict[str, list[Premise]] = {_MET: [], _OPEN: [], _FAILED: []}
        for item in found:
            if item.test in tests and item.wanted is wanted:
                marked[_mark(item)].append(item)
        lines = [f"{mark} {self._categories(items, type(condition))}" for mark, items in marked.items() if items]
        yield from lines if isinstance(condition, And) is wanted else lines[:1]

    def _test(self, premise: Premise) -> str:
        if premise.test is None:
            return premise.quantity.label.text(self.language)
        return words_of_test(premise.test, self.program, self.language, negated=not premise.wanted)

    def _categories(self, alike: Sequence[Premise], joint: type[And | Or]) -> str:
        condition = joint(tuple(dict.fromkeys(premise.test for premise in alike if premise.test is not None)))
        return condition_words(condition if alike[0].wanted else Not(condition), self.program, self.language)


def _whole(premise: Premise) -> object | None:
    """Return what the premises on categories of one fact share that are said together."""
    part = premise.quantity.part
    return (premise.subject, part.whole, premise.wanted) if part and premise.test else None


def _mark(premise: Premise) -> str:
    if premise.outcome is Truth.UNKNOWN:
        return _OPEN
    return _MET if (premise.outcome is Truth.TRUE) is premise.wanted else _FAILED
