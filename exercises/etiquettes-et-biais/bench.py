"""What the page shows: twenty messages, two or three models, whom each of them flags by mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mooc.grading.verdict import Answer, BadAnswer, only, values

from .messages import Message, Rates, draw, rates
from .model import Model, train, words
from .reading import DRAWS, Lab

FIELDS: Final = tuple(f"m{n}" for n in range(1, 21))
YES, NO = "oui", "non"
UNMEASURED: Final = "…"
MODELS: Final = ("toi", "panel", "relu")


@dataclass(frozen=True, slots=True)
class Given:
    """What was read of a form; a label is None when the message is not labelled yet."""

    draw: int
    messages: tuple[Message, ...]
    labels: tuple[bool | None, ...]
    reviewed: frozenset[int]

    @property
    def panel(self) -> list[bool]:
        """The panel's labels."""
        return [message.panel for message in self.messages]

    @property
    def corrected(self) -> list[bool]:
        """The panel's labels, but one's own where a review was asked."""
        pairs = zip(self.labels, self.panel, strict=True)
        return [
            own if n in self.reviewed and own is not None else panel
            for n, (own, panel) in enumerate(pairs)
        ]


def given(lab: Lab, fields: Answer) -> Given:
    """The fields of the bench; BadAnswer for what cannot be read."""
    text = only(fields, "tirage") or "1"
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= DRAWS):
        raise BadAnswer(f"Un tirage porte un numéro de 1 à {DRAWS}.", "tirage")
    labels = tuple(_label(fields, name) for name in FIELDS)
    asked = {*values(fields, "relire")} - {""}
    if not asked <= {str(n) for n in range(1, len(FIELDS) + 1)}:
        raise BadAnswer("Choisis des messages de la liste.", "relire")
    if len(asked) > lab.reviews:
        raise BadAnswer(f"Le panel accepte {lab.reviews} relectures, pas plus.", "relire")
    messages = draw(lab.parts, int(text), lab.wrong)
    return Given(int(text), messages, labels, frozenset(int(n) - 1 for n in asked))


def _label(fields: Answer, name: str) -> bool | None:
    text = only(fields, name)
    if text not in {"", YES, NO}:
        raise BadAnswer("Une étiquette est « à signaler » ou « ça va ».", name)
    return None if not text else text == YES


def models(now: Given) -> tuple[Model | None, Model | None, Model | None]:
    """One's own model, the panel's, and the panel's after the reviews."""
    texts = [message.text for message in now.messages]
    mine = [(t, label) for t, label in zip(texts, now.labels, strict=True) if label is not None]
    own = train([t for t, _ in mine], [label for _, label in mine])
    return own, train(texts, now.panel), train(texts, now.corrected)


def measured(lab: Lab, now: Given, half: int) -> tuple[Rates | None, ...]:
    """What each model does on the messages shown (0) or judged (1)."""
    return tuple(
        rates(lab.parts, model, now.messages, half) if model else None for model in models(now)
    )


def reached(lab: Lab, found: Sequence[Rates | None]) -> dict[str, bool]:
    """The three goals: a small gap for one's own model, for the reviewed panel, and few missed."""
    own, _, corrected = found
    small = {
        name: model is not None and model.gap <= 10 * lab.gap
        for name, model in (("own", own), ("panel", corrected))
    }
    seen = [*(own.found if own else (0,)), *(corrected.found if corrected else (0,))]
    return {**small, "found": min(seen) >= 10 * lab.found}


def view(lab: Lab, fields: Answer) -> Mapping[str, Any]:
    """The bench under *fields*. The panel's labels are public; what is judged is not sent."""
    now = given(lab, fields)
    found = measured(lab, now, 0)
    parts = lab.parts
    return {
        "draw": now.draw,
        "next": now.draw % DRAWS + 1,
        "messages": [_row(now, n) for n in range(len(FIELDS))],
        "labelled": sum(label is not None for label in now.labels),
        "reviews": lab.reviews,
        "asked": len(now.reviewed),
        "goals": {"gap": lab.gap, "found": lab.found},
        "met": reached(lab, found),
        "gaps": [points(model.gap) if model else UNMEASURED for model in found],
        "least": least(found),
        "table": table(found),
        "marks": [[tenths / 10 for tenths in m.alarms] if m else None for m in found],
        "lexicon": lab.words,
        "words": word_rows(lab, now),
        "data": {
            "messages": [{"text": m.text, "panel": m.panel} for m in now.messages],
            "labelled": sorted({(int(m.hurtful), m.places) for m in now.messages}),
            "columns": [[parts.columns(g, h) for h in (0, 1)] for g in (0, 1)],
            "words": list(lab.words),
            "goals": {"gap": lab.gap, "found": lab.found},
            "reviews": lab.reviews,
        },
    }


def _row(now: Given, n: int) -> dict[str, Any]:
    return {
        "number": n + 1,
        "name": FIELDS[n],
        "text": now.messages[n].text,
        "panel": now.messages[n].panel,
    }


def table(found: Sequence[Rates | None]) -> list[tuple[str, ...]]:
    """The results, a line each, a column a model."""
    names = ("français courant", "parler marseillais")
    rows = [
        (f"Amicaux signalés à tort, {name}", [m and share(m.alarms[g]) for m in found])
        for g, name in enumerate(names)
    ]
    rows.append(("Écart entre les deux", [m and f"{points(m.gap)}\u00a0points" for m in found]))
    rows += [
        (f"Blessants repérés, {name}", [m and share(m.found[g]) for m in found])
        for g, name in enumerate(names)
    ]
    return [(head, *(cell or UNMEASURED for cell in cells)) for head, cells in rows]


def word_rows(lab: Lab, now: Given) -> list[tuple[str, ...]]:
    """How many messages with each word are flagged, by oneself, by the panel, after reviews."""
    rows = []
    for word in lab.words:
        places = [n for n, m in enumerate(now.messages) if word in words(m.text)]
        if not places:
            continue
        counts = (
            sum(bool(now.labels[n]) for n in places),
            sum(now.panel[n] for n in places),
            sum(now.corrected[n] for n in places),
        )
        rows.append((word, *(f"{count} sur {len(places)}" for count in counts)))
    return rows


def least(found: Sequence[Rates | None]) -> str:
    """The worst share of hurtful messages found, by one's own model or the reviewed panel."""
    own, _, corrected = found
    if not own or not corrected:
        return UNMEASURED
    return share(min(*own.found, *corrected.found))


def share(tenths: int) -> str:
    """Tenths of % as whole %, rounded down."""
    return f"{tenths // 10}\u00a0%"


def points(tenths: int) -> str:
    """Tenths of a point, with one decimal."""
    return f"{tenths // 10},{tenths % 10}"
