"""A second irradiation of the lesion: which organs it meets, what the cord has received and is to receive."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Number
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["Reirradiation"]


class Reirradiation(Subject):
    """An irradiation where, or beside where, one has been given before."""

    near_irradiated_volume: Annotated[
        Choices,
        yes_no(
            "Lésion voisine d'un volume déjà irradié",
            "Lesion beside a volume already irradiated",
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    months_since_irradiation: Annotated[
        Interval,
        fact(
            "Temps depuis l'irradiation précédente de ce territoire",
            "Time since the previous irradiation of this area",
            Number("mo", 0, 600, also=("wk", "d", "a")),
            learnt_by="question",
            change="onward",
        ),
    ] = UNKNOWN
    previous_cord_max_gy: Annotated[
        Interval,
        fact(
            "Dose maximale à la moelle, irradiation précédente",
            "Maximal dose to the cord, previous irradiation",
            Number("Gy", 0, 100),
            learnt_by="question",
            change="fixed",
        ),
    ] = UNKNOWN
    previous_fractions: Annotated[
        Interval,
        fact(
            "Nombre de séances, irradiation précédente",
            "Number of fractions, previous irradiation",
            Number("", 1, 50, whole_number=True),
            learnt_by="question",
            change="fixed",
        ),
    ] = UNKNOWN
    sacral_plexus_in_field: Annotated[
        Choices,
        yes_no(
            "Plexus sacré exposé à l'irradiation",
            "Sacral plexus exposed to the irradiation",
            learnt_by="ct",
            change="free",
        ),
    ] = UNKNOWN
    brachial_plexus_in_field: Annotated[
        Choices,
        yes_no(
            "Plexus brachial exposé à l'irradiation",
            "Brachial plexus exposed to the irradiation",
            learnt_by="ct",
            change="free",
        ),
    ] = UNKNOWN
    hollow_organ_in_field: Annotated[
        Choices,
        yes_no(
            "Organe creux exposé à l'irradiation",
            "Hollow organ exposed to the irradiation",
            learnt_by="ct",
            change="free",
        ),
    ] = UNKNOWN
    cord_dmax_gy: Annotated[
        Interval,
        fact(
            "Dose point maximale prévue à la moelle",
            "Maximum point dose planned to the cord",
            Number("Gy", 0, 100),
            learnt_by="ct",
            change="free",
        ),
    ] = UNKNOWN
