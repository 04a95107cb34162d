"""Words of the views that suppose facts to be other than they are: why not, what if, what is needed, robustness."""

from __future__ import annotations

from collections.abc import Mapping

from facts.labels import Label

__all__ = ["COUNTERFACTUAL_WORDS"]

COUNTERFACTUAL_WORDS: Mapping[str, Label] = {
    "computed_with": Label(fr="ce qui se calcule de {facts}", en="what is computed of {facts}"),
    "no_rule_leads": Label(
        fr="Aucune règle du référentiel ne conseille cette option : sur ce point, il ne dit rien.",
        en="No rule of the guideline advises this option: on this it is silent.",
    ),
    "every_rule_in_force": Label(
        fr="Toutes les règles qui la conseillent sont déjà en vigueur (voir ossature why).",
        en="Every rule that advises it is in force already (see ossature why).",
    ),
    "further_rules": Label(
        fr="D'autres règles y mènent, de plus loin", en="Further rules lead there, from farther off"
    ),
    "speaks_against": Label(fr="Contre", en="Against"),
    "if_so": Label(fr="si un fait encore inconnu le confirme", en="if a fact still unknown confirms it"),
    "lacks": Label(fr="il manque", en="what lacks"),
    "for_instance": Label(fr="par exemple", en="for instance"),
    "would_need": Label(fr="il faudrait", en="needed:"),
    "no_change_does": Label(
        fr="aucun changement plausible des faits n'y mène (prouvé)",
        en="no plausible change of facts leads there (proved)",
    ),
    "search_stopped": Label(
        fr="rien de trouvé jusqu'à {count} faits : recherche arrêtée",
        en="nothing found up to {count} facts: stopped",
    ),
    # Reaching an option
    "reached": Label(fr="C'est déjà l'avis, sans rien changer.", en="It is the advice already, with nothing changed."),
    "unreachable": Label(
        fr="Aucun changement plausible des faits n'y mène (prouvé).",
        en="No plausible change of facts leads there (proved).",
    ),
    "reach_stopped": Label(
        fr="Rien de trouvé jusqu'à {count} faits, et rien de prouvé au-delà : recherche arrêtée.",
        en="Nothing found up to {count} facts, and nothing proved beyond: the search stopped.",
    ),
    "one_fact_does": Label(
        fr="Un fait y suffit (prouvé : rien de moins n'y mène)",
        en="One fact is enough (proved: nothing less leads there)",
    ),
    "facts_do": Label(
        fr="{count} faits y suffisent (prouvé : rien de moins n'y mène)",
        en="{count} facts are enough (proved: nothing less leads there)",
    ),
    "one_way": Label(fr="soit", en="either"),
    "would_change": Label(fr="changerait", en="would change"),
    "would_turn_out": Label(fr="s'avérerait", en="would turn out"),
    "more_ways": Label(fr="D'autres façons de même taille existent.", en="There are further ways of the same size."),
    "to_see": Label(fr="Pour voir ce qui changerait d'autre", en="To see what else would change"),
    "advised_how": Label(fr="Pour que l'avis soit : {verdicts}", en="For the advice to be: {verdicts}"),
    "taken_whole": Label(
        fr="Supposé d'un bloc, sans distinguer les faits dont il est calculé",
        en="Supposed as a whole, whatever the facts it is computed from",
    ),
    # What is still needed
    "ask_next": Label(fr="À demander encore", en="Still to ask"),
    "more_facts": Label(fr="et {count} autres (--all)", en="and {count} others (--all)"),
    "nothing_needed": Label(
        fr="Aucun fait encore inconnu ne peut changer les avis regardés (prouvé).",
        en="No fact still unknown can change the advice looked at (proved).",
    ),
    "certain": Label(
        fr="Certain, quoi qu'apprennent les faits inconnus", en="Certain, whatever the unknown facts turn out to be"
    ),
    "never_advised": Label(fr="Jamais conseillé", en="Never advised"),
    "always": Label(fr="Toujours", en="Always"),
    "at_least_one": Label(fr="L'une au moins", en="One of these at least"),
    "cannot_change": Label(
        fr="{count} autres faits inconnus ne peuvent changer aucun de ces avis (prouvé)",
        en="{count} other unknown facts cannot change any of this advice (proved)",
    ),
    "not_decided": Label(
        fr="Arrêté au bout de {seconds} s ; pas décidé pour {count} faits (--patience)",
        en="Stopped after {seconds} s; not decided for {count} facts (--patience)",
    ),
    # Robustness
    "reread_first": Label(
        fr="Un point de désaccord de lecture suffit à changer l'avis",
        en="One point of reader disagreement changes the advice",
    ),
    "single_changes": Label(fr="Un seul fait suffit à changer l'avis", en="One fact is enough to change the advice"),
    "no_single": Label(
        fr="{count} avis qu'aucun fait à lui seul ne change", en="{count} verdicts that no single fact changes"
    ),
    "not_flipped": Label(fr="Aucun fait à lui seul ne le change.", en="No single fact changes it."),
    "flipped_by": Label(fr="{count} faits ensemble le changent", en="{count} facts together change it"),
    "not_flipped_up_to": Label(
        fr="Rien ne le change jusqu'à {count} faits ensemble.", en="Nothing changes it up to {count} facts together."
    ),
    "never_flipped": Label(
        fr="Aucun changement plausible ne le change (prouvé).", en="No plausible change changes it (proved)."
    ),
    "further_flips": Label(fr="et {count} autres façons", en="and {count} other ways"),
    # Contrast
    "compared": Label(fr="Comparés", en="Compared"),
    "only_first_has": Label(fr="Chez le premier seulement", en="Only the first has"),
    "only_second_has": Label(fr="Chez le second seulement", en="Only the second has"),
    "differing_facts": Label(fr="{count} faits diffèrent", en="{count} facts differ"),
    "same_advice": Label(fr="Les deux patients reçoivent les mêmes avis.", en="Both patients are advised alike."),
    "because_of": Label(fr="À cause de", en="Because of"),
    "other_lesions": Label(
        fr="Les lésions que l'un a et l'autre non en rendent compte : aucun fait commun ne suffit.",
        en="Lesions that only one of them has account for it: no common fact does.",
    ),
    "another_set": Label(
        fr="un autre ensemble de même taille suffit aussi", en="another set of the same size does as well"
    ),
    "not_accounted": Label(fr="Pas expliqué dans le temps imparti", en="Not accounted for in the time there is"),
}
