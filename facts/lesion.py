"""The lesion: what can be known of one bone metastasis."""

from __future__ import annotations

from typing import Annotated, ClassVar

from facts.domains import Boolean, Category, Entry, Group, Number
from facts.labels import Label
from facts.subject import UNKNOWN, Identifier, Subject, fact
from facts.values import Choices, Interval

__all__ = ["SITES", "Lesion"]


def _entry(name: str, fr: str, en: str) -> Entry:
    return Entry(name, Label(fr=fr, en=en))


def _group(name: str, fr: str, en: str, *members: str) -> Group:
    return Group(name, Label(fr=fr, en=en), members)


_HUMERUS = ("proximal_humerus", "humeral_shaft", "distal_humerus")
_FEMUR = (
    "femoral_head",
    "femoral_neck",
    "trochanteric_region",
    "subtrochanteric_region",
    "femoral_shaft",
    "distal_femur",
)
_UPPER = (*_HUMERUS, "radius", "ulna")
_LOWER = (*_FEMUR, "tibia", "fibula")

SITES = Category(
    _entry("proximal_humerus", "humérus proximal", "proximal humerus"),
    _entry("humeral_shaft", "diaphyse humérale", "humeral shaft"),
    _entry("distal_humerus", "humérus distal", "distal humerus"),
    _entry("radius", "radius", "radius"),
    _entry("ulna", "ulna", "ulna"),
    _entry("hand", "main", "hand"),
    _entry("femoral_head", "tête fémorale", "femoral head"),
    _entry("femoral_neck", "col fémoral", "femoral neck"),
    _entry("trochanteric_region", "région trochantérienne", "trochanteric region"),
    _entry("subtrochanteric_region", "région sous-trochantérienne", "subtrochanteric region"),
    _entry("femoral_shaft", "diaphyse fémorale", "femoral shaft"),
    _entry("distal_femur", "fémur distal", "distal femur"),
    _entry("tibia", "tibia", "tibia"),
    _entry("fibula", "fibula", "fibula"),
    _entry("foot", "pied", "foot"),
    _entry("clavicle", "clavicule", "clavicle"),
    _entry("scapula", "scapula", "scapula"),
    _entry("sternum", "sternum", "sternum"),
    _entry("rib", "côte", "rib"),
    _entry("vertebra", "vertèbre", "vertebra"),
    _entry("sacrum", "sacrum", "sacrum"),
    _entry("acetabulum", "acétabulum", "acetabulum"),
    _entry("other_pelvis", "bassin hors acétabulum", "pelvis other than acetabulum"),
    _entry("skull", "crâne", "skull"),
    groups=(
        _group("humerus", "humérus", "humerus", *_HUMERUS),
        _group("femur", "fémur", "femur", *_FEMUR),
        _group("upper_limb_long_bone", "os long du membre supérieur", "long bone of the upper limb", *_UPPER),
        _group("lower_limb_long_bone", "os long du membre inférieur", "long bone of the lower limb", *_LOWER),
        _group("long_bone", "os long", "long bone", *_UPPER, *_LOWER),
        _group("limb", "membre", "limb", *_UPPER, "hand", *_LOWER, "foot"),
    ),
)
"""Where a lesion can be; the groups name several places at once."""


class Lesion(Subject):
    """Facts about one bone metastasis; each is unknown unless it is given.

    Examples
    --------
    >>> sorted(Lesion(id="L1", site="humerus").site.names)
    ['distal_humerus', 'humeral_shaft', 'proximal_humerus']
    """

    codes: ClassVar = ("SCT 94222008", "ICD-10 C79.5")

    id: Identifier
    site: Annotated[Choices, fact("Siège", "Site", SITES)] = UNKNOWN
    size_mm: Annotated[
        Interval,
        fact("Plus grande dimension", "Largest dimension", Number("mm", 0, 500, also=("cm",)), "LOINC 21889-1"),
    ] = UNKNOWN
    cortical_involvement: Annotated[
        Choices,
        fact(
            "Atteinte de la corticale",
            "Involvement of the cortex",
            Category(
                _entry("under_one_third", "moins d'un tiers", "under one third"),
                _entry("one_to_two_thirds", "un tiers à deux tiers", "one third to two thirds"),
                _entry("over_two_thirds", "plus de deux tiers", "over two thirds"),
            ),
        ),
    ] = UNKNOWN
    type: Annotated[
        Choices,
        fact(
            "Type de lésion",
            "Type of lesion",
            Category(
                _entry("blastic", "condensante", "blastic"),
                _entry("mixed", "mixte", "mixed"),
                _entry("lytic", "lytique", "lytic"),
            ),
        ),
    ] = UNKNOWN
    pain: Annotated[
        Choices,
        fact(
            "Douleur",
            "Pain",
            Category(
                _entry("none", "aucune", "none"),
                _entry("mild", "légère", "mild"),
                _entry("moderate", "modérée", "moderate"),
                _entry("functional", "handicapante", "functional (disabling)"),
            ),
        ),
    ] = UNKNOWN
    pain_mechanical: Annotated[
        Choices, fact("Douleur d'horaire mécanique", "Pain of mechanical pattern", Boolean())
    ] = UNKNOWN
    pain_on_loading: Annotated[Choices, fact("Douleur accrue par l'appui", "Pain increased by loading", Boolean())] = (
        UNKNOWN
    )
    pain_resists_analgesics: Annotated[
        Choices,
        fact("Douleur résistant aux antalgiques", "Pain resisting analgesic drugs", Boolean()),
    ] = UNKNOWN
    pain_resists_cementoplasty: Annotated[
        Choices,
        fact("Douleur non soulagée par la cimentoplastie", "Pain not relieved by cementoplasty", Boolean()),
    ] = UNKNOWN
    complicated: Annotated[Choices, fact("Métastase compliquée", "Complicated metastasis", Boolean())] = UNKNOWN
    weight_bearing: Annotated[
        Choices, fact("Lésion en zone portante", "Lesion in a weight-bearing zone", Boolean())
    ] = UNKNOWN
    marked_fracture_risk: Annotated[
        Choices,
        fact("Risque de fracture jugé marqué", "Fracture risk judged marked", Boolean()),
    ] = UNKNOWN
    marked_instability: Annotated[
        Choices, fact("Instabilité vertébrale jugée marquée", "Vertebral instability judged marked", Boolean())
    ] = UNKNOWN
    conduct_in_doubt: Annotated[Choices, fact("Doute sur la conduite à tenir", "Doubt about what to do", Boolean())] = (
        UNKNOWN
    )
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
        Choices, fact("Fracture pathologique avérée", "Pathological fracture present", Boolean())
    ] = UNKNOWN
    operated: Annotated[Choices, fact("Lésion opérée", "Lesion operated on", Boolean())] = UNKNOWN
    skin_healed: Annotated[Choices, fact("Peau cicatrisée", "Skin healed", Boolean())] = UNKNOWN
    irradiation_planned: Annotated[Choices, fact("Irradiation envisagée", "Irradiation planned", Boolean())] = UNKNOWN
    previously_irradiated: Annotated[Choices, fact("Territoire déjà irradié", "Area already irradiated", Boolean())] = (
        UNKNOWN
    )
