"""Cases to ask “why” about, with the answers written from the rules of the guideline before the engine was asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from engine.answer import Answer, Why
from engine.engine import Engine
from engine.why import why
from facts.case import Case
from facts.reader import parse_case
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load

__all__ = ["ASKED", "Asked", "edition", "told"]

# Mirels: 2 for the tibia, 3 for the cortex, 3 for lysis, 2 for moderate pain.
_TIBIA = (
    "id: T, site: tibia, cortical_involvement: over_two_thirds, type: {type}, pain: {pain}, pain_mechanical: false,"
    " pain_on_loading: false, marked_fracture_risk: {marked}, pathological_fracture: false, operated: false,"
    " axial_lysis_percent: 10, complicated: false"
)
_FIXATION = ("lesion:T", "prophylactic_fixation")


def _tibia(survival: str, *, kind: str = "lytic", pain: str = "moderate", marked: str = "false") -> str:
    lesion = _TIBIA.format(type=kind, pain=pain, marked=marked)
    patient = f"survival_months: {survival}, relative_oncological_urgency: false"
    return f"{{patient: {{{patient}}}, lesions: [{{{lesion}}}]}}"


@dataclass(frozen=True)
class Asked:
    """An option asked about in a case, and what the answer must be.

    Attributes
    ----------
    path
        The options that the one asked about follows in this answer.
    verdict
        The verdict; empty when nothing is said of the option.
    fr, en
        The sentence of the answer.
    """

    text: str
    subject: str
    option: str
    verdict: str
    fr: str
    en: str
    provisional: bool = False
    path: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    beaten: tuple[str, ...] = ()
    defeated: tuple[tuple[str, str], ...] = ()
    awaited: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def case(self) -> Case:
        """The case."""
        return parse_case(self.text, "case.yaml")

    def answer_of(self, found: Why) -> Answer | None:
        """Return the answer that this is about."""
        return next((one for one in found.answers if one.path == self.path), None)


ASKED: dict[str, Asked] = {
    "recommended": Asked(
        _tibia("9"),
        *_FIXATION,
        "recommended",
        reasons=("rt.mirels.fix_high_score",),
        fr="Fixation préventive de l'os : recommandé, parce que score de Mirels : 10 (≥ 9) et survie estimée : 9 mois"
        " (> 3 mois) — Radiothérapie 1.2, proposé.",
        en="Prophylactic fixation: recommended, because Mirels score: 10 (≥ 9) and estimated survival: 9 months"
        " (> 3 months) — Radiotherapy 1.2, proposed.",
    ),
    "provisional": Asked(
        _tibia("2..5", marked="true"),
        *_FIXATION,
        "discuss",
        provisional=True,
        reasons=("rt.long_bone.weigh_up_fixation",),
        awaited=(
            "rt.mirels.fix_high_score",
            "rt.long_bone.weigh_up_fixation",
            "rt.table3.discuss_high_score",
            "ls.preventive.discuss_high_score",
        ),
        missing=("patient.survival_months",),
        fr="Fixation préventive de l'os : à discuter, provisoire, parce que siège : tibia et risque de fracture jugé"
        " marqué : oui — Radiothérapie 1.2, à discuter ; il manque survie estimée.",
        en="Prophylactic fixation: to be discussed, provisional, because site: tibia and fracture risk judged marked:"
        " yes — Radiotherapy 1.2, must be discussed; missing: estimated survival.",
    ),
    "conflict": Asked(
        # (140 - 80) × 60 × 1.04 / 130 = 28.8 mL/min
        "patient: {age_years: 80, sex: female, weight_kg: 60, creatinine_umol_l: 130, antiresorptive_treatment:"
        " ongoing, antiresorptive_agent: denosumab, antiresorptive_months: 10, adynamic_bone: true,"
        " bone_extent: oligometastatic}",
        "patient",
        "denosumab",
        "conflict",
        reasons=(
            "cd.kidney.denosumab_below_30",
            "bt.denosumab.beware_of_adynamic_bone",
            "bt.denosumab.spare_adynamic_bone",
        ),
        fr="Dénosumab : contradiction, parce que (permet) anti-résorptif en cours ou à débuter : oui et clairance de la"
        " créatinine (Cockcroft et Gault) : 28,8 mL/min (< 30 mL/min) — Traitements anticancéreux 2, non limité ; mais"
        " (déconseille) anti-résorptif en cours ou à débuter : oui, clairance de la créatinine (Cockcroft et Gault) :"
        " 28,8 mL/min (< 30 mL/min) et os adynamique d'origine rénale : oui — Traitement osseux systémique 2.4, à"
        " garder à l'esprit (et une autre règle).",
        en="Denosumab: conflict, because (allows) antiresorptive drug ongoing or to be started: yes and creatinine"
        " clearance (Cockcroft and Gault): 28.8 mL/min (< 30 mL/min) — Cancer drugs 2, not limited; but (advises"
        " against) antiresorptive drug ongoing or to be started: yes, creatinine clearance (Cockcroft and Gault):"
        " 28.8 mL/min (< 30 mL/min) and adynamic bone of renal origin: yes — Systemic bone treatment 2.4, to be kept"
        " in mind (and one other rule).",
    ),
    "contraindicated": Asked(
        "patient: {bone_metastasis: true, antiresorptive_treatment: never, cockcroft_ml_min: 29}",
        "patient",
        "zoledronic_acid",
        "contraindicated",
        reasons=("cd.kidney.no_bisphosphonate_below_30", "bt.zoledronic.forbid_below_30"),
        beaten=("bt.start_box.choose_either_agent",),
        fr="Acide zolédronique : contre-indiqué, parce que bisphosphonate en cours, ou anti-résorptif à débuter : oui"
        " et clairance de la créatinine (Cockcroft et Gault) : 29 mL/min (< 30 mL/min) — Traitements anticancéreux 2,"
        " contre-indication (et une autre règle) ; écarte ce qui l'indique (Traitement osseux systémique 2.4,"
        " souhaitable).",
        en="Zoledronic acid: contraindicated, because bisphosphonate ongoing, or antiresorptive drug to be started: yes"
        " and creatinine clearance (Cockcroft and Gault): 29 mL/min (< 30 mL/min) — Cancer drugs 2, contraindication"
        " (and one other rule); outweighs what is for it (Systemic bone treatment 2.4, desirable).",
    ),
    "defeated": Asked(
        "{patient: {rcp_oos_planned: true}, lesions: [{id: R, site: rib, aetiology_uncertain: false,"
        " histological_proof_needed: true, simple_case: true}]}",
        "lesion:R",
        "meeting_on_biopsy",
        "silent",
        defeated=(("bm.axes.decide_on_proof", "bm.domain.manage_simply"),),
        fr="Décision d'une biopsie diagnostique, en RCP-OOS : la question est posée, aucune règle en vigueur ne propose"
        " cette option.",
        en="Decision on a diagnostic biopsy, at the RCP-OOS: the question is asked, no rule in force proposes this"
        " option.",
    ),
    "follows": Asked(
        _tibia("24"),
        "lesion:T",
        "postoperative_radiotherapy",
        "recommended",
        path=("prophylactic_fixation",),
        reasons=(
            "rt.mirels.fix_high_score",
            "rt.postoperative.irradiate_after_surgery",
            "ls.restart.after_limb_operation",
        ),
        fr="Radiothérapie postopératoire : recommandé après fixation préventive de l'os, parce que score de Mirels : 10"
        " (≥ 9) et survie estimée : 24 mois (> 3 mois) → volume : totalité de l'os opéré ; délai : 15 à 21 jours ;"
        " condition : peau cicatrisée — Radiothérapie 1.2, proposé (et 2 autres règles).",
        en="Postoperative radiotherapy: recommended after prophylactic fixation, because Mirels score: 10 (≥ 9) and"
        " estimated survival: 24 months (> 3 months) → target: the whole operated bone; delay: 15 to 21 days;"
        " provided: skin healed — Radiotherapy 1.2, proposed (and 2 other rules).",
    ),
    "score_partly_unknown": Asked(
        _tibia("9", kind="null", pain="functional"),
        *_FIXATION,
        "recommended",
        reasons=("rt.mirels.fix_high_score", "ls.preventive.option_by_pain"),
        fr="Fixation préventive de l'os : recommandé, parce que score de Mirels : 9 à 11 (≥ 9) et survie estimée : 9"
        " mois (> 3 mois) — Radiothérapie 1.2, proposé (et une autre règle).",
        en="Prophylactic fixation: recommended, because Mirels score: 9 to 11 (≥ 9) and estimated survival: 9 months"
        " (> 3 months) — Radiotherapy 1.2, proposed (and one other rule).",
    ),
    "score_undecided": Asked(
        _tibia("9", kind="null"),
        *_FIXATION,
        "undetermined",
        awaited=("rt.mirels.fix_high_score", "rt.mirels.discuss_fixation_at_eight"),
        missing=("lesion:T.type",),
        fr="Fixation préventive de l'os : indéterminé ; il manque type de lésion — Radiothérapie 1.2, proposé.",
        en="Prophylactic fixation: undetermined; missing: type of lesion — Radiotherapy 1.2, proposed.",
    ),
    "undetermined": Asked(
        _tibia("null"),
        *_FIXATION,
        "undetermined",
        awaited=(
            "ls.general.no_surgery_under_six_weeks",
            "rt.mirels.fix_high_score",
            "rt.table3.discuss_high_score",
            "ls.preventive.discuss_high_score",
        ),
        missing=("patient.survival_months",),
        fr="Fixation préventive de l'os : indéterminé ; il manque survie estimée — Chirurgie des membres 1, sans"
        " bénéfice.",
        en="Prophylactic fixation: undetermined; missing: estimated survival — Limb surgery 1, without benefit.",
    ),
    "caution": Asked(
        "{patient: {current_drugs: [erlotinib]}, lesions: [{id: L, irradiation_planned: true, irradiation_aim:"
        " palliative}]}",
        "patient",
        "erlotinib_during_irradiation",
        "caution",
        reasons=("rt.drugs.erlotinib",),
        fr="Erlotinib pendant l'irradiation : prudence, parce que irradiation d'un os envisagée contre des symptômes :"
        " oui et traitement anticancéreux en cours : erlotinib — Radiothérapie 3.1, principe de précaution.",
        en="Erlotinib during irradiation: caution, because irradiation of a bone planned against symptoms: yes and"
        " current cancer drug: erlotinib — Radiotherapy 3.1, precautionary principle.",
    ),
    "not_asked": Asked(
        "{patient: {survival_months: 9}, lesions: [{id: V, site: vertebra}]}",
        "lesion:V",
        "prophylactic_fixation",
        "",
        fr="Fixation préventive de l'os : rien n'est dit de cette option ici : la question « Que faire d'un os long à"
        " risque de fracture ? » ne se pose pas.",
        en="Prophylactic fixation: nothing is said of this option here: the question “What to do with a long bone at"
        " risk of fracture?” does not arise.",
    ),
}


@cache
def edition() -> Engine:
    """Return the engine of the real edition."""
    return Engine(load(edition_folder(DEFAULT_EDITION)))


@cache
def told(name: str) -> Why:
    """Return what is found for one of the cases."""
    asked = ASKED[name]
    return why(edition().consult(asked.case).trace, edition().program, asked.option, asked.subject)
