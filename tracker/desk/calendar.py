"""Meetings as events of a calendar: which ones have a day, under what status, with which words."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tracker.domain import edtf
from tracker.export.ics_file import Event
from tracker.store.database import Database
from tracker.store.queries.calendar import Revision, revisions

_OFF = frozenset({"refused", "postponed", "cancelled", "denied"})
_OPEN = frozenset({"proposed", "conditional", "unknown"})


@dataclass(frozen=True, slots=True)
class Calendar:
    """The events, and how many meetings have no day to stand on."""

    events: tuple[Event, ...]
    undated: int


def days_of(day: str | None) -> tuple[date, date] | None:
    """The first and last day of a date that is exact to the day; None for a month, a year, an open end or no date."""
    days = edtf.interval(day)
    if not day or days is None or days.first is None or days.last is None:
        return None
    if any(edtf.precision(part) != "day" for part in day.split("/")):
        return None
    return days.first, days.last


def status_of(status: str, day: str | None, today: date) -> str:
    """The status of RFC 5545: an uncertain day, or a plan whose day has passed without a report, is tentative."""
    if status in _OFF:
        return "CANCELLED"
    if status in _OPEN or edtf.is_uncertain(day) or (status == "planned" and edtf.has_passed(day, today)):
        return "TENTATIVE"
    return "CONFIRMED"


def calendar_of(db: Database, tables: Mapping[str, Sequence[Mapping[str, Any]]], today: date) -> Calendar:
    """The calendar of the meetings of an export.

    Args:
        db: the open file.
        tables: the rows of the export by table, as `desk.exporting.tables` chooses them.
        today: the day from which a planned meeting counts as passed.
    """
    meetings = tables["meetings"]
    known = revisions(db.read, [row["id"] for row in meetings])
    by_id = {name: {row["id"]: row for row in tables[name]} for name in ("tracks", "venues", "people", "articles")}
    people: dict[int, list[str]] = {}
    for row in tables["attendance"]:
        if row["person"] in by_id["people"] and row["status"] != "absent":
            people.setdefault(row["meeting"], []).append(by_id["people"][row["person"]]["name"])
    quotes: dict[int, Mapping[str, Any]] = {}
    for row in tables["quotes"]:
        if row["fact_kind"] == "meeting":
            quotes.setdefault(row["fact"], row)
    events, undated = [], 0
    for row in sorted(meetings, key=lambda one: (one["first_day"] or "", one["id"])):
        days = days_of(row["date"])
        if days is None or row["id"] not in known:
            undated += 1
            continue
        quote = quotes.get(row["id"])
        article = by_id["articles"].get(quote["article"]) if quote else None
        track = by_id["tracks"].get(row["track"])
        events.append(
            Event(
                uid=uid_of(known[row["id"]]),
                first=days[0],
                last=days[1],
                status=status_of(row["status"], row["date"], today),
                sequence=known[row["id"]].changes,
                changed=_moment(known[row["id"]].at),
                summary=_summary(row, track),
                location=_place(by_id["venues"].get(row["venue"])),
                description=_description(row, people.get(row["id"], ()), quote, article),
                url=_address(article),
                categories=(track["name"],) if track else (),
            )
        )
    return Calendar(tuple(events), undated)


def uid_of(revision: Revision) -> str:
    """The name of a meeting in every calendar: of its stable key, so the same in another file of the same articles."""
    return f"{hashlib.sha256(revision.key.encode()).hexdigest()[:32]}@negotiation-tracker"


def _moment(at: str | None) -> datetime:
    return datetime.fromisoformat(at) if at else datetime(1970, 1, 1, tzinfo=UTC)


def _summary(row: Mapping[str, Any], track: Mapping[str, Any] | None) -> str:
    name = track["name"] if track else " – ".join(row["parties"]) or "Meeting"
    kind = "" if row["kind"] == "negotiation" else f", {row['kind'].replace('_', ' ')}"
    uncertain = ", day uncertain" if edtf.is_uncertain(row["date"]) else ""
    return f"{name} ({row['status']}{kind}{uncertain})"


def _place(venue: Mapping[str, Any] | None) -> str:
    return ", ".join(part for part in (venue["name"], venue["locality"], venue["country"]) if part) if venue else ""


def _description(
    row: Mapping[str, Any],
    people: Sequence[str],
    quote: Mapping[str, Any] | None,
    article: Mapping[str, Any] | None,
) -> str:
    lines = [
        f"Sides: {', '.join(row['parties'])}" if row["parties"] else "",
        f"People: {', '.join(people)}" if people else "",
        f"Only if: {row['condition']}" if row["condition"] else "",
        f"Issues: {', '.join(row['issues'])}" if row["issues"] else "",
    ]
    if quote:
        words = " ".join(str(quote["quote"]).split())
        source = " ← ".join(quote["chain"]) or (article["title"] if article else "") or ""
        day = edtf.shown(article["published"]) if article else ""
        lines.append(f"“{words}” ({', '.join(part for part in (source, day) if part)})")
    elif row["typed_by"]:
        note = f": {row['typed_note']}" if row["typed_note"] else ""
        lines.append(f"Typed by {row['typed_by']}, {edtf.shown((row['typed_on'] or '')[:10])}{note}")
    return "\n".join(line for line in lines if line)


def _address(article: Mapping[str, Any] | None) -> str:
    url = (article or {}).get("url") or ""
    return url if url.startswith(("https://", "http://")) else ""


__all__ = ["Calendar", "calendar_of", "days_of", "status_of", "uid_of"]
