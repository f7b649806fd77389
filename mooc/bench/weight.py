"""``mooc bench weight``: what a first visit to each kind of page brings over the network."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import click
from flask.testing import FlaskClient

from mooc.settings import Settings

BUDGET = 60_000
PAGES = (
    "/",
    "/cours/",
    "/cours/ia-pour-tous/",
    "/cours/ia-pour-tous/apprendre-des-donnees/",
    "/cours/ia-pour-tous/quand-elle-se-trompe-sur-nous/",
    "/exercices/aide-sociale/",
    "/exercices/aide-sociale/labo",
    "/mon-parcours/",
)
LINKED = re.compile(r'(?:src|href)="(/statique/[^"]+\.(?:css|js))"')
BEHAVIOUR = re.compile(r'data-behaviour="([a-z-]+)"')
IMPORTED = re.compile(r"""from\s*["'](\.[^"']+)["']""")


def run(settings: Settings) -> None:
    """Print the compressed bytes of each page with its styles and scripts, pictures apart."""
    from mooc.app import create_app

    client = create_app(settings).test_client()
    click.echo(f"Octets compressés, images à part ; plancher : le budget de {BUDGET} octets.")
    for path in PAGES:
        found = dict(loaded(client, path, settings.site_origin))
        total = sum(len(gzip.compress(body, 9)) for body in found.values())
        click.echo(f"  {path:<52} {total:>7}  ratio {total / BUDGET:.2f}  ({len(found)} fichiers)")


def loaded(client: FlaskClient, path: str, origin: str) -> Iterator[tuple[str, bytes]]:
    """(address, body) of a page and of everything its scripts and styles bring before a click."""
    page = client.get(path, base_url=origin)
    yield path, page.data
    waiting = set(LINKED.findall(page.text))
    tree = re.search(r"/statique/([0-9a-f]+)/", page.text)
    if tree:
        names = set(BEHAVIOUR.findall(page.text))
        waiting |= {f"/statique/{tree[1]}/js/behaviours/{name}.js" for name in names}
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        body = client.get(name, base_url=origin).data
        yield name, body
        if name.endswith(".js"):
            waiting |= {beside(name, other) for other in IMPORTED.findall(body.decode())}


def beside(name: str, relative: str) -> str:
    """The address of a module imported as *relative* from *name*."""
    parts = name.rsplit("/", 1)[0].split("/")
    for step in relative.split("/"):
        parts = parts[:-1] if step == ".." else parts if step == "." else [*parts, step]
    return "/".join(parts)
