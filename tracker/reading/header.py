"""The header lines of a text: read where they stand, and composed for texts that come without.

    title: Envoys meet again
    date: 2025-12-01
    source: Example Post
    url: https://example.org/a

    The first paragraph …

or ` date 2025-12-01 The first paragraph …`. Nothing is taken out of the text: `body_start` says where it begins.
"""

import re
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import one_line

_ALIASES = {"published": "date", "publisher": "source", "link": "url"}
# Lines that other collections put between ours; they are read past, not used.
_READ_PAST = frozenset(
    {"author", "authors", "byline", "section", "language", "lang", "id", "location", "keywords", "tags"}
)
_LONGEST = {"title": 500, "date": 60, "source": 200, "url": 2000}
_KEY = re.compile(r"[ \t]*([A-Za-z]{2,12})[ \t]*:[ \t]*(.*)")
_LINE = re.compile(r"[^\r\n]*(\r\n|\r|\n|\Z)")
# "date 2025-12-01 Talks between …": with a colon only where prose follows on the same line, else it is a header line.
_LEADING = re.compile(
    r"\ufeff?\s*date(?::?[ \t]+(?P<a>\d{4}-\d\d-\d\d)[ \t]+(?=[^\W\d].{30})|[ \t]+(?P<b>\d{4}-\d\d-\d\d)\b\s*)", re.I
)

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=\Z|[T\s])")
_NUMERIC = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})\Z")
_WORDY = re.compile(r"(?=.*[A-Za-z]{3})(?=.*\b\d{1,2}\b)(?=.*\b\d{4}\b)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says.

    Attributes:
        title, source, url: as written, on one line; None where absent or empty.
        published: ISO day, None where absent or no day.
        body_start: offset of the first character after the header, or after a byte order mark where there is none.
        notes: sentences about lines that could not be understood.
    """

    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    body_start: int = 0
    notes: tuple[str, ...] = ()


def parse(text: str) -> Header:
    """Read the header of a stored text (already cleaned); a text without one gives an empty `Header`."""
    leading = _LEADING.match(text)
    if leading:
        day, note = day_of(leading["a"] or leading["b"])
        return Header(published=day, body_start=leading.end(), notes=(note,) if note else ())
    values, end = _lines(text)
    if not values:
        return Header(body_start=1 if text.startswith("\ufeff") else 0)
    day, note = day_of(values["date"]) if values.get("date") else (None, None)
    return Header(
        title=values.get("title") or None,
        published=day,
        source=values.get("source") or None,
        url=values.get("url") or None,
        body_start=end,
        notes=(note,) if note else (),
    )


def _lines(text: str) -> tuple[dict[str, str], int]:
    """The values of the header lines and the offset after them and the blank lines that follow."""
    values: dict[str, str] = {}
    at = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    end = 0
    while at < len(text):
        line = _LINE.match(text, at)
        if line is None or not line[0].strip():
            break
        pair = _KEY.match(line[0])
        key = pair[1].lower() if pair else ""
        key = _ALIASES.get(key, key)
        value = one_line(pair[2]) if pair else ""
        known = key in _LONGEST and len(value) <= _LONGEST[key]
        if not known and not (values and key in _READ_PAST):
            break
        if known:
            values.setdefault(key, value)
        at = end = line.end()
    while end < len(text) and text[end] in "\r\n \t":
        line = _LINE.match(text, end)
        if line is None or line[0].strip():
            break
        end = line.end()
    return values, end


def day_of(words: str) -> tuple[str | None, str | None]:
    """The ISO day that `words` name, else a sentence that says why not.

    Understood: `2025-12-01` (also with a time), `2025/12/01`, `31.12.2025`, and written dates in English ("1 December
    2025", "Mon, 1 Dec 2025 10:00 GMT"). The day stands as written, in whatever time zone. `1/12/2025` is not read,
    since it is two days; nor is a relative date.

    Returns:
        (day, None) or (None, sentence).
    """
    words = one_line(words[:100])
    refused = f'The date "{words[:60]}" is not a day that can be read: relative dates stay unresolved.'
    iso = _ISO.match(words)
    numeric = _NUMERIC.match(words)
    if iso:
        day = _day(int(iso[1]), int(iso[2]), int(iso[3]))
        return day, None if day else refused
    if numeric:
        return _numeric(numeric, words, refused)
    if not _WORDY.match(words):
        return None, refused
    from dateparser import parse as parse_date  # noqa: PLC0415 - slow to import, seldom needed

    found = parse_date(
        words, languages=["en"], settings={"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    )
    return (found.date().isoformat(), None) if found else (None, refused)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _numeric(match: re.Match[str], words: str, refused: str) -> tuple[str | None, str | None]:
    first, second, third = (int(number) for number in match.groups())
    if len(match[1]) == 4:
        day = _day(first, second, third)
        return day, None if day else refused
    if len(match[3]) != 4:
        return None, refused
    if first != second and first <= 12 and second <= 12:
        return None, f'The date "{words}" can be read as two days: write it as YYYY-MM-DD.'
    day = _day(third, second, first) if second <= 12 else _day(third, first, second)
    return day, None if day else refused


def compose(
    body: str,
    *,
    title: str | None = None,
    published: str | None = None,
    source: str | None = None,
    url: str | None = None,
) -> tuple[str, int]:
    """A text with header lines, a blank line and `body`: what is stored for pages, feed entries and pasted text.

    `parse` of the text gives the same values and offset, so the printed text of such an article can be saved as a file
    and read again with the same offsets.

    Returns:
        The text and the offset of `body` in it (white space before it goes); without any value `body` alone, and 0.
    """
    body = body.lstrip("\ufeff \t\r\n")
    values = (("title", title), ("date", published), ("source", source), ("url", url))
    lines = [
        f"{key}: {one_line(value)[: _LONGEST[key]].rstrip()}" for key, value in values if value and one_line(value)
    ]
    text = "\n".join([*lines, "", body]) if lines else body
    return text, len(text) - len(body)
