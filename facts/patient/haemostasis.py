"""How the patient's blood clots, and the drugs that keep it from doing so."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Number, entry, group
from facts.several import Answers, Several
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["Haemostasis"]

_ANTITHROMBOTICS = Several(
    entry("dabigatran", "dabigatran", "dabigatran"),
    entry("rivaroxaban", "rivaroxaban", "rivaroxaban"),
    entry("apixaban", "apixaban", "apixaban"),
    entry("other_oral_anticoagulant", "autre anticoagulant oral", "other oral anticoagulant"),
    entry("clopidogrel", "clopidogrel", "clopidogrel"),
    entry("aspirin", "aspirine", "aspirin"),
    entry("other_antithrombotic", "autre antithrombotique", "other antithrombotic drug"),
    groups=(
        group(
            "new_oral_anticoagulant",
            "nouvel anticoagulant oral",
            "new oral anticoagulant",
            "dabigatran",
            "rivaroxaban",
            "apixaban",
        ),
    ),
)


class Haemostasis(Subject):
    """Coagulation, and what the patient takes against it."""

    antithrombotics: Annotated[
        Answers,
        fact(
            "Antithrombotique en cours",
            "Current antithrombotic drug",
            _ANTITHROMBOTICS,
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    aspirin_mg_per_day: Annotated[
        Interval,
        fact(
            "Dose d'aspirine par jour",
            "Daily dose of aspirin",
            Number("mg/d", 0, 5000),
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    prothrombin_percent: Annotated[
        Interval,
        fact(
            "Taux de prothrombine (TP)",
            "Prothrombin level (TP)",
            Number("%", 0, 200),
            learnt_by="blood_test",
            change="free",
        ),
    ] = UNKNOWN
    severe_coagulation_disorder: Annotated[
        Choices,
        yes_no(
            "Trouble de la coagulation jugé sévère",
            "Coagulation disorder judged severe",
            learnt_by="opinion",
            change="free",
        ),
    ] = UNKNOWN
