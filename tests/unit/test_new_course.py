"""``mooc new course`` and ``page``: what they make passes ``mooc check`` without a word."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from mooc.app import create_app
from mooc.cli import main
from mooc.content import Library, load_courses
from mooc.content.check import Checker
from mooc.grading import DIRECTIVES
from mooc.new import CannotMake
from mooc.new.listed import listed
from mooc.new.pages import WantedCourse, WantedPage, new_course, new_page
from mooc.settings import ROOT, Settings
from tests.conftest import SiteClient
from tests.pages.checks import problems as page_problems

TODAY = date(2026, 11, 25)
PAGE = WantedPage("Quatre jours", "Une règle naît sous nos yeux.")
COURSE = WantedCourse("La météo", "Voir une règle naître.", "tous-publics", "Moi", PAGE)
TABLES = ("audiences.toml", "glossary.md", "misconceptions.toml")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tables of our courses, without a course; no false idea asks for a page."""
    folder = tmp_path / "courses"
    folder.mkdir()
    for name in TABLES[:2]:
        shutil.copy(ROOT / "courses" / name, folder)
    return folder


def library(root: Path) -> Library:
    return load_courses(root, DIRECTIVES)


def said(root: Path) -> list[str]:
    return [str(problem) for problem in Checker(root, DIRECTIVES).check(TODAY)[1]]


