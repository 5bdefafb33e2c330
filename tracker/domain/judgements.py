"""How people grade what they read: the reliability of a source and the credibility of an item, kept apart.

The two scales that intelligence staffs use (NATO's "Admiralty code"): a good source can pass on what is doubtful, and a
bad one can be right. Nothing computes either.
"""

import re
from dataclasses import dataclass
from typing import Final

RELIABILITIES: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
"""Of a source."""
CREDIBILITIES: Final = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
"""Of an item: what one article says of one fact."""

NONE: Final = "-"
"""Typed to take a judgement back."""

_GRADE = re.compile(r"([a-f])?\s*([1-6])?(?:\s+(?P<why>.*))?\Z", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Grade:
    """A typed judgement: a letter of a source, a number of an item, or both; `none` takes both back."""

    reliability: str | None = None
    credibility: int | None = None
    why: str = ""
    none: bool = False


def grade(text: str) -> Grade:
    """Read "B", "3", "B3 the ministry confirmed it" or "-".

    Raises:
        ValueError: one sentence, for anything else.
    """
    text = text.strip()
    first, _, rest = text.partition(" ")
    if first == NONE:
        return Grade(none=True, why=rest.strip())
    match = _GRADE.match(text)
    if match is None or not (match[1] or match[2]):
        raise ValueError("A letter from A to F for the source, a number from 1 to 6 for the item, or both: B3.")
    return Grade(
        match[1].upper() if match[1] else None, int(match[2]) if match[2] else None, (match["why"] or "").strip()
    )
