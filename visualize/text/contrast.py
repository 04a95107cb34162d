"""Contrast: why two patients are advised differently, the same reasons said once. The lines are data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.contrast import Contrast, Difference
from engine.missing import FactRef
from engine.reading import Leaf
from engine.verdicts import VERDICTS
from engine.working_memory import Value
from facts.case import Case
from facts.labels import Language
from knowledge_base.program import Program
from knowledge_base.several_words import answer_words, by_whole
from knowledge_base.wording import lower_first, sentence_case
from visualize.text.lines import Line, Names
from visualize.text.supposed_words import Supposed

__all__ = ["contrast_lines"]


def contrast_lines(
    found: Contrast, program: Program, language: Language, cases: tuple[Case, Case], *, option: str | None = None
) -> list[Line]:
    """Return why two patients are advised differently.

    Parameters
    ----------
    found
        The two side by side.
    program
        The program.
    language
        ``fr`` or ``en``.
    cases
        The two cases.
    option
        The only option looked at; None for all.
    """
    names = Names(program, language, tuple(f"lesion:{one.id}" for one in cases[0].lesions))
    writer = _Writer(found, names, Supposed(names), option)
    return names.typeset([names.title(cases[0]), names.title(cases[1]), *writer.lines(), *names.footer()])


@dataclass(frozen=True)
class _Writer:
    found: Contrast
    names: Names
    supposed: Supposed
    option: str | None

    def lines(self) -> Iterator[Line]:
        found, names = self.found, self.names
        yield Line()
        pairs = ", ".join(f"{_bare(one)} / {_bare(other)}" for one, other in found.pairs)
        if pairs:
            yield Line(names.said("compared", pairs), "quiet")
        for word, lesions in (("only_first_has", found.only_here), ("only_second_has", found.only_there)):
            if lesions:
                yield Line(names.said(word, ", ".join(map(_bare, lesions))), "open")
        differing = self.supposed.list_of([FactRef(*leaf) for leaf in found.facts])
        yield Line(names.said("differing_facts", differing or "0").format(count=len(found.facts)), "quiet")
        told = [one for one in found.differences if self.option in (None, one.outcome.option)]
        if not told:
            yield Line()
            yield Line(names("same_advice"), "good")
        # What follows an act is told after what the acts themselves are advised by.
        for way, some in sorted(self._alike(told).items(), key=lambda one: all(each.outcome.path for each in one[1])):
            yield from self._reason(way, some)

    def _alike(self, told: Sequence[Difference]) -> dict[tuple[Leaf, ...] | bool, list[Difference]]:
        """Return differences put together by the facts that account for them; else whether none was proved to."""
        alike: dict[tuple[Leaf, ...] | bool, list[Difference]] = {}
        for one in told:
            alike.setdefault(tuple(sorted(one.ways[0])) if one.ways else one.proved, []).append(one)
        return alike

    def _reason(self, way: tuple[Leaf, ...] | bool, some: Sequence[Difference]) -> Iterator[Line]:
        names = self.names
        yield Line()
        if isinstance(way, bool):
            yield Line(names("other_lesions" if way else "not_accounted"), "question")
        else:
            groups = by_whole([FactRef(*leaf) for leaf in way], names.whole)
            facts = names.semicolon.join(map(self._facts, groups))
            other = f" — {names('another_set')}" if any(len(one.ways) > 1 for one in some) else ""
            yield Line(f"{names.said('because_of', facts)}{other}", "question", 0, 2)
        for one in some:
            verdicts = " / ".join(names.text(VERDICTS[verdict]) for verdict in (one.here, one.there))
            option = f"{names.option(one.outcome.option)}{names.owner(one.outcome.subject)}"
            path = names.semicolon.join(map(names.option, one.outcome.path))
            after = f" ({names('once_done')} {path})" if path else ""
            yield Line(f"{sentence_case(option)}{after}{names.colon}{verdicts}", "plain", 2, 4)

    def _facts(self, group: Sequence[FactRef]) -> str:
        """Say a fact with what is known of it here and there, or several categories of one fact."""
        parts = {leaf: self.names.program.quantities[leaf.quantity].part for leaf in group}
        whole = next((part.whole for part in parts.values() if part), None)
        if whole is None:
            return self._fact(group[0])
        sides = (
            {part.entry.name: self.found.facts[leaf][side] for leaf, part in parts.items() if part} for side in (0, 1)
        )
        told = " / ".join(answer_words(whole, side, self.names.language) for side in sides)
        name = f"{lower_first(whole.label.text(self.names.language))}{self.names.owner(group[0].subject)}"
        return f"{name}{self.names.colon}{told}"

    def _fact(self, leaf: Leaf) -> str:
        values = (self.supposed.known(leaf[1], Value(one)) for one in self.found.facts[leaf])
        return f"{self.supposed.thing(leaf)}{self.names.colon}{' / '.join(values)}"


def _bare(lesion: str) -> str:
    return lesion.partition(":")[2]
