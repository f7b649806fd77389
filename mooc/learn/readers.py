"""For whom a page is read: an audience, a trade, a stage. Said in the address, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mooc.catalogue import library
from mooc.content import Course, Page, Passage


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads. Empty ``trade`` and ``stage``: not said, and everything is shown."""

    audience: str
    trade: str = ""
    stage: str = ""

    def query(self, course: Course) -> dict[str, str]:
        """What an address needs to find the same reader again."""
        asked = {"metier": self.trade, "stade": self.stage}
        if self.audience != course.audience:
            asked["public"] = self.audience
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Choices:
    """What pages let their reader say: slug → title, only what changes something in them."""

    trades: Mapping[str, str]
    stages: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.trades or self.stages)


def reader_of(course: Course, asked: Mapping[str, str]) -> Reader:
    """The reader named by an address. A name that nobody knows is passed over."""
    audiences = library().audiences
    slug = asked.get("public", "")
    slug = slug if slug in audiences else course.audience
    known = audiences.get(slug)
    trade, stage = asked.get("metier", ""), asked.get("stade", "")
    return Reader(
        slug,
        trade if known and trade in known.trades else "",
        stage if known and stage in known.stages else "",
    )


def choices(pages: Iterable[Page], reader: Reader) -> Choices:
    """The trades and stages that the pages speak of, in the order of audiences.toml."""
    audience = library().audiences.get(reader.audience)
    mine = [p for page in pages for p in page.passages if p.suits(reader.audience)]
    if audience is None or not mine:
        return Choices({}, {})
    trades = {slug for passage in mine for slug in passage.trades}
    stages = {slug for passage in mine for slug in passage.stages}
    return Choices(
        {slug: title for slug, title in audience.trades.items() if slug in trades},
        {slug: title for slug, title in audience.stages.items() if slug in stages},
    )


def suits(passage: Passage, reader: Reader) -> bool:
    """Whether the passage is shown to that reader."""
    return passage.suits(reader.audience, reader.trade, reader.stage)
