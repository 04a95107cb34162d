"""What the choice of the specimen and of its examinations depends on in the patient."""

from __future__ import annotations

from typing import Annotated

from facts.subject import UNKNOWN, Subject, yes_no
from facts.values import Choices

__all__ = ["Pathology"]


class Pathology(Subject):
    """Other ways to a specimen, other cancers, resistance to treatment."""

    bronchoscopy_risky: Annotated[
        Choices, yes_no("Fibroscopie jugée risquée", "Bronchoscopy judged risky", learnt_by="opinion", change="free")
    ] = UNKNOWN
    transthoracic_puncture_risky: Annotated[
        Choices,
        yes_no(
            "Ponction transpariétale jugée risquée",
            "Puncture through the chest wall judged risky",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
    primary_sampling_undiagnostic: Annotated[
        Choices,
        yes_no(
            "Fibroscopie ou ponction transpariétale restée sans diagnostic",
            "Bronchoscopy or puncture through the chest wall gave no diagnosis",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    other_osteophilic_primary: Annotated[
        Choices,
        yes_no(
            "Antécédent d'un autre cancer ostéophile",
            "History of another cancer prone to spread to bone",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    tki_resistance: Annotated[
        Choices,
        yes_no(
            "Résistance à un inhibiteur de tyrosine kinase",
            "Resistance to a tyrosine kinase inhibitor",
            learnt_by=("ct", "nuclear_imaging", "biopsy"),
            change="onward",
        ),
    ] = UNKNOWN
