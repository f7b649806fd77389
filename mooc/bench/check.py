"""``mooc bench check``: the reading, checking and advising of a thousand pages, against the bare
parse of the same texts by markdown-it, and of one changed page among them.

The pages are the repository's own, drawn with a seed, with ids and feedback of their own. Each
figure is given twice: on the clock, and in user time of the processor, which other work on the
machine changes little.
"""

from __future__ import annotations

import random
import re
import resource
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import click
from markdown_it import MarkdownIt

from mooc.bench.measure import ratios
from mooc.content.check import Checker, uncollected
from mooc.content.incremental import YOUNG
from mooc.grading import DIRECTIVES
from mooc.grading.exercise_file import load_exercises
from mooc.settings import Settings

PAGES = 1_000
A_COURSE = 25
SEED = 20_261_125
COURSE = """id = "c-mesure-{number}"
title = "Mesure {number}"
summary = "Des pages pour mesurer."
audience = "tous-publics"
licence = "CC BY 4.0"
authors = ["Mesure"]
"""
FLOOR, WHOLE, ONE = (
    "bare markdown-it parse",
    "mooc check, from nothing",
    "mooc check, one page changed",
)
IDS = re.compile(r"^(id: |:id: )(\S+)$", re.MULTILINE)
# A line of feedback: it stands under an answer, shifted to the right.
FEEDBACK = re.compile(r"^( {2,}\S.*?)([.!?…\s»]*)$", re.MULTILINE)

Times = tuple[float, float]  # on the clock, of the processor


def run(settings: Settings, rounds: int, pages: int = PAGES) -> None:
    """Measure and print."""
    exercises = frozenset(load_exercises(settings.exercises_dir)[0])
    with TemporaryDirectory() as name:
        root = Path(name) / "courses"
        paths = make_library(settings.courses_dir, root, pages, SEED)
        found = measure(root, paths, exercises, rounds)
    report(found, len(paths), rounds)


def make_library(source: Path, root: Path, pages: int, seed: int) -> list[Path]:
    """Copy the courses of *source* below *root*, add pages drawn from them until there are
    *pages*; returns them all."""
    shutil.copytree(source, root)
    models = sorted(path for path in root.glob("*/[0-9][0-9]-*.md"))
    draw = random.Random(seed)  # noqa: S311 - nobody has to guess it
    paths = list(models)
    while len(paths) < pages:
        number = len(paths)
        course = root / f"mesure-{number:05}"
        folder = draw.choice(sorted({model.parent for model in models}))
        course.mkdir()
        if (folder / "images").is_dir():
            shutil.copytree(folder / "images", course / "images")
        (course / "course.toml").write_text(COURSE.format(number=number), encoding="utf-8")
        own = [model for model in models if model.parent == folder]
        for place in range(1, min(A_COURSE, pages - number) + 1):
            path = course / f"{place:02}-page-{place}.md"
            text = draw.choice(own).read_text(encoding="utf-8")
            path.write_text(renumbered(text, f"{number}-{place}"), encoding="utf-8")
            paths.append(path)
    return paths


def renumbered(text: str, mark: str) -> str:
    """The page with ids and feedback that no other page has."""
    return FEEDBACK.sub(rf"\1 ({mark})\2", IDS.sub(rf"\1\2-{mark}", text))


def measure(
    root: Path, paths: Sequence[Path], exercises: frozenset[str], rounds: int
) -> Mapping[str, Sequence[Times]]:
    """Rounds go through the figures in turn: each ratio compares neighbours in time."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    bare = MarkdownIt("commonmark")
    today, kept = date.today(), Checker(root, DIRECTIVES, exercises)
    broken = [problem for problem in kept.check(today)[1] if problem.severity == "error"]
    if broken:
        raise click.ClickException(f"Les cours ont des erreurs : {broken[0]}")
    # Files as young as these are not trusted yet: an author's other pages are older than that.
    time.sleep(YOUNG / 1e9)
    kept.check(today)
    found: dict[str, list[Times]] = {FLOOR: [], WHOLE: [], ONE: []}
    for path in draw_changes(paths, rounds):
        found[FLOOR].append(timed(lambda: [bare.parse(text) for text in texts]))
        found[WHOLE].append(timed(lambda: Checker(root, DIRECTIVES, exercises).check(today)))
        with path.open("a", encoding="utf-8") as stream:
            stream.write("\nUne ligne de plus.\n")
        found[ONE].append(timed(lambda: kept.check(today)))
        if kept.reader.rendered != 1:
            raise click.ClickException(f"{kept.reader.rendered} pages relues au lieu d’une.")
    return found


def draw_changes(paths: Sequence[Path], rounds: int) -> list[Path]:
    """The page that each round changes."""
    return random.Random(SEED).sample(list(paths), rounds)  # noqa: S311 - nobody has to guess it


def timed(step: Callable[[], object]) -> Times:
    """Seconds of one step, those of the processes that it starts included."""
    clock, user = time.perf_counter(), _user()
    with uncollected():
        step()
    return time.perf_counter() - clock, _user() - user


def _user() -> float:
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_utime for who in both)


def report(found: Mapping[str, Sequence[Times]], pages: int, rounds: int) -> None:
    """Print medians, and ratios to the floor in user time."""
    click.echo(f"{pages} pages, médiane de {rounds} tours :")
    floor = [user for _, user in found[FLOOR]]
    for name, times in found.items():
        clock, user = median(c for c, _ in times), median(u for _, u in times)
        ratio = median(ratios([u for _, u in times], floor))
        click.echo(f"  {name:<32}{clock:>8.3f} s  {user:>8.3f} s user  ratio {ratio:.2f}")
