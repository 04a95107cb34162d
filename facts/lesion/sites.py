"""Where a lesion can be."""

from __future__ import annotations

from facts.domains import Category, entry, group

__all__ = ["SITES", "VERTEBRAE"]

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
    entry("proximal_humerus", "humérus proximal", "proximal humerus"),
    entry("humeral_shaft", "diaphyse humérale", "humeral shaft"),
    entry("distal_humerus", "humérus distal", "distal humerus"),
    entry("radius", "radius", "radius"),
    entry("ulna", "ulna", "ulna"),
    entry("hand", "main", "hand"),
    entry("femoral_head", "tête fémorale", "femoral head"),
    entry("femoral_neck", "col fémoral", "femoral neck"),
    entry("trochanteric_region", "région trochantérienne", "trochanteric region"),
    entry("subtrochanteric_region", "région sous-trochantérienne", "subtrochanteric region"),
    entry("femoral_shaft", "diaphyse fémorale", "femoral shaft"),
    entry("distal_femur", "fémur distal", "distal femur"),
    entry("tibia", "tibia", "tibia"),
    entry("fibula", "fibula", "fibula"),
    entry("foot", "pied", "foot"),
    entry("clavicle", "clavicule", "clavicle"),
    entry("scapula", "scapula", "scapula"),
    entry("sternum", "sternum", "sternum"),
    entry("rib", "côte", "rib"),
    entry("vertebra", "vertèbre", "vertebra"),
    entry("sacrum", "sacrum", "sacrum"),
    entry("acetabulum", "acétabulum", "acetabulum"),
    entry("other_pelvis", "bassin hors acétabulum", "pelvis other than acetabulum"),
    entry("skull", "crâne", "skull"),
    groups=(
        group("humerus", "humérus", "humerus", *_HUMERUS),
        group("femur", "fémur", "femur", *_FEMUR),
        group("upper_limb_long_bone", "os long du membre supérieur", "long bone of the upper limb", *_UPPER),
        group("lower_limb_long_bone", "os long du membre inférieur", "long bone of the lower limb", *_LOWER),
        group("long_bone", "os long", "long bone", *_UPPER, *_LOWER),
        group("limb", "membre", "limb", *_UPPER, "hand", *_LOWER, "foot"),
    ),
)
"""Where a lesion can be; the groups name several places at once."""


def _names(letter: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number}" for number in range(first, last + 1))


VERTEBRAE = Category(
    *(
        entry(name, name.upper(), name.upper())
        for name in (*_names("c", 0, 7), *_names("t", 1, 12), *_names("l", 1, 5), *_names("s", 1, 5))
    ),
    groups=(
        group("cervical", "rachis cervical", "cervical spine", *_names("c", 1, 7)),
        group("thoracic", "rachis thoracique", "thoracic spine", *_names("t", 1, 12)),
        group("lumbar", "rachis lombaire", "lumbar spine", *_names("l", 1, 5)),
        group("sacral", "sacrum", "sacrum", *_names("s", 1, 5)),
    ),
)
"""Levels of the spine, from the occiput (C0) to the sacrum, which is also a site of its own."""
