"""Records: read back as they were made, refused when damaged, changed, too large or something else."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from engine import record as module
from engine.contract import plain_consultation
from engine.engine import Engine
from engine.record import RECORD_FORMAT, Record, RecordError, canonical, make_record, read_record
from facts.labels import LANGUAGES
from facts.reader import parse_case
from knowledge_base.loader import load
from knowledge_base.sources import read_sources
from tests.knowledge_base.editions import MINI

CASE = parse_case(
    'id: k1\ntitle: Un « cas »\npatient: {ecog: 3, survival_months: "<5 wk"}\nlesions: [{id: L1, operated: true}]',
    "case.yaml",
)


@cache
def made() -> bytes:
    consultation = Engine(load(MINI)).consult(CASE)
    return json.dumps(make_record(consultation, read_sources(MINI).texts)).encode()


def plain() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made())
    return found


def sealed(data: dict[str, Any]) -> bytes:
    """Return a record with the right hash over whatever it holds, as somebody who changes one can make it."""
    content = {name: part for name, part in data.items() if name != "sha256"}
    return json.dumps({**content, "sha256": hashlib.sha256(canonical(content)).hexdigest()}).encode()


def packed(texts: Any) -> str:
    return base64.b64encode(zlib.compress(json.dumps(texts).encode())).decode()


def code_of(raw: bytes) -> str:
    with pytest.raises(RecordError) as caught:
        read_record(raw)
    # A trace would show the text of another error, and with it values of the case.
    assert caught.value.__context__ is None
    for language in LANGUAGES:
        assert caught.value.message(language)
    return caught.value.code


def test_a_record_holds_the_case_the_edition_and_the_result() -> None:
    found = read_record(made())
    assert isinstance(found, Record)
    assert (found.case.case, found.case.lost) == (CASE, ())
    assert found.texts == read_sources(MINI).texts
    assert found.consultation == json.loads(json.dumps(plain_consultation(Engine(load(MINI)).consult(CASE))))


def test_the_same_consultation_gives_the_same_record() -> None:
    again = make_record(Engine(load(MINI)).consult(CASE), read_sources(MINI).texts)
    assert canonical(again) == canonical(plain())


def test_the_layout_of_the_file_does_not_matter() -> None:
    assert read_record(json.dumps(plain(), indent=3, sort_keys=True).encode()).sha256 == plain()["sha256"]


def test_every_part_is_under_the_hash() -> None:
    def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        if isinstance(data, dict) and data:
            return [leaf for name, part in data.items() for leaf in leaves(part, (*path, name))]
        if isinstance(data, list) and data:
            return [leaf for index, part in enumerate(data) for leaf in leaves(part, (*path, index))]
        return [path]

    paths = [path for path in leaves(plain()) if path not in {("format",), ("sha256",)}]
    assert len(paths) > 100
    for path in paths[:: len(paths) // 60]:
        spoilt = plain()
        inner = spoilt
        for part in path[:-1]:
            inner = inner[part]
        inner[path[-1]] = "changed"
        assert code_of(json.dumps(spoilt).encode()) == "tampered", path


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_truncated_file_is_refused(share: float) -> None:
    assert code_of(made()[: int(len(made()) * share)]) == "not_json"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\xff\xfe\x00", "not_json"),
        (b"[" * 200_000, "not_json"),
        (b'{"format": "ossature.record.v1", "format": "ossature.record.v1"}', "not_json"),
        (b'{"format": "ossature.record.v1", "x": NaN}', "not_json"),
        (b'{"format": "ossature.record.v1", "x": 1e999}', "tampered"),
        (b'{"format": "ossature.record.v1"}', "tampered"),
        (b"[]", "format"),
        (b"12", "format"),
        (b"{}", "format"),
        (b'{"format": 3}', "format"),
        (b'{"format": "ossature.consultation.v1"}', "format"),
        (b'{"format": "ossature.record.v2"}', "format"),
    ],
)
def test_what_is_no_record_is_refused(raw: bytes, code: str) -> None:
    assert code_of(raw) == code


def test_a_file_of_another_format_is_named() -> None:
    with pytest.raises(RecordError) as caught:
        read_record(b'{"format": "ossature.trace.v1"}')
    assert "ossature.trace.v1" in caught.value.message("fr")


def test_a_file_that_is_too_large_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_RECORD", len(made()) - 1)
    assert code_of(made()) == "too_large"


def base(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["knowledge_base"].update(changes)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda data: data.update(more=1), "shape"),
        (lambda data: data.pop("notice"), "shape"),
        (lambda data: data.update(case={"id": "k1", "patient": {"ecog": 3}}), "shape"),
        (lambda data: data.update(case={"id": "k1", "lesions": [{"id": "L1"}, {"id": "L1"}]}), "shape"),
        (lambda data: data.update(consultation={}), "shape"),
        (lambda data: data["made_with"].update(ossature=1), "shape"),
        (base(hash="0" * 16), "base"),
        (base(files="no base64!"), "texts"),
        (base(files=base64.b64encode(b"no zlib").decode()), "texts"),
        (base(files=packed(["edition.yaml"])), "texts"),
        (base(files=packed({"edition.yaml": 1})), "texts"),
        (base(files=packed({f"f{number}.yaml": "" for number in range(500)})), "texts"),
        (base(files=packed({})), "base"),
        (base(files=packed({"edition.yaml": "\ud800"})), "base"),
        (base(files=packed({"edition.yaml": "x: " + "[" * 500})), "base"),
    ],
)
def test_a_changed_record_with_a_hash_made_anew_is_refused_by_its_parts(
    spoil: Callable[[dict[str, Any]], None], code: str
) -> None:
    data = plain()
    spoil(data)
    assert code_of(sealed(data)) == code


@pytest.mark.parametrize("content", [b'"%b"', b'{"edition.yaml": ""}%b'])
def test_texts_that_unpack_to_more_than_an_edition_are_refused(content: bytes) -> None:
    data = plain()
    bomb = zlib.compress(content % (b" " * (module._LARGEST_TEXTS + 1_000_000)), 9)
    assert len(bomb) < 100_000
    data["knowledge_base"]["files"] = base64.b64encode(bomb).decode()
    assert code_of(sealed(data)) == "texts"


def test_nothing_may_follow_the_texts() -> None:
    data = plain()
    more = base64.b64decode(data["knowledge_base"]["files"]) + b"more"
    data["knowledge_base"]["files"] = base64.b64encode(more).decode()
    assert code_of(sealed(data)) == "texts"


def test_a_name_that_leads_out_of_the_edition_reads_no_file() -> None:
    data = plain()
    texts = dict(read_sources(MINI).texts)
    texts["edition.yaml"] = texts["edition.yaml"].replace("first.yaml", "../../../../etc/passwd")
    data["knowledge_base"]["files"] = packed(texts)
    assert code_of(sealed(data)) == "base"


def test_messages_tell_nothing_of_the_patient() -> None:
    data = plain()
    data["case"]["patient"]["ecog"] = {"low": "secret", "high": "3"}
    with pytest.raises(RecordError) as caught:
        read_record(sealed(data))
    assert "secret" not in caught.value.message("fr") + str(caught.value)
    assert "patient.ecog" in caught.value.message("en")


def test_the_format_is_the_one_that_is_promised() -> None:
    assert plain()["format"] == RECORD_FORMAT == "ossature.record.v1"
    assert set(plain()) == {"format", "made_with", "notice", "case", "knowledge_base", "consultation", "sha256"}
