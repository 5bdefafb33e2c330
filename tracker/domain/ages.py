"""How long ago, or ahead: a number of days in a few letters."""

from typing import Final

WIDTH: Final = 4
"""The cells that an age takes at most."""
_WEEKS: Final = 104
"""Weeks from which on nobody counts in weeks."""


def in_days(days: int) -> str:
    """A number of days in at most four cells: in weeks where it is long, in years where that is too."""
    weeks, years = int(days / 7), int(days / 365)
    tried = (f"{days} d", *((f"{weeks} w", f"{weeks}w") if abs(weeks) < _WEEKS else ()), f"{years} y")
    text = next((one for one in tried if len(one) <= WIDTH), f"{years}y")
    return text.replace("-", "−")
