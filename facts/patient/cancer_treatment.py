"""The treatment of the cancer."""

from __future__ import annotations

from typing import Annotated

from facts.domains import entry, group
from facts.several import Answers, Several
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices

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
    entry("other_chemotherapy", "autre chimiothérapie", "other chemotherapy"),
    entry("erlotinib", "erlotinib", "erlotinib"),
    entry("gefitinib", "géfitinib", "gefitinib"),
    entry("other_anti_egfr", "autre anti-EGFR", "other anti-EGFR drug"),
    entry("crizotinib", "crizotinib", "crizotinib"),
    entry("other_tki", "autre inhibiteur de tyrosine kinase (TKI)", "other tyrosine kinase inhibitor (TKI)"),
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
            "chemotherapy",
            "chimiothérapie",
            "chemotherapy",
            "gemcitabine",
            "doxorubicin",
            "daunorubicin",
            "bleomycin",
            "cisplatin",
            "carboplatin",
            "vinorelbine",
            "paclitaxel",
            "docetaxel",
            "pemetrexed",
            "irinotecan",
            "topotecan",
            "other_chemotherapy",
        ),
        group("platinum", "sel de platine", "platinum compound", "cisplatin", "carboplatin"),
        group("anti_egfr", "anti-EGFR", "anti-EGFR drug", "erlotinib", "gefitinib", "other_anti_egfr"),
        group(
            "tki",
            "inhibiteur de tyrosine kinase (TKI)",
            "tyrosine kinase inhibitor (TKI)",
            "erlotinib",
            "gefitinib",
            "other_anti_egfr",
            "crizotinib",
            "other_tki",
        ),
        group(
            "targeted_therapy",
            "thérapie ciblée",
            "targeted therapy",
            "erlotinib",
            "gefitinib",
            "other_anti_egfr",
            "crizotinib",
            "other_tki",
            "other_targeted_therapy",
        ),
    ),
)

_CLASSES = Several(
    entry("platinum", "sel de platine", "platinum compound"),
    entry("pemetrexed", "pémétrexed", "pemetrexed"),
    entry("other_chemotherapy", "autre chimiothérapie", "other chemotherapy"),
    entry("tki", "inhibiteur de tyrosine kinase (TKI)", "tyrosine kinase inhibitor (TKI)"),
    entry("other_targeted_therapy", "autre thérapie ciblée", "other targeted therapy"),
    entry("immunotherapy", "immunothérapie", "immunotherapy"),
    entry("other_cancer_drug", "autre anticancéreux", "other cancer drug"),
    groups=(
        group("chemotherapy", "chimiothérapie", "chemotherapy", "platinum", "pemetrexed", "other_chemotherapy"),
        group("targeted_therapy", "thérapie ciblée", "targeted therapy", "tki", "other_targeted_therapy"),
    ),
)


class CancerTreatment(Subject):
    """What the patient takes or is to take against the cancer, and what came of it."""

    current_drugs: Annotated[
        Answers,
        fact("Traitement anticancéreux en cours", "Current cancer drug", _DRUGS, learnt_by="question", change="free"),
    ] = UNKNOWN
    planned_drugs: Annotated[
        Answers,
        fact(
            "Traitement anticancéreux envisagé, pas encore commencé",
            "Cancer drug planned, not yet started",
            _CLASSES,
            learnt_by="question",
            change="free",
        ),
    ] = UNKNOWN
    renal_failure: Annotated[
        Choices,
        yes_no(
            "Insuffisance rénale reconnue",
            "Kidney failure recognised",
            learnt_by=("question", "blood_test"),
            change="free",
        ),
    ] = UNKNOWN
    bone_flare: Annotated[
        Choices, yes_no("Flare osseux reconnu", "Bone flare recognised", learnt_by="opinion", change="free")
    ] = UNKNOWN
