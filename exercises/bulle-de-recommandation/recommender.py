"""A recommender that learns from clicks: six titles a round, tastes that fade, room to discover.

Everything is replayed from the settings and the clicks; web/recommender.js does the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log

PLACES = 6  # titles proposed a round
ROUNDS = 8
LAST = 4  # rounds that the goals look at
MOST_MEMORY = 80


@dataclass(frozen=True, slots=True)
class Settings:
    """``explore``: places of six for discovery; ``memory``: % of a taste kept at each click."""

    draw: int
    explore: int
    memory: int


@dataclass(frozen=True, slots=True)
class Pick:
    """A title proposed: its theme and its number there; ``found`` when it is a discovery, ``again``
    when it was proposed before."""

    theme: int
    title: int
    found: bool
    again: bool


@dataclass(frozen=True, slots=True)
class Round:
    """What was proposed, from which tastes; ``click`` is the place chosen, 0 to pass, None yet."""

    picks: tuple[Pick, ...]
    tastes: tuple[float, ...]
    click: int | None

    @property
    def counts(self) -> tuple[int, ...]:
        """Titles proposed in each theme."""
        return tuple(sum(p.theme == t for p in self.picks) for t in range(len(self.tastes)))

    @property
    def index(self) -> int:
        """Diversity: 100 when the six themes differ, 0 when there is one."""
        return index(self.counts)


def play(settings: Settings, clicks: Sequence[int], themes: int, titles: int) -> list[Round]:
    """The rounds of these clicks, and the next one when there is one left."""
    chance = generator(settings.draw)
    shelves = [shuffled(range(titles), chance) for _ in range(themes)]
    shown, discovered = [0] * themes, [0] * themes
    tastes = [1 / themes] * themes
    rounds: list[Round] = []
    for number in range(min(ROUNDS, len(clicks) + 1)):
        order = shuffled(range(themes), chance)
        places = _places(settings, tastes, discovered, order)
        picks = []
        for theme, found in places:
            turn = shown[theme]
            picks.append(Pick(theme, shelves[theme][turn % titles], found, turn >= titles))
            shown[theme] += 1
            discovered[theme] += found
        click = clicks[number] if number < len(clicks) else None
        rounds.append(Round(tuple(picks), tuple(tastes), click))
        if click:
            tastes = updated(tastes, picks[click - 1].theme, settings.memory)
    return rounds


def updated(tastes: Sequence[float], clicked: int, memory: int) -> list[float]:
    """Tastes after a click: the old ones fade, the clicked theme takes what they leave."""
    return [
        (memory * taste + (100 - memory) * (theme == clicked)) / 100
        for theme, taste in enumerate(tastes)
    ]


def shared(tastes: Sequence[float], places: int, order: Sequence[int]) -> list[int]:
    """*places* shared out by taste: whole parts, then the largest remainders (ties by *order*)."""
    quotas = [taste * places for taste in tastes]
    counts = [floor(quota) for quota in quotas]
    ranked = sorted(order, key=lambda theme: counts[theme] - quotas[theme])
    for theme in ranked[: places - sum(counts)]:
        counts[theme] += 1
    return counts


def index(counts: Sequence[int]) -> int:
    """Shannon's entropy of the themes over its greatest value, in %, rounded down."""
    total = sum(counts)
    spread = 1 - sum(c * log(c) for c in counts if c) / (total * log(total))
    # Two languages may differ by the last bit of a logarithm: never across a whole per cent.
    return floor(100 * spread + 1e-6)


def _places(
    settings: Settings, tastes: Sequence[float], discovered: Sequence[int], order: Sequence[int]
) -> list[tuple[int, bool]]:
    """(theme, is it a discovery) of each place: the best liked first, discoveries last."""
    counts = shared(tastes, PLACES - settings.explore, order)
    liked = sorted(order, key=lambda theme: -counts[theme])
    places = [(theme, False) for theme in liked for _ in range(counts[theme])]
    # Discover what is not proposed already, then what was discovered least.
    new = sorted(order, key=lambda theme: (counts[theme] > 0, discovered[theme]))
    return places + [(theme, True) for theme in new[: settings.explore]]


def generator(seed: int) -> Callable[[int], int]:
    """``chance(n)`` draws a whole number under n; the same numbers in both languages."""
    state = seed * 2_654_435_761 % 2**32

    def chance(below: int) -> int:
        nonlocal state
        state = (state * 1_664_525 + 1_013_904_223) % 2**32
        return state * below // 2**32

    return chance


def shuffled(values: Sequence[int], chance: Callable[[int], int]) -> list[int]:
    """The values in an order drawn by *chance*."""
    found = list(values)
    for last in range(len(found) - 1, 0, -1):
        other = chance(last + 1)
        found[last], found[other] = found[other], found[last]
    return found
