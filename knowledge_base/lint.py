"""Lints: what only the whole of an edition shows.

In: the declarations. Out: diagnostics. Each lint is one function ``detect_…``.
"""

from __future__ import annotations

from collections.abc import Iterator

from facts.problems import nearest
from knowledge_base.declarations import Declarations
from knowledge_base.diagnostics import Diagnostic
from knowledge_base.source import EFFECTS, StepSource

__all__ = ["lint"]


def lint(declared: Declarations) -> list[Diagnostic]:
    """Return what all lints find."""
    return [
        *detect_statements_not_accounted_for(declared),
        *detect_unknown_names(declared),
        *detect_options_without_rule(declared),
        *detect_unasked_options(declared),
    ]


def detect_statements_not_accounted_for(declared: Declarations) -> Iterator[Diagnostic]:
    """Report statements that have neither rules, nor rules elsewhere that encode them, nor a reason."""
    for name, one in declared.statements.items():
        source = one.item
        encoded = bool(source.rules or source.encoded_in)
        if not encoded and source.reason is None:
            yield one.problem("not_accounted_for", f"“{name}” has neither rules nor a reason why none encodes it")
        if encoded and source.reason is not None:
            yield one.problem("rules_and_reason", f"“{name}” has rules and a reason for having none", "reason")


def detect_unknown_names(declared: Declarations) -> Iterator[Diagnostic]:
    """Report strengths and rules that a statement names and nothing declares."""
    for one in declared.statements.values():
        if one.item.strength not in declared.strengths:
            hint = nearest(one.item.strength, declared.strengths)
            advice = f"; did you mean “{hint}”?" if hint else f"; declared: {', '.join(declared.strengths)}"
            yield one.problem("unknown_strength", f"“{one.item.strength}”{advice}", "strength")
        for index, rule in enumerate(one.item.encoded_in):
            if rule not in declared.rules and rule not in declared.derived:
                hint = nearest(rule, (*declared.rules, *declared.derived))
                advice = f"; did you mean “{hint}”?" if hint else ""
                yield one.problem("unknown_rule", f"“{rule}”{advice}", "encoded_in", index)


def detect_options_without_rule(declared: Declarations) -> Iterator[Diagnostic]:
    """Report options of which no rule says anything."""
    advised = {option for rule in declared.rules.values() for option in _options(rule.item)}
    for name, one in declared.options.items():
        if name not in advised:
            yield one.problem("unused_option", f"no rule says anything of “{name}”")


def detect_unasked_options(declared: Declarations) -> Iterator[Diagnostic]:
    """Report options that answer no question: their silence could not be told from “no”."""
    asked = {option for question in declared.questions.values() for option in question.item.options}
    for name, one in declared.options.items():
        if name not in asked:
            yield one.problem("unasked_option", f"“{name}” is in the list of no question")


def _options(step: StepSource) -> Iterator[str]:
    for effect in EFFECTS:
        options = getattr(step, effect)
        if options is not None:
            yield from [options] if isinstance(options, str) else options
    for following in step.then:
        yield from _options(following)
