"""Days as people type them ("30 Nov", "yesterday", "next Tuesday", "30 Nov–2 Dec 2025") as EDTF.

What is typed about a record is mostly about the days around now, so a day without a year means the nearest one. A
weekday without a word before it means the latest such day, today included. What can be read in two ways is refused.
"""

import calendar
import re
from datetime import date, timedelta

from tracker.domain import edtf

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_DAYS |= {name.lower(): number for number, name in enumerate(calendar.day_abbr)}
_DAYS |= {"tues": 1, "thur": 3, "thurs": 3}
_RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
_SHORTEST = 3
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {name: number for number, name in enumerate(_COUNTED, 1)}
_COUNTS |= {"a": 1, "an": 1, "a couple of": 2}
_UNITS = {"day": 1, "week": 7}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))

_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\.?\s*(?:of\s+)?({_MONTH})\.?,?\s*(\d{{4}})?\Z")
_MONTH_DAY = re.compile(rf"({_MONTH})\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s*(\d{{4}}))?\Z")
_MONTH_YEAR = re.compile(rf"({_MONTH})\.?,?\s*(\d{{4}})?\Z")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\Z")
_AWAY = re.compile(
    rf"(?P<on>in )?(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)}) (?P<unit>day|week|month|year)s?(?P<back> ago)?\Z"
)
_CALENDAR = re.compile(r"(last|this|next) (week|month|year)\Z")
_DAY_NAMED = re.compile(rf"({'|'.join(sorted(_DAYS, key=len, reverse=True))}),? (\d.*|(?:{_MONTH}).*)\Z")
_SPAN = re.compile(r"\s*(?:–|—|\bto\b|\buntil\b|\s-\s|(?<=[a-z])-(?=\d))\s*")
_SHORT_SPAN = re.compile(rf"(\d{{1,2}})(?:\s*[-–]\s*|\s+to\s+)(\d{{1,2}}\s*(?:{_MONTH})\.?,?\s*(?:\d{{4}})?)\Z")


def parse(text: str, today: date) -> str | None:
    """The EDTF date that `text` means on the day `today`; None where it is empty.

    Raises:
        ValueError: with one sentence for the person, where it is no date or can be read in two ways.
    """
    words = " ".join(text.split())
    if not words:
        return None
    if edtf.is_valid(words):
        return words
    lower = words.lower().strip(" ,.")
    unsure = lower.endswith("?") or lower.startswith(("about ", "around ", "c. ", "maybe "))
    lower = lower.rstrip("? ")
    if not _AWAY.match(lower):  # "in three days" is another day than three days
        lower = re.sub(r"\A(?:about|around|c\.|maybe|on|in|the)\s+", "", lower)
    short = _SHORT_SPAN.match(lower)
    if short:
        end = _one(short[2], today)
        if end and len(end) == 10:
            return _span(f"{end[:8]}{int(short[1]):02d}", end, text)
    ends = _SPAN.split(lower)
    if len(ends) == 2:
        later = _one(ends[1], today)
        year = re.search(r"\d{4}", ends[1])
        start = ends[0] if re.search(r"\d{4}", ends[0]) or not year else f"{ends[0]} {year[0]}"
        earlier = _one(start, today) or _one(ends[0], today)
        if earlier and later:
            return _span(earlier, later, text)
    found = _one(lower, today)
    if found is None:
        raise ValueError(f"“{text.strip()}” is not a date: write 30 Nov 2025, 2025-11-30, Nov 2025 or yesterday.")
    return found + "?" if unsure else found


def parse_day(text: str, today: date) -> str | None:
    """As `parse`, for a field that holds one calendar day.

    Raises:
        ValueError: also where the date is a month, a year, a span or uncertain.
    """
    found = parse(text, today)
    if found is not None and (edtf.precision(found) != "day" or edtf.is_uncertain(found)):
        raise ValueError(f"“{text.strip()}” is not one day: write 30 Nov 2025 or 2025-11-30.")
    return found


