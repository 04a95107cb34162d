"""The SINS score of table 10: over all rows it comes out as the table adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

from engine.engine import Engine
from facts.case import Case
from facts.lesion import Lesion
from facts.lesion.sites import VERTEBRAE
from facts.values import Choices, Interval
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load

SINS: tuple[Mapping[int, Mapping[str, Any]], ...] = (
    {
        3: {"site": "vertebra", "vertebral_level": "l1"},
        2: {"site": "vertebra", "vertebral_level": "l3"},
        1: {"site": "vertebra", "vertebral_level": "t6"},
        0: {"site": "sacrum", "vertebral_level": "s3"},
    },
    {
        3: {"pain": "mild", "pain_mechanical": True},
        1: {"pain": "functional", "pain_mechanical": False},
        0: {"pain": "none"},
    },
    {2: {"type": "lytic"}, 1: {"type": "mixed"}, 0: {"type": "blastic"}},
    {
        4: {"spinal_alignment": "subluxation"},
        2: {"spinal_alignment": "harmonious_deformity"},
        0: {"spinal_alignment": "normal"},
    },
    {
        3: {"vertebral_collapse_percent": 60},
        2: {"vertebral_collapse_percent": 40},
        1: {"vertebral_collapse_percent": 0, "vertebral_body_lysis_percent": 60},
        0: {"vertebral_collapse_percent": 0, "vertebral_body_lysis_percent": 0},
    },
    {
        3: {"posterior_elements": "bilateral"},
        1: {"posterior_elements": "unilateral"},
        0: {"posterior_elements": "none"},
    },
)
"""Of each item of table 10, the points beside its rows, and facts that lie in them."""

BANDS = {"lesion.sins_stable": 314, "lesion.sins_potentially_unstable": 847, "lesion.sins_unstable": 135}
"""How many of the 1,296 combinations of rows lie in each band."""


def bare_engine() -> Engine:
    """Return an engine that computes the score and its bands, and gives no advice."""
    program = load(edition_folder(DEFAULT_EDITION))
    definitions = {name: program.definitions[name] for name in BANDS}
    return Engine(replace(program, definitions=definitions, rules={}, findings={}, questions={}, options={}))


def combinations() -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield every combination of rows: the sum of their points, and the facts."""
    for rows in product(*(item.items() for item in SINS)):
        yield sum(points for points, _ in rows), {name: fact for _, facts in rows for name, fact in facts.items()}


def test_sins_comes_out_as_its_table_adds_up() -> None:
    engine = bare_engine()
    bands: Counter[str] = Counter()
    every = list(combinations())
    for first in range(0, len(every), 72):
        batch = every[first : first + 72]
        lesions = [Lesion(id=f"V{number}", **facts) for number, (_, facts) in enumerate(batch)]
        values = engine.consult(Case(lesions=lesions)).known.values
        for lesion, (points, _) in zip(lesions, batch, strict=True):
            score = values[f"lesion:{lesion.id}", "lesion.sins"].possible
            assert isinstance(score, Interval)
            assert (score.low, score.high) == (points, points)
            for band in BANDS:
                found = values[f"lesion:{lesion.id}", band].possible
                assert isinstance(found, Choices)
                bands[band] += found.names == {"true"}
    assert bands == BANDS


JUNCTIONS = ("c0", "c1", "c2", "c7", "t1", "t2", "t11", "t12", "l1", "l5", "s1")
MOBILE = ("c3", "c4", "c5", "c6", "l2", "l3", "l4")
SEMI_RIGID = ("t3", "t4", "t5", "t6", "t7", "t8", "t9", "t10")
RIGID = ("s2", "s3", "s4", "s5")


def test_every_level_has_the_points_of_its_segment() -> None:
    # Painless, blastic, aligned, neither collapsed nor lytic, posterior elements free: the segment alone counts.
    facts = {name: fact for item in SINS[1:] for name, fact in item[0].items()}
    levels = {level: points for points, some in enumerate((RIGID, SEMI_RIGID, MOBILE, JUNCTIONS)) for level in some}
    assert set(levels) == set(VERTEBRAE.names)
    lesions = [
        Lesion(id=level, site="sacrum" if level.startswith("s") else "vertebra", vertebral_level=level, **facts)
        for level in levels
    ]
    values = bare_engine().consult(Case(lesions=lesions)).known.values
    for level, points in levels.items():
        assert values[f"lesion:{level}", "lesion.sins"].possible == Interval(Fraction(points), Fraction(points))
