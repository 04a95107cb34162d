"""Option search: the options that a mistaken name or a word of a label may stand for."""

from __future__ import annotations

import difflib
import unicodedata

from knowledge_base.program import Option, Program

__all__ = ["options_like"]

_MOST = 12
_LONGEST = 100


def options_like(text: str, program: Program) -> list[str]:
    """Return the names of options that a text may stand for, the likeliest first.

    First those whose name or label, in either language, holds every word of the text, without regard to case and
    accents; then those with a name like it.

    Examples
    --------
    >>> from knowledge_base.loader import edition_folder, load
    >>> program = load(edition_folder("metastases_osseuses_2026"))
    >>> options_like("prophylactic_fixtion", program)[0]
    'prophylactic_fixation'
    >>> "prophylactic_fixation" in options_like("fixation preventive", program)
    True
    """
    if not text.strip() or len(text) > _LONGEST:
        return []
    words = _plain(text).replace("_", " ").split()
    holding = [name for name, option in program.options.items() if all(word in _searched(option) for word in words)]
    alike = difflib.get_close_matches(text, list(program.options), n=3, cutoff=0.6)
    return list(dict.fromkeys([*holding, *alike]))[:_MOST]


def _searched(option: Option) -> str:
    return _plain(f"{option.name.replace('_', ' ')} {option.label.fr} {option.label.en}")


def _plain(text: str) -> str:
    """Return a text in small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
