"""What the form of two thresholds gave, read or explained."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category

from mooc.grading.verdict import Answer, BadAnswer, only

LONGEST_REASON = 600


@dataclass(frozen=True, slots=True)
class Given:
    """A whole answer, read: two thresholds, the cost counted, the reason."""

    first: int
    second: int
    cost: int
    reason: str


def read_answer(raw: Answer) -> Given:
    """Read the form's fields, or raise :class:`BadAnswer` naming the field."""
    first, second = (threshold(raw, name) for name in ("seuil_1", "seuil_2"))
    cost = _one(raw, "cout")
    if not re.fullmatch(r"[-−]?[0-9]{1,4}", cost):
        raise BadAnswer("Écrivez un nombre de personnes, en chiffres : 12 par exemple.", "cout")
    reason = _one(raw, "raison")
    if len(reason) > LONGEST_REASON:
        raise BadAnswer(f"Raccourcissez votre raison : {LONGEST_REASON} signes au plus.", "raison")
    return Given(first, second, int(cost.replace("−", "-")), reason)


def threshold(raw: Answer, name: str) -> int:
    """A threshold of the form: a whole number from 0 to 100."""
    text = _one(raw, name)
    if not re.fullmatch(r"[0-9]{1,3}", text) or int(text) > 100:
        raise BadAnswer("Un seuil est un nombre entier de 0 à 100.", name)
    return int(text)


def _one(raw: Answer, name: str) -> str:
    """The one value of a field, without control characters."""
    kept = (c for c in only(raw, name) if c == "\n" or category(c) not in {"Cc", "Cs"})
    return "".join(kept).strip()
