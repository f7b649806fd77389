"""``mooc bench python``: for each exercise, what each tier carries and how long its first result
takes, against bare Pyodide as shipped.

Each round measures the floors, then every tier of every exercise, in a browser profile of its own:
first with an empty cache, then again. Other work on the machine slows a whole round, so a ratio
compares neighbours in time. Bytes are those that the server sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from typing import Any

import click

from mooc.bench.browser import chromium, open_bare, open_cell, open_lab, open_notebook
from mooc.bench.carried import Sent, site, static
from mooc.bench.measure import ratios
from mooc.grading.exercise import Exercise
from mooc.grading.exercise_file import load_exercises
from mooc.grading.lab_file import load_lab
from mooc.lite import versions
from mooc.lite.build import LITE
from mooc.settings import Settings

ALL = "all"
HEAD = f"{'':<44}{'first time':>24}{'ratio':>7}{'again':>9}{'ratio':>7}{'carried':>11}{'again':>10}"


@dataclass(frozen=True)
class Way:
    """One tier of one exercise: how to open it in a page, and who sent what it needed. Its floor
    is bare Pyodide with *package*."""

    name: str
    package: str
    open: Callable[[Any], float]
    sent: Sent


@dataclass
class Figures:
    """Seconds and bytes of one way, cold and again, a figure a round."""

    cold: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    bytes_cold: list[int] = field(default_factory=list)
    bytes_again: list[int] = field(default_factory=list)


def run(settings: Settings, rounds: int, slug: str) -> None:
    """Measure and print medians and ratios of *slug*, or of every exercise."""
    chosen = choose(settings, slug)
    with ExitStack() as stack:
        shipped = settings.build_dir / "cache" / f"pyodide-{versions.read(LITE).pyodide}"
        origin, sent = stack.enter_context(site(settings))
        bare, bare_sent = stack.enter_context(static(shipped))
        browser = stack.enter_context(chromium())
        ways = [way for e in chosen for way in ways_of(e, origin, sent, settings)]
        floors = {
            name: Way(
                f"bare Pyodide, {name}", name, partial(open_bare, bare, package=name), bare_sent
            )
            for name in sorted({way.package for way in ways})
        }
        every = [*floors.values(), *ways]
        figures = {way.name: Figures() for way in every}
        for number in range(rounds):
            click.echo(f"{number + 1}/{rounds}", err=True)
            for way in every:
                measure(browser, way, figures[way.name])
    show(every, figures, {name: figures[way.name] for name, way in floors.items()})


def choose(settings: Settings, slug: str) -> list[Exercise]:
    """The exercise *slug*, or all of them."""
    exercises, _ = load_exercises(settings.exercises_dir)
    if slug == ALL:
        return list(exercises.values())
    if slug not in exercises:
        raise click.ClickException(f"Pas d’exercice « {slug} » (ou bien {ALL}).")
    return [exercises[slug]]


def ways_of(exercise: Exercise, origin: str, sent: Sent, settings: Settings) -> Iterator[Way]:
    """The tiers that the exercise has, as its file says."""
    slug = exercise.slug
    if "lab" in exercise.tiers:
        lab = load_lab(exercise.folder, settings.data_secret)
        names = list(lab.kind.fields(lab.own))
        yield Way(f"{slug}, lab", "numpy", partial(open_lab, origin, slug=slug, names=names), sent)
    if exercise.python is None:
        return
    package = exercise.python.package
    for tier, opener in (("cell", open_cell), ("notebook", open_notebook)):
        if tier in exercise.tiers:
            opened = partial(opener, origin, slug=slug, package=package)
            yield Way(f"{slug}, {tier} ({package})", package, opened, sent)


def measure(browser: Any, way: Way, into: Figures) -> None:
    """One round of one way: an empty profile, then the same again."""
    context = browser.new_context(locale="fr-FR")
    way.sent()
    for seconds, carried in ((into.cold, into.bytes_cold), (into.again, into.bytes_again)):
        page = context.new_page()
        seconds.append(way.open(page))
        carried.append(way.sent())
        page.close()
    context.close()


def show(
    ways: Sequence[Way], figures: Mapping[str, Figures], floors: Mapping[str, Figures]
) -> None:
    """One line a way: medians, the spread of the first time, ratios to the floor of the round."""
    click.echo(HEAD)
    for way in ways:
        found, floor = figures[way.name], floors[way.package]
        spread = f"({min(found.cold):.2f}–{max(found.cold):.2f})"
        click.echo(
            f"{way.name:<44}{median(found.cold):>8.2f} s {spread:>14}"
            f"{median(ratios(found.cold, floor.cold)):>7.2f}"
            f"{median(found.again):>7.2f} s{median(ratios(found.again, floor.again)):>7.2f}"
            f"{_bytes(found.bytes_cold):>11}{_bytes(found.bytes_again):>10}"
        )


def _bytes(sizes: Sequence[int]) -> str:
    size = median(sizes)
    return f"{size / 1e6:.2f} MB" if size >= 1e6 else f"{size / 1e3:.1f} kB"
