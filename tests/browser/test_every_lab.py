"""Every lab in a real browser: on a phone, by keyboard, without JavaScript. One case a folder.

Forms are filled by the names of their fields, from the lab's own plays: a new lab is tested the day
its folder exists. ``-k <slug>`` runs one. HTTP: ``tests/labs/test_every_lab.py``.
"""

from __future__ import annotations

import re
import shutil
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from mooc.grading.exercise_file import load_exercise
from mooc.grading.lab import Lab, Play, grade_lab
from mooc.grading.lab_file import load_lab
from mooc.settings import ROOT
from tests.browser.test_axe import AXE
from tests.conftest import LiveSite, QuietHandler, make_settings
from tests.labs.forms import said
from tests.labs.sixteenth import SLUG as SIXTEENTH
from tests.labs.sixteenth import with_sixteenth

pytestmark = pytest.mark.browser

FOLDERS = sorted(path.parent for path in (ROOT / "exercises").glob("*/lab.toml"))
PHONE = {"width": 360, "height": 740}
# From a change to something else that moves. Loose: the machine of a test is busy.
MOST_SECONDS = 1.0

# Changes the first field that can change, and waits for anything else of the bench to move.
REACTION = """(names) => new Promise((done) => {
  const form = document.querySelector("[data-behaviour=lab] form");
  const bench = form.querySelector(".lab-bench");
  const fields = [...bench.querySelectorAll("input, select, textarea")]
    .filter((field) => names.includes(field.name) && field.type !== "hidden");
  const field = fields[0];
  const live = bench.querySelector("[data-live]");
  const start = performance.now();
  const seen = new MutationObserver((changes) => {
    if (changes.every(({ target }) => target === field || live.contains(target))) return;
    seen.disconnect();
    done((performance.now() - start) / 1000);
  });
  seen.observe(bench, { subtree: true, childList: true, attributes: true, characterData: true });
  setTimeout(() => done(null), 3000);
  if (field.type === "radio" || field.type === "checkbox") return field.click();
  if (field.tagName === "SELECT") {
    field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
  } else if (field.type === "number") {
    field.value === field.max ? field.stepDown() : field.stepUp();
  } else field.value += " a";
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
})"""


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def lab(request: pytest.FixtureRequest, live_site: LiveSite) -> Lab:
    return load_lab(request.param, live_site.settings.data_secret)


@contextmanager
def visiting(browser: Browser, origin: str, **options: Any) -> Iterator[BrowserContext]:
    """A browser profile of its own, still, whose requests all go to this site."""
    context = browser.new_context(
        base_url=origin, locale="fr-FR", reduced_motion="reduce", **options
    )
    hosts: set[str] = set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    try:
        yield context
        assert hosts <= {urlsplit(origin).netloc}
    finally:
        context.close()


@pytest.fixture(scope="module")
def profiles(
    browser: Browser, live_site: LiveSite, lab: Lab
) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    """One telephone a lab, and one without JavaScript: pytest plays a lab's tests in a row."""
    phone = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
    plain = {"viewport": PHONE, "java_script_enabled": False}
    origin = live_site.origin
    with visiting(browser, origin, **phone) as one, visiting(browser, origin, **plain) as other:
        yield one, other


def newcomer(context: BrowserContext) -> Iterator[Page]:
    """A page of someone the site has never seen."""
    context.clear_cookies()
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture
def phone(profiles: tuple[BrowserContext, BrowserContext]) -> Iterator[Page]:
    yield from newcomer(profiles[0])


@pytest.fixture
def plain(profiles: tuple[BrowserContext, BrowserContext]) -> Iterator[Page]:
    yield from newcomer(profiles[1])


def ways(lab: Lab) -> tuple[Play, Play]:
    """The first naive way and the first good one."""
    plays = lab.plays
    return next(p for p in plays if not p.passes), next(p for p in plays if p.passes)


def address(lab: Lab, play: Play | None = None) -> str:
    """The lab's page; fields that one cannot see are set by the address."""
    hidden = {n: v for n, v in (said(play.answer) if play else {}).items() if n == "tirage"}
    query = f"?{urlencode(hidden, doseq=True)}" if hidden else ""
    return f"/exercices/{lab.slug}/labo{query}"


def open_lab(page: Page, path: str, *, script: bool = True) -> None:
    page.goto(path)
    if script:
        page.wait_for_selector("[data-behaviour=lab][data-ready=true]")


