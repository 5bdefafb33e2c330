"""The sign of a meeting on a time line: one cell that says, without colour, whether it was held."""

from datetime import date
from typing import Final

from tracker.domain import edtf

HELD, PLANNED, MAYBE, NOT, UNSAID, INTERNAL = "●", "○", "◇", "×", "?", "▪"
LEGEND: Final = (
    (HELD, "held"),
    (PLANNED, "planned"),
    (UNSAID, "to confirm"),
    (MAYBE, "if or when"),
    (NOT, "not held"),
    (INTERNAL, "internal"),
)
"""Sign and word, for the line under a time line."""

_SIGNS: Final = {
    "held": (HELD, "plain"),
    "ongoing": (HELD, "good"),
    "planned": (PLANNED, "accent"),
    "proposed": (MAYBE, "dim"),
    "conditional": (MAYBE, "dim"),
    "unknown": (UNSAID, "dim"),
}


def sign_of(status: str, kind: str, day: str | None, today: date) -> tuple[str, str]:
    """(sign, style) of a meeting; a planned one whose day has passed asks whether it took place.

    Args:
        status: one of the meeting's statuses.
        kind: its kind.
        day: its EDTF date.
        today: the day that is shown as today.
    """
    if kind == "internal_briefing":
        return INTERNAL, "dim"
    if status == "planned" and edtf.has_passed(day, today):
        return UNSAID, "accent"
    return _SIGNS.get(status, (NOT, "dim"))
