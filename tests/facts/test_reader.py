"""From a file, a stream or a text to a case, or to every problem at once."""

import io
import json
import os
import sys
import traceback
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from facts.case import Case
from facts.labels import LANGUAGES
from facts.lesion import SITES, Lesion
from facts.marks import LARGEST
from facts.patient import Patient
from facts.problems import CaseError
from facts.reader import parse_case, read_case
from facts.values import NO, YES, YES_OR_NO, Choices, Interval
from facts.vocabulary import VOCABULARY

GOOD = """\
id: femur-1
title: Métastase fémorale menaçante
patient:
  survival_months: 3..12
  ecog: <=2
  fit_for_surgery: true
  current_drugs: {cisplatin: true, targeted_therapy: false}
lesions:
  - id: L1
    site: femur
    size_mm: 3.5 cm
    pain: [mild, moderate]
    operated: false
expect:
  patient: {denosumab: option}
  anything: [1.5, null]
"""


def messages(source: str) -> list[list[str]]:
    with pytest.raises(CaseError) as caught:
        read_case(source)
    return [caught.value.messages(language) for language in LANGUAGES]


def test_reads_a_case() -> None:
    case = parse_case(GOOD, "case.yaml")
    assert (case.id, case.title) == ("femur-1", "Métastase fémorale menaçante")
    assert case.patient.survival_months == Interval(3, 12)
    assert case.patient.ecog == Interval(0, 2)
    assert case.patient.fit_for_surgery == YES
    drugs = case.patient.current_drugs
    assert (drugs["cisplatin"], drugs["erlotinib"], drugs["pemetrexed"]) == (YES, NO, YES_OR_NO)
    lesion = case.lesions[0]
    assert lesion.site.names == SITES.members("femur")
    assert lesion.size_mm == Interval(35, 35)
    assert lesion.pain == Choices(frozenset({"mild", "moderate"}))
    assert lesion.operated == NO
    assert case.expect == {"patient": {"denosumab": "option"}, "anything": [Decimal("1.5"), None]}


def test_what_is_not_written_is_unknown() -> None:
    for text in ("{}", "patient: {}\nlesions: []", "patient:\n  age_years:\n  sex: null\nlesions:\n- id: L1\n"):
        subjects = parse_case(text, "case.yaml").subjects()
        for subject, values in subjects.items():
            kind = "patient" if subject == "patient" else "lesion"
            assert values == {item.name: item.domain.whole for item in VOCABULARY if item.subject == kind}


def test_subjects_are_the_patient_and_each_lesion() -> None:
    case = parse_case("lesions: [{id: B}, {id: A}]", "case.yaml")
    assert list(case.subjects()) == ["patient", "lesion:B", "lesion:A"]


def test_yaml_json_and_standard_input_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"id": "A1", "patient": {"age_years": 64.5}, "lesions": [{"id": "L1", "site": "tibia"}]}
    expected = Case(id="A1", patient=Patient(age_years=64.5), lesions=(Lesion(id="L1", site="tibia"),))
    yaml_file, json_file = tmp_path / "case.yaml", tmp_path / "case.json"
    yaml_file.write_text("id: A1\npatient: {age_years: 64.5}\nlesions:\n- {id: L1, site: tibia}\n", "utf-8")
    json_file.write_text("\ufeff" + json.dumps(data, indent="\t"), "utf-8")
    assert read_case(str(yaml_file)) == expected
    assert read_case(str(json_file)) == expected
    for text in (yaml_file.read_bytes(), json_file.read_bytes()):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        assert read_case("-") == expected


def test_standard_input_is_named_with_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{\n\t"patient": {\n\t\t"sex": "f"}}')))
    assert messages("-")[1] == ['stdin:3: patient.sex: "f" is not allowed; allowed: female, male']


def test_a_missing_file(tmp_path: Path) -> None:
    path = str(tmp_path / "missing.yaml")
    assert messages(path) == [[f"{path}: fichier introuvable"], [f"{path}: no such file"]]


def test_a_folder(tmp_path: Path) -> None:
    assert messages(str(tmp_path)) == [
        [f"{tmp_path}: c'est un dossier ; un fichier est attendu"],
        [f"{tmp_path}: this is a folder; a file is expected"],
    ]


@pytest.mark.parametrize("name", ["under/a/file.yaml", "a\0b", "x" * 5000])
def test_a_path_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "under").write_text("", "utf-8")
    assert messages(str(tmp_path / name))[1][0].endswith(": the file cannot be read")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything can be read by the superuser")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "closed.yaml"
    path.touch(mode=0)
    assert messages(str(path))[0] == [f"{path}: le fichier ne peut pas être lu"]


