"""Options: the acts that can be advised, their particulars, and of which acts others are one way.

In: the declarations and quantities. Out: :class:`Options`, in which every particular is a value of its detail, no
option is part of itself, and what answers an item of a request is a fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from facts.vocabulary import SubjectKind
from knowledge_base.answers import points_of
from knowledge_base.circles import circles
from knowledge_base.declarations import Declarations, Declared
from knowledge_base.details import Details, link_details
from knowledge_base.diagnostics import Diagnostic
from knowledge_base.edition_source import OptionSource
from knowledge_base.program import Option
from knowledge_base.quantities import Quantities

__all__ = ["Options", "link_options"]


@dataclass(frozen=True)
class Options:
    """What can be advised.

    Attributes
    ----------
    details
        The particulars that an advice can have.
    by_name
        Every option.
    parts
        For an option, the others of which each is one way of it.
    """

    details: Details
    by_name: Mapping[str, Option]
    parts: Mapping[str, list[str]]

    def with_parts(self, option: str) -> Iterator[str]:
        """Yield an option and all that are ways of it."""
        yield option
        for part in self.parts.get(option, ()):
            yield from self.with_parts(part)

    def subjects(self, names: Iterable[str]) -> set[SubjectKind]:
        """Return for whom options are; unknown ones are left out."""
        return {self.by_name[name].subject for name in names if name in self.by_name}

    def unknown_options(
        self, names: Iterable[str], declared: Declared[object], *inside: str | int
    ) -> Iterator[Diagnostic]:
        """Yield the diagnostics of names in a list of an item that are no options."""
        for index, name in enumerate(names):
            if name not in self.by_name:
                yield declared.unknown("unknown_option", name, self.by_name, *inside, index)


def link_options(declared: Declarations, quantities: Quantities) -> tuple[Options, list[Diagnostic]]:
    """Return the declared options, and what is wrong with them or their particulars.

    Parameters
    ----------
    declared
        What the files declare.
    quantities
        What conditions may name.
    """
    details, problems = link_details(declared)
    options: dict[str, Option] = {}
    for name, one in declared.options.items():
        source = one.item
        values = details.values(source.details, one.part(source.details, "details"), problems)
        points = points_of(one, quantities, problems)
        options[name] = Option(name, source.subject, source.label(), values, source.part_of or "", points)
    for name, one in declared.options.items():
        problems += _whole_problems(options[name], one, options)
    wholes = {name: [one.part_of] if one.part_of in options else [] for name, one in options.items()}
    for circle in circles(wholes):
        message = f"an option would be part of itself: {' part of '.join(reversed(circle))}"
        problems.append(declared.options[circle[-1]].problem("cycle", message, "part_of"))
    parts = defaultdict(list)
    for part, above in wholes.items():
        for whole in above:
            parts[whole].append(part)
    return Options(details, options, parts), problems


def _whole_problems(
    option: Option, declared: Declared[OptionSource], options: Mapping[str, Option]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the act of which an option is one way."""
    if not option.part_of:
        return
    whole = options.get(option.part_of)
    if whole is None:
        yield declared.unknown("unknown_option", option.part_of, options, "part_of")
    elif whole.subject != option.subject:
        message = f"“{option.name}” is an option for a {option.subject}, “{whole.name}” for a {whole.subject}"
        yield declared.problem("subject", message, "part_of")
