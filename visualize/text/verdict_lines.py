"""The lines of one verdict: the word, why in one line a rule, what is missing, what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.consultation import Consultation, OptionVerdict
from engine.explanation import premises, reasons_words
from engine.trace import rule_node
from engine.verdicts import AGAINST, POSITIVE, VERDICTS, Verdict, judge
from facts.values import Truth
from knowledge_base.program import DELAYS, Advice
from knowledge_base.source import Effect
from knowledge_base.wording import EFFECTS, lower_first
from visualize.text.lines import VERDICT_STYLES, Line, Wording

__all__ = ["Remark", "Source", "VerdictLines"]

_FREE: frozenset[Verdict] = frozenset(("recommended", "discuss", "option"))


@dataclass(frozen=True)
class Source:
    """Rules that something rests on.

    Attributes
    ----------
    does
        What they do or would do to the option, where that is told; else the place of the only rule is.
    """

    rules: tuple[str, ...]
    does: str = ""


@dataclass(frozen=True)
class Remark:
    """One thing that is said of a verdict.

    Attributes
    ----------
    label
        The name of the word before it, such as ``because``.
    text
        What is said, without the rules.
    sources
        The rules that it rests on.
    """

    label: str
    text: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class VerdictLines:
    """Writes the verdicts of one consultation."""

    consultation: Consultation
    words: Wording

    def of(self, alike: Sequence[OptionVerdict]) -> Iterator[Line]:
        """Yield the lines of a verdict on one option, or on several of which the same is to be said."""
        verdict = alike[0]
        word = self.words.text(VERDICTS[verdict.verdict]).upper()
        provisional = f", {self.words('provisional')}" if verdict.provisional else ""
        options = self.words.semicolon.join(self.words.option(one.option) for one in alike)
        yield Line(f"{word}{provisional}{self.words.colon}{options}", VERDICT_STYLES[verdict.verdict], 4, 6)
        if len(alike) > 1 and self.is_for_everybody(verdict):
            chapters = dict.fromkeys(self._chapter(rule) for one in alike for rule in one.rules)
            yield self.words.labelled("because", f"{self.words('for_everybody')} — {', '.join(chapters)}")
        else:
            yield from self.reasons(verdict)

    def is_for_everybody(self, verdict: OptionVerdict) -> bool:
        """Return whether a verdict rests on rules without a condition, and on nothing else."""
        rules = self.consultation.program.rules
        return (
            bool(verdict.rules)
            and not verdict.provisional
            and not verdict.defeated
            and all(rules[rule].is_for_everybody for rule in verdict.rules)
        )

    def _chapter(self, rule: str) -> str:
        program = self.consultation.program
        return self.words.text(program.chapters[program.place_of(rule).chapter].label)

    def is_unproposed(self, verdict: OptionVerdict) -> bool:
        """Return whether nothing is said of an option, or, of one way of an act, only what excludes the act."""
        if verdict.verdict == "silent":
            return True
        act = self.consultation.program.options[verdict.option].part_of
        rules = (*verdict.rules, *verdict.open_rules)
        steps = (step for rule in rules for step in self._steps(rule, verdict.option))
        return bool(act) and all(step.effect in AGAINST and act in step.options for step in steps)

    def is_settled(self, verdict: OptionVerdict) -> bool:
        """Return whether there is something to tell even where the question may not arise."""
        return verdict.verdict not in ("undetermined", "silent") and not self.is_unproposed(verdict)

    def set_aside(self, verdict: OptionVerdict) -> str:
        """Name an option with the rules on it that others defeated."""
        return f"{self.words.option(verdict.option)} [{', '.join(verdict.defeated)}]"

    def reasons(self, verdict: OptionVerdict) -> Iterator[Line]:
        """Yield why a verdict is what it is, what is missing, and what follows."""
        yield from (self.words.labelled(one.label, self._told(one)) for one in self.remarks(verdict))

    def remarks(self, verdict: OptionVerdict) -> Iterator[Remark]:
        """Yield why a verdict is what it is, what is missing, and what follows, with the rules apart."""
        reasons = [rule for rule in verdict.rules if rule not in verdict.beaten]
        sides = [verdict.verdict == "conflict" and self._is_against(rule, verdict) for rule in reasons]
        for index, rule in enumerate(reasons):
            opposed = sides[index] is not sides[0]
            label = "because" if index == 0 else "against" if opposed else "also"
            yield self._reason(label, rule, verdict)
        for rule in verdict.beaten:
            yield Remark("beats", sources=(Source((rule,)),))
        if verdict.defeated:
            yield Remark("beats", sources=self._done_by(verdict.defeated, verdict))
        if verdict.verdict == "undetermined" or verdict.provisional:
            missing = self.words.facts(verdict.missing, verdict.subject) or self.words("no_fact")
            yield Remark("missing", missing, self._done_by(verdict.open_rules, verdict))
        yield from self._following(verdict)

    def _done_by(self, rules: Sequence[str], verdict: OptionVerdict) -> tuple[Source, ...]:
        """Return what rules do or would do to an option, together those that do the same."""
        alike: dict[str, list[str]] = {}
        for rule in rules:
            alike.setdefault(self._effects(rule, verdict), []).append(rule)
        return tuple(Source(tuple(some), effect) for effect, some in alike.items())

    def _told(self, remark: Remark) -> str:
        """Write a remark as text."""
        sources = self.words.semicolon.join(
            f"{one.does} [{', '.join(one.rules)}]" if one.does else self.words.source(one.rules[0])
            for one in remark.sources
        )
        between = " → " if remark.sources and remark.sources[0].does else " — "
        return between.join(filter(None, (remark.text, sources)))

    def _reason(self, label: str, rule: str, verdict: OptionVerdict) -> Remark:
        program = self.consultation.program
        node = rule_node(verdict.subject, rule)
        decisive = [one for one in premises(self.consultation.trace, program, node) if one.decisive]
        because = self.words.semicolon.join(reasons_words(decisive, self.words.language))
        details = self.words.details(verdict.details.get(rule, {}), verdict.once.get(rule))
        arrow = f" → {self.words.semicolon.join(details)}" if details else ""
        # A rule that is weaker, or on the other side, says what it does.
        own = {judge({effect}) for effect in self._effects_of(rule, verdict)}
        differs = verdict.verdict not in own or verdict.verdict == "conflict"
        effect = f"({self._effects(rule, verdict)}) " if differs else ""
        return Remark(label, f"{effect}{because}{arrow}", (Source((rule,)),))

    def _effects_of(self, rule: str, verdict: OptionVerdict) -> list[Effect]:
        return list(dict.fromkeys(step.effect for step in self._steps(rule, verdict.option)))

    def _steps(self, rule: str, option: str) -> Iterator[Advice]:
        for advice in self.consultation.program.rules[rule].advice:
            yield from (step for step in advice.steps() if option in step.options)

    def _effects(self, rule: str, verdict: OptionVerdict) -> str:
        return ", ".join(self.words.text(EFFECTS[effect]) for effect in self._effects_of(rule, verdict))

    def _is_against(self, rule: str, verdict: OptionVerdict) -> bool:
        return any(effect in AGAINST for effect in self._effects_of(rule, verdict))

    def details_words(self, verdict: OptionVerdict) -> Iterator[str]:
        """Say the particulars that each rule behind a verdict gives of an option, without what it waits for."""
        for rule, details in verdict.details.items():
            # A rule that is weaker, or on the other side, speaks in the detail.
            if verdict.verdict in {judge({effect}) for effect in self._effects_of(rule, verdict)}:
                yield ", ".join(map(lower_first, self.words.details(details, None)))

    def sources(self, verdict: OptionVerdict) -> str:
        """Name the places that a verdict rests on."""
        return self.words.semicolon.join(self.words.source(rule) for rule in verdict.rules)

    def _following(self, verdict: OptionVerdict) -> Iterator[Remark]:
        label = "later" if verdict.after else "then" if verdict.verdict == "recommended" else "then_if"
        for step in self.steps_after(verdict):
            for words in self.step_words(step):
                yield Remark(label, words)
            if not self.stands_by_itself(step):
                yield from self._following(step)

    def stands_by_itself(self, step: OptionVerdict) -> bool:
        """Return whether a step has its own lines elsewhere, with what follows it."""
        return (step.subject, step.option) in self._by_themselves

    @cached_property
    def _by_themselves(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (one.subject, one.option)
            for one in self.consultation.verdicts
            if one.after is None and one.asked is Truth.TRUE and one.verdict in POSITIVE
        )

    def all_steps_after(self, verdict: OptionVerdict) -> Iterator[OptionVerdict]:
        """Yield what follows an option and what follows that, down to what is advised by itself."""
        for step in self.steps_after(verdict):
            yield step
            if not self.stands_by_itself(step):
                yield from self.all_steps_after(step)

    def steps_after(self, verdict: OptionVerdict) -> Iterator[OptionVerdict]:
        """Yield what follows an option directly."""
        path = (*(verdict.after.path if verdict.after else ()), verdict.option)
        for step in self.consultation.verdicts:
            if step.after is not None and (step.subject, step.after.path) == (verdict.subject, path):
                yield step

    def step_words(self, step: OptionVerdict) -> Iterator[str]:
        """Say a step, once for each way in which rules lead to it, with what each of them says of it."""
        yield from dict.fromkeys(self.way_words(step, advice) for _, advice in self.leading(step))

    def way_words(self, step: OptionVerdict, advice: Advice) -> str:
        """Say a step as one rule lets it follow."""
        return f"{self._step(step.option, advice)} ({self.force(step, advice)})"

    def forces(self, step: OptionVerdict) -> dict[str, list[str]]:
        """Return, by what rules say of a step, after which delays they let it follow."""
        found: dict[str, list[str]] = {}
        for _, advice in self.leading(step):
            delays = found.setdefault(self.force(step, advice), [])
            delays += [delay for delay in self.words.delay(advice) if delay not in delays]
        return found

    def leading(self, step: OptionVerdict) -> Iterator[tuple[str, Advice]]:
        """Yield the rules that hold and lead to a step, each with what it says of it."""
        yield from (one for one in (step.after.steps if step.after else ()) if one[0] in step.rules)

    def force(self, step: OptionVerdict, advice: Advice) -> str:
        """Name the verdict on a step as one rule lets it follow."""
        return self.words.text(VERDICTS[self.verdict_on_way(step, advice)])

    def verdict_on_way(self, step: OptionVerdict, advice: Advice) -> Verdict:
        """Return what a rule says of a step, or, where something speaks against it, the verdict."""
        return judge({advice.effect}) if step.verdict in _FREE else step.verdict

    def _step(self, option: str, advice: Advice) -> str:
        return self.words.semicolon.join(
            [self.words.option(option), *self.words.delay(advice), *self.particulars(advice)]
        )

    def particulars(self, advice: Advice) -> list[str]:
        """Say the details of an advice, its delay left out, and what it waits for."""
        others = {name: value for name, value in advice.details.items() if name not in DELAYS}
        return self.words.details(others, advice.once)