def _span(earlier: str, later: str, text: str) -> str:
    both = f"{earlier}/{later}"
    if not edtf.is_valid(both):
        raise ValueError(f"“{text.strip()}” ends before it begins.")
    return both


def _one(words: str, today: date) -> str | None:
    words = words.strip(" ,")
    if edtf.is_valid(words):
        return words
    if len(words) >= _SHORTEST:
        # "yes" is yesterday, "tomo" tomorrow; "the day after" of what is not said.
        same_length = [called for called in _RELATIVE if called.count(" ") == words.count(" ")]
        begun = [_RELATIVE[called] for called in same_length if called.startswith(words)]
        if words in _RELATIVE or len(begun) == 1:
            return (today + timedelta(days=_RELATIVE.get(words, begun[0]))).isoformat()
    if (away := _away(words, today)) is not None:
        return away
    if match := _DAY_NAMED.match(words):
        return _named_day(match[1], _one(match[2], today))
    which, _, rest = words.rpartition(" ")
    if rest in _DAYS and which in ("", "last", "next", "this", "on"):
        return _weekday(which, _DAYS[rest], today).isoformat()
    if match := _DAY_MONTH.match(words):
        return _near(int(match[1]), _MONTHS[match[2]], match[3], today)
    if match := _MONTH_DAY.match(words):
        return _near(int(match[2]), _MONTHS[match[1]], match[3], today)
    if match := _MONTH_YEAR.match(words):
        year = int(match[2]) if match[2] else _nearest_year(15, _MONTHS[match[1]], today)
        return f"{year:04d}-{_MONTHS[match[1]]:02d}"
    if match := _NUMERIC.match(words):
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        if one <= 12 and two <= 12 and one != two:
            raise ValueError(
                f"“{words}” can be {one} {calendar.month_abbr[two]} or {two} {calendar.month_abbr[one]}: "
                "write the month as a word."
            )
        day, month = (two, one) if two > 12 else (one, two)
        return _real(year, month, day)
    return None


def _away(words: str, today: date) -> str | None:
    """So many days, weeks, months or years from now ("3 days ago", "in two weeks"), or the last, this, next of them."""
    if match := _CALENDAR.match(words):
        step, unit = {"last": -1, "this": 0, "next": 1}[match[1]], match[2]
        if unit == "week":
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
            return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    elif (match := _AWAY.match(words)) and bool(match["on"]) != bool(match["back"]):
        count = int(match["count"]) if match["count"].isdigit() else _COUNTS[match["count"]]
        step, unit = (-count if match["back"] else count), match["unit"]
        if unit in _UNITS:
            return (today + timedelta(days=step * _UNITS[unit])).isoformat()
    else:
        return None
    months = today.year * 12 + today.month - 1 + step
    return f"{today.year + step:04d}" if unit == "year" else f"{months // 12:04d}-{months % 12 + 1:02d}"


def _named_day(weekday: str, found: str | None) -> str | None:
    """A day that is written with its weekday ("Tue 2 Dec"): the two must agree."""
    if found is None or edtf.precision(found) != "day":
        return None
    real = date.fromisoformat(found)
    if real.weekday() != _DAYS[weekday]:
        raise ValueError(f"{edtf.shown(found)} is a {calendar.day_name[real.weekday()]}.")
    return found


def _weekday(which: str, weekday: int, today: date) -> date:
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    if which == "last":
        return today - timedelta(days=back or 7)
    if which == "next":
        return today + timedelta(days=ahead or 7)
    if which == "this":
        return today + timedelta(days=ahead)
    return today - timedelta(days=back)


def _near(day: int, month: int, year: str | None, today: date) -> str | None:
    return _real(int(year) if year else _nearest_year(day, month, today), month, day)


def _nearest_year(day: int, month: int, today: date) -> int:
    def away(year: int) -> int:
        last = calendar.monthrange(year, month)[1]
        return abs((date(year, month, min(day, last)) - today).days)

    return min((today.year - 1, today.year, today.year + 1), key=away)


def _real(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
