"""Model cards of one's own hand-ins: one to print, its JSON, the list, two side by side."""

from __future__ import annotations

from datetime import datetime
from itertools import zip_longest
from typing import Any

from flask import Response, abort, make_response, render_template, request

from mooc.accounts.current import current_learner_id
from mooc.attempts.cards import Kept, card_of, cards_of
from mooc.catalogue import exercise as find
from mooc.db import session
from mooc.grading import BadAnswer
from mooc.grading.exercise import Exercise
from mooc.grading.kinds.predictions.told import measured
from mooc.grading.lab import Lab
from mooc.grading.lab_card import card_of as model_card
from mooc.learn.lab import find_lab
from mooc.progress.queries import item_states
from sudia.card import Card
from sudia.card_html import card_table, size_text

NOT_YOURS = "Cette carte n’existe pas, ou elle n’est pas à vous."


def card(slug: str, number: str) -> Response:
    """The model card of one's own hand-in, to print."""
    exercise, kept = _kept(slug, number)
    others = [k for k in _all(exercise) if k.id != kept.id]
    return _own(render_template("learn/exercise_card.html", exercise=exercise, others=others,
                                **_shown(exercise, kept)))  # fmt: skip


def card_json(slug: str, number: str) -> Response:
    """The same as a file: what the learner declared, and when."""
    _, kept = _kept(slug, number)
    return _file(kept.card, f"carte-{slug}-{kept.at:%Y-%m-%d-%H%M}.json")


def _file(made: Card, name: str) -> Response:
    response = _own(made.json() + "\n")
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def compare(slug: str) -> Response:
    """One's cards of this exercise; two of them side by side when the address names two."""
    exercise = _exercise(slug)
    kept = _all(exercise)
    chosen = [_chosen(kept, request.args.get(name, "")) for name in ("a", "b")]
    pair = [c for c in chosen if c is not None]
    both = [_shown(exercise, k) for k in pair] if len(pair) == 2 else []
    return _own(
        render_template(
            "learn/exercise_cards.html",
            exercise=exercise,
            cards=kept,
            chosen=[c.id if c else "" for c in chosen],
            both=both,
            rows=_side_by_side(*both) if both else [],
        )
    )


def _side_by_side(first: dict[str, Any], second: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(what, first, second) for each measure of each group, then cost and size."""
    rows: list[tuple[str, str, str]] = []
    tables = first["table"], second["table"]
    for one, two in zip_longest(tables[0][2], tables[1][2], fillvalue=None):
        heads = (tables[0] if one else tables[1])[1]
        for place, head in enumerate(heads[1:], start=1):
            cells = [row[place] if row and place < len(row) else "–" for row in (one, two)]
            if any(cell not in ("", "–") for cell in cells):
                rows.append((f"{(one or two)[0]} : {head}", cells[0] or "–", cells[1] or "–"))
    rows.append(("Énergie de l’apprentissage, en joules", first["joules"], second["joules"]))
    rows.append(("Taille du modèle", first["size"] or "–", second["size"] or "–"))
    return rows


def _shown(exercise: Exercise, kept: Kept) -> dict[str, Any]:
    card = kept.card
    low, high = card.cout.joules if card.cout else (None, None)
    return {
        "id": kept.id,
        "card": card,
        "at": kept.at,
        "passed": kept.passed,
        "table": card_table(card),
        "size": "" if card.octets is None else size_text(card.octets),
        "joules": "non mesurée" if low is None else f"de {low:.3g} à {high:.3g}".replace(".", ","),
        "measured": measured(exercise.task.spec, kept.metrics["shown"]),
    }


def _chosen(kept: list[Kept], number: str) -> Kept | None:
    return next((k for k in kept if k.id == number), None)


def _all(exercise: Exercise) -> list[Kept]:
    learner = current_learner_id()
    return cards_of(session(), exercise, learner) if learner else []


def _kept(slug: str, number: str) -> tuple[Exercise, Kept]:
    exercise, learner = _exercise(slug), current_learner_id()
    kept = card_of(session(), exercise, learner, number) if learner else None
    return exercise, kept or abort(404, NOT_YOURS)


def _exercise(slug: str) -> Exercise:
    exercise = find(slug)
    if exercise is None or exercise.python is None:
        abort(404, "Cet exercice n’existe pas, ou il se fait sans Python.")
    return exercise


def _own(text: str) -> Response:
    response = make_response(text)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def lab_card(slug: str) -> Response:
    """The card of the model of one's last answer to a lab that trains one."""
    lab, made, at = _of_lab(slug)
    return _own(
        render_template(
            "learn/lab_card.html",
            lab=lab,
            card=made,
            at=at,
            table=card_table(made),
            size="" if made.octets is None else size_text(made.octets),
        )
    )


def lab_card_json(slug: str) -> Response:
    """The same as a file."""
    _, made, at = _of_lab(slug)
    return _file(made, f"carte-{slug}-{at:%Y-%m-%d-%H%M}.json")


def _of_lab(slug: str) -> tuple[Lab, Card, datetime]:
    lab, learner = find_lab(slug), current_learner_id()
    if lab is None or learner is None:
        abort(404, NOT_YOURS)
    state = item_states(session(), learner, [lab.item]).get(lab.item)
    try:
        trained = lab.kind.trained(lab.own, state.last_answer) if state else None
    except BadAnswer:
        trained = None  # the lab was changed since: its old answer no longer says a model
    if state is None or trained is None:
        abort(404, NOT_YOURS)
    return lab, model_card(trained), state.last_at


ROUTES = (
    ("/exercices/<slug>/carte/<number>/", "exercise_card", card, ("GET",)),
    ("/exercices/<slug>/carte/<number>/carte.json", "exercise_card_json", card_json, ("GET",)),
    ("/exercices/<slug>/cartes/", "exercise_cards", compare, ("GET",)),
    ("/exercices/<slug>/labo/carte/", "lab_card", lab_card, ("GET",)),
    ("/exercices/<slug>/labo/carte.json", "lab_card_json", lab_card_json, ("GET",)),
)
