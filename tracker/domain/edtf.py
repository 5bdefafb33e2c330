"""Dates with honest precision: the part of EDTF (ISO 8601-2 level 1) that the record uses.

Forms: `2025-12-01`, `2025-12`, `2025`, `2025-11-30?` (uncertain), `2025-11-30~` (approximate), intervals
`2025-11-30/2025-12-01`, and half-open intervals whose missing end is `..` or empty (`../2014-08-01`, `/2025-12-01`).
"""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)\Z")
# Not calendar.month_abbr, which follows the locale that some other library may have set.
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Interval(NamedTuple):
    """First and last day a date can mean; None is an open end."""

    first: date | None
    last: date | None


@lru_cache(maxsize=8192)
def interval(edtf: str | None) -> Interval | None:
    """The days `edtf` can mean, both ends included; None for None, empty or not EDTF of the forms above."""
    if not edtf:
        return None
    parts = edtf.split("/")
    if len(parts) > 2:
        return None
    ends = [_ends(part) for part in parts]
    if any(end is None for end in ends) or (len(parts) == 1 and parts[0] in ("", "..")):
        return None
    first, last = ends[0], ends[-1]
    if first is None or last is None:
        return None
    days = Interval(first.first, last.last)
    if days.first and days.last and days.first > days.last:
        return None
    if days == (None, None):
        return None
    return days


def _ends(part: str) -> Interval | None:
    if part in ("", ".."):
        return Interval(None, None)
    match = _PART.match(part)
    if not match:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if day:
            one = date(year, int(month), int(day))
            return Interval(one, one)
        if month:
            return Interval(date(year, int(month), 1), date(year, int(month), calendar.monthrange(year, int(month))[1]))
        return Interval(date(year, 1, 1), date(year, 12, 31))
    except (ValueError, calendar.IllegalMonthError):
        return None


def is_valid(edtf: str) -> bool:
    """True where `edtf` is one of the forms of this module and names real days in order."""
    return interval(edtf) is not None


def is_uncertain(edtf: str | None) -> bool:
    """True where any part carries `?`, `~` or `%`."""
    return bool(edtf) and any(mark in str(edtf) for mark in "?~%")


def precision(edtf: str | None) -> str | None:
    """`day`, `month`, `year` or `interval`; None where there is no date."""
    if not edtf or interval(edtf) is None:
        return None
    if "/" in edtf:
        return "interval"
    return {4: "year", 7: "month", 10: "day"}[len(edtf.rstrip("?~%"))]


def first_day(edtf: str | None) -> date | None:
    """The first day the date can mean; None for an open start or no date."""
    days = interval(edtf)
    return days.first if days else None


def last_day(edtf: str | None) -> date | None:
    """The last day the date can mean (the day that decides whether it has passed); None for an open end or no date."""
    days = interval(edtf)
    return days.last if days else None


def overlap(a: str | None, b: str | None, slack: int = 0) -> bool:
    """True where both are dates and their days meet, or lie at most `slack` days apart."""
    one, two = interval(a), interval(b)
    if one is None or two is None:
        return False
    low = date.min.toordinal()
    high = date.max.toordinal()
    first_one = one.first.toordinal() if one.first else low
    last_one = one.last.toordinal() if one.last else high
    first_two = two.first.toordinal() if two.first else low
    last_two = two.last.toordinal() if two.last else high
    return first_one - slack <= last_two and first_two - slack <= last_one


def has_passed(edtf: str | None, as_of: date) -> bool:
    """True where the last day of the date is before `as_of`."""
    last = last_day(edtf)
    return last is not None and last < as_of


def shown(edtf: str | None, *, year: int | None = None) -> str:
    """How every screen and report writes a date: `30 Nov 2025` (`30 Nov` within `year`), `Nov 2025`.

    An interval is `28–29 May 2025`, `30 Nov–1 Dec 2025`; an uncertain date keeps its question mark; what is
    not EDTF comes back as it is; no date is an empty string.
    """
    if not edtf:
        return ""
    if interval(edtf) is None:
        return edtf
    if "/" in edtf:
        start, end = edtf.split("/")
        if start in ("", ".."):
            return f"by {_shown_part(end, year)}"
        if end in ("", ".."):
            return f"from {_shown_part(start, year)}"
        if start == end:
            return _shown_part(start, year)
        # What both ends share stands once: the month of 28–29 May 2025, the year of 30 Nov–1 Dec 2025.
        if start.count("-") == 2 and end.count("-") == 2 and start[:7] == end[:7]:
            mark = "?" if start[-1] in "?~%" else ""
            return f"{int(start[8:10])}{mark}–{_shown_part(end, year)}"
        return f"{_shown_part(start, int(end[:4]) if '-' in start else year)}–{_shown_part(end, year)}"
    return _shown_part(edtf, year)


def _shown_part(part: str, year: int | None) -> str:
    mark = "?" if part[-1] in "?~%" else ""
    numbers = [int(number) for number in part.rstrip("?~%").split("-")]
    tail = "" if numbers[0] == year else f" {numbers[0]}"
    if len(numbers) == 3:
        return f"{numbers[2]} {_MONTHS[numbers[1]]}{tail}{mark}"
    if len(numbers) == 2:
        return f"{_MONTHS[numbers[1]]}{tail}{mark}"
    return f"{numbers[0]}{mark}"
