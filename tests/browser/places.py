"""Every kind of page, by a name that a failing test can show, for the tests that visit them all.

``steps`` may act first (answer a question, hand in) so that the page after it is the one looked
at; it receives the Playwright page, already on ``path``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class Place:
    """A kind of page: *path* on the site, *steps* to reach the state meant."""

    name: str
    path: str
    steps: Callable[[Page], None] | None = None


def answer_first_question(page: Page) -> None:
    """Choose the first option of the page's first question and send it."""
    form = page.locator("section.question form").first
    form.locator("input[type=radio], input[type=checkbox]").first.check()
    form.locator("button[type=submit]").click()
    page.wait_for_selector(".verdict, .feedback")


def open_folds(page: Page) -> None:
    """Open every fold, so that what it holds is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")


def refuse_report(page: Page) -> None:
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector("[role=alert]")


COURSE = "/cours/ia-pour-tous/"

PLACES = (
    Place("home", "/", open_folds),
    Place("help", "/aide"),
    Place("accessibility", "/accessibilite"),
    Place("privacy", "/confidentialite"),
    Place("ecodesign", "/ecoconception"),
    Place("legal", "/mentions-legales"),
    Place("algorithms", "/nos-algorithmes"),
    Place("report", "/signaler?page=/cours/"),
    Place("report refused", "/signaler", refuse_report),
    Place("report thanks", "/signaler/merci"),
    Place("not found", "/nulle-part"),
)
