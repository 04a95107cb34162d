"""Judging: verdicts, missing facts and findings, read off what became known of a case.

In: :class:`engine.working_memory.Known`. Out: :class:`engine.consultation.Consultation`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.coherence import contradictions
from engine.consultation import (
    Consultation,
    Contradiction,
    Following,
    OptionVerdict,
    QuestionAsked,
    RuleState,
    StillNeeded,
    Touched,
)
from engine.missing import FactRef, MissingFacts
from engine.verdicts import AGAINST, INDICATIONS, POSITIVE, Verdict, could_change, deciding, judge
from engine.working_memory import Known, subject_kind
from facts.case import Case, owner_of
from facts.values import Truth
from knowledge_base.program import Advice, Program
from knowledge_base.source import Effect

__all__ = ["Judge"]

_BY_WEIGHT: tuple[Effect, ...] = (*AGAINST, "recommend", "discuss", "option")


@dataclass(frozen=True)
class _Adviser:
    """A rule's advice on an option, with its state for the subject."""

    rule: str
    advice: Advice
    state: RuleState

    @property
    def effect(self) -> Effect:
        return self.advice.effect

    @property
    def stands(self) -> bool:
        """Whether the rule holds and is not known to be overridden."""
        return self.state.truth is Truth.TRUE and self.state.force is not Truth.FALSE

    @property
    def certain(self) -> bool:
        return self.state.force is Truth.TRUE

    @property
    def uncertain(self) -> bool:
        return self.state.force is Truth.UNKNOWN


