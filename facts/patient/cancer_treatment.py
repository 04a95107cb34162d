"""The treatment of the cancer."""

from __future__ import annotations

from typing import Annotated

from facts.domains import entry, group
from facts.several import Answers, Several
from facts.subject import UNKNOWN, Subject, fact

__all__ = ["CancerTreatment"]

_DRUGS = Several(
    entry("gemcitabine", "gemcitabine", "gemcitabine"),
    entry("doxorubicin", "doxorubicine (adriamycine)", "doxorubicin (Adriamycin)"),
    entry("daunorubicin", "daunorubicine", "daunorubicin"),
    entry("bleomycin", "bléomycine", "bleomycin"),
    entry("bevacizumab", "bévacizumab", "bevacizumab"),
    entry("other_antiangiogenic", "autre antiangiogénique", "other antiangiogenic drug"),
    entry("cisplatin", "cisplatine", "cisplatin"),
    entry("carboplatin", "carboplatine", "carboplatin"),
    entry("vinorelbine", "vinorelbine", "vinorelbine"),
    entry("paclitaxel", "paclitaxel", "paclitaxel"),
    entry("docetaxel", "docétaxel", "docetaxel"),
    entry("pemetrexed", "pémétrexed", "pemetrexed"),
    entry("irinotecan", "irinotécan", "irinotecan"),
    entry("topotecan", "topotécan", "topotecan"),
    entry("erlotinib", "erlotinib", "erlotinib"),
    entry("gefitinib", "géfitinib", "gefitinib"),
    entry("crizotinib", "crizotinib", "crizotinib"),
    entry("other_targeted_therapy", "autre thérapie ciblée", "other targeted therapy"),
    entry(
        "anti_pd1_pdl1",
        "immunothérapie (anti-PD-1 ou anti-PD-L1)",
        "immunotherapy (anti-PD-1 or anti-PD-L1)",
    ),
    entry("other_cancer_drug", "autre anticancéreux", "other cancer drug"),
    groups=(
        group("antiangiogenic", "antiangiogénique", "antiangiogenic drug", "bevacizumab", "other_antiangiogenic"),
        group(
            "targeted_therapy",
            "thérapie ciblée",
            "targeted therapy",
            "erlotinib",
            "gefitinib",
            "crizotinib",
            "other_targeted_therapy",
        ),
    ),
)


class CancerTreatment(Subject):
    """The treatment of the cancer."""

    current_drugs: Annotated[Answers, fact("Traitement anticancéreux en cours", "Current cancer drug", _DRUGS)] = (
        UNKNOWN
    )
