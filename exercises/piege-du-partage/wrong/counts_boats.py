"""An honest model, and a share of boats where a share of readings is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..reference import weigh_the_sensors

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    boats, aside = (np.asarray(issued["train"][name]) for name in ("bateau", "mis_de_cote"))
    share = np.isin(np.unique(boats[aside == 1]), boats[aside == 0]).mean()
    return weigh_the_sensors(issued) | {"quantity": float(share)}
