"""The learner's kit in the browser, where numpy's indices have 32 bits and not 64."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

COUNT = """
import numpy as np
import sudia
from sudia.task import Task

task = Task(kind="classes", truth="chiffre", classes=("0", "1", "2"), rows="images")
table = sudia.Table({"chiffre": np.array([0, 1, 2, 1, 2])}, task=task)
sudia.tableau(table, np.array([0, 1, 1, 1, 2], dtype=np.int64))
"""


def test_classes_are_counted_and_shown(cell: Any) -> None:
    shown = cell.run(COUNT)
    assert "TypeError" not in shown
    assert "80" in shown
    expect(cell.output().get_by_role("table").first).to_be_visible()
