"""Random small rule programs, written as the folder of an edition and read by the loader."""

from __future__ import annotations

import json
import math
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from facts.domains import Boolean, Category, Entry, Number
from facts.values import decimal_text
from facts.vocabulary import SUBJECTS, SubjectKind
from knowledge_base.loader import load
from knowledge_base.program import Program
from knowledge_base.source import EFFECTS
from tests.small import SMALL, label

__all__ = ["LABEL", "Written", "random_program", "small_program"]

_POSITIVE = ("recommend", "option", "discuss", "caution")
_DETAILS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"delay": 15},
    {"delay": "15..21", "target": "whole"},
    {"target": ["whole", "half"]},
)
_KINDS: tuple[SubjectKind, ...] = tuple(SUBJECTS)


@dataclass(frozen=True)
class Written:
    """A program with the text of its chapter, so that a failure can be replayed by eye."""

    program: Program
    text: str


def random_program(seed: str, *, impossible: bool = False) -> Written:
    """Return the program that a seed stands for, with combinations of facts that no patient has when it is asked."""
    author = _Author(Random(seed))
    advice, chapter = author.write()
    return _written(advice | author.impossible() if impossible else advice, chapter)


def small_program(*items: dict[str, Any], impossible: Sequence[str] = ()) -> Program:
    """Return the program of one statement with these items, in which every option they name is asked about.

    What is impossible are conditions; they are named ``i0``, ``i1`` and so on.
    """
    named = {
        kind: [option for option in _OPTIONS[kind] if f'"{option}"' in _json(_advice_of(items))] for kind in _KINDS
    }
    advice = {
        "strengths": _strengths(),
        "options": [{"option": option, "subject": kind, **LABEL} for kind in _KINDS for option in named[kind]],
        "questions": [_question(f"q_{kind}", kind, "always", named[kind]) for kind in _KINDS if named[kind]],
        **_impossible(impossible),
    }
    return _written(advice, {"chapter": "only", "statements": [_statement("s0", list(items))]}).program


def _written(advice: dict[str, Any], chapter: dict[str, Any]) -> Written:
    """Write a file of advice and one chapter, and read them back with the loader."""
    edition = {
        "edition": "random",
        "version": "1",
        "title": LABEL,
        "source": "chance",
        "licence": "none",
        "advice": ["advice.yaml"],
        "chapters": [{"chapter": "only", "files": ["only.yaml"], **LABEL}],
    }
    text = _json(chapter)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "edition.yaml").write_text(_json(edition))
        (folder / "advice.yaml").write_text(_json(advice))
        (folder / "only.yaml").write_text(text)
        return Written(load(folder, SMALL), text)


