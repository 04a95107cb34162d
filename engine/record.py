"""Records: all that is needed to compute a consultation again, bit for bit. Format ``ossature.record.v1``.

A record holds the case exactly, the text of the edition, the consultation and the SHA-256 of all of it. The hash shows
damage and careless edits; it is no signature, since whoever changes a record can compute it anew. A record that comes
from elsewhere is untrusted: its sizes are bounded, and its texts never become files.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engine.consultation import Consultation
from engine.contract import CONSULTATION_FORMAT, NOTICE, engine_version, plain_consultation
from facts.exact import ExactCase, exact_case, read_exact
from facts.labels import Label, Language
from facts.written import one_line
from knowledge_base.sources import hash_of

__all__ = ["LARGEST_RECORD", "RECORD_FORMAT", "Record", "RecordError", "canonical", "make_record", "read_record"]

RECORD_FORMAT = "ossature.record.v1"
LARGEST_RECORD = 64_000_000
"""How many bytes a record may have; one of a patient with two lesions has about two millions."""

_LARGEST_TEXTS = 16_000_000
_MOST_FILES = 400
_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

_SENTENCES: Mapping[str, Label] = {
    "too_large": Label(
        fr=f"plus de {LARGEST_RECORD // 1_000_000} Mo : ce n'est pas un enregistrement",
        en=f"over {LARGEST_RECORD // 1_000_000} MB: this is no record",
    ),
    "not_json": Label(
        fr="ce n'est pas du JSON entier : fichier tronqué, abîmé ou d'un autre genre",
        en="this is no complete JSON: the file is truncated, damaged or of another kind",
    ),
    "format": Label(
        fr=f"ce n'est pas un enregistrement ; le format {RECORD_FORMAT} est attendu{{detail}}",
        en=f"this is no record; the format {RECORD_FORMAT} is expected{{detail}}",
    ),
    "tampered": Label(
        fr="le contenu ne correspond pas à l'empreinte SHA-256 : l'enregistrement a été abîmé ou modifié",
        en="the content does not agree with its SHA-256: the record was damaged or changed",
    ),
    "shape": Label(
        fr="l'enregistrement n'a pas la forme attendue ; à revoir : {detail}",
        en="the record does not have the expected shape; wrong: {detail}",
    ),
    "texts": Label(
        fr="le texte de la base de connaissances qu'il contient ne peut pas être lu",
        en="the text of the knowledge base in it cannot be read",
    ),
    "base": Label(
        fr="la base de connaissances qu'il contient n'a pas l'empreinte annoncée : l'enregistrement a été modifié",
        en="the knowledge base in it does not have the hash that is stated: the record was changed",
    ),
}


class RecordError(ValueError):
    """A record that cannot be used; the message tells nothing of the patient."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail

    def message(self, language: Language) -> str:
        """Return what is wrong, in one line."""
        return _SENTENCES[self.code].text(language).format(detail=one_line(self.detail, 200))


class _MadeWith(BaseModel):
    model_config = _STRICT

    ossature: Annotated[str, Field(max_length=100)]


