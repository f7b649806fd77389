"""Writes manchots.csv from the palmerpenguins table: ``python prepare.py path/to/penguins.csv``.

Keeps two species and two measures, drops birds without them, and splits once for all: the first
40 of each species of a seeded order are shown, the others never leave the server.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from random import Random

SPECIES = {"Adelie": "adelie", "Gentoo": "papou"}
SHOWN = 40
# Several orders were tried: in this one the first hundred lessons are worth watching.
SEED = "manchots 3"


def prepare(source: Path, target: Path) -> None:
    """Read *source* and write *target*, in the order of the lessons."""
    rng = Random(SEED)  # noqa: S311 - a split to repeat, not a secret
    with source.open(encoding="utf-8", newline="") as stream:
        rows = [
            (float(row["bill_length_mm"]), float(row["bill_depth_mm"]), SPECIES[row["species"]])
            for row in csv.DictReader(stream)
            if row["species"] in SPECIES and row["bill_length_mm"] != "NA"
        ]
    # The standard library promises the sequence of random() for ever, not that of shuffle().
    rows = [row for _, row in sorted((rng.random(), row) for row in rows)]
    left = dict.fromkeys(SPECIES.values(), SHOWN)
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["longueur_mm", "epaisseur_mm", "espece", "usage"])
        for length, depth, species in rows:
            use = "montre" if left[species] else "cache"
            left[species] -= use == "montre"
            writer.writerow([length, depth, species, use])


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), Path(__file__).with_name("manchots.csv"))
