"""Hostile Python in the cell, on the site's own name, with a learner signed by a cookie.

Each attempt must read nothing and change nothing of the learner's. What the code saw is what it
printed; what changed is what the learner's own export says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Error, expect

pytestmark = pytest.mark.browser
COURSE = "/cours/ia-pour-tous/apprendre-des-donnees/"


def known(page: Any) -> dict[str, Any]:
    """All that the site knows of the learner of this browser."""
    found = page.evaluate("fetch('/mes-donnees/export.json').then((answer) => answer.json())")
    return {name: found[name] for name in ("learner", "events", "issued_sets", "hand_ins")}


@pytest.fixture
def victim(fresh: Any) -> Iterator[Any]:
    """A learner who answered a question, with Python open beside it."""
    fresh.page.goto(COURSE)
    question = fresh.page.locator("#q-apprendre-regle-20")
    question.get_by_role("textbox").fill("2")
    question.get_by_role("button", name="Répondre").press("Enter")
    expect(question).to_contain_text("réussie")
    fresh.open().ready()
    before = known(fresh.page)
    assert len(before["events"]) == 1
    yield fresh
    assert known(fresh.page) == before


ATTEMPTS = """
from pyodide.ffi import to_js
import js

site = {site!r}

async def attempt(name, path, **options):
    wanted = to_js(options, dict_converter=js.Object.fromEntries)
    try:
        answer = await js.fetch(site + path, wanted)
        print(name, "GOT", answer.status, (await answer.text())[:80])
    except Exception as error:
        print(name, "refused")

await attempt("read", "/mes-donnees/export.json", credentials="include")
await attempt("read-page", "/mon-parcours/", credentials="include")
form = dict(method="POST", mode="no-cors", credentials="include", body="word=effacer")
await attempt("erase", "/mes-donnees/effacer", **form)
form["body"] = "answer=0&attempt=9"
await attempt("answer", "/repondre/q-apprendre-essai", **form)
form["body"] = "{{}}"
await attempt("hand-in", "/exercices/aide-sociale/remise", **form)
await attempt("elsewhere", "/py/../mes-donnees/export.json", credentials="include")
for name in ("document", "parent", "top", "localStorage", "cookieStore"):
    try:
        print(name, "GOT" if getattr(js, name) else "none")
    except AttributeError:
        print(name, "none")
try:
    js.eval("1")
    print("eval", "GOT")
except Exception:
    print("eval", "refused")
try:
    js.importScripts(site + "/mes-donnees/export.json")
    print("script", "GOT")
except Exception:
    print("script", "refused")
"""


def test_python_reaches_nothing_of_the_site(victim: Any) -> None:
    said = victim.run(ATTEMPTS.format(site=victim.origin), timeout=60_000)
    assert "GOT" not in said, said
    assert said.count("refused") >= 6


FROM_THE_FRAME = {
    "cookie": "document.cookie",
    "set cookie": "document.cookie = 'apprenant=x; domain=sudia.localhost; path=/'",
    "parent": "parent.document.title",
    "storage": "localStorage.length",
    "read": "fetch(location.origin + '/mon-parcours/').then((r) => r.text())",
    "opener": "(() => { const w = window.open('/mon-parcours/'); if (!w) throw Error(); })()",
}


@pytest.mark.parametrize("name", FROM_THE_FRAME)
def test_the_frame_itself_has_no_origin(victim: Any, name: str) -> None:
    """Even code that took the frame over: it has no cookie, no storage, no parent."""
    frame = victim.page.frames[-1]
    assert frame.evaluate("self.origin") == "null"
    with pytest.raises(Error):
        frame.evaluate(f"async () => {{ return await ({FROM_THE_FRAME[name]}); }}")
    assert victim.page.evaluate("document.cookie") == ""


def test_the_frame_cannot_move_the_page(victim: Any) -> None:
    address = victim.page.url
    frame = victim.page.frames[-1]
    with pytest.raises(Error):
        frame.evaluate("() => { top.location = 'about:blank'; }")
    victim.page.wait_for_timeout(300)
    assert victim.page.url == address


FORGED = """
import json
import js
from pyodide.ffi import to_js

