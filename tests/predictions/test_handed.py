"""A hand-in is read strictly: whatever is wrong names its field, in French."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.grading.kinds.predictions.handed import read_handed
from mooc.grading.verdict import BadAnswer
from tests.predictions.toys import TABLES, hidden_of, spec_of

ROWS = 20


def good(task: str) -> dict[str, Any]:
    hidden = hidden_of(spec_of(task), ROWS)
    answers = [0.5 + n for n in range(ROWS)] if task == "number" else [n % 2 for n in range(ROWS)]
    return {"ids": hidden.ids.tolist(), "predictions": answers, "quantity": 0.5}


def read(task: str, raw: dict[str, Any]) -> Any:
    spec = spec_of(task)
    return read_handed(raw, hidden_of(spec, ROWS), spec)


@pytest.mark.parametrize("task", sorted(TABLES))
def test_the_order_of_the_rows_is_free(task: str) -> None:
    raw = good(task)
    turned = {"ids": raw["ids"][::-1], "predictions": raw["predictions"][::-1], "quantity": 0.5}
    one, other = read(task, raw), read(task, turned)
    assert np.array_equal(one.predictions, other.predictions)
    assert one.predictions.tolist() == raw["predictions"]  # ids are sorted here


def test_an_old_page_may_call_the_quantity_a_gap() -> None:
    raw = good("yes-no")
    del raw["quantity"]
    assert read("yes-no", raw | {"gap": 0.25}).quantity == 0.25
    with pytest.raises(BadAnswer) as caught:
        read("yes-no", raw | {"gap": 7})
    assert caught.value.field == "gap"
    assert read("yes-no", raw | {"gap": 0.25, "quantity": 0.5}).quantity == 0.5


WRONG: list[tuple[str, str, Any, str]] = [
    ("yes-no", "ids", None, "Il manque"),
    ("yes-no", "ids", [1, 2], "vous en envoyez 2"),
    ("yes-no", "ids", [-1] * ROWS, "ceux de votre test"),
    ("yes-no", "ids", [1] * ROWS, "une fois chacun"),
    ("yes-no", "ids", ["1"] * ROWS, "nombres entiers"),
    ("yes-no", "predictions", [0.5] * ROWS, "nombres entiers"),
    ("yes-no", "predictions", [1.0] * ROWS, "nombres entiers"),
    ("yes-no", "predictions", [True] * ROWS, "nombres entiers"),
    ("yes-no", "predictions", [2] * ROWS, "0 ou 1"),
    ("yes-no", "predictions", {"a": 1}, "Il manque la liste des prédictions"),
    ("classes", "predictions", [3] * ROWS, "de 0 à 2"),
    ("classes", "predictions", [10**100] * ROWS, "de 0 à 2"),
    ("classes", "predictions", [None] * ROWS, "nombres entiers"),
    ("number", "predictions", [True] * ROWS, "sont des nombres"),
    ("number", "predictions", ["3"] * ROWS, "sont des nombres"),
    ("number", "predictions", [float("nan")] * ROWS, "finis"),
    ("number", "predictions", [float("inf")] * ROWS, "finis"),
    ("number", "predictions", [10**400] * ROWS, "finis"),
    ("number", "predictions", [1.0] * (ROWS - 1), "vous en envoyez 19"),
    ("yes-no", "quantity", None, "la part de « oui »"),
    ("yes-no", "quantity", "0.1", "la part de « oui »"),
    ("yes-no", "quantity", True, "un nombre entre 0 et 1"),
    ("yes-no", "quantity", 12, "pour 12 points, écrivez 0.12"),
    ("yes-no", "quantity", -0.1, "entre 0 et 1"),
    ("yes-no", "quantity", float("nan"), "entre 0 et 1"),
    ("number", "quantity", 101, "Le compte est entre 0 et 100."),
    ("number", "quantity", 10**400, "entre 0 et 100"),
    ("number", "card", "x", "carte"),
    ("number", "card", {}, "carte"),
]


@pytest.mark.parametrize(("task", "field", "value", "said"), WRONG)
def test_what_is_wrong_names_its_field(task: str, field: str, value: Any, said: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        read(task, good(task) | {field: value})
    assert caught.value.field == field
    assert said in caught.value.message.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_value_above_one_is_read_where_the_exercise_allows_it() -> None:
    assert read("number", good("number") | {"quantity": 99.5}).quantity == 99.5


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(TABLES)), st.data())
def test_whatever_is_sent_is_read_or_refused(task: str, data: st.DataObject) -> None:
    raw: dict[str, Any] = good(task)
    fields = [*raw, "card", "gap"]
    for field in data.draw(st.lists(st.sampled_from(fields), min_size=1, max_size=3)):
        rows = raw.get(field)
        if isinstance(rows, list) and rows and data.draw(st.booleans()):
            rows[data.draw(st.integers(0, len(rows) - 1))] = data.draw(anything)
        else:
            raw[field] = data.draw(anything)
    try:
        handed = read(task, raw)
    except BadAnswer as error:
        assert error.message and error.field in fields
        return
    assert len(handed.predictions) == ROWS and np.isfinite(handed.predictions).all()
    json.dumps(handed.quantity)
