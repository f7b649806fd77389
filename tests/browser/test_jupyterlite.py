"""The full notebook: JupyterLite on its own host name, framed by the exercise's page.

Booted once for the tests that leave it usable.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Frame, FrameLocator, Page, expect

from tests.conftest import LiveSite

pytestmark = pytest.mark.browser
ADDRESS = "/exercices/aide-sociale/carnet/"
COURSE = "/cours/ia-pour-tous/apprendre-des-donnees/"
BOOT = 90_000


@dataclass
class Notebook:
    """A page with the notebook open in it."""

    page: Page
    hosts: set[str] = field(default_factory=set)

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("section.notebook-room iframe")

    @property
    def inside(self) -> Frame:
        """The frame as the browser's own, to run hostile script in it."""
        return next(f for f in self.page.frames if "carnets." in f.url)

    def open(self) -> Notebook:
        self.page.goto(ADDRESS)
        self.page.get_by_role("button", name="Ouvrir le carnet").press("Enter")
        self.frame.locator(".jp-CodeCell").first.wait_for(timeout=BOOT)
        return self

    def ready(self) -> Notebook:
        self.page.locator("[data-state=ready]").wait_for(timeout=BOOT)
        return self

    def run(self, code: str, expected: str, timeout: int = BOOT) -> str:
        """Write *code* in the first cell, run it, and give the output that holds *expected*."""
        self.frame.locator(".jp-CodeCell .cm-content").first.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Control+Enter")
        first = self.frame.locator(".jp-CodeCell").first
        shown = first.locator(".jp-OutputArea-output", has_text=expected).first
        shown.wait_for(timeout=timeout)
        return shown.inner_text()


def learner_in(page: Page) -> None:
    """Give this browser a learner who answered one question."""
    page.goto(COURSE)
    question = page.locator("#q-apprendre-regle-20")
    question.get_by_role("textbox").fill("2")
    question.get_by_role("button", name="Répondre").press("Enter")
    expect(question).to_contain_text("réussie")


def known(page: Page) -> dict[str, Any]:
    """All that the site knows of this browser's learner, asked from another tab."""
    tab = page.context.new_page()
    tab.goto("/aide")
    found = tab.evaluate("fetch('/mes-donnees/export.json').then((answer) => answer.json())")
    tab.close()
    return {name: found[name] for name in ("learner", "events", "issued_sets", "hand_ins")}


@pytest.fixture(scope="session")
def booted(browser: Browser, live_site: LiveSite) -> Iterator[Notebook]:
    context = browser.new_context(base_url=live_site.origin, locale="fr-FR")
    found = Notebook(context.new_page())
    context.on("request", lambda r: found.hosts.add(urlsplit(r.url).netloc))
    learner_in(found.page)
    found.open()
    yield found
    context.close()


def test_a_cell_run_before_python_is_ready_waits_for_it(booted: Notebook) -> None:
    """The first test: the notebook can be read, its kernel is still starting."""
    code = (
        "from sklearn.linear_model import LogisticRegression\n"
        "from sklearn.datasets import load_iris\n"
        "X, y = load_iris(return_X_y=True)\n"
        "print('juste', LogisticRegression(max_iter=300).fit(X, y).score(X, y) > 0.9)"
    )
    assert "juste True" in booted.run(code, "juste")
    expect(booted.page.locator("[data-panel]")).to_contain_text("Python est prêt")


def test_it_speaks_french(booted: Notebook) -> None:
    menus = booted.frame.locator(".lm-MenuBar")
    expect(menus).to_contain_text("Fichier")
    expect(menus).to_contain_text("Exécution")
    assert booted.inside.evaluate("document.documentElement.lang").lower().startswith("fr")


def test_no_request_goes_to_another_site(booted: Notebook, live_site: LiveSite) -> None:
    booted.ready()
    ours = {urlsplit(o).netloc for o in (live_site.origin, live_site.notebook_origin)}
    assert {host for host in booted.hosts if host} == ours


def test_the_kit_gives_data_and_a_table(booted: Notebook) -> None:
    booted.ready()
    code = (
        "import sudia\n"
        "essai = await sudia.donnees('aide-sociale')\n"
        "anciens = essai.apprentissage\n"
        "sudia.tableau(anciens, anciens['decision_passee'])"
    )
    assert "arriere-pays" in booted.run(code, "littoral")


def test_what_is_typed_is_kept_and_comes_back(booted: Notebook) -> None:
    booted.ready()

    booted.run("print('gardé', 6 * 7)", "gardé 42")
    for _ in range(10):
        booted.page.wait_for_timeout(1000)
        kept = booted.page.evaluate("fetch('brouillon').then((answer) => answer.text())")
        if "6 * 7" in kept:
            break
    assert "6 * 7" in kept
    booted.page.get_by_role("button", name="Recharger le carnet").press("Enter")
    editor = booted.frame.locator(".jp-CodeCell .cm-content").first
    expect(editor).to_contain_text("gardé", timeout=BOOT)


