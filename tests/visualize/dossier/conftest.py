"""A real browser for the tests that look at the page in one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from engine.engine import Engine
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine(load(edition_folder(DEFAULT_EDITION)))


def _runs(program: str) -> bool:
    # Ubuntu has a stand-in of this name that only says where to get the browser.
    return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(_runs, filter(None, map(shutil.which, (*_NAMES, _MACOS)))), None)
    if found is None:
        pytest.fail("no Chromium or Chrome; sh scripts/prerequisites.sh browser finds one or says what to install")
    with sync_playwright() as playwright:
        # Chromium refuses its sandbox to root, as whom containers run.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A page of the browser, and what it asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def show(self, html: str, folder: Path) -> Page:
        """Open a page from a file, as its reader will."""
        target = folder / "dossier.html"
        target.write_text(html, "utf-8")
        self.page.goto(target.as_uri())
        return self.page


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield Watched(page)
    page.close()
