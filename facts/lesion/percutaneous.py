"""What a percutaneous treatment of the lesion depends on: cement, hardware put in through the skin, ablation."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, entry
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices

__all__ = ["Percutaneous"]


class Percutaneous(Subject):
    """What cementoplasty and ablation depend on: their aims, the pain, the bone, what stands against them."""

    # What is in view
    cementoplasty_considered: Annotated[
        Choices, yes_no("Cimentoplastie envisagée", "Cementoplasty considered", learnt_by="question", change="free")
    ] = UNKNOWN
    ablation_considered: Annotated[
        Choices,
        yes_no(
            "Ablation percutanée envisagée", "Percutaneous ablation considered", learnt_by="question", change="free"
        ),
    ] = UNKNOWN
    ablation_technique: Annotated[
        Choices,
        fact(
            "Technique d'ablation envisagée",
            "Technique of ablation considered",
            Category(
                entry("cryoablation", "cryoablation", "cryoablation (freezing)"),
                entry("radiofrequency", "radiofréquence", "radiofrequency"),
                entry("microwave", "micro-ondes", "microwaves"),
            ),
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    mechanical_benefit_expected: Annotated[
        Choices,
        yes_no(
            "Bénéfice mécanique attendu du geste",
            "Mechanical benefit expected of the procedure",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    tumour_control_sought: Annotated[
        Choices,
        yes_no(
            "Contrôle local de la tumeur recherché",
            "Local control of the tumour sought",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    volume_reduction_sought: Annotated[
        Choices,
        yes_no(
            "Réduction du volume tumoral recherchée",
            "Reduction of the tumour volume sought",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    histological_proof_needed: Annotated[
        Choices,
        yes_no(
            "Preuve histologique à apporter", "Histological proof to be obtained", learnt_by="question", change="free"
        ),
    ] = UNKNOWN

    # The pain
    responsible_for_signs: Annotated[
        Choices,
        yes_no(
            "Lésion authentifiée comme responsable des signes cliniques",
            "Lesion proved to be responsible for the clinical signs",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    pain_diffuse: Annotated[
        Choices,
        yes_no(
            "Douleur diffuse, non localisée",
            "Pain diffuse, not localised",
            learnt_by=("question", "examination"),
            change="free",
        ),
    ] = UNKNOWN
    inflammatory_or_tumour_pain: Annotated[
        Choices,
        yes_no(
            "Douleur de type inflammatoire ou tumoral",
            "Pain of inflammatory or tumour type",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN

    # The other treatments
    other_techniques_fail: Annotated[
        Choices,
        yes_no(
            "Autres techniques inefficaces ou non indiquées",
            "Other techniques ineffective or not indicated",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    much_heavier_surgery: Annotated[
        Choices,
        yes_no(
            "Chirurgie correspondante jugée beaucoup plus lourde",
            "Corresponding surgery judged to be much heavier",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    candidate_for_stabilising_surgery: Annotated[
        Choices,
        yes_no(
            "Candidat à une chirurgie stabilisatrice",
            "Candidate for stabilising surgery",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    irradiation_no_longer_possible: Annotated[
        Choices,
        yes_no(
            "Irradiation devenue impossible", "Irradiation no longer possible", learnt_by="opinion", change="onward"
        ),
    ] = UNKNOWN
    local_control_possible: Annotated[
        Choices,
        yes_no(
            "Contrôle local jugé possible par ablation",
            "Local control by ablation judged possible",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN

    # The bone
    compression_fracture_risk: Annotated[
        Choices,
        yes_no(
            "Risque de fracture par compression", "Risk of a compression fracture", learnt_by="opinion", change="free"
        ),
    ] = UNKNOWN
    fracture_asymptomatic: Annotated[
        Choices,
        yes_no(
            "Fracture sans symptôme",
            "Fracture that gives no symptoms",
            learnt_by=("question", "examination"),
            change="free",
        ),
    ] = UNKNOWN
    fracture_unstable: Annotated[
        Choices, yes_no("Fracture jugée instable", "Fracture judged unstable", learnt_by="opinion", change="free")
    ] = UNKNOWN
    posterior_wall_extensively_involved: Annotated[
        Choices,
        yes_no(
            "Atteinte extensive du mur postérieur",
            "Posterior wall of the vertebra extensively involved",
            learnt_by=("ct", "mri"),
            change="free",
        ),
    ] = UNKNOWN
    posterior_wall_displaced: Annotated[
        Choices,
        yes_no(
            "Recul du mur postérieur",
            "Posterior wall of the vertebra displaced backwards",
            learnt_by=("ct", "mri"),
            change="onward",
        ),
    ] = UNKNOWN
    radiculopathy: Annotated[
        Choices, yes_no("Radiculopathie", "Radiculopathy", learnt_by="examination", change="free")
    ] = UNKNOWN
    cauda_equina_roots_involved: Annotated[
        Choices,
        yes_no(
            "Racines motrices de la queue de cheval envahies",
            "Motor roots of the cauda equina invaded by the tumour",
            learnt_by="mri",
            change="free",
        ),
    ] = UNKNOWN
    opens_into_joint: Annotated[
        Choices,
        yes_no("Ouverture dans une articulation", "Opening into a joint", learnt_by=("ct", "mri"), change="onward"),
    ] = UNKNOWN
    cortex_preserved: Annotated[
        Choices, yes_no("Corticale conservée", "Cortex preserved", learnt_by=("radiograph", "ct"), change="free")
    ] = UNKNOWN
    ablation_across_cortex_sought: Annotated[
        Choices,
        yes_no(
            "Ablation voulue de part et d'autre de la corticale",
            "Ablation wanted on both sides of the cortex",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    isolated: Annotated[
        Choices, yes_no("Lésion isolée", "Isolated lesion", learnt_by=("ct", "nuclear_imaging"), change="free")
    ] = UNKNOWN
    slowly_progressive: Annotated[
        Choices,
        yes_no(
            "Lésion jugée faiblement évolutive", "Lesion judged slowly progressive", learnt_by="opinion", change="free"
        ),
    ] = UNKNOWN

    # What the procedure meets
    puncture_site_infection: Annotated[
        Choices,
        yes_no(
            "Infection de la peau au point de ponction",
            "Infection of the skin at the puncture site",
            learnt_by="examination",
            change="free",
        ),
    ] = UNKNOWN
    high_leak_risk: Annotated[
        Choices,
        yes_no(
            "Geste jugé très à risque de fuite",
            "Procedure judged at very high risk of leakage",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    neural_structure_in_zone: Annotated[
        Choices,
        yes_no(
            "Structure nerveuse dans la zone de traitement",
            "Neural structure in the zone of treatment",
            learnt_by=("ct", "mri"),
            change="free",
        ),
    ] = UNKNOWN
    very_superficial: Annotated[
        Choices,
        yes_no("Lésion jugée très superficielle", "Lesion judged very superficial", learnt_by="opinion", change="free"),
    ] = UNKNOWN
