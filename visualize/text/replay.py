"""Replay as lines of text: whether the recorded result comes out again, and what the present edition changes.

The lines are data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.replay import Replay
from facts.case import PATIENT
from facts.exact import LostFact
from facts.labels import Label, Language, colon, listed
from facts.written import one_line
from knowledge_base.program import Edition
from visualize.text.differences import difference_lines
from visualize.text.lines import Line, Wording

__all__ = ["replay_lines"]

_MOST = 6

_WORDS: Mapping[str, Label] = {
    "record": Label(fr="Enregistrement", en="Record"),
    "made_with": Label(fr="fait par Ossature {version}", en="made by Ossature {version}"),
    "identical": Label(
        fr="Recalculé : résultat identique, bit pour bit.", en="Computed again: the result is identical, bit for bit."
    ),
    "not_identical": Label(
        fr="Recalculé : le résultat n'est PAS celui de l'enregistrement.",
        en="Computed again: the result is NOT the recorded one.",
    ),
    "not_computed": Label(
        fr="N'a pas pu être recalculé : cette version d'Ossature ne lit plus la base de connaissances enregistrée.",
        en="Could not be computed again: this version of Ossature no longer reads the recorded knowledge base.",
    ),
    "another_version": Label(
        fr="L'enregistrement vient d'une autre version d'Ossature ; celle-ci est {version}.",
        en="The record was made by another version of Ossature; this one is {version}.",
    ),
    "places": Label(fr="Ce qui diffère, dans le JSON", en="What differs, in the JSON"),
    "unreadable": Label(
        fr="Les avis enregistrés ne peuvent pas être comparés un à un.",
        en="The recorded verdicts cannot be compared one by one.",
    ),
    "no_such_fact": Label(
        fr="Faits du cas que cette version ne connaît pas, tenus pour inconnus",
        en="Facts of the case that this version does not have, taken as unknown",
    ),
    "no_such_value": Label(
        fr="Faits du cas dont cette version n'admet pas la valeur, tenus pour inconnus",
        en="Facts of the case whose value this version does not allow, taken as unknown",
    ),
    "then_and_again": Label(fr="De l'enregistrement au recalcul", en="From the record to the new computation"),
    "present": Label(
        fr="De la base de connaissances enregistrée à la base présente",
        en="From the recorded knowledge base to the present one",
    ),
    "same_edition": Label(
        fr="La base de connaissances présente est la même, mot pour mot.",
        en="The present knowledge base is the same, word for word.",
    ),
    "another_guideline": Label(
        fr="La base présente est celle d'un autre référentiel.", en="The present one is of another guideline."
    ),
    "no_difference": Label(fr="Aucun avis ne change.", en="No verdict changes."),
}


def replay_lines(found: Replay, language: Language) -> list[Line]:
    """Return what came of computing a record again.

    Parameters
    ----------
    found
        What came of it.
    language
        ``fr`` or ``en``.
    """
    wording = Wording(found.present, language)
    written = _Written(found, language)
    return [
        *wording.typeset((wording.title(found.present.case), *written.record())),
        *written.recomputed(),
        *wording.typeset(written.present()),
        *written.changes(),
        *wording.typeset(wording.footer()),
    ]


@dataclass(frozen=True)
class _Written:
    found: Replay
    language: Language

    def word(self, name: str, **words: str) -> str:
        return _WORDS[name].text(self.language).format(**words)

    def record(self) -> Iterator[Line]:
        """Yield where the record comes from, and whether its result comes out again."""
        found = self.found
        yield Line()
        yield Line(self.word("record"), "heading")
        version = one_line(found.record.version)
        yield Line(f"{self.edition()} · {self.word('made_with', version=version)}", "plain", 2, 4)
        if not found.is_same_version:
            yield Line(self.word("another_version", version=found.engine), "open", 2, 4)
        yield from self.lost()
        if found.identical:
            yield Line(self.word("identical"), "good", 2, 4)
        elif found.identical is None:
            yield Line(self.word("not_computed"), "bad", 2, 4)
            yield from (Line(one, "quiet", 4, 6) for one in found.obstacles[:_MOST])
        else:
            yield Line(self.word("not_identical"), "bad", 2, 4)
            places = listed([one_line(one, 120) for one in found.places], self.language, _MOST)
            yield Line(f"{self.word('places')}{colon(self.language)}{places}", "quiet", 4, 6)
            if found.against_record is None:
                yield Line(self.word("unreadable"), "quiet", 4, 6)

    def edition(self) -> str:
        edition = self.found.edition
        return self.title(edition) if edition else self.found.record.edition_hash

    def title(self, edition: Edition) -> str:
        return f"{edition.title.text(self.language)} · {edition.hash}"

    def lost(self) -> Iterator[Line]:
        for why in ("no_such_fact", "no_such_value"):
            lost = [one for one in self.found.lost if one.why == why]
            if lost:
                yield Line(f"{self.word(why)}{colon(self.language)}{self.facts(lost)}", "open", 2, 4)

    def facts(self, lost: Sequence[LostFact]) -> str:
        return listed([self.fact(one) for one in lost], self.language)

    def fact(self, lost: LostFact) -> str:
        """Name a fact by its label; one that there is no longer, by the name that it had."""
        kind = PATIENT if lost.subject == PATIENT else "lesion"
        known = self.found.present.program.vocabulary.facts.get(f"{kind}.{lost.name}")
        owner = "" if lost.subject == PATIENT else f" ({lost.subject.partition(':')[2]})"
        return f"{known.label.text(self.language) if known else lost.name}{owner}"

    def recomputed(self) -> Iterator[Line]:
        """Yield the verdicts that came out otherwise than recorded."""
        if self.found.against_record is not None:
            yield Line()
            yield Line(self.word("then_and_again"), "heading")
            yield from difference_lines(self.found.against_record, self.language)

    def present(self) -> Iterator[Line]:
        """Yield which edition is the present one."""
        found = self.found
        edition = found.present.program.edition
        yield Line()
        yield Line(self.word("present"), "heading")
        yield Line(self.title(edition), "plain", 2, 4)
        if found.is_same_edition:
            yield Line(self.word("same_edition"), "good", 2, 4)
        elif found.edition is not None and found.edition.name != edition.name:
            yield Line(self.word("another_guideline"), "open", 2, 4)

    def changes(self) -> Iterator[Line]:
        """Yield the verdicts that the present edition changes."""
        differences = self.found.against_present
        if differences is None:
            yield Line(self.word("unreadable"), "bad", 2, 4)
        elif not (self.found.is_same_edition and differences.is_empty):
            yield from difference_lines(differences, self.language)
