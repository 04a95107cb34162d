"""Labels: what stands in the node of a fact, score, rule or option, and its tooltip.

Each is a pure function of the trace and the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.explanation import Premise, premises, value_at
from engine.plain import read_plain
from engine.trace import incoming
from engine.verdicts import AGAINST, VERDICTS, Verdict
from facts.case import PATIENT
from facts.labels import Language, colon, listed, semicolon
from facts.values import Choices
from knowledge_base.conditions import Condition
from knowledge_base.program import DELAYS, STATED, Program, Quantity
from knowledge_base.several_words import by_whole, fact_words, title_words
from knowledge_base.source import Effect
from knowledge_base.wording import (
    EFFECTS,
    awaited_words,
    condition_words,
    detail_words,
    lower_first,
    place_words,
    sentence_case,
    state_words,
    value_words,
)
from visualize.markup import cell, row, table
from visualize.rule_tests import RuleTests
from visualize.theme import MUTED, STATES, VERDICT_STYLES, WORDS

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Labels"]

_OPPOSED = ("contraindicated", "not_recommended")
_FACT_WIDTH, _RULE_WIDTH, _OPTION_WIDTH, _DETAIL_WIDTH = 22, 27, 20, 32


@dataclass(frozen=True)
class Labels:
    """Writes the labels of one trace in one language.

    Attributes
    ----------
    shown
        The nodes that are drawn; rules among them need not be named elsewhere.
    """

    trace: nx.MultiDiGraph[str]
    program: Program
    language: Language
    shown: frozenset[str]

    def of(self, node: str, also: Iterable[str]) -> tuple[str, str]:
        """Return the label and the tooltip of a node.

        Parameters
        ----------
        node
            A node of the trace.
        also
            For an option, rules in force that agree with its verdict without deciding it.
        """
        attributes = self.trace.nodes[node]
        match attributes["kind"]:
            case "fact":
                return self._fact(node, attributes)
            case "derived" if attributes["derived"] == "score":
                return self._score(node, attributes)
            case "derived":
                return self._derived(node, attributes)
            case "rule":
                return self._rule(node, attributes)
            case _:
                return self._option(node, attributes, also)

    def _word(self, name: str) -> str:
        return WORDS[name].text(self.language)

    @property
    def _colon(self) -> str:
        return colon(self.language)

    def _value(self, node: str) -> str:
        quantity = self.program.quantities[self.trace.nodes[node]["name"]]
        return state_words(quantity, value_at(self.trace, self.program, node), self.language)

    def _fact(self, node: str, attributes: Mapping[str, Any]) -> tuple[str, str]:
        quantity = self.program.quantities[attributes["name"]]
        value = self._value(node)
        style = STATES[attributes["status"]]
        mark = f"{style.mark} " if style.mark else ""
        label = table(
            [
                row(cell(title_words(quantity, self.language), width=_FACT_WIDTH)),
                row(cell(f"{mark}{value}", bold=True, size=14, width=_FACT_WIDTH)),
            ],
            style,
        )
        return label, f"{attributes['name']}{self._colon}{value}"

    def _score(self, node: str, attributes: Mapping[str, Any]) -> tuple[str, str]:
        quantity = self.program.quantities[attributes["name"]]
        value = self._value(node)
        title = quantity.label.text(self.language)
        rows = [row(cell(title, bold=True), cell(value, bold=True, size=16, align="RIGHT"))]
        for index, item in enumerate(premises(self.trace, self.program, node)):
            rows.append(
                row(
                    cell(self._item(item), port=f"i{index}"),
                    cell(_points(item, self.language), align="RIGHT", bold=True),
                )
            )
        label = table(rows, STATES["derived"], rounded=True)
        return label, self._statement(quantity.statement)

    def _item(self, item: Premise) -> str:
        """Name an item of a score; of a category also its value, for which the points are."""
        title = item.quantity.label.text(self.language)
        if item.quantity.kind != "category":
            return title
        return f"{title}{self._colon}{state_words(item.quantity, item.value, self.language)}"

    def _derived(self, node: str, attributes: Mapping[str, Any]) -> tuple[str, str]:
        quantity = self.program.quantities[attributes["name"]]
        value = self._value(node)
        title = quantity.label.text(self.language)
        rows = [row(cell(title, width=_FACT_WIDTH)), row(cell(value, bold=True, size=14))]
        condition = self._condition(node, attributes["name"])
        if condition is not None:
            words = condition_words(condition, self.program, self.language)
            rows.append(row(cell(words, size=11, color=MUTED, width=_RULE_WIDTH)))
        return table(rows, STATES["derived"], rounded=True), self._statement(quantity.statement)

    def _condition(self, node: str, name: str) -> Condition | None:
        """Return what a definition asks, or the row of a category from which its value is."""
        if name in self.program.definitions:
            return self.program.definitions[name].when
        category, value = self.program.categories.get(name), value_at(self.trace, self.program, node)
        if category is None or not isinstance(value, Choices) or not value.is_exact:
            return None
        # The last row asks for nothing.
        return next((row.when for row in category.rows[:-1] if row.value in value.names), None)

    def _rule(self, node: str, attributes: Mapping[str, Any]) -> tuple[str, str]:
        style = STATES[attributes["state"]]
        statement = self.program.statements[attributes["statement"]]
        place = self._place(attributes["statement"])
        strength = self.program.strengths[statement.strength].text(self.language)
        rows = [
            row(cell(f"{style.mark} {sentence_case(self._word(attributes['state']))}", bold=True, color=style.line))
        ]
        found = list(premises(self.trace, self.program, node))
        tests = RuleTests(self.program, self.language)
        if attributes["state"] == "open":
            lines = list(tests.of_open(self.program.rules[attributes["name"]].when, found))
        else:
            lines = list(tests.of_decided(found))
        rows += [row(cell(line, width=_RULE_WIDTH)) for line in dict.fromkeys(lines)]
        rows.append(row(cell(place, size=11, color=MUTED, width=_RULE_WIDTH)))
        if statement.strength != STATED:
            rows.append(
                row(cell(f"{sentence_case(self._word('strength'))}{self._colon}{strength}", size=11, color=MUTED))
            )
        return table(rows, style), self._statement(attributes["statement"])

    def _option(self, node: str, attributes: Mapping[str, Any], also: Iterable[str]) -> tuple[str, str]:
        verdict: Verdict = attributes["verdict"]
        style = VERDICT_STYLES[verdict]
        word = VERDICTS[verdict].text(self.language).upper()
        provisional = f" ({self._word('provisional')})" if attributes["provisional"] else ""
        option = self.program.options[attributes["name"]].label.text(self.language)
        rows = [
            row(cell(f"{style.mark} {word}{provisional}", bold=True, color=style.line, width=_OPTION_WIDTH)),
            row(cell(option, bold=True, size=16, width=_OPTION_WIDTH)),
        ]
        rows += [row(cell(line, bold=True, width=_DETAIL_WIDTH)) for line in self._timing(node)]
        rows += [row(cell(line, width=_DETAIL_WIDTH)) for line in self._details(node)]
        missing = self._fact_names(attributes["missing"], attributes["subject"])
        if missing or attributes["provisional"] or verdict == "undetermined":
            named = f"{self._word('missing')}{self._colon}{listed(missing, self.language)}"
            words = named if missing else self._word("no_fact")
            rows.append(row(cell(words, size=12, width=_RULE_WIDTH)))
        others = [self._place(self.trace.nodes[rule]["statement"]) for rule in also if rule not in self.shown]
        if others:
            words = f"{self._word('also')}{self._colon}{semicolon(self.language).join(dict.fromkeys(others))}"
            rows.append(row(cell(words, size=11, color=MUTED, width=_RULE_WIDTH)))
        return table(rows, style, padding=5), f"{attributes['name']}{self._colon}{word.lower()}"

    def _timing(self, node: str) -> list[str]:
        """Return how long after the step before it an advice follows, and once what holds."""
        delays: dict[Effect, list[str]] = {}
        conditions: list[str] = []
        for _, edge in incoming(self.trace, node, "follows"):
            if edge["state"] != "holds":
                continue
            for name in (one for one in DELAYS if one in edge["details"]):
                domain = self.program.details[name].domain
                told = value_words(read_plain(edge["details"][name], domain), domain, self.language)
                delays.setdefault(edge["effect"], []).append(f"{told} {self._word('after')}")
            once = self._once(node, edge["rule"])
            if once:
                conditions.append(self._provided(once))
        lines = [
            delay if len(delays) == 1 else f"{delay} ({EFFECTS[effect].text(self.language)})"
            for effect, some in delays.items()
            for delay in dict.fromkeys(some)
        ]
        return [*lines, *dict.fromkeys(conditions)]

    def _details(self, node: str) -> list[str]:
        """Return the particulars that each rule gives, without the delay of a step that follows."""
        opposed = self.trace.nodes[node]["verdict"] in _OPPOSED
        steps = {edge["rule"] for _, edge in incoming(self.trace, node, "follows")}
        found = []
        for kind in ("conclusion", "follows"):
            for rule, edge in incoming(self.trace, node, kind):
                # Particulars of an act that is advised against are not those of the advice.
                if opposed and edge["effect"] not in AGAINST:
                    continue
                if kind == "conclusion" and (
                    self.trace.nodes[rule]["state"] != "holds" or self.trace.nodes[rule]["name"] in steps
                ):
                    continue
                told = DELAYS if kind == "follows" else ()
                words = [self._detail(name, plain) for name, plain in edge["details"].items() if name not in told]
                if kind == "conclusion" and edge["once"]:
                    words.append(self._provided(self._once(node, self.trace.nodes[rule]["name"])))
                found.append(words)
        lines = dict.fromkeys(semicolon(self.language).join(words) for words in found if words)
        return [f"• {line}" for line in lines] if len(lines) > 1 else list(lines)

    def _provided(self, awaited: str) -> str:
        return f"{self._word('provided')}{self._colon}{awaited}"

    def _detail(self, name: str, plain: object) -> str:
        detail = self.program.details[name]
        return detail_words(detail, read_plain(plain, detail.domain), self.language)

    def _fact_names(self, references: Iterable[str], where: str) -> list[str]:
        """Name facts, with their lesion when that is another than the one spoken of."""
        found = []
        parts = (reference.partition(".") for reference in references)
        facts = [(subject, self._quantity(subject, name)) for subject, _, name in parts]
        for alike in by_whole(facts, lambda fact: (fact[0], fact[1].part.whole) if fact[1].part else None):
            subject = alike[0][0]
            owner = "" if subject in (PATIENT, where) else f" ({subject.partition(':')[2]})"
            found.append(f"{lower_first(fact_words([quantity for _, quantity in alike], self.language))}{owner}")
        return found

    def _quantity(self, subject: str, name: str) -> Quantity:
        return self.program.quantities[f"{'patient' if subject == PATIENT else 'lesion'}.{name}"]

    def _once(self, node: str, rule: str) -> str:
        option = self.trace.nodes[node]["name"]
        steps = (step for advice in self.program.rules[rule].advice for step in advice.steps())
        for step in steps:
            if option in step.options and step.once is not None:
                return awaited_words(step.once, self.program, self.language)
        return ""

    def _place(self, statement: str) -> str:
        return place_words(statement, self.program, self.language)

    def _statement(self, name: str) -> str:
        return self.program.statements[name].label.text(self.language) if name else " "


def _points(item: Premise, language: Language) -> str:
    if item.points is None:
        return "—"
    low, high = item.points
    to = "à" if language == "fr" else "to"
    return str(low) if low == high else f"{low} {to} {high}"
