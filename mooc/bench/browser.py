"""How each tier of an exercise is opened and timed, in a real Chromium.

Each way returns seconds. The floor is Pyodide as its makers ship it, in a worker of an empty page,
that loads the same library and computes the same.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

# The first result, by the heaviest library that an exercise loads. Each prints « juste 0.9… ».
CODES = {
    "numpy": """import numpy as np
hasard = np.random.default_rng(0)
X = hasard.normal(size=(150, 4))
y = X @ [1.0, 2.0, 3.0, 4.0] + hasard.normal(size=150)
w = np.linalg.lstsq(X, y, rcond=None)[0]
print("juste", 1 - ((y - X @ w) ** 2).sum() / ((y - y.mean()) ** 2).sum())
""",
    "scikit-learn": """from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
X, y = load_iris(return_X_y=True)
print("juste", LogisticRegression(max_iter=300).fit(X, y).score(X, y))
""",
}
WORKER = """
importScripts(BASE + "pyodide.js");
(async () => {
  const python = await loadPyodide({ indexURL: BASE, stdout: (text) => postMessage(text) });
  await python.loadPackage([PACKAGE], { messageCallback: () => {} });
  python.runPython(CODE);
})();
"""
BARE_PAGE = """(source) => new Promise((resolve) => {
  const worker = new Worker(URL.createObjectURL(new Blob([source])));
  worker.onmessage = ({ data }) => { if (String(data).startsWith("juste")) resolve(data); };
})"""
# Changes the first field of the bench that can change; ends when anything else of it has moved.
FIRST_ACTION = """(names) => new Promise((done) => {
  const bench = document.querySelector("[data-behaviour=lab] form .lab-bench");
  const field = [...bench.querySelectorAll("input, select, textarea")]
    .find((one) => names.includes(one.name) && one.type !== "hidden");
  const spoken = bench.querySelector("[data-live]");
  const watch = new MutationObserver((changes) => {
    if (changes.some(({ target }) => target !== field && !spoken?.contains(target))) done(true);
  });
  watch.observe(bench, { subtree: true, childList: true, attributes: true, characterData: true });
  setTimeout(() => done(false), 5000);
  if (["radio", "checkbox"].includes(field.type)) return field.click();
  if (field.tagName === "SELECT") field.selectedIndex = field.selectedIndex === 1 ? 0 : 1;
  else if (field.type === "number") field.value === field.max ? field.stepDown() : field.stepUp();
  else field.value += " a";
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
})"""
CHROMIUM_ARGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update",
                 "--disable-quic", "--no-first-run")  # fmt: skip
LONGEST = 180_000


def open_bare(base: str, page: Any, package: str) -> float:
    """Seconds to the first result of bare Pyodide with *package*."""
    page.goto(base)
    names = {"BASE": base, "PACKAGE": package, "CODE": CODES[package]}
    source = "".join(f"const {name} = {json.dumps(value)};" for name, value in names.items())
    start = time.monotonic()
    page.evaluate(BARE_PAGE, source + WORKER)
    return time.monotonic() - start


def open_cell(site: str, page: Any, slug: str, package: str) -> float:
    """Seconds from « Ouvrir Python ici » to the result, run as soon as a cell can be clicked."""
    page.goto(f"{site}/exercices/{slug}/")
    start = time.monotonic()
    page.get_by_role("button", name="Ouvrir Python ici").click()
    frame = page.frame_locator("iframe.python-cell-frame")
    area = frame.get_by_label("Code de la cellule 1", exact=True)
    area.fill(CODES[package], timeout=LONGEST)
    area.press("Control+Enter")
    frame.locator("#cellule-1").get_by_text("juste 0").wait_for(timeout=LONGEST)
    return time.monotonic() - start


def open_notebook(site: str, page: Any, slug: str, package: str) -> float:
    """Seconds from « Ouvrir le carnet » to the result, run as soon as a cell can be typed in."""
    page.goto(f"{site}/exercices/{slug}/carnet/")
    start = time.monotonic()
    page.get_by_role("button", name="Ouvrir le carnet").click()
    frame = page.frame_locator("section.notebook-room iframe")
    editor = frame.locator(".jp-CodeCell .cm-content").first
    editor.click(timeout=LONGEST)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(CODES[package])
    page.keyboard.press("Shift+Enter")
    frame.locator(".jp-OutputArea-output", has_text="juste 0").first.wait_for(timeout=LONGEST)
    return time.monotonic() - start


def open_lab(site: str, page: Any, slug: str, names: list[str]) -> float:
    """Seconds from the lab's address to what its first action moves; *names* are its fields."""
    start = time.monotonic()
    page.goto(f"{site}/exercices/{slug}/labo")
    page.locator("[data-behaviour=lab][data-ready=true]").wait_for()
    if not page.evaluate(FIRST_ACTION, names):
        raise click.ClickException(f"{slug} : la première action ne change rien.")
    return time.monotonic() - start


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
