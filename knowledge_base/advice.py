"""Advice: what each rule says step by step, when it holds, and which other rules it overrides.

In: the declarations, options and quantities. Out: rules with typed conditions, in which every option, detail and
overridden rule exists, all options are for one subject, no rule overrides itself, and no option follows itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from knowledge_base.circles import circles
from knowledge_base.conditions import Condition
from knowledge_base.declarations import Declarations, Declared
from knowledge_base.diagnostics import Diagnostic
from knowledge_base.options import Options
from knowledge_base.program import Advice, Rule
from knowledge_base.quantities import Quantities
from knowledge_base.source import EFFECTS, Effect, RuleSource, StepSource
from knowledge_base.typing import subject_of

__all__ = ["link_rules"]

_NEGATIVE: tuple[Effect, ...] = ("not_recommended", "contraindicate")


def link_rules(
    declared: Declarations, options: Options, quantities: Quantities
) -> tuple[dict[str, Rule], list[Diagnostic]]:
    """Return the rules, and what is wrong with them.

    Parameters
    ----------
    declared
        What the files declare.
    options
        What can be advised.
    quantities
        What conditions may name.
    """
    rules: dict[str, Rule] = {}
    problems: list[Diagnostic] = []
    for name, one in declared.rules.items():
        own: list[Diagnostic] = []
        rule = _rule(one, tuple(_overridden(one, declared)), options, quantities, own)
        if rule is not None and not own:
            rules[name] = rule
        problems += own
    problems += _override_problems(declared, rules)
    problems += _order_problems(declared, rules, options)
    return rules, problems


def _rule(
    declared: Declared[RuleSource],
    overrides: tuple[str, ...],
    options: Options,
    quantities: Quantities,
    problems: list[Diagnostic],
) -> Rule | None:
    source = declared.item
    name = source.rule
    advice = tuple(_advice(declared, f"once.{name}", options, quantities, problems))
    if not advice and not source.overrides and not problems:
        problems.append(declared.problem("no_effect", f"“{name}” neither advises anything nor overrides a rule"))
    after = tuple(source.after or ())
    if after and not advice:
        message = "“after” says what an advice follows, and there is no advice"
        problems.append(declared.problem("no_effect", message, "after"))
    problems += options.unknown_options(after, declared, "after")
    steps = [step for one in advice for step in one.steps()]
    subjects = options.subjects([*after, *(option for step in steps for option in step.options)])
    if len(subjects) > 1:
        message = "the options of one rule are all for the patient or all for a lesion"
        problems.append(declared.problem("subject", message))
        return None
    subject = subjects.pop() if subjects else subject_of(source.when)
    scope = quantities.scope(source.when, subject, f"rule.{name}")
    when = quantities.condition_at(declared, "when", scope, problems)
    if when is None:
        return None
    return Rule(name, declared.statement, subject, when, source.when, advice, overrides, after)


def _advice(
    declared: Declared[StepSource], name: str, options: Options, quantities: Quantities, problems: list[Diagnostic]
) -> Iterator[Advice]:
    """Yield what a rule or a step of it advises, one advice an effect."""
    step = declared.item
    effects = [effect for effect in EFFECTS if getattr(step, effect) is not None]
    details = step.model_extra or {}
    problems += _effect_problems(declared, effects, details, options)
    for effect in effects:
        written = getattr(step, effect)
        names = [written] if isinstance(written, str) else written
        for option in names:
            if option not in options.by_name:
                problems.append(declared.unknown("unknown_option", option, options.by_name, effect))
        if effect in _NEGATIVE:
            names = list(dict.fromkeys(part for option in names for part in options.with_parts(option)))
        yield Advice(
            effect,
            tuple(names),
            options.details.values(details, declared, problems),
            _once(declared, name, names, options, quantities, problems),
            tuple(
                advice
                for index, following in enumerate(step.then)
                for advice in _advice(
                    declared.part(following, "then", index), f"{name}.then.{index}", options, quantities, problems
                )
            ),
        )


def _effect_problems(
    declared: Declared[StepSource], effects: list[Effect], details: Mapping[str, object], options: Options
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the effects of a step beside its details and what follows it."""
    step = declared.item
    followed = bool(step.then or step.once or details)
    if not effects and (followed or not isinstance(step, RuleSource)):
        unknown = [name for name in details if name not in options.details.names]
        yield from (options.details.unknown_detail(name, declared) for name in unknown)
        if not unknown:
            yield declared.problem("no_effect", f"what is advised? One of {', '.join(EFFECTS)} is missing")
    if len(effects) > 1 and followed:
        message = f"details, “once” and “then” belong to one effect: write a rule each for {' and '.join(effects)}"
        yield declared.problem("two_effects", message)
    for effect in effects:
        if step.then and effect in _NEGATIVE:
            message = f"nothing can follow what is advised against, here by “{effect}”"
            yield declared.problem("then", message, "then")


def _once(
    declared: Declared[StepSource],
    name: str,
    names: Iterable[str],
    options: Options,
    quantities: Quantities,
    problems: list[Diagnostic],
) -> Condition | None:
    """Return the condition that a step waits for, on the subject of its options."""
    once = declared.item.once
    if once is None:
        return None
    known = [options.by_name[option].subject for option in names if option in options.by_name]
    subject = known[0] if known else "lesion"
    return quantities.condition_at(declared, "once", quantities.scope(once, subject, name), problems)


def _overridden(one: Declared[RuleSource], declared: Declarations) -> Iterator[str]:
    """Yield the rules that a rule overrides; of a statement or table all rules but itself."""
    name, targets = one.item.rule, one.item.overrides
    meant = dict.fromkeys(rule for target in targets for rule in declared.meant(target))
    yield from (rule for rule in meant if rule != name or name in targets)


def _override_problems(declared: Declarations, rules: Mapping[str, Rule]) -> Iterator[Diagnostic]:
    known = (*declared.rules, *declared.groups)
    for name, one in declared.rules.items():
        for index, target in enumerate(one.item.overrides):
            meant = declared.meant(target)
            if not meant:
                yield one.unknown("unknown_rule", target, known, "overrides", index)
            elif meant == [name] != [target]:
                message = f"“{target}” has no rule but this one"
                yield one.problem("unknown_rule", message, "overrides", index, about=target)
            for rule in meant:
                if [rules[both].subject for both in (name, rule) if both in rules] == ["lesion", "patient"]:
                    message = f"“{name}” is about a lesion and cannot override “{rule}”, which is about the patient"
                    yield one.problem("subject", message, "overrides", index)
    for circle in circles({name: list(_overridden(one, declared)) for name, one in declared.rules.items()}):
        message = f"rules override each other in a circle: {' overrides '.join(reversed(circle))}"
        yield declared.rules[circle[-1]].problem("cycle", message, "overrides")


def _order_problems(declared: Declarations, rules: Mapping[str, Rule], options: Options) -> Iterator[Diagnostic]:
    """Yield the circles of options each of which would follow the next, whichever rule led to it."""
    before: dict[str, list[str]] = {name: [] for name in options.by_name}
    said: dict[str, str] = {}
    for rule in rules.values():
        for parent, option in _successions(rule):
            before[option].append(parent)
            said.setdefault(option, rule.name)
    for circle in circles(before):
        message = f"an option would follow itself: {' after '.join(circle)}"
        yield declared.rules[said[circle[0]]].problem("cycle", message, "after")


def _successions(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield each pair of an option and another that comes after it whichever rule led to the first."""
    for parent in rule.after:
        for advice in rule.advice:
            yield from ((parent, option) for step in advice.steps() for option in step.options)
