"""« La bulle »: a small recommender learns from one's clicks; open its bubble and stay liked.

Fields: ``tirage``, ``decouverte`` and ``memoire`` (settings), ``gout_1`` and ``gout_2`` (favourite
themes), ``clics`` (a digit a round: the place of the title clicked, 0 to pass).
"""

from __future__ import annotations

from pathlib import Path

from mooc.grading.lab import LabKind, Play

from .bench import TRIES, Given, robot, view
from .judge import grade
from .reading import OPTIONS, Lab, parse
from .recommender import ROUNDS, Settings, play

LIKED = (0, 2)


def plays(own: Lab) -> tuple[Play, ...]:
    """The first settings close a bubble; all discovery loses interest; in between passes."""
    one = Settings(1, 0, 50)
    return (
        _play(own, one, _one_theme(own, one), "toujours mon thème, sans découverte", "bubble"),
        _turns(own, Settings(1, 0, 80), "une longue mémoire, sans découverte", "bubble"),
        _turns(own, Settings(1, 6, 50), "que de la découverte", "at-random"),
        _turns(own, Settings(1, 1, 50), "une place seulement", "half-open"),
        _turns(own, Settings(1, 1, 0), "une place, aucune mémoire", "short-memory"),
        _turns(own, Settings(1, 3, 50), "trois places pour la découverte", "good"),
        _turns(own, Settings(1, 2, 70), "deux places et une longue mémoire", "good"),
    )


def _turns(own: Lab, settings: Settings, name: str, told: str) -> Play:
    return _play(own, settings, robot(own, Given(settings, LIKED, ())), name, told)


def _one_theme(own: Lab, settings: Settings) -> tuple[int, ...]:
    """Clicks of someone who always chooses the first theme."""
    clicks: list[int] = []
    for _ in range(ROUNDS):
        picks = play(settings, clicks, len(own.themes), own.titles)[-1].picks
        clicks.append(next((n for n, p in enumerate(picks, 1) if p.theme == LIKED[0]), 0))
    return tuple(clicks)


def _play(own: Lab, settings: Settings, clicks: tuple[int, ...], name: str, told: str) -> Play:
    answer = {
        "tirage": [str(settings.draw)],
        "gout_1": [own.themes[LIKED[0]].id],
        "gout_2": [own.themes[LIKED[1]].id],
        "decouverte": [str(settings.explore)],
        "memoire": [str(settings.memory)],
        "clics": ["".join(map(str, clicks))],
    }
    return Play(name, answer, told == "good", told)


KIND = LabKind(
    name="bulle-de-recommandation",
    title="La bulle",
    parse=parse,
    fields=lambda own: ("tirage", "gout_1", "gout_2", "decouverte", "memoire", "clics"),
    view=view,
    grade=grade,
    plays=plays,
    folder=Path(__file__).parent,
    options=OPTIONS,
    tries=TRIES,
)
