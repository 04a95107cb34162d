"""Lints: what only the whole of an edition shows.

In: the declarations. Out: diagnostics. Each lint is one function ``detect_…``.
"""

from __future__ import annotations

from collections.abc import Iterator

from knowledge_base.declarations import Declarations
from knowledge_base.diagnostics import Diagnostic
from knowledge_base.source import EFFECTS, StepSource

__all__ = [
    "detect_options_without_rule",
    "detect_statements_not_accounted_for",
    "detect_unanswered_items",
    "detect_unasked_answers",
    "detect_unasked_options",
    "detect_unknown_names",
    "lint",
]


def lint(declared: Declarations) -> list[Diagnostic]:
    """Return what all lints find."""
    return [
        *detect_statements_not_accounted_for(declared),
        *detect_unknown_names(declared),
        *detect_options_without_rule(declared),
        *detect_unasked_options(declared),
        *detect_unanswered_items(declared),
        *detect_unasked_answers(declared),
    ]


def detect_statements_not_accounted_for(declared: Declarations) -> Iterator[Diagnostic]:
    """Report statements that have neither rules, nor rules elsewhere that encode them, nor a reason."""
    for name, one in declared.statements.items():
        source = one.item
        encoded = bool(source.rules or source.encoded_in)
        if not encoded and source.reason is None:
            message = f"“{name}” has neither “rules” nor “encoded_in” nor a “reason” why no rule encodes it"
            yield one.problem("not_accounted_for", message)
        if encoded and source.reason is not None:
            message = f"“{name}” has rules and a reason for having none; keep one of them"
            yield one.problem("rules_and_reason", message, "reason")


def detect_unknown_names(declared: Declarations) -> Iterator[Diagnostic]:
    """Report strengths and rules that a statement names and nothing declares."""
    for one in declared.statements.values():
        strength = one.item.strength
        if strength not in declared.strengths:
            yield one.unknown("unknown_strength", strength, declared.strengths, "strength")
        for index, rule in enumerate(one.item.encoded_in):
            if rule not in declared.rules and rule not in declared.derived:
                yield one.unknown("unknown_rule", rule, (*declared.rules, *declared.derived), "encoded_in", index)


def detect_options_without_rule(declared: Declarations) -> Iterator[Diagnostic]:
    """Report options of which no rule says anything."""
    advised = {option for rule in declared.rules.values() for option in _options(rule.item)}
    for name, one in declared.options.items():
        if name not in advised:
            yield one.problem("unused_option", f"no rule says anything of “{name}”", about=name)


def detect_unasked_options(declared: Declarations) -> Iterator[Diagnostic]:
    """Report options that answer no question: their silence could not be told from “no”."""
    asked = {option for question in declared.questions.values() for option in question.item.options}
    for name, one in declared.options.items():
        if name not in asked:
            message = f"“{name}” is in the list of no question; without one, silence cannot be told from “no”"
            yield one.problem("unasked_option", message, about=name)


def detect_unanswered_items(declared: Declarations) -> Iterator[Diagnostic]:
    """Report items of a request that no fact answers: whatever is known of a case, they would stay unanswered."""
    for question in declared.questions.values():
        for index, name in enumerate(question.item.options if question.item.request else ()):
            option = declared.options.get(name)
            if option is not None and not option.item.answered_by:
                message = f"“{name}” is an item of a request and has no “answered_by” with the facts that answer it"
                yield question.problem("unanswered_item", message, "options", index, about=name)


def detect_unasked_answers(declared: Declarations) -> Iterator[Diagnostic]:
    """Report options with facts that answer them and no request that asks for them."""
    asked = {one for found in declared.questions.values() if found.item.request for one in found.item.options}
    for name, one in declared.options.items():
        if one.item.answered_by and name not in asked:
            message = f"“{name}” is in the list of no question with “request: true”; only there it is answered"
            yield one.problem("unasked_answer", message, "answered_by", about=name)


def _options(step: StepSource) -> Iterator[str]:
    for effect in EFFECTS:
        options = getattr(step, effect)
        if options is not None:
            yield from [options] if isinstance(options, str) else options
    for following in step.then:
        yield from _options(following)
