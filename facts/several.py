"""Several: any number of named categories hold at once, such as the drugs that a patient is taking.

What is written is a complete list, or a mapping that says of some categories whether they hold.

>>> from facts.domains import entry
>>> drugs = Several(entry("cisplatin", "cisplatine", "cisplatin"), entry("pemetrexed", "pémétrexed", "pemetrexed"))
>>> drugs.parse(["cisplatin"])["pemetrexed"] == NO
True
>>> drugs.write(drugs.parse({"cisplatin": False}))
{'cisplatin': False}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from facts.domains import Boolean, Categories
from facts.problems import ValueProblem, ValueProblems
from facts.values import NO, YES, YES_OR_NO, Choices

__all__ = ["Answers", "Several"]

_YES_OR_NO = Boolean()


@dataclass(frozen=True, slots=True)
class Answers(Mapping[str, Choices]):
    """By category, whether it holds: yes, no, or not known; in the order of declaration."""

    pairs: tuple[tuple[str, Choices], ...]

    def __getitem__(self, name: str) -> Choices:
        return dict(self.pairs)[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)


@dataclass(frozen=True, init=False)
class Several(Categories):
    """Any number of named categories at once, or none; a group holds when one of its members does."""

    @cached_property
    def whole(self) -> Answers:
        """What is possible when nothing is known."""
        return self._answers({})

    def parse(self, raw: object) -> Answers:
        """Return for each category whether it holds.

        Parameters
        ----------
        raw
            Nothing; a complete list of the categories that hold; or a mapping from some categories to true or false,
            in which a group is false when none of its members holds.

        Raises
        ------
        ValueProblem
            When it is neither.
        ValueProblems
            With everything that is wrong in the list or mapping.
        """
        match raw:
            case None:
                return self.whole
            case list():
                problems = list(self._problems_of_list(raw))
                found = {name: YES if name in raw else NO for name in self.names}
            case Mapping():
                problems = list(self._problems_of_mapping(raw))
                found = {} if problems else self._found(raw)
            case _:
                raise ValueProblem("not_several", raw)
        if problems:
            raise ValueProblems(problems)
        return self._answers(found)

    def _answers(self, found: Mapping[str, Choices]) -> Answers:
        return Answers(tuple((name, found.get(name, YES_OR_NO)) for name in self.names))

    def _problems_of_list(self, raw: list[object]) -> Iterator[ValueProblem]:
        for index, item in enumerate(raw):
            if not isinstance(item, str) or item not in self.all_names:
                yield self.no_category(item, index)
            elif item in raw[:index]:
                yield ValueProblem("named_twice", item, index, name=item)
            elif item not in self.names:
                yield self._which_member(item, index)

    def _problems_of_mapping(self, raw: Mapping[object, object]) -> Iterator[ValueProblem]:
        for name, value in raw.items():
            if not isinstance(name, str) or name not in self.all_names:
                yield self.no_category(name, str(name))
                continue
            try:
                found = _YES_OR_NO.parse(value)
            except ValueProblem as problem:
                yield ValueProblem(problem.code, value, name)
                continue
            if name in self.names:
                continue
            if found == YES:
                yield self._which_member(name, name)
            elif found == NO:
                held = [one for one in self._members(name) if raw.get(one) is True or raw.get(one) == YES]
                yield from (ValueProblem("group_and_member", True, one, name=one, group=name) for one in held)

    def _which_member(self, name: str, place: str | int) -> ValueProblem:
        return ValueProblem("which_member", name, place, name=name, members=", ".join(self._members(name)))

    def _members(self, name: str) -> list[str]:
        members = self.members(name) or frozenset()
        return [one for one in self.names if one in members]

    def _found(self, raw: Mapping[str, object]) -> dict[str, Choices]:
        answers = {name: _YES_OR_NO.parse(value) for name, value in raw.items()}
        known = [(name, value) for name, value in answers.items() if value.is_exact]
        return {one: value for name, value in known for one in self._members(name)}

    def write(self, value: Mapping[str, Choices]) -> list[str] | dict[str, bool] | None:
        """Return what :meth:`parse` reads back: a complete list, a mapping of what is known, or nothing."""
        answers = self.parse(value)
        if all(one.is_exact for one in answers.values()):
            return [name for name, one in answers.items() if one == YES]
        return {name: one == YES for name, one in answers.items() if one.is_exact} or None

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what may be written."""
        answers: dict[str, Any] = {name: _YES_OR_NO.schema() for name in self.names}
        answers |= {group.name: {"enum": [False, None]} for group in self.groups}
        complete = {"type": "array", "items": {"enum": list(self.names)}, "uniqueItems": True}
        in_part = {"type": "object", "properties": answers, "additionalProperties": False}
        return {"anyOf": [complete, in_part, {"type": "null"}]}
