"""What an author writes in [labels], [groups] and [criteria]: read, or told by its key."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.grading.kinds.predictions.keys import CRITERIA_KEYS, GROUP_KEYS, LABEL_KEYS
from mooc.grading.kinds.predictions.spec import BadSpec, parse
from mooc.grading.kinds.predictions.told import asked
from tests.predictions.toys import GROUPS, TABLES, spec_of


def test_criteria_are_told_in_order() -> None:
    assert spec_of("yes-no").criteria == ("accuracy", "gap", "cost", "quantity")
    assert spec_of("classes").criteria == ("accuracy", "quantity")
    assert spec_of("number").criteria == ("error", "quantity")


def test_every_criterion_has_its_sentence() -> None:
    told = [line.replace("\u202f", " ").replace("\u00a0", " ") for line in asked(spec_of("yes-no"))]
    assert told == [
        "au moins 70 % de réponses justes",
        "au plus 10 points d’écart d’erreurs entre les groupes : la mer, la montagne",
        "un coût d’au plus 12 pour 100 réponses : un cas manqué coûte 20, une fausse alerte 1",
        "la part de « oui » : calcul à faire vous-même, juste à 0,005 près",
    ]
    number = " / ".join(asked(spec_of("number")))
    assert "au plus 14,5 nuitées" in number and "groupes" not in number


def test_rows_are_counted_by_group_and_outcome_only_when_a_gap_is_judged() -> None:
    assert spec_of("yes-no").rows_min == 700
    assert spec_of("yes-no", gap=None, gap_max=None).rows_min == 200
    with pytest.raises(BadSpec, match="700"):
        spec_of("yes-no", rows_min=699)


WRONG: list[tuple[str, str, dict[str, Any], str]] = [
    ("yes-no", "criteria", {"acuracy_min": 0.5}, "acuracy_min"),
    ("yes-no", "criteria", {"accuracy_min": 75}, "accuracy_min"),
    ("yes-no", "criteria", {"accuracy_min": True}, "accuracy_min"),
    ("yes-no", "criteria", {"gap": "parity"}, "gap"),
    ("yes-no", "criteria", {"gap_max": None}, "gap_max"),
    ("yes-no", "criteria", {"gap": None}, "gap_max"),
    ("yes-no", "criteria", {"cost_missed": None}, "cost_missed"),
    ("yes-no", "criteria", {"cost_max": None}, "cost_missed"),
    ("yes-no", "criteria", {"error_max": 3}, "error_max"),
    ("yes-no", "criteria", {"quantity": "given"}, "quantity_name"),
    ("yes-no", "criteria", {"quantity_tolerance": None}, "quantity_tolerance"),
    ("yes-no", "criteria", {"quantity_tolerance": 2}, "quantity_tolerance"),
    ("yes-no", "labels", {"column": " "}, "column"),
    ("yes-no", "labels", {"yes": None}, "yes"),
    ("yes-no", "labels", {"heads": ["a", "b"]}, "heads"),
    ("yes-no", "groups", {"codes": ["mer", "mer"]}, "codes"),
    ("yes-no", "groups", {"labels": ["un seul"]}, "labels"),
    ("classes", "criteria", {"gap": "selection", "gap_max": 0.1}, "gap"),
    ("classes", "criteria", {"cost_max": 1}, "cost_max"),
    ("classes", "criteria", {"accuracy_min": None}, "criteria"),
    ("classes", "criteria", {"quantity": "selection-rate"}, "quantity"),
    ("classes", "labels", {"classes": ["un"]}, "classes"),
    ("classes", "labels", {"classes": [str(n) for n in range(65)]}, "classes"),
    ("number", "criteria", {"accuracy_min": 0.5}, "accuracy_min"),
    ("number", "criteria", {"quantity": "twin-flips"}, "quantity"),
    ("number", "criteria", {"rows_min": 49}, "rows_min"),
    ("number", "labels", {"unit": None}, "unit"),
    ("number", "labels", {"task": "ranking"}, "task"),
]


@pytest.mark.parametrize(("task", "name", "change", "key"), WRONG)
def test_what_does_not_fit_is_told_by_its_key(
    task: str, name: str, change: dict[str, Any], key: str
) -> None:
    table = {k: v for k, v in (TABLES[task][name] | change).items() if v is not None}
    with pytest.raises(BadSpec) as caught:
        parse(TABLES[task] | {name: table})
    assert caught.value.key == key


def test_a_gap_needs_groups() -> None:
    table = dict(TABLES["yes-no"])
    del table["groups"]
    with pytest.raises(BadSpec, match="groups"):
        parse(table)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
TABLE_KEYS = {"labels": LABEL_KEYS, "groups": GROUP_KEYS, "criteria": CRITERIA_KEYS}


@settings(deadline=None)
@given(st.data())
def test_whatever_is_written_is_a_spec_or_a_problem(data: st.DataObject) -> None:
    task = data.draw(st.sampled_from(sorted(TABLES)))
    name = data.draw(st.sampled_from(sorted(TABLE_KEYS)))
    key = data.draw(st.sampled_from(sorted(TABLE_KEYS[name])))
    base = TABLES[task].get(name, GROUPS)
    table = TABLES[task] | {name: base | {key: data.draw(values)}}
    try:
        spec = parse(table)
    except BadSpec as error:
        assert error.key and str(error)
        return
    assert asked(spec) and spec.criteria[-1] == "quantity"
