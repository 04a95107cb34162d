"""Pictures in the page: no id twice, links where a rule stands, a title and a description, nothing of XML left."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from engine.engine import Engine
from engine.trace import option_node
from facts.reader import parse_case
from visualize.decision_path import Path, paths
from visualize.dossier.pictures import Caption, drawn, inlined
from visualize.render import RenderError

CASE = (
    "{patient: {survival_months: 12}, lesions: [{id: F1, site: femoral_shaft, type: lytic,"
    " cortical_involvement: over_two_thirds, pain: functional, operated: false}]}"
)


@pytest.fixture(scope="module")
def found(engine: Engine) -> list[Path]:
    consultation = engine.consult(parse_case(CASE, "case.yaml"))
    wanted = [[option_node("lesion:F1", name)] for name in ("prophylactic_fixation", "rcp_oos_discussion")]

    def link(node: str) -> str:
        return f"#{node.partition(':')[2].partition('@')[0]}" if node.startswith("rule:") else ""

    return list(paths(consultation.trace, engine.program, "fr", wanted, link))


def parsed(found: list[Path], caption: str = "t") -> list[ET.Element]:
    return [
        ET.fromstring(inlined(svg, Caption(f"p{index}", caption, "what is seen")).html)
        for index, svg in enumerate(drawn(found))
    ]


def test_pictures_come_in_the_order_of_their_paths(found: list[Path]) -> None:
    one, two = ("".join(svg.itertext()) for svg in parsed(found))
    assert "Fixation préventive" in one
    assert "Discussion en RCP" in two
    assert drawn([]) == []


def test_ids_begin_with_the_name_of_the_picture(found: list[Path]) -> None:
    ids = [element.get("id", "") for svg in parsed(found) for element in svg.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert {one.partition("-")[0] for one in ids} == {"p0", "p1"}
    assert {f"p0-{name}" for name in found[0].names.values()} <= set(ids)


def test_a_rule_is_a_link_and_nothing_else_is(found: list[Path]) -> None:
    for svg, path in zip(parsed(found), found, strict=True):
        links = {one.get("href", "") for one in svg.iter("a")}
        assert links == {f"#{node[5:].partition('@')[0]}" for node in path.names if node.startswith("rule:")}
        assert all(one.findtext("title") for one in svg.iter("a"))


def test_a_picture_says_what_it_is_even_when_that_holds_signs(found: list[Path]) -> None:
    svg = parsed(found, caption='<script>"&')[0]
    names = (svg.get("aria-labelledby") or "").split()
    told = {one.get("id"): one.text for one in svg if one.tag in ("title", "desc")}
    assert [told[name] for name in names] == ['<script>"&', "what is seen"]
    # An image would hide its links from those who hear the page.
    assert svg.get("role") == "group"


def test_small_and_centred_texts_keep_their_look(found: list[Path]) -> None:
    sizes = {one.get("font-size") for one in parsed(found)[0].iter("text")}
    assert {None, "11.00", "16.00"} <= sizes
    assert "middle" in {one.get("text-anchor") for one in parsed(found)[0].iter("text")}
    assert {one.get("font-family") for one in parsed(found)[0].iter("text")} == {None}


def test_a_picture_that_graphviz_cannot_draw_is_an_error(found: list[Path]) -> None:
    broken = found[0].picture.copy()
    broken.body.append("n0 -> {")
    with pytest.raises(RenderError) as refused:
        drawn([Path(broken, {})])
    assert refused.value.code == "failed"
