"""The same work on many things, by two processes when that is worth it."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

JOBS = 2
# With fewer things than this, starting a process and reading its results costs more than it gives.
MANY = 200
# What the processes do, for them to find when they start: neither is sent to them.
_work: tuple[Callable[[Any], Any], Sequence[Any]] = (str, ())


def spread(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """``[work(item) for item in items]``; only the results must be such as can be pickled."""
    global _work
    if len(items) < MANY or not _may_fork():
        return [work(item) for item in items]
    _work = (work, items)
    with multiprocessing.get_context("fork").Pool(JOBS) as pool:
        return pool.map(_one, range(len(items)), chunksize=len(items) // (8 * JOBS) + 1)


def _one(index: int) -> Any:
    work, items = _work
    return work(items[index])


def _may_fork() -> bool:
    """A copy of a process with threads may wait for a lock that nobody holds any more."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) >= JOBS
