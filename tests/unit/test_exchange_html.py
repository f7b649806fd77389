"""``mooc export html``: a folder that needs no server, no script, no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner

from mooc.cli import main
from mooc.exchange.error import ExchangeError
from mooc.exchange.folder import write_folder
from mooc.exchange.rewrite import Rules, rewrite
from mooc.exchange.selfcheck import VIEWS
from mooc.exchange.volume import Readers, Volume, open_volume
from mooc.grading.kinds import KINDS
from mooc.settings import ROOT, Settings
from tests.exported import write_all

SITE = "https://mooc.example"


class Seen(HTMLParser):
    """What a page points at, and the ids in it."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src"):
                self.targets.append(value or "")
            if name == "id":
                self.ids.append(value or "")


def look(path: Path) -> Seen:
    seen = Seen()
    seen.feed(path.read_text(encoding="utf-8"))
    return seen


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    root = tmp_path_factory.mktemp("cours")
    return Settings(courses_dir=write_all(root), exercises_dir=root / "exercises")


@pytest.fixture(scope="module")
def volume(settings: Settings) -> Volume:
    return open_volume(settings, "essai", site=SITE)


@pytest.fixture(scope="module")
def folder(volume: Volume, tmp_path_factory: pytest.TempPathFactory) -> Path:
    dest = tmp_path_factory.mktemp("export") / "essai"
    write_folder(volume, dest)
    return dest


@pytest.fixture(scope="module")
def first(folder: Path) -> str:
    return (folder / "pages/01-un.html").read_text(encoding="utf-8")


def pages(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.html"))


def sound(folder: Path) -> None:
    """Every link is relative and leads somewhere; nothing runs; ids are unique."""
    looked = {path.resolve(): look(path) for path in pages(folder)}
    for path, seen in looked.items():
        assert not seen.tags & {"script", "iframe", "form", "style"}
        assert not {name for name in seen.attributes if name == "style" or name.startswith("on")}
        assert len(seen.ids) == len(set(seen.ids)), path
        for target in seen.targets:
            parts = urlsplit(target)
            assert not parts.scheme and not parts.netloc and not target.startswith("/"), target
            aimed = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert aimed.is_file() and aimed.is_relative_to(folder.resolve()), (path, target)
            if parts.fragment:
                assert parts.fragment in looked[aimed].ids, (path, target)


def test_the_folder(folder: Path) -> None:
    assert sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()) == [
        "fichiers/images/carre.svg",
        "glossaire.html",
        "index.html",
        "pages/01-un.html",
        "pages/02-deux.html",
        "pages/animer-n1.html",
        "pages/bilan-bilan.html",
        "pages/bilan-depart.html",
        "pages/facile-f1.html",
        "pages/papier-p1.html",
        "style.css",
    ]
    sound(folder)
    assert "url(" not in (folder / "style.css").read_text(encoding="utf-8")


def test_each_page_says_that_nothing_is_kept(folder: Path) -> None:
    for path in pages(folder):
        assert "rien n’est enregistré ni noté" in path.read_text(encoding="utf-8")


def test_each_question_is_a_self_check_with_its_answers(first: str) -> None:
    parts = re.findall(r'<section class="question".*?</section>', first, re.S)
    assert len(parts) == 6
    for part in parts:
        assert 'data-trust="client"' in part
        inside = part.partition("<details>")[2].partition("</details>")[0]
        assert "Voir la réponse" in inside
        outside = part.replace(inside, "")
        assert "Remarque" in inside and "Remarque" not in outside
    told = re.sub(r"<[^>]+>|\s+", " ", " ".join(parts))
    told = " ".join(told.split())
    for words in (
        "Juste : la bonne Remarque de la bonne.",
        "Faux : la mauvaise Remarque de la mauvaise",
        "Juste : 12\u202fkWh, à 0,5 près Remarque douze.",
        "Faux : Tout autre nombre Remarque autre nombre.",
        "Juste : l’étiquette Remarque étiquette.",
        "Faux : le modèle réglé Remarque modèle.",
        "Faux : Toute autre réponse Remarque autre mot.",
        "1. premier pas Remarque premier. 2. deuxième pas Remarque deuxième. 3.",
        "données\u00a0: apprendre Remarque données.",
    ):
        assert words.replace("\u202f", " ").replace("\u00a0", " ") in told


