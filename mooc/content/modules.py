"""The modules of course.toml joined to the pages that were read: names become ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mooc.content.folder import Folder, Sheet
from mooc.content.manifest import ModuleEntry
from mooc.content.model import Measure, Module, Page
from mooc.content.problem import Problem, nearest


def join(
    folder: Folder, pages: Sequence[Page]
) -> tuple[tuple[Module, ...], tuple[Measure, ...], tuple[Problem, ...]]:
    """(modules, measures, problems) of a course whose pages were rendered."""
    sheets = {sheet.stem: sheet for sheet in folder.sheets}
    found: list[Problem] = []
    modules = tuple(_module(m, sheets, folder.toml, found) for m in folder.manifest.modules)
    measures = tuple(_measures(folder, modules, pages, found))
    return modules, measures, tuple(found)


def _module(
    entry: ModuleEntry, sheets: Mapping[str, Sheet], toml: str, found: list[Problem]
) -> Module:
    def ids(names: Sequence[str], role: str) -> tuple[str, ...]:
        known: list[str] = []
        for name in names:
            sheet = sheets.get(name)
            if sheet is None:
                # A missing page of the reading path is told when the pages are put in order.
                if role != "page":
                    hint = nearest(name, sheets) or f"écrivez supports/{name}.md"
                    message = f"document introuvable : {name[:80]}"
                    found.append(Problem(toml, entry.line, message, hint, code="course"))
            elif sheet.front.role != role:
                hint = f"écrivez role: {role} dans son en-tête"
                message = f"{name} n’a pas le rôle {role}"
                found.append(Problem(toml, entry.line, message, hint, code="course"))
            else:
                known.append(sheet.front.id)
        return tuple(known)

    def one(name: str, role: str) -> str:
        return next(iter(ids([name] if name else [], role)), "")

    return Module(
        id=entry.id,
        title=entry.title,
        summary=entry.summary,
        aims=entry.aims,
        pages=ids(entry.pages, "page"),
        notes=one(entry.notes, "notes"),
        paper=one(entry.paper, "paper"),
        easy=ids(entry.easy, "easy"),
        elsewhere=entry.elsewhere,
        status="draft" if entry.status == "draft" else "published",
        plan=entry.plan,
    )


def _measures(
    folder: Folder, modules: Sequence[Module], pages: Sequence[Page], found: list[Problem]
) -> list[Measure]:
    """Each pair names a question of the first page of its kind and one of the last."""
    kept: list[Measure] = []
    known = {m.id for m in modules}
    questions = {
        role: {b.id for p in pages if p.role == role for b in p.blocks}
        for role in ("placement", "final")
    }
    for entry in folder.manifest.measures:
        wrong = [
            (entry.module, known, "module"),
            (entry.before, questions["placement"], "question du bilan de départ"),
            (entry.after, questions["final"], "question du bilan final"),
        ]
        before = len(found)
        for name, table, what in wrong:
            if name not in table:
                message = f"{what} introuvable : {name[:60]}"
                hint = nearest(name, table)
                found.append(Problem(folder.toml, entry.line, message, hint, code="course"))
        if len(found) == before:
            kept.append(Measure(entry.aim, entry.module, entry.before, entry.after))
    return kept
