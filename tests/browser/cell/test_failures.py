"""Each thing that fails has a text of its own and a button that works."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Route, expect

pytestmark = pytest.mark.browser


def mend(fresh: Any, code: str, button: str) -> None:
    """Press the failure's button and see Python work again."""
    fresh.trouble(code).get_by_role("button", name=button).click()
    fresh.ready()
    assert fresh.run("40 + 2").strip() == "42"


def test_wasm_forbidden(fresh: Any) -> None:
    def forbid(route: Route) -> None:
        answer = route.fetch()
        headers = answer.headers
        name = "content-security-policy"
        headers[name] = headers[name].replace("'wasm-unsafe-eval'", "")
        route.fulfill(response=answer, headers=headers)

    fresh.page.route("**/cellule/*/", forbid)
    fresh.open()
    shown = fresh.trouble("wasm")
    expect(shown).to_contain_text("WebAssembly")
    expect(shown).to_contain_text("sans code")
    shown.get_by_role("button", name="Essayer encore").click()
    fresh.frame.locator("body[data-kernel=loading]").wait_for()
    fresh.trouble("wasm")


def test_wasm_file_blocked(fresh: Any) -> None:
    fresh.page.route("**/pyodide.asm.wasm", lambda route: route.abort())
    fresh.open()
    expect(fresh.trouble("network")).to_contain_text("n’est pas arrivé")
    fresh.page.unroute("**/pyodide.asm.wasm")
    mend(fresh, "network", "Réessayer")


def test_wheel_corrupted(fresh: Any) -> None:
    bad = "**/scikit_learn*.whl"
    fresh.page.route(bad, lambda route: route.fulfill(body=b"PK\x03\x04 not a wheel"))
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
    fresh.trouble("network").get_by_role("button", name="Réessayer").click()
    # The click made before the failure is still honoured.
    expect(fresh.output()).to_contain_text("42", timeout=90_000)


def test_start_that_hangs(fresh: Any) -> None:
    def impatient(route: Route) -> None:
        answer = route.fetch()
        body = json.loads(answer.text())
        body["settings"]["watchdog"] = 1500
        route.fulfill(response=answer, body=json.dumps(body))

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
    cell.frame.get_by_role("button", name="Redémarrer Python").last.click()
    cell.ready()
    assert cell.run("40 + 2").strip() == "42"


def test_worker_killed_by_the_code(cell: Any) -> None:
    cell.write("import js\njs.close()")
    cell.click_run()
    expect(cell.trouble("killed")).to_contain_text("Python s’est arrêté")
    mend(cell, "killed", "Redémarrer Python")


def test_worker_killed_by_the_browser(cell: Any) -> None:
    """Nothing is said then: the frame finds out by itself, from pings without answer."""
    cell.run(
        "import js\n"
        "js.Object.getPrototypeOf(js.Object.getPrototypeOf(js.globalThis)).close.call("
        "js.globalThis)"
    )
    mend(cell, "killed", "Redémarrer Python")


def test_flood_of_messages(cell: Any) -> None:
    cell.write("import js\nwhile True:\n    js.postMessage('x')")
    cell.click_run()
    expect(cell.trouble("flood")).to_contain_text("trop de messages")
    mend(cell, "flood", "Redémarrer Python")
