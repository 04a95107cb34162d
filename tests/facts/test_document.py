"""Texts into plain data with lines: YAML, JSON, and the two parsers of YAML."""

import json
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from facts import yaml_text
from facts.document import Document, DocumentError, read_document
from facts.marks import DEEPEST, LARGEST

BAD = Path(__file__).parent / "bad"

CASE = """\
# a comment
id: A1

patient:
  age_years: 64
  survival_months: "3..12"
lesions:
  - id: L1
    site: [femur,
      tibia]
  -
    id: L2
"""


def defects(text: str, name: str = "case.yaml") -> list[tuple[str, int, str]]:
    with pytest.raises(DocumentError) as caught:
        read_document(text, name)
    return [(item.code, item.line, item.detail) for item in caught.value.defects]


def refusal(text: str, name: str) -> DocumentError | None:
    try:
        read_document(text, name)
    except DocumentError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("id",), 2),
        (("patient",), 4),
        (("patient", "survival_months"), 6),
        (("patient", "unheard_of"), 4),
        (("lesions",), 7),
        (("lesions", 0), 8),
        (("lesions", 0, "site"), 9),
        (("lesions", 0, "site", 1), 10),
        (("lesions", 1), 12),
        (("nothing", "like", "it"), 2),
    ],
)
def test_lines_of_yaml(path: tuple[str | int, ...], line: int) -> None:
    assert read_document(CASE, "case.yaml").line(path) == line


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_lines_of_json_with_tabs(break_: str) -> None:
    text = '{\n\t"patient":\t{\n\n\t\t"age_years":\t64},\n\t"lesions": [\n\t\t{"id":\n\t\t\t"L1"}]\n}'
    document = read_document(text.replace("\n", break_), "case.json")
    lines = [document.line(path) for path in ((), ("patient",), ("patient", "age_years"), ("lesions", 0, "id"))]
    assert lines == [1, 2, 4, 6]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("64", 64),
        ("-07", -7),
        ("+3", 3),
        ("6.50", Decimal("6.50")),
        (".5", Decimal("0.5")),
        ("1.", Decimal(1)),
        ("1e3", Decimal(1000)),
        ("-.inf", Decimal("-Infinity")),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("no", "no"),
        ("off", "off"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("2026-01-31", "2026-01-31"),
        ("3..12", "3..12"),
        ("<=3", "<=3"),
        ('"64"', "64"),
        ("'true'", "true"),
        ("'no value'", "no value"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        ("<<", "<<"),
    ],
)
def test_scalars_of_yaml(text: str, value: object) -> None:
    found = read_document(f"a: {text}", "case.yaml").data["a"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", [".nan", ".NaN"])
def test_not_a_number_of_yaml(text: str) -> None:
    assert read_document(f"a: {text}", "case.yaml").data["a"].is_nan()


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "# only words\n", "---\n...\n", "null", "~"])
def test_a_text_that_holds_nothing(text: str) -> None:
    assert read_document(text, "case.yaml").data is None


def test_a_byte_order_mark_is_no_content() -> None:
    assert read_document("\ufeffid: A1", "case.yaml").data == {"id": "A1"}


@pytest.mark.parametrize("name", ["case.yaml", "stdin"])
def test_braces_are_json_or_yaml(name: str) -> None:
    assert read_document('{"a": [1.50, "\\u00e9\\/"],\n\t"b": null}', name).data == {
        "a": [Decimal("1.50"), "é/"],
        "b": None,
    }
    assert read_document("{a: [1, b]}", name).data == {"a": [1, "b"]}


def test_a_file_called_json_is_json() -> None:
    assert defects("{a: 1}", "case.JSON")[0][:2] == ("syntax", 1)


def test_every_defect_is_kept_with_what_could_be_read() -> None:
    text = "a: &x 1\na: 2\nb: *x\n[c]: 3\nd: !t 4\ne: 1e1000\nf: 6\n"
    with pytest.raises(DocumentError) as caught:
        read_document(text, "case.yaml")
    error = caught.value
    assert [(item.code, item.line, item.path) for item in error.defects] == [
        ("alias", 1, ("a",)),
        ("duplicate_key", 2, ("a",)),
        ("alias", 3, ("b",)),
        ("key", 4, ()),
        ("tag", 5, ("d",)),
        ("long_number", 6, ("e",)),
    ]
    assert error.document == Document(
        "case.yaml", {"a": 1, "b": None, "d": 4, "e": None, "f": 6}, error.document.lines if error.document else {}
    )
    assert (error.code, error.line, error.detail) == ("alias", 1, "")
    assert str(error).splitlines()[1] == "line 2: duplicate_key: a"


def test_what_came_before_a_wrong_syntax_is_kept_too() -> None:
    assert [item[:2] for item in defects("a: 1\na: 2\nb: c: d\n")] == [("duplicate_key", 2), ("syntax", 3)]
    assert [item[:2] for item in defects('{"a": 1,\n"a": 2,\n"b"}', "a.json")] == [("duplicate_key", 2), ("syntax", 3)]


