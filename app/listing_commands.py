"""The commands that tell what there is: facts, options, rules, statements."""

from __future__ import annotations

import typer

from app.arguments import BaseOption, JsonOption, Lang, LangOption, SchemaOption, about, load_program, say
from app.console import print_json, print_table
from facts.labels import Language

__all__ = ["listing_commands"]

listing_commands = typer.Typer()


@listing_commands.command(help=about("Lister les faits que l'on peut donner.", "List the facts that can be given."))
def facts(lang: LangOption = Lang.fr, as_json: JsonOption = False, schema: SchemaOption = False) -> None:
    """Print the dictionary of facts."""
    from facts.dictionary import case_schema, dictionary
    from facts.vocabulary import VOCABULARY

    if schema:
        print_json(case_schema())
        return
    records = dictionary(VOCABULARY)
    if as_json:
        print_json(records)
        return
    language: Language = lang.value
    columns = [
        say(language, *pair)
        for pair in (("fait", "fact"), ("libellé", "label"), ("valeurs", "values"), ("code", "code"))
    ]
    print_table(
        columns,
        [[one["name"], one["label"][language], _allowed(one, language), one["code"] or ""] for one in records],
    )


@listing_commands.command(
    help=about("Lister les options que le référentiel peut conseiller.", "List the options that can be advised.")
)
def options(lang: LangOption = Lang.fr, as_json: JsonOption = False, knowledge_base: BaseOption = None) -> None:
    """Print the options."""
    from app.listings import option_records

    records = option_records(load_program(knowledge_base))
    if as_json:
        print_json(records)
        return
    language: Language = lang.value
    columns = [say(language, *pair) for pair in (("option", "option"), ("libellé", "label"), ("règles", "rules"))]
    print_table(columns, [[one["option"], one["label"][language], "\n".join(one["rules"])] for one in records])


@listing_commands.command(help=about("Lister les règles.", "List the rules."))
def rules(lang: LangOption = Lang.fr, as_json: JsonOption = False, knowledge_base: BaseOption = None) -> None:
    """Print the rules."""
    from app.listings import rule_records

    records = rule_records(load_program(knowledge_base))
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
    lang: LangOption = Lang.fr,
    as_json: JsonOption = False,
    schema: SchemaOption = False,
    knowledge_base: BaseOption = None,
) -> None:
    """Print the statements with what encodes each."""
    from app.listings import statement_records
    from app.words import REASONS
    from knowledge_base.places import element_words
    from knowledge_base.schema import chapter_schema

    if schema:
        print_json(chapter_schema())
        return
    records = statement_records(load_program(knowledge_base))
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


def _allowed(record: dict[str, object], language: Language) -> str:
    """Say in a few words which values a fact takes."""
    match record["kind"]:
        case "boolean":
            return "true, false"
        case "category":
            return _names(record["categories"], record["groups"])
        case "several":
            lead = say(language, "plusieurs à la fois : ", "several at once: ")
            groups = say(language, "\ngroupes : ", "\ngroups: ") if record["groups"] else ""
            return f"{lead}{_names(record['categories'])}{groups}{_names(record['groups'])}"
        case _:
            unit = f" {record['unit']}" if record["unit"] else ""
            whole = say(language, "entier, ", "whole, ") if record["kind"] == "whole number" else ""
            return f"{whole}{record['minimum']:g}..{record['maximum']:g}{unit}"


def _names(*lists: object) -> str:
    return ", ".join(one["name"] for named in lists if isinstance(named, list) for one in named)
