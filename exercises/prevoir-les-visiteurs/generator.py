"""Synthetic weekly visitors of ten imaginary sites: "Faut-il une IA pour cela ?".

Everything here is invented: the sites, the calendar, the visitors. `generate(seed)` returns what
the browser may see (`public`) and what only the server keeps (`hidden`).

How the visitors of a week are drawn (carte-donnees.md tells it to learners). Seven effects
multiply each other:
1. the level of the site, its own;
2. the season, one for the coast, one for the mountains;
3. a slow trend, its own for each site;
4. school holidays, whose winter and spring weeks move from one year to the next;
5. public holidays;
6. local habits: each site has its good and bad weeks, the same every year (a fair, a market, a
   school that comes). No column tells them; last year's visitors do;
7. the weather (days of rain) and chance, which come back in no other year.

Four years are known, the fifth is to forecast. What the rain will be is not known: the column is
in the learning table alone.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

VERSION = "1"
GROUP_COLUMN = "zone"
GROUPS = ("littoral", "montagne")
SITES = (
    *("bateau", "phare", "salin", "fort", "aquarium"),
    *("moulin", "forge", "refuge", "bergerie", "observatoire"),
)
PRACTICE_SEED = hashlib.sha256(b"sudia prevoir-les-visiteurs practice 1").digest()

YEARS, WEEKS = 5, 52  # the last year is the one to forecast
LOWEST, HIGHEST = 160.0, 340.0  # mean visitors of a week, smallest and largest site
TREND, TREND_SPREAD = 0.02, 0.015
HOLIDAY, PUBLIC_HOLIDAY, RAINY_DAY = 0.58, 0.08, -0.03
LOCAL, CHANCE = 0.115, 0.09

# An invented calendar. Two weeks from each of these: winter and spring move, autumn does not.
WINTER, SPRING, AUTUMN = (7, 8, 6, 8, 6), (15, 17, 14, 16, 15), 43
SUMMER = range(28, 36)
YEAR_END = (52, 1)
FIXED_DAYS = (1, 18, 19, 28, 33, 44, 46, 52)  # weeks that always hold a public holiday
EASTER = (15, 17, 14, 16, 15)  # its Monday; Ascension is five weeks later, Whit Monday seven


def generate(seed: bytes, *, practice: bool = False) -> dict[str, Any]:
    """One data set, of the same size whether `practice` or not; `seed` is 32 bytes.

    Returns {"public": {...}, "hidden": {...}}; every value is a plain int, float, str or list.
    """
    rain = _stream(seed, "rain").binomial(7, 0.3, (len(GROUPS), YEARS, WEEKS))
    visitors = _visitors(seed, rain)
    table = _table(visitors, rain)
    known = table["annee"] < YEARS
    train = {name: values[known].tolist() for name, values in table.items()}
    order = _stream(seed, "test-order").permutation(np.flatnonzero(~known))
    test = {name: values[order].tolist() for name, values in table.items()}
    del test["jours_pluie"]
    labels = test.pop("visiteurs")
    ids = (_stream(seed, "ids").choice(900_000, size=len(order), replace=False) + 100_000).tolist()
    public: dict[str, Any] = {
        "exercise": "prevoir-les-visiteurs",
        "version": VERSION,
        "practice": practice,
        "group": GROUP_COLUMN,
        "codes": {GROUP_COLUMN: list(GROUPS), "site": list(SITES)},
        "train": train,
        "test": {"id": ids} | test | ({"visiteurs": labels} if practice else {}),
    }
    hidden = {
        "ids": ids,
        "labels": labels,
        "groups": test[GROUP_COLUMN],
        "quantity": rule_error(visitors[:, : YEARS - 1]),
    }
    return {"public": public, "hidden": hidden}


def rule_error(history: np.ndarray) -> float:
    """Mean error of "the same week of the year before" on the last known year (sites x years x
    weeks): what the learner computes."""
    return float(np.abs(history[:, -1] - history[:, -2]).mean())


def _stream(seed: bytes, name: str) -> np.random.Generator:
    """A generator of its own for each use."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed + name.encode()).digest()))


def school_holidays() -> np.ndarray:
    """1 for a week of school holidays: years x weeks."""
    found = np.zeros((YEARS, WEEKS), dtype=np.int64)
    for year in range(YEARS):
        starts = (WINTER[year], SPRING[year], AUTUMN)
        weeks = [*SUMMER, *YEAR_END, *(start + add for start in starts for add in (0, 1))]
        found[year, np.array(weeks) - 1] = 1
    return found


def public_holidays() -> np.ndarray:
    """How many public holidays fall in each week: years x weeks."""
    found = np.zeros((YEARS, WEEKS), dtype=np.int64)
    found[:, np.array(FIXED_DAYS) - 1] = 1
    for year, easter in enumerate(EASTER):
        found[year, np.array([easter, easter + 5, easter + 7]) - 1] += 1
    return found


def _zones() -> np.ndarray:
    return np.repeat([0, 1], len(SITES) // 2)


def _seasons() -> np.ndarray:
    """The season of each zone: coast (one summer peak), mountains (summer and winter)."""
    year = 2 * np.pi * (np.arange(1, WEEKS + 1) - 30) / WEEKS
    coast = np.exp(0.75 * np.cos(year) + 0.1 * np.cos(2 * year))
    mountains = np.exp(0.25 * np.cos(year) + 0.4 * np.cos(2 * year))
    return np.array([coast / coast.mean(), mountains / mountains.mean()])


def _visitors(seed: bytes, rain: np.ndarray) -> np.ndarray:
    """Visitors as whole numbers: sites x years x weeks."""
    rng, zones = _stream(seed, "visitors"), _zones()
    sites, shape = len(SITES), (len(SITES), YEARS, WEEKS)
    level = rng.permutation(np.linspace(LOWEST, HIGHEST, sites))
    trend = rng.normal(TREND, TREND_SPREAD, sites)[:, None] * np.arange(YEARS)
    local = rng.normal(0, LOCAL, (sites, WEEKS))
    calendar = HOLIDAY * school_holidays() + PUBLIC_HOLIDAY * public_holidays()
    effects = (
        calendar
        - calendar.mean()
        + trend[:, :, None]
        + local[:, None, :]
        + RAINY_DAY * (rain[zones] - 2)
        + rng.normal(0, CHANCE, shape)
    )
    expected = level[:, None, None] * _seasons()[zones][:, None, :] * np.exp(effects)
    return rng.poisson(expected).astype(np.int64)


def _table(visitors: np.ndarray, rain: np.ndarray) -> dict[str, np.ndarray]:
    """One row for each site, year and week, in that order."""
    site, year, week = (part.ravel() for part in np.indices(visitors.shape))
    zone = _zones()[site]
    return {
        "site": site,
        GROUP_COLUMN: zone,
        "annee": year + 1,
        "semaine": week + 1,
        "vacances": school_holidays()[year, week],
        "jours_feries": public_holidays()[year, week],
        "jours_pluie": rain[zone, year, week],
        "visiteurs": visitors.ravel(),
    }
