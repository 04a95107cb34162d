"""Biopsy of the lesion: why it is taken, how it is prepared, what it shows."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, entry
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices

__all__ = ["Biopsy"]


class Biopsy(Subject):
    """A biopsy of the bone: its purpose, its way through the laboratory, its microscopy."""

    molecular_diagnosis_needed: Annotated[
        Choices,
        yes_no(
            "Diagnostic moléculaire à obtenir",
            "Molecular diagnosis to be obtained",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    bone_biopsy_planned: Annotated[
        Choices,
        yes_no(
            "Biopsie osseuse envisagée ou faite", "Bone biopsy considered or taken", learnt_by="question", change="free"
        ),
    ] = UNKNOWN

    # In the laboratory
    several_biopsies: Annotated[
        Choices,
        yes_no(
            "Plusieurs biopsies de la lésion prélevées",
            "Several biopsies of the lesion taken",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    decalcification_needed: Annotated[
        Choices,
        yes_no(
            "Décalcification de la biopsie nécessaire",
            "Decalcification of the biopsy needed",
            learnt_by="biopsy",
            change="free",
        ),
    ] = UNKNOWN
    decalcification_unfinished_on_friday: Annotated[
        Choices,
        yes_no(
            "Décalcification inachevée le vendredi soir",
            "Decalcification unfinished on Friday evening",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN

    # What it shows
    biopsy_morphology: Annotated[
        Choices,
        fact(
            "Aspect morphologique de la biopsie",
            "Morphology of the biopsy",
            Category(
                entry("adenocarcinoma", "évocateur d'adénocarcinome", "suggesting adenocarcinoma"),
                entry("squamous", "évocateur de carcinome épidermoïde", "suggesting squamous-cell carcinoma"),
                entry("undifferentiated", "carcinome indifférencié", "undifferentiated carcinoma"),
                entry("small_cell", "évocateur de carcinome à petites cellules", "suggesting small-cell carcinoma"),
                entry("other", "autre", "other"),
            ),
            learnt_by="biopsy",
            change="fixed",
        ),
    ] = UNKNOWN
    lung_origin_strongly_suspected: Annotated[
        Choices,
        yes_no(
            "Origine pulmonaire fortement suspectée",
            "Lung origin strongly suspected",
            learnt_by="biopsy",
            change="free",
        ),
    ] = UNKNOWN
    lung_origin_confirmed: Annotated[
        Choices,
        yes_no(
            "Métastase de cancer pulmonaire confirmée",
            "Metastasis of lung cancer confirmed",
            learnt_by="biopsy",
            change="onward",
        ),
    ] = UNKNOWN
    gave_initial_diagnosis: Annotated[
        Choices,
        yes_no(
            "Biopsie ayant donné le diagnostic initial du cancer",
            "Biopsy that gave the initial diagnosis of the cancer",
            learnt_by="question",
            change="fixed",
        ),
    ] = UNKNOWN
