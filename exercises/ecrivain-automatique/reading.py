"""What the lab is made of: texts already read, debuts to finish. Read from ``lab.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mooc.grading.lab import BadLab, LabOption, Place

from .ngram import Model, is_word, pieces, ranked, train
from .spelling import forms

# Why someone may choose a word: it is the likeliest; the likeliest after the last word alone; it
# was met there; it was never met there, but sounds right.
Role = Literal["likeliest", "last-word", "met", "never-met"]
ROLES: tuple[Role, ...] = ("likeliest", "last-word", "met", "never-met")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that the machine has read; ``kb`` is what the page loads for it."""

    id: str
    title: str
    file: str
    kb: int
    model: Model
    names: Mapping[str, str]

    @property
    def words(self) -> int:
        """How many words the text has."""
        return sum(is_word(piece) for piece in self.model.text)


@dataclass(frozen=True, slots=True)
class Guess:
    """A debut to finish. ``roles`` and ``counts`` judge, and never leave before an answer."""

    field: str
    before: str
    options: tuple[str, ...]
    roles: Mapping[str, Role]
    counts: Mapping[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Writer:
    """The lab's own part."""

    readings: Mapping[str, Reading]
    guesses: tuple[Guess, ...]
    start: str
    words: int
    goal: int


OPTIONS = {
    "readings": LabOption("tables", "les textes : `id`, `title`, `file` de web/, `kb` à charger"),
    "guesses": LabOption("tables", "un début `before` et quatre suites `options`"),
    "start": LabOption("texte", "le début écrit d’avance"),
    "words": LabOption("entier", "combien de mots sont écrits à la suite"),
    "goal": LabOption("entier", "combien de bonnes réponses il faut"),
    "back": LabOption("entier", "combien de mots les questions regardent en arrière"),
}


def parse(table: Mapping[str, Any], place: Place) -> Writer:
    """The lab's keys; every reading is read once, here."""
    readings = {row["id"]: _reading(row, place) for row in table["readings"]}
    everything = list(readings.values())[-1].model
    guesses = tuple(
        _guess(f"mot-{n}", row, everything, int(table["back"]))
        for n, row in enumerate(table["guesses"], start=1)
    )
    if not 0 < table["goal"] <= len(guesses):
        raise BadLab("« goal » : pas plus que de questions", "goal")
    return Writer(readings, guesses, str(table["start"]), int(table["words"]), table["goal"])


def _reading(row: Mapping[str, Any], place: Place) -> Reading:
    path = place.folder / "web" / row["file"]
    if not path.is_file():
        raise BadLab(f"« readings » : le fichier web/{row['file']} manque", "readings")
    text = path.read_text(encoding="utf-8")
    model = train(pieces(text))
    return Reading(row["id"], row["title"], row["file"], row["kb"], model, forms(text))


def _guess(field: str, row: Mapping[str, Any], model: Model, back: int) -> Guess:
    context = pieces(row["before"])
    counts = model.after(context[-back:])
    options = tuple(row["options"])
    if len(set(options)) != 4:
        raise BadLab(f"« {row['before']} » : quatre suites différentes", "guesses")
    (best, most), *others = ranked(counts) or [("", 0)]
    last = ranked(model.after(context[-1:]))[0][0]
    roles = {option: _role(option, best, last, counts) for option in options}
    if len(context) != back or set(roles.values()) != set(ROLES):
        raise BadLab(
            f"« {row['before']} » : il faut la suite la plus fréquente (« {best} »), celle du "
            f"dernier mot seul (« {last} »), une suite plus rare et une jamais vue",
            "guesses",
        )
    if others and others[0][1] == most:
        raise BadLab(f"« {row['before']} » : deux suites sont aussi fréquentes", "guesses")
    found = {option: counts.get(option, 0) for option in options}
    return Guess(field, row["before"], options, roles, found, sum(counts.values()))


def _role(option: str, best: str, last: str, counts: Mapping[str, int]) -> Role:
    if option == best:
        return "likeliest"
    if option == last:
        return "last-word"
    return "met" if counts.get(option) else "never-met"
