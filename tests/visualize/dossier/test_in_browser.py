"""The dossier in a real browser: accessible, self-contained, linked, printable."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from engine.engine import Engine
from facts.labels import LANGUAGES, Language
from facts.reader import parse_case, read_case
from tests.visualize.dossier.conftest import Watched
from visualize.dossier.page import dossier

ROOT = Path(__file__).parents[3]
DEMO = "demo/case.yaml"
CASES = (
    "tests/cases/long_bone/mirels_eleven_survival_one_year.yaml",
    "tests/cases/long_bone/two_lesions_keep_apart.yaml",
    "tests/cases/whole_patients/whole_silent_skull_under_denosumab.yaml",
)
A4_WIDTH = 695  # 184 mm between the margins, in pixels of CSS
PHONE_WIDTH = 360
_OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
# Of hundreds of facts in folded lists one looks like another.
_OPEN_SOME = "document.querySelectorAll('details.path, details:has(.finding)').forEach(one => one.open = true)"
_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_FOCUSED = "document.activeElement"


@cache
def _page(engine: Engine, case: str, language: Language) -> str:
    return dossier(engine.consult(read_case(str(ROOT / case))), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_axe_finds_no_barrier(case: str, language: Language, engine: Engine, watched: Watched, tmp_path: Path) -> None:
    page = watched.show(_page(engine, case, language), tmp_path)
    page.evaluate(_OPEN_SOME)
    # Colours are the same in both languages, and looking at each pair of them takes most of the time.
    contrast = {"rules": {"color-contrast": {"enabled": language == "fr"}}}
    results = Axe().run(page, options={"resultTypes": ["violations"], **contrast})
    assert [(one["id"], one["nodes"][0]["html"]) for one in results.response["violations"]] == []
    assert page.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_for_nothing_and_every_link_leads_somewhere(
    language: Language, engine: Engine, watched: Watched, tmp_path: Path
) -> None:
    page = watched.show(_page(engine, DEMO, language), tmp_path)
    assert [one for one in watched.requests if not one.startswith("data:")] == [page.url]
    assert watched.complaints == []
    anchors = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(anchors) == len(set(anchors))
    links = page.evaluate("[...document.querySelectorAll('a')].map(one => one.getAttribute('href'))")
    assert [link for link in links if not link.startswith("#") or link[1:] not in set(anchors)] == []


def test_a_rule_in_a_picture_and_its_entry_lead_to_each_other(engine: Engine, watched: Watched, tmp_path: Path) -> None:
    page = watched.show(_page(engine, DEMO, "fr"), tmp_path)
    drawn = page.evaluate(
        "[...document.querySelectorAll('.picture g[id] > a[href^=\"#rule-\"]')].map(one => ["
        " one.parentNode.id, one.getAttribute('href'),"
        " document.querySelector(`[id=\"${one.getAttribute('href').slice(1)}\"].rule`)?.closest('.statement')"
        "   ?.querySelector('.text').textContent,"
        ' !!document.querySelector(`.rule a[href="#${one.parentNode.id}"]`)])'
    )
    assert len(drawn) > 50
    assert [one for one in drawn if not one[2] or not one[3]] == []


def test_a_link_opens_the_picture_that_it_leads_into(engine: Engine, watched: Watched, tmp_path: Path) -> None:
    page = watched.show(_page(engine, DEMO, "fr"), tmp_path)
    back = page.locator('[id="rule-rt.pain.irradiate_resistant_pain"] a[href^="#p"]').first
    target = page.locator(f'[id="{(back.get_attribute("href") or "")[1:]}"]')
    assert not target.is_visible()
    back.click()
    assert target.is_visible()
    target.locator("a").click()
    assert page.url.endswith("#rule-rt.pain.irradiate_resistant_pain")


def test_the_keyboard_reaches_the_skip_link_first_then_all_links(
    engine: Engine, watched: Watched, tmp_path: Path
) -> None:
    page = watched.show(_page(engine, CASES[0], "fr"), tmp_path)
    page.keyboard.press("Tab")
    assert page.evaluate(f"{_FOCUSED}.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]  # it is on the page
    page.keyboard.press("Enter")
    assert page.evaluate(f"{_FOCUSED}.id") == "content"
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate(f"{_FOCUSED}.closest('main') !== null")
        assert page.evaluate(f"getComputedStyle({_FOCUSED}).outlineStyle") == "solid"
    reached = page.evaluate("[...document.querySelectorAll('a, summary, input')].every(one => one.tabIndex === 0)")
    assert reached


@pytest.mark.parametrize("case", [DEMO, CASES[1]])
def test_nothing_runs_over_the_edge_of_a_phone_or_of_paper(
    case: str, engine: Engine, watched: Watched, tmp_path: Path
) -> None:
    page = watched.show(_page(engine, case, "fr"), tmp_path)
    page.evaluate(_OPEN_ALL)
    page.set_viewport_size({"width": PHONE_WIDTH, "height": 800})
    assert page.evaluate(_TOO_WIDE) <= 0
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_WIDTH, "height": 1000})
    assert page.evaluate(_TOO_WIDE) <= 0
    assert _wider_than_paper(page) == []


def _wider_than_paper(page: Page) -> list[str]:
    return list(
        page.evaluate(
            "[...document.querySelectorAll('main table, main svg, main figure')]"
            ".filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)"
            ".map(one => one.outerHTML.slice(0, 80))"
        )
    )


def test_what_is_folded_on_screen_is_unfolded_on_paper(engine: Engine, watched: Watched, tmp_path: Path) -> None:
    page = watched.show(_page(engine, CASES[0], "fr"), tmp_path)
    with_pictures = _pages(page)
    page.locator("#with-pictures").uncheck()
    without = _pages(page)
    page.locator("#with-rules").check()
    assert 0 < without < min(with_pictures, _pages(page))
    page.locator("#with-pictures").check()
    seen = "[...document.querySelectorAll('details:not([open]) figure')].map(one => one.checkVisibility())"
    assert page.locator("details:not([open]) figure svg").first.is_hidden()
    page.emulate_media(media="print")
    assert all(page.evaluate(seen))
    assert page.locator("nav").is_hidden()


def _pages(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_what_a_stranger_writes_is_text(engine: Engine, watched: Watched, tmp_path: Path) -> None:
    title = "<script>alert('t')</script> \"fin\" & </title><b>\N{RIGHT-TO-LEFT OVERRIDE}txet"
    note = "</style><img src=x onerror=alert(1)>"
    lesions = [{"id": "-_1", "site": "femoral_shaft", "pain": "functional"}]
    case = parse_case(json.dumps({"title": title, "note": note, "lesions": lesions}), "case.json")
    page = watched.show(dossier(engine.consult(case), "fr"), tmp_path)
    printed = title.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "")
    assert page.locator("h1").text_content() == printed
    assert page.title().startswith(printed)
    assert note in (page.locator("header").text_content() or "")
    assert page.locator("script, img").count() == 0
    assert watched.complaints == []
