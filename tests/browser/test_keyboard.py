"""The site with a keyboard alone, without JavaScript, and in print."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from mooc.about import demo
from tests.browser.places import PLACES, Place
from tests.conftest import LiveSite

pytestmark = pytest.mark.browser

SEEN = """() => {
  const e = document.activeElement;
  const style = getComputedStyle(e.closest(".choice") ?? e);
  // A shape of the map has its ring along its own border.
  const shape = e.closest("svg") && e.querySelector("path, rect");
  const ring = shape && parseFloat(getComputedStyle(shape).strokeWidth) >= 8;
  const box = (e.closest(".choice, .skip") ?? e).getBoundingClientRect();
  return {
    tag: e.tagName, text: (e.textContent || e.value || "").trim().slice(0, 40),
    outline: ring || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    visible: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0,
    key: [...document.querySelectorAll("*")].indexOf(e),
  };
}"""


def test_skip_link_leads_to_the_content(page: Page) -> None:
    page.goto("/aide")
    page.keyboard.press("Tab")
    link = page.locator(".skip")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_tab_goes_everywhere_and_is_seen(page: Page, place: Place) -> None:
    """Each stop is visible with a ring; the tour ends (no trap) and passes the footer."""
    page.goto(place.path)
    if place.steps:
        place.steps(page)
        page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    seen: set[int] = set()
    texts = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(SEEN)
        if stop["tag"] in {"BODY", "HTML", "IFRAME"} or stop["key"] in seen:
            break
        seen.add(stop["key"])
        texts.append(stop["text"])
        assert stop["visible"], stop
        assert stop["outline"], stop
    assert "Mentions légales" in texts


def test_theme_is_chosen_kept_and_forgotten(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/aide")
    toggle = page.locator(".theme-toggle")
    root = page.locator("html")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    toggle.focus()
    for expected in ("light", "dark"):
        page.keyboard.press("Enter")
        expect(root).to_have_attribute("data-theme", expected)
    assert page.evaluate(ground) != light
    page.goto("/accessibilite")
    expect(root).to_have_attribute("data-theme", "dark")
    page.locator(".theme-toggle").click()
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []


def test_demo_counts_as_the_server_does(page: Page) -> None:
    page.goto("/")
    slider = page.locator("#barre")
    # The first « update » has run once the behaviour is there.
    page.wait_for_function("document.querySelector('.demo').dataset.attached")
    slider.focus()
    page.keyboard.press("Home")
    for bar in range(demo.LOWEST, demo.HIGHEST + 1, demo.STEP):
        found = demo.outcome(bar)
        expect(page.locator(".demo output")).to_have_text(str(bar))
        shown = {n: page.locator(f".demo-result [data-out={n}]").inner_text()
                 for n in ("helped", "needless", "missed")}  # fmt: skip
        assert shown == {
            "helped": str(found.helped),
            "needless": str(found.needless),
            "missed": ", ".join(found.missed) or "personne",
        }
        served = page.locator(".demo [data-out=served]").all_inner_texts()
        assert served == [str(share.served) for share in found.shares]
        refused = page.locator(".demo td", has_text="refusée").count()
        assert refused == len(demo.REQUESTS) - found.helped
        page.keyboard.press("ArrowRight")


def test_without_javascript(browser: Browser, live_site: LiveSite) -> None:
    context = browser.new_context(base_url=live_site.origin, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.locator(".theme-toggle")).to_be_hidden()
    page.locator("#barre").fill("35")
    page.get_by_role("button", name="Voir qui passe").click()
    expect(page.locator("[data-out=missed]")).to_have_text("personne")
    context.close()


def test_no_request_leaves_the_site(page: Page, live_site: LiveSite) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert trouble == []
    assert asked and all(url.startswith(live_site.origin) for url in asked)


def test_print_is_ink_on_white(page: Page) -> None:
    page.goto("/confidentialite")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for furniture in (".site-nav", ".skip", ".strata"):
        expect(page.locator(furniture)).to_be_hidden()