def test_a_newer_notebook_shows_its_words_and_offers_mine_below(booted: Notebook) -> None:
    """The kept draft says that the author's words were others then."""
    changed = booted.page.evaluate(
        """async () => {
          const { cells } = await (await fetch("brouillon")).json();
          const [name] = Object.keys(cells);
          const list = JSON.parse(cells[name]);
          for (const entry of list) if (entry.base) entry.base = "00000000";
          const token = document.querySelector("meta[name=csrf-token]");
          const answer = await fetch("brouillon", {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-CSRFToken": token?.content ?? "" },
            body: JSON.stringify({ cells: { [name]: JSON.stringify(list) } }),
          });
          return [answer.status, list.filter((entry) => entry.base).length];
        }"""
    )
    assert changed == [200, 1]
    booted.open()  # the page itself remembers what it was told last: ask for it anew
    editors = booted.frame.locator(".jp-CodeCell .cm-content")
    expect(editors.nth(1)).to_contain_text("Votre code d’avant", timeout=BOOT)
    expect(editors.nth(1)).to_contain_text("gardé")
    expect(editors.nth(0)).not_to_contain_text("gardé")


def test_another_learner_in_the_same_browser_sees_nothing_of_it(booted: Notebook) -> None:
    """The cookie is taken away, all else of the browser stays: storage, caches, workers."""
    context = booted.page.context
    kept = context.cookies()
    context.clear_cookies()
    other = Notebook(context.new_page())
    try:
        other.open()
        editor = other.frame.locator(".jp-CodeCell .cm-content").first
        expect(editor).to_contain_text("import", timeout=BOOT)
        expect(other.frame.locator("body")).not_to_contain_text("gardé")
    finally:
        other.page.close()
        context.add_cookies(kept)


# The attacks come last: a document that was attacked is of no more use to its own learner.
HOSTILE = """
import js
from pyodide.ffi import to_js
site = {site!r}
async def attempt(name, path, **options):
    wanted = to_js(options, dict_converter=js.Object.fromEntries)
    try:
        answer = await js.fetch(site + path, wanted)
        text = await answer.text()
        print(name, "GOT " + text[:60] if text else "blind")
    except Exception as error:
        print(name, "refused")
await attempt("read", "/mes-donnees/export.json", credentials="include")
form = dict(method="POST", mode="no-cors", credentials="include")
await attempt("erase", "/mes-donnees/effacer", body="word=effacer", **form)
await attempt("answer", "/repondre/q-apprendre-essai", body="answer=0", **form)
await attempt("hand-in", "/exercices/aide-sociale/remise", body="{{}}", **form)
print("fini")
"""


def test_hostile_python_reads_and_changes_nothing(booted: Notebook, live_site: LiveSite) -> None:
    """A sibling name: a blind POST would carry the cookie, were it not for our policies."""
    booted.ready()
    before = known(booted.page)
    said = booted.run(HOSTILE.format(site=live_site.origin), "fini")
    assert "GOT" not in said, said
    assert known(booted.page) == before


def test_a_hostile_frame_reads_and_changes_nothing(booted: Notebook, live_site: LiveSite) -> None:
    """Script in the notebook's own document: its policy, our Origin rule, the page's checks."""
    booted.ready()
    before = known(booted.page)
    inside = booted.inside
    for script in (
        "parent.document.title",
        f"fetch('{live_site.origin}/mon-parcours/', {{credentials: 'include'}})"
        ".then((answer) => answer.text())",
        f"fetch('{live_site.origin}/repondre/q-apprendre-essai', {{method: 'POST', mode: 'no-cors',"
        " credentials: 'include', body: 'answer=0'})",
    ):
        with pytest.raises(Error):
            inside.evaluate(f"async () => {{ return await ({script}); }}")
    inside.evaluate(
        "() => { for (const type of ['hello', 'request', 'draft', 'welcome'])"
        " parent.postMessage({type, nonce: 'x', request: 1, action: 'hand-in', payload: '{}'},"
        " '*');"
        " try { top.location = 'about:blank'; } catch { /* refused */ } }"
    )
    form = (
        "() => { const f = document.createElement('form'); f.method = 'post'; f.target = '_top';"
        f" f.action = '{live_site.origin}/mes-donnees/effacer';"
        " document.body.append(f); f.submit(); }"
    )
    inside.evaluate(form)
    booted.page.wait_for_timeout(500)
    assert booted.page.url.endswith(ADDRESS)
    assert known(booted.page) == before


def test_a_cookie_set_for_the_parent_name_does_not_take_the_session(booted: Notebook) -> None:
    """On HTTPS `__Host-` forbids it; in development the learner's own cookie still wins."""
    before = known(booted.page)
    booted.inside.evaluate("document.cookie = 'apprenant=volee; domain=sudia.localhost; path=/'")
    assert known(booted.page) == before
    booted.inside.evaluate(
        "document.cookie = 'apprenant=; domain=sudia.localhost; path=/; max-age=0'"
    )


def test_when_python_cannot_start_there_is_a_text_and_a_button(
    browser: Browser, live_site: LiveSite
) -> None:
    context = browser.new_context(base_url=live_site.origin, locale="fr-FR")
    found = Notebook(context.new_page())
    context.route("**/build/**", lambda route: route.abort())
    found.page.goto(ADDRESS)
    found.page.clock.install()
    found.page.get_by_role("button", name="Ouvrir le carnet").press("Enter")
    found.page.wait_for_timeout(200)
    found.page.clock.fast_forward(45_000)
    panel = found.page.locator("[data-panel]")
    expect(panel).to_contain_text("Le carnet ne s’ouvre pas")
    context.unroute("**/build/**")
    found.page.clock.resume()
    panel.get_by_role("button", name="Recharger le carnet").press("Enter")
    found.frame.locator(".jp-CodeCell").first.wait_for(timeout=BOOT)
    context.close()
