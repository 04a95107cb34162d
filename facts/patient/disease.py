"""The cancer as a whole: type, extent, course."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, Number, entry
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["Disease"]


class Disease(Subject):
    """The cancer as a whole."""

    histology: Annotated[
        Choices,
        fact(
            "Type de cancer bronchique",
            "Type of lung cancer",
            Category(
                entry("nsclc", "non à petites cellules", "non-small-cell", "SCT 254637007"),
                entry("sclc", "à petites cellules", "small-cell", "SCT 254632001"),
            ),
        ),
    ] = UNKNOWN
    metastatic_sites: Annotated[
        Interval, fact("Sites métastatiques atteints", "Metastatic sites", Number("", 0, 20, whole_number=True))
    ] = UNKNOWN
    metastases: Annotated[
        Interval, fact("Nombre de métastases", "Number of metastases", Number("", 0, 200, whole_number=True))
    ] = UNKNOWN
    multiple_bone_metastases: Annotated[
        Choices, yes_no("Métastases osseuses multiples", "Multiple bone metastases")
    ] = UNKNOWN
    diffuse_metastases: Annotated[Choices, yes_no("Métastases diffuses", "Diffuse metastases")] = UNKNOWN
    largest_metastasis_mm: Annotated[
        Interval,
        fact(
            "Taille de la plus grande métastase", "Size of the largest metastasis", Number("mm", 0, 500, also=("cm",))
        ),
    ] = UNKNOWN
    primary_controlled: Annotated[
        Choices, yes_no("Cancer primitif contrôlé ou stabilisé", "Primary cancer controlled or stable")
    ] = UNKNOWN
    extraosseous_disease_stable: Annotated[
        Choices, yes_no("Maladie extra-osseuse stable", "Disease outside bone stable")
    ] = UNKNOWN
