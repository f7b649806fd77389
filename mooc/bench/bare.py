"""The floor of the HTTP benchmark: one Flask route, one indexed query, one 22 kB Jinja page.

Nothing else: no session, no header, no learner. Any site in Flask does at least this.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

from flask import Flask, render_template
from jinja2 import DictLoader

ROWS = 5_000
PAGE_BYTES = 22_000

TEMPLATE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{{ title }}</title>
</head><body><main><h1>{{ title }}</h1>{% for p in paragraphs %}
<section id="s{{ loop.index }}"><h2>{{ p.title }}</h2><p>{{ p.text }}</p></section>{% endfor %}
</main><footer>{{ footer }}</footer></body></html>"""


def prepare(path: Path) -> None:
    """Write the small indexed table that the route reads."""
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("CREATE TABLE page (id INTEGER PRIMARY KEY, slug TEXT UNIQUE, title TEXT)")
        rows = ((f"page-{n}", f"Page {n}") for n in range(ROWS))
        base.executemany("INSERT INTO page (slug, title) VALUES (?, ?)", rows)


def create_app() -> Flask:
    """The application; ``MOOC_BENCH_BARE`` names its SQLite file."""
    app = Flask("bare", static_folder=None)
    # Loaded by name, hence compiled once: compiling at each request would make the floor too low.
    app.jinja_loader = DictLoader({"page.html": TEMPLATE})  # type: ignore[assignment]
    local = threading.local()
    sentence = "Une phrase ordinaire, écrite pour peser son poids de page. "
    count = 40
    text = sentence * round(PAGE_BYTES / count / len(sentence.encode()) - 1)
    paragraphs = [{"title": f"Partie {n}", "text": text} for n in range(count)]

    @app.get("/<slug>/")
    def page(slug: str) -> str:
        if not hasattr(local, "base"):
            local.base = sqlite3.connect(os.environ["MOOC_BENCH_BARE"])
        row = local.base.execute("SELECT title FROM page WHERE slug = ?", (slug,)).fetchone()
        return render_template("page.html", title=row[0], paragraphs=paragraphs, footer=slug)

    return app