AUDIENCES = tomllib.loads((ROOT / "courses/audiences.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_it_passes_for_every_audience(root: Path, audience: str) -> None:
    folder = new_course(root, replace(COURSE, audience=audience), library(root), TODAY)
    assert said(root) == [] and folder == root / "la-meteo"
    (course,) = library(root).courses
    assert (course.status, course.audience) == ("draft", audience)
    assert [m.pages for m in course.modules] == [("p-quatre-jours",)]
    assert [len(page.blocks) for page in course.pages] == [1]


def test_many_pages_say_nothing_twice(root: Path) -> None:
    new_course(root, COURSE, library(root), TODAY)
    for number in range(2, 24):
        page = replace(PAGE, title=f"Jour {number}")
        path = new_page(root, "la-meteo", page, library(root), TODAY)
        assert path.name == f"{number + 10}-jour-{number}.md"
    assert said(root) == []
    (course,) = library(root).courses
    assert [page.title for page in course.pages][-2:] == ["Jour 22", "Jour 23"]
    assert course.modules[0].pages == tuple(page.id for page in course.pages)


def test_two_courses_may_have_the_same_words(root: Path) -> None:
    new_course(root, COURSE, library(root), TODAY)
    new_course(root, replace(COURSE, slug="autre"), library(root), TODAY)
    assert said(root) == []
    ids = {c.slug: c.pages[0].id for c in library(root).courses}
    assert ids == {"la-meteo": "p-quatre-jours", "autre": "p-quatre-jours-2"}


def test_it_is_on_the_site_of_its_author(root: Path, settings: Settings) -> None:
    new_course(root, COURSE, library(root), TODAY)
    app = create_app(replace(settings, courses_dir=root, author_mode=True))
    app.test_client_class = SiteClient
    client = app.test_client()
    html = client.get("/cours/la-meteo/quatre-jours/").text
    assert "Quatre jours" in html and page_problems(html) == []
    app.extensions["mooc_engine"].dispose()


sign = st.just(" ") | st.characters(exclude_categories=("C", "Z"))
line = st.text(sign, min_size=1, max_size=60).filter(str.strip)


@tries(max_examples=30)
@given(title=line, summary=line, author=line)
def test_whatever_is_typed_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, title: str, summary: str, author: str
) -> None:
    root = tmp_path_factory.mktemp("new") / "courses"
    page = WantedPage(title, summary, "page")
    wanted = WantedCourse(title, summary, "tous-publics", author, page, "cours")
    new_course(root, wanted, Library(()), TODAY)
    (course,) = library(root).courses
    assert said(root) == []
    assert course.title == course.pages[0].title == " ".join(title.split())
    assert course.pages[0].summary == " ".join(summary.split())
    assert course.authors == (" ".join(author.split()),)
    shutil.rmtree(root.parent)


REFUSED = {
    "minuscules": replace(COURSE, slug="../ailleurs"),
    "signes au plus": replace(COURSE, slug="a" * 61),
    "existe déjà": replace(COURSE, title="Là"),
    "vouliez-vous dire « elus »": replace(COURSE, audience="eluss"),
    "Le titre : de 1 à 120": replace(COURSE, slug="x", title="é" * 121),
    "Le résumé : de 1 à 300": replace(COURSE, slug="x", summary="\n"),
    "L’adresse : ": replace(COURSE, slug="x", page=replace(PAGE, title="日本")),
}


@pytest.mark.parametrize("message", REFUSED)
def test_a_course_is_refused_with_a_reason_and_nothing_is_written(root: Path, message: str) -> None:
    (root / "la").mkdir()
    before = sorted(root.rglob("*"))
    with pytest.raises(CannotMake, match=message) as error:
        new_course(root, REFUSED[message], library(root), TODAY)
    assert "\n" not in str(error.value) and sorted(root.rglob("*")) == before


@pytest.mark.parametrize(
    ("course", "page", "message"),
    [
        ("la-meteo", PAGE, "a déjà cette adresse : /cours/la-meteo/quatre-jours/"),
        ("la-mete", PAGE, "Cours inconnu : la-mete .vouliez-vous dire « la-meteo »"),
        ("la-meteo", replace(PAGE, slug="A b"), "minuscules"),
        ("la-meteo", replace(PAGE, slug="b", module="m-z"), "connus : m-la-meteo"),
        ("la-meteo", replace(PAGE, slug="b", summary="é" * 301), "résumé"),
    ],
)
def test_a_page_is_refused_with_a_reason_and_nothing_is_written(
    root: Path, course: str, page: WantedPage, message: str
) -> None:
    new_course(root, COURSE, library(root), TODAY)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(CannotMake, match=message):
        new_page(root, course, page, library(root), TODAY)
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before


def test_a_support_has_its_address_too(root: Path) -> None:
    folder = new_course(root, COURSE, library(root), TODAY)
    (folder / "supports").mkdir()
    text = (
        "---\nid: p-n\nrole: notes\ntitle: N\nsummary: S\nminutes: 3\nupdated: 2026-11-25\n---\nA."
    )
    (folder / "supports/notes.md").write_text(text, encoding="utf-8")
    with pytest.raises(CannotMake, match="déjà cette adresse"):
        new_page(root, "la-meteo", replace(PAGE, slug="notes"), library(root), TODAY)


def test_the_page_follows_those_of_its_module(root: Path) -> None:
    folder = new_course(root, COURSE, library(root), TODAY)
    toml = (folder / "course.toml").read_text(encoding="utf-8")
    second = '\n[[modules]]\nid = "m-b"\ntitle = "B"\nsummary = "S"\npages = ["21-b"]\n'
    (folder / "course.toml").write_text(toml + second, encoding="utf-8")
    first = (folder / "11-quatre-jours.md").read_text(encoding="utf-8")
    for other, number in (("21-b", 50), ("22-hors", 60)):
        text = first.replace("quatre-jours", other).replace("15", str(number))
        (folder / f"{other}.md").write_text(text, encoding="utf-8")
    numbers = [
        new_page(
            root, "la-meteo", replace(PAGE, slug=slug, module=module), library(root), TODAY
        ).name
        for slug, module in (("c", ""), ("d", "m-la-meteo"))
    ]
    assert numbers == ["23-c.md", "12-d.md"]  # 22 is taken
    modules = {m.id: m.pages for m in library(root).courses[0].modules}
    assert modules == {"m-la-meteo": ("p-quatre-jours", "p-d"), "m-b": ("p-21-b", "p-c")}


HEAD = '[[modules]] # un\nid = "a"\n'
LISTS = {
    'id = "c"\n': 'id = "c"\n',
    'pages = ["1-a"]\n[[modules]]\n': 'pages = ["1-a", "n"]\n[[modules]]\n',
    f'{HEAD}pages = []\n': f'{HEAD}pages = ["n"]\n',
    f"{HEAD}pages = ['1-a',]\n": f"{HEAD}pages = ['1-a', \"n\"]\n",
    f'{HEAD}pages = [\n  "1-a", # un\n  "2-b"\n]\nx = 1\n': (
        f'{HEAD}pages = [\n  "1-a", # un\n  "2-b",\n  "n",\n]\nx = 1\n'
    ),
    f'{HEAD}[[modules.elsewhere]]\npages = "x"\n': (
        '[[modules]] # un\npages = ["n"]\nid = "a"\n[[modules.elsewhere]]\npages = "x"\n'
    ),
    f'{HEAD}pages = ["1-a"]\n[[modules]]\nid = "b"\nplan = ["p"]\n': (
        f'{HEAD}pages = ["1-a", "n"]\n[[modules]]\nid = "b"\nplan = ["p"]\n'
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", LISTS)
def test_a_page_is_listed_and_the_rest_is_left_alone(source: str) -> None:
    assert listed(source, "n") == LISTS[source]


def test_a_list_that_cannot_be_read_is_left_to_its_author() -> None:
    for source in ('modules = [{id = "a"}]\n', f'{HEAD}"pages" = ["1-a"]\n'):
        with pytest.raises(CannotMake):
            listed(source, "n")


def test_the_commands_ask_what_was_not_given(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOOC_COURSES_DIR", str(root))
    monkeypatch.setenv("MOOC_VAR_DIR", str(root.parent / "var"))
    answers = "La météo\nVoir une règle naître.\n\nMoi\nQuatre jours\n"
    made = CliRunner().invoke(main, ["new", "course"], input=answers)
    assert made.exit_code == 0 and "la-meteo" in made.output, made.output
    assert "avertissement" not in made.output
    again = CliRunner().invoke(main, ["new", "course"], input=answers)
    assert again.exit_code == 1 and "existe déjà" in again.output
    page = CliRunner().invoke(main, ["new", "page", "la-meteo"], input="Un autre jour\nUn mot.\n")
    assert page.exit_code == 0 and "12-un-autre-jour.md" in page.output, page.output
    assert said(root) == []
