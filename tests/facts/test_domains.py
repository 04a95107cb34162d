"""Categories, groups of them, and yes or no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from facts.domains import Boolean, Category, Entry, Group, ValueProblem
from facts.labels import Label
from facts.values import NO, YES, YES_OR_NO, Choices, Interval


def label(name: str) -> Label:
    return Label(fr=f"{name} fr", en=f"{name} en")


BONES = Category(
    *(Entry(name, label(name)) for name in ("head", "neck", "shaft", "tibia")),
    groups=(Group("femur", label("femur"), ("head", "neck", "shaft")), Group("ends", label("ends"), ("head", "neck"))),
)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (None, {"head", "neck", "shaft", "tibia"}),
        ("neck", {"neck"}),
        ("femur", {"head", "neck", "shaft"}),
        (["neck", "tibia"], {"neck", "tibia"}),
        (["ends", "tibia", "head"], {"head", "neck", "tibia"}),
        (Choices(frozenset({"neck"})), {"neck"}),
    ],
)
def test_reads_a_category(raw: object, names: set[str]) -> None:
    assert BONES.parse(raw) == Choices(frozenset(names))


@pytest.mark.parametrize(
    ("raw", "code", "value"),
    [
        ("neeck", "not_category", '"neeck"'),
        ("", "not_category", '""'),
        ("Neck", "not_category", '"Neck"'),
        (1, "not_category", "1"),
        (True, "not_category", "true"),
        ({"neck": 1}, "not_category", "{neck: 1}"),
        ([], "empty", "[]"),
        (["neck", None], "not_category", "null"),
        (["neck", ["head"]], "not_category", '["head"]'),
        (Choices(frozenset({"neck", "jaw"})), "not_category", '"jaw"'),
        (Interval(1, 2), "not_category", "1..2"),
    ],
)
def test_refuses_a_category(raw: object, code: str, value: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        BONES.parse(raw)
    assert (caught.value.code, caught.value.words["value"]) == (code, value)


def test_offers_the_nearest_name_and_all_others() -> None:
    with pytest.raises(ValueProblem) as caught:
        BONES.parse("femurs")
    assert caught.value.words["hint"] == "femur"
    assert caught.value.words["allowed"] == "head, neck, shaft, tibia, femur, ends"


@given(st.sets(st.sampled_from(BONES.names), min_size=1))
def test_categories_are_written_and_read_back(names: set[str]) -> None:
    value = Choices(frozenset(names))
    assert BONES.parse(BONES.write(value)) == value


@pytest.mark.parametrize(
    ("names", "raw"),
    [
        (BONES.names, None),
        (("shaft", "neck", "head"), "femur"),
        (("tibia",), "tibia"),
        (("tibia", "shaft"), ["shaft", "tibia"]),
    ],
)
def test_writes_a_category(names: tuple[str, ...], raw: object) -> None:
    assert BONES.write(Choices(frozenset(names))) == raw


def test_finds_labels_and_groups() -> None:
    assert BONES.label("neck").fr == "neck fr"
    assert BONES.members("tibia") == frozenset({"tibia"})
    assert BONES.members("jaw") is None
    group = BONES.group_of(frozenset({"neck", "head"}))
    assert group is not None
    assert group.name == "ends"
    assert BONES.group_of(frozenset({"neck"})) is None
    with pytest.raises(KeyError):
        BONES.label("femur")


def entries(*names: str) -> list[Entry]:
    return [Entry(name, label(name)) for name in names]


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        ((), ()),
        (("a", "a"), ()),
        (("a", "b"), (Group("a", label("a"), ("a", "b")),)),
        (("a", "b"), (Group("g", label("g"), ("a",)), Group("g", label("g"), ("b",)))),
        (("a", "b"), (Group("g", label("g"), ()),)),
        (("a", "b"), (Group("g", label("g"), ("a", "c")),)),
    ],
)
def test_refuses_to_be_declared(names: tuple[str, ...], groups: tuple[Group, ...]) -> None:
    with pytest.raises(ValueError, match=r"a name of its own|a group holds categories"):
        Category(*entries(*names), groups=groups)


@pytest.mark.parametrize(
    ("raw", "value"), [(None, YES_OR_NO), (True, YES), (False, NO), (YES, YES), (YES_OR_NO, YES_OR_NO)]
)
def test_reads_yes_or_no(raw: object, value: Choices) -> None:
    assert Boolean().parse(raw) == value


@pytest.mark.parametrize("raw", [1, 0, "true", "oui", [], [True], {}, Choices(frozenset({"maybe"})), Interval(0, 1)])
def test_refuses_yes_or_no(raw: object) -> None:
    with pytest.raises(ValueProblem) as caught:
        Boolean().parse(raw)
    assert caught.value.code == "not_boolean"


@pytest.mark.parametrize("raw", [None, True, False])
def test_writes_yes_or_no(raw: object) -> None:
    assert Boolean().write(Boolean().parse(raw)) is raw


@pytest.mark.parametrize(
    ("raw", "valid"),
    [(None, True), ("neck", True), ("femur", True), (["neck", "ends"], True), ([], False), ("jaw", False), (1, False)],
)
def test_schema_of_a_category(raw: object, valid: bool) -> None:
    assert Draft202012Validator(BONES.schema()).is_valid(raw) is valid


@pytest.mark.parametrize(("raw", "valid"), [(None, True), (True, True), ("true", False), (1, False)])
def test_schema_of_yes_or_no(raw: object, valid: bool) -> None:
    assert Draft202012Validator(Boolean().schema()).is_valid(raw) is valid
