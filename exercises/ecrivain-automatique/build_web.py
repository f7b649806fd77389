"""Write what the page may load from ``corpus/``: one tale at once, the seven letters on demand.

    python exercises/ecrivain-automatique/build_web.py

A test says that the files of ``web/`` are those of the corpus.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
ONE, ALL = "la-chevre.txt", "les-sept.txt"


def texts(corpus: Path = FOLDER / "corpus") -> dict[str, str]:
    """The text of each file of ``web/``, by its name."""
    letters = {path.name: path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*.txt"))}
    return {ONE: letters["03-la-chevre-de-m-seguin.txt"], ALL: "".join(letters.values())}


if __name__ == "__main__":
    for name, text in texts().items():
        (FOLDER / "web" / name).write_text(text, encoding="utf-8")
