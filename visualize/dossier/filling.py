"""Filling in the templates: what they may call, and how texts are escaped and typeset."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from engine.verdicts import VERDICTS
from facts.labels import Language, colon, semicolon, typeset
from knowledge_base.wording import sentence_case
from visualize.dossier.anchors import rule_anchor, statement_anchor
from visualize.dossier.words import MEANINGS, word
from visualize.theme import STATES, VERDICT_STYLES

if TYPE_CHECKING:
    import jinja2

__all__ = ["environment"]

_LISTED = ("given", "unknown", "derived", "holds", "open", "defeated")


@cache
def environment(language: Language) -> jinja2.Environment:
    """Return what fills the templates in one language; every text is escaped and typeset on its way."""
    import jinja2
    from markupsafe import Markup

    def finalize(value: Any) -> Any:
        return typeset(value, language) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("visualize.dossier"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    environment.filters |= {
        "rule": lambda name: f"#{rule_anchor(name)}",
        "statement": lambda name: f"#{statement_anchor(name)}",
        "sentence": sentence_case,
        "css": lambda text: Markup(_css_string(text)),
    }
    environment.globals |= {
        "states": [(name, STATES[name]) for name in _LISTED],
        "verdicts": list(VERDICT_STYLES.items()),
        "meanings": [(name, VERDICT_STYLES[name].mark, label.text(language)) for name, label in MEANINGS.items()],
        "verdict_word": lambda name: VERDICTS[name].text(language),
        "colon": colon(language),
        "semicolon": semicolon(language),
        "word": lambda name: word(name, language),
    }
    return environment


def _css_string(text: str) -> str:
    """Return a text as a string of CSS that can stand in HTML."""
    return '"{}"'.format("".join(sign if sign.isalnum() else f"\\{ord(sign):x} " for sign in text))
