"""The words of reports on differences, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from facts.labels import Label
from knowledge_base.edits import EditKind

__all__ = ["BECOMES", "DIFFERENCE_WORDS", "EDITS"]

BECOMES: Mapping[str, Label] = {
    "holds": Label(fr="s'applique", en="applies now"),
    "contested": Label(fr="peut être écartée", en="may be set aside"),
    "stops": Label(fr="ne s'applique plus", en="no longer applies"),
    "fails": Label(fr="ne s'applique pas", en="does not apply"),
    "defeated": Label(fr="est écartée", en="is set aside"),
    "open": Label(fr="n'est pas tranchée", en="is open now"),
    "settles": Label(fr="s'applique pour de bon", en="applies for certain"),
    "": Label(fr="n'est plus là", en="is gone"),
    "same": Label(fr="est modifiée", en="is edited"),
}
"""By state of a rule after a change; ``stops`` of one that was in force, ``settles`` of one that was contested."""

EDITS: Mapping[EditKind, Label] = {
    "added": Label(fr="règle nouvelle", en="new rule"),
    "removed": Label(fr="règle retirée", en="rule removed"),
    "condition": Label(fr="condition modifiée", en="condition changed"),
    "computation": Label(fr="calcul modifié", en="computation changed"),
    "advice": Label(fr="avis modifié", en="advice changed"),
    "exceptions": Label(fr="exceptions modifiées", en="exceptions changed"),
    "strength": Label(fr="force modifiée", en="strength changed"),
    "wording": Label(fr="énoncé reformulé", en="statement reworded"),
}

DIFFERENCE_WORDS: Mapping[str, Label] = {
    "hence": Label(fr=", donc", en=", hence"),
    "if": Label(fr="si", en="if"),
    "because": Label(fr="Parce que", en="Because"),
    "no_verdict": Label(fr="aucun avis", en="no advice"),
    "set_aside_by": Label(fr="écartée par", en="set aside by"),
    "freed_from": Label(fr="n'est plus écartée par", en="no longer set aside by"),
    "perhaps_by": Label(fr="peut-être écartée par", en="perhaps set aside by"),
    "follows": Label(fr="suite de", en="following"),
    "strength": Label(fr="force", en="strength"),
    "so_far": Label(fr="jusqu'ici", en="so far"),
    "from_now": Label(fr="désormais", en="now"),
    "other_particulars": Label(fr="autres précisions", en="other particulars"),
    "nothing_particular": Label(fr="rien de particulier", en="nothing particular"),
    "not_arising": Label(
        fr="Sans que la question se pose avec certitude", en="Although the question does not arise for certain"
    ),
    "whichever": Label(fr="la question se pose autrement", en="the question arises otherwise"),
    "statement_too": Label(fr="avec son énoncé", en="with its statement"),
    "arises": Label(fr="Questions qui se posent désormais", en="Questions that arise now"),
    "may_arise": Label(fr="Questions qui pourraient se poser", en="Questions that may arise"),
    "ceases": Label(fr="Questions qui ne se posent plus", en="Questions that no longer arise"),
    "finding_shows": Label(fr="Constats qui touchent désormais ce patient", en="Findings that now touch this patient"),
    "finding_ceases": Label(
        fr="Constats qui ne touchent plus ce patient", en="Findings that no longer touch this patient"
    ),
    "others": Label(fr="et {count} autres", en="and {count} others"),
    "none": Label(fr="Aucun avis ne change.", en="No verdict changes."),
    "one": Label(fr="1 avis change{rest}.", en="1 verdict changes{rest}."),
    "many": Label(fr="{count} avis changent{rest}.", en="{count} verdicts change{rest}."),
    "rest": Label(fr=", dont {count} sans que la question se pose", en=", {count} of them where no question arises"),
    "what_if": Label(fr="Et si…", en="What if…"),
    "unread": Label(
        fr="Lu par aucune règle, donc sans effet sur les avis",
        en="Read by no rule, so without effect on the verdicts",
    ),
    "as_before": Label(fr="Déjà ainsi dans le cas", en="Already so in the case"),
    "only_option": Label(fr="Seule option regardée", en="Only option looked at"),
}
