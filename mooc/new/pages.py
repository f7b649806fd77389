"""``mooc new course`` and ``mooc new page``: text that passes ``mooc check`` at once.

What is made is a whole small page, with something to try and a question, that speaks to any
audience. Its author changes the scene rather than filling blanks.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from mooc.content import Course, Library
from mooc.content.advice.feedback import same
from mooc.content.front import MAX_SUMMARY, MAX_TITLE
from mooc.content.problem import nearest
from mooc.new import CannotMake, quoted, slug_of
from mooc.new.listed import listed

MODELS = Path(__file__).parent / "course"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 60
NAMES = ("Nour", "Élise", "Malik", "Jeanne", "Samir", "Inès", "Paul", "Awa", "Hugo", "Rosa")
TOWNS = ("Digne", "Arles", "Gap", "Nice", "Toulon", "Apt", "Cassis", "Bandol", "Sisteron", "Vence")
# Draws of a scene before giving up: two scenes may not say the same of an answer.
DRAWS = 1_000


@dataclass(frozen=True, slots=True)
class WantedPage:
    """The answers to the questions asked about a page; ``module`` is an id, or empty."""

    title: str
    summary: str
    slug: str = ""
    module: str = ""


@dataclass(frozen=True, slots=True)
class WantedCourse:
    """The answers to the questions asked about a course, and about its first page."""

    title: str
    summary: str
    audience: str
    author: str
    page: WantedPage
    slug: str = ""


def new_course(root: Path, wanted: WantedCourse, library: Library, today: date) -> Path:
    """Write the folder of the course below *root*, with its first page; returns it.

    Raises CannotMake when an answer does not do, or something is there already.
    """
    slug = _slug(wanted.slug or slug_of(wanted.title))
    folder = root / slug
    if folder.exists():
        raise CannotMake(f"Le dossier {folder} existe déjà : choisissez un autre titre.")
    if library.audiences and wanted.audience not in library.audiences:
        hint = nearest(wanted.audience, library.audiences)
        raise CannotMake(f"Public inconnu : {wanted.audience} ({hint}).")
    taken = _ids(library)
    name = f"11-{_slug(wanted.page.slug or slug_of(wanted.page.title))}.md"
    page = _page(wanted.page, name, library, taken, today)
    values = {
        "course_id": _free(f"c-{slug}", taken),
        "module_id": _free(f"m-{slug}", taken),
        "title": quoted(_line(wanted.title, MAX_TITLE, "Le titre")),
        "summary": quoted(_line(wanted.summary, MAX_SUMMARY, "Le résumé")),
        "audience": wanted.audience,
        "author": quoted(_line(wanted.author, MAX_TITLE, "Le nom")),
        "stem": name.removesuffix(".md"),
    }
    folder.mkdir(parents=True)
    (folder / "course.toml").write_text(_fill("course.toml", values), encoding="utf-8")
    (folder / name).write_text(page, encoding="utf-8")
    return folder


def new_page(root: Path, course: str, wanted: WantedPage, library: Library, today: date) -> Path:
    """Write one more page of the course below *root*, and name it in course.toml; returns it."""
    found = library.course(course)
    if found is None:
        hint = nearest(course, [c.slug for c in library.courses])
        raise CannotMake(f"Cours inconnu : {course}" + (f" ({hint})." if hint else "."))
    slug = _slug(wanted.slug or slug_of(wanted.title))
    if found.page(slug) is not None:
        raise CannotMake(f"Une page du cours a déjà cette adresse : /cours/{course}/{slug}/.")
    folder = root / course
    name = f"{_number(folder, found, wanted.module):02}-{slug}.md"
    if (folder / name).exists():
        raise CannotMake(f"Le fichier {folder / name} existe déjà.")
    toml = folder / "course.toml"
    manifest = listed(toml.read_text(encoding="utf-8"), name.removesuffix(".md"), wanted.module)
    text = _page(wanted, name, library, _ids(library), today)
    (folder / name).write_text(text, encoding="utf-8")
    toml.write_text(manifest, encoding="utf-8")
    return folder / name


def _page(wanted: WantedPage, name: str, library: Library, taken: set[str], today: date) -> str:
    """The text of the page, with a scene of its own."""
    slug = name.partition("-")[2].removesuffix(".md")
    values = {
        "page_id": _free(f"p-{slug}", taken),
        "question_id": _free(f"q-{slug}", taken),
        # JSON between double quotes is YAML too.
        "title": json.dumps(_line(wanted.title, MAX_TITLE, "Le titre"), ensure_ascii=False),
        "summary": json.dumps(_line(wanted.summary, MAX_SUMMARY, "Le résumé"), ensure_ascii=False),
        "today": today.isoformat(),
    }
    said = {
        same(remark.html)
        for course in library.courses
        for page in course.all_pages
        for remark in page.remarks
    }
    for scene in _scenes(slug):
        text = _fill("page.md", values | scene)
        if said.isdisjoint(same(line) for line in text.split("\n") if line.startswith("  ")):
            return text
    raise CannotMake("Trop de pages ont encore le texte du modèle : changez-les d’abord.")


def _scenes(seed: str) -> Iterator[dict[str, str]]:
    draw = random.Random(seed)  # noqa: S311 - nobody has to guess it
    for _ in range(DRAWS):
        sun_a, sun_b = draw.sample(range(32, 60), 2)
        rain_a = draw.randrange(8, 28)
        rain_b = draw.choice([n for n in range(8, 28) if n != rain_a and (n + rain_a) % 2 == 0])
        scene = {"sun_a": sun_a, "sun_b": sun_b, "rain_a": rain_a, "rain_b": rain_b}
        numbers = {key: str(n) for key, n in scene.items()} | {"mean": str((rain_a + rain_b) // 2)}
        yield numbers | {"name": draw.choice(NAMES), "town": draw.choice(TOWNS)}


def _number(folder: Path, course: Course, module: str) -> int:
    """The next free number: after the last page of the module, or of those that have one."""
    files = {path.name for path in folder.glob("*.md")}
    used = {int(name.partition("-")[0]) for name in files if name.partition("-")[0].isdigit()}
    chosen = [m for m in course.modules if m.id == module or (not module and m.pages)]
    last = {id for m in chosen[-1:] for id in m.pages}
    ours = [Path(page.path).name for page in course.pages if page.id in last or not last]
    numbers = [int(name.partition("-")[0]) for name in ours if name.partition("-")[0].isdigit()]
    number = max(numbers, default=0) + 1
    while number in used:
        number += 1
    return number


def _ids(library: Library) -> set[str]:
    """Every id of the courses."""
    return {
        identifier
        for course in library.courses
        for identifier in (
            course.id,
            *(module.id for module in course.modules),
            *(page.id for page in course.all_pages),
            *(block.id for page in course.all_pages for block in page.blocks),
        )
    }


def _free(wanted: str, taken: set[str]) -> str:
    """The wanted id, or the first numbered one that nothing has; it is then taken."""
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name)
    return name


def _slug(slug: str) -> str:
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST:
        raise CannotMake(
            "L’adresse : des minuscules sans accent, des chiffres, des tirets, "
            f"{LONGEST} signes au plus."
        )
    return slug


def _line(text: str, limit: int, what: str) -> str:
    line = " ".join(text.split())
    if not line or len(line) > limit or not line.isprintable():
        raise CannotMake(f"{what} : de 1 à {limit} signes, sur une ligne.")
    return line


def _fill(model: str, values: Mapping[str, str]) -> str:
    return Template((MODELS / f"{model}.model").read_text(encoding="utf-8")).substitute(values)
