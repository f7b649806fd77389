"""« Quelle erreur coûte le plus ? »: its scenes, its real rows, its costs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sklearn.datasets import load_breast_cancer
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.model_selection import LeaveOneOut, cross_val_score
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

from mooc.grading.lab import QUESTION, Lab, grade_lab
from mooc.grading.lab_file import load_lab
from mooc.grading.labs.cases.model import Case, Sorting
from mooc.settings import ROOT

FOLDER = ROOT / "exercises" / "matrice-confusion"
# The too simple rule of the real rows: « cancer » from this mean radius on.
RADIUS = 15


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(Path(FOLDER), "a secret")


@pytest.fixture(scope="module")
def own(lab: Lab) -> Sorting:
    assert isinstance(lab.own, Sorting)
    return lab.own


def real(own: Sorting) -> Iterator[tuple[int, Case]]:
    for case in own.cases:
        if match := re.fullmatch(r"sein-(\d+)", case.id):
            yield int(match[1]), case


def test_real_rows_say_what_the_data_say(own: Sorting) -> None:
    """Radius, diagnosis and cell of each row, computed again from scikit-learn's copy."""
    data = load_breast_cancer()
    radii, malignant = data.data[:, 0], data.target == 0
    cells = {
        (True, True): "vrai-oui",
        (True, False): "fausse-alerte",
        (False, True): "oubli",
        (False, False): "vrai-non",
    }
    rows = list(real(own))
    assert len(rows) == 8
    for row, case in rows:
        assert case.right == (cells[bool(radii[row] >= RADIUS), bool(malignant[row])],), case.id
        assert f"{radii[row]:.2f}".replace(".", ",") in case.text
        assert ("maligne" in case.text) is bool(malignant[row])
    said = (radii >= RADIUS) & ~malignant, (radii < RADIUS) & malignant
    why = " ".join(case.why for _, case in rows)
    assert said[0].sum() == 13 and "Treize prélèvements" in why
    assert (said[1].sum(), malignant.sum()) == (51, 212) and "51 des 212" in why


def test_each_machine_has_a_scene_in_each_cell(own: Sorting) -> None:
    """So that the subject of a scene says nothing of its cell."""
    cells: dict[str, Counter[str]] = {}
    for case in own.cases:
        cells.setdefault(case.id.split("-")[0], Counter()).update(case.right)
    assert len(cells) == 11
    for machine, found in cells.items():
        assert set(found) == {k.id for k in own.classes}, machine
        assert len(set(found.values())) == 1, machine


def test_words_alone_do_not_tell_the_cell(own: Sorting) -> None:
    model = make_pipeline(CountVectorizer(), MultinomialNB())
    texts, cells = [c.text for c in own.cases], [c.right[0] for c in own.cases]
    assert cross_val_score(model, texts, cells, cv=LeaveOneOut()).mean() < 0.4


def test_every_imagined_scene_is_said_to_be(lab: Lab, own: Sorting) -> None:
    assert any(line.startswith("Imaginons") for line in lab.story)
    numbers = {case.id for _, case in real(own)}
    for case in own.cases:
        imagined = case.source == "Scène imaginée par l’équipe Sud IA"
        assert imagined is (case.id not in numbers)


def test_the_cheapest_setting_is_the_one_that_is_wrong_more_often(own: Sorting) -> None:
    """Computed from the table and the prices that the learner reads."""
    (ask,) = own.asks
    alert, miss = (
        int(re.sub(r"\D", "", price))
        for price in re.findall(r"[\d\s\u202f]+(?=\u202f€)", ask.story)
    )
    costs = {name: int(m) * miss + int(a) * alert for name, m, a in ask.table[1:]}
    errors = {name: int(m) + int(a) for name, m, a in ask.table[1:]}
    assert min(costs, key=costs.__getitem__) == ask.question.right
    assert max(errors, key=errors.__getitem__) == ask.question.right
    right = next(o.feedback for o in ask.question.options if o.id == ask.question.right)
    for cost in costs.values():
        assert f"{cost:,}".replace(",", "\u202f") in right


def test_believing_the_machine_fails_by_name_and_checking_it_passes(lab: Lab) -> None:
    plays = {play.told: play for play in lab.plays}
    believed = grade_lab(lab, plays["croire-la-machine"].answer)
    assert not believed.passed
    assert "Vous croyez la machine" in believed.feedback[0].html
    checked = grade_lab(lab, plays["good"].answer)
    assert checked.passed and checked.score == 1
    wrong = grade_lab(lab, {**plays["good"].answer, QUESTION: ["pourcentage"]})
    assert not wrong.passed and wrong.details["goal"]
    assert wrong.misconceptions == ("moyenne-suffit",)