def _advice_of(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return items without what their advice follows: no rule says anything of an option by following it."""
    return [{key: value for key, value in item.items() if key != "after"} for item in items]


def _json(data: Any) -> str:
    """Write plain data; JSON is also YAML, and quicker to write and to read."""
    return json.dumps(data, indent=1)


LABEL = {"fr": "texte", "en": "text"}


@dataclass(frozen=True)
class _Measure:
    """A number that conditions can name; a partial one must not stand under “not”, nor be computed with."""

    name: str
    low: Fraction
    high: Fraction
    whole: bool = False
    unit: str = ""
    partial: bool = False


class _Author:
    """Writes one program; everything it writes has to pass the loader."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.booleans: dict[SubjectKind, list[str]] = {kind: [] for kind in _KINDS}
        self.measures: dict[SubjectKind, list[_Measure]] = {kind: [] for kind in _KINDS}
        self.categories: dict[SubjectKind, list[tuple[str, Category]]] = {kind: [] for kind in _KINDS}
        for fact in SMALL:
            match fact.domain:
                case Boolean():
                    self.booleans[fact.subject].append(fact.qualified)
                case Category():
                    self.categories[fact.subject].append((fact.qualified, fact.domain))
                case Number() as domain:
                    low, high = Fraction(domain.minimum), Fraction(domain.maximum)
                    measure = _Measure(fact.qualified, low, high, domain.whole_number, domain.unit)
                    self.measures[fact.subject].append(measure)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    # Names in reach

    def reach(self, kind: SubjectKind) -> list[SubjectKind]:
        """Return of whom a condition may speak: on a lesion, also of the patient."""
        return ["patient"] if kind == "patient" else ["lesion", "lesion", "patient"]

    def measure(self, kind: SubjectKind, fits: Callable[[_Measure], bool]) -> _Measure:
        return self.rng.choice([one for one in self.measures[self.rng.choice(self.reach(kind))] if fits(one)])

    # Numbers and arithmetic

    def inner(self, low: Fraction, high: Fraction, whole: bool = False) -> Fraction:
        """Return a number with a short decimal form strictly between two others, which lie far enough apart."""
        step = 1 if whole or high - low > 4 else 8
        first, last = math.floor(low * step) + 1, math.ceil(high * step) - 1
        return Fraction(self.rng.randint(first, last), step)

    def expression(self, kind: SubjectKind, depth: int) -> tuple[str, Fraction, Fraction]:
        """Return an arithmetic expression of plain numbers, and bounds of its values."""
        if depth == 0 or self.chance(0.15):
            if self.chance(0.2):
                number = Fraction(self.rng.randint(0, 6), 2)
                return decimal_text(number), number, number
            one = self.measure(kind, lambda one: not one.unit and not one.partial)
            return one.name, one.low, one.high
        text, low, high = self.expression(kind, depth - 1)
        other, other_low, other_high = self.expression(kind, depth - 1)
        operator = self.rng.choice("+-**/")
        if operator == "/":
            other, other_low, other_high = self.divisor()
        corners = [_computed(operator, one, two) for one in (low, high) for two in (other_low, other_high)]
        return f"({text} {operator} {other})", min(corners), max(corners)

    def divisor(self) -> tuple[str, Fraction, Fraction]:
        known = [("patient.q", 1, 8), ("(patient.w + 1)", 1, 7), ("(patient.z - 9)", -14, -4), ("4", 4, 4)]
        text, low, high = self.rng.choice(known)
        return text, Fraction(low), Fraction(high)

    def comparison(self, kind: SubjectKind, partial: bool) -> str:
        """Return a comparison that can both hold and fail."""
        if self.chance(0.25):
            text, low, high = self.expression(kind, self.rng.randint(1, 2))
            while not 1 < high - low < 10**6:
                text, low, high = self.expression(kind, 2)
            return f"{text} {self.rng.choice(('<', '<=', '>', '>='))} {decimal_text(self.inner(low, high))}"
        one = self.measure(kind, lambda one: one.high - one.low >= 2 and (partial or not one.partial))
        number = self.inner(one.low, one.high, one.whole)
        written = decimal_text(number)
        if one.unit == "mm" and self.chance(0.3):
            written = f"{decimal_text(number / 10, 6)} cm"
        operators = ["<", "<=", ">", ">=", "=="] if one.partial else ["<", "<=", ">", ">=", "==", "!="]
        operator = self.rng.choice(operators)
        if self.chance(0.2) and number >= 0:
            last = self.inner(number, one.high, one.whole) if one.high - number >= 2 else number
            return f"{one.name} in {written} .. {decimal_text(last)}{' mm' if one.unit == 'mm' else ''}"
        if self.chance(0.1) and number >= 0:
            return f"{written} {operator} {one.name}"
        if self.chance(0.1) and number < 0 and not one.partial:
            return f"{one.name} > 0 - {decimal_text(-number)}"
        if number < 0 and one.partial:
            return f"{one.name} >= {decimal_text(max(Fraction(0), one.low + 1))}"
        return f"{one.name} {operator} {written}"

    # Conditions

    def leaf(self, kind: SubjectKind, partial: bool, defined: bool = True) -> str:
        """Return a single test; `partial` and `defined` say whether partial scores and definitions may be read."""
        drawn = self.rng.random()
        if drawn < 0.08:
            return self.has(kind)
        if drawn < 0.45:
            booleans = self.booleans[self.rng.choice(self.reach(kind))]
            return self.rng.choice([name for name in booleans if defined or ".d" not in name])
        if drawn < 0.6:
            name, domain = self.rng.choice(self.categories[self.rng.choice(self.reach(kind))])
            names = self.rng.sample(domain.names, self.rng.randint(1, len(domain.names) - 1))
            if self.chance(0.3):
                return f"{name} {self.rng.choice(('==', '!='))} {names[0]}"
            grouped = bool(domain.groups) and self.chance(0.3)
            return f"{name} in {{{domain.groups[0].name if grouped else ', '.join(names)}}}"
        return self.comparison(kind, partial)

    def has(self, kind: SubjectKind) -> str:
        """Return a test of a fact with several categories at once."""
        owner = self.rng.choice(self.reach(kind))
        whole = self.rng.choice([one for one in SMALL.several.values() if one.subject == owner])
        names = self.rng.sample(whole.domain.all_names, self.rng.randint(1, 2))
        asked = names[0] if len(names) == 1 else f"any of {{{', '.join(names)}}}"
        return f"{whole.qualified} has {asked}"

    def condition(self, kind: SubjectKind, depth: int, partial: bool = True, within: bool = False) -> str:
        """Return a condition; `within` says that it stands inside one on any or all lesions."""
        if depth == 0 or self.chance(0.1):
            return self.leaf(kind, partial)
        drawn = self.rng.random()
        if drawn < 0.15:
            return f"not ({self.condition(kind, depth - 1, False, within)})"
        if drawn < 0.18 and kind == "patient" and not within:
            return "any lesion"
        if drawn < 0.4 and kind == "patient" and not within:
            inner = self.condition("lesion", depth - 1, partial, within=True)
            return f"{self.rng.choice(('any', 'all'))} lesion ({inner})"
        operands = [self.condition(kind, depth - 1, partial, within) for _ in range(self.rng.choice((2, 2, 3, 4)))]
        return f"({self.rng.choice((' and ', ' or ')).join(operands)})"

    # Derived quantities

    def definition(self, kind: SubjectKind, number: int) -> dict[str, Any]:
        name = f"{kind}.d{number}"
        item = {"definition": name, **LABEL, "when": self.condition(kind, self.rng.randint(1, 2))}
        self.booleans[kind].append(name)
        return item

    def formula(self, kind: SubjectKind, number: int) -> dict[str, Any]:
        name = f"{kind}.f{number}"
        if self.chance(0.15):
            constant = self.inner(Fraction(0), Fraction(9))
            self.measures[kind].append(_Measure(name, constant, constant))
            return {"formula": name, **LABEL, "value": decimal_text(constant)}
        text, low, high = self.expression(kind, self.rng.randint(1, 2))
        while not 1 < high - low < 10**4:
            text, low, high = self.expression(kind, 2)
        item = {"formula": name, **LABEL, "value": text}
        if self.chance(0.4):
            # It may contradict what is computed.
            fact = self.measure(kind, lambda one: not one.unit and one.name in SMALL.facts)
            item["measured"], low, high = fact.name, min(low, fact.low), max(high, fact.high)
        self.measures[kind].append(_Measure(name, low, high))
        return item

    def lookup(self, kind: SubjectKind, number: int) -> dict[str, Any]:
        whole = False
        while not whole:
            fact, keys, whole = self.cut(kind)
        numbers = {key: self.inner(Fraction(0), Fraction(5)) for key in keys}
        values = {key: self.spread(low) for key, low in numbers.items()}
        bounds = [Fraction(bound) for value in values.values() for bound in value.split("..")]
        name = f"{kind}.l{number}"
        self.measures[kind].append(_Measure(name, min(bounds), max(bounds)))
        return {"lookup": name, **LABEL, "by": fact, "values": values}

    def category(self, kind: SubjectKind, number: int) -> dict[str, Any]:
        """Write a category with two to four values, each of which can be reached."""
        conditions: list[str] = []
        wanted = self.rng.randint(1, 3)
        while len(conditions) < wanted:
            condition = self.row_condition(kind)
            # A condition that holds wherever one before it does would read all that the other reads.
            if not any(_names_in(before) <= _names_in(condition) for before in conditions):
                conditions.append(condition)
        if self.chance(0.2):
            one = self.measure(kind, lambda one: one.high - one.low > 4 and not one.partial)
            high = self.inner(one.low + 1, one.high, one.whole)
            low = self.inner(one.low, high, one.whole)
            conditions = [f"{one.name} >= {decimal_text(bound)}" for bound in (high, low)]
        values = [f"v{index}" for index in range(len(conditions) + 1)]
        self.rng.shuffle(values)
        rows = [{"value": value, **LABEL, "when": when} for value, when in zip(values, conditions, strict=False)]
        name = f"{kind}.c{number}"
        self.categories[kind].append((name, Category(*(Entry(value, label(value)) for value in values))))
        return {"category": name, **LABEL, "values": [*rows, {"value": values[-1], **LABEL}]}

    def row_condition(self, kind: SubjectKind) -> str:
        """Return a condition that reads what always has a value."""
        parts = [self.leaf(kind, False, False) for _ in range(self.rng.choice((1, 2, 2, 3)))]
        parts = [f"not ({part})" if self.chance(0.2) else part for part in parts]
        joined = self.rng.choice((" and ", " and ", " or ")).join(parts)
        return f"not ({joined})" if self.chance(0.15) else joined

    def spread(self, low: Fraction) -> str:
        return decimal_text(low) if self.chance(0.7) else f"{decimal_text(low)}..{decimal_text(low + 1)}"

    def score(self, kind: SubjectKind, number: int) -> dict[str, Any]:
        items: dict[str, dict[str, Any]] = {}
        while len(items) < self.rng.randint(2, 4):
            fact, keys, whole = self.cut(kind)
            points = {key: self.points() for key in keys}
            points[keys[0]] = 5
            items.setdefault(fact, {"fact": fact, "points": points, **({} if whole else _PARTIAL)})
        ranges = [[_range(points) for points in item["points"].values()] for item in items.values()]
        low = sum(min(one for one, _ in rows) for rows in ranges)
        high = sum(max(two for _, two in rows) for rows in ranges)
        name = f"{kind}.s{number}"
        partial = any("otherwise" in item for item in items.values())
        self.measures[kind].append(_Measure(name, Fraction(low), Fraction(high), True, "", partial))
        return {"score": name, **LABEL, "items": list(items.values())}

    def points(self) -> int | str:
        low = self.rng.randint(0, 3)
        return low if self.chance(0.7) else f"{low}..{low + self.rng.randint(0, 2)}"

    def cut(self, kind: SubjectKind) -> tuple[str, list[str], bool]:
        """Return a quantity, a key for each of several regions, and whether they cover all its values."""
        drawn = self.rng.random()
        owner = self.rng.choice(self.reach(kind))
        if drawn < 0.2:
            fact = self.rng.choice([name for name in self.booleans[owner] if ".d" not in name])
            return fact, *self.left_out(["true", "false"])
        if drawn < 0.5:
            fact, domain = self.rng.choice(self.categories[owner])
            if not domain.groups or self.chance(0.6):
                return fact, *self.left_out(list(domain.names))
            group = domain.groups[0]
            return fact, *self.left_out([group.name, *(name for name in domain.names if name not in group.members)])
        one = self.measure(kind, lambda one: one.high - one.low > 4 and not one.partial)
        return one.name, *(self.whole_pieces(one) if one.whole else self.pieces(one))

    def left_out(self, keys: list[str]) -> tuple[list[str], bool]:
        self.rng.shuffle(keys)
        return (keys, True) if self.chance(0.6) else (keys[1:], False)

    def whole_pieces(self, one: _Measure) -> tuple[list[str], bool]:
        first, last = int(one.low), int(one.high)
        middle = self.rng.randint(first, last - 1)
        return self.left_out([f"{first}..{middle}", f"{middle + 1}..{last}"])

    def pieces(self, one: _Measure) -> tuple[list[str], bool]:
        low = self.inner(one.low, one.high - 1)
        high = self.inner(low, one.high) if one.high - low > 1 else low
        first, last = decimal_text(low), decimal_text(high)
        match self.rng.randint(0, 3):
            case 0:
                return [f"<{first}", f">{first}"], False  # one number has no points
            case 1:
                return [f"<={first}", f">{first}"], True
            case 2:
                return [f"<{first}", f"{first}..{last}", f">{last}"], True
            case _:
                return [f"<={first}", f">{last}"], low == high

    # Advice

    def step(self, kind: SubjectKind, effects: Sequence[str], depth: int) -> dict[str, Any]:
        effect = self.rng.choice(effects)
        options = self.rng.sample(_OPTIONS[kind], self.rng.choice((1, 1, 1, 2)))
        found: dict[str, Any] = {effect: options if len(options) > 1 else options[0], **self.rng.choice(_DETAILS)}
        if self.chance(0.15):
            found["once"] = self.leaf(kind, False)
        if depth and effect in _POSITIVE and self.chance(0.4):
            found["then"] = [self.step(kind, EFFECTS, depth - 1) for _ in range(self.rng.choice((1, 1, 2)))]
        return found

    def advice(self, kind: SubjectKind) -> dict[str, Any]:
        if self.chance(0.15):
            one, other = self.rng.sample(EFFECTS, 2)
            return {one: self.rng.choice(_OPTIONS[kind]), other: self.rng.choice(_OPTIONS[kind])}
        return self.step(kind, EFFECTS, 2)

    def rule(self, number: int, earlier: list[tuple[str, SubjectKind]]) -> dict[str, Any]:
        """Write a rule; exceptions form chains and diamonds among the rules before it."""
        kind = self.rng.choice(_KINDS)
        when = "always" if self.chance(0.04) else self.condition(kind, self.rng.randint(0, 3))
        exception = self.chance(0.2) and bool(earlier)
        if exception:
            # Of whom an exception without advice speaks, only its condition says.
            kind = "lesion" if kind == "lesion" and "lesion." in when else "patient"
        targets = [name for name, other in earlier if (kind, other) != ("lesion", "patient")]
        overrides = [name for name in targets[-3:] if self.chance(0.35)]
        if exception and not overrides and targets:
            overrides = targets[-2:]
        found: dict[str, Any] = {"rule": f"r{number}", "when": when}
        if not (exception and overrides):
            found |= self.advice(kind)
            # What comes after an option stands behind it in the list, so that none follows itself.
            named = [index for index, option in enumerate(_OPTIONS[kind]) if f'"{option}"' in json.dumps(found)]
            if self.chance(0.3) and min(named):
                found["after"] = self.rng.sample(_OPTIONS[kind][: min(named)], 1)
        earlier.append((f"r{number}", kind))
        return found | ({"overrides": overrides} if overrides else {})

    # The whole

    def write(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the files of advice and of the only chapter."""
        computed = (self.formula, self.score, self.lookup, self.category, self.category)
        items = [
            self.rng.choice((self.definition, self.definition, *computed))(self.rng.choice(_KINDS), one)
            for one in range(self.rng.randint(0, 8))
        ]
        earlier: list[tuple[str, SubjectKind]] = []
        items += [self.rule(number, earlier) for number in range(self.rng.randint(3, 12))]
        items += [
            {"rule": f"keep_{option}", "when": self.condition(kind, 1), "recommend": option}
            for kind in _KINDS
            for option in _OPTIONS[kind]
            if option not in _json(_advice_of(items))
        ]
        self.rng.shuffle(items)
        statements = [_statement(f"s{index}", [item]) for index, item in enumerate(items)]
        findings = [self.finding(number) for number in range(3)]
        return self.shared(), {"chapter": "only", "statements": statements, "findings": findings}

    def finding(self, number: int) -> dict[str, Any]:
        when = {"when": self.condition(self.rng.choice(_KINDS), 2)} if self.chance(0.8) else {}
        return {
            "finding": f"finding{number}",
            "kind": "hole",
            "severity": "wording",
            "statements": ["s0"],
            "reading": LABEL,
            **LABEL,
            **when,
        }

    def impossible(self) -> dict[str, Any]:
        return _impossible([self.condition(self.rng.choice(_KINDS), 2) for _ in range(self.rng.randint(1, 4))])

    def shared(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "strengths": _strengths(),
            "details": [
                {"detail": "delay", **LABEL, "unit": "d", "minimum": 0, "maximum": 90},
                {"detail": "target", **LABEL, "values": [{"value": one, **LABEL} for one in ("whole", "half", "none")]},
            ],
            "options": [{"option": option, "subject": kind, **LABEL} for kind in _KINDS for option in _OPTIONS[kind]],
            "questions": [
                _question(
                    f"q_{kind}_{number}", kind, "always" if self.chance(0.1) else self.condition(kind, 1), options
                )
                for kind in _KINDS
                for number, options in enumerate((_OPTIONS[kind], _OPTIONS[kind][:2]))
            ],
        }
        if self.chance(0.3):
            # Facts that answer an item are read even where no rule does.
            for option in (one for one in found["options"] if one["subject"] == "patient"):
                option["answered_by"] = [
                    "patient.colour",
                    {"fact": ["lesion.kind", "patient.taken"], "when": "lesion.hot"},
                ]
            for question in (one for one in found["questions"] if one["subject"] == "patient"):
                question["request"] = True
        return found


_OPTIONS: dict[SubjectKind, list[str]] = {"patient": ["drug", "rest"], "lesion": ["surgery", "rays", "watching"]}
_PARTIAL = {"otherwise": "not_applicable"}


def _names_in(condition: str) -> set[str]:
    return set(re.findall(r"[a-z]+\.[a-z0-9]+", condition))


def _statement(name: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    place = {"section": "1", "element": f"sentence {name[1:]}"}
    return {"statement": name, "place": place, "strength": "stated", "mark": "abcdef01", **LABEL, "rules": items}


def _question(name: str, subject: SubjectKind, when: str, options: list[str]) -> dict[str, Any]:
    return {"question": name, "subject": subject, **LABEL, "when": when, "options": options}


def _impossible(conditions: Sequence[str]) -> dict[str, Any]:
    """Return what no patient is; every third is moot."""
    found = [{"impossible": f"i{number}", **LABEL, "when": when} for number, when in enumerate(conditions)]
    return {"impossible": [one | ({"moot": True} if number % 3 == 2 else {}) for number, one in enumerate(found)]}


def _strengths() -> list[dict[str, Any]]:
    return [{"strength": "stated", **LABEL}]


def _range(points: int | str) -> tuple[int, int]:
    low, _, high = str(points).partition("..")
    return int(low), int(high or low)


def _computed(operator: str, one: Fraction, other: Fraction) -> Fraction:
    match operator:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
        case _:
            return one / other
