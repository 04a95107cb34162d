r"""Wording: values, tests and conditions as a clinician reads them, in French or English.

>>> from facts.vocabulary import VOCABULARY
>>> survival = VOCABULARY.facts["patient.survival_months"]
>>> value_words(survival.domain.parse("6 wk"), survival.domain, "fr")
'6\xa0semaines'
>>> value_words(survival.domain.parse("3..12"), survival.domain, "en")
'3 to 12\xa0months'
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

from facts.domains import Boolean, Category, Domain, Number
from facts.labels import Label, Language, colon
from facts.units import UNITS, convert
from facts.values import NO, YES, YES_OR_NO, Bound, Choices, Interval, ValueSet, decimal_text
from facts.vocabulary import FactDefinition
from knowledge_base.conditions import And, Condition, Not, Or, OverLesions, Test
from knowledge_base.places import element_words
from knowledge_base.program import Detail, Program, Quantity
from knowledge_base.several_words import Said, categories_asked, held_words, title_words
from knowledge_base.source import Effect

__all__ = [
    "EFFECTS",
    "awaited_words",
    "condition_words",
    "detail_words",
    "lower_first",
    "place_words",
    "region_words",
    "sentence_case",
    "state_words",
    "value_words",
    "words_of_test",
]

_WORDS = {
    "yes": Label(fr="oui", en="yes"),
    "no": Label(fr="non", en="no"),
    "unknown": Label(fr="inconnu", en="unknown"),
    "none": Label(fr="sans valeur", en="no value"),
    "to": Label(fr="à", en="to"),
    "or": Label(fr="ou", en="or"),
    "and": Label(fr="et", en="and"),
    "always": Label(fr="toujours", en="always"),
    "any": Label(fr="une lésion au moins", en="at least one lesion"),
    "all": Label(fr="toutes les lésions", en="every lesion"),
    "not": Label(fr="non", en="not"),
}
EFFECTS: Mapping[Effect, Label] = {
    "recommend": Label(fr="recommande", en="recommends"),
    "option": Label(fr="permet", en="allows"),
    "discuss": Label(fr="fait discuter", en="has it discussed"),
    "caution": Label(fr="appelle à la prudence", en="calls for caution"),
    "not_recommended": Label(fr="déconseille", en="advises against"),
    "contraindicate": Label(fr="contre-indique", en="contraindicates"),
}
"""What a rule does to an option."""

_SAID: Mapping[tuple[bool, bool], Said] = {
    (True, False): "any",
    (True, True): "none",
    (False, False): "all",
    (False, True): "not_all",
}
_OPPOSITE = {"<": "≥", "≤": ">", ">": "≤", "≥": "<", "=": "≠"}


def _word(name: str, language: Language) -> str:
    return _WORDS[name].text(language)


def sentence_case(text: str) -> str:
    """Return a text with a capital first letter; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return a text with a small first letter, for the middle of a sentence."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def place_words(statement: str, program: Program, language: Language) -> str:
    """Say where in the guideline a statement stands."""
    place = program.statements[statement].place
    chapter = program.chapters[place.chapter].label.text(language)
    return f"{chapter} {place.section}, {element_words(place.element, language)}"


def detail_words(detail: Detail, value: ValueSet | None, language: Language) -> str:
    """Say a particular of an advice, such as ``Volume : totalité de l'os opéré``; of a yes, what it says yes to."""
    if isinstance(detail.domain, Boolean) and value == YES:
        return detail.label.text(language)
    return f"{detail.label.text(language)}{colon(language)}{value_words(value, detail.domain, language)}"


def value_words(value: ValueSet | None, domain: Domain, language: Language) -> str:
    """Say which values are possible.

    Parameters
    ----------
    value
        The possible values; None where there is none.
    domain
        The domain they are from.
    language
        ``fr`` or ``en``.
    """
    if value is None:
        return _word("none", language)
    if value == domain.whole and not value.is_exact:
        return _word("unknown", language)
    if isinstance(value, Choices):
        return _choices_words(value, domain, language)
    if not isinstance(domain, Number):
        raise TypeError("an interval is of a number")
    return _interval_words(value, domain, language)


def _choices_words(value: Choices, domain: Domain, language: Language) -> str:
    if isinstance(domain, Boolean):
        if value == YES_OR_NO:
            return _word("unknown", language)
        return _word("yes" if value == YES else "no", language)
    if not isinstance(domain, Category):
        raise TypeError("choices are of a category")
    labels = [label.text(language) for label in domain.named(value.names)]
    joined = ", ".join(labels[:-1])
    return f"{joined} {_word('or', language)} {labels[-1]}" if joined else labels[0]


def _interval_words(value: Interval, domain: Number, language: Language) -> str:
    unit = _unit_for((value.low, value.high), domain)
    low, high = (_number(bound, unit, domain, language) for bound in (value.low, value.high))
    label = _unit_words(unit, value.high if not math.isinf(value.high) else value.low, domain, language)
    if value.is_exact:
        return f"{low}{label}"
    between = f"{low} {_word('to', language)} {high}{label}"
    # Of a score from 10 to 12 nobody says that it is at least 10.
    if domain.whole_number:
        return between
    if value.low == domain.whole.low and value.high < domain.whole.high:
        return f"{'<' if value.high_open else '≤'} {high}{label}"
    if value.high >= domain.whole.high and value.low > domain.whole.low:
        return f"{'>' if value.low_open else '≥'} {low}{label}"
    return between


