"""An iCalendar file (RFC 5545): all-day events, which a calendar program updates when it imports them again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from tracker.export.whole import write_text

_OCTETS: Final = 75  # of a line, without its end; longer ones are folded


@dataclass(frozen=True, slots=True)
class Event:
    """One all-day event.

    Attributes:
        uid: the same for the same meeting in every export.
        first, last: its days, both included.
        status: TENTATIVE, CONFIRMED or CANCELLED.
        sequence: its revision; a calendar takes the higher one.
        changed: when it was last changed.
        summary, location, description, url, categories: texts, escaped here; blank ones are left out.
    """

    uid: str
    first: date
    last: date
    status: str
    sequence: int
    changed: datetime
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""
    categories: Sequence[str] = ()


def write_ics(events: Iterable[Event], out: Path, *, name: str, program: str, force: bool = False) -> None:
    """Write a calendar.

    Args:
        events: what is in it.
        out: the file.
        name: what the calendar is called in programs that show it.
        program: who made it, with its version.
        force: replace a file that is there.

    Raises:
        ExportError: see `whole_file`.
    """
    write_text(out, calendar(events, name=name, program=program), force=force)


def calendar(events: Iterable[Event], *, name: str, program: str) -> str:
    """The text of a calendar: lines of at most 75 octets, ended by CR LF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{escaped(program)}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(event: Event) -> list[str]:
    changed = f"{event.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTART;VALUE=DATE:{_day(event.first)}",
    ]
    if event.last < date.max:  # the end is the day after the last, which the last day of the calendar has not
        lines.append(f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}")
    lines += [f"STATUS:{event.status}", "TRANSP:TRANSPARENT", f"SUMMARY:{escaped(event.summary)}"]
    for label, text in (("LOCATION", event.location), ("DESCRIPTION", event.description)):
        if text:
            lines.append(f"{label}:{escaped(text)}")
    if event.url.isascii() and event.url.isprintable() and event.url:
        lines.append(f"URL:{event.url}")
    if event.categories:
        lines.append(f"CATEGORIES:{','.join(escaped(one) for one in event.categories)}")
    return [*lines, "END:VEVENT"]


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def escaped(text: str) -> str:
    """A text as the value of a property (RFC 5545, 3.3.11); control characters, which have no place there, go."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(char for char in plain if char in "\n\t" or (char >= " " and char != "\x7f"))
    for char in ("\\", ";", ","):
        plain = plain.replace(char, f"\\{char}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, none cut within a character (RFC 5545, 3.1)."""
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode("utf-8", "replace"))
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += octets
    return "\r\n".join([*pieces, piece])
