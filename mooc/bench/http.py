"""``mooc bench http``: pages and answers against a bare Flask route and against nginx.

Two gunicorn processes with threads for each application, one load generator (wrk), rounds that
go through all targets in turn so that each ratio compares neighbours in time.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from mooc.bench import bare
from mooc.bench.measure import children, pss_bytes, report
from mooc.bench.visitor import Visitor
from mooc.settings import Settings

WORKERS = 2
CONNECTIONS = 8


@dataclass(frozen=True)
class Target:
    """What wrk asks for: an address, headers, and for answers a Lua script."""

    name: str
    url: str
    headers: tuple[str, ...] = ()
    script: Path | None = None


def run(settings: Settings, rounds: int, seconds: int) -> None:
    """Measure and print. Needs wrk; nginx is one row more when it is there."""
    if shutil.which("wrk") is None:
        raise click.ClickException("Il faut wrk : apt install wrk.")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        site_port, bare_port, nginx_port = free_port(), free_port(), free_port()
        env = environment(settings, folder, site_port)
        site = stack.enter_context(gunicorn("mooc.app:create_wsgi()", site_port, env))
        stack.enter_context(gunicorn("mooc.bench.bare:create_app()", bare_port, env))
        visitor = Visitor(site_port)
        targets = site_targets(visitor, folder)
        targets.insert(0, Target("bare Flask route", f"http://127.0.0.1:{bare_port}/page-2500/"))
        if shutil.which("nginx"):
            stack.enter_context(nginx(folder, nginx_port, visitor.page_bytes()))
            targets.append(Target("same page, nginx file", f"http://127.0.0.1:{nginx_port}/"))
        rates: dict[str, list[float]] = {t.name: [] for t in targets}
        for _ in range(rounds):
            for target in targets:
                rates[target.name].append(wrk(target, seconds))
        report(f"{rounds} rounds of {seconds} s:", rates, "bare Flask route", "req/s")
        memory = pss_bytes([site.pid, *children(site.pid)]) / 2**20
        click.echo(f"  memory of the site's processes after the load: {memory:.0f} MiB (PSS)")


def environment(settings: Settings, folder: Path, port: int) -> dict[str, str]:
    """The environment of both servers: a database of their own in *folder*."""
    from mooc.schema import upgrade
    from mooc.settings import load

    bare.prepare(folder / "bare.sqlite3")
    given = {
        "PORT": str(port),
        "MOOC_VAR_DIR": str(folder / "var"),
        "MOOC_BUILD_DIR": str(settings.build_dir),
        "MOOC_BENCH_BARE": str(folder / "bare.sqlite3"),
    }
    upgrade(load(given))
    return os.environ | given


@contextmanager
def gunicorn(
    target: str, port: int, env: dict[str, str], options: Sequence[str] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    """A gunicorn with two workers and four threads each, until the block ends."""
    command = [sys.executable, "-m", "gunicorn", "-k", "gthread", "-w", str(WORKERS)]
    command += ["--threads", "4", "--preload", "--log-level", "error", "-b", f"127.0.0.1:{port}"]
    command += ["--keep-alive", "30", *options, target]
    process = subprocess.Popen(command, env=env)  # noqa: S603 - our own command line
    try:
        wait_for(port)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


@contextmanager
def nginx(folder: Path, port: int, page: bytes) -> Iterator[None]:
    """The page as a file, from nginx."""
    root = folder / "nginx"
    root.mkdir(mode=0o755)
    folder.chmod(0o755)
    (root / "index.html").write_bytes(page)
    conf = folder / "nginx.conf"
    conf.write_text(
        f"daemon off; worker_processes {WORKERS}; pid {folder}/nginx.pid; error_log stderr crit;\n"
        "events { worker_connections 256; }\n"
        f"http {{ access_log off; server {{ listen 127.0.0.1:{port}; root {root}; }} }}\n"
    )
    process = subprocess.Popen(["nginx", "-c", str(conf)])  # noqa: S603, S607 - a tool by name
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(10)


def site_targets(visitor: Visitor, folder: Path) -> list[Target]:
    """The page for nobody, the page signed in, and an answer recorded."""
    host = f"Host: {visitor.host}"
    cookie = f"Cookie: {visitor.sign_in()}"
    script = folder / "answer.lua"
    script.write_text(visitor.answer_script())
    base = f"http://127.0.0.1:{visitor.port}"
    return [
        Target("course page, anonymous", base + visitor.page, (host,)),
        Target("course page, signed in", base + visitor.page, (host, cookie)),
        Target("an answer recorded", base + visitor.answer_path, (host, cookie), script),
    ]


def wrk(target: Target, seconds: int) -> float:
    """Requests a second. Raises click.ClickException if any answer was an error."""
    command: list[str] = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    for header in target.headers:
        command += ["-H", header]
    if target.script:
        command += ["-s", str(target.script)]
    result = subprocess.run(  # noqa: S603 - a tool by name, on this machine's own loopback
        [*command, target.url], capture_output=True, text=True, check=True
    )
    if wrong := re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors.*", result.stdout):
        raise click.ClickException(f"{target.name}: {wrong.group(0)}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", result.stdout)
    assert found, result.stdout
    return float(found.group(1))


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: float = 30) -> None:
    """Return once something answers HTTP on *port*."""
    end = time.monotonic() + seconds
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


__all__: Sequence[str] = ("run",)
