"""``mooc bench author``: from a file saved to the page that shows it, as the workshop does it.

A real server of the workshop reads the repository's own courses, copied. Each round saves a page
with a word that nobody wrote, waits for the stream's event, asks for the page until the word is
there. The floor is asking for the same page without any change.
"""

from __future__ import annotations

import http.client
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from werkzeug.serving import WSGIRequestHandler, make_server

from mooc.bench.measure import report
from mooc.settings import Settings

PAGE = "ia-pour-tous", "21-apprendre-des-donnees.md", "/cours/ia-pour-tous/apprendre-des-donnees/"
FLOOR, SAVED = "the page, nothing changed", "from the save to the page that shows it"


class Quiet(WSGIRequestHandler):
    """No line for each request."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        pass


def run(settings: Settings, rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        shutil.copytree(settings.courses_dir, root / "courses")
        (root / "var").mkdir()
        with workshop(settings, root) as port:
            times: dict[str, list[float]] = {FLOOR: [], SAVED: []}
            for number in range(rounds):
                times[FLOOR].append(_asked(port, ""))
                times[SAVED].append(_saved(port, root / "courses" / PAGE[0] / PAGE[1], number))
    report(f"{rounds} rounds:", {k: [1000 * t for t in v] for k, v in times.items()}, FLOOR, "ms")


@contextmanager
def workshop(settings: Settings, root: Path) -> Iterator[int]:
    """The site in author mode on a free port of 127.0.0.1."""
    from mooc.app import create_app
    from mooc.schema import upgrade

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    own = replace(
        settings,
        courses_dir=root / "courses",
        var_dir=root / "var",
        database_url=f"sqlite:///{root / 'var' / 'mooc.sqlite3'}",
        site_origin=f"http://sudia.localhost:{port}",
        extra_origins=(f"http://127.0.0.1:{port}",),
        author_mode=True,
    )
    upgrade(own)
    app = create_app(own)
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield port
    server.shutdown()
    app.extensions["mooc_engine"].dispose()


def _saved(port: int, path: Path, number: int) -> float:
    """Seconds from the save to a page that has the new word."""
    word = f"nouveau{number}mot"
    stream = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    stream.request("GET", "/atelier/flux")
    answer = stream.getresponse()
    answer.readline()
    time.sleep(0.3)
    text = path.read_text(encoding="utf-8")
    begun = time.perf_counter()
    path.write_text(f"{text}\n\nUn {word}.\n", encoding="utf-8")
    while not answer.readline().startswith(b"event: change"):
        if time.perf_counter() - begun > 20:
            raise click.ClickException("Le flux de l’atelier n’a rien dit en vingt secondes.")
    _asked(port, word)
    spent = time.perf_counter() - begun
    stream.close()
    return spent


def _asked(port: int, word: str) -> float:
    """Seconds to get the page; fails when *word* is not in it."""
    begun = time.perf_counter()
    page = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    page.request("GET", PAGE[2])
    body = page.getresponse().read().decode()
    page.close()
    if word not in body:
        raise click.ClickException("La page montrée n’est pas celle qui vient d’être enregistrée.")
    return time.perf_counter() - begun