def test_aliases_cannot_grow_in_memory() -> None:
    laughs = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert {code for code, _, _ in defects(laughs)} == {"alias"}


@pytest.mark.parametrize("name", ["case.yaml", "case.json"])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_depth_has_an_end(name: str, opening: str) -> None:
    closing = {"[": "]", '{"a":': "}"}[opening]

    def nested(levels: int) -> str:
        return opening * levels + "1" + closing * levels

    assert read_document(nested(DEEPEST), name).data
    assert defects(nested(DEEPEST + 1), name)[0][0] == "too_deep"
    assert defects(opening * 100_000, name)[0][0] == "too_deep"


def test_size_has_an_end() -> None:
    assert read_document("#" * LARGEST, "case.yaml").data is None
    assert defects("#" * (LARGEST + 1)) == [("too_large", 1, "")]


@pytest.mark.parametrize("number", ["9" * 101, "1e100", "1e-100", "0." + "1" * 200, "1e" + "9" * 200, "-" + "9" * 5000])
@pytest.mark.parametrize("name", ["case.yaml", "case.json"])
def test_numbers_have_an_end(number: str, name: str) -> None:
    assert defects(f'{{"a":\n{number}}}', name)[0][:2] == ("long_number", 2)


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\nb: \x07\n", 2), ('a: "\\0"', 1), ("a: 1\n? \ud800\n", 2), ('{"a":\n"\\udfff"}', 2), ('{"\\ud800": 1}', 1)],
)
def test_characters_that_no_text_may_hold(text: str, line: int) -> None:
    assert defects(text)[0][:2] == ("control", line)


def test_a_pair_of_surrogates_in_json_is_one_character() -> None:
    assert read_document('{"a": "\\ud83e\\uddb4"}', "a.json").data == {"a": "\U0001f9b4"}


numbers = st.integers(-(10**9), 10**9) | st.decimals(-1000, 1000, places=2).map(float)
texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def plain(data: Any) -> Any:
    """Return data as :mod:`json` reads them, which has floats where a document has decimals."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(value) for value in data]
    return float(data) if isinstance(data, Decimal) else data


@given(values, st.sampled_from(["\t", 2, None]), st.booleans())
def test_json_is_read_as_the_standard_library_does(data: Any, indent: str | int | None, ascii_only: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    assert plain(read_document(text, "case.json").data) == data


@given(st.text('[]{}:,"\\ntrue01.5eE-+u\t\n a', max_size=30))
def test_json_is_refused_where_the_standard_library_does(text: str) -> None:
    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(found)) == len(found)
        return dict(found)

    def refuse(word: str) -> None:
        raise AssertionError(word)

    try:
        expected = json.loads(text or "null", object_pairs_hook=pairs, parse_constant=refuse)
    except (ValueError, AssertionError):
        expected = ...
    if not text.strip():
        expected = None
    try:
        found = plain(read_document(text, "case.json").data)
    except DocumentError as error:
        found = ... if error.code != "long_number" else expected
    assert found == expected or (isinstance(expected, float) and math.isinf(expected))


@given(st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), values, min_size=1), st.sampled_from(["\t", 2]))
def test_each_key_of_json_stands_on_its_line(data: dict[str, Any], indent: str | int) -> None:
    text = json.dumps(data, indent=indent)
    document = read_document(text, "case.json")
    lines = text.split("\n")
    for path, line in document.lines.items():
        if path and isinstance(path[-1], str):
            assert json.dumps(path[-1]) in lines[line - 1]
            assert line >= document.line(path[:-1])


@given(values)
def test_yaml_reads_what_json_writes(data: Any) -> None:
    # YAML knows no pairs of escaped surrogates.
    text = json.dumps({"a": data}, ensure_ascii=False)
    assert plain(yaml_text.read_yaml(text).data) == {"a": data}


@given(st.text(st.sampled_from("ab:- \n{}[],'\"&*!|>#?%@`1.\t\\0"), max_size=40) | st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 1
    for error in (refusal(text, "case.yaml"), refusal(text, "case.json")):
        assert error is None or (error.__cause__ is None and error.__context__ is None)
        assert error is None or all(1 <= item.line <= lines for item in error.defects)


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.name)
def test_the_parser_in_python_finds_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_bytes().decode("utf-8", "replace")

    def found() -> list[tuple[str, int, str]] | Any:
        try:
            return read_document(text, path.name).data
        except DocumentError as error:
            return [(item.code, item.line, item.detail) for item in error.defects]

    with_libyaml = found()
    monkeypatch.setattr(yaml_text, "_LOADER", yaml.BaseLoader)
    assert found() == with_libyaml or ".nan" in text
