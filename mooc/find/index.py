"""The index: SQLite's FTS5 in memory, made from the content when a process first needs it.

Apart from the site's database: it is derived, small, and must work with any database.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from mooc.find.documents import Document
from mooc.find.words import EMPTY, fold, stem, tokens

# Read on a phone: past the first screens nobody looks. A long page is shown by its best parts.
MOST = 20
MOST_OF_A_PAGE = 3
MOST_WORDS = 12
# Below this share of letters in common a correction is another word (chômage, comptage).
CLOSE = 0.8
# A title says what a text is about; a stem says less than the word itself.
WEIGHTS = "8.0, 6.0, 2.0, 4.0, 1.0"
SCHEMA = """create virtual table found using fts5(
    title, part, text, title_stems, stems, tokenize = "unicode61 remove_diacritics 2")"""
# A beginning shorter than this finds too much.
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found, with the stems and words that found it (to mark them in its text)."""

    document: Document
    matched: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """``corrected`` is what was looked for instead of the words typed, or empty."""

    hits: tuple[Hit, ...]
    corrected: str = ""


class Index:
    """Documents that can be searched. Safe for several threads: one query at a time."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self._lock = threading.Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute(SCHEMA)
        self._base.executemany(
            "insert into found(rowid, title, part, text, title_stems, stems) values(?,?,?,?,?,?)",
            (self._row(number, one) for number, one in enumerate(self.documents, 1)),
        )
        # How each word is written, and each stem: what a mistyped word is compared with.
        written = [w for d in self.documents for w in tokens(f"{d.title} {d.part} {d.text}")]
        self._written = {fold(word): word for word in reversed(written)}
        self._stems = frozenset(stem(word) for word in set(written))

    @staticmethod
    def _row(number: int, one: Document) -> tuple[int | str, ...]:
        head = f"{one.title} {one.part}"
        return (number, one.title, one.part, one.text, _stems(head), _stems(one.text))

    def search(self, query: str) -> Answer:
        """Documents with every word, else with some; a word that nobody wrote is corrected."""
        asked = _asked(query)
        if not asked:
            return Answer(())
        words = [self._nearest(word) for word in asked]
        corrected = " ".join(filter(None, words)) if words != asked else ""
        words = [word for word in words if word]
        if not words:
            return Answer(())
        rows = self._rows(words, " AND ") or self._rows(words, " OR ")
        matched = frozenset(f(w) for w in words for f in (fold, stem, _folded_stem))
        hits = [Hit(self.documents[row - 1], matched) for row in rows]
        return Answer(tuple(_best(hits)), corrected)

    def _rows(self, words: Sequence[str], joined: str) -> list[int]:
        expression = joined.join(f"({_expression(word)})" for word in words)
        sql = f"select rowid from found where found match ? order by bm25(found, {WEIGHTS}) limit ?"  # noqa: S608
        with self._lock:
            return [row[0] for row in self._base.execute(sql, (expression, 5 * MOST))]

    def _nearest(self, word: str) -> str:
        """The word itself when it, its stem or its beginning is written somewhere; else the
        nearest word that is, or nothing."""
        plain = fold(word)
        if plain in self._written or {stem(word), _folded_stem(word)} & self._stems:
            return word
        if len(plain) >= SHORTEST and any(known.startswith(plain) for known in self._written):
            return word
        close = get_close_matches(plain, self._written, n=1, cutoff=CLOSE)
        return self._written[close[0]] if close else ""


def _best(hits: Iterable[Hit]) -> list[Hit]:
    """The first ones, with a few parts at most of any page."""
    seen: Counter[str] = Counter()
    kept = []
    for hit in hits:
        page = hit.document.url.partition("#")[0] if hit.document.kind == "page" else ""
        seen[page] += bool(page)
        if seen[page] <= MOST_OF_A_PAGE:
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.document.beside)[:MOST]


def _asked(query: str) -> list[str]:
    """The words to look for: without the empty ones, unless there is nothing else."""
    typed = tokens(query)[:MOST_WORDS]
    useful = [word for word in typed if fold(word) not in EMPTY]
    return useful or typed


def _expression(word: str) -> str:
    """FTS5's syntax for one word: itself, its beginning, its stems. Only letters and digits."""
    plain = fold(word)
    likes = [f'{{title part text}}: "{plain}"']
    if len(plain) >= SHORTEST:
        likes.append(f'{{title part text}}: "{plain}" *')
    likes += [f'{{title_stems stems}}: "{one}"' for one in sorted({stem(word), _folded_stem(word)})]
    return " OR ".join(likes)


def _folded_stem(word: str) -> str:
    """The stem of a word typed without its accents."""
    return stem(fold(word))


def _stems(text: str) -> str:
    """Stems of the words as written and without accents: « resume » finds « résumé »."""
    found = [
        one for word in tokens(text) for one in dict.fromkeys((stem(word), _folded_stem(word)))
    ]
    return " ".join(found)
