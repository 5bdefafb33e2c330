"""A stored value of which nothing but its text is known, as a person reads it."""

import re

from tracker.domain import durations, edtf

_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)")


def as_people_read(value: str) -> str:
    """A day ("2 Dec 2025"), a day and an hour ("2 Dec 2025, 08:00"), a duration ("4 hours"); else the text as it is."""
    clock = _CLOCK.fullmatch(value)
    if clock is not None:
        return f"{edtf.shown(clock[1])}, {clock[2]}"
    return durations.shown(edtf.shown(value))