@dataclass(frozen=True)
class Judge:
    """Reads verdicts off what became known."""

    program: Program
    case: Case
    known: Known

    @cached_property
    def missing(self) -> MissingFacts:
        """What open conditions wait for."""
        return MissingFacts(self.known)

    @cached_property
    def states(self) -> dict[tuple[str, str], RuleState]:
        """What became of each rule for each subject."""
        return {
            (rule.name, subject): self._state(rule.name, subject)
            for subject in self.known.subjects
            for rule in self.program.rules.values()
            if rule.subject == subject_kind(subject)
        }

    def consultation(self) -> Consultation:
        """Return everything that the case came to."""
        questions = tuple(self._questions())
        verdicts = tuple(self._verdicts(questions))
        needed = tuple(self._still_needed(questions, verdicts))
        return Consultation(
            program=self.program,
            case=self.case,
            known=self.known,
            rules=self.states,
            questions=questions,
            verdicts=verdicts,
            still_needed=needed,
            dont_care=tuple(self._dont_care({one.fact for one in needed})),
            findings=tuple(self._findings()),
            contradictions=tuple(self._contradictions()),
        )

    def _state(self, rule: str, subject: str) -> RuleState:
        truth = self.known.truth("rule", rule, subject)
        force = self.known.truth("force", rule, subject) if rule in self.program.overriders else truth
        return RuleState(truth, force)

    def _questions(self) -> Iterator[QuestionAsked]:
        for subject in self.known.subjects:
            for question in self.program.questions.values():
                if question.subject == subject_kind(subject):
                    asked = self.known.truth("question", question.name, subject)
                    missing = self.missing.of(question.when, subject) if asked is Truth.UNKNOWN else ()
                    yield QuestionAsked(subject, question.name, asked, tuple(missing))

    def _findings(self) -> Iterator[Touched]:
        for subject in self.known.subjects:
            for finding in self.program.findings.values():
                if (
                    finding.when is not None
                    and finding.subject == subject_kind(subject)
                    and self.known.truth("finding", finding.name, subject) is Truth.TRUE
                ):
                    yield Touched(finding.name, subject)

    def _contradictions(self) -> Iterator[Contradiction]:
        for one, subject in contradictions(self.program, self.known.subjects[1:], self.known.values):
            yield Contradiction(one.name, subject)

    def _verdicts(self, questions: Iterable[QuestionAsked]) -> Iterator[OptionVerdict]:
        asked: dict[tuple[str, str], Truth] = {}
        for one in questions:
            for listed in self.program.questions[one.question].options:
                key = one.subject, listed
                asked[key] = Truth.any((one.asked, asked.get(key, Truth.FALSE)))
        for subject in self.known.subjects:
            following: list[OptionVerdict] = []
            for option in self.program.options.values():
                if option.subject != subject_kind(subject):
                    continue
                advisers = self._advisers_of(option.name, subject)
                arises = asked.get((subject, option.name), Truth.FALSE)
                if arises is not Truth.TRUE and not any(one.stands or one.uncertain for one in advisers):
                    continue
                verdict = self._judge(subject, option.name, advisers, arises)
                yield verdict
                if verdict.verdict in POSITIVE:
                    following += self._following(subject, (option.name,), advisers)
            yield from following

    def _advisers_of(self, option: str, subject: str) -> list[_Adviser]:
        return [_Adviser(rule, advice, self.states[rule, subject]) for rule, advice in self.program.advisers[option]]

    def _following(self, subject: str, path: tuple[str, ...], parents: list[_Adviser]) -> Iterator[OptionVerdict]:
        """Yield the verdicts on what follows an option: the steps of all rules that advise or may advise it."""
        steps: dict[str, list[_Adviser]] = {}
        for parent in parents:
            if parent.state.force is not Truth.FALSE:
                for step in parent.advice.then:
                    for option in step.options:
                        steps.setdefault(option, []).append(_Adviser(parent.rule, step, parent.state))
        for rule, advice in self.program.followers[path[-1]]:
            if self.states[rule, subject].force is not Truth.FALSE:
                for option in advice.options:
                    steps.setdefault(option, []).append(_Adviser(rule, advice, self.states[rule, subject]))
        for option, own in steps.items():
            against = [one for one in self._advisers_of(option, subject) if one.effect in AGAINST]
            after = Following(path, tuple((one.rule, one.advice) for one in own))
            verdict = self._judge(subject, option, [*own, *against], Truth.TRUE, after)
            yield verdict
            if verdict.verdict in POSITIVE:
                yield from self._following(subject, (*path, option), own)

    def _judge(
        self, subject: str, option: str, advisers: list[_Adviser], asked: Truth, after: Following | None = None
    ) -> OptionVerdict:
        standing = [one for one in advisers if one.stands]
        uncertain = [one for one in advisers if one.uncertain]
        certain_effects = frozenset(one.effect for one in advisers if one.certain)
        uncertain_effects = frozenset(one.effect for one in uncertain) - certain_effects
        verdict = judge(one.effect for one in standing)
        if not standing and uncertain:
            verdict = "undetermined"
        relevant = deciding(certain_effects, uncertain_effects)
        standing.sort(key=lambda one: not _supports(one.effect, verdict))
        awaited = sorted((one for one in uncertain if one.effect in relevant), key=_weight)
        missing = list(self._missing_of(awaited, subject))
        detailed = [one for one in uncertain if one.effect not in relevant and one.advice.details]
        return OptionVerdict(
            subject=subject,
            option=option,
            verdict=verdict,
            provisional=bool(standing) and could_change(certain_effects, uncertain_effects, verdict),
            strength=self._strength(standing),
            rules=tuple(dict.fromkeys(one.rule for one in standing)),
            beaten=tuple(
                dict.fromkeys(
                    one.rule for one in standing if verdict == "contraindicated" and one.effect in INDICATIONS
                )
            ),
            defeated=tuple(dict.fromkeys(one.rule for one in advisers if one.state.word == "defeated")),
            open_rules=tuple(dict.fromkeys(one.rule for one in awaited)),
            missing=tuple(missing),
            further=tuple(fact for fact in self._missing_of(detailed, subject) if fact not in missing),
            details={one.rule: one.advice.details for one in standing if one.advice.details},
            once={one.rule: one.advice.once for one in standing if one.advice.once is not None},
            after=after,
            asked=asked,
        )

    def _strength(self, standing: list[_Adviser]) -> str:
        if not standing:
            return ""
        return self.program.statements[self.program.rules[standing[0].rule].statement].strength

    def _missing_of(self, advisers: list[_Adviser], subject: str) -> Iterator[FactRef]:
        yield from dict.fromkeys(
            fact for adviser in advisers for fact in self._missing_for_force(adviser.rule, subject)
        )

    def _missing_for_force(self, rule: str, subject: str) -> tuple[FactRef, ...]:
        """Return what decides whether a rule is in force: its own open tests and those of its exceptions."""
        own = owner_of(self.program.rules[rule].subject, subject)
        if (rule, own) not in self._awaited:
            self._awaited[rule, own] = tuple(dict.fromkeys(self._behind_force(rule, own)))
        return self._awaited[rule, own]

    @cached_property
    def _awaited(self) -> dict[tuple[str, str], tuple[FactRef, ...]]:
        """What each rule waits for, kept once it is known: several options can depend on it."""
        return {}

    def _behind_force(self, rule: str, own: str) -> Iterator[FactRef]:
        state = self.states[rule, own]
        if state.truth is Truth.UNKNOWN:
            yield from self.missing.of(self.program.rules[rule].when, own)
        for overrider in self.program.overriders.get(rule, ()):
            other = owner_of(self.program.rules[overrider].subject, own)
            if self.states[overrider, other].force is Truth.UNKNOWN:
                yield from self._missing_for_force(overrider, own)

    def _still_needed(
        self, questions: Iterable[QuestionAsked], verdicts: Iterable[OptionVerdict]
    ) -> Iterator[StillNeeded]:
        decides: dict[FactRef, dict[str, None]] = {}
        for verdict in verdicts:
            for fact in (*verdict.missing, *verdict.further):
                decides.setdefault(fact, {})[verdict.option] = None
        for question in questions:
            for fact in question.missing:
                decides.setdefault(fact, {}).update(dict.fromkeys(self.program.questions[question.question].options))
        ordered = sorted(decides, key=lambda fact: -len(decides[fact]))
        return (StillNeeded(fact, tuple(decides[fact])) for fact in ordered)

    def _dont_care(self, needed: set[FactRef]) -> Iterator[FactRef]:
        for (subject, quantity), value in self.known.values.items():
            fact = FactRef(subject, quantity)
            is_fact = self.program.quantities[quantity].kind == "fact"
            if is_fact and fact not in needed and value.possible is not None and not value.possible.is_exact:
                yield fact


def _weight(adviser: _Adviser) -> int:
    """Return the place of an open rule among those awaited: what would weigh most comes first."""
    return _BY_WEIGHT.index(adviser.effect)


def _supports(effect: Effect, verdict: Verdict) -> bool:
    return judge({effect}) == verdict or verdict == "conflict"
