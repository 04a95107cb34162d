"""The report of a consultation as lines of text: verdicts, why in one line each, then what is missing.

The lines are data; :mod:`app.console` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from engine.consultation import Consultation, OptionVerdict, QuestionAsked
from engine.contract import DELAY, NOTICE
from engine.explanation import by_value, premise_words, premises
from engine.missing import FactRef
from engine.trace import rule_node
from engine.verdicts import AGAINST, VERDICTS, Verdict
from facts.case import PATIENT
from facts.labels import Label, Language
from facts.values import Truth, ValueSet
from knowledge_base.program import Advice
from knowledge_base.wording import awaited_words, detail_words, lower_first, place_words, sentence_case, value_words

__all__ = ["Line", "report"]

Style = OneOf["plain", "title", "heading", "question", "good", "open", "bad", "quiet"]

_STYLES: dict[Verdict, Style] = {
    "recommended": "good",
    "option": "good",
    "discuss": "good",
    "caution": "open",
    "not_recommended": "bad",
    "contraindicated": "bad",
    "conflict": "bad",
    "undetermined": "open",
    "silent": "quiet",
}
_ORDER: tuple[Verdict, ...] = tuple(VERDICTS)
_WIDE = 12

_WORDS = {
    "case": Label(fr="Cas", en="Case"),
    "lesion": Label(fr="Lésion", en="Lesion"),
    "patient": Label(fr="Patient", en="Patient"),
    "provisional": Label(fr="provisoire", en="provisional"),
    "because": Label(fr="parce que", en="because"),
    "against": Label(fr="mais", en="but"),
    "also": Label(fr="aussi", en="also"),
    "beats": Label(fr="l'emporte sur", en="beats"),
    "defeated": Label(fr="écarté", en="defeated"),
    "then": Label(fr="puis", en="then"),
    "missing": Label(fr="manque", en="missing"),
    "once": Label(fr="une fois", en="once"),
    "after": Label(fr="après", en="later"),
    "silent": Label(fr="Rien n'est dit de", en="Nothing is said of"),
    "question_silent": Label(
        fr="Le référentiel ne dit rien pour ces faits.", en="The guideline says nothing for these facts."
    ),
    "no_fact": Label(
        fr="aucun fait ne le déciderait : le référentiel laisse ce point ouvert",
        en="no fact would decide it: the guideline leaves this point open",
    ),
    "may_arise": Label(fr="Questions qui pourraient se poser", en="Questions that may arise"),
    "depends": Label(fr="selon", en="depending on"),
    "needed": Label(
        fr="Ce qui manque encore, le plus décisif d'abord", en="What is still missing, the most decisive first"
    ),
    "decides": Label(fr="décide de", en="decides"),
    "findings": Label(
        fr="Constats sur le référentiel qui touchent ce patient",
        en="Findings about the guideline that touch this patient",
    ),
    "reading": Label(fr="Lecture retenue", en="Reading chosen"),
    "nothing": Label(
        fr="Aucune question du référentiel ne se pose pour ces faits.",
        en="No question of the guideline arises from these facts.",
    ),
    "base": Label(fr="base de connaissances", en="knowledge base"),
}
_KINDS = {
    "contradiction": Label(fr="contradiction", en="contradiction"),
    "hole": Label(fr="lacune", en="hole"),
    "overlap": Label(fr="recouvrement", en="overlap"),
    "ambiguity": Label(fr="ambiguïté", en="ambiguity"),
    "undefined_term": Label(fr="terme non défini", en="undefined term"),
    "missing_source": Label(fr="source absente", en="missing source"),
}


@dataclass(frozen=True)
class Line:
    """A line of the report; `hang` is where its continuation lines begin."""

    text: str = ""
    style: Style = "plain"
    indent: int = 0
    hang: int = 0


def report(consultation: Consultation, language: Language) -> list[Line]:
    """Return the report of a consultation.

    Parameters
    ----------
    consultation
        What a case came to.
    language
        ``fr`` or ``en``.
    """
    return list(_Report(consultation, language).lines())


@dataclass(frozen=True)
class _Report:
    consultation: Consultation
    language: Language

    def word(self, name: str) -> str:
        return _WORDS[name].text(self.language)

    @property
    def colon(self) -> str:
        return "\N{NO-BREAK SPACE}: " if self.language == "fr" else ": "

    @property
    def semicolon(self) -> str:
        return "\N{NO-BREAK SPACE}; " if self.language == "fr" else "; "

    def lines(self) -> Iterator[Line]:
        case = self.consultation.case
        yield Line(_printable(case.title or f"{self.word('case')} {case.id}"), "title")
        any_question = False
        for subject in self.consultation.known.subjects:
            found = list(self.subject(subject))
            any_question = any_question or bool(found)
            if found:
                yield Line()
                yield Line(self.subject_name(subject), "heading")
                yield from found
        if not any_question:
            yield Line()
            yield Line(self.word("nothing"))
        yield from self.may_arise()
        yield from self.needed()
        yield from self.findings()
        yield from self.footer()

    def subject_name(self, subject: str) -> str:
        if subject == PATIENT:
            return self.word("patient")
        identifier = subject.partition(":")[2]
        site = self.consultation.program.quantities.get("lesion.site")
        value = self.consultation.known.values.get((subject, "lesion.site"))
        words = ""
        if site is not None and value is not None and value.possible != site.domain.whole:
            words = f" · {value_words(value.possible, site.domain, self.language)}"
        return f"{self.word('lesion')} {identifier}{words}"

    # Verdicts

    def subject(self, subject: str) -> Iterator[Line]:
        own = [one for one in self.consultation.verdicts if one.subject == subject and one.after is None]
        shown: set[str] = set()
        for question in self.consultation.questions:
            if question.subject != subject or question.asked is Truth.FALSE:
                continue
            listed = self.consultation.program.questions[question.question].options
            verdicts = [one for one in own if one.option in listed and one.option not in shown]
            if question.asked is Truth.UNKNOWN:
                verdicts = [one for one in verdicts if one.verdict not in ("undetermined", "silent")]
            if verdicts:
                shown |= {one.option for one in verdicts}
                yield from self.question(question, verdicts)

    def question(self, question: QuestionAsked, verdicts: list[OptionVerdict]) -> Iterator[Line]:
        label = self.consultation.program.questions[question.question].label.text(self.language)
        yield Line()
        yield Line(label, "question", 2, 2)
        if all(one.verdict == "silent" for one in verdicts):
            yield Line(self.word("question_silent"), "quiet", 4, 4)
            return
        for verdict in sorted(verdicts, key=lambda one: _ORDER.index(one.verdict)):
            if verdict.verdict != "silent":
                yield from self.verdict(verdict)
        silent = [self.option(one.option) for one in verdicts if one.verdict == "silent"]
        if silent:
            yield Line(f"{self.word('silent')}{self.colon}{self.semicolon.join(silent)}", "quiet", 4, 4)

    def option(self, name: str) -> str:
        return self.consultation.program.options[name].label.text(self.language)

    def verdict(self, verdict: OptionVerdict) -> Iterator[Line]:
        word = VERDICTS[verdict.verdict].text(self.language).upper()
        provisional = f", {self.word('provisional')}" if verdict.provisional else ""
        yield Line(f"{word}{provisional}{self.colon}{self.option(verdict.option)}", _STYLES[verdict.verdict], 4, 6)
        reasons = [rule for rule in verdict.rules if rule not in verdict.beaten]
        for index, rule in enumerate(reasons):
            opposed = verdict.verdict == "conflict" and self.against(rule, verdict) is not self.against(
                reasons[0], verdict
            )
            label = "because" if index == 0 else "against" if opposed else "also"
            yield self.reason(label, rule, verdict.subject, verdict)
        for rule in verdict.beaten:
            yield self.labelled("beats", self.statement(rule))
        if verdict.verdict == "undetermined" or verdict.provisional:
            yield self.labelled("missing", self.facts(verdict.missing, verdict.subject) or self.word("no_fact"))
        yield from self.following(verdict)

    def reason(self, label: str, rule: str, subject: str, verdict: OptionVerdict) -> Line:
        program = self.consultation.program
        owner = subject if program.rules[rule].subject == "lesion" else PATIENT
        node = rule_node(owner, rule)
        decisive = [one for one in premises(self.consultation.trace, program, node) if one.decisive]
        details = self.details(verdict, rule)
        because = self.semicolon.join(premise_words(one, self.language) for one in by_value(decisive))
        return self.labelled(label, f"{because}{details} — {self.statement(rule)}")

    def against(self, rule: str, verdict: OptionVerdict) -> bool:
        """Return whether a rule speaks against the option."""
        return any(
            advice.effect in AGAINST and verdict.option in advice.options
            for advice in self.consultation.program.rules[rule].advice
        )

    def details(self, verdict: OptionVerdict, rule: str) -> str:
        words = self.detail_list(verdict.details.get(rule, {}))
        return f" → {', '.join(words)}" if words else ""

    def detail_list(self, details: Mapping[str, ValueSet]) -> list[str]:
        program = self.consultation.program
        return [detail_words(program.details[name], value, self.language) for name, value in details.items()]

    def statement(self, rule: str) -> str:
        program = self.consultation.program
        statement = program.statements[program.rules[rule].statement]
        strength = program.strengths[statement.strength].text(self.language)
        place = place_words(statement.name, program, self.language)
        return f"{place}{'' if statement.strength == 'stated' else f', {strength}'} [{rule}]"

    def labelled(self, label: str, text: str) -> Line:
        return Line(f"{self.word(label):<{_WIDE}}{text}", "plain", 6, 6 + _WIDE)

    def following(self, verdict: OptionVerdict) -> Iterator[Line]:
        path = (*(verdict.after.path if verdict.after else ()), verdict.option)
        for step in self.consultation.verdicts:
            if step.after is None or (step.subject, step.after.path) != (verdict.subject, path):
                continue
            word = VERDICTS[step.verdict].text(self.language)
            # Rules that lead to the same step in the same way say it once.
            standing = [advice for rule, advice in step.after.steps if rule in step.rules]
            for words in dict.fromkeys(self.step(step.option, advice) for advice in standing):
                yield self.labelled("then", f"{words} ({word})")
            yield from self.following(step)

    def step(self, option: str, advice: Advice) -> str:
        program = self.consultation.program
        words = [self.option(option)]
        delay = advice.details.get(DELAY)
        if delay is not None:
            words.append(f"{value_words(delay, program.details[DELAY].domain, self.language)} {self.word('after')}")
        if advice.once is not None:
            words.append(f"{self.word('once')}{self.colon}{awaited_words(advice.once, program, self.language)}")
        words += self.detail_list({name: value for name, value in advice.details.items() if name != DELAY})
        return ", ".join(words)

    # What is missing

    def facts(self, facts: Iterable[FactRef], subject: str) -> str:
        return ", ".join(self.fact(fact, subject) for fact in facts)

    def fact(self, fact: FactRef, subject: str) -> str:
        label = self.consultation.program.quantities[fact.quantity].label.text(self.language)
        return f"{lower_first(label)}{self.owner(fact.subject, subject)}"

    def owner(self, subject: str, where: str = PATIENT) -> str:
        """Name the lesion that is spoken of, unless it is the only one or spoken of anyway."""
        lesions = self.consultation.known.subjects[1:]
        return "" if subject in (PATIENT, where) or len(lesions) == 1 else f" ({subject.partition(':')[2]})"

    def may_arise(self) -> Iterator[Line]:
        open_questions = [one for one in self.consultation.questions if one.asked is Truth.UNKNOWN]
        if not open_questions:
            return
        yield Line()
        yield Line(self.word("may_arise"), "heading")
        for one in open_questions:
            label = self.consultation.program.questions[one.question].label.text(self.language)
            missing = self.facts(one.missing, one.subject) or self.word("no_fact")
            yield Line(f"{label}{self.owner(one.subject)} — {self.word('depends')}{self.colon}{missing}", "plain", 2, 4)

    def needed(self) -> Iterator[Line]:
        if not self.consultation.still_needed:
            return
        yield Line()
        yield Line(self.word("needed"), "heading")
        for one in self.consultation.still_needed:
            options = ", ".join(lower_first(self.option(option)) for option in one.decides)
            name = sentence_case(self.fact(one.fact, PATIENT))
            yield Line(f"{name} — {self.word('decides')}{self.colon}{options}", "plain", 2, 4)

    def findings(self) -> Iterator[Line]:
        program = self.consultation.program
        touched = dict.fromkeys(one.finding for one in self.consultation.findings)
        if not touched:
            return
        yield Line()
        yield Line(self.word("findings"), "heading")
        for name in touched:
            finding = program.findings[name]
            kind = _KINDS[finding.kind].text(self.language)
            yield Line(f"[{kind}] {finding.label.text(self.language)}", "plain", 2, 4)
            reading = finding.reading.text(self.language)
            yield Line(f"{self.word('reading')}{self.colon}{reading} [{name}]", "quiet", 4, 4)

    def footer(self) -> Iterator[Line]:
        edition = self.consultation.program.edition
        yield Line()
        yield Line(f"{edition.title.text(self.language)} · {self.word('base')} {edition.hash}", "quiet")
        yield Line(NOTICE.text(self.language), "quiet")


def _printable(text: str) -> str:
    """Drop what would move the cursor or colour a terminal."""
    return "".join(sign for sign in text if sign.isprintable())