@pytest.mark.parametrize("content", [b"#" * (LARGEST + 1), "é".encode() * LARGEST])
def test_a_file_too_large(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(content)
    assert messages(str(path)) == [
        [f"{path}:1: plus de 1 000 000 signes : ce n'est pas un cas"],
        [f"{path}:1: over 1,000,000 characters: this is no case"],
    ]


def test_an_endless_file_is_not_read_to_its_end() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("there is no endless file here")
    assert messages("/dev/zero")[1] == ["/dev/zero:1: over 1,000,000 characters: this is no case"]


def test_a_file_name_cannot_forge_lines(tmp_path: Path) -> None:
    path = str(tmp_path / "a\nb.yaml")
    assert len(messages(path)[0][0].splitlines()) == 1


def test_traces_show_no_value_of_another_field() -> None:
    text = "patient:\n  weight_kg: 71.25\n  age_years: 999\nnote: Jeanne\n"
    try:
        parse_case(text, "case.yaml")
    except CaseError:
        shown = traceback.format_exc()
    assert "999" in shown
    assert "71.25" not in shown
    assert "Jeanne" not in shown


def test_models_show_no_value_at_all() -> None:
    for wrong in ({"age_years": "secret"}, {"secret_field": "secret"}):
        with pytest.raises(ValidationError) as caught:
            Patient.model_validate(wrong)
        assert "secret'" not in str(caught.value)
    with pytest.raises(ValidationError) as caught:
        Case.model_validate({"title": 987654})
    assert "987654" not in str(caught.value)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Patient, {"age_years": Interval(0, 500)}),
        (Patient, {"age_years": Choices(frozenset({"old"}))}),
        (Patient, {"sex": Choices(frozenset({"femur"}))}),
        (Patient, {"sex": Interval(0, 1)}),
        (Patient, {"fit_for_surgery": Choices(frozenset({"perhaps"}))}),
        (Patient, {"ecog": Interval(Fraction(1, 3), Fraction(2, 3))}),
        (Case, {"lesions": [{"id": "L1"}, {"id": "L1"}]}),
        (Lesion, {"id": "L1\n"}),
        (Lesion, {"id": ""}),
        (Lesion, {"id": "é"}),
        (Lesion, {"id": "x" * 41}),
    ],
)
def test_ready_made_values_are_checked_too(model: type[Patient | Case | Lesion], values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(values)


def test_ready_made_values_are_kept() -> None:
    patient = Patient(age_years=Interval(60, 70), sex=Choices(frozenset({"female"})))
    assert patient.age_years == Interval(60, 70)
    assert Patient.model_validate(Patient.fields_of(patient.values())) == patient


def test_problems_come_in_the_order_of_the_text() -> None:
    with pytest.raises(CaseError) as caught:
        parse_case("zzz: 1\nlesions: 3\npatient:\n  ecog: 9\n  ecog: 8\ntitle: 4\n", "case.yaml")
    assert [(problem.line, problem.code) for problem in caught.value.problems] == [
        (1, "unknown_field"),
        (2, "not_a_list"),
        (4, "out_of_bounds"),
        (5, "duplicate_key"),
        (6, "not_text"),
    ]

    assert str(caught.value).count("\n") == 4


def test_a_defect_of_the_text_hides_none_of_the_value() -> None:
    with pytest.raises(CaseError) as caught:
        parse_case("patient:\n  ecog: &e 9\n  karnofsky: !!str 300\n  age_years: *e\nlesions: *e\n", "case.yaml")
    assert sorted((problem.line, problem.code) for problem in caught.value.problems) == [
        (2, "alias"),
        (2, "out_of_bounds"),
        (3, "out_of_bounds"),
        (3, "tag"),
        (4, "alias"),
        (5, "alias"),
    ]


NAMES = ["id", "title", "patient", "lesions", "expect", *Patient.model_fields, *Lesion.model_fields, "cisplatin"]
written = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["3..12", ">4", "<=2 mo", "femur", "mild", "cisplatin", "L1", "&a", "é", "\u202e", "\x85"])
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner),
    max_leaves=20,
)
fields = st.dictionaries(st.sampled_from(NAMES), written, max_size=6)
cases = st.fixed_dictionaries(
    {}, optional={"patient": fields | written, "lesions": st.lists(fields) | written, "x": written}
)


def check(text: str, name: str) -> None:
    try:
        case = parse_case(text, name)
    except CaseError as error:
        refused = error
    else:
        assert isinstance(case, Case)
        return
    for language in LANGUAGES:
        lines = refused.messages(language)
        assert lines
        assert all(line.startswith(name) and len(line.splitlines()) == 1 for line in lines)
        assert all(len(line) < 1500 for line in lines)


@given(cases, st.sampled_from(["\t", None]))
def test_any_json_is_a_case_or_refused(data: Any, indent: str | None) -> None:
    text = json.dumps(data, indent=indent)
    check(text, "case.json")
    check(text, "case.yaml")


@given(st.text(st.sampled_from("patient:lesions- \n{}[],'\"&*!|>id.1\t"), max_size=60))
def test_any_text_is_a_case_or_refused(text: str) -> None:
    check(text, "case.yaml")
