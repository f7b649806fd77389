"""Each thing that fails has a text of its own and a button that works."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from mooc.learn.cell import document

pytestmark = pytest.mark.browser


def mend(fresh: Any, code: str, button: str) -> None:
    """Press the failure's button and see Python work again."""
    fresh.trouble(code).get_by_role("button", name=button).press("Enter")
    fresh.ready()
    assert fresh.run("40 + 2").strip() == "42"


def test_wasm_forbidden(fresh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # The site runs in this process: a browser that refuses wasm is one whose policy does.
    policy = document.POLICY
    assert "'wasm-unsafe-eval'" in policy
    monkeypatch.setattr(document, "POLICY", policy.replace("'wasm-unsafe-eval'", ""))
    fresh.open()
    shown = fresh.trouble("wasm")
    expect(shown).to_contain_text("WebAssembly")
    expect(shown).to_contain_text("sans code")
    with fresh.page.expect_worker():
        shown.get_by_role("button", name="Essayer encore").press("Enter")
    fresh.trouble("wasm")


def test_wasm_file_blocked(fresh: Any) -> None:
    fresh.page.route("**/pyodide.asm.wasm", lambda route: route.abort())
    fresh.open()
    expect(fresh.trouble("network")).to_contain_text("n’est pas arrivé")
    fresh.page.unroute("**/pyodide.asm.wasm")
    mend(fresh, "network", "Réessayer")


def test_wheel_corrupted(fresh: Any) -> None:
    bad = "**/scikit_learn*.whl"
    open_to_all = {"Access-Control-Allow-Origin": "*"}
    fresh.page.route(bad, lambda route: route.fulfill(body=b"x" * 4000, headers=open_to_all))
    fresh.open()
    expect(fresh.trouble("integrity")).to_contain_text("abîmé")
    fresh.page.unroute(bad)
    mend(fresh, "integrity", "Télécharger à nouveau")


def test_wheel_missing(fresh: Any) -> None:
    bad = "**/scipy*.whl"
    fresh.page.route(bad, lambda route: route.fulfill(status=404, body="non"))
    fresh.open()
    fresh.trouble("network")
    fresh.page.unroute(bad)
    mend(fresh, "network", "Réessayer")


def test_no_network(fresh: Any) -> None:
    fresh.page.route("**/py/**", lambda route: route.abort("internetdisconnected"))
    fresh.open()
    fresh.write("40 + 2")
    fresh.click_run()
    expect(fresh.trouble("network")).to_contain_text("Votre code est toujours là")
    fresh.page.unroute("**/py/**")
    fresh.trouble("network").get_by_role("button", name="Réessayer").press("Enter")
    # The click made before the failure is still honoured.
    expect(fresh.output()).to_contain_text("42", timeout=90_000)


def test_start_that_hangs(fresh: Any) -> None:
    def impatient(route: Route) -> None:
        text, _ = fresh.ask(route.request.url)
        body = json.loads(text)
        body["settings"]["watchdog"] = 1500
        route.fulfill(body=json.dumps(body), content_type="application/json")

    held: list[Route] = []
    fresh.page.route("**/cellules.json", impatient)
    fresh.page.route("**/numpy*.whl", lambda route: held.append(route))
    fresh.open()
    expect(fresh.trouble("hang")).to_contain_text("trop de temps")
    expect(fresh.trouble("hang").get_by_role("button", name="Relancer Python")).to_be_visible()
    for route in held:
        route.abort()


def test_memory_exhausted(cell: Any) -> None:
    cell.write("plein = []\nwhile True:\n    plein.append(bytearray(500_000_000))")
    cell.click_run()
    ended = cell.frame.locator("#cellule-1[data-state=error], .trouble[data-code=memory]").first
    ended.wait_for(timeout=90_000)
    shown = cell.frame.get_by_text("mémoire", exact=False).first
    expect(shown).to_be_visible()
    cell.frame.get_by_role("button", name="Redémarrer Python").last.press("Enter")
    cell.ready()
    assert cell.run("40 + 2").strip() == "42"


def test_worker_killed_by_the_code(cell: Any) -> None:
    cell.write("import js\njs.close()")
    cell.click_run()
    expect(cell.trouble("killed")).to_contain_text("Python s’est arrêté")
    mend(cell, "killed", "Redémarrer Python")


def test_worker_killed_by_the_browser(fresh: Any) -> None:
    """Nothing is said then: the frame finds out by itself, from a ping without answer."""
    fresh.page.add_init_script(
        "const W = Worker; self.killed = [];"
        "self.Worker = function (...a) { const w = new W(...a); self.killed.push(w); return w; }"
    )
    fresh.open().ready()
    fresh.page.frames[1].evaluate("self.killed.at(-1).terminate()")
    mend(fresh, "killed", "Redémarrer Python")


def test_flood_of_messages(cell: Any) -> None:
    cell.write("import js\nwhile True:\n    js.postMessage('x')")
    cell.click_run()
    expect(cell.trouble("flood")).to_contain_text("trop de messages")
    mend(cell, "flood", "Redémarrer Python")
