"""The commands that tell what there is: facts, options, rules, statements, findings."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from app.arguments import BaseOption, JsonOption, Lang, LangOption, SchemaOption, about, load_program, say
from app.console import print_json, print_table
from facts.labels import Label, Language

__all__ = ["listing_commands"]

listing_commands = typer.Typer()

WordArgument = Annotated[
    str,
    typer.Argument(
        metavar="WORD",
        help=about("Seulement ce qui contient ce mot.", "Only what holds this word."),
    ),
]
_YES_AFTER_NO = Label(fr="de non à oui", en="from no to yes")
_MORE = Label(fr="en augmentant", en="upward")
_ONWARD = {
    "boolean": _YES_AFTER_NO,
    "several": _YES_AFTER_NO,
    "number": _MORE,
    "whole number": _MORE,
    "category": Label(fr="dans l'ordre des valeurs", en="in the order of its values"),
}


def _holding(records: list[dict[str, Any]], word: str, beside: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """Return the records that hold a word anywhere in their names or texts, some fields left aside."""

    def text(record: dict[str, Any]) -> str:
        return json.dumps({key: value for key, value in record.items() if key not in beside}, ensure_ascii=False)

    return [one for one in records if word.casefold() in text(one).casefold()]


@listing_commands.command(help=about("Lister les faits que l'on peut donner.", "List the facts that can be given."))
def facts(
    word: WordArgument = "", lang: LangOption = Lang.fr, as_json: JsonOption = False, schema: SchemaOption = False
) -> None:
    """Print the dictionary of facts."""
    from facts.dictionary import case_schema, dictionary
    from facts.vocabulary import VOCABULARY

    if schema:
        print_json(case_schema())
        return
    # Half of the facts are learnt by a question: whoever looks for that word looks for it in their labels.
    records = _holding(dictionary(VOCABULARY), word, beside=frozenset({"learnt_by", "change"}))
    if as_json:
        print_json(records)
        return
    language: Language = lang.value
    columns = [
        say(language, *pair)
        for pair in (
            ("fait", "fact"),
            ("libellé, code", "label, code"),
            ("valeurs", "values"),
            ("appris par → change", "learnt by → changes"),
        )
    ]
    print_table(
        columns,
        [
            [
                one["name"],
                "\n".join(filter(None, (one["label"][language], one["code"]))),
                _allowed(one, language),
                _learning(one, language),
            ]
            for one in records
        ],
    )


@listing_commands.command(
    help=about("Lister les options que le référentiel peut conseiller.", "List the options that can be advised.")
)
def options(
    word: WordArgument = "", lang: LangOption = Lang.fr, as_json: JsonOption = False, knowledge_base: BaseOption = None
) -> None:
    """Print the options."""
    from app.listings import option_records

    records = _holding(option_records(load_program(knowledge_base)), word)
    if as_json:
        print_json(records)
        return
    language: Language = lang.value
    pairs = (("option", "option"), ("libellé", "label"), ("questions", "questions"), ("règles", "rules"))
    print_table(
        [say(language, *pair) for pair in pairs],
        [
            [one["option"], one["label"][language], "\n".join(one["questions"]), "\n".join(one["rules"])]
            for one in records
        ],
    )


@listing_commands.command(help=about("Lister les règles.", "List the rules."))
def rules(
    word: WordArgument = "", lang: LangOption = Lang.fr, as_json: JsonOption = False, knowledge_base: BaseOption = None
) -> None:
    """Print the rules."""
    from app.listings import rule_records

    records = _holding(rule_records(load_program(knowledge_base)), word)
    if as_json:
        print_json(records)
        return
    language: Language = lang.value
    columns = [say(language, *pair) for pair in (("règle", "rule"), ("quand", "when"), ("effet", "effect"))]
    print_table(
        columns,
        [
            [
                one["rule"],
                one["when"],
                "\n".join(f"{step['effect']}: {', '.join(step['options'])}" for step in one["advice"]),
            ]
            for one in records
        ],
    )


@listing_commands.command(help=about("Lister les énoncés du référentiel.", "List the statements of the guideline."))
def statements(
    word: WordArgument = "",
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    schema: SchemaOption = False,
    knowledge_base: BaseOption = None,
) -> None:
    """Print the statements with what encodes each."""
    from app.listings import statement_records
    from knowledge_base.places import element_words
    from knowledge_base.schema import chapter_schema
    from visualize.text.words import REASONS

    if schema:
        print_json(chapter_schema())
        return
    records = _holding(statement_records(load_program(knowledge_base)), word)
    if as_json:
        print_json(records)
        return
    language: Language = lang.value
    pairs = (("énoncé", "statement"), ("lieu", "place"), ("en nos mots", "in our words"), ("encodé par", "encoded by"))
    print_table(
        [say(language, *pair) for pair in pairs],
        [
            [
                one["statement"],
                f"{one['place']['section']}, {element_words(one['place']['element'], language)}",
                one["label"][language],
                "\n".join(one["encoded_by"]) or f"({REASONS[one['reason']].text(language)})",
            ]
            for one in records
        ],
    )


@listing_commands.command(
    help=about("Lister les constats sur le référentiel lui-même.", "List the findings about the guideline itself.")
)
def findings(
    word: WordArgument = "", lang: LangOption = Lang.fr, as_json: JsonOption = False, knowledge_base: BaseOption = None
) -> None:
    """Print the findings with the reading chosen."""
    from app.listings import finding_records
    from visualize.text.words import KINDS

    records = _holding(finding_records(load_program(knowledge_base)), word)
    if as_json:
        print_json(records)
        return
    language: Language = lang.value
    pairs = (("constat", "finding"), ("genre", "kind"), ("texte et lecture retenue", "text and reading chosen"))
    print_table(
        [say(language, *pair) for pair in pairs],
        [
            [
                one["finding"],
                KINDS[one["kind"]].text(language),
                f"{one['label'][language]}\n→ {one['reading'][language]}\n[{', '.join(one['statements'])}]",
            ]
            for one in records
        ],
    )


def _allowed(record: dict[str, object], language: Language) -> str:
    """Say in a few words which values a fact takes."""
    match record["kind"]:
        case "boolean":
            return "true, false"
        case "category":
            return _names(language, record["categories"], record["groups"])
        case "several":
            lead = say(language, "plusieurs à la fois : ", "several at once: ")
            groups = say(language, "\ngroupes : ", "\ngroups: ") if record["groups"] else ""
            return f"{lead}{_names(language, record['categories'])}{groups}{_names(language, record['groups'])}"
        case _:
            unit = f" {record['unit']}" if record["unit"] else ""
            whole = say(language, "entier, ", "whole, ") if record["kind"] == "whole number" else ""
            return f"{whole}{record['minimum']:g}..{record['maximum']:g}{unit}"


def _learning(record: dict[str, Any], language: Language) -> str:
    """Say from what a fact is known, the cheapest first, and in which way it can change."""
    from facts.learning import CHANGES, SOURCES

    sources = ", ".join(SOURCES[source].text(language) for source in record["learnt_by"])
    change = _ONWARD[record["kind"]] if record["change"] == "onward" else CHANGES[record["change"]]
    return f"{sources}\n→ {change.text(language)}"


def _names(language: Language, *lists: object) -> str:
    """List categories by the names that a case gives them, each with its label where that says more."""
    named = [one for some in lists if isinstance(some, list) for one in some]
    return ", ".join(_with_label(one["name"], one["label"][language]) for one in named)


def _with_label(name: str, label: str) -> str:
    return name if label.casefold() == name.replace("_", " ") else f"{name} ({label})"
