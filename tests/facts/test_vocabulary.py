"""The vocabulary: names, labels and terminology codes."""

from typing import get_args

import pytest

from facts.domains import Categories, Category, Number
from facts.lesion import SITES, Lesion
from facts.patient import Patient
from facts.units import UNITS
from facts.vocabulary import SUBJECTS, VOCABULARY, FactDefinition, SeveralDefinition, SubjectKind, vocabulary

# Each was looked up in its terminology; no other code may stand in the vocabulary.
VERIFIED = {
    "SCT 254626006": "patient.histology adenocarcinoma",
    "SCT 254634000": "patient.histology squamous",
    "SCT 254632001": "patient.histology sclc",
    "SCT 94222008": "lesion",
    "ICD-10 C79.5": "lesion",
    "LOINC 89247-1": "patient.ecog",
    "LOINC 89243-0": "patient.karnofsky",
    "LOINC 72514-3": "patient.worst_pain",
    "LOINC 14682-9": "patient.creatinine_umol_l",
    "LOINC 62292-8": "patient.vitamin_d_ng_ml",
    "LOINC 777-3": "patient.platelets_g_l",
    "LOINC 21889-1": "lesion.size_mm",
    "LOINC 29265-6": "patient.corrected_calcium_mmol_l",
}
FACTS = list(VOCABULARY)
CATEGORIES = [item for item in FACTS if isinstance(item.domain, Category)] + list(VOCABULARY.several.values())


def test_codes_are_the_verified_ones() -> None:
    found = dict.fromkeys(Lesion.codes, "lesion")
    found |= {item.code: item.qualified for item in FACTS if item.code}
    for item in FACTS:
        if isinstance(item.domain, Category):
            found |= {entry.code: f"{item.qualified} {entry.name}" for entry in item.domain.entries if entry.code}
    assert found == VERIFIED


def test_units_are_those_of_the_codes() -> None:
    # 14682-9, 29265-6: substance per volume; 62292-8: mass per volume; 777-3: count per volume; 21889-1: length.
    units = {item.code: item.domain.unit for item in FACTS if item.code and isinstance(item.domain, Number)}
    dimensions = {code: UNITS[unit].dimension for code, unit in units.items() if unit}
    assert dimensions == {
        "LOINC 14682-9": "amount per volume",
        "LOINC 29265-6": "amount per volume",
        "LOINC 62292-8": "mass per volume",
        "LOINC 777-3": "count per volume",
        "LOINC 21889-1": "length",
    }


def test_facts_stand_in_the_order_of_the_models() -> None:
    names = [f"patient.{name}" for name, _ in Patient.facts()] + [f"lesion.{name}" for name, _ in Lesion.facts()]
    found = [item.part.whole.qualified if item.part else item.qualified for item in FACTS]
    assert list(dict.fromkeys(found)) == names
    assert [item.qualified for item in FACTS] == list(VOCABULARY.facts)
    assert VOCABULARY.of("patient") + VOCABULARY.of("lesion") == FACTS


def test_every_field_but_the_identifier_is_a_fact() -> None:
    assert set(Patient.model_fields) == {name for name, _ in Patient.facts()}
    assert set(Lesion.model_fields) == {"id"} | {name for name, _ in Lesion.facts()}


@pytest.mark.parametrize("item", FACTS, ids=lambda item: item.qualified)
def test_a_label_names_one_fact(item: FactDefinition) -> None:
    same = [other for other in FACTS if other.label == item.label and other.subject == item.subject]
    assert same == [item]


@pytest.mark.parametrize("item", CATEGORIES, ids=lambda item: item.name)
def test_a_label_names_one_category(item: FactDefinition | SeveralDefinition) -> None:
    assert isinstance(item.domain, Categories)
    for labels in ([entry.label for entry in item.domain.entries], [group.label for group in item.domain.groups]):
        assert len({label.fr for label in labels}) == len({label.en for label in labels}) == len(labels)


@pytest.mark.parametrize("item", FACTS, ids=lambda item: item.qualified)
def test_what_is_unknown_can_be_written_as_nothing(item: FactDefinition) -> None:
    assert item.domain.parse(None) == item.domain.whole


def test_long_bones_are_those_of_the_limbs_without_hand_and_foot() -> None:
    members = {group.name: set(group.members) for group in SITES.groups}
    assert members["long_bone"] == members["upper_limb_long_bone"] | members["lower_limb_long_bone"]
    assert members["limb"] == members["long_bone"] | {"hand", "foot"}
    assert members["humerus"] < members["upper_limb_long_bone"]
    assert members["femur"] < members["lower_limb_long_bone"]


def test_subjects_have_labels() -> None:
    assert set(SUBJECTS) == set(get_args(SubjectKind))


def test_another_pair_of_models_has_another_vocabulary() -> None:
    assert len(list(vocabulary(Patient, Patient))) == 2 * len(VOCABULARY.of("patient"))