def say(message):
    js.postMessage(to_js(message, dict_converter=js.Object.fromEntries))

one = dict(issue="0" * 32, ids=[1], predictions=[1], gap=0.0, card=None)
say(dict(type="request", request=901, action="hand-in",
         payload=json.dumps(dict(one, exercise="un-autre"))))
say(dict(type="request", request=902, action="erase", payload="{}"))
say(dict(type="request", request=903, action="hand-in", payload="pas du json"))
say(dict(type="request", request=904, action="hand-in", payload="x" * 3_000_000))
say(dict(type="draft", cells=dict(a=1)))
say(dict(type="welcome", nonce="x"))
say(dict(type="height", height=10 ** 9))
say("texte")
print("dit")
"""


def test_forged_messages_ask_nothing_and_send_nothing(victim: Any) -> None:
    sent: list[str] = []
    victim.page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    victim.run(FORGED, timeout=60_000)
    victim.page.wait_for_timeout(1000)
    assert [url for url in sent if not url.endswith("/brouillon")] == []
    assert victim.page.locator(".python-cell-ask").is_hidden()
    height = victim.page.evaluate("document.querySelector('.python-cell-frame').offsetHeight")
    assert height <= 30_100


def test_a_hand_in_waits_for_a_click_of_the_learner(victim: Any) -> None:
    """Code alone can ask; the page shows what is asked, and sends nothing by itself."""
    sent: list[str] = []
    victim.page.on("request", lambda r: sent.append(r.url) if "remise" in r.url else None)
    payload = {"exercise": "aide-sociale", "issue": "f" * 32, "ids": [1], "predictions": [1]}
    code = (
        "import asyncio, json\nfrom sudia import bridge\n"
        f"payload = json.loads({json.dumps(json.dumps({**payload, 'gap': 0.0, 'card': None}))})\n"
        "tache = asyncio.ensure_future(bridge.request('hand-in', payload))\nprint('dit')"
    )
    victim.run(code, timeout=60_000)
    asked = victim.page.locator(".python-cell-ask")
    expect(asked).to_contain_text("veut remettre")
    assert sent == []
    asked.get_by_role("button", name="Ne pas envoyer").press("Enter")
    expect(asked).to_be_hidden()
    assert sent == []


def test_another_s_issue_number_is_refused(victim: Any) -> None:
    """Even with the learner's click: the number belongs to nobody here."""
    payload = {"exercise": "aide-sociale", "issue": "f" * 32, "ids": [1], "predictions": [1]}
    code = (
        "import asyncio, json\nfrom sudia import bridge\n"
        f"payload = json.loads({json.dumps(json.dumps({**payload, 'gap': 0.0, 'card': None}))})\n"
        "tache = asyncio.ensure_future(bridge.request('hand-in', payload))\nprint('dit')"
    )
    victim.run(code, timeout=60_000)
    asked = victim.page.locator(".python-cell-ask")
    with victim.page.expect_response("**/remise") as answer:
        asked.get_by_role("button", name="Envoyer", exact=True).press("Enter")
    assert 400 <= answer.value.status < 500
    expect(asked).to_contain_text("Rien n’a été accepté")


def test_the_cell_s_address_opened_by_itself(victim: Any) -> None:
    address = victim.page.locator("iframe.python-cell-frame").get_attribute("src")
    alone = victim.page.context.new_page()
    alone.goto(victim.origin + address)
    assert alone.evaluate("self.origin") == "null"
    with pytest.raises(Error):
        alone.evaluate("document.cookie")
    with pytest.raises(Error):
        alone.evaluate("fetch('/mon-parcours/', {credentials: 'include'}).then((r) => r.text())")
    expect(alone.locator("#seul")).to_be_visible()
    alone.close()
