"""The Ladder (Blum and Hardt, arXiv 1502.04585, algorithm 1), for a share of right answers.

What a participant is shown moves only when a hand-in beats what was shown by more than a step, and
is then told to that step. However many hand-ins are tried, the rows that measure them then leak
little: at most as many values as there are steps between 0 and 1.
"""

from __future__ import annotations

DUST = 1e-9  # of binary fractions


def climb(shown: float | None, measured: float, step: float) -> float | None:
    """What is shown after this hand-in: a new value, or None when nothing moves."""
    if shown is not None and measured <= shown + step + DUST:
        return None
    return round(round(measured / step) * step, 10)
