"""``mooc bench python``: from a click to the first scikit-learn result, against bare Pyodide.

The floor is Pyodide as its makers ship it, in a worker of an empty page, doing the same fit. Each
round measures the floor, the cell and the notebook in turn, in a browser profile of its own: first
with an empty cache, then again. Bytes are what the network carried, as the browser counts them.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click

from mooc.bench.http import environment, free_port, gunicorn
from mooc.bench.measure import line
from mooc.lite import versions
from mooc.lite.build import LITE
from mooc.settings import Settings

CODE = """from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
X, y = load_iris(return_X_y=True)
print("juste", LogisticRegression(max_iter=300).fit(X, y).score(X, y))
"""
WORKER = """
importScripts(BASE + "pyodide.js");
(async () => {
  const python = await loadPyodide({ indexURL: BASE, stdout: (text) => postMessage(text) });
  await python.loadPackage(["scikit-learn"], { messageCallback: () => {} });
  python.runPython(CODE);
})();
"""
BARE_PAGE = """(source) => new Promise((resolve) => {
  const worker = new Worker(URL.createObjectURL(new Blob([source])));
  worker.onmessage = ({ data }) => { if (String(data).startsWith("juste")) resolve(data); };
})"""
CHROMIUM_ARGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update",
                 "--disable-quic", "--no-first-run")  # fmt: skip
EXERCISE = "/exercices/aide-sociale/"
LONGEST = 180_000


@dataclass
class Figures:
    """Seconds and megabytes of one way, cold and again, a figure a round."""

    cold: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


def run(settings: Settings, rounds: int) -> None:
    """Measure and print medians and ratios."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port = free_port()
        stack.enter_context(
            gunicorn("mooc.app:create_wsgi()", port, environment(settings, folder, port))
        )
        shipped = settings.build_dir / "cache" / f"pyodide-{versions.read(LITE).pyodide}"
        bare = stack.enter_context(static(shipped))
        browser = stack.enter_context(chromium())
        site = f"http://sudia.localhost:{port}"
        ways: dict[str, Callable[[Any], float]] = {
            "bare Pyodide as shipped": partial(open_bare, bare),
            "cell in the page": partial(open_cell, site),
            "notebook in JupyterLite": partial(open_notebook, site),
        }
        figures = {name: Figures() for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                measure(browser, way, figures[name])
        show(figures)


def measure(browser: Any, way: Callable[[Any], float], into: Figures) -> None:
    """One round of one way: an empty profile, then the same again."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    carried = count_bytes(page)
    into.cold.append(way(page))
    into.megabytes.append(carried() / 1e6)
    page.close()
    into.again.append(way(context.new_page()))
    context.close()


def count_bytes(page: Any) -> Callable[[], int]:
    """How many bytes the network has carried for this page, its frames and workers."""
    sizes: list[int] = []

    def add(request: Any) -> None:
        response = request.response()
        if response is not None:
            sizes.append(int(response.headers.get("content-length", 0)))

    page.on("requestfinished", add)
    return lambda: sum(sizes)


def open_bare(base: str, page: Any) -> float:
    """Seconds to the first result of bare Pyodide."""
    page.goto(base)
    source = f"const BASE = {json.dumps(base)}, CODE = {json.dumps(CODE)};{WORKER}"
    start = time.monotonic()
    page.evaluate(BARE_PAGE, source)
    return time.monotonic() - start


def open_cell(site: str, page: Any, exercise: str = EXERCISE) -> float:
    """Seconds from « Ouvrir Python ici » to the result, run as soon as a cell can be clicked."""
    page.goto(site + exercise)
    start = time.monotonic()
    page.get_by_role("button", name="Ouvrir Python ici").click()
    frame = page.frame_locator("iframe.python-cell-frame")
    frame.get_by_label("Code de la cellule 1", exact=True).fill(CODE, timeout=LONGEST)
    cell = frame.locator("#cellule-1")
    cell.get_by_role("button", name="Exécuter", exact=True).click()
    cell.get_by_text("juste 0").wait_for(timeout=LONGEST)
    return time.monotonic() - start


def open_notebook(site: str, page: Any, exercise: str = EXERCISE) -> float:
    """Seconds from « Ouvrir le carnet » to the result, run as soon as a cell can be typed in."""
    page.goto(site + exercise + "carnet/")
    start = time.monotonic()
    page.get_by_role("button", name="Ouvrir le carnet").click()
    frame = page.frame_locator("section.notebook-room iframe")
    editor = frame.locator(".jp-CodeCell .cm-content").first
    editor.click(timeout=LONGEST)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(CODE)
    page.keyboard.press("Shift+Enter")
    frame.locator(".jp-OutputArea-output", has_text="juste 0").first.wait_for(timeout=LONGEST)
    return time.monotonic() - start


def show(figures: dict[str, Figures]) -> None:
    """Print every way against the first, which is the floor."""
    floor = next(iter(figures.values()))
    for title, which in (("first time", "cold"), ("again, with its cache", "again")):
        click.echo(f"{title}:")
        for name, found in figures.items():
            values, low = getattr(found, which), getattr(floor, which)
            click.echo("  " + line(name, values, "s", None if found is floor else low))
    click.echo("carried the first time:")
    for name, found in figures.items():
        low = None if found is floor else floor.megabytes
        click.echo("  " + line(name, found.megabytes, "MB", low))


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a log."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def static(folder: Path) -> Iterator[str]:
    """*folder* served as it is; gives its address. An empty page is there to start from."""
    if not folder.is_dir():
        raise click.ClickException("Les fichiers de Pyodide manquent : mooc lite build.")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for file in folder.iterdir():
            (root / file.name).symlink_to(file)
        (root / "index.html").write_text("<!doctype html><title>nu</title>", encoding="utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=name))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Any]:
    """A real Chromium, driven by Playwright, which only the tests' packages bring."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise click.ClickException("Il faut les paquets des tests : make setup-test.") from error
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGS))
        yield browser
        browser.close()
