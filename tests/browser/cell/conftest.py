"""A page with Python open in it, booted once for the tests that leave it usable."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, Request, Route

ADDRESS = "/exercices/aide-sociale/"
BOOT = 40_000  # milliseconds; the tests may share two cores with others


@dataclass
class Cell:
    """A page and its frame, as a learner uses them."""

    page: Page
    origin: str
    requests: list[Request] = field(default_factory=list)
    posted: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("iframe.python-cell-frame")

    def cell(self, number: int = 1) -> Locator:
        return self.frame.locator(f"#cellule-{number}")

    def output(self, number: int = 1) -> Locator:
        return self.cell(number).locator(".cell-output").first

    def open(self, address: str = ADDRESS) -> Cell:
        self.page.goto(address)
        self.page.get_by_role("button", name="Ouvrir Python ici").click()
        self.cell().wait_for(timeout=15_000)
        return self

    def ready(self) -> Cell:
        self.frame.locator("body[data-kernel=ready]").wait_for(timeout=BOOT)
        return self

    def write(self, code: str, number: int = 1) -> None:
        self.frame.get_by_label(f"Code de la cellule {number}", exact=True).fill(code)

    def click_run(self, number: int = 1) -> None:
        # By keyboard: the frame grows while one types, and a mouse would aim at where the button
        # was a moment before.
        self.cell(number).get_by_role("button", name="Exécuter", exact=True).press("Enter")

    def run(self, code: str, number: int = 1, timeout: int = BOOT) -> str:
        """Run *code* to its end and give what it shows."""
        self.write(code, number)
        self.click_run(number)
        ended = self.frame.locator(
            f"#cellule-{number}:is([data-state=done], [data-state=error], [data-state=stopped])"
        )
        ended.wait_for(timeout=timeout)
        return self.output(number).text_content() or ""

    def trouble(self, code: str, timeout: int = BOOT) -> Locator:
        """The failure shown in the frame."""
        shown = self.frame.locator(f".trouble[data-code={code}]")
        shown.wait_for(timeout=timeout)
        return shown

    def ask(self, address: str) -> tuple[str, dict[str, str]]:
        """What the server answers, for a test that changes it on its way to the browser."""
        parts = urlsplit(address)
        request = urllib.request.Request(
            f"http://127.0.0.1:{parts.port}{parts.path}", headers={"Host": parts.netloc}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read().decode(), dict(answer.headers)

    def answer(self, path: str, status: int, body: Any) -> None:
        """Stand in for the server: record what is posted to *path*, answer *body*."""

        def reply(route: Route) -> None:
            if route.request.method == "POST":
                self.posted.append((path, json.loads(route.request.post_data or "null")))
            route.fulfill(status=status, content_type="application/json", body=json.dumps(body))

        self.page.unroute(f"**{path}")
        self.page.route(f"**{path}", reply)


def new_cell(browser: Browser, origin: str, **options: Any) -> Cell:
    context = browser.new_context(base_url=origin, locale="fr-FR", **options)
    found = Cell(context.new_page(), origin)
    found.page.on("request", lambda request: found.requests.append(request))
    return found


@pytest.fixture
def fresh(browser: Browser, live_site: Any) -> Iterator[Cell]:
    """A page where nothing was opened yet."""
    found = new_cell(browser, live_site.origin)
    yield found
    found.page.context.close()


@pytest.fixture(scope="session")
def _shared(browser: Browser, live_site: Any) -> Iterator[Cell]:
    found = new_cell(browser, live_site.origin)
    found.open().ready()
    yield found
    found.page.context.close()


@pytest.fixture
def cell(_shared: Cell) -> Cell:
    """The shared page, with Python ready: a test that ended it waits for the next start."""
    _shared.ready()
    _shared.posted.clear()
    return _shared
