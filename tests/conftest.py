"""Fixtures shared by all tests: a site on a database of its own, its client, a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from mooc.settings import ROOT, Settings

# Property tests judge what is computed, never how fast: other work may share the machine.
hypothesis.settings.register_profile(
    "calm", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("calm")

CHROMIUM_ARGS = [
    "--no-sandbox",  # tests may run as root in a container, where the sandbox cannot start
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright keeps an event loop running from its first use on."""
    items.sort(key=lambda item: "browser" in item.path.parts)


def make_settings(var_dir: Path, port: int = 8000) -> Settings:
    """Settings of a test site that keeps everything in *var_dir*."""
    return Settings(
        site_origin=f"http://sudia.localhost:{port}",
        notebook_origin=f"http://carnets.sudia.localhost:{port}",
        extra_origins=(f"http://127.0.0.1:{port}", f"http://localhost:{port}"),
        secret_key="test-secret-key",
        data_secret="test-data-secret",
        var_dir=var_dir,
    )


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without rows, copied by each test."""
    from mooc.schema import upgrade

    settings = make_settings(tmp_path_factory.mktemp("schema"))
    upgrade(settings)
    return settings.var_dir / "mooc.sqlite3"


@pytest.fixture
def settings(tmp_path: Path, empty_database: Path) -> Settings:
    found = make_settings(tmp_path / "var")
    found.var_dir.mkdir()
    shutil.copy(empty_database, found.var_dir / "mooc.sqlite3")
    return found


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once for all the sites of a run, by name and content."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: Settings, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    # Imported here: the tests of the pure rooms then start without Flask's rooms.
    from mooc.app import create_app

    site = create_app(settings)
    site.jinja_env.bytecode_cache = compiled_templates
    site.testing = True
    yield site
    site.extensions["mooc_engine"].dispose()


class SiteClient(FlaskClient):
    """A client that sends what a browser sends: the site's own host, and its Origin on a POST."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        origin = self.application.extensions["mooc_settings"].site_origin
        kwargs.setdefault("base_url", origin)
        if kwargs.get("method", "GET") not in {"GET", "HEAD", "OPTIONS"}:
            headers = dict(kwargs.pop("headers", None) or {})
            headers.setdefault("Origin", origin)
            kwargs["headers"] = headers
        return super().open(*args, **kwargs)


@pytest.fixture
def client(app: Flask) -> SiteClient:
    app.test_client_class = SiteClient
    return app.test_client()  # type: ignore[return-value]


@dataclass(frozen=True)
class LiveSite:
    """A site that a browser can visit, with its notebooks' host."""

    settings: Settings
    app: Flask

    @property
    def origin(self) -> str:
        return self.settings.site_origin

    @property
    def notebook_origin(self) -> str:
        return self.settings.notebook_origin


class QuietHandler(WSGIRequestHandler):
    """HTTP/1.1 with kept connections, as in production; no log line per request."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[LiveSite]:
    """The whole site on a free port, on its two names, for the length of the run."""
    from mooc.app import create_app, dispatch
    from tests.challenge_folder import make_folder, set_dates

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = make_settings(tmp_path_factory.mktemp("live"), port)
    challenges = make_folder(tmp_path_factory.mktemp("challenges"))
    set_dates(challenges, -3, 3)
    settings = replace(settings, challenges_dir=challenges)
    shutil.copy(empty_database, settings.var_dir / "mooc.sqlite3")
    app = create_app(settings)
    wsgi = dispatch(settings, app)
    server = make_server("127.0.0.1", port, wsgi, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield LiveSite(settings, app)
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["mooc_engine"].dispose()


def browser_path() -> str:
    """Chromium: ``MOOC_BROWSER``, or the first of the usual names."""
    names = (os.environ.get("MOOC_BROWSER", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((p for n in names if n and (p := shutil.which(n))), None)
    assert found, "no Chromium: install it or set MOOC_BROWSER=/path"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=browser_path(), args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, live_site: LiveSite) -> Iterator[BrowserContext]:
    """A browser profile of its own: no cookie, no storage, French."""
    found = browser.new_context(base_url=live_site.origin, locale="fr-FR")
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def repository() -> Path:
    return ROOT
