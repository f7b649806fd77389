"""What a form sent: its fields, bounded, and the key that makes sending twice harmless."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from flask import abort, request

# Fields of the form that are not part of the answer.
OURS = {"csrf_token", "attempt"}
MOST_FIELDS = 60
LONGEST_VALUE = 2_000


def read_form() -> dict[str, list[str]]:
    """The answer's fields, bounded. Aborts with 422 when there are too many or one is too long."""
    raw = {name: values for name, values in request.form.lists() if name not in OURS}
    longest = max((len(v) for values in raw.values() for v in values), default=0)
    if sum(map(len, raw.values())) > MOST_FIELDS or longest > LONGEST_VALUE:
        abort(422, "Cette réponse est trop longue. Raccourcissez-la, puis envoyez-la de nouveau.")
    return raw


def key_of(item: str, raw: Mapping[str, Sequence[str]]) -> str:
    """The idempotency key of a form: the same form sent twice counts once.

    ``attempt`` is how many answers the form had seen when it was shown.
    """
    seen = request.form.get("attempt", "0")[:8]
    text = json.dumps([item, seen, sorted((k, list(v)) for k, v in raw.items())])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def wants_fragment() -> bool:
    """True when our script asks for the question alone."""
    return request.headers.get("X-Fragment") == "question"
