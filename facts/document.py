r"""YAML and JSON texts, read into plain data together with the line of every value.

>>> read_document("patient:\n  age_years: 64\n", "case.yaml").line(("patient", "age_years"))
2
"""

from __future__ import annotations

from collections.abc import Callable

from facts.json_text import read_json
from facts.marks import LARGEST, Defect, Document, DocumentError, Path, Reading, Unreadable, refused_character
from facts.yaml_text import read_yaml

__all__ = ["Defect", "Document", "DocumentError", "Path", "read_document"]


def read_document(text: str, name: str) -> Document:
    """Read a YAML or JSON text.

    Parameters
    ----------
    text
        The whole text.
    name
        What to call it in messages; a name that ends in ``.json`` allows JSON only.

    Returns
    -------
    Document
        Its data is None when the text holds nothing.

    Raises
    ------
    DocumentError
        With every defect that was found.
    """
    reading, fatal = _read(text.removeprefix("\ufeff"), name)
    if reading is None:
        raise DocumentError(fatal)
    document = Document(name, reading.data, reading.lines)
    if reading.defects:
        raise DocumentError(reading.defects, document)
    return document


# Errors are carried out by value: one raised while another is handled would show the whole text in a trace.
def _read(text: str, name: str) -> tuple[Reading | None, list[Defect]]:
    if len(text) > LARGEST:
        return None, [Defect("too_large", 1)]
    if defect := refused_character(text):
        return None, [defect]
    if not text.strip():
        return Reading(), []
    if name.lower().endswith(".json"):
        return _tried(read_json, text)
    if text.lstrip()[0] in "{[":
        reading, defects = _tried(read_json, text)
        # What is no JSON can still be YAML, which has braces and brackets too.
        if reading or defects[-1].code != "syntax":
            return reading, defects
    return _tried(read_yaml, text)


def _tried(read: Callable[[str], Reading], text: str) -> tuple[Reading | None, list[Defect]]:
    try:
        return read(text), []
    except Unreadable as error:
        return None, [*error.earlier, error.defect]