def _unit_for(bounds: tuple[Bound, ...], domain: Number) -> str:
    """Choose the unit in which the numbers are shortest: the domain's, or another one that makes them whole."""
    finite = [Fraction(bound) for bound in bounds if not math.isinf(bound)]
    if all(_is_short(number) for number in finite):
        return domain.unit
    whole = (code for code in domain.also if all(convert(one, domain.unit, code).denominator == 1 for one in finite))
    return next(whole, domain.unit)


def _is_short(number: Fraction) -> bool:
    return (number * 100).denominator == 1


def _number(bound: Bound, unit: str, domain: Number, language: Language) -> str:
    if not math.isinf(bound) and unit != domain.unit:
        bound = convert(Fraction(bound), domain.unit, unit)
    text = decimal_text(bound)
    return text.replace(".", ",") if language == "fr" else text


def _unit_words(unit: str, number: Bound, domain: Number, language: Language) -> str:
    if not unit:
        return ""
    label = UNITS[unit].label.text(language)
    one = not math.isinf(number) and convert(Fraction(number), domain.unit, unit) == 1
    if one and label.endswith("s") and label not in {"mois"}:
        label = label[:-1]
    return f"\N{NO-BREAK SPACE}{label}"


def state_words(fact: Quantity | FactDefinition, value: ValueSet | None, language: Language) -> str:
    """Say what is known of a fact behind its title; of one of several categories, whether it holds."""
    words = value_words(value, fact.domain, language)
    if fact.part is None:
        return words
    if value in (YES, NO):
        return held_words(fact.part.whole, [fact.part.entry.name], "all" if value == YES else "none", language)
    return f"{fact.part.entry.label.text(language)} ({words})"


def region_words(test: Test, quantity: Quantity, language: Language, *, negated: bool = False) -> str:
    """Say what a test asks for, such as ``≥ 9``, ``> 3 mois`` or ``lytique ou mixte``."""
    region, domain = test.region, quantity.domain
    if isinstance(region, Choices):
        if quantity.part is not None:
            return state_words(quantity, NO if negated else YES, language)
        if isinstance(domain, Boolean):
            return _word("no" if negated else "yes", language)
        words = _choices_words(region, domain, language)
        return f"≠ {words}" if negated else words
    if not isinstance(domain, Number):
        raise TypeError("an interval is of a number")
    unit = _unit_for((region.low, region.high), domain)

    def bound(number: Bound) -> str:
        return _number(number, unit, domain, language)

    label = _unit_words(unit, region.high if math.isinf(region.low) else region.low, domain, language)
    if region.is_exact or math.isinf(region.low) or math.isinf(region.high):
        if region.is_exact:
            sign, number = "=", bound(region.low)
        elif math.isinf(region.low):
            sign, number = "<" if region.high_open else "≤", bound(region.high)
        else:
            sign, number = ">" if region.low_open else "≥", bound(region.low)
        return f"{_OPPOSITE[sign] if negated else sign} {number}{label}"
    words = f"{bound(region.low)} {_word('to', language)} {bound(region.high)}{label}"
    return f"≠ {words}" if negated else words


def words_of_test(test: Test, program: Program, language: Language, *, negated: bool = False) -> str:
    """Say a test in full, such as ``Score de Mirels ≥ 9`` or ``Lésion opérée : oui``."""
    quantity = program.quantities[test.quantity]
    label = title_words(quantity, language)
    words = region_words(test, quantity, language, negated=negated)
    if isinstance(test.region, Interval) or words.startswith("≠"):
        return f"{label} {words}"
    return f"{label}{colon(language)}{words}"


def awaited_words(condition: Condition, program: Program, language: Language) -> str:
    """Say a condition that is waited for, such as “once the skin has healed”: a bare yes/no fact by its label."""
    if isinstance(condition, Test) and condition.region == YES:
        return lower_first(program.quantities[condition.quantity].label.text(language))
    return condition_words(condition, program, language)


def condition_words(condition: Condition, program: Program, language: Language) -> str:
    """Say a condition in full."""
    return " ".join(_condition_words(condition, program, language, negated=False, inside=False))


def _condition_words(
    condition: Condition, program: Program, language: Language, *, negated: bool, inside: bool
) -> Iterator[str]:
    match condition:
        case Test():
            yield words_of_test(condition, program, language, negated=negated)
        case Not():
            yield from _condition_words(condition.operand, program, language, negated=not negated, inside=inside)
        case And() if not condition.operands:
            yield _word("always", language)
        case And() | Or() if asked := categories_asked(condition, program):
            whole, names = asked
            said: Said = _SAID[isinstance(condition, Or), negated]
            words = f"{whole.label.text(language)}{colon(language)}{held_words(whole, names, said, language)}"
            yield f"({words})" if inside else words
        case And() | Or():
            joint = "and" if isinstance(condition, And) is not negated else "or"
            parts = [
                " ".join(_condition_words(operand, program, language, negated=negated, inside=True))
                for operand in condition.operands
            ]
            words = f" {_word(joint, language)} ".join(parts)
            yield f"({words})" if inside else words
        case OverLesions(operand=And(operands=())):
            yield f"{_word('not', language)} ({_word('any', language)})" if negated else _word("any", language)
        case OverLesions():
            inner = " ".join(_condition_words(condition.operand, program, language, negated=False, inside=False))
            prefix = f"{_word('not', language)} " if negated else ""
            yield f"{prefix}{_word(condition.quantifier, language)} ({inner})"
