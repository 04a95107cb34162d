"""Linking: options, questions, rules and findings, with every name in them resolved.

In: the declarations and quantities. Out: :class:`Linked`, in which every option, detail and overridden rule
exists and every condition is typed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from facts.case import Case
from facts.domains import ValueProblem
from facts.problems import CaseError, Problem
from facts.reader import parse_case
from facts.values import ValueSet
from facts.vocabulary import SubjectKind
from facts.written import one_line
from knowledge_base.circles import circles
from knowledge_base.conditions import Condition
from knowledge_base.declarations import Declarations, Declared
from knowledge_base.details import detail_domain, detail_value
from knowledge_base.diagnostics import Code, Diagnostic, ExpressionError, did_you_mean
from knowledge_base.program import Advice, Detail, Finding, Option, Question, Rule
from knowledge_base.quantities import Quantities
from knowledge_base.scope import ALWAYS
from knowledge_base.source import EFFECTS, Effect, FindingSource, RuleSource, StepSource
from knowledge_base.syntax import parse
from knowledge_base.tree import speaks_of_lesion

__all__ = ["Linked", "link"]

_NEGATIVE: tuple[Effect, ...] = ("not_recommended", "contraindicate")

Item = TypeVar("Item")


@dataclass
class Linked:
    """What rules say and of what they say it."""

    details: dict[str, Detail] = field(default_factory=dict)
    options: dict[str, Option] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)


def link(declared: Declarations, quantities: Quantities) -> Linked:
    """Resolve everything that advises or asks.

    Parameters
    ----------
    declared
        What the files declare.
    quantities
        What conditions may name.
    """
    return _Linker(declared, quantities).link()


class _Linker:
    def __init__(self, declared: Declarations, quantities: Quantities) -> None:
        self._declared = declared
        self._quantities = quantities
        self._found = Linked()
        self._parts: dict[str, list[str]] = {}

    def link(self) -> Linked:
        found, declared = self._found, self._declared
        for name, detail in declared.details.items():
            try:
                found.details[name] = Detail(name, detail.item.label(), detail_domain(detail.item))
            except ExpressionError as error:
                self._problem(detail, error.code, str(error), *error.inside)
        for name, option in declared.options.items():
            source = option.item
            details = self._details(option, source.details, ("details",))
            found.options[name] = Option(name, source.subject, source.label(), details, source.part_of or "")
        self._parts_of_options()
        for name, question in declared.questions.items():
            self._question(name, question)
        for name, rule in declared.rules.items():
            self._rule(name, rule)
        self._overrides()
        self._order_of_options()
        for name, finding in declared.findings.items():
            self._finding(name, finding)
        return found

    def _problem(self, declared: Declared[Item], code: Code, message: str, *inside: str | int, about: str = "") -> None:
        self._found.problems.append(declared.problem(code, message, *inside, about=about))

    def _unknown(
        self, declared: Declared[Item], code: Code, name: str, known: Iterable[str], *inside: str | int
    ) -> None:
        self._problem(declared, code, f"“{one_line(name)}”{did_you_mean(name, known)}", *inside, about=name)

    def _condition(
        self, declared: Declared[Item], text: str, subject: SubjectKind, name: str, *inside: str | int
    ) -> Condition | None:
        try:
            return self._quantities.condition(self._quantities.scope(text, subject, name))
        except ExpressionError as error:
            if error.about not in self._quantities.broken:
                self._problem(declared, error.code, str(error), *inside, about=error.about)
            return None

    def _parts_of_options(self) -> None:
        """Check of which acts others are one way."""
        options = self._found.options
        for name, declared in self._declared.options.items():
            whole = options[name].part_of
            if whole and whole not in options:
                self._unknown(declared, "unknown_option", whole, options, "part_of")
            elif whole and options[whole].subject != options[name].subject:
                own, its = options[name].subject, options[whole].subject
                message = f"“{name}” is an option for a {own}, “{whole}” for a {its}"
                self._problem(declared, "subject", message, "part_of")
        wholes = {name: [option.part_of] if option.part_of in options else [] for name, option in options.items()}
        for circle in circles(wholes):
            message = f"an option would be part of itself: {' part of '.join(reversed(circle))}"
            self._problem(self._declared.options[circle[-1]], "cycle", message, "part_of")
        for part, above in wholes.items():
            for whole in above:
                self._parts.setdefault(whole, []).append(part)

    def _with_parts(self, option: str) -> Iterator[str]:
        """Yield an option and all that are ways of it."""
        yield option
        for part in self._parts.get(option, ()):
            yield from self._with_parts(part)

    def _question(self, name: str, declared: Declared) -> None:  # type: ignore[type-arg]
        source = declared.item
        for index, option in enumerate(source.options):
            known = self._found.options.get(option)
            if known is None:
                self._unknown(declared, "unknown_option", option, self._found.options, "options", index)
            elif known.subject != source.subject:
                message = f"“{option}” is an option for a {known.subject}, the question is about a {source.subject}"
                self._problem(declared, "subject", message, "options", index)
        condition = self._condition(declared, source.when, source.subject, f"question.{name}", "when")
        if condition is not None:
            self._found.questions[name] = Question(
                name, source.subject, source.label(), condition, tuple(source.options)
            )

    def _rule(self, name: str, declared: Declared[RuleSource]) -> None:
        source = declared.item
        before = len(self._found.problems)
        advice = tuple(self._advice(declared, source, ()))
        if not advice and not source.overrides and len(self._found.problems) == before:
            self._problem(declared, "no_effect", f"“{name}” neither advises anything nor overrides a rule")
        subjects = {
            self._found.options[option].subject
            for one in advice
            for step in one.steps()
            for option in step.options
            if option in self._found.options
        }
        after = self._after(declared, bool(advice))
        subjects |= {self._found.options[option].subject for option in after}
        if len(subjects) > 1:
            self._problem(declared, "subject", "the options of one rule are all for the patient or all for a lesion")
            return
        subject = subjects.pop() if subjects else _subject_of(source.when)
        condition = self._condition(declared, source.when, subject, f"rule.{name}", "when")
        if condition is not None and len(self._found.problems) == before:
            overrides = tuple(self._overridden(name, source))
            self._found.rules[name] = Rule(
                name, declared.statement, subject, condition, source.when, advice, overrides, after
            )

    def _after(self, declared: Declared[RuleSource], advises: bool) -> tuple[str, ...]:
        after = declared.item.after or []
        if after and not advises:
            self._problem(declared, "no_effect", "“after” says what an advice follows, and there is no advice", "after")
        for index, option in enumerate(after):
            if option not in self._declared.options:
                self._unknown(declared, "unknown_option", option, self._declared.options, "after", index)
        return tuple(option for option in after if option in self._found.options)

    def _advice(
        self, declared: Declared[RuleSource], step: StepSource, path: tuple[str | int, ...]
    ) -> Iterator[Advice]:
        effects = [effect for effect in EFFECTS if getattr(step, effect) is not None]
        extra = step.model_extra or {}
        followed = bool(step.then or step.once or extra)
        if not effects and (followed or path):
            self._no_effect(declared, extra, path)
        if len(effects) > 1 and followed:
            message = f"details, “once” and “then” belong to one effect: write a rule each for {' and '.join(effects)}"
            self._problem(declared, "two_effects", message, *path)
        for effect in effects:
            options = getattr(step, effect)
            names = tuple([options] if isinstance(options, str) else options)
            for option in names:
                if option not in self._declared.options:
                    self._unknown(declared, "unknown_option", option, self._declared.options, *path, effect)
            if effect in _NEGATIVE:
                names = tuple(dict.fromkeys(part for option in names for part in self._with_parts(option)))
            if step.then and effect in _NEGATIVE:
                self._problem(
                    declared, "then", f"nothing can follow what is advised against, here by “{effect}”", *path, "then"
                )
            yield Advice(
                effect,
                names,
                self._details(declared, extra, path),
                self._once(declared, step, names, path),
                tuple(
                    advice
                    for index, following in enumerate(step.then)
                    for advice in self._advice(declared, following, (*path, "then", index))
                ),
            )

    def _no_effect(
        self, declared: Declared[RuleSource], extra: Mapping[str, object], path: tuple[str | int, ...]
    ) -> None:
        """Report that nothing is advised, or the keys that stand there instead."""
        unknown = [name for name in extra if name not in self._declared.details]
        for name in unknown:
            self._unknown_detail(declared, name, path)
        if not unknown:
            message = f"what is advised? One of {', '.join(EFFECTS)} is missing"
            self._problem(declared, "no_effect", message, *path)

    def _once(
        self, declared: Declared[RuleSource], step: StepSource, options: tuple[str, ...], path: tuple[str | int, ...]
    ) -> Condition | None:
        if step.once is None:
            return None
        known = [self._found.options[option].subject for option in options if option in self._found.options]
        name = ".".join(("once", declared.item.rule, *map(str, path)))
        return self._condition(declared, step.once, known[0] if known else "lesion", name, *path, "once")

    def _details(
        self, declared: Declared[Item], extra: Mapping[str, object], path: tuple[str | int, ...]
    ) -> dict[str, ValueSet]:
        found = {}
        for name, raw in extra.items():
            detail = self._found.details.get(name)
            if detail is None:
                if name not in self._declared.details:
                    self._unknown_detail(declared, name, path)
                continue
            if raw is None:
                self._problem(declared, "detail", f"“{name}” has no value", *path, name)
                continue
            try:
                found[name] = detail_value(detail.domain, raw)
            except ValueProblem as problem:
                message = Problem(problem.code, name, problem.words).message("en")
                self._problem(declared, "detail", message, *path, name)
        return found

    def _unknown_detail(self, declared: Declared[Item], name: str, path: tuple[str | int, ...]) -> None:
        model = StepSource if path else RuleSource
        if path and name in RuleSource.model_fields:
            message = f"“{name}” belongs to the rule, not to a step of “then”; a step can wait with “once”"
            self._problem(declared, "unknown_detail", message, *path, name, about=name)
        else:
            self._unknown(declared, "unknown_detail", name, (*self._declared.details, *model.model_fields), *path, name)

    def _overridden(self, name: str, source: RuleSource) -> Iterator[str]:
        """Yield the rules that a rule overrides; of a statement or table all rules but itself."""
        meant = (rule for target in source.overrides for rule in self._declared.meant(target))
        yield from (rule for rule in dict.fromkeys(meant) if rule != name or name in source.overrides)

    def _overrides(self) -> None:
        known = (*self._declared.rules, *self._declared.groups)
        for name, declared in self._declared.rules.items():
            for index, target in enumerate(declared.item.overrides):
                meant = self._declared.meant(target)
                if not meant:
                    self._unknown(declared, "unknown_rule", target, known, "overrides", index)
                elif meant == [name] != [target]:
                    message = f"“{target}” has no rule but this one"
                    self._problem(declared, "unknown_rule", message, "overrides", index, about=target)
                for rule in meant:
                    if self._subjects(name, rule) == ("lesion", "patient"):
                        message = f"“{name}” is about a lesion and cannot override “{rule}”, which is about the patient"
                        self._problem(declared, "subject", message, "overrides", index)
        rules = self._declared.rules
        overridden = {name: [*self._overridden(name, declared.item)] for name, declared in rules.items()}
        for circle in circles(overridden):
            message = f"rules override each other in a circle: {' overrides '.join(reversed(circle))}"
            self._problem(rules[circle[-1]], "cycle", message, "overrides")

    def _order_of_options(self) -> None:
        """Report options that would follow themselves."""
        before: dict[str, list[str]] = {name: [] for name in self._found.options}
        said: dict[str, str] = {}
        for rule in self._found.rules.values():
            for parent, step in _successions(rule):
                before[step].append(parent)
                said.setdefault(step, rule.name)
        for circle in circles(before):
            declared = self._declared.rules[said[circle[0]]]
            self._problem(declared, "cycle", f"an option would follow itself: {' after '.join(circle)}", "after")

    def _subjects(self, *names: str) -> tuple[SubjectKind, ...]:
        return tuple(self._found.rules[name].subject for name in names if name in self._found.rules)

    def _finding(self, name: str, declared: Declared[FindingSource]) -> None:
        source = declared.item
        for index, statement in enumerate(source.statements):
            if statement not in self._declared.statements:
                self._unknown(declared, "unknown_statement", statement, self._declared.statements, "statements", index)
        subject: SubjectKind = "patient"
        condition = None
        if source.when is not None:
            subject = _subject_of(source.when)
            condition = self._condition(declared, source.when, subject, f"finding.{name}", "when")
        witness = self._witness(declared) if source.witness is not None else None
        self._found.findings[name] = Finding(
            name,
            source.kind,
            source.severity,
            tuple(source.statements),
            source.label(),
            source.reading,
            subject,
            condition,
            witness,
        )

    def _witness(self, declared: Declared[FindingSource]) -> Case | None:
        source = declared.item.witness
        assert source is not None
        lesions = [] if source.lesion is None else [{"id": "L1", **source.lesion}]
        text = json.dumps({"patient": source.patient, "lesions": lesions}, default=str)
        try:
            return parse_case(text, "")
        except CaseError as error:
            for problem in error.problems:
                where = problem.where.replace("lesion:L1", "lesion")
                message = replace(problem, where=where, line=0).message("en")
                fields = (*where.split("."), problem.words.get("name", ""))
                self._problem(declared, "witness", message, "witness", *filter(None, fields))
            return None


def _subject_of(text: str) -> SubjectKind:
    """Return of whom a condition speaks; of what cannot be read, the patient."""
    if text.strip() == ALWAYS:
        return "patient"
    try:
        return "lesion" if speaks_of_lesion(parse(text)) else "patient"
    except ExpressionError:
        return "patient"


def _successions(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield each pair of an option and another that comes after it whichever rule led to the first."""
    for parent in rule.after:
        for advice in rule.advice:
            yield from ((parent, option) for step in advice.steps() for option in step.options)
