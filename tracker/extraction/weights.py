"""Linear weights over features, read from a small JSON file: how likely a candidate is a position.

Trained by tools/train_positions.py on this project's own annotations (labels and features alone; no article text is
kept). Evaluated in plain Python: a sum of a few dozen numbers a candidate.
"""

import json
import math
from collections.abc import Iterable
from functools import cache
from importlib import resources


@cache
def _weights() -> dict[str, float]:
    path = resources.files("tracker.extraction") / "lexicons" / "position_weights.json"
    data: dict[str, float] = json.loads(path.read_text("utf-8"))
    return data


def likelihood(features: Iterable[str]) -> float:
    """The chance, 0 to 1, that a candidate with these features is a position."""
    weights = _weights()
    total = sum(weights.get(feature, 0.0) for feature in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
