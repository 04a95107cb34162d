"""What is known of a lesion of the spine."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, Number, entry
from facts.lesion.sites import VERTEBRAE
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["Spine"]


class Spine(Subject):
    """A lesion of the spine."""

    marked_instability: Annotated[
        Choices, yes_no("Risque d'instabilité vertébrale jugé marqué", "Risk of vertebral instability judged marked")
    ] = UNKNOWN
    vertebral_level: Annotated[Choices, fact("Étage vertébral", "Vertebral level", VERTEBRAE)] = UNKNOWN
    s1_involved: Annotated[Choices, yes_no("Atteinte de S1", "S1 involved")] = UNKNOWN
    posterior_arch_involved: Annotated[Choices, yes_no("Atteinte de l'arc postérieur", "Posterior arch involved")] = (
        UNKNOWN
    )
    cord_compression: Annotated[Choices, yes_no("Compression médullaire avérée", "Spinal cord compression present")] = (
        UNKNOWN
    )
    cord_compression_symptomatic: Annotated[
        Choices, yes_no("Compression médullaire symptomatique", "Spinal cord compression with symptoms")
    ] = UNKNOWN
    decompression_indicated: Annotated[
        Choices, yes_no("Décompression chirurgicale indiquée", "Surgical decompression indicated")
    ] = UNKNOWN
    epidural_extension: Annotated[Choices, yes_no("Extension épidurale (épidurite)", "Epidural extension")] = UNKNOWN
    bilsky: Annotated[
        Choices,
        fact(
            "Grade de Bilsky",
            "Bilsky grade",
            Category(
                entry("grade_0", "0", "0"),
                entry("grade_1a", "1a", "1a"),
                entry("grade_1b", "1b", "1b"),
                entry("grade_1c", "1c", "1c"),
                entry("grade_2", "2", "2"),
                entry("grade_3", "3", "3"),
            ),
        ),
    ] = UNKNOWN
    adjacent_vertebrae: Annotated[
        Interval,
        fact("Vertèbres pathologiques adjacentes", "Adjacent diseased vertebrae", Number("", 1, 24, whole_number=True)),
    ] = UNKNOWN
