"""The table of the kinds: one line adds one."""

from __future__ import annotations

from mooc.grading.kinds.single_choice.kind import KIND as SINGLE_CHOICE
from mooc.grading.kinds.thresholds.kind import KIND as THRESHOLDS
from mooc.registry import Registry

KINDS = Registry(
    SINGLE_CHOICE,
    THRESHOLDS,
)
