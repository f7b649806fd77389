"""The authors' guide: the files of docs/auteurs and nothing else, whole, with links that lead."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from mooc.about import guide
from mooc.about.views import GUIDE
from tests.pages.checks import parse, problems
from tests.pages.face import make_face

NAMES = guide.names(GUIDE)
ADDRESSES = (guide.ADDRESS, *(f"{guide.ADDRESS}/{name}" for name in NAMES))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    app = make_face(tmp_path_factory.mktemp("guide"))
    yield app.test_client()
    app.extensions["mooc_engine"].dispose()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_keeps_the_rules(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200 and problems(answer.text) == []
    assert "Set-Cookie" not in answer.headers
    assert len(gzip.compress(answer.data)) < 20_000
    assert all(header.text for header in parse(answer.text).all("th"))
    for leftover in ("<!--", "&lt;!--", guide.GENERATED):
        assert leftover not in answer.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_leads_to_a_page_and_to_its_part(client: FlaskClient, address: str) -> None:
    (main,) = parse(client.get(address).text).all("main")
    for link in main.all("a"):
        assert "href" in link.attrs, f"{link.text} leads to no page of the site"
        path, _, part = link.attrs["href"].partition("#")
        if path.startswith("/aide"):
            there = client.get(path)
            assert there.status_code == 200
            assert not part or f'id="{part}"' in there.text, link.attrs["href"]


def test_the_guide_is_whole(client: FlaskClient) -> None:
    """One way in, from the help; every file is in the index, once, with its first sentence."""
    assert guide.ADDRESS in [a.attrs["href"] for a in parse(client.get("/aide").text).all("a")]
    shown = [page for _, pages in guide.parts(GUIDE) for page in pages]
    assert sorted(page.name for page in shown) == sorted(NAMES) != []
    assert all(page.title and page.summary for page in shown)


def test_the_contents_are_those_of_the_page(client: FlaskClient) -> None:
    page = parse(client.get(f"{guide.ADDRESS}/ecrire-un-cours").text)
    (nav,) = [e for e in page.all("nav") if e.attrs.get("aria-label") == "Sur cette page"]
    (article,) = page.all("article")
    headings = article.all("h2", "h3")
    assert [a.attrs["href"] for a in nav.all("a")] == [f"#{h.attrs['id']}" for h in headings]


@pytest.mark.parametrize(
    "name",
    ["rien", "blocs.md", "Blocs", "..", "..%2Fexploitation", "%2e%2e%2ftour", "...", "a%00b", ""],
)
def test_only_a_known_name_is_read(client: FlaskClient, name: str) -> None:
    assert client.get(f"{guide.ADDRESS}/{name}").status_code == 404


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A guide of two pages, beside files that are none."""
    (tmp_path / "secret.md").write_text("# Secret\n", encoding="utf-8")
    root = tmp_path / "auteurs"
    root.mkdir()
    (root / "une.md").write_text(
        "# Une page !\n\n<!-- exemple: x -->\nPremière phrase. Seconde.\n\n"
        "[deux.md](deux.md#où-aller), [ailleurs](../secret.md), [non](javascript:alert(1))\n\n"
        "<script>alert(1)</script>\n\n## Où aller\n\n## Où aller\n\n## Contenu\n",
        encoding="utf-8",
    )
    (root / "deux.md").write_text("# Deux\n\nTexte.\n\n## Où aller\n", encoding="utf-8")
    (root / "Lisez Moi.md").write_text("# Non\n", encoding="utf-8")
    (root / "notes.txt").write_text("non", encoding="utf-8")
    (root / "lien.md").symlink_to(tmp_path / "secret.md")
    return root


def test_what_is_no_page_of_the_folder_is_left_out(folder: Path) -> None:
    assert guide.names(folder) == ("deux", "une")
    for name in ("lien", "../secret", "Lisez Moi", "notes", "notes.txt"):
        assert guide.find(folder, name) is None
    assert guide.parts(folder)[-1][0] == guide.REST


def test_a_file_becomes_a_safe_page(folder: Path) -> None:
    page = guide.find(folder, "une")
    assert page is not None
    assert (page.title, page.summary) == ("Une page\u202f!", "Première phrase.")
    assert [h.id for h in page.headings] == ["ou-aller", "ou-aller-2", "contenu-2"]
    assert '<a href="/aide/auteurs/deux#ou-aller">«\u202fDeux\u202f»</a>' in page.html
    for gone in ("<script", "secret.md", 'href="javascript', "exemple"):
        assert gone not in page.html


def test_a_saved_file_is_read_again(folder: Path) -> None:
    assert guide.find(folder, "deux").title == "Deux"  # type: ignore[union-attr]
    path = folder / "deux.md"
    path.write_text("# Trois\n\nTexte.\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert guide.find(folder, "deux").title == "Trois"  # type: ignore[union-attr]
