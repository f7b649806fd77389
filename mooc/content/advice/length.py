"""Long sentences, one by one and on the whole."""

from __future__ import annotations

from collections.abc import Iterator

from mooc.content.advice.prose import Place
from mooc.content.advice.rule import EVERY, Context, Rule, warn
from mooc.content.model import Page
from mooc.content.problem import Problem

RUNNING: tuple[Place, ...] = ("text", "claim")
READ: tuple[Place, ...] = ("text", "question", "answer", "feedback", "claim", "caption")
# (mean, longest) in words; the second is for versions that are easy to read.
USUAL, EASY = (18, 28), (12, 18)
# Fewer sentences than this have no mean worth telling.
ENOUGH = 5


def run(page: Page, context: Context) -> Iterator[Problem]:
    mean, longest = EASY if page.role == "easy" else USUAL
    words = sentences = 0
    for paragraph in context.prose.of(*READ):
        count, pieces = context.prose.counts[paragraph]
        if paragraph.place in RUNNING:
            words, sentences = words + count, sentences + pieces
        for sentence in paragraph.sentences if count > longest else ():
            if sentence.words > longest:
                message = f"phrase de {sentence.words} mots : « {sentence.start} »"
                hint = f"{longest} au plus : coupez-la en deux"
                yield warn(page, sentence.line, message, hint, RULE.name)
    if sentences >= ENOUGH and words / sentences > mean:
        message = f"{words / sentences:.0f} mots par phrase en moyenne"
        yield warn(page, 1, message, f"{mean} au plus : alternez avec des courtes", RULE.name)


RULE = Rule(
    name="sentence-length",
    title="La longueur des phrases",
    help=f"Une phrase a {USUAL[1]} mots au plus, {USUAL[0]} en moyenne dans le texte courant. Dans "
    f"une version facile à lire : {EASY[1]} au plus, {EASY[0]} en moyenne. Un nombre compte pour "
    "un mot ; « l’école » aussi.",
    run=run,
    roles=EVERY,
)
