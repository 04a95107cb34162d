"""The words of the dossier, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from engine.verdicts import Verdict
from facts.labels import Label, Language
from visualize.text.words import KINDS
from visualize.text.words import WORDS as REPORT_WORDS
from visualize.theme import WORDS as PICTURE_WORDS

__all__ = ["KINDS", "MEANINGS", "SEVERITIES", "WORDS", "word"]

WORDS: Mapping[str, Label] = {
    **PICTURE_WORDS,
    **REPORT_WORDS,
    "dossier": Label(fr="Dossier pour la réunion", en="Dossier for the meeting"),
    "identifier": Label(fr="Identifiant (pseudonyme)", en="Identifier (pseudonym)"),
    "no_identifier": Label(fr="sans identifiant", en="no identifier"),
    "note": Label(fr="Note", en="Note"),
    "warning": Label(fr="Avertissement", en="Warning"),
    "skip": Label(fr="Aller au contenu", en="Skip to the content"),
    "contents": Label(fr="Sommaire", en="Contents"),
    "back": Label(fr="Haut de page", en="Top of the page"),
    "printing": Label(fr="À l'impression", en="When printed"),
    "with_pictures": Label(fr="les dessins", en="the pictures"),
    "with_rules": Label(fr="les règles et leurs énoncés", en="the rules and their statements"),
    "at_a_glance": Label(fr="En chiffres", en="In figures"),
    "count_settled": Label(fr="avis établis", en="settled verdicts"),
    "count_provisional": Label(fr="dont provisoires", en="of these provisional"),
    "count_conflict": Label(fr="contradictions", en="conflicts"),
    "count_undetermined": Label(fr="indéterminés", en="undetermined"),
    "count_needed": Label(fr="faits à chercher", en="facts to look for"),
    "needed_first": Label(fr="Ce qui manque encore", en="What is still missing"),
    "needed_lead": Label(
        fr="Faits inconnus ou imprécis dont dépend un avis ; d'abord celui dont dépendent le plus d'avis, puis ce qui"
        " coûte le moins à apprendre.",
        en="Unknown or imprecise facts on which advice depends; first the one on which most of it does, then what costs"
        " least to learn.",
    ),
    "needed_nothing": Label(
        fr="Aucun fait connu de plus ne changerait un avis sur une question posée.",
        en="No further fact would change the advice on a question that arises.",
    ),
    "needed_fact": Label(fr="Fait à chercher", en="Fact to look for"),
    "needed_source": Label(fr="Par", en="From"),
    "needed_decides": Label(fr="Décide de", en="Decides"),
    "only_particulars": Label(fr="les précisions seulement", en="its particulars only"),
    "plan": Label(fr="Le plan dans le temps", en="The plan in time"),
    "plan_lead": Label(
        fr="Ce qui suit un acte, compté depuis lui. Barre pleine : moment dit par le référentiel ; tirets : sans délai"
        " dit.",
        en="What follows an act, counted from it. Solid bar: the time that the guideline says; dashes: no delay said.",
    ),
    "plan_nothing": Label(
        fr="Aucun avis n'a de suite pour ces faits.", en="Nothing follows the advice on these facts."
    ),
    "step": Label(fr="Étape", en="Step"),
    "when": Label(fr="Quand", en="When"),
    "start": Label(fr="début", en="start"),
    "no_delay": Label(fr="délai non dit", en="no delay said"),
    "drawing_of_time": Label(fr="Dans le temps", en="In time"),
    "day": Label(fr="jours", en="days"),
    "month": Label(fr="mois", en="months"),
    "facts": Label(fr="Faits", en="Facts"),
    "fact": Label(fr="Fait", en="Fact"),
    "value": Label(fr="Valeur", en="Value"),
    "points": Label(fr="Points", en="Points"),
    "imprecise": Label(fr="imprécis", en="imprecise"),
    "no_facts": Label(fr="Rien n'est donné.", en="Nothing is given."),
    "computed": Label(fr="Scores et calculs", en="Scores and computations"),
    "from": Label(fr="à partir de", en="from"),
    "unknown_that_matter": Label(fr="Inconnus dont un avis dépend", en="Unknown, and advice depends on it"),
    "unknown_that_may": Label(
        fr="Inconnus dont dépendrait une question qui ne se pose pas encore",
        en="Unknown, for questions that do not arise yet",
    ),
    "unknown_without_effect": Label(
        fr="Inconnus sans effet : aucune réponse ne changerait un avis",
        en="Unknown without effect: no answer would change the advice",
    ),
    "advice_on": Label(fr="Avis", en="Advice"),
    "path": Label(fr="Dessin du chemin", en="Picture of the way to it"),
    "path_shared": Label(fr="Même chemin, dessiné sous", en="The same way, drawn below"),
    "path_from": Label(
        fr="Des faits à gauche, par les règles, à l'avis à droite : {facts} faits ou calculs, {rules} règles,"
        " {options} avis. Les raisons sont dites en mots au-dessus du dessin.",
        en="From facts on the left through rules to the advice on the right: {facts} facts or computations,"
        " {rules} rules, {options} verdicts. The reasons are said in words above the picture.",
    ),
    "picture_of": Label(fr="Chemin vers", en="The way to"),
    "reading_dossier": Label(fr="Lire ce dossier", en="How to read this"),
    "means_provisional": Label(
        fr="un fait encore inconnu pourrait changer l'avis", en="a fact that is still unknown could change the verdict"
    ),
    "reading_pictures": Label(fr="Lire les dessins", en="How to read the pictures"),
    "reading_lead": Label(
        fr="De gauche à droite : les faits, les calculs, les règles, l'avis, ce qui le suit. Une règle mène à son"
        " entrée, sous « Règles et énoncés », et celle-ci ramène au dessin.",
        en="From left to right: facts, computations, rules, the advice, what follows it. A rule leads to its"
        " entry, under “Rules and statements”, and the entry back to the picture.",
    ),
    "question_may_arise": Label(fr="Si elle se pose, selon", en="If it arises, depending on"),
    "may_arise_short": Label(fr="Questions qui pourraient se poser", en="Questions that may arise"),
    "findings_short": Label(fr="Constats sur le texte", en="Findings about the text"),
    "findings_lead": Label(
        fr="Ce que le référentiel lui-même laisse en contradiction, en suspens ou sans définition, et qui se voit sur"
        " ce patient.",
        en="What the guideline itself leaves in contradiction, in suspense or undefined, and shows on this patient.",
    ),
    "findings_nothing": Label(
        fr="Aucun constat connu ne touche ce patient.", en="No known finding touches this patient."
    ),
    "rules_and_statements": Label(fr="Règles et énoncés", en="Rules and statements"),
    "rules_lead": Label(
        fr="Chaque règle citée plus haut, sous l'énoncé qu'elle encode, dans l'ordre du référentiel et dans nos mots ;"
        " c'est le texte publié qui compte.",
        en="Each rule cited above, below the statement that it encodes, in the guideline's order and in our words; the"
        " published text is what counts.",
    ),
    "question": Label(fr="Question", en="Question"),
    "rule": Label(fr="Règle", en="Rule"),
    "rule_when": Label(fr="Quand", en="When"),
    "rule_says": Label(fr="Elle", en="It"),
    "told_in": Label(fr="Citée par", en="Cited by"),
    "picture": Label(fr="dessin", en="picture"),
    "rule_fails": Label(fr="ne s'applique pas", en="does not hold"),
    "rule_holds": Label(fr="s'applique", en="holds"),
    "rule_open": Label(fr="encore ouverte", en="still open"),
    "rule_defeated": Label(fr="écartée par une autre", en="defeated by another"),
    "provenance": Label(fr="D'où vient ce dossier", en="Where this comes from"),
    "guideline": Label(fr="Référentiel", en="Guideline"),
    "edition": Label(fr="Édition", en="Edition"),
    "source": Label(fr="Source", en="Source"),
    "licence": Label(fr="Licence du référentiel", en="Licence of the guideline"),
    "hash": Label(fr="Empreinte de la base de connaissances", en="Hash of the knowledge base"),
    "engine": Label(fr="Moteur", en="Engine"),
    "not_endorsed": Label(
        fr="Les auteurs du référentiel n'ont ni relu ni approuvé ce dossier.",
        en="The authors of the guideline have neither reviewed nor endorsed this dossier.",
    ),
}

MEANINGS: Mapping[Verdict, Label] = {
    "recommended": Label(fr="le référentiel le conseille", en="the guideline advises it"),
    "option": Label(fr="le référentiel l'admet", en="the guideline allows it"),
    "discuss": Label(fr="le référentiel veut que l'on en discute", en="the guideline wants it discussed"),
    "caution": Label(fr="le référentiel laisse faire, avec précaution", en="the guideline lets it be done, with care"),
    "not_recommended": Label(fr="le référentiel le déconseille", en="the guideline advises against it"),
    "contraindicated": Label(
        fr="le référentiel s'y oppose, même là où il le conseille par ailleurs",
        en="the guideline forbids it, even where it advises it otherwise",
    ),
    "conflict": Label(
        fr="deux passages se contredisent et rien ne tranche ; les deux sont montrés",
        en="two passages contradict each other and nothing decides; both are shown",
    ),
    "undetermined": Label(fr="il manque un fait ; il est nommé", en="a fact is missing; it is named"),
}
"""What each verdict that has an entry means."""

SEVERITIES: Mapping[str, Label] = {
    "flips_a_decision": Label(fr="Peuvent renverser une décision", en="Can flip a decision"),
    "leaves_a_decision_open": Label(fr="Laissent une décision ouverte", en="Leave a decision open"),
    "wording": Label(fr="Tiennent aux mots", en="Are about wording"),
}
"""By how much a finding weighs; the heaviest first."""


def word(name: str, language: Language) -> str:
    """Return a word of the dossier."""
    return WORDS[name].text(language)
