"""A small courses folder of a test's own, beside the site's audiences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

from flask import Flask

from mooc.app import create_app
from mooc.settings import Settings

HEAD = "id: {id}\ntitle: {title}\nsummary: Une page d’essai.\nminutes: 3\nupdated: 2026-11-25\n"


def write_page(folder: Path, name: str, page_id: str, body: str, **more: str) -> Path:
    """A page with a front matter that passes; *more* are fields of it (``role="notes"``)."""
    folder.mkdir(parents=True, exist_ok=True)
    title = more.pop("title", f"Page {page_id}")
    head = HEAD.format(id=page_id, title=title)
    head += "".join(f"{key}: {value}\n" for key, value in more.items())
    path = folder / name
    path.write_text(f"---\n{head}---\n{dedent(body)}\n", encoding="utf-8")
    return path


def write_course(root: Path, slug: str, audience: str, more: str = "", **fields: str) -> Path:
    """A course.toml that passes, with *more* after it."""
    folder = root / slug
    folder.mkdir(parents=True, exist_ok=True)
    values = {
        "id": f"c-{slug}",
        "title": f"Cours {slug}",
        "summary": "Un cours d’essai.",
        "audience": audience,
        "licence": "CC BY-SA 4.0",
        **fields,
    }
    lines = [f'{key} = "{value}"' for key, value in values.items()]
    text = "\n".join([*lines, 'authors = ["L’équipe"]', dedent(more)])
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return folder


def site(settings: Settings, courses: Path) -> Flask:
    """A site that serves those courses only."""
    app = create_app(replace(settings, courses_dir=courses))
    app.testing = True
    return app
