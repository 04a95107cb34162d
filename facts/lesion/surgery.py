"""Surgery of a limb or of the hip socket: what decides on it, what its technique depends on, what follows it."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, entry, group
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices

__all__ = ["Surgery"]


class Surgery(Subject):
    """An operation on the bone: whether, with what knowledge, by which technique, with what course."""

    surgery_planned: Annotated[
        Choices,
        yes_no("Opération envisagée ou prévue", "Operation considered or planned", learnt_by="question", change="free"),
    ] = UNKNOWN
    surgery_urgent: Annotated[
        Choices,
        yes_no("Opération à faire en urgence ou vite", "Operation urgent or soon", learnt_by="opinion", change="free"),
    ] = UNKNOWN
    aetiology_uncertain: Annotated[
        Choices,
        yes_no(
            "Doute sur la cause de la lésion (métastase, autre tumeur ou maladie générale)",
            "Doubt about the cause of the lesion (metastasis, other tumour or systemic disease)",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    hypervascularity_suspected: Annotated[
        Choices,
        yes_no("Hypervascularisation suspectée", "Hypervascularity suspected", learnt_by="opinion", change="free"),
    ] = UNKNOWN
    high_bleeding_risk: Annotated[
        Choices,
        yes_no(
            "Risque de saignement opératoire jugé élevé",
            "Risk of operative bleeding judged high",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    bone_segment: Annotated[
        Choices,
        fact(
            "Partie de l'os long atteinte",
            "Part of the long bone involved",
            Category(
                entry("epiphysis", "épiphyse", "epiphysis"),
                entry("metaphysis", "métaphyse", "metaphysis"),
                entry("metaphysis_and_diaphysis", "métaphyse et diaphyse", "metaphysis and diaphysis"),
                entry("diaphysis", "diaphyse", "diaphysis"),
            ),
            learnt_by=("radiograph", "ct", "mri"),
            change="fixed",
        ),
    ] = UNKNOWN
    metacarpal_or_metatarsal: Annotated[
        Choices,
        yes_no(
            "Siège sur un métacarpe ou un métatarse",
            "Seat in a metacarpal or metatarsal",
            learnt_by=("radiograph", "ct", "mri", "nuclear_imaging"),
            change="fixed",
        ),
    ] = UNKNOWN
    major_bone_loss: Annotated[
        Choices, yes_no("Perte osseuse jugée importante", "Bone loss judged major", learnt_by="opinion", change="free")
    ] = UNKNOWN
    poor_bone_quality: Annotated[
        Choices,
        yes_no("Os jugé de mauvaise qualité", "Bone judged of poor quality", learnt_by="opinion", change="free"),
    ] = UNKNOWN
    joint_involved: Annotated[
        Choices,
        yes_no("Atteinte articulaire", "Joint involved", learnt_by=("radiograph", "ct", "mri"), change="onward"),
    ] = UNKNOWN
    reaches_trochanteric_region: Annotated[
        Choices,
        yes_no(
            "Extension à la région trochantérienne ou sous-trochantérienne",
            "Extension to the trochanteric or subtrochanteric region",
            learnt_by=("radiograph", "ct", "mri"),
            change="onward",
        ),
    ] = UNKNOWN
    arthroplasty_planned: Annotated[
        Choices,
        yes_no("Prothèse envisagée ou prévue", "Prosthesis considered or planned", learnt_by="question", change="free"),
    ] = UNKNOWN
    other_side_of_joint_free: Annotated[
        Choices,
        yes_no(
            "Autre versant de l'articulation sans lésion",
            "Other side of the joint free of disease",
            learnt_by=("radiograph", "ct", "mri"),
            change="free",
        ),
    ] = UNKNOWN
    acetabulum_unstable: Annotated[
        Choices,
        yes_no(
            "Stabilité du cotyle compromise (toit, colonne postérieure ou mur médial largement atteints)",
            "Stability of the hip socket compromised (roof, posterior column or medial wall widely involved)",
            learnt_by="ct",
            change="free",
        ),
    ] = UNKNOWN
    acetabular_fracture_risk: Annotated[
        Choices,
        fact(
            "Risque de fracture de l'acétabulum",
            "Risk of acetabular fracture",
            Category(
                entry("none", "aucun", "none"),
                entry("some", "présent, ni élevé ni imminent", "present, neither high nor imminent"),
                entry("high", "élevé, sans être imminent", "high without being imminent"),
                entry("imminent", "imminent", "imminent"),
                groups=(
                    group("present", "présent, quel qu'il soit", "present, of any degree", "some", "high", "imminent"),
                ),
            ),
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    protrusion_risk: Annotated[
        Choices,
        yes_no(
            "Tête fémorale menaçant de faire protrusion dans le bassin",
            "Femoral head at risk of protruding into the pelvis",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    pain_resists_radiotherapy: Annotated[
        Choices,
        yes_no("Douleur résistant à l'irradiation", "Pain resisting irradiation", learnt_by="question", change="free"),
    ] = UNKNOWN
    percutaneous_treatment_failed: Annotated[
        Choices,
        yes_no(
            "Échec du geste percutané (ciment, vis, radiofréquence ou froid)",
            "Failure of the percutaneous procedure (cement, screws, radiofrequency or cold)",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    surgeon_agrees_to_early_treatment: Annotated[
        Choices,
        yes_no(
            "Accord du chirurgien référent pour traiter avant trois semaines",
            "Surgeon in charge agrees to treatment before three weeks",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
