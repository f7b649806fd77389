"""The thing to do on the home page: twelve made-up requests, one bar, who is missed.

Pure: the page, its script (``threshold-demo.js``) and the tests read the same twelve rows. The
machine's note is biased on purpose against the back country, as one trained on a town's files
would be; the page says so after the visitor has tried.
"""

from __future__ import annotations

from dataclasses import dataclass

LOWEST, HIGHEST, STEP, START = 0, 100, 5, 60


@dataclass(frozen=True, slots=True)
class Request:
    """One made-up request: the machine's *note* (0 to 100), and whether help was truly needed."""

    name: str
    place: str
    note: int
    need: bool


TOWN, HILLS = "Ville", "Arrière-pays"

REQUESTS = (
    Request("Nadia", TOWN, 88, True),
    Request("Marc", TOWN, 79, True),
    Request("Léa", TOWN, 74, False),
    Request("Rose", HILLS, 71, True),
    Request("Hugo", TOWN, 66, True),
    Request("Inès", TOWN, 58, False),
    Request("Karim", HILLS, 57, True),
    Request("Jeanne", HILLS, 52, True),
    Request("Lucas", HILLS, 47, False),
    Request("Paul", TOWN, 41, False),
    Request("Zoé", HILLS, 38, True),
    Request("Émile", HILLS, 29, False),
)


@dataclass(frozen=True, slots=True)
class Share:
    """Of *needed* people of *place* who needed help, *served* received it."""

    place: str
    served: int
    needed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the bar does: *helped* requests pass it, *missed* needed it and do not."""

    bar: int
    helped: int
    missed: tuple[str, ...]
    needless: int
    shares: tuple[Share, ...]


def read_bar(raw: str | None) -> int:
    """The bar asked for, brought back to the scale; the starting one when it is no number."""
    try:
        value = int(raw or START)
    except ValueError:
        return START
    value = min(HIGHEST, max(LOWEST, value))
    return round(value / STEP) * STEP


def outcome(bar: int) -> Outcome:
    """Who is helped and who is missed when requests noted *bar* or more are accepted."""
    helped = [r for r in REQUESTS if r.note >= bar]
    missed = tuple(r.name for r in REQUESTS if r.need and r.note < bar)
    return Outcome(
        bar=bar,
        helped=len(helped),
        missed=missed,
        needless=sum(not r.need for r in helped),
        shares=tuple(_share(place, bar) for place in (TOWN, HILLS)),
    )


def _share(place: str, bar: int) -> Share:
    needed = [r for r in REQUESTS if r.place == place and r.need]
    return Share(place, sum(r.note >= bar for r in needed), len(needed))
