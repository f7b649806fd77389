"""The table of the kinds: one line adds one."""

from __future__ import annotations

from mooc.grading.kinds.matching.kind import KIND as MATCHING
from mooc.grading.kinds.multiple_choice.kind import KIND as MULTIPLE_CHOICE
from mooc.grading.kinds.numeric.kind import KIND as NUMERIC
from mooc.grading.kinds.ordering.kind import KIND as ORDERING
from mooc.grading.kinds.short_text.kind import KIND as SHORT_TEXT
from mooc.grading.kinds.single_choice.kind import KIND as SINGLE_CHOICE
from mooc.registry import Registry

KINDS = Registry(
    SINGLE_CHOICE,
    MULTIPLE_CHOICE,
    NUMERIC,
    ORDERING,
    MATCHING,
    SHORT_TEXT,
)
