"""The dictionary of facts: what `ossature facts` prints, and the JSON Schema of a case file for editors."""

from __future__ import annotations

from typing import Any

from facts.case import Case
from facts.domains import Boolean, Categories, Category, Domain, Number
from facts.several import Several
from facts.vocabulary import FactDefinition, SeveralDefinition, Vocabulary

__all__ = ["case_schema", "dictionary"]


def dictionary(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """Return one plain record a fact, in the order of the vocabulary.

    Examples
    --------
    >>> from facts.vocabulary import VOCABULARY
    >>> dictionary(VOCABULARY)[0]["name"]
    'patient.age_years'
    """
    # The parts of a fact with several categories stand next to each other; together they are one record.
    wholes = dict.fromkeys(item.part.whole if item.part else item for item in vocabulary)
    return [_record(item) for item in wholes]


def _record(item: FactDefinition | SeveralDefinition) -> dict[str, Any]:
    return {
        "name": item.qualified,
        "label": item.label.model_dump(),
        "code": item.code or None,
        "learnt_by": list(item.learnt_by),
        "change": item.change,
        **_domain(item.domain),
    }


def _domain(domain: Domain | Several) -> dict[str, Any]:
    match domain:
        case Boolean():
            return {"kind": "boolean"}
        case Number():
            return {
                "kind": "whole number" if domain.whole_number else "number",
                "unit": domain.unit or None,
                "also": list(domain.also),
                "minimum": float(domain.minimum),
                "maximum": float(domain.maximum),
            }
        case Category():
            return {"kind": "category", **_names(domain)}
        case Several():
            return {"kind": "several", **_names(domain)}


def _names(domain: Categories) -> dict[str, Any]:
    return {
        "categories": [
            {"name": entry.name, "label": entry.label.model_dump(), "code": entry.code or None}
            for entry in domain.entries
        ],
        "groups": [
            {"name": group.name, "label": group.label.model_dump(), "members": list(group.members)}
            for group in domain.groups
        ],
    }


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a case file.

    Examples
    --------
    >>> sorted(case_schema()["properties"])
    ['expect', 'id', 'lesions', 'note', 'patient', 'title']
    """
    schema = Case.model_json_schema()
    for model in (schema, *schema["$defs"].values()):
        # The rest of a docstring is for readers of the code.
        model["description"] = model["description"].partition("\n")[0]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Ossature case"}
