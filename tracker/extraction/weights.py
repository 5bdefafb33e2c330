"""Linear weights over features, read from small JSON files: how likely a candidate is a position or an assessment.

Trained by tools/train_extraction.py on this project's own annotations (labels and features alone; no article text is
kept). Evaluated in plain Python: a sum of a few dozen numbers a candidate.
"""

import json
import math
from collections.abc import Iterable
from functools import cache
from importlib import resources


@cache
def _weights(file: str) -> dict[str, float]:
    path = resources.files("tracker.extraction") / "lexicons" / file
    data: dict[str, float] = json.loads(path.read_text("utf-8"))
    return data


def _chance(file: str, features: Iterable[str]) -> float:
    weights = _weights(file)
    total = sum(weights.get(feature, 0.0) for feature in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def likelihood(features: Iterable[str]) -> float:
    """The chance, 0 to 1, that a candidate with these features is a position."""
    return _chance("position_weights.json", features)


def assessment_likelihood(features: Iterable[str]) -> float:
    """The chance, 0 to 1, that a unit with these features is an assessment."""
    return _chance("assessment_weights.json", features)
