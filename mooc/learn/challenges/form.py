"""A hand-in sent by a form: a file of predictions, and what is declared of the model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import request

from mooc.challenges.csv_file import MOST_BYTES, read_csv
from mooc.grading import BadAnswer
from mooc.grading.kinds.numeric.number import NotANumber, parse_number

FILE = "fichier"
# What the form declares: field → French name in a message.
DECLARED: Mapping[str, str] = {
    "joules_low": "énergie, au moins",
    "joules_high": "énergie, au plus",
    "kilo": "taille du modèle",
}


def typed() -> dict[str, str]:
    """What was typed, bounded, to be shown again."""
    return {name: request.form.get(name, "")[:40] for name in DECLARED}


def read_upload() -> dict[str, Any]:
    """The hand-in as the JSON door takes it; BadAnswer names the field that does not fit."""
    sent = request.files.get(FILE)
    data = sent.stream.read(MOST_BYTES + 1) if sent else b""
    if not data.strip():
        raise BadAnswer("Choisissez le fichier de vos prédictions : CSV ou JSON.", FILE)
    named_json = bool(sent and sent.filename and sent.filename.lower().endswith(".json"))
    found = _json(data) if named_json or data.lstrip()[:1] == b"{" else read_csv(data)
    return dict(found) | _declared()


def _json(data: bytes) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise BadAnswer("Ce fichier dépasse 600 ko : ce n’est pas celui de vos prédictions.", FILE)
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadAnswer("Ce fichier n’est pas du JSON lisible.", FILE) from error
    if not isinstance(found, dict):
        message = 'Le JSON attendu : {"ids": […], "predictions": […]}.'
        raise BadAnswer(message, FILE)
    return {name: found.get(name) for name in ("ids", "predictions", "card")}


def _declared() -> dict[str, Any]:
    values = {name: _number(name) for name in DECLARED}
    low, high, kilo = (values[name] for name in DECLARED)
    if (low is None) != (high is None):
        missing = "joules_high" if high is None else "joules_low"
        raise BadAnswer("Donnez les deux bouts de la fourchette d’énergie, ou aucun.", missing)
    if low is not None and high is not None and low > high:
        raise BadAnswer("La fourchette d’énergie va du plus petit au plus grand.", "joules_high")
    found: dict[str, Any] = {}
    if low is not None and high is not None:
        found["joules"] = [float(low), float(high)]
    if kilo is not None:
        found["octets"] = int(kilo * 1000)
    return found


def _number(name: str) -> Decimal | None:
    text = request.form.get(name, "").strip()
    if not text:
        return None
    try:
        value = parse_number(text)
    except NotANumber as error:
        raise BadAnswer(f"{DECLARED[name].capitalize()} : {error}", name) from error
    if value < 0 or value >= 10**9:
        message = f"{DECLARED[name].capitalize()} : un nombre de 0 à un milliard."
        raise BadAnswer(message, name)
    return value


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")