def fill(page: Page, answer: Mapping[str, list[str]]) -> None:
    """Set each field as a hand would: what is hidden is the bench's own affair."""
    form = page.locator("[data-behaviour=lab] form").first
    wanted = said(answer)
    kinds: dict[str, str] = form.evaluate(
        """(form, names) => Object.fromEntries(names.map((name) => {
          const field = form.querySelector(`[name="${name}"]`);
          return [name, field.tagName === "INPUT" ? field.type : field.tagName];
        }))""",
        list(wanted),
    )
    for name, values in wanted.items():
        field = form.locator(f'[name="{name}"]')
        kind = kinds[name]
        if kind == "hidden":
            continue
        if kind in {"radio", "checkbox"}:
            for value in values:
                form.locator(f'[name="{name}"][value="{value}"]').check()
            for box in form.locator(f'[name="{name}"]:checked').all() if kind == "checkbox" else ():
                box.set_checked(box.get_attribute("value") in values)
        elif kind == "SELECT":
            field.select_option(values)
        else:
            field.fill(values[0])


# The same at once, for the tests that are not about hands.
SET = """(wanted) => {
  const form = document.querySelector("[data-behaviour=lab] form");
  for (const [name, values] of Object.entries(wanted)) {
    for (const field of form.querySelectorAll(`[name="${name}"]`)) {
      if (field.type === "hidden") continue;
      if (field.type === "radio" || field.type === "checkbox") {
        if (field.checked !== values.includes(field.value)) field.click();
        continue;
      }
      field.value = values[0];
      for (const event of ["input", "change"]) {
        field.dispatchEvent(new Event(event, { bubbles: true }));
      }
    }
  }
}"""


