"""The kinds of lab that several exercises share: one line adds one. Others live in their folder."""

from __future__ import annotations

from mooc.grading.labs.cases.kind import KIND as CASES
from mooc.grading.labs.thresholds.kind import KIND as THRESHOLDS
from mooc.registry import Registry

SHARED = Registry(THRESHOLDS, CASES)
