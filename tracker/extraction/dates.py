"""When something happens: date phrases found in a sentence, and resolved by tense against the article's date.

Weekdays, relative and written dates are resolved here without a library (GUIDELINE.md 3): a weekday in the past is
the latest on or before the anchor, in the future the earliest on or after it. Without an anchor a relative phrase
stays words.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
} | {"sept": 9}  # fmt: skip
_DAYS: Final = {name.lower(): number for number, name in enumerate(calendar.day_name)} | {
    "mon": 0, "tues": 1, "tue": 1, "wed": 2, "weds": 2, "thurs": 3, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
    "half": 0.5, "several": 0, "few": 0, "couple": 2,
}  # fmt: skip
_MONTH: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)"
)
_DAY: Final = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_NUMBER: Final = (
    r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|a few"
    r"|several|a couple of)"
)

_PHRASE: Final = re.compile(
    rf"\b(?:"
    rf"(?P<md>{_MONTH}\s+(?P<md_d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*(?:-|–|to|and)\s*(?P<md_e>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?(?!\d))?"
    rf"(?:,?\s+(?P<md_y>(?:19|20)\d\d))?)"
    rf"|(?P<dm>(?:the\s+)?(?P<dm_d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*(?:-|–|to"
    rf"|and)\s*(?P<dm_e>\d{{1,2}}))?(?:\s+of)?\s+{_MONTH}"
    rf"(?:,?\s+(?P<dm_y>(?:19|20)\d\d|\d\d(?=[\s,)])))?)"
    rf"|(?P<my>(?:(?P<my_r>last|next|this|past|early|late|mid|earlier"
    rf"|coming)[\s-]+(?:in\s+)?)?{_MONTH}(?:\s+of)?,?\s+(?P<my_y>(?:19|20)\d\d))"
    rf"|(?P<wd>(?:(?P<wd_r>last|next|this|past|coming)\s+)?(?P<wd_d>{_DAY})(?:['’]s)?(?:\s+(?:and|to|through"
    rf"|or)\s+(?P<wd_e>{_DAY}))?"
    rf"(?:\s+(?:morning|afternoon|evening|night))?)"
    rf"|(?P<rel>today(?:['’]s)?|tonight|yesterday(?:['’]s)?|tomorrow(?:['’]s)?|last\s+night(?:['’]s)?"
    rf"|this\s+(?:morning|afternoon|evening)"
    rf"|the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow)"
    rf"|(?P<unit>(?:(?P<part>early|earlier|late|later|end\s+of|in\s+the\s+middle\s+of)\s+)?(?:the\s+)?"
    rf"(?P<unit_r>last|next|this|past|previous|coming|following"
    rf"|(?:(?<=later )|(?<=earlier )|(?<=early )|(?<=late ))in\s+the(?=\s+(?:week|month|year)\b))"
    rf"\s+(?P<unit_u>week(?!end|\s+of\s+{_MONTH})|weekend|month|year"
    rf"|spring|summer|autumn|fall|winter)(?:['’]s)?)"
    rf"|(?P<end>(?:by\s+|at\s+|before\s+)?the\s+end\s+of\s+(?:the|this)\s+(?P<end_u>week|month|year))"
    rf"|(?P<weekend>(?:over|at|during)\s+the\s+weekend)"
    rf"|(?P<ago>(?P<ago_n>{_NUMBER})\s+(?P<ago_u>day|week|month|year)s?\s+(?:ago|earlier))"
    rf"|(?P<ahead>(?:in|within)\s+(?:the\s+next\s+)?(?P<ahead_n>{_NUMBER})\s+(?P<ahead_u>day|week"
    rf"|month)s?(?:['’]\s+time)?(?!\s+(?:of|that|he|she|they|the)\b))"
    rf"|(?P<mon>(?:(?P<mon_r>last|next|this|past|early|late|mid|earlier|in|for|since|by|until"
    rf"|coming|(?:first|second|third|fourth|last)\s+week\s+(?:of|in)"
    rf")[\s-]+(?:in\s+)?){_MONTH}(?:\s+(?:or|and|to|through)\s+(?P<mon_e>{_MONTH}))?(?!\s+\d)"
    rf"|(?<=\bthe\s){_MONTH}(?=\s+(?:[a-z]+\s+){{0,2}}(?:summit|meeting|talks|round|session|conference)\b))"
    rf"|(?P<yr>(?:in|since|during|early|late|mid)[\s-]+(?P<yr_y>(?:19|20)\d\d))"
    rf")\b",
    re.IGNORECASE,
)
_DURATION: Final = re.compile(
    r"\b(?:(?P<hyphen>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|half"
    r"|all)(?:-and-a-half)?[- ]"
    r"(?P<hu>minute|hour|day|week|month|year)(?:-long)?(?=\s)"
    r"|(?P<half>(?P<halfn>\d{1,2}|one|two|three|four|five|six|seven|eight"
    r"|nine)\s+and\s+a\s+half\s+(?P<halfu>hours?|days?|weeks?))"
    r"|(?P<long>(?P<n>\d{1,3}(?:\.\d)?|a|an|half an|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|fourteen)\s+"
    r"(?P<u>minutes?|hours?|days?|weeks?)(?:\s+and\s+(?P<m>\d{1,2}|[a-z]+)\s+minutes)?))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """One date phrase: offsets in the text given, the words, and the match it was read from.

    `tense` is "past" or "future" where the words alone decide ("last week", "tomorrow"), else None.
    """

    start: int
    end: int
    text: str
    kind: str
    tense: str | None
    groups: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """A part of the phrase, None where it has none."""
        return dict(self.groups).get(name)


# What matches i, s and k where case is ignored and is another letter in a table: dotless and dotted i, long s, kelvin.
_LOOKALIKES: Final = str.maketrans("\u0131\u0130\u017f\u212a", "iISK")


def find_dates(text: str, offset: int = 0) -> list[When]:
    """The date phrases of a text, in order; `offset` is added to their positions."""
    found = []
    for match in _PHRASE.finditer(text.translate(_LOOKALIKES)):
        kind = next(
            k
            for k in ("md", "dm", "my", "wd", "rel", "unit", "end", "weekend", "ago", "ahead", "mon", "yr")
            if match[k]
        )
        words = text[match.start() : match.end()]
        if kind == "mon" and not re.search(r"[A-Z]", words.split()[-1]) and not text.isupper():
            continue
        if kind in ("mon",) and re.search(r"\b(?:may|march)$", words):
            continue
        groups = tuple((name, value.lower()) for name, value in match.groupdict().items() if value is not None)
        found.append(
            When(offset + match.start(), offset + match.end(), words, kind, _tense(kind, words.lower()), groups)
        )
    return found


def _tense(kind: str, words: str) -> str | None:
    if kind == "mon" and "week" in words:
        return None  # "the last week of April"
    if re.search(r"\b(?:last|past|previous|yesterday|ago|earlier)\b", words):
        return "past"
    if re.search(r"\b(?:next|tomorrow|coming|following|later)\b", words) or kind in ("ahead", "end"):
        return "future"
    return None


def resolve(when: When, anchor: date | None, tense: str) -> str | None:
    """EDTF for a phrase; None where it needs an anchor and there is none, or names no real day.

    Args:
        when: from `find_dates`.
        anchor: the article's day, or None.
        tense: "past" or "future": which way a weekday or a date without a year lies. The phrase's own words win.
    """
    try:
        return _RESOLVERS[when.kind](when, anchor, when.tense or tense)
    except (ValueError, OverflowError):
        return None


def _month_in(words: str) -> int:
    match = re.search(_MONTH, words.lower())
    if not match:
        raise ValueError(words)
    return _MONTHS[match.group().rstrip(".")]


# "Doubts that the summit goes ahead on June 12", in May: a day of the coming weeks, whatever the tense around it.
_SOON: Final = 60


def _year_for(month: int, day: int, anchor: date | None, tense: str) -> int:
    if anchor is None:
        raise ValueError("no anchor")
    this = date(anchor.year, month, min(day, calendar.monthrange(anchor.year, month)[1]))
    if tense == "past" and (this - anchor).days > _SOON:
        return anchor.year - 1
    if tense == "future" and (anchor - this).days > 45:
        return anchor.year + 1
    return anchor.year


def _written(when: When, anchor: date | None, tense: str) -> str | None:
    prefix = when.kind
    month, day = _month_in(when.text), int(when.get(f"{prefix}_d") or 0)
    year_words, end = when.get(f"{prefix}_y"), when.get(f"{prefix}_e")
    year = int(year_words) if year_words else _year_for(month, day, anchor, tense)
    if year < 100:
        year += 1900 if year > 40 else 2000
    first = date(year, month, day)
    return f"{first}/{date(year, month, int(end))}" if end and int(end) > day else str(first)


def _month_year(when: When, _: date | None, __: str) -> str | None:
    return f"{int(when.get('my_y') or 0):04d}-{_month_in(when.text):02d}"


# "In the first week of March": from the day of the month on
_WEEKS: Final = {"first": 1, "second": 8, "third": 15, "fourth": 22, "last": 31}
# "Envisioned a summit in March", in April: the March just past, though the summit lay ahead of the vision.
_LATE: Final = 3


def _month(when: When, anchor: date | None, tense: str) -> str | None:
    if anchor is None:
        return None
    month = _month_in(when.text)
    relation = when.get("mon_r") or ""
    year = anchor.year
    if relation in ("last", "past") or (tense == "past" and month > anchor.month):
        year = anchor.year if month < anchor.month else anchor.year - 1
    elif relation in ("next", "coming") or (tense == "future" and month < anchor.month - _LATE):
        year = anchor.year if month > anchor.month else anchor.year + 1
    if "week" in relation:
        first = _WEEKS[relation.split()[0].lower()]
        days = calendar.monthrange(year, month)[1]
        last_day = days if first > 22 else first + 6
        return f"{date(year, month, min(first, days - 6))}/{date(year, month, last_day)}"
    if not when.get("mon_e"):
        return f"{year:04d}-{month:02d}"
    last = _MONTHS[(when.get("mon_e") or "").rstrip(".")]
    return f"{year:04d}-{month:02d}/{year + (last < month):04d}-{last:02d}"


def _weekday(when: When, anchor: date | None, tense: str) -> str | None:
    if anchor is None:
        return None
    relation = when.get("wd_r")
    day = _DAYS[when.get("wd_d") or ""]
    if relation == "next" or (relation != "last" and tense == "future"):
        ahead = (day - anchor.weekday()) % 7
        first = anchor + timedelta(ahead or (7 if relation == "next" else 0))
    else:
        first = anchor - timedelta((anchor.weekday() - day) % 7)
        if relation == "last" and first == anchor:
            first -= timedelta(7)
    end = when.get("wd_e")
    if not end:
        return str(first)
    last = first + timedelta((_DAYS[end] - first.weekday()) % 7)
    if tense == "past" and last > anchor:
        first, last = first - timedelta(7), last - timedelta(7)
    return f"{first}/{last}"


def _relative(when: When, anchor: date | None, _: str) -> str | None:
    if anchor is None:
        return None
    words = when.text.lower()
    if "before yesterday" in words:
        return str(anchor - timedelta(2))
    if "after tomorrow" in words:
        return str(anchor + timedelta(2))
    if "yesterday" in words or "last" in words:
        return str(anchor - timedelta(1))
    return str(anchor + timedelta(1)) if "tomorrow" in words else str(anchor)


def _unit(when: When, anchor: date | None, _: str) -> str | None:
    if anchor is None:
        return None
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(
        when.get("unit_r") or "", 0
    )
    unit = when.get("unit_u") or ""
    monday = anchor - timedelta(anchor.weekday())
    if unit == "week":
        if when.get("unit_r") == "past":
            return f"{anchor - timedelta(7)}/{anchor}"
        if step == -1 and anchor.weekday() == 6:
            return f"{anchor - timedelta(7)}/{anchor - timedelta(1)}"  # on a Sunday, the week just over
        first = monday + timedelta(7 * step)
        last = first + timedelta(6)
        if not step and when.get("part") in ("later", "earlier"):  # "later this week", "earlier in the week"
            first, last = (anchor, last) if when.get("part") == "later" else (first, anchor)
        return f"{first}/{last}"
    if unit == "weekend":
        saturday = monday + timedelta(5 + 7 * step)
        if step == 1 and anchor.weekday() < 5:
            saturday = monday + timedelta(12)
        return f"{saturday}/{saturday + timedelta(1)}"
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{anchor.year + step:04d}" if unit == "year" else None


def _end(when: When, anchor: date | None, _: str) -> str | None:
    if anchor is None:
        return None
    unit = when.get("end_u")
    if unit == "week":
        return f"{anchor}/{anchor + timedelta(6 - anchor.weekday())}"
    return f"{anchor.year:04d}-{anchor.month:02d}" if unit == "month" else f"{anchor.year:04d}"


def _weekend(_: When, anchor: date | None, tense: str) -> str | None:
    if anchor is None:
        return None
    back = (anchor.weekday() - 5) % 7
    saturday = anchor - timedelta(back) if tense == "past" else anchor + timedelta((5 - anchor.weekday()) % 7)
    return f"{saturday}/{saturday + timedelta(1)}"


def number_of(words: str) -> float | None:
    """The number that words or digits name ("five", "a", "12"); None for "several"."""
    words = words.strip().lower().replace("a couple of", "two").replace("a few", "few")
    if re.fullmatch(r"\d+(?:\.\d)?", words):
        return float(words)
    value = _NUMBERS.get(words)
    return float(value) if value else None


def _ago(when: When, anchor: date | None, _: str) -> str | None:
    return _shifted(when.get("ago_n"), when.get("ago_u"), anchor, -1)


def _ahead(when: When, anchor: date | None, _: str) -> str | None:
    return _shifted(when.get("ahead_n"), when.get("ahead_u"), anchor, 1)


def _shifted(count: str | None, unit: str | None, anchor: date | None, way: int) -> str | None:
    number = number_of(count or "")
    if anchor is None or number is None:
        return None
    steps = int(number) * way
    if unit == "day":
        return str(anchor + timedelta(steps))
    if unit == "week":
        day = anchor + timedelta(7 * steps)
        return f"{day - timedelta(day.weekday())}/{day + timedelta(6 - day.weekday())}"
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + steps
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{anchor.year + steps:04d}"


def _year(when: When, _: date | None, __: str) -> str | None:
    return when.get("yr_y")


_RESOLVERS: Final = {
    "md": _written, "dm": _written, "my": _month_year, "mon": _month, "wd": _weekday, "rel": _relative, "unit": _unit,
    "end": _end, "weekend": _weekend, "ago": _ago, "ahead": _ahead, "yr": _year,
}  # fmt: skip


def find_durations(text: str) -> list[tuple[int, int, str]]:
    """Durations in a text as (start, end, ISO 8601): "five-hour" is PT5H, "two days" P2D, "a week" P1W."""
    found = []
    count: float | None
    for match in _DURATION.finditer(text):
        after = text[match.end() : match.end() + 10]
        if re.match(r"\s+(?:ago|earlier|before|after|later|old|from|away)\b", after) or re.match(r"-old", after):
            continue
        before = re.search(r"(?P<whole>\d{1,2})[- ]1/$|/$", text[max(0, match.start() - 5) : match.start()])
        if before and not (before["whole"] and match["n"] == "2"):
            continue
        if before:
            count, unit = int(before["whole"]) + 0.5, match["u"].lower().rstrip("s")  # "8-1/2 hours"
        elif match["hyphen"]:
            count, unit = number_of(match["hyphen"]), match["hu"].lower()
            if count and "and-a-half" in match.group().lower():
                count += 0.5
        elif match["half"]:
            count, unit = (number_of(match["halfn"]) or 0) + 0.5, match["halfu"].lower().rstrip("s")
        else:
            count = 0.5 if match["n"].lower() == "half an" else number_of(match["n"])
            unit = match["u"].lower().rstrip("s")
        extra = number_of(match["m"]) if match["m"] else None
        iso = iso_duration(count, unit, extra)
        if iso:
            found.append((match.start(), match.end(), iso))
    return found


def iso_duration(count: float | None, unit: str, minutes: float | None = None) -> str | None:
    """ISO 8601 for a number of minutes, hours, days, weeks, months or years; None without a number."""
    if not count:
        return None
    if unit == "hour":
        total = int(count * 60 + (minutes or 0))
        hours, rest = divmod(total, 60)
        return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")
    if unit == "minute":
        return f"PT{int(count)}M"
    whole = int(count)
    if whole != count:
        return f"PT{int(count * 24)}H" if unit == "day" else None
    return f"P{whole}{ {'day': 'D', 'week': 'W', 'month': 'M', 'year': 'Y'}[unit] }"
