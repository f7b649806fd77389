"""A good model, and the mean of the shares of the postcodes, as if all had as many files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sudia.dataset import read_dataset

from ..reference import learn_from_the_lot

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    known = read_dataset(issued).apprentissage
    here = known["origine"] == "ici"
    codes = np.unique(known["code_postal"])
    shares = [here[known["code_postal"] == code].mean() for code in codes]
    mean = float(np.mean([max(share, 1 - share) for share in shares]))
    return learn_from_the_lot(issued) | {"quantity": mean}
