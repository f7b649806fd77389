"""Medians, ratios to a floor, and how they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

import click


def ratios(values: Sequence[float], floor: Sequence[float]) -> list[float]:
    """Each value against the floor of the same round: both saw the same machine."""
    return [v / f for v, f in zip(values, floor, strict=True)]


def line(
    name: str, values: Sequence[float], unit: str, floor: Sequence[float] | None = None
) -> str:
    """``name  median unit (min–max)  × ratio``."""
    spread = f"({min(values):.4g}–{max(values):.4g})"
    text = f"{name:<44} {median(values):>10.4g} {unit:<6} {spread:<20}"
    return text if floor is None else f"{text} ratio {median(ratios(values, floor)):.2f}"


def pss_bytes(pids: Iterable[int]) -> int:
    """Memory of processes, each shared page counted once in all (Linux ``Pss``)."""
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as stream:
            total += next(int(row.split()[1]) for row in stream if row.startswith("Pss:"))
    return total * 1024


def children(pid: int) -> list[int]:
    """The direct children of a process."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as stream:
        return [int(p) for p in stream.read().split()]


def report(title: str, rows: Mapping[str, Sequence[float]], floor: str, unit: str) -> None:
    """Print one table; every row against the row named *floor*."""
    click.echo(title)
    for name, values in rows.items():
        click.echo("  " + line(name, values, unit, None if name == floor else rows[floor]))
