"""The model card of labs that train: the server's own counts, its owner's alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from mooc.grading.lab import Lab
from mooc.grading.lab_card import card_of
from mooc.grading.lab_file import load_lab
from mooc.settings import ROOT
from sudia.card_file import read_card
from tests.conftest import make_settings
from tests.pages.checks import problems

SECRET = make_settings(Path("var")).data_secret
LABS = [load_lab(path.parent, SECRET) for path in sorted(ROOT.glob("exercises/*/lab.toml"))]
TRAINING = [
    lab
    for lab in LABS
    if lab.kind.trained(lab.own, next(p for p in lab.plays if p.passes).answer) is not None
]


def good(lab: Lab) -> dict[str, Any]:
    return dict(next(p for p in lab.plays if p.passes).answer)


def test_the_labs_that_train_have_a_card() -> None:
    wanted = {"perceptron", "plus-proches-voisins", "arbre-de-decision", "petits-chiffres",
              "etiquettes-et-biais"}  # fmt: skip
    assert wanted <= {lab.slug for lab in TRAINING}


@pytest.mark.parametrize("lab", TRAINING, ids=lambda lab: lab.slug)
def test_a_card_is_whole_and_reads_back(lab: Lab) -> None:
    trained = lab.kind.trained(lab.own, good(lab))
    assert trained is not None and trained.operations > 0 and trained.octets > 0
    card = card_of(trained)
    assert read_card(json.loads(card.json())) == card
    assert card.ensemble.mesures[0].value is not None and card.ensemble.lignes >= 20
    assert card.cout and 0 < card.cout.joules[0] < card.cout.joules[1]
    for name, (right, rows) in trained.groups.items():
        assert 0 <= right <= rows, name


@pytest.mark.parametrize("lab", TRAINING, ids=lambda lab: lab.slug)
def test_a_better_model_has_a_better_card(lab: Lab) -> None:
    """The naive play, when it says a model, is right less often than the good one."""
    naive = [lab.kind.trained(lab.own, p.answer) for p in lab.plays if not p.passes]
    best = lab.kind.trained(lab.own, good(lab))
    assert best

    def share(groups: Any) -> float:
        return sum(r for r, _ in groups.values()) / sum(n for _, n in groups.values())

    worse = [share(t.groups) for t in naive if t]
    assert not worse or min(worse) < share(best.groups)


@pytest.mark.parametrize("lab", TRAINING, ids=lambda lab: lab.slug)
def test_its_owner_prints_it_and_nobody_else(app: Flask, client: Any, lab: Lab) -> None:
    base = f"/exercices/{lab.slug}/labo"
    assert client.get(f"{base}/carte/").status_code == 404
    client.post(base, data=good(lab))
    assert f"{base}/carte/" in client.get(base).text
    page = client.get(f"{base}/carte/")
    assert page.status_code == 200 and problems(page.text) == []
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Ne pas utiliser pour" in page.text and "joules" in page.text
    taken = client.get(f"{base}/carte.json")
    assert read_card(taken.get_json()) and "attachment" in taken.headers["Content-Disposition"]
    assert app.test_client().get(f"{base}/carte/").status_code == 404


def test_a_lab_without_a_model_has_no_card(client: Any) -> None:
    client.post("/exercices/trieur-reglement-ia/labo", data={"rien": "x"})
    assert client.get("/exercices/trieur-reglement-ia/labo/carte/").status_code == 404
