"""The lesion in its bone: place, size, appearance, pain, what has been done."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, Number, entry
from facts.lesion.sites import SITES
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["Bone"]


class Bone(Subject):
    """The lesion in its bone."""

    site: Annotated[Choices, fact("Siège", "Site", SITES)] = UNKNOWN
    size_mm: Annotated[
        Interval,
        fact("Plus grande dimension", "Largest dimension", Number("mm", 0, 500, also=("cm",)), "LOINC 21889-1"),
    ] = UNKNOWN
    acromion_or_glenoid_involved: Annotated[
        Choices, yes_no("Atteinte de l'acromion ou de la glène", "Acromion or glenoid involved")
    ] = UNKNOWN
    sacroiliac_joint_involved: Annotated[
        Choices, yes_no("Atteinte d'une articulation sacro-iliaque", "Sacroiliac joint involved")
    ] = UNKNOWN
    skull_vault: Annotated[Choices, yes_no("Siège à la voûte crânienne", "Seat in the vault of the skull")] = UNKNOWN
    well_delineated: Annotated[Choices, yes_no("Lésion jugée bien délimitée", "Lesion judged well delineated")] = (
        UNKNOWN
    )
    cortical_involvement: Annotated[
        Choices,
        fact(
            "Atteinte de la corticale",
            "Involvement of the cortex",
            Category(
                entry("under_one_third", "moins d'un tiers", "under one third"),
                entry("one_to_two_thirds", "un tiers à deux tiers", "one third to two thirds"),
                entry("over_two_thirds", "plus de deux tiers", "over two thirds"),
            ),
        ),
    ] = UNKNOWN
    type: Annotated[
        Choices,
        fact(
            "Type de lésion",
            "Type of lesion",
            Category(
                entry("blastic", "condensante", "blastic"),
                entry("mixed", "mixte", "mixed"),
                entry("lytic", "lytique", "lytic"),
            ),
        ),
    ] = UNKNOWN
    pain: Annotated[
        Choices,
        fact(
            "Douleur",
            "Pain",
            Category(
                entry("none", "aucune", "none"),
                entry("mild", "légère", "mild"),
                entry("moderate", "modérée", "moderate"),
                entry("functional", "handicapante", "functional (disabling)"),
            ),
        ),
    ] = UNKNOWN
    pain_mechanical: Annotated[Choices, yes_no("Douleur d'horaire mécanique", "Pain of mechanical pattern")] = UNKNOWN
    pain_on_loading: Annotated[Choices, yes_no("Douleur accrue par l'appui", "Pain increased by loading")] = UNKNOWN
    pain_control: Annotated[
        Choices,
        fact(
            "Douleur sous antalgiques",
            "Pain under analgesic drugs",
            Category(
                entry("good", "bien maîtrisée", "well controlled"),
                entry("partial", "ni bien maîtrisée ni résistante", "neither well controlled nor resistant"),
                entry("poor", "résistante, mal contrôlée", "resistant, poorly controlled"),
            ),
        ),
    ] = UNKNOWN
    pain_resists_cementoplasty: Annotated[
        Choices, yes_no("Douleur non soulagée par la cimentoplastie", "Pain not relieved by cementoplasty")
    ] = UNKNOWN
    complicated: Annotated[Choices, yes_no("Métastase compliquée", "Complicated metastasis")] = UNKNOWN
    oligoprogressive: Annotated[Choices, yes_no("Lésion d'une oligoprogression", "Lesion of an oligoprogression")] = (
        UNKNOWN
    )
    weight_bearing: Annotated[Choices, yes_no("Lésion en zone portante", "Lesion in a weight-bearing zone")] = UNKNOWN
    marked_fracture_risk: Annotated[
        Choices, yes_no("Risque de fracture jugé marqué", "Fracture risk judged marked")
    ] = UNKNOWN
    conduct_in_doubt: Annotated[Choices, yes_no("Doute sur la conduite à tenir", "Doubt about what to do")] = UNKNOWN
    axial_lysis_percent: Annotated[
        Interval,
        fact("Ostéolyse corticale au scanner, plan axial", "Cortical lysis on CT, axial plane", Number("%", 0, 100)),
    ] = UNKNOWN
    circumferential_lysis_percent: Annotated[
        Interval,
        fact(
            "Ostéolyse corticale au scanner, circonférence", "Cortical lysis on CT, circumference", Number("%", 0, 100)
        ),
    ] = UNKNOWN
    pathological_fracture: Annotated[
        Choices, yes_no("Fracture pathologique avérée", "Pathological fracture present")
    ] = UNKNOWN
    consolidated: Annotated[
        Choices, yes_no("Consolidation obtenue après irradiation", "Consolidation obtained after irradiation")
    ] = UNKNOWN
    operated: Annotated[Choices, yes_no("Lésion opérée", "Lesion operated on")] = UNKNOWN
    skin_healed: Annotated[Choices, yes_no("Peau cicatrisée", "Skin healed")] = UNKNOWN
