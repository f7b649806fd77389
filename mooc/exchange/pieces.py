"""What a page holds, ready for a template: text, passages, self-checks, and boxes for exercises."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mooc.content.blocks.exercise.block import ExerciseRef
from mooc.content.model import Block, Page, Passage
from mooc.exchange.rewrite import Rules, rewrite
from mooc.exchange.selfcheck import SelfCheck, Told, self_check
from mooc.exchange.volume import ROLE_NAMES, Volume


@dataclass(frozen=True, slots=True)
class Box:
    """A lab or an exercise, which opens on the site only."""

    id: str
    title: str
    summary: str
    address: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing of a page: exactly one of the fields is set."""

    text: str = ""
    passage: Passage | None = None
    check: SelfCheck | None = None
    box: Box | None = None
    level: int = 2


def pieces_of(volume: Volume, page: Page) -> tuple[Piece, ...]:
    """The pieces of a page, in reading order, without the passages that are for others."""
    found: list[Piece] = []
    number = 0
    readers = volume.readers
    for segment in page.segments:
        if isinstance(segment, str):
            found.append(Piece(text=segment))
        elif isinstance(segment, Passage):
            if segment.suits(readers.audience, readers.trade, readers.stage):
                found.append(Piece(passage=segment))
        elif isinstance(segment.spec, ExerciseRef):
            found.append(Piece(box=_box(volume, segment), level=_level(page, segment)))
        else:
            number += 1
            check = self_check(segment, number)
            found.append(Piece(check=check, level=_level(page, segment)))
    return tuple(found)


def _level(page: Page, block: Block) -> int:
    """The level of a block's heading: below the title of its part, or of the page."""
    return 3 if any(h.level == 2 and h.line < block.line for h in page.headings) else 2


def _box(volume: Volume, block: Block) -> Box:
    ref: ExerciseRef = block.spec
    exercise = volume.exercises[ref.slug]
    tail = "labo" if ref.tier == "lab" else ""
    address = f"{volume.site}/exercices/{ref.slug}/{tail}"
    return Box(block.id, exercise.title, exercise.summary, address)


@cache
def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["role_names"] = ROLE_NAMES
    env.filters["told"] = _told
    return env


def _told(answer: Told) -> str:
    """Whether an answer is right, in a word; nothing where that does not apply."""
    return {True: "Juste", False: "Faux", None: ""}[answer.correct]


def fill(template: str, volume: Volume, rules: Rules, **values: Any) -> str:
    """A template with the course, and ``html()`` to write a fragment with its addresses changed."""

    def html(fragment: str) -> Markup:
        return Markup(rewrite(fragment, rules))  # noqa: S704 - cleaned by mooc.content

    made = _environment().get_template(template)
    return made.render(volume=volume, course=volume.course, html=html, **values)
