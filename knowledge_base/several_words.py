r"""Words for facts with several categories at once: one phrase for what is said of several of them.

>>> from facts.vocabulary import VOCABULARY
>>> drugs = VOCABULARY.several["patient.current_drugs"]
>>> held_words(drugs, ["erlotinib", "gefitinib"], "any", "en")
'erlotinib or gefitinib'
>>> held_words(drugs, ["bevacizumab", "other_antiangiogenic"], "none", "fr")
"pas d'antiangiogénique"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal as OneOf
from typing import TypeVar

from facts.labels import Label, Language, colon
from facts.values import NO, YES, ValueSet
from facts.vocabulary import FactDefinition, SeveralDefinition
from knowledge_base.conditions import And, Or, Test
from knowledge_base.program import Program, Quantity

__all__ = ["Said", "all_of", "answer_words", "by_whole", "categories_asked", "fact_words", "held_words", "title_words"]

Said = OneOf["any", "all", "none", "not_all"]
"""What is said of categories: one of them holds at least, all do, none does, not all do."""

Item = TypeVar("Item")

_AND = Label(fr=" et ", en=" and ")
_OR = Label(fr=" ou ", en=" or ")
_NEITHER = Label(fr="ni ", en="neither ")
_NOR = Label(fr=" ni ", en=" nor ")
_NONE = Label(fr="aucun", en="none")
_NOTHING_ELSE = Label(fr="rien d'autre", en="nothing else")
_UNKNOWN = Label(fr="inconnu", en="unknown")
_VOWELS = "aàâäeéèêëhiîïoôœuùûü"


def title_words(fact: Quantity | FactDefinition, language: Language) -> str:
    """Name a fact; one of several categories, by the fact that it belongs to."""
    return (fact.part.whole if fact.part else fact).label.text(language)


def fact_words(facts: Sequence[Quantity], language: Language) -> str:
    """Name a fact, or several categories of one fact, such as “Traitement en cours : erlotinib ou géfitinib”."""
    names = [fact.part.entry.name for fact in facts if fact.part]
    part = facts[0].part
    if part is None:
        return facts[0].label.text(language)
    if len(names) == len(part.whole.domain.entries):
        return part.whole.label.text(language)
    return f"{part.whole.label.text(language)}{colon(language)}{held_words(part.whole, names, 'any', language)}"


def categories_asked(condition: And | Or, program: Program) -> tuple[SeveralDefinition, list[str]] | None:
    """Return the fact and those of its categories that a condition asks about, when it asks about nothing else."""
    parts = [program.quantities[one.quantity].part if isinstance(one, Test) else None for one in condition.operands]
    found = [part for part in parts if part is not None]
    if not found or len(found) < len(parts) or any(part.whole != found[0].whole for part in found):
        return None
    return found[0].whole, [part.entry.name for part in found]


def held_words(whole: SeveralDefinition, names: Sequence[str], said: Said, language: Language) -> str:
    """Say which of some categories hold or do not, such as “ni erlotinib ni géfitinib”."""
    if said == "any":
        return _listed([label.text(language) for label in whole.domain.named(frozenset(names))], _OR, language)
    group = whole.domain.group_of(frozenset(names))
    if group is not None and said == "none":
        return _no(group.label.text(language), language)
    labels = [whole.domain.label(name).text(language) for name in whole.domain.names if name in names]
    match said:
        case "all":
            return all_of(labels, language)
        case "none" if len(labels) > 1:
            return _NEITHER.text(language) + _NOR.text(language).join(labels)
        case _:
            return _listed([_no(label, language) for label in labels], _OR, language)


def answer_words(whole: SeveralDefinition, answers: Mapping[str, ValueSet], language: Language) -> str:
    """Say all that is known of a fact, such as “cisplatine et pémétrexed, rien d'autre”.

    Parameters
    ----------
    whole
        The fact.
    answers
        By category, whether it holds; those that are not known may be left out.
    language
        ``fr`` or ``en``.
    """
    held = [name for name, value in answers.items() if value == YES]
    absent = [name for name, value in answers.items() if value == NO]
    if len(held) + len(absent) == len(whole.domain.names):
        nothing_else = f", {_NOTHING_ELSE.text(language)}"
        return held_words(whole, held, "all", language) + nothing_else if held else _NONE.text(language)
    said = [held_words(whole, names, "all" if names is held else "none", language) for names in (held, absent) if names]
    return ", ".join(said) or _UNKNOWN.text(language)


def by_whole(items: Iterable[Item], whole_of: Callable[[Item], object | None]) -> list[list[Item]]:
    """Put together the items about one whole, in the order of the first; those about none stay alone.

    Examples
    --------
    >>> by_whole(["a1", "b", "a2"], lambda text: text[0] if text[1:] else None)
    [['a1', 'a2'], ['b']]
    """
    found: list[list[Item]] = []
    places: dict[object, list[Item]] = {}
    for item in items:
        whole = whole_of(item)
        together = None if whole is None else places.get(whole)
        if together is not None:
            together.append(item)
            continue
        found.append([item])
        if whole is not None:
            places[whole] = found[-1]
    return found


def _no(text: str, language: Language) -> str:
    if language == "en":
        return f"no {text}"
    return f"pas d'{text}" if text[:1].lower() in _VOWELS else f"pas de {text}"


def all_of(words: Sequence[str], language: Language) -> str:
    """Return words joined as in a sentence.

    Examples
    --------
    >>> all_of(["pain", "site", "size"], "en")
    'pain, site and size'
    """
    return _listed(words, _AND, language)


def _listed(words: Sequence[str], joint: Label, language: Language) -> str:
    *first, last = words
    return f"{', '.join(first)}{joint.text(language)}{last}" if first else last
