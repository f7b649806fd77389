"""Servers of the benchmark that know what they sent: a browser tells cached and carried apart
badly, the server sends or it does not."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click

from mooc.bench.http import environment, free_port, gunicorn
from mooc.settings import Settings

# Gives the bytes sent since it was last called.
Sent = Callable[[], int]
SETTLED = 0.3  # seconds for the last line of a log


@contextmanager
def site(settings: Settings) -> Iterator[tuple[str, Sent]]:
    """The whole site under gunicorn, on a database of its own."""
    with tempfile.TemporaryDirectory() as name:
        log, port = Path(name) / "access", free_port()
        log.touch()
        options = ["--access-logfile", str(log)]
        options += ["--access-logformat", "%(s)s %(m)s %({content-length}o)s"]
        env = environment(settings, Path(name), port)
        with gunicorn("mooc.app:create_wsgi()", port, env, options):
            yield f"http://sudia.localhost:{port}", counter(log)


def counter(log: Path) -> Sent:
    """Reads what gunicorn wrote of the answers with a body."""
    seen = 0

    def sent() -> int:
        nonlocal seen
        time.sleep(SETTLED)
        text = log.read_text(encoding="ascii")
        lines, seen = text[seen:].splitlines(), len(text)
        rows = (line.split() for line in lines)
        return sum(int(size) for status, method, size in rows
                   if status == "200" and method != "HEAD" and size.isdigit())  # fmt: skip

    return sent


class Counting(SimpleHTTPRequestHandler):
    """Files of a folder, without a log; ``tally`` receives the length of each."""

    def __init__(self, *args: Any, tally: list[int], **options: Any) -> None:
        self.tally = tally
        super().__init__(*args, **options)

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Content-Length":
            self.tally.append(int(value))
        super().send_header(keyword, value)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def static(folder: Path) -> Iterator[tuple[str, Sent]]:
    """*folder* served as it is. An empty page is there to start from."""
    if not folder.is_dir():
        raise click.ClickException("Les fichiers de Pyodide manquent : mooc lite build.")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for file in folder.iterdir():
            (root / file.name).symlink_to(file)
        (root / "index.html").write_text("<!doctype html><title>nu</title>", encoding="utf-8")
        tally: list[int] = []
        handler = partial(Counting, directory=name, tally=tally)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def sent() -> int:
            total = sum(tally)
            tally.clear()
            return total

        yield f"http://127.0.0.1:{server.server_address[1]}/", sent
        server.shutdown()
        server.server_close()