class _Base(BaseModel):
    model_config = _STRICT

    id: Annotated[str, Field(max_length=200)]
    edition: Annotated[str, Field(max_length=200)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    encoding: Literal["base64 of zlib of JSON"]
    files: str


class _Record(BaseModel):
    model_config = _STRICT

    format: Literal["ossature.record.v1"]
    made_with: _MadeWith
    notice: str
    case: dict[str, Any]
    knowledge_base: _Base
    consultation: dict[str, Any]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class Record:
    """A record that was read; its hash and its shape are right.

    Attributes
    ----------
    version
        Of the Ossature that made it.
    texts
        The files of the edition, by name and in the order in which they are read.
    edition_hash
        Of these texts.
    consultation
        As it was written; the plain data of :func:`engine.contract.plain_consultation`.
    """

    version: str
    case: ExactCase
    texts: Mapping[str, str]
    edition_hash: str
    consultation: Mapping[str, Any]
    sha256: str

    @cached_property
    def canonical_consultation(self) -> bytes:
        """The consultation as it is compared: without the version of the engine."""
        return canonical({name: part for name, part in self.consultation.items() if name != "engine"})


def canonical(data: Any) -> bytes:
    r"""Return plain data as the only JSON text that stands for them.

    Examples
    --------
    >>> canonical({"b": [1, 0.5], "a": "é"})
    b'{"a":"\\u00e9","b":[1,0.5]}'
    """
    return json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def make_record(consultation: Consultation, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the record of a consultation as JSON can hold it.

    Parameters
    ----------
    consultation
        What a case came to.
    texts
        The files of its edition, as :attr:`knowledge_base.sources.Sources.texts` holds them.
    """
    edition = consultation.program.edition
    packed = zlib.compress(json.dumps(dict(texts), ensure_ascii=False).encode())
    content = {
        "format": RECORD_FORMAT,
        "made_with": {"ossature": engine_version()},
        "notice": NOTICE.en,
        "case": exact_case(consultation.case),
        "knowledge_base": {
            "id": edition.name,
            "edition": edition.version,
            "hash": edition.hash,
            "encoding": "base64 of zlib of JSON",
            "files": base64.b64encode(packed).decode("ascii"),
        },
        "consultation": plain_consultation(consultation),
    }
    return {**content, "sha256": _sha256(content)}


def read_record(raw: bytes) -> Record:
    """Return the record that a file holds.

    Parameters
    ----------
    raw
        The whole file, or one byte more of it than a record may have.

    Raises
    ------
    RecordError
        When it is too large, damaged, changed, or no record.
    """
    if len(raw) > LARGEST_RECORD:
        raise RecordError("too_large")
    data = _json(raw)
    if data is None:
        raise RecordError("not_json")
    found = data.get("format") if isinstance(data, dict) else None
    if not isinstance(data, dict) or found != RECORD_FORMAT:
        told = f" ({one_line(found, 60)})" if isinstance(found, str) else ""
        raise RecordError("format", told)
    if not _agrees(data):
        raise RecordError("tampered")
    shaped, wrong = _shaped(data)
    if shaped is None:
        raise RecordError("shape", wrong)
    return _record(shaped)


def _sha256(content: Any) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


# What went wrong is returned, and no error raised while another is handled: a trace would show the other's text.
def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw, parse_constant=_refused, object_pairs_hook=_each_once)
    except (ValueError, RecursionError):
        return None


def _agrees(data: Mapping[str, Any]) -> bool:
    try:
        return data.get("sha256") == _sha256({name: part for name, part in data.items() if name != "sha256"})
    except (ValueError, RecursionError):
        return False


def _refused(constant: str) -> None:
    raise ValueError(constant)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is written twice")
    return found


def _shaped(data: Mapping[str, Any]) -> tuple[_Record | None, str]:
    try:
        return _Record.model_validate(data), ""
    except ValidationError as error:
        places = {".".join(str(part) for part in item["loc"][:2]) for item in error.errors(include_input=False)}
        return None, ", ".join(sorted(places))


def _record(shaped: _Record) -> Record:
    case, wrong = _exact(shaped.case)
    if case is None:
        raise RecordError("shape", f"case ({wrong})")
    if shaped.consultation.get("format") != CONSULTATION_FORMAT:
        raise RecordError("shape", "consultation.format")
    texts = _unpacked(shaped.knowledge_base.files)
    if texts is None:
        raise RecordError("texts")
    stated = shaped.knowledge_base.hash
    if hash_of(texts) != stated:
        raise RecordError("base")
    return Record(shaped.made_with.ossature, case, texts, stated, shaped.consultation, shaped.sha256)


def _exact(data: Mapping[str, Any]) -> tuple[ExactCase | None, str]:
    try:
        return read_exact(data), ""
    except ValidationError:
        return None, "lesions"
    except ValueError as error:
        return None, str(error)


def _unpacked(files: str) -> dict[str, str] | None:
    """Return the texts by name; None when they are damaged, too large or something else."""
    unpack = zlib.decompressobj()
    try:
        raw = unpack.decompress(base64.b64decode(files, validate=True), _LARGEST_TEXTS)
        if not unpack.eof or unpack.unused_data:
            return None
        found = json.loads(raw, object_pairs_hook=_each_once)
    except (ValueError, RecursionError, zlib.error, binascii.Error):
        return None
    if not isinstance(found, dict) or len(found) > _MOST_FILES:
        return None
    return found if all(isinstance(text, str) for text in found.values()) else None
