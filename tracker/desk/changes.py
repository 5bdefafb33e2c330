"""What changed: meetings that were held, planned or moved, and positions, by the day on which it was reported."""

import sqlite3
from datetime import date

from tracker.desk.folding import Seen, fold, in_order
from tracker.desk.moment import Moment
from tracker.desk.positions import movements
from tracker.desk.seen import of_meetings
from tracker.desk.shown import SHOWN_FROM
from tracker.desk.titles import short, titles, what_of
from tracker.desk.views import ChangeLine
from tracker.domain import edtf
from tracker.store.database import Database
from tracker.store.queries import meetings as meeting_rows
from tracker.store.queries import positions as position_rows
from tracker.store.queries import reports, rows


def changes(db: Database, since: date, until: date | None = None) -> list[ChangeLine]:
    """One line a change that was reported from `since` to `until` (None: to this day), latest first."""
    return between(db.read, since.isoformat(), (until or date.today()).isoformat())


def changes_until(connection: sqlite3.Connection, now: Moment, most: int) -> list[ChangeLine]:
    """The changes of the last day with news before the end of `now`, at most so many."""
    days = reports.last_days(connection, now.until)
    return between(connection, days[0], now.until)[:most] if days else []


def between(connection: sqlite3.Connection, since: str, until: str) -> list[ChangeLine]:
    """The changes reported between two ISO days, both included, latest first."""
    lines = (
        _meetings(connection, since, until)
        + _positions(connection, since, until)
        + _judgements(connection, since, until)
    )
    order = {"meeting": 0, "judgement": 1, "position": 2}
    lines.sort(key=lambda line: order.get(line.kind, 3))
    return sorted(lines, key=lambda line: line.day or "", reverse=True)


def _meetings(connection: sqlite3.Connection, since: str, until: str) -> list[ChangeLine]:
    numbers = reports.spoken_of(connection, "meeting", since, until)
    found = [row for row in meeting_rows.by_ids(connection, numbers) if _counts(row) and row["kind"] != "session"]
    numbers = [row["id"] for row in found]
    seen = of_meetings(connection, numbers, until)
    parties = meeting_rows.parties(connection, numbers)
    people = meeting_rows.attendance(connection, numbers)
    lines = []
    for row in found:
        names = [one["name"] for one in people.get(row["id"], ()) if one["state"] != "rejected"]
        what = what_of(row["kind"], parties.get(row["id"], ()), names, row["format"])
        subject = f"{row['track_name']}: {what}" if row["track_name"] and what not in row["track_name"] else what
        if row["kind"] == "internal_briefing":
            subject += " (internal)"
        lines += _steps(connection, row["id"], subject, in_order(seen.get(row["id"], ())), since)
    typed = reports.typed(connection, "meeting", since, until)
    named = titles(connection, [("meeting", number) for number in typed])
    for number, row in rows.facts(connection, "meeting", typed).items():
        lines.append(
            ChangeLine(
                row["known_since"],
                "meeting",
                f"{named['meeting', number]}, typed by {row['typed_by']}.",
                "meeting",
                number,
            )
        )
    return lines


def _steps(
    connection: sqlite3.Connection, meeting: int, subject: str, seen: list[Seen], since: str
) -> list[ChangeLine]:
    """A line for each day's report that changed the meeting's status, day or place."""
    lines = []
    before = None
    days = list(dict.fromkeys(one.day for one in seen))
    for day in days:
        folded = fold([one for one in seen if one.day <= day])
        place = rows.fact(connection, "venue", folded.venue) if folded.venue is not None else None
        now = (folded.status, edtf.shown(folded.date), place["name"] if place is not None else "")
        if now != before and day >= since:
            words = " ".join(part for part in (now[0], now[1], f"at {now[2]}" if now[2] else "") if part)
            was = ""
            if before is not None:
                old = " ".join(part for part in (before[0], before[1], f"at {before[2]}" if before[2] else "") if part)
                was = f"; before: {old}"
            lines.append(ChangeLine(day, "meeting", f"{subject}: {words}{was}.", "meeting", meeting))
        before = now
    return lines


def _positions(connection: sqlite3.Connection, since: str, until: str) -> list[ChangeLine]:
    numbers = set(reports.spoken_of(connection, "position", since, until)) | set(
        reports.typed(connection, "position", since, until)
    )
    if not numbers:
        return []
    new = [
        row
        for row in position_rows.by_ids(connection, sorted(numbers))
        if since <= (row["day"] or "") <= until and _counts(row)
    ]
    lines = []
    for row in new:
        earlier = position_rows.before(connection, row["holder_party"], row["issue_name"], row["day"], SHOWN_FROM)
        move = movements([*earlier, row])[row["id"]]
        moved = f" ({move})" if move not in ("new", "unchanged") else ""
        what = f"{row['party_code']} {row['stance'].replace('_', ' ')} on {row['issue_name']}{moved}"
        sentence = f"{what}: “{short(row['text'], 90)}”"
        lines.append(ChangeLine(row["day"], "position", sentence, "position", row["id"]))
    return lines


def _judgements(connection: sqlite3.Connection, since: str, until: str) -> list[ChangeLine]:
    return [
        ChangeLine(
            row["set_on"][:10],
            "judgement",
            f"{row['track_name']}: {row['set_by']} says {row['phase'] or row['line'] or 'as computed'}"
            + (f", because {row['why']}" if row["why"] else "")
            + ".",
            "track",
            row["track"],
        )
        for row in reports.judgements(connection, since, until)
    ]


def _counts(row: sqlite3.Row) -> bool:
    below = row["state"] == "suggested" and row["confidence"] is not None and row["confidence"] < SHOWN_FROM
    return row["state"] != "rejected" and not below