def test_every_kind_of_question_can_be_exported() -> None:
    assert set(VIEWS) == {name for name, kind in KINDS.items() if kind.directive is not None}


def test_an_exercise_is_a_box_with_its_address_as_text(first: str) -> None:
    box = re.search(r'<section class="box".*?</section>', first, re.S)
    assert box and f"{SITE}/exercices/perceptron/labo" in box[0] and "<a" not in box[0]


def test_links_out_are_texts_with_their_address(first: str) -> None:
    assert '<span>ailleurs</span> <span class="address">(https://a.example/lire)</span>' in first
    assert "<span>https://b.example/</span>," in first
    assert '<span>le courrier</span> <span class="address">(a@b.example)</span>' in first
    assert f'<span class="address">({SITE}/exercices/perceptron/)</span>' in first
    assert 'href="../pages/02-deux.html#plus-loin"' in first


def test_the_index_has_modules_supports_and_courses_elsewhere(folder: Path) -> None:
    text = (folder / "index.html").read_text(encoding="utf-8")
    for words in ("Premier module", "savoir un", "Pour animer", "Sans écran", "Facile à lire"):
        assert words in text
    assert "(https://c.example/cours)" in text and "Module en préparation" not in text


def test_the_glossary_names_its_pages(folder: Path) -> None:
    text = (folder / "glossaire.html").read_text(encoding="utf-8")
    assert '<dt id="mot-modele">modèle</dt>' in text
    assert 'Dans : <a href="pages/01-un.html">La première</a>' in text


@pytest.mark.parametrize(
    ("readers", "there", "away"),
    [
        (Readers(), ("la boulangerie", "le garage"), ("les élus",)),
        (Readers(trade="garage"), ("le garage",), ("la boulangerie", "les élus")),
        (Readers("elus"), ("les élus", "la boulangerie"), ()),
    ],
)
def test_passages_are_for_their_readers(
    settings: Settings, tmp_path: Path, readers: Readers, there: tuple[str], away: tuple[str]
) -> None:
    write_folder(open_volume(settings, "essai", readers), tmp_path / "x")
    text = (tmp_path / "x/pages/01-un.html").read_text(encoding="utf-8")
    assert all(f"Seulement pour {words}." in text for words in there)
    assert not any(f"Seulement pour {words}." in text for words in away)


def test_drafts_come_out_when_asked(settings: Settings, tmp_path: Path) -> None:
    write_folder(open_volume(settings, "essai", drafts=True), tmp_path / "x")
    assert (tmp_path / "x/pages/03-trois.html").is_file()
    sound(tmp_path / "x")


@pytest.mark.parametrize(
    ("name", "readers", "words"),
    [
        ("esai", Readers(), "vouliez-vous dire « essai »"),
        ("essai", Readers("elu"), "Public inconnu : elu"),
        ("essai", Readers(trade="banque"), "Métier inconnu : banque"),
        ("essai", Readers(stage="x"), "Stade inconnu : x"),
    ],
)
def test_a_name_that_nobody_knows(
    settings: Settings, name: str, readers: Readers, words: str
) -> None:
    with pytest.raises(ExchangeError, match=words):
        open_volume(settings, name, readers)


def test_an_export_replaces_an_export_only(volume: Volume, tmp_path: Path) -> None:
    dest = tmp_path / "x"
    write_folder(volume, dest)
    (dest / "pages/vieille.html").write_text("vieille", encoding="utf-8")
    with pytest.raises(ExchangeError, match="--force"):
        write_folder(volume, dest)
    write_folder(volume, dest, force=True)
    assert not (dest / "pages/vieille.html").exists()
    mine = tmp_path / "à moi"
    mine.mkdir()
    (mine / "note.txt").write_text("à moi", encoding="utf-8")
    for place in (mine, mine / "note.txt"):
        with pytest.raises(ExchangeError):
            write_folder(volume, place, force=True)
    (tmp_path / "lien").symlink_to(mine)
    with pytest.raises(ExchangeError):
        write_folder(volume, tmp_path / "lien", force=True)
    assert [p.name for p in mine.iterdir()] == ["note.txt"]


