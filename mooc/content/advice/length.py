"""Long sentences, one by one and on the whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from mooc.content.advice.prose import Place
from mooc.content.advice.rule import EVERY, Context, Rule, warn
from mooc.content.model import Page
from mooc.content.problem import Problem

READ: tuple[Place, ...] = ("text", "question", "answer", "feedback", "claim", "caption")
# (mean, longest) in words; the second is for versions that are easy to read.
USUAL, EASY = (18, 28), (12, 18)
# Fewer sentences than this have no mean worth telling.
ENOUGH = 5


def run(page: Page, context: Context) -> Iterator[Problem]:
    mean, longest = EASY if page.role == "easy" else USUAL
    prose = context.prose
    for sentence in chain.from_iterable(prose.sentences[p] for p in prose.of(*READ)):
        if sentence.words > longest:
            message = f"phrase de {sentence.words} mots : « {sentence.start} »"
            hint = f"{longest} au plus : coupez-la en deux"
            yield warn(page, sentence.line, message, hint, RULE.name)
    running = [s.words for p in prose.of("text", "claim") for s in prose.sentences[p]]
    if len(running) >= ENOUGH and sum(running) / len(running) > mean:
        message = f"{sum(running) / len(running):.0f} mots par phrase en moyenne"
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
