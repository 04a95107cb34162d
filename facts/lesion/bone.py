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

    site: Annotated[
        Choices, fact("Siège", "Site", SITES, learnt_by=("radiograph", "ct", "mri", "nuclear_imaging"), change="fixed")
    ] = UNKNOWN
    size_mm: Annotated[
        Interval,
        fact(
            "Plus grande dimension",
            "Largest dimension",
            Number("mm", 0, 500, also=("cm",)),
            "LOINC 21889-1",
            learnt_by=("radiograph", "ct", "mri"),
            change="free",
        ),
    ] = UNKNOWN
    acromion_or_glenoid_involved: Annotated[
        Choices,
        yes_no(
            "Atteinte de l'acromion ou de la glène",
            "Acromion or glenoid involved",
            learnt_by=("radiograph", "ct", "mri"),
            change="onward",
        ),
    ] = UNKNOWN
    sacroiliac_joint_involved: Annotated[
        Choices,
        yes_no(
            "Atteinte d'une articulation sacro-iliaque",
            "Sacroiliac joint involved",
            learnt_by=("ct", "mri"),
            change="onward",
        ),
    ] = UNKNOWN
    skull_vault: Annotated[
        Choices,
        yes_no(
            "Siège à la voûte crânienne",
            "Seat in the vault of the skull",
            learnt_by=("radiograph", "ct", "mri", "nuclear_imaging"),
            change="fixed",
        ),
    ] = UNKNOWN
    well_delineated: Annotated[
        Choices,
        yes_no("Lésion jugée bien délimitée", "Lesion judged well delineated", learnt_by="opinion", change="free"),
    ] = UNKNOWN
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
            learnt_by=("radiograph", "ct"),
            change="free",
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
            learnt_by=("radiograph", "ct"),
            change="free",
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
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    pain_mechanical: Annotated[
        Choices,
        yes_no("Douleur d'horaire mécanique", "Pain of mechanical pattern", learnt_by="question", change="free"),
    ] = UNKNOWN
    pain_at_night: Annotated[
        Choices, yes_no("Douleur nocturne", "Pain at night", learnt_by="question", change="free")
    ] = UNKNOWN
    pain_on_loading: Annotated[
        Choices,
        yes_no(
            "Douleur accrue par l'appui",
            "Pain increased by loading",
            learnt_by=("question", "examination"),
            change="free",
        ),
    ] = UNKNOWN
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
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    pain_resists_cementoplasty: Annotated[
        Choices,
        yes_no(
            "Douleur non soulagée par la cimentoplastie",
            "Pain not relieved by cementoplasty",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    complicated: Annotated[
        Choices, yes_no("Métastase compliquée", "Complicated metastasis", learnt_by="opinion", change="free")
    ] = UNKNOWN
    oligoprogressive: Annotated[
        Choices,
        yes_no(
            "Lésion d'une oligoprogression",
            "Lesion of an oligoprogression",
            learnt_by=("ct", "nuclear_imaging"),
            change="free",
        ),
    ] = UNKNOWN
    weight_bearing: Annotated[
        Choices,
        yes_no(
            "Lésion en zone portante",
            "Lesion in a weight-bearing zone",
            learnt_by=("radiograph", "ct", "mri"),
            change="fixed",
        ),
    ] = UNKNOWN
    marked_fracture_risk: Annotated[
        Choices,
        yes_no("Risque de fracture jugé marqué", "Fracture risk judged marked", learnt_by="opinion", change="free"),
    ] = UNKNOWN
    conduct_in_doubt: Annotated[
        Choices, yes_no("Doute sur la conduite à tenir", "Doubt about what to do", learnt_by="opinion", change="free")
    ] = UNKNOWN
    axial_lysis_percent: Annotated[
        Interval,
        fact(
            "Ostéolyse corticale au scanner, plan axial",
            "Cortical lysis on CT, axial plane",
            Number("%", 0, 100),
            learnt_by="ct",
            change="free",
        ),
    ] = UNKNOWN
    circumferential_lysis_percent: Annotated[
        Interval,
        fact(
            "Ostéolyse corticale au scanner, circonférence",
            "Cortical lysis on CT, circumference",
            Number("%", 0, 100),
            learnt_by="ct",
            change="free",
        ),
    ] = UNKNOWN
    pathological_fracture: Annotated[
        Choices,
        yes_no(
            "Fracture pathologique avérée",
            "Pathological fracture present",
            learnt_by=("radiograph", "ct", "mri"),
            change="onward",
        ),
    ] = UNKNOWN
    consolidated: Annotated[
        Choices,
        yes_no(
            "Consolidation obtenue après irradiation",
            "Consolidation obtained after irradiation",
            learnt_by=("radiograph", "ct"),
            change="onward",
        ),
    ] = UNKNOWN
    operated: Annotated[
        Choices, yes_no("Lésion opérée", "Lesion operated on", learnt_by="question", change="onward")
    ] = UNKNOWN
    skin_healed: Annotated[
        Choices, yes_no("Peau cicatrisée", "Skin healed", learnt_by="examination", change="onward")
    ] = UNKNOWN
