"""What crosses the page: asking for data, handing in. Everything here is awaited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.typing import ArrayLike

from sudia.card import Card
from sudia.checks import check_form, check_hand_in
from sudia.dataset import Dataset, read_dataset
from sudia.verdict import HandInResult, read_result

_current: dict[str, Dataset] = {}


async def donnees(exercice: str = "aide-sociale") -> Dataset:
    """The public practice set: the answers of its test table are known."""
    raw = await _ask("data-request", {"exercise": exercice, "set": "practice"})
    dataset = read_dataset(raw)
    _current["practice"] = dataset
    return dataset


async def epreuve(exercice: str | None = None) -> Dataset:
    """Your own data set, drawn for you alone; the answers of its test table are hidden."""
    name = exercice or (_current["practice"].exercice if "practice" in _current else "aide-sociale")
    raw = await _ask("data-request", {"exercise": name, "set": "issued"})
    dataset = read_dataset(raw)
    _current["issued"] = dataset
    return dataset


async def remettre(
    reponses: ArrayLike,
    *,
    valeur: float | None = None,
    ecart: float | None = None,
    fiche: Card | None = None,
    carte: Card | None = None,
) -> HandInResult:
    """Hand in: one answer a row of `epreuve.test`, the value that the exercise asks to compute,
    and the model card. `ecart` is another name of `valeur`, `carte` of `fiche`."""
    if "issued" not in _current:
        raise ValueError("Demandez d’abord vos données : epreuve = await sudia.epreuve()")
    dataset, card = _current["issued"], fiche or carte
    value = ecart if valeur is None else valeur
    checked = check_hand_in(dataset, reponses, value)
    if not checked.ok or value is None:
        raise ValueError(f"Rien n’a été envoyé. {checked.first_problem}")
    payload = {
        "issue": dataset.numero,
        "ids": dataset.test["id"].tolist(),
        "predictions": dataset.tache.sent(reponses),
        "quantity": float(value),
        "card": None if card is None else card.en_dict(),
    }
    raw = await _ask("hand-in", {"exercise": dataset.exercice} | payload)
    return read_result(raw)


async def defi(exercice: str | None = None) -> Dataset:
    """The data of the challenge that is open on this exercise: the same for all who take part."""
    name = exercice or (_current["practice"].exercice if "practice" in _current else "aide-sociale")
    raw = await _ask("data-request", {"exercise": name, "set": "challenge"})
    dataset = read_dataset(raw)
    _current["challenge"] = dataset
    return dataset


async def concourir(reponses: ArrayLike, *, fiche: Card | None = None) -> HandInResult:
    """Hand in to the challenge: one answer a row of `defi.test`. The model card, when given, says
    the energy and the size that the board shows."""
    if "challenge" not in _current:
        raise ValueError("Demandez d’abord les données du défi : defi = await sudia.defi()")
    dataset = _current["challenge"]
    checked = check_form(dataset, reponses)
    if not checked.ok:
        raise ValueError(f"Rien n’a été envoyé. {checked.first_problem}")
    payload = {
        "challenge": dataset.defi,
        "ids": dataset.test["id"].tolist(),
        "predictions": dataset.tache.sent(reponses),
        "card": None if fiche is None else fiche.en_dict(),
    }
    return read_result(await _ask("hand-in", {"exercise": dataset.exercice} | payload))


def current() -> Dataset | None:
    """The last issued set, or else the practice set."""
    return _current.get("issued") or _current.get("practice")


async def _ask(kind: str, payload: Mapping[str, Any]) -> Any:
    from sudia import (
        bridge,
    )  # here, so that tests may replace it and CPython import sudia without it

    return await bridge.request(kind, payload)
