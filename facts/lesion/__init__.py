"""The lesion: what can be known of one bone metastasis."""

from __future__ import annotations

from typing import ClassVar

from facts.lesion.biopsy import Biopsy
from facts.lesion.bone import Bone
from facts.lesion.comparison import Comparison
from facts.lesion.imaging import LesionImaging
from facts.lesion.irradiation import Irradiation
from facts.lesion.percutaneous import Percutaneous
from facts.lesion.procedure import Procedure
from facts.lesion.reirradiation import Reirradiation
from facts.lesion.sites import SITES
from facts.lesion.spine import Spine
from facts.lesion.spine_surgery import SpineSurgery
from facts.lesion.stereotactic import Stereotactic
from facts.lesion.surgery import Surgery
from facts.subject import Identifier

__all__ = ["SITES", "Lesion"]


# Fields stand in the order of the bases, the last one first.
class Lesion(
    Comparison,
    Biopsy,
    Procedure,
    Surgery,
    SpineSurgery,
    Percutaneous,
    Reirradiation,
    Stereotactic,
    Irradiation,
    Spine,
    LesionImaging,
    Bone,
):
    """Facts about one bone metastasis; each is unknown unless it is given.

    Examples
    --------
    >>> sorted(Lesion(id="L1", site="humerus").site.names)
    ['distal_humerus', 'humeral_shaft', 'proximal_humerus']
    """

    codes: ClassVar = ("SCT 94222008", "ICD-10 C79.5")

    id: Identifier
