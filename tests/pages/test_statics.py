"""Static files, budgets, and the colours of the tokens."""

from __future__ import annotations

import gzip
import re
from itertools import product
from pathlib import Path

import brotli
import pytest
from flask import Flask

from mooc.web.statics import BUNDLES, ROOT, Statics, encode, read_tree, tree_hash
from tests.pages.face import make_face

CSS_BUDGET, JS_BUDGET = 14_000, 5_000
TOKENS = (ROOT / "css/tokens.css").read_text(encoding="utf-8")


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return make_face(tmp_path)


def address(app: Flask, name: str) -> str:
    return str(app.extensions["mooc_statics"].asset(name))


@pytest.mark.parametrize("coding", ["br", "gzip", ""])
def test_a_file_is_compressed_and_kept_for_ever(app: Flask, coding: str) -> None:
    url = address(app, "css/site.css")
    response = app.test_client().get(url, headers={"Accept-Encoding": coding})
    open_it = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[coding]
    assert open_it(response.data) == read_tree()["css/site.css"].body
    assert response.headers.get("Content-Encoding", "") == coding
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Vary"] == "Accept-Encoding"
    known = {"If-None-Match": response.headers["ETag"], "Accept-Encoding": coding}
    again = app.test_client().get(url, headers=known)
    assert again.status_code == 304


def test_an_older_address_serves_but_is_not_kept(app: Flask) -> None:
    response = app.test_client().get("/statique/000000000000/js/main.js")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.mimetype == "text/javascript"


@pytest.mark.parametrize("name", ["nope.css", "../headers.py", "%2e%2e/headers.py", "css/", ""])
def test_nothing_else_is_served(app: Flask, name: str) -> None:
    tree = app.extensions["mooc_statics"].tree
    assert app.test_client().get(f"/statique/{tree}/{name}").status_code == 404


def test_an_unknown_name_is_a_mistake_of_ours() -> None:
    with pytest.raises(LookupError):
        Statics().asset("css/absent.css")


def test_the_tree_changes_with_any_file(tmp_path: Path) -> None:
    files = read_tree()
    name, file = next(iter(files.items()))
    changed = {**files, name: type(file)(file.body + b" ", file.media_type, file.compressible)}
    assert tree_hash(files) != tree_hash(changed)


def test_budgets() -> None:
    files = read_tree()
    assert len(encode(files["css/site.css"].body, "gzip")) <= CSS_BUDGET
    scripts = [files[f"js/{n}.js"].body for n in ("early", "main", "behaviours/theme")]
    assert sum(len(encode(body, "gzip")) for body in scripts) <= JS_BUDGET


def test_every_sheet_of_the_bundle_exists_and_uses_tokens() -> None:
    for part in BUNDLES["css/site.css"]:
        text = (ROOT / f"css/{part}.css").read_text(encoding="utf-8")
        assert text.startswith("/*"), f"{part}: say first what it is for"
        used = set(re.findall(r"var\((--[a-z0-9-]+)\)", text))
        known = set(re.findall(r"(--[a-z0-9-]+):", TOKENS + text)) | {"--stone-colour"}
        assert used <= known, part


# -- colours


def themes() -> dict[str, dict[str, str]]:
    """The colours of each block of tokens.css: light, dark by system, dark by choice."""
    blocks = re.findall(r"\{([^{}]+)\}", TOKENS)
    found = [dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})", block)) for block in blocks]
    light, system, chosen = found
    return {"light": light, "dark": light | system, "chosen": light | chosen}


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("--paper", "--surface", "--sunken")
PAIRS = [
    *((ink, ground, 7.0) for ink, ground in product(("--ink",), GROUNDS)),
    *((ink, ground, 4.5) for ink, ground in product(
        ("--ink-soft", "--sea", "--ochre-ink", "--olive-ink", "--brick-ink"), GROUNDS)),
    *((ink, wash, 4.5) for wash in ("--sea-wash", "--ochre-wash", "--olive-wash", "--brick-wash")
      for ink in ("--ink", "--ink-soft", "--sea")),
    ("--ochre-ink", "--ochre-wash", 4.5), ("--olive-ink", "--olive-wash", 4.5),
    ("--brick-ink", "--brick-wash", 4.5), ("--on-sea", "--sea", 4.5),
    ("--on-sea", "--sea-deep", 4.5),
    ("--on-night", "--night", 7.0), ("--on-night-soft", "--night", 7.0),
    *((line, ground, 3.0) for line, ground in product(("--line-strong", "--focus"), GROUNDS)),
]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark", "chosen"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast(theme: str, ink: str, ground: str, least: float) -> None:
    colours = themes()[theme]
    assert contrast(colours[ink], colours[ground]) >= least


def test_both_ways_to_the_dark_are_the_same() -> None:
    assert themes()["dark"] == themes()["chosen"]
