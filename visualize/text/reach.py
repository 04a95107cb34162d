"""Reaching an option: the fewest changes that lead to it, on one screen. The lines are data."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.assignments import assignments_of
from engine.reach import MOST_CHANGES, Change, Reach
from engine.verdicts import VERDICTS
from facts.case import Case
from facts.labels import Language
from knowledge_base.program import Program
from visualize.text.lines import Line, Names
from visualize.text.supposed_words import Supposed

__all__ = ["reach_lines"]


def reach_lines(found: Sequence[Reach], program: Program, language: Language, case: Case, source: str) -> list[Line]:
    """Return the fewest changes that lead to an option, subject by subject.

    Parameters
    ----------
    found
        The answers, one a subject.
    program
        The program.
    language
        ``fr`` or ``en``.
    case
        The case.
    source
        The file of the case, for a command that can be copied.
    """
    names = Names(program, language, tuple(f"lesion:{one.id}" for one in case.lesions))
    lines = [names.title(case)]
    for one in found:
        lines += [Line(), *names.typeset(_Writer(one, names, Supposed(names)).lines())]
        # Not typeset: it is to be copied.
        lines += _command(one, names, source)
    return [*lines, *names.typeset(names.footer())]


def _command(found: Reach, names: Names, source: str) -> Iterator[Line]:
    """Yield the command that tries the first way; none when one of its changes cannot be written."""
    assignments = assignments_of(found.ways[0], names.program) if found.ways else None
    if not assignments:
        return
    yield Line(f"{names('to_see')}{names.colon.rstrip(' ')}", "quiet", 2, 4)
    sets = " ".join(f"--set {shlex.quote(one)}" for one in assignments)
    yield Line(f"ossature what-if {shlex.quote(source)} {sets}", "plain", 4, 4, whole=True)


@dataclass(frozen=True)
class _Writer:
    found: Reach
    names: Names
    supposed: Supposed

    def lines(self) -> Iterator[Line]:
        found, names = self.found, self.names
        yield Line(f"{names.option(found.option)}{names.owner(found.subject)}", "heading")
        verdicts = ", ".join(names.text(VERDICTS[one]) for one in found.verdicts)
        yield Line(names("advised_how").format(verdicts=verdicts), "quiet", 2, 4)
        if not found.ways:
            words = names("unreachable" if found.proved else "reach_stopped")
            yield Line(words.format(count=MOST_CHANGES), "open", 2, 4)
        elif not found.ways[0]:
            yield Line(names("reached"), "good", 2, 4)
        else:
            yield from self._ways()
        if found.as_a_whole:
            told = names.semicolon.join(dict.fromkeys(self.supposed.thing(leaf) for leaf in found.as_a_whole))
            yield Line(names.said("taken_whole", told), "quiet", 2, 4)

    def _ways(self) -> Iterator[Line]:
        found, names = self.found, self.names
        count = len(found.ways[0])
        yield Line(
            f"{names('one_fact_does' if count == 1 else 'facts_do').format(count=count)}{names.colon}", "good", 2, 4
        )
        common = [one for one in found.ways[0] if all(one in way for way in found.ways)]
        yield from self._changes(common)
        if len(found.ways) > 1:
            for way in found.ways:
                rest = [one for one in way if one not in common]
                yield names.labelled("one_way", self.supposed.changes(rest, found.subject))
        if found.more:
            yield Line(names("more_ways"), "quiet", 2, 4)

    def _changes(self, changes: Sequence[Change]) -> Iterator[Line]:
        for one in changes:
            label = "would_turn_out" if one.is_learnt else "would_change"
            yield self.names.labelled(label, self.supposed.change(one, self.found.subject))
