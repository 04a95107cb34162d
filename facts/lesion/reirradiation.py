"""A second irradiation of the lesion: what the cord has received and is to receive."""

from __future__ import annotations

from typing import Annotated

from facts.domains import Number
from facts.subject import UNKNOWN, Subject, fact, yes_no
from facts.values import Choices, Interval

__all__ = ["Reirradiation"]


class Reirradiation(Subject):
    """An irradiation where, or beside where, one has been given before."""

    near_irradiated_volume: Annotated[
        Choices, yes_no("Lésion voisine d'un volume déjà irradié", "Lesion beside a volume already irradiated")
    ] = UNKNOWN
    months_since_irradiation: Annotated[
        Interval,
        fact(
            "Temps écoulé depuis l'irradiation précédente",
            "Time since the previous irradiation",
            Number("mo", 0, 600, also=("wk", "d", "a")),
        ),
    ] = UNKNOWN
    previous_cord_max_gy: Annotated[
        Interval,
        fact(
            "Dose maximale à la moelle, irradiation précédente",
            "Maximal dose to the cord, previous irradiation",
            Number("Gy", 0, 100),
        ),
    ] = UNKNOWN
    previous_fractions: Annotated[
        Interval,
        fact(
            "Nombre de séances, irradiation précédente",
            "Number of fractions, previous irradiation",
            Number("", 1, 50, whole_number=True),
        ),
    ] = UNKNOWN
    cord_dmax_gy: Annotated[
        Interval,
        fact("Dose point maximale prévue à la moelle", "Maximum point dose planned to the cord", Number("Gy", 0, 100)),
    ] = UNKNOWN
