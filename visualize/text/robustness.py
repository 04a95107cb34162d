"""Robustness: how near each verdict is to another one, readers' disagreement first. The lines are data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.robustness import Flip, Robustness
from engine.verdicts import VERDICTS
from facts.case import Case
from facts.labels import Language
from knowledge_base.program import Program
from visualize.text.lines import VERDICT_STYLES, Line, Names
from visualize.text.supposed_words import Supposed

__all__ = ["robustness_lines"]

_MOST_FLIPS = 3


def robustness_lines(
    found: Sequence[Robustness], program: Program, language: Language, case: Case, *, full: bool = False
) -> list[Line]:
    """Return how near verdicts are to another one.

    Parameters
    ----------
    found
        The answers, one a verdict.
    program
        The program.
    language
        ``fr`` or ``en``.
    case
        The case.
    full
        Whether every change is told; else the first of each verdict.
    """
    names = Names(program, language, tuple(f"lesion:{one.id}" for one in case.lesions))
    writer = _Writer(names, Supposed(names), full)
    return names.typeset([names.title(case), *writer.lines(found), *names.footer()])


@dataclass(frozen=True)
class _Writer:
    names: Names
    supposed: Supposed
    full: bool

    def lines(self, found: Sequence[Robustness]) -> Iterator[Line]:
        reread = [one for one in found if one.rereadings]
        flipped = [one for one in found if one.flips]
        still = [one for one in found if not one.flips]
        for label, some in (("reread_first", reread), ("single_changes", flipped)):
            if some:
                yield Line()
                yield Line(self.names(label), "heading")
                for one in some:
                    yield from self._verdict(one, one.rereadings if label == "reread_first" else one.flips)
        if still and not self.full:
            yield Line()
            yield Line(self.names("no_single").format(count=len(still)), "quiet")
        for one in still if self.full else ():
            yield from self._far(one)

    def _verdict(self, one: Robustness, flips: Sequence[Flip]) -> Iterator[Line]:
        yield self._title(one)
        # One more is as short as saying that there is one more.
        most = len(flips) if self.full or len(flips) == _MOST_FLIPS + 1 else _MOST_FLIPS
        for flip in flips[:most]:
            moves = "".join(f" ({self._move(flip)})" for _ in flip.scores[:1])
            after = self.names.text(VERDICTS[flip.verdict])
            change = self.supposed.change(flip.change, one.outcome.subject)
            yield Line(f"{after}{self.names.colon}{change}{moves}", "plain", 4, 6)
        if len(flips) > most:
            yield Line(self.names("further_flips").format(count=len(flips) - most), "quiet", 4, 6)

    def _title(self, one: Robustness) -> Line:
        verdict = self.names.text(VERDICTS[one.verdict]).upper()
        option = f"{self.names.option(one.outcome.option)}{self.names.owner(one.outcome.subject)}"
        return Line(f"{verdict}{self.names.colon}{option}", VERDICT_STYLES[one.verdict], 2, 4)

    def _move(self, flip: Flip) -> str:
        return self.names.semicolon.join(
            f"{self.names.text(self.names.program.quantities[move.score].label)}"
            f" {self.supposed.known(move.score, move.before)} → {self.supposed.known(move.score, move.after)}"
            for move in flip.scores
        )

    def _far(self, one: Robustness) -> Iterator[Line]:
        yield Line()
        yield self._title(one)
        if one.ways:
            yield Line(self.names("not_flipped"), "plain", 4, 6)
            yield Line(f"{self.names('flipped_by').format(count=one.distance)}{self.names.colon}", "plain", 4, 6)
            for way in one.ways:
                yield Line(self.supposed.changes(way, one.outcome.subject), "plain", 6, 8)
        elif one.proved:
            yield Line(self.names("never_flipped"), "good", 4, 6)
        else:
            yield Line(self.names("not_flipped_up_to").format(count=one.looked), "good", 4, 6)
