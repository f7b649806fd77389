"""What the page shows: six titles, what the system believes, every round so far. Nothing hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from mooc.grading.verdict import Answer, BadAnswer, only

from .reading import Lab
from .recommender import LAST, MOST_MEMORY, PLACES, ROUNDS, Round, Settings, play

LAST_DRAW: Final = 99
TRIES: Final = ("choisir", "reculer", "effacer", "robot")


@dataclass(frozen=True, slots=True)
class Given:
    """What was read of a form: settings, favourite themes, clicks."""

    settings: Settings
    liked: tuple[int, int]
    clicks: tuple[int, ...]


def given(lab: Lab, fields: Answer) -> Given:
    """The fields of the bench, or its first state; BadAnswer for what cannot be read."""
    settings = Settings(
        _whole(fields, "tirage", 1, 1, LAST_DRAW),
        _whole(fields, "decouverte", 0, 0, PLACES),
        _whole(fields, "memoire", 50, 0, MOST_MEMORY),
    )
    first, second = _liked(lab, fields, "gout_1", 0), _liked(lab, fields, "gout_2", 2)
    if first == second:
        raise BadAnswer("Choisis deux thèmes différents.", "gout_2")
    text = "".join(only(fields, "clics").split())
    if len(text) > ROUNDS or set(text) - set("0123456"):
        raise BadAnswer(f"Un chiffre de 0 à 6 par tour, {ROUNDS} tours au plus.", "clics")
    return Given(settings, (first, second), tuple(map(int, text)))


def rounds_of(lab: Lab, now: Given) -> list[Round]:
    """The rounds that these fields replay."""
    return play(now.settings, now.clicks, len(lab.themes), lab.titles)


def diversity(rounds: Sequence[Round]) -> int:
    """Mean index of the last rounds, rounded down."""
    last = rounds[-LAST:]
    return sum(r.index for r in last) // len(last)


def kept(rounds: Sequence[Round], liked: Sequence[int]) -> int:
    """Titles of one's favourite themes in the last rounds."""
    return sum(r.counts[theme] for r in rounds[-LAST:] for theme in liked)


def robot(lab: Lab, now: Given) -> tuple[int, ...]:
    """Clicks of someone who likes both themes, in turn; passes when neither is proposed."""
    clicks: list[int] = []
    for number in range(ROUNDS):
        picks = play(now.settings, clicks, len(lab.themes), lab.titles)[-1].picks
        wanted = (now.liked[number % 2], now.liked[1 - number % 2])
        places = [n for theme in wanted for n, pick in enumerate(picks, 1) if pick.theme == theme]
        clicks.append(places[0] if places else 0)
    return tuple(clicks)


def pressed(lab: Lab, now: Given, fields: Answer) -> Given:
    """The clicks after the button that was pressed, if any."""
    if "robot" in fields:
        return replace(now, clicks=robot(lab, now))
    if "effacer" in fields:
        return replace(now, clicks=())
    if "reculer" in fields:
        return replace(now, clicks=now.clicks[:-1])
    place = only(fields, "choisir")
    if place in tuple("0123456") and len(now.clicks) < ROUNDS:
        return replace(now, clicks=(*now.clicks, int(place)))
    return now


def view(lab: Lab, fields: Answer) -> Mapping[str, Any]:
    """The bench under *fields*, after the button that was pressed."""
    now = pressed(lab, given(lab, fields), fields)
    rounds = rounds_of(lab, now)
    last = rounds[-1]
    finished = len(now.clicks) == ROUNDS
    looked = PLACES * min(LAST, len(rounds))
    index, liked = diversity(rounds), kept(rounds, now.liked)
    return {
        "settings": now.settings,
        "liked": [lab.themes[theme].id for theme in now.liked],
        "clicks": "".join(map(str, now.clicks)),
        "themes": [(theme.id, theme.name) for theme in lab.themes],
        "finished": finished,
        "number": len(rounds),
        "cards": [_card(lab, last, n) for n in range(PLACES)],
        "index": index,
        "kept": liked,
        "looked": looked,
        "goals": {"index": lab.index, "liked": lab.liked, "of": PLACES * LAST},
        "met": {"index": index >= lab.index, "liked": PLACES * LAST * liked >= lab.liked * looked},
        "bars": [(f"Tour {n}", r.index, f"{r.index}\u00a0%") for n, r in enumerate(rounds, 1)],
        "tastes": _tastes(lab, last),
        "history": [_row(lab, now, n, r) for n, r in enumerate(rounds, 1)],
        "next_draw": now.settings.draw % LAST_DRAW + 1,
        "data": {
            "themes": [{"id": t.id, "name": t.name, "titles": t.titles} for t in lab.themes],
            "goals": {"index": lab.index, "liked": lab.liked},
        },
    }


def _card(lab: Lab, shown: Round, n: int) -> dict[str, Any]:
    pick = shown.picks[n]
    theme = lab.themes[pick.theme]
    return {
        "value": n + 1,
        "theme": pick.theme,
        "name": theme.name,
        "title": theme.titles[pick.title],
        "why": why(pick.found, pick.again),
        "chosen": shown.click == n + 1,
    }


def why(found: bool, again: bool) -> str:
    """Why a title is proposed, in three words."""
    return ("découverte" if found else "pour toi") + (", déjà proposé" if again else "")


def _tastes(lab: Lab, last: Round) -> list[tuple[str, int, str]]:
    """What the system believes, by theme, in %."""
    shares = [int(100 * taste + 0.5) for taste in last.tastes]
    return [(t.name, s, f"{s}\u00a0%") for t, s in zip(lab.themes, shares, strict=True)]


def _row(lab: Lab, now: Given, number: int, shown: Round) -> tuple[str, ...]:
    """A round as a line of the table."""
    themes = [(count, lab.themes[n].name) for n, count in enumerate(shown.counts) if count]
    names = ", ".join(f"{name} {count}" for count, name in sorted(themes, key=lambda t: -t[0]))
    liked = sum(shown.counts[theme] for theme in now.liked)
    return (f"{number}", names, _clicked(lab, shown), f"{shown.index}\u00a0%", f"{liked}")


def _clicked(lab: Lab, shown: Round) -> str:
    if shown.click is None:
        return "…"
    return lab.themes[shown.picks[shown.click - 1].theme].name if shown.click else "rien"


def _liked(lab: Lab, fields: Answer, name: str, otherwise: int) -> int:
    ids = [theme.id for theme in lab.themes]
    text = only(fields, name) or ids[otherwise]
    if text not in ids:
        raise BadAnswer("Choisis un thème de la liste.", name)
    return ids.index(text)


def _whole(fields: Answer, name: str, otherwise: int, low: int, high: int) -> int:
    text = only(fields, name).strip() or str(otherwise)
    if not (text.isascii() and text.isdigit() and low <= int(text[:4]) <= high):
        raise BadAnswer(f"Un nombre entier de {low} à {high}.", name)
    return int(text)
