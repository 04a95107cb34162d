"""What the request to the bone oncology meeting tells, and what the quality requirements ask about the family."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Category, entry
from facts.several import Answers, Several
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices

__all__ = ["PatientMeeting"]


class PatientMeeting(Subject):
    """Family, presentation at the bone oncology meeting and what it is told, question on the antiresorptive drug."""

    several_cancers_in_family: Annotated[
        Choices,
        yes_no(
            "Plusieurs cas de cancer dans la famille",
            "Several cases of cancer in the family",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    rcp_oos_planned: Annotated[
        Choices,
        yes_no("Passage en RCP-OOS prévu", "Presentation at the RCP-OOS planned", learnt_by="question", change="free"),
    ] = UNKNOWN
    bone_discovery: Annotated[
        Answers,
        fact(
            "Ce qui a fait découvrir l'atteinte osseuse",
            "What led to the discovery of the bone disease",
            Several(
                entry("pain", "douleur", "pain"),
                entry("pathological_fracture", "fracture pathologique", "pathological fracture"),
                entry("neurological_compression", "compression neurologique", "neurological compression"),
                entry("hypercalcaemia", "hypercalcémie", "hypercalcaemia"),
                entry("imaging", "imagerie", "imaging"),
                entry("other", "autre circonstance", "another circumstance"),
            ),
            learnt_by="question",
            change="fixed",
        ),
    ] = UNKNOWN
    treatment_stage: Annotated[
        Choices,
        fact(
            "Moment du traitement du cancer",
            "Point in the treatment of the cancer",
            Category(
                entry("beginning", "début", "beginning"),
                entry(
                    "in_between",
                    "entre le début et l'échec de plusieurs lignes",
                    "between beginning and failure of several lines",
                ),
                entry("several_lines_failed", "échec de plusieurs lignes", "failure of several lines"),
            ),
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    bone_response: Annotated[
        Choices,
        fact(
            "Réponse attendue des métastases osseuses au traitement du cancer",
            "Response of the bone metastases expected of the cancer treatment",
            Category(
                entry("probable", "jugée probable", "judged probable"),
                entry("improbable", "jugée peu probable", "judged improbable"),
            ),
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    antiresorptive_stop_considered: Annotated[
        Choices,
        yes_no(
            "Arrêt de l'anti-résorptif envisagé",
            "Stopping of the antiresorptive drug considered",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
