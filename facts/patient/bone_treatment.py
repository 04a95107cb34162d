"""Systemic treatment of the bone: antiresorptive drugs, vitamin D and calcium, teeth and jaw."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, Number, entry, group
from facts.several import Answers, Several
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["BoneTreatment"]


class BoneTreatment(Subject):
    """What decides on systemic treatment of the bone, and what became of it."""

    bone_metastasis: Annotated[
        Choices,
        yes_no(
            "Métastase osseuse établie (au moins une)",
            "Bone metastasis established (at least one)",
            learnt_by=("ct", "mri", "nuclear_imaging", "biopsy"),
            change="onward",
        ),
    ] = UNKNOWN
    bone_extent: Annotated[
        Choices,
        fact(
            "Extension de la maladie osseuse",
            "Extent of the bone disease",
            Category(
                entry("oligometastatic", "oligométastatique", "oligometastatic"),
                entry("multimetastatic", "multimétastatique", "multimetastatic"),
            ),
            learnt_by="nuclear_imaging",
            change="onward",
        ),
    ] = UNKNOWN
    clinically_significant_bone_metastases: Annotated[
        Choices,
        yes_no(
            "Métastases osseuses cliniquement significatives",
            "Clinically significant bone metastases",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    skeletal_events: Annotated[
        Answers,
        fact(
            "Événements osseux survenus (après l'arrêt de l'anti-résorptif, s'il a été arrêté)",
            "Skeletal events that have occurred (after the antiresorptive drug was stopped, if it was)",
            Several(
                entry(
                    "palliative_radiotherapy",
                    "radiothérapie palliative contre une douleur osseuse",
                    "palliative radiotherapy for bone pain",
                ),
                entry("pathological_fracture", "fracture pathologique", "pathological fracture"),
                entry(
                    "preventive_orthopaedic_surgery",
                    "chirurgie orthopédique préventive",
                    "preventive orthopaedic surgery",
                ),
                entry("cord_compression", "compression médullaire", "spinal cord compression"),
                entry("malignant_hypercalcaemia", "hypercalcémie maligne", "malignant hypercalcaemia"),
            ),
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    oncological_response: Annotated[
        Choices,
        fact(
            "Réponse au traitement du cancer",
            "Response to the treatment of the cancer",
            Category(
                entry("complete", "complète", "complete"),
                entry("good", "bonne, sans être complète", "good without being complete"),
                entry("neither", "ni complète ni bonne", "neither complete nor good"),
            ),
            learnt_by=("ct", "nuclear_imaging"),
            change="free",
        ),
    ] = UNKNOWN
    antiresorptive_treatment: Annotated[
        Choices,
        fact(
            "Traitement anti-résorptif",
            "Antiresorptive treatment",
            Category(
                entry("never", "jamais reçu", "never received"),
                entry("ongoing", "en cours", "ongoing"),
                entry("stopped", "arrêté", "stopped"),
                groups=(group("received", "reçu", "received", "ongoing", "stopped"),),
            ),
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    antiresorptive_agent: Annotated[
        Choices,
        fact(
            "Anti-résorptif en cours ou dernier reçu",
            "Antiresorptive drug now or last received",
            Category(
                entry("zoledronic_acid", "acide zolédronique", "zoledronic acid"),
                entry("other_bisphosphonate", "autre bisphosphonate", "other bisphosphonate"),
                entry("denosumab", "dénosumab", "denosumab"),
                groups=(
                    group(
                        "bisphosphonate", "bisphosphonate", "bisphosphonate", "zoledronic_acid", "other_bisphosphonate"
                    ),
                ),
            ),
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    antiresorptive_months: Annotated[
        Interval,
        fact(
            "Durée du traitement anti-résorptif",
            "Duration of the antiresorptive treatment",
            Number("mo", 0, 360, also=("wk", "d", "a")),
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    antiresorptive_planned: Annotated[
        Choices,
        yes_no(
            "Mise en route d'un anti-résorptif envisagée",
            "Start of an antiresorptive drug planned",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    antiresorptive_urgent: Annotated[
        Choices,
        yes_no(
            "Mise en route urgente de l'anti-résorptif",
            "Antiresorptive drug to be started urgently",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    zoledronic_acid_received: Annotated[
        Choices,
        yes_no(
            "A déjà reçu de l'acide zolédronique",
            "Has received zoledronic acid before",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    denosumab_stop_planned: Annotated[
        Choices,
        yes_no("Arrêt du dénosumab décidé", "Stopping of denosumab decided", learnt_by="question", change="free"),
    ] = UNKNOWN
    osteomalacia: Annotated[
        Choices, yes_no("Ostéomalacie", "Osteomalacia", learnt_by=("blood_test", "biopsy"), change="free")
    ] = UNKNOWN
    adynamic_bone: Annotated[
        Choices,
        yes_no(
            "Os adynamique d'origine rénale",
            "Adynamic bone of renal origin",
            learnt_by=("blood_test", "biopsy"),
            change="free",
        ),
    ] = UNKNOWN
    total_calcium_mg_day: Annotated[
        Interval,
        fact(
            "Apport calcique par jour, repas et suppléments",
            "Calcium intake a day, meals and supplements",
            Number("mg/d", 0, 10000),
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    calcium_supplement: Annotated[
        Choices,
        yes_no("Supplément de calcium prescrit", "Calcium supplement prescribed", learnt_by="question", change="free"),
    ] = UNKNOWN
    tooth_extracted: Annotated[
        Choices,
        yes_no(
            "Dent extraite avant l'anti-résorptif",
            "Tooth extracted before the antiresorptive drug",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    days_since_tooth_extraction: Annotated[
        Interval,
        fact(
            "Temps écoulé depuis l'extraction dentaire",
            "Time since the tooth extraction",
            Number("d", 0, 3650, also=("wk", "mo")),
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    extraction_healed: Annotated[
        Choices,
        yes_no("Extraction dentaire cicatrisée", "Tooth extraction healed", learnt_by="examination", change="onward"),
    ] = UNKNOWN
    dentist_agrees: Annotated[
        Choices,
        yes_no(
            "Accord du dentiste pour débuter l'anti-résorptif",
            "Dentist agrees to the antiresorptive drug",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    tooth_treatment_needed: Annotated[
        Choices,
        yes_no("Dent à soigner", "Tooth in need of treatment", learnt_by=("examination", "radiograph"), change="free"),
    ] = UNKNOWN
    exposed_jaw_bone: Annotated[
        Choices,
        yes_no(
            "Os exposé dans la région maxillo-faciale",
            "Exposed bone in the maxillofacial region",
            learnt_by="examination",
            change="free",
        ),
    ] = UNKNOWN
    weeks_of_treated_jaw_exposure: Annotated[
        Interval,
        fact(
            "Temps écoulé depuis que l'os exposé est reconnu et traité",
            "Time since the exposed bone was recognised and treated",
            Number("wk", 0, 520, also=("d", "mo")),
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    craniofacial_irradiation: Annotated[
        Choices,
        yes_no(
            "Crâne ou face déjà irradiés", "Cranium or face irradiated before", learnt_by="question", change="onward"
        ),
    ] = UNKNOWN
    head_neck_radiotherapy: Annotated[
        Choices,
        yes_no(
            "Radiothérapie de la tête ou du cou associée",
            "Concomitant radiotherapy of head or neck",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    corticosteroids: Annotated[
        Choices, yes_no("Corticoïdes associés", "Concomitant corticosteroids", learnt_by="question", change="free")
    ] = UNKNOWN
    tobacco: Annotated[Choices, yes_no("Tabac", "Tobacco", learnt_by="question", change="free")] = UNKNOWN
    alcohol: Annotated[Choices, yes_no("Alcool", "Alcohol", learnt_by="question", change="free")] = UNKNOWN
