"""Domains: the values a fact can take, and how what a person writes becomes a set of them.

A domain reads an exact value, a range (``3..12``, ``>12``, ``<=3``), a list of categories, the name of a
group of categories, or nothing at all, which is the whole domain.

>>> Number(unit="mo", minimum=0, maximum=600, also=("wk",)).parse("4 wk").is_exact
True
>>> Category(Entry("a", Label(fr="un", en="one")), Entry("b", Label(fr="deux", en="two"))).parse("c")
Traceback (most recent call last):
...
facts.problems.ValueProblem: not_category
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from facts.labels import Label
from facts.number import Number
from facts.problems import ValueProblem, nearest
from facts.values import NO, YES, YES_OR_NO, Choices

__all__ = [
    "Boolean",
    "Categories",
    "Category",
    "Domain",
    "Entry",
    "Group",
    "Number",
    "ValueProblem",
    "entry",
    "group",
]


@dataclass(frozen=True)
class Boolean:
    """Yes or no."""

    @cached_property
    def whole(self) -> Choices:
        """What is possible when nothing is known."""
        return YES_OR_NO

    def parse(self, raw: object) -> Choices:
        """Return the possible values that `raw` stands for."""
        if raw is None:
            return self.whole
        if raw is True or raw is False:
            return YES if raw else NO
        if isinstance(raw, Choices) and self.whole.covers(raw):
            return raw
        raise ValueProblem("not_boolean", raw)

    def write(self, value: Choices) -> bool | None:
        """Return what :meth:`parse` reads back as this set."""
        return None if self.parse(value) == self.whole else value == YES

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what may be written."""
        return {"type": ["boolean", "null"]}


@dataclass(frozen=True)
class Entry:
    """One category: its name, its label and, where a terminology has one, its code."""

    name: str
    label: Label
    code: str = ""


@dataclass(frozen=True)
class Group:
    """Several categories under one name, such as the parts of the humerus."""

    name: str
    label: Label
    members: tuple[str, ...]


def entry(name: str, fr: str, en: str, code: str = "") -> Entry:
    """Return a category with its label."""
    return Entry(name, Label(fr=fr, en=en), code)


def group(name: str, fr: str, en: str, *members: str) -> Group:
    """Return a name for several categories, with its label."""
    return Group(name, Label(fr=fr, en=en), members)


@dataclass(frozen=True, init=False)
class Categories:
    """A list of named categories; groups are names for several of them.

    Raises
    ------
    ValueError
        When a name stands for two things, or a group has no members or one that is no category.
    """

    entries: tuple[Entry, ...]
    groups: tuple[Group, ...]

    def __init__(self, *entries: Entry, groups: tuple[Group, ...] = ()) -> None:
        names = [entry.name for entry in entries]
        known = [*names, *(group.name for group in groups)]
        if len(set(known)) < len(known) or not entries:
            raise ValueError("each category and group has a name of its own, and there is at least one category")
        if any(not group.members or not set(group.members) <= set(names) for group in groups):
            raise ValueError("a group holds categories")
        object.__setattr__(self, "entries", entries)
        object.__setattr__(self, "groups", groups)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the categories, in the order in which they were declared."""
        return tuple(entry.name for entry in self.entries)

    @cached_property
    def all_names(self) -> tuple[str, ...]:
        """The names of the categories and of the groups."""
        return (*self.names, *(group.name for group in self.groups))

    def members(self, name: str) -> frozenset[str] | None:
        """Return the categories that a name stands for, or None when it is no name of this domain."""
        if name in self.names:
            return frozenset({name})
        return next((frozenset(group.members) for group in self.groups if group.name == name), None)

    def label(self, name: str) -> Label:
        """Return the label of one category."""
        return {entry.name: entry.label for entry in self.entries}[name]

    def group_of(self, names: frozenset[str]) -> Group | None:
        """Return the group that holds exactly these categories, or None."""
        return next((group for group in self.groups if frozenset(group.members) == names), None)

    def named(self, names: frozenset[str]) -> list[Label]:
        """Return how categories are called together, the largest groups first that they fill.

        Examples
        --------
        >>> leg = group("leg", "jambe", "leg", "hip", "knee")
        >>> place = Category(*(entry(name, name, name) for name in ("hip", "knee", "hand")), groups=(leg,))
        >>> [label.en for label in place.named(frozenset({"hip", "knee", "hand"}))]
        ['leg', 'hand']
        """
        found: list[tuple[int, Label]] = []
        rest = set(names)
        for group in sorted(self.groups, key=lambda one: -len(one.members)):
            if rest.issuperset(group.members):
                rest.difference_update(group.members)
                found.append((min(map(self.names.index, group.members)), group.label))
        found += [(self.names.index(name), self.label(name)) for name in rest]
        return [label for _, label in sorted(found, key=lambda one: one[0])]

    def no_category(self, raw: object, *path: str | int) -> ValueProblem:
        """Return what to say of something that is no name of this domain."""
        hint = nearest(raw, self.all_names) if isinstance(raw, str) else ""
        return ValueProblem("not_category", raw, *path, allowed=", ".join(self.all_names), hint=hint)


@dataclass(frozen=True, init=False)
class Category(Categories):
    """One of a list of named categories."""

    @cached_property
    def whole(self) -> Choices:
        """What is possible when nothing is known."""
        return Choices(frozenset(self.names))

    def parse(self, raw: object) -> Choices:
        """Return the possible values that `raw` stands for."""
        if raw is None:
            return self.whole
        if isinstance(raw, list) and not raw:
            raise ValueProblem("empty", raw)
        items = sorted(raw.names) if isinstance(raw, Choices) else raw if isinstance(raw, list) else [raw]
        return Choices(frozenset().union(*(self._named(item) for item in items)))

    def write(self, value: Choices) -> str | list[str] | None:
        """Return what :meth:`parse` reads back as this set: a name, a list in the order of declaration, or nothing."""
        if self.parse(value) == self.whole:
            return None
        group = self.group_of(value.names)
        names = [name for name in self.names if name in value.names]
        return group.name if group else names[0] if value.is_exact else names

    def _named(self, raw: object) -> frozenset[str]:
        found = self.members(raw) if isinstance(raw, str) else None
        if found is None:
            raise self.no_category(raw)
        return found

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what may be written."""
        one = {"enum": list(self.all_names)}
        return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}, {"type": "null"}]}


Domain = Boolean | Category | Number
