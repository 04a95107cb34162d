"""The words of the report, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from facts.labels import Label
from visualize.shared_words import SHARED_WORDS
from visualize.text.counterfactual_words import COUNTERFACTUAL_WORDS

__all__ = ["KINDS", "REASONS", "WORDS"]

WORDS: Mapping[str, Label] = {
    **SHARED_WORDS,
    **COUNTERFACTUAL_WORDS,
    "case": Label(fr="Cas", en="Case"),
    "untitled": Label(fr="Cas sans titre", en="Untitled case"),
    "patient": Label(fr="Patient", en="Patient"),
    "facts_of_patient": Label(fr="Faits du patient", en="Facts of the patient"),
    "known": Label(fr="Faits", en="Facts"),
    "because": Label(fr="parce que", en="because"),
    "against": Label(fr="mais", en="but"),
    "also": Label(fr="aussi", en="also"),
    "beats": Label(fr="écarte", en="outweighs"),
    "missing": Label(fr="manque", en="missing"),
    "silent": Label(fr="Aucune règle ne propose", en="No rule proposes"),
    "set_aside": Label(fr="Écarté par une règle plus particulière", en="Set aside by a more special rule"),
    "told_above": Label(fr="Dit plus haut", en="Told above"),
    "told_as_a_step": Label(fr="Dit comme suite d'un autre acte", en="Told as what follows another act"),
    "question_silent": Label(
        fr="Le référentiel ne dit rien pour ces faits.", en="The guideline says nothing for these facts."
    ),
    "no_fact": Label(
        fr="aucun fait ne le déciderait : le référentiel laisse ce point ouvert",
        en="no fact would decide it: the guideline leaves this point open",
    ),
    "if_it_arises": Label(fr="si elle se pose, selon", en="if it arises, depending on"),
    "may_arise": Label(
        fr="Questions qui pourraient se poser, selon ce qui manque",
        en="Questions that may arise, depending on what is missing",
    ),
    "later": Label(fr="ensuite", en="after that"),
    "or": Label(fr="ou", en="or"),
    "nothing_certain": Label(fr="Rien de certain encore.", en="Nothing certain yet."),
    "touching": Label(
        fr="Constats sur le texte lui-même qui touchent ce patient : {count}, dont {contradictions} contradictions.",
        en="Findings about the text itself that touch this patient: {count}, of which {contradictions} contradictions.",
    ),
    "in_brief": Label(fr="En bref", en="In brief"),
    "open_option": Label(fr="encore ouvert (une option), selon", en="still open (one option), depending on"),
    "open_options": Label(fr="encore ouvert ({count} options), selon", en="still open ({count} options), depending on"),
    "further_questions": Label(fr="Autres questions", en="Further questions"),
    "decided_by": Label(
        fr="Elles dépendent de (nombre de questions)",
        en="They depend on (number of questions)",
    ),
    "needed": Label(
        fr="Ce qui manque encore, d'abord ce dont dépend le plus d'options",
        en="What is still missing, first what most options depend on",
    ),
    "decides": Label(fr="décide de", en="decides"),
    "contradictions": Label(fr="Ces données se contredisent :", en="These data contradict each other:"),
    "contradictions_first": Label(
        fr="Ce qui suit s'appuie sur les données telles quelles ; à vérifier d'abord.",
        en="What follows rests on the data as they are; check them first.",
    ),
    "findings": Label(
        fr="Constats sur le référentiel qui touchent ce patient",
        en="Findings about the guideline that touch this patient",
    ),
    "further_findings": Label(fr="Laissent une décision ouverte", en="Leave a decision open"),
    "reading": Label(fr="Lecture retenue", en="Reading chosen"),
    "nothing": Label(
        fr="Aucune question du référentiel ne se pose pour ces faits.",
        en="No question of the guideline arises from these facts.",
    ),
    "nothing_yet": Label(
        fr="Aucune question ne se pose encore avec certitude.", en="No question arises for certain as yet."
    ),
    "for_everybody": Label(fr="pour tout patient", en="for every patient"),
    "for_everybody_after": Label(fr="pour tout patient qui l'a eu", en="for every patient who has had it"),
    "boxes": Label(fr="☐ oui ☐ non ☐ sans objet", en="☐ yes ☐ no ☐ not applicable"),
    "boxes_against": Label(fr="☐ évité ☐ fait ☐ sans objet", en="☐ avoided ☐ done ☐ not applicable"),
    "unlisted": Label(
        fr="Options en attente d'un fait, absentes de cette liste", en="Options that wait for a fact, not in this list"
    ),
    "question": Label(fr="Question", en="Question"),
    "overridden": Label(fr="mis de côté", en="set aside"),
    "overridden_by": Label(fr="par", en="by"),
    "could": Label(fr="changerait", en="could change"),
    "if": Label(fr="si", en="if"),
    "would_set_aside": Label(fr="mettrait de côté", en="would set aside"),
    "unless_overridden": Label(
        fr="à moins d'être elle-même mise de côté, parce que", en="unless it is set aside itself, because"
    ),
    "same_missing": Label(fr="des faits nommés plus haut", en="facts named above"),
    "other_step": Label(fr="et une autre suite", en="and as one other step"),
    "other_steps": Label(fr="et {count} autres suites", en="and as {count} other steps"),
    "it_lacks": Label(fr="il manque", en="missing:"),
    "what_allows": Label(fr="ce qui l'indique", en="what is for it"),
    "step_of": Label(fr="suite de", en="follows"),
    "once_done": Label(fr="après", en="after"),
    "by_itself": Label(fr="par lui-même", en="by itself"),
    "computed_from": Label(fr="calculé de", en="computed from"),
    "no_points": Label(fr="sans points", en="no points"),
    "point": Label(fr="point", en="point"),
    "points": Label(fr="points", en="points"),
    "other_rule": Label(fr="et une autre règle", en="and one other rule"),
    "other_rules": Label(fr="et {count} autres règles", en="and {count} other rules"),
    "no_answer": Label(
        fr="la question est posée, aucune règle en vigueur ne propose cette option",
        en="the question is asked, no rule in force proposes this option",
    ),
    "not_asked": Label(
        fr="rien n'est dit de cette option ici : la question « {question} » ne se pose pas",
        en="nothing is said of this option here: the question “{question}” does not arise",
    ),
    "not_asked_yet": Label(
        fr="rien n'est encore dit de cette option : on ne sait pas si la question « {question} » se pose",
        en="nothing is said of this option yet: it is not known whether the question “{question}” arises",
    ),
    "no_question": Label(
        fr="rien n'est dit de cette option ici, et aucune question ne la propose d'elle-même",
        en="nothing is said of this option here, and no question proposes it by itself",
    ),
    "see_why_not": Label(
        fr="Ce qu'il faudrait pour qu'elle soit conseillée : ossature why-not",
        en="What it would take for it to be advised: ossature why-not",
    ),
    "may_be_asked": Label(fr="pourrait se poser", en="may arise"),
    "does_not_arise": Label(fr="ne se pose pas", en="does not arise"),
    "in_force": Label(fr="Règles en vigueur", en="Rules in force"),
    "outweighed": Label(
        fr="Indications en vigueur, sur lesquelles la contre-indication l'emporte",
        en="Indications in force, which the contraindication outweighs",
    ),
    "special": Label(
        fr="Règles qu'une règle plus particulière met de côté", en="Rules that a more special rule sets aside"
    ),
    "still_open": Label(
        fr="Règles qui pourraient encore changer l'avis", en="Rules that could still change the advice"
    ),
    "set_aside_by": Label(fr="mise de côté par", en="set aside by"),
    "may_be_set_aside_by": Label(fr="serait mise de côté par", en="would be set aside by"),
    "sets_aside": Label(fr="met de côté", en="sets aside"),
    "exception": Label(fr="exception", en="exception"),
    "see_full_depth": Label(fr="voir --depth full", en="see --depth full"),
    "see_above": Label(fr="voir plus haut", en="see above"),
    "does_not_decide": Label(fr="ne décide pas", en="does not decide"),
    "legend": Label(
        fr="✓ rempli, ✗ non rempli, ? inconnu ; « ne décide pas » : sans ce critère, la règle en serait au même point.",
        en="✓ met, ✗ not met, ? unknown; “does not decide”: without this test the rule would stand where it stands.",
    ),
    "findings_here": Label(
        fr="Constats sur le texte de ces règles qui touchent ce patient",
        en="Findings about the text of these rules that touch this patient",
    ),
    "findings_short": Label(fr="constats", en="findings"),
    "see_full": Label(
        fr="{count} sur le texte de ces règles (--depth full)",
        en="{count} about the text of these rules (--depth full)",
    ),
    "items_told": Label(fr="dits", en="told"),
    "items_told_in_part": Label(fr="en partie", en="in part"),
    "items_to_tell": Label(fr="à dire", en="to be told"),
    "to_tell": Label(fr="reste à dire", en="still to be told"),
    "more_exactly": Label(fr="{fact} (plus précisément)", en="{fact} (more exactly)"),
    "idle": Label(fr="sans objet", en="not applicable"),
    "no_lesion": Label(fr="les lésions (aucune n'est décrite)", en="the lesions (none is described)"),
    "rules_need": Label(
        fr="Au-delà de la demande, ce dont les règles ont besoin (d'abord ce dont dépend le plus d'options)",
        en="Beyond the request, what the rules need (first what most options depend on)",
    ),
    "could_arise": Label(
        fr="D'autres questions pourraient se poser, selon", en="Further questions may arise, depending on"
    ),
    "and": Label(fr="et", en="and"),
    "unread": Label(fr="Donnés, mais lus par aucune règle", en="Given, but read by no rule"),
}

REASONS: Mapping[str, Label] = {
    "explains": Label(fr="explication", en="explanation"),
    "evidence": Label(fr="données d'étude", en="evidence"),
    "human_judgement": Label(fr="jugement du clinicien", en="human judgement"),
    "organisation": Label(fr="organisation des soins", en="organisation of care"),
    "not_in_the_source_text": Label(fr="absent du texte", en="not in the source text"),
    "not_yet_encoded": Label(fr="pas encore encodé", en="not yet encoded"),
}
"""Why no rule encodes a statement."""

KINDS: Mapping[str, Label] = {
    "contradiction": Label(fr="contradiction", en="contradiction"),
    "hole": Label(fr="lacune", en="hole"),
    "overlap": Label(fr="recouvrement", en="overlap"),
    "ambiguity": Label(fr="ambiguïté", en="ambiguity"),
    "undefined_term": Label(fr="terme non défini", en="undefined term"),
    "missing_source": Label(fr="source absente", en="missing source"),
}
"""By kind of finding."""
