"""The no-code lab in a real browser: by keyboard, on a phone, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mooc.grading.lab_file import load_lab
from mooc.grading.labs.thresholds.judge import extra_missed
from mooc.grading.labs.thresholds.spec import Spec
from mooc.settings import ROOT
from tests.browser.test_axe import violations
from tests.conftest import LiveSite

pytestmark = pytest.mark.browser

FOLDER = ROOT / "exercises" / "aide-sociale"
ADDRESS = "/exercices/aide-sociale/labo"
MOST_BYTES = 80_000
MOST_SECONDS = 1.0
PAIRS = [(45, 45), (53, 42), (0, 0), (100, 100), (30, 80), (61, 17)]


@pytest.fixture
def spec(live_site: LiveSite) -> Spec:
    found: Spec = load_lab(FOLDER, live_site.settings.data_secret).own
    return found


@pytest.fixture
def phone(browser: Browser, live_site: LiveSite) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_site.origin,
        locale="fr-FR",
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",  # positions are read: no smooth scrolling
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser, live_site: LiveSite) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(
        base_url=live_site.origin, locale="fr-FR", java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def open_lab(page: Page, address: str = ADDRESS) -> None:
    page.goto(address)
    expect(page.locator("#labo-aide-sociale-seuil_1 + input[type=range]")).to_be_visible()


def table(page: Page) -> list[list[str]]:
    """The results as shown, row by row."""
    rows = page.locator(".lab-results tbody tr").all()
    return [row.locator("td").all_inner_texts() for row in rows]


def set_thresholds(page: Page, first: int, second: int) -> None:
    page.locator("#labo-aide-sociale-seuil_1").fill(str(first))
    page.locator("#labo-aide-sociale-seuil_2").fill(str(second))


def answer(page: Page, criterion: str, cost: int) -> None:
    page.locator(f"input[name=comprendre][value={criterion}]").check()
    page.get_by_label("Qui paie ce choix").fill(str(cost))
    page.get_by_role("button", name=re.compile("^Envoyer")).click()
    expect(page.locator("[data-feedback]")).to_be_visible()


def test_the_page_counts_as_the_server_does(page: Page, plain: Page) -> None:
    open_lab(page)
    for first, second in PAIRS:
        set_thresholds(page, first, second)
        plain.goto(f"{ADDRESS}?seuil_1={first}&seuil_2={second}")
        assert table(page) == table(plain)
        for name in ("helped", "reach", "gap"):
            shown = [p.locator(f"[data-out={name}]").inner_text() for p in (page, plain)]
            assert shown[0] == shown[1]
        met = [p.locator(".lab-goal.is-met").count() for p in (page, plain)]
        assert met[0] == met[1]
        lines = [p.locator("svg line.threshold").first.get_attribute("x1") for p in (page, plain)]
        assert float(lines[0] or -1) == float(lines[1] or -2)
        helped = [p.locator("[data-group] circle.helped").count() for p in (page, plain)]
        assert helped[0] == helped[1]


def test_the_naive_way_fails_by_its_name_and_the_better_one_passes(page: Page, spec: Spec) -> None:
    open_lab(page)
    set_thresholds(page, 45, 45)
    answer(page, "seuil", 0)
    expect(page.locator("[data-feedback]")).to_contain_text("Le même seuil pour tous")
    expect(page.locator("[data-feedback]")).to_contain_text("Pas encore")
    # The sliders are still there: the page was not loaded again.
    page.locator("#labo-aide-sociale-seuil_1").fill("53")
    page.get_by_role("button", name="la même chance").click()
    expect(page.locator(".lab-goal.is-met")).to_have_count(3)
    answer(page, "chance", extra_missed(spec, 53))
    expect(page.locator("[data-feedback]")).to_contain_text("Réussi")
    expect(page.locator("[data-feedback]")).to_be_focused()
    expect(page.locator("[data-feedback]")).to_be_in_viewport()
    page.goto(ADDRESS)
    expect(page.locator(".question-state")).to_have_text("réussie")
    expect(page.locator("#labo-aide-sociale-seuil_1")).to_have_value("53")


def test_everything_with_the_keyboard(page: Page, spec: Spec) -> None:
    open_lab(page)
    page.locator("#contenu").focus()

    def tab_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"Tab never reaches {selector}")

    tab_to("[data-group='0'] input[type=range]")
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#labo-aide-sociale-seuil_1")).to_have_value("53")
    tab_to("#labo-aide-sociale-seuil_2")
    page.keyboard.press("Control+a")
    page.keyboard.type("42")
    expect(page.locator("[data-group='1'] input[type=range]")).to_have_value("42")
    expect(page.locator(".lab-goal.is-met")).to_have_count(3)
    tab_to("input[name=comprendre]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("input[name=comprendre][value=chance]")).to_be_checked()
    tab_to("input[name=cout]")
    page.keyboard.type(str(extra_missed(spec, 53)))
    page.keyboard.press("Enter")
    expect(page.locator("[data-feedback]")).to_contain_text("Réussi")


def test_on_a_phone(phone: Page, spec: Spec) -> None:
    open_lab(phone)
    slider = phone.locator("[data-group='0'] input[type=range]")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box and box["height"] >= 44
    # The first action is a flick away: within the first two screens.
    assert box["y"] + phone.evaluate("scrollY") < 2 * 740
    phone.touchscreen.tap(box["x"] + box["width"] * 0.53, box["y"] + box["height"] / 2)
    assert 51 <= int(phone.locator("#labo-aide-sociale-seuil_1").input_value()) <= 55
    set_thresholds(phone, 53, 42)
    phone.locator(".lab-results").scroll_into_view_if_needed()
    expect(phone.locator(".lab-goals")).to_be_in_viewport()
    # A field that lies under the goals comes out when it is reached.
    phone.evaluate(
        """() => {
          document.activeElement.blur();
          const field = document.querySelector("#labo-aide-sociale-seuil_1");
          scrollBy(0, field.getBoundingClientRect().top - 30);
        }"""
    )
    phone.locator("#labo-aide-sociale-seuil_1").focus()
    goals = phone.locator(".lab-goals").bounding_box()
    field = phone.locator("#labo-aide-sociale-seuil_1").bounding_box()
    assert goals and field and goals["y"] + goals["height"] <= field["y"], "the field is covered"
    answer(phone, "chance", extra_missed(spec, 53))
    expect(phone.locator("[data-feedback]")).to_contain_text("Réussi")
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_without_javascript(plain: Page, spec: Spec) -> None:
    plain.goto(ADDRESS)
    expect(plain.locator("input[type=range]").first).to_be_hidden()
    plain.locator("#labo-aide-sociale-seuil_1").fill("53")
    plain.get_by_role("button", name="la même chance").click()
    expect(plain.locator(".lab-goal.is-met")).to_have_count(3)
    plain.locator("#labo-aide-sociale-seuil_2").fill("42")
    plain.get_by_role("button", name="Calculer sans envoyer").click()
    assert plain.context.cookies() == []
    expect(plain.locator("#labo-aide-sociale-seuil_2")).to_have_value("42")
    answer(plain, "chance", extra_missed(spec, 53))
    expect(plain.locator("[data-feedback]")).to_contain_text("Réussi")


def test_results_are_said_once_when_the_learner_pauses(page: Page) -> None:
    open_lab(page)
    page.evaluate(
        """() => {
          window.said = [];
          const region = document.querySelector("[data-live]");
          new MutationObserver(() => window.said.push(region.textContent))
            .observe(region, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.locator("[data-group='0'] input[type=range]").focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    expect(page.locator("[data-live]")).not_to_be_empty()
    page.wait_for_timeout(800)
    said = page.evaluate("window.said")
    assert len(said) == 1
    assert re.fullmatch(
        r"\d+ aides sur 135\. Besoins couverts : \d+\s%\. "
        r"Écart de chances : \d+,\d points\. Buts tenus : \d sur 3\.",
        said[0],
    )


def test_tries_are_noted_once_each_and_leave_no_trace(page: Page) -> None:
    open_lab(page)
    note = page.get_by_role("button", name="Noter cet essai")
    note.click()
    note.click()
    expect(page.locator("[data-tries] [data-status]")).to_have_text("Cet essai est déjà noté.")
    set_thresholds(page, 53, 42)
    note.click()
    expect(page.locator("[data-kept] tbody tr")).to_have_count(2)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []


def test_a_wrong_number_never_breaks_the_page(page: Page) -> None:
    open_lab(page)
    for typed in ("", "abc", "999", "-4", "4.5", "1e9"):
        page.locator("#labo-aide-sociale-seuil_1").focus()
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
        value = page.locator("#labo-aide-sociale-seuil_1").input_value()
        assert re.fullmatch(r"\d{1,3}", value) and int(value) <= 100, (typed, value)
        assert page.locator("[data-out=helped-0]").inner_text().isdigit()


def test_weight_and_first_result(page: Page, live_site: LiveSite) -> None:
    page.goto("/aide")  # a first request of the process is not the page's own time
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    open_lab(page)
    page.wait_for_load_state("networkidle")
    assert sum(sizes) <= MOST_BYTES, sizes
    assert hosts == {live_site.origin.split("/")[2]}
    seconds = page.evaluate(
        """() => {
          const field = document.querySelector("#labo-aide-sociale-seuil_1");
          const shown = document.querySelector("[data-out=helped-0]");
          const start = performance.now();
          field.value = "70";
          field.dispatchEvent(new Event("input"));
          if (shown.textContent === "74") throw new Error("nothing moved");
          return (performance.now() - start) / 1000;
        }"""
    )
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domComplete / 1000")
    assert ready + seconds <= MOST_SECONDS, (ready, seconds)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_before_and_after_an_answer(
    browser: Browser, live_site: LiveSite, width: int, theme: str
) -> None:
    context: BrowserContext = browser.new_context(
        base_url=live_site.origin,
        locale="fr-FR",
        color_scheme=theme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 800},
        reduced_motion="reduce",
    )
    page = context.new_page()
    try:
        open_lab(page)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        page.get_by_role("button", name="Noter cet essai").click()
        assert violations(page, live_site.notebook_origin) == []
        set_thresholds(page, 60, 45)
        answer(page, "part", 3)
        assert violations(page, live_site.notebook_origin) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    finally:
        context.close()


def test_who_is_in_need_shows_without_the_site_s_colours(
    browser: Browser, live_site: LiveSite
) -> None:
    context = browser.new_context(base_url=live_site.origin, forced_colors="active")
    page = context.new_page()
    try:
        open_lab(page)
        fill = "(s) => getComputedStyle(document.querySelector(s)).fill"
        need = page.evaluate(fill, ".lab-plot circle.need:not(.helped)")
        other = page.evaluate(fill, ".lab-plot circle:not(.need)")
        assert need != other
        line = page.evaluate(
            "getComputedStyle(document.querySelector('.lab-plot .threshold')).stroke"
        )
        assert line not in {"none", other}
    finally:
        context.close()


def test_the_print_keeps_the_result(page: Page, spec: Spec) -> None:
    open_lab(page)
    set_thresholds(page, 53, 42)
    answer(page, "chance", extra_missed(spec, 53))
    page.emulate_media(media="print")
    expect(page.locator(".lab-results")).to_be_visible()
    expect(page.locator("[data-feedback]")).to_be_visible()
    expect(page.locator(".lab-presets")).to_be_hidden()
    expect(page.locator("input[type=range]").first).to_be_hidden()
    expect(page.locator(".choice:has(:checked)")).to_be_visible()
    expect(page.locator(".choice:has([value=seuil])")).to_be_hidden()
