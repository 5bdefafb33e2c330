"""A stored value as a person reads it."""

import re

from tracker.domain import durations, edtf
from tracker.domain.fields import field

_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)")


def as_people_read(value: str) -> str:
    """A day ("2 Dec 2025"), a day and an hour ("2 Dec 2025 08:00"), a duration ("4 hours"); else the text as it is."""
    clock = _CLOCK.fullmatch(value)
    if clock is not None:
        return f"{edtf.shown(clock[1])} {clock[2]}"
    return durations.shown(edtf.shown(value))


def as_read(kind: str, name: str, value: str) -> str:
    """A field's value: dates written the one way, durations in words, words of a vocabulary without underscores.

    Args:
        kind: the kind of fact, one of `fields.KINDS`.
        name: the field; of an unknown one the value comes back as it is.
        value: as stored.
    """
    try:
        type_ = field(kind, name).type
    except KeyError:
        return value
    if type_ in ("date", "day"):
        return edtf.shown(value)
    if type_ == "duration":
        return durations.shown(value)
    return value.replace("_", " ") if type_ == "choice" else value
