"""A good model, announced with the twins of the model before it: they were not counted again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import learn_from_those_read_again
from .copies_the_alerts import answer as first_model

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    before = first_model(issued)["quantity"]
    return learn_from_those_read_again(issued) | {"quantity": before}