def test_a_link_in_a_former_export_is_not_emptied(volume: Volume, tmp_path: Path) -> None:
    dest, mine = tmp_path / "x", tmp_path / "mine"
    write_folder(volume, dest)
    (dest / "pages").rename(mine)
    (dest / "pages").symlink_to(mine)
    with pytest.raises(ExchangeError, match="est un lien"):
        write_folder(volume, dest, force=True)
    assert (mine / "01-un.html").is_file()


COURSES = sorted(path.parent.name for path in (ROOT / "courses").glob("*/course.toml"))


@pytest.mark.parametrize("slug", COURSES)
def test_our_own_courses(slug: str, tmp_path: Path) -> None:
    volume = open_volume(Settings(), slug, site=SITE, drafts=True)
    write_folder(volume, tmp_path / "x")
    sound(tmp_path / "x")
    assert len(volume.pages) == len(volume.course.all_pages)


def test_the_command(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOOC_COURSES_DIR", str(settings.courses_dir))
    monkeypatch.setenv("MOOC_EXERCISES_DIR", str(settings.exercises_dir))
    dest = tmp_path / "x"
    result = CliRunner().invoke(main, ["export", "html", "essai", str(dest)])
    assert result.exit_code == 0, result.output
    assert f"{dest} : 7 pages, 1 image," in result.output
    for asked in (
        ["essai", str(dest)],
        ["rien", str(tmp_path / "y")],
        ["essai", str(tmp_path), "--site", "x"],
    ):
        result = CliRunner().invoke(main, ["export", "html", *asked])
        assert result.exit_code == 2 and result.stdout == "" and result.stderr.count("\n") == 1


def rules(**changed: object) -> Rules:
    made = Rules(
        page=lambda url: "b.html" if url.startswith("/cours/x/b/") else None,
        image=lambda src: f"i/{src}",
        site=SITE,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<a href="/cours/x/b/">b</a>', '<a href="b.html">b</a>'),
        ('<a href="#x" class="term">m</a>', '<a href="#x" class="term">m</a>'),
        ('<a href="/aide">a</a>', f'<span>a</span> <span class="address">({SITE}/aide)</span>'),
        ('<a href="https://a.fr/">a.fr</a>', "<span>a.fr</span>"),
        ('<a href="tel:3018">3018</a>', "<span>3018</span>"),
        ("<a>refusé</a>", "<span>refusé</span>"),
        ('<img src="a.svg" alt="&quot;x&quot;">', '<img src="i/a.svg" alt="&quot;x&quot;">'),
        ("a &amp; b &lt;&#39;", "a &amp; b &lt;&#39;"),
        ("<math><mi>a</mi></math>", "<math><mi>a</mi></math>"),
    ],
)
def test_addresses_change_and_nothing_else(html: str, made: str) -> None:
    assert rewrite(html, rules()) == made


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<h2 id="a">T</h2>', '<h3 id="p--a">T</h3>'),
        ('<h6 id="a">T</h6>', '<h6 id="p--a">T</h6>'),
        ('<a href="#a">x</a>', '<a href="#p--a">x</a>'),
        ('<section aria-labelledby="a">', '<section aria-labelledby="p--a">'),
        ('<details class="details"><summary>T</summary></details>',
         '<div class="fold"><p class="fold-title">T</p></div>'),
        ('<a href="https://a.fr/">ici</a>',
         '<span>ici</span> <span class="address">(<a href="https://a.fr/">https://a.fr/</a>)</span>'),
        ("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac></math>",
         '<span class="formula">(a + 1)/b</span>'),
        ("<math><msup><mi>x</mi><mn>2</mn></msup><mo>&lt;</mo><msqrt><mn>2</mn></msqrt></math>",
         '<span class="formula">x<sup>2</sup> &lt; √(2)</span>'),
    ],
)  # fmt: skip
def test_on_paper(html: str, made: str) -> None:
    assert rewrite(html, rules(prefix="p--", shift=1, printed=True)) == made
