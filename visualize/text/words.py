"""The words of the report, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from facts.labels import Label
from visualize.shared_words import SHARED_WORDS

__all__ = ["KINDS", "REASONS", "WORDS"]

WORDS: Mapping[str, Label] = {
    **SHARED_WORDS,
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
    "boxes": Label(fr="☐ oui ☐ non ☐ sans objet", en="☐ yes ☐ no ☐ not applicable"),
    "boxes_against": Label(fr="☐ évité ☐ fait ☐ sans objet", en="☐ avoided ☐ done ☐ not applicable"),
    "unlisted": Label(
        fr="Options en attente d'un fait, absentes de cette liste", en="Options that wait for a fact, not in this list"
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
