"""A course with all that its pages refer to: what both exports are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mooc.catalogue import without_drafts
from mooc.content import load_courses
from mooc.content.glossary import key
from mooc.content.model import Audience, Course, Misconception, Module, Page, Role, Term
from mooc.content.problem import nearest
from mooc.exchange.error import ExchangeError
from mooc.grading import DIRECTIVES
from mooc.grading.exercise import Exercise
from mooc.grading.exercise_file import load_exercises
from mooc.settings import Settings

ROLE_NAMES: Mapping[Role, str] = {
    "page": "Page",
    "placement": "Bilan de départ",
    "final": "Bilan final",
    "notes": "Pour animer",
    "paper": "Sans écran",
    "easy": "Facile à lire",
}

READ: tuple[Role, ...] = ("placement", "page", "final")


@dataclass(frozen=True, slots=True)
class Readers:
    """Whom the export is for. Empty ``trade`` and ``stage``: all of them."""

    audience: str = ""
    trade: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages under one title: a module, or what stands before, after or beside the modules."""

    title: str
    module: Module | None
    pages: tuple[Page, ...]

    @property
    def path(self) -> tuple[Page, ...]:
        """Those to read one after the other."""
        return tuple(page for page in self.pages if page.role in READ)

    @property
    def beside(self) -> tuple[Page, ...]:
        """Those that stand beside: easy versions, notes, sheets."""
        return tuple(page for page in self.pages if page.role not in READ)


@dataclass(frozen=True, slots=True)
class Volume:
    """``site`` is the address where labs and exercises open; ``errors`` counts broken blocks."""

    course: Course
    readers: Readers
    glossary: Mapping[str, Term]
    misconceptions: Mapping[str, Misconception]
    audiences: Mapping[str, Audience]
    exercises: Mapping[str, Exercise]
    site: str
    errors: int = 0

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every page once, in reading order: the first test, the modules, the last test."""
        found = [Part("Pour commencer", None, self._of("placement"))]
        placed: set[str] = set()
        for module in self.course.modules:
            ids = (*module.pages, *module.easy, module.notes, module.paper)
            pages = tuple(p for i in ids if (p := self.course.by_id(i)) and i not in placed)
            placed |= {page.id for page in pages}
            found.append(Part(module.title, module, pages))
        rest = tuple(
            page
            for page in self.course.all_pages
            if page.id not in placed and page.role not in ("placement", "final")
        )
        title = "Autres pages" if self.course.modules else "Les pages"
        found.append(Part(title, None, rest))
        found.append(Part("Pour finir", None, self._of("final")))
        return tuple(part for part in found if part.pages)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page once, in the order of ``parts``."""
        return tuple(page for part in self.parts for page in part.pages)

    def terms(self) -> dict[str, tuple[Term, tuple[Page, ...]]]:
        """Each word of the glossary that the course uses, with the pages that use it."""
        found: dict[str, tuple[Term, tuple[Page, ...]]] = {}
        for page in self.pages:
            for name in page.terms:
                term = self.glossary[key(name)]
                before = found[key(name)][1] if key(name) in found else ()
                found[key(name)] = (term, (*before, page))
        return dict(sorted(found.items()))

    def _of(self, role: Role) -> tuple[Page, ...]:
        return tuple(page for page in self.course.supports if page.role == role)


def open_volume(
    settings: Settings,
    name: str,
    readers: Readers | None = None,
    site: str = "",
    drafts: bool = False,
) -> Volume:
    """The course of that folder name. Raises ``ExchangeError`` when there is none to export."""
    exercises, _problems = load_exercises(settings.exercises_dir)
    library = load_courses(settings.courses_dir, DIRECTIVES, set(exercises))
    course = library.course(Path(name).name)
    if course is None:
        hint = nearest(Path(name).name, [c.slug for c in library.courses])
        raise ExchangeError(f"Cours inconnu : {name[:80]}. {hint}".rstrip())
    if not drafts:
        if course.status == "draft":
            raise ExchangeError("Ce cours est en préparation : ajoutez --drafts pour l’exporter.")
        course = without_drafts(course)
    if not course.all_pages:
        raise ExchangeError("Ce cours n’a aucune page.")
    readers = readers or Readers()
    _known(readers, course, library.audiences)
    mine = {page.path for page in course.all_pages}
    broken = [p for p in library.problems if p.path in mine and p.severity == "error"]
    return Volume(
        course=course,
        readers=replace(readers, audience=readers.audience or course.audience),
        glossary=library.glossary,
        misconceptions=library.misconceptions,
        audiences=library.audiences,
        exercises=exercises,
        site=site or settings.site_origin,
        errors=len(broken),
    )


def _known(readers: Readers, course: Course, audiences: Mapping[str, Audience]) -> None:
    """A name that nobody knows would hide every passage in silence."""
    slug = readers.audience or course.audience
    if readers.audience and slug not in audiences:
        raise ExchangeError(f"Public inconnu : {slug[:60]}. {nearest(slug, audiences)}".rstrip())
    audience = audiences.get(slug)
    tables = (
        ("Métier", readers.trade, audience.trades if audience else {}),
        ("Stade", readers.stage, audience.stages if audience else {}),
    )
    for what, asked, known in tables:
        if asked and asked not in known:
            raise ExchangeError(f"{what} inconnu : {asked[:60]}. {nearest(asked, known)}".rstrip())
