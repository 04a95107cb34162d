"""What a percutaneous treatment of bone meets in the patient as a whole."""

from __future__ import annotations

from typing import Annotated

from facts.subject import UNKNOWN, Subject, yes_no
from facts.values import Choices

__all__ = ["PatientPercutaneous"]


class PatientPercutaneous(Subject):
    """Tolerance of opioids, aim of care, infection and allergies."""

    opioids_poorly_tolerated: Annotated[
        Choices,
        yes_no(
            "Opiacés compliqués ou mal tolérés",
            "Opioids with a complication or poorly tolerated",
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    palliative_care: Annotated[
        Choices, yes_no("Prise en charge palliative", "Palliative management", learnt_by="question", change="free")
    ] = UNKNOWN
    general_infection: Annotated[
        Choices,
        yes_no(
            "Infection générale en cours",
            "General infection at present",
            learnt_by=("examination", "blood_test"),
            change="free",
        ),
    ] = UNKNOWN
    cement_allergy: Annotated[
        Choices,
        yes_no(
            "Allergie au composé du ciment",
            "Allergy to the compound of the cement",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    cefazolin_allergy: Annotated[
        Choices,
        yes_no(
            "Allergie interdisant la céfazoline",
            "Allergy that rules out cefazolin",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
