"""The reading level, by a measure made for French.

Kandel, L. & Moles, A. (1958), « Application de l’indice de Flesch à la langue française », Cahiers
d’études de radio-télévision, 19, p. 253-274: 207 − 1.015 × words a sentence − 73.6 × syllables a
word. The higher, the easier. docs/adr/0016-reading-level.md says why this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mooc.content.advice.prose import Place
from mooc.content.advice.rule import Context, Rule, warn
from mooc.content.advice.syllables import syllables
from mooc.content.model import Page
from mooc.content.problem import Problem

READ: tuple[Place, ...] = ("text", "question", "feedback", "claim", "caption")
# Fewer words than this say nothing of a style.
ENOUGH = 100
# Nor do fewer than this of a paragraph.
JUDGED = 15
EASY = 80


@dataclass(frozen=True, slots=True)
class Measure:
    """What a text weighs: its sentences, words and syllables."""

    sentences: int
    words: int
    syllables: int

    @property
    def length(self) -> float:
        """Words a sentence."""
        return self.words / max(1, self.sentences)

    @property
    def weight(self) -> float:
        """Syllables a word."""
        return self.syllables / max(1, self.words)

    @property
    def score(self) -> float:
        """Kandel and Moles's."""
        return 207 - 1.015 * self.length - 73.6 * self.weight


def measure(text: str, sentences: int) -> Measure:
    """The measure of a text of so many sentences; figures are no words here."""
    counts = [count for count in map(syllables, text.split()) if count]
    return Measure(sentences, len(counts), sum(counts))


def run(page: Page, context: Context) -> Iterator[Problem]:
    wanted = max(context.audience.reading, EASY if page.role == "easy" else 0)
    read = context.prose.of(*READ)
    counts = context.prose.counts
    sentences = sum(counts[paragraph][1] for paragraph in read)
    whole = measure("\n".join(paragraph.text for paragraph in read), sentences)
    if whole.words < ENOUGH or whole.score >= wanted:
        return
    message = (
        f"lisibilité {whole.score:.0f}, au moins {wanted} attendue : "
        f"{whole.length:.0f} mots par phrase, {_french(whole.weight)} syllabe par mot"
    )
    hint = "le passage le plus dur est ici : coupez ses phrases, prenez des mots plus courts"
    measures = [(measure(p.text, counts[p][1]), p.line) for p in read]
    judged = [(found.score, line) for found, line in measures if found.words >= JUDGED]
    yield warn(page, min(judged, default=(0.0, 1))[1], message, hint, RULE.name)


def _french(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


RULE = Rule(
    name="reading-level",
    title="Le niveau de lecture",
    help="Chaque public attend un score de lisibilité au moins (`reading` dans "
    "`courses/audiences.toml`). C’est la mesure de Kandel et Moles (1958), faite pour le "
    "français : 207 − 1,015 × mots par phrase − 73,6 × syllabes par mot. Plus il est haut, plus "
    f"le texte est facile. Une version facile à lire vise au moins {EASY}. Le score ne compte ni "
    f"les titres, ni les tableaux, ni les réponses proposées, et rien sous {ENOUGH} mots. "
    "L’avertissement montre le paragraphe le plus dur.",
    run=run,
    roles=frozenset(("page", "placement", "final", "paper", "easy")),
)