def send(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Envoyer")).last.click()


def calculate(page: Page) -> None:
    """Without JavaScript: ask the server what the fields give."""
    with page.expect_navigation():
        page.get_by_role("button", name="Calculer sans envoyer").click()


def title_of(lab: Lab, play: Play) -> str:
    """The words that name the strategy in the verdict."""
    html = grade_lab(lab, said(play.answer)).feedback[0].html
    found = re.search(r"<strong>(.+?)</strong>", html, re.S)
    assert found
    return unescape(found[1])


def too_wide(page: Page) -> int:
    """Pixels that a page has beyond its window, with every fold open."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


# The rows of a long table are alike: the first five are looked at. Dark asks about colours alone.
RUN = """async ([where, dark]) => {
  const rules = dark ? { runOnly: ["color-contrast"] } : {};
  const found = await axe.run(
    { include: [where], exclude: ["tbody tr:nth-child(n+6)"] },
    { iframes: false, resultTypes: ["violations"], ...rules });
  return found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`
      + ` ${node.any.map((check) => check.message).join("; ")}`));
}"""


def looked_at(page: Page, where: str = "html") -> None:
    """axe in both themes, and no sideways scroll."""
    assert too_wide(page) <= 0
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        assert page.evaluate(RUN, [where, theme == "dark"]) == [], theme


def test_on_a_phone_the_naive_way_is_told_and_the_good_one_passes(phone: Page, lab: Lab) -> None:
    naive, good = ways(lab)
    errors: list[str] = []
    phone.on("pageerror", lambda error: errors.append(str(error)))
    phone.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    open_lab(phone, address(lab, naive))
    looked_at(phone)
    errors.clear()  # axe tries inline styles, which the site's policy refuses
    fill(phone, naive.answer)
    send(phone)
    verdict = phone.locator("[data-feedback]")
    expect(verdict).to_contain_text("Pas encore")
    expect(verdict).to_contain_text(title_of(lab, naive))
    expect(verdict).to_be_focused()
    assert errors == []
    looked_at(phone, "[data-verdict]")
    errors.clear()
    if address(lab, good) != address(lab, naive):
        open_lab(phone, address(lab, good))
    fill(phone, good.answer)
    send(phone)
    expect(verdict).to_contain_text("Réussi")
    expect(verdict).to_contain_text(title_of(lab, good))
    assert too_wide(phone) <= 0
    assert errors == []


def test_without_javascript_the_good_way_passes(plain: Page, lab: Lab) -> None:
    _, good = ways(lab)
    open_lab(plain, address(lab, good), script=False)
    fill(plain, good.answer)
    calculate(plain)
    assert plain.context.cookies() == [] and plain.locator("[data-feedback]").count() == 0
    send(plain)
    expect(plain.locator("[data-feedback]")).to_contain_text("Réussi")


def test_the_script_says_what_the_server_says(phone: Page, plain: Page, lab: Lab) -> None:
    """Before anything is touched, and at the good way's settings, filled in by hand."""
    _, good = ways(lab)
    open_lab(phone, address(lab, good))
    open_lab(plain, address(lab, good), script=False)
    assert drawn(phone) == drawn(plain)
    for page in (phone, plain):
        page.evaluate(SET, said(good.answer))
    calculate(plain)
    assert drawn(phone) == drawn(plain)


def drawn(page: Page) -> list[list[str]]:
    """What the bench says in each of its outputs, spaces left out."""
    found: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll("[data-behaviour=lab] .lab-bench [data-out]")]
          .map((e) => [e.dataset.out, e.textContent.replace(/\\s+/g, "")])"""
    )
    return found


def test_every_field_is_reached_by_the_keyboard_and_enter_sends(phone: Page, lab: Lab) -> None:
    _, good = ways(lab)
    open_lab(phone, address(lab, good))
    seen = phone.evaluate(
        """() => [...document.querySelectorAll("[data-behaviour=lab] form [name]")]
          .filter((e) => e.type !== "hidden" && e.tagName !== "BUTTON" && e.checkVisibility())
          .map((e) => e.name)"""
    )
    phone.locator("#contenu").focus()
    reached: set[str] = set()
    for _ in range(400):
        phone.keyboard.press("Tab")
        here = phone.evaluate(
            "() => [document.activeElement.name ?? '', document.activeElement.type ?? '']"
        )
        reached.add(here[0])
        if here == ["", "submit"]:
            break
    else:
        raise AssertionError("Tab never reaches the button that sends")
    assert set(seen) <= reached
    phone.evaluate(SET, said(good.answer))
    phone.locator('[name="comprendre"]:checked').focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("[data-feedback]")).to_contain_text("Réussi")


def test_it_is_light_and_reacts_at_once(phone: Page, lab: Lab) -> None:
    exercise, _ = load_exercise(lab.folder)
    assert exercise
    session = phone.context.new_cdp_session(phone)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    open_lab(phone, address(lab))
    phone.wait_for_load_state("networkidle")
    most = 1000 * exercise.weights.get("lab", 80)
    assert len(sizes) > 3 and sum(sizes) <= most, f"{sum(sizes)} bytes of {most}"
    seconds = phone.evaluate(REACTION, list(lab.kind.fields(lab.own)))
    assert seconds is not None, "the first change moves nothing"
    assert seconds <= MOST_SECONDS


@pytest.fixture
def sixteenth_site(tmp_path: Path, empty_database: Path) -> Iterator[LiveSite]:
    """A site that has one lab, written a moment ago."""
    from mooc.app import create_app, dispatch

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = with_sixteenth(make_settings(tmp_path / "var", port), tmp_path)
    settings.var_dir.mkdir()
    shutil.copy(empty_database, settings.var_dir / "mooc.sqlite3")
    app = create_app(settings)
    wsgi = dispatch(settings, app)
    server = make_server("127.0.0.1", port, wsgi, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield LiveSite(settings, app)
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["mooc_engine"].dispose()


def test_a_sixteenth_lab_is_played_like_the_others(
    browser: Browser, sixteenth_site: LiveSite
) -> None:
    folder = sixteenth_site.settings.exercises_dir / SIXTEENTH
    lab = load_lab(folder, sixteenth_site.settings.data_secret)
    naive, good = ways(lab)
    with visiting(browser, sixteenth_site.origin, viewport=PHONE) as context:
        page = context.new_page()
        open_lab(page, address(lab))
        page.locator("[data-behaviour=lab] input[type=range]").press("ArrowRight")
        expect(page.locator("[data-out=shown]")).to_have_text("111, 130, 153")
        for play, said_ in ((naive, "Pas encore"), (good, "Réussi")):
            fill(page, play.answer)
            send(page)
            expect(page.locator("[data-feedback]")).to_contain_text(said_)
            expect(page.locator("[data-feedback]")).to_contain_text(title_of(lab, play))
