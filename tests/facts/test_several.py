"""Several categories at once: complete lists, mappings in part, and everything that is wrong with one."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from facts.domains import Entry, Group, ValueProblem
from facts.labels import Label
from facts.patient import Patient
from facts.problems import ValueProblems
from facts.several import Answers, Several
from facts.values import NO, YES, YES_OR_NO, Choices
from facts.vocabulary import VOCABULARY


def label(name: str) -> Label:
    return Label(fr=f"{name} fr", en=f"{name} en")


FRUIT = Several(
    *(Entry(name, label(name)) for name in ("apple", "pear", "lemon", "lime")),
    groups=(Group("citrus", label("citrus"), ("lemon", "lime")),),
)
VALUES = {YES: True, NO: False, YES_OR_NO: None}


def read(raw: object) -> dict[str, bool | None]:
    return {name: VALUES[value] for name, value in FRUIT.parse(raw).items()}


def answers(apple: bool | None, pear: bool | None, lemon: bool | None, lime: bool | None) -> dict[str, bool | None]:
    return {"apple": apple, "pear": pear, "lemon": lemon, "lime": lime}


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (None, answers(None, None, None, None)),
        ({}, answers(None, None, None, None)),
        ([], answers(False, False, False, False)),
        (["lime", "apple"], answers(True, False, False, True)),
        ({"pear": True, "lime": False}, answers(None, True, None, False)),
        ({"pear": None}, answers(None, None, None, None)),
        ({"citrus": False}, answers(None, None, False, False)),
        ({"citrus": None, "lime": True}, answers(None, None, None, True)),
        ({"lime": False, "citrus": False, "apple": True}, answers(True, None, False, False)),
        ({"lime": None, "citrus": False}, answers(None, None, False, False)),
        ({"citrus": False, "lime": None}, answers(None, None, False, False)),
        ({"apple": YES, "pear": NO, "lime": YES_OR_NO}, answers(True, False, None, None)),
    ],
)
def test_reads(raw: object, found: dict[str, bool | None]) -> None:
    assert read(raw) == found


@pytest.mark.parametrize("raw", ["apple", "citrus", "", True, 1, YES])
def test_refuses_what_is_no_list_and_no_mapping(raw: object) -> None:
    with pytest.raises(ValueProblem) as caught:
        FRUIT.parse(raw)
    assert caught.value.code == "not_several"


def problems(raw: object) -> list[tuple[str, tuple[str | int, ...]]]:
    with pytest.raises(ValueProblems) as caught:
        FRUIT.parse(raw)
    return [(problem.code, problem.path) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (["aple"], [("not_category", (0,))]),
        (["apple", None, ["pear"], 3], [("not_category", (1,)), ("not_category", (2,)), ("not_category", (3,))]),
        (["apple", "pear", "apple", "apple"], [("named_twice", (2,)), ("named_twice", (3,))]),
        (["citrus"], [("which_member", (0,))]),
        (["lime", "citrus", "zzz"], [("which_member", (1,)), ("not_category", (2,))]),
        ({"aple": True}, [("not_category", ("aple",))]),
        ({3: True}, [("not_category", ("3",))]),
        ({"apple": "yes", "pear": 1}, [("not_boolean", ("apple",)), ("not_boolean", ("pear",))]),
        ({"citrus": True}, [("which_member", ("citrus",))]),
        ({"citrus": 0}, [("not_boolean", ("citrus",))]),
        ({"lime": True, "citrus": False}, [("group_and_member", ("lime",))]),
        ({"citrus": False, "lemon": True, "lime": YES}, [("group_and_member", (one,)) for one in ("lemon", "lime")]),
        ({"apple": Choices(frozenset({"perhaps"}))}, [("not_boolean", ("apple",))]),
    ],
)
def test_refuses_with_every_problem_and_its_place(raw: object, found: list[tuple[str, tuple[str | int, ...]]]) -> None:
    assert problems(raw) == found


def test_offers_the_nearest_name_and_names_the_members() -> None:
    with pytest.raises(ValueProblems) as caught:
        FRUIT.parse(["aple", "citrus"])
    unknown, group = caught.value.problems
    assert (unknown.words["hint"], unknown.words["allowed"]) == ("apple", "apple, pear, lemon, lime, citrus")
    assert (group.words["name"], group.words["members"]) == ("citrus", "lemon, lime")


whole_or_part = st.fixed_dictionaries({name: st.sampled_from([YES, NO, YES_OR_NO]) for name in FRUIT.names})


@given(whole_or_part)
def test_what_is_written_is_read_back(raw: dict[str, Choices]) -> None:
    value = FRUIT.parse(raw)
    assert dict(value) == raw
    assert FRUIT.parse(FRUIT.write(value)) == value
    assert Draft202012Validator(FRUIT.schema()).is_valid(FRUIT.write(value))


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        (None, None),
        ({"pear": None}, None),
        ([], []),
        (["lime", "apple"], ["apple", "lime"]),
        ({"lime": False, "apple": True}, {"apple": True, "lime": False}),
        ({"citrus": False}, {"lemon": False, "lime": False}),
        ({"citrus": False, "apple": False, "pear": True}, ["pear"]),
    ],
)
def test_writes_a_list_when_all_is_known_and_else_what_is(raw: object, written: object) -> None:
    assert FRUIT.write(FRUIT.parse(raw)) == written


@pytest.mark.parametrize(
    ("raw", "valid"),
    [
        (None, True),
        ([], True),
        (["apple"], True),
        (["citrus"], False),
        (["apple", "apple"], False),
        ({}, True),
        ({"apple": True, "citrus": False, "lime": None}, True),
        ({"citrus": True}, False),
        ({"jaw": True}, False),
        ({"apple": 1}, False),
        ("apple", False),
    ],
)
def test_the_schema_says_the_same(raw: object, valid: bool) -> None:
    assert Draft202012Validator(FRUIT.schema()).is_valid(raw) is valid


def test_answers_are_values() -> None:
    value = FRUIT.parse(["apple"])
    assert value == FRUIT.parse({"apple": True, "pear": False, "citrus": False})
    assert hash(value) == hash(FRUIT.parse(["apple"]))
    assert pickle.loads(pickle.dumps(value)) == value
    assert len(value) == len(list(value))
    with pytest.raises(KeyError):
        value["citrus"]


# In the vocabulary


def test_each_category_is_a_fact_by_itself() -> None:
    whole = VOCABULARY.several["patient.current_drugs"]
    parts = [item for item in VOCABULARY if item.part is not None and item.part.whole == whole]
    assert [item.name for item in parts] == [f"current_drugs.{name}" for name in whole.domain.names]
    assert parts[0].qualified == "patient.current_drugs.gemcitabine"
    assert parts[0].label == Label(
        fr="Traitement anticancéreux en cours\N{NO-BREAK SPACE}: gemcitabine", en="Current cancer drug: gemcitabine"
    )
    assert "patient.current_drugs" not in VOCABULARY.facts


def test_a_patient_has_a_value_for_each() -> None:
    values = Patient(current_drugs=["cisplatin"]).values()
    assert values["current_drugs.cisplatin"] == YES
    assert values["current_drugs.gemcitabine"] == NO
    assert Patient().values()["current_drugs.cisplatin"] == YES_OR_NO
    assert set(values) == {item.name for item in VOCABULARY.of("patient")}


drugs = VOCABULARY.several["patient.current_drugs"].domain
complete = st.lists(st.sampled_from(drugs.names), unique=True)
in_part = st.dictionaries(st.sampled_from(drugs.names), st.booleans())


@given(st.none() | complete | in_part, st.none() | st.integers(0, 4))
def test_the_values_of_a_patient_are_those_of_its_fields(raw: Any, ecog: int | None) -> None:
    patient = Patient(current_drugs=raw, ecog=ecog)
    assert Patient(**Patient.fields_of(patient.values())) == patient
    assert isinstance(patient.current_drugs, Answers)
    assert Patient(current_drugs=drugs.write(patient.current_drugs), ecog=ecog) == patient
