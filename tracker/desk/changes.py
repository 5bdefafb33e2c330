"""What changed: meetings that were held, planned or moved, and positions, by the day on which it was reported."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tracker.desk.folding import Seen, fold, in_order
from tracker.desk.moment import Moment
from tracker.desk.positions import movements
from tracker.desk.seen import of_meetings
from tracker.desk.shown import SHOWN_FROM
from tracker.desk.titles import short, titles, what_of
from tracker.desk.views import ChangeLine
from tracker.domain import edtf
from tracker.store.database import Database
from tracker.store.queries import looks, reports, rows
from tracker.store.queries import meetings as meeting_rows
from tracker.store.queries import positions as position_rows

_START: Final = "0001-01-01"


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which reports are asked for: those of some days, about these facts."""

    days: Callable[[str], bool]
    until: str
    meetings: Sequence[int]
    typed_meetings: Sequence[int]
    positions: Sequence[int]
    judgements: Sequence[sqlite3.Row]


def changes(db: Database, since: date, until: date | None = None) -> list[ChangeLine]:
    """One line a change that was reported from `since` to `until` (None: to this day), latest first."""
    return between(db.read, since.isoformat(), (until or date.today()).isoformat())


def changes_since_look(db: Database, until: date | None = None) -> list[ChangeLine] | None:
    """What came in since a person last looked, whatever days it is of, latest first; None where nobody has looked yet.

    Args:
        db: the open file.
        until: only what counts by the end of this day; None is today.
    """
    return since_look(db.read, (until or date.today()).isoformat())


def last_look(db: Database) -> str | None:
    """The moment of the last look (ISO, with the offset); None where nobody has looked yet."""
    found = looks.last_look(db.read)
    return str(found["at"]) if found else None


def looked(db: Database) -> None:
    """A person has seen where everything stands: what comes in from now on is new to them. Nothing to undo.

    A file that cannot be written keeps the look before.
    """
    if not db.readonly:
        looks.keep_look(db.read, datetime.now().astimezone().isoformat(timespec="seconds"))


def changes_until(connection: sqlite3.Connection, now: Moment, most: int) -> tuple[list[ChangeLine], str | None]:
    """What came in since the last look; where that is nothing, or the day is past, the last day's news.

    Args:
        connection: an open database.
        now: the end of the day that is shown.
        most: lines.

    Returns:
        At most so many lines, and the moment of the look (ISO); None where they are the last day's.
    """
    look = None if now.past else looks.last_look(connection)
    if look is not None and (found := since_look(connection, now.until)):
        return found[:most], str(look["at"])
    days = reports.last_days(connection, now.until)
    return (between(connection, days[0], now.until)[:most] if days else []), None


def between(connection: sqlite3.Connection, since: str, until: str) -> list[ChangeLine]:
    """The changes reported between two ISO days, both included, latest first."""
    spoken = reports.spoken_of(connection, "position", since, until)
    return _lines(
        connection,
        _Asked(
            days=lambda day: since <= day <= until,
            until=until,
            meetings=reports.spoken_of(connection, "meeting", since, until),
            typed_meetings=reports.typed(connection, "meeting", since, until),
            positions=sorted({*spoken, *reports.typed(connection, "position", since, until)}),
            judgements=reports.judgements(connection, since, until),
        ),
    )


def since_look(connection: sqlite3.Connection, until: str) -> list[ChangeLine] | None:
    """The changes that came in since the last look, as far as they count by an ISO day; None where nobody looked."""
    look = looks.last_look(connection)
    if look is None:
        return None
    articles = looks.articles_after(connection, look["article"], until)
    days = set(articles.values())
    typed_meetings = looks.typed_after(connection, "meeting", look["meeting"], until)
    typed_positions = looks.typed_after(connection, "position", look["position"], until)
    spoken = looks.spoken_of_in(connection, "position", list(articles))
    own_days = {
        row["known_since"]
        for kind, numbers in (("meeting", typed_meetings), ("position", typed_positions))
        for row in rows.facts(connection, kind, numbers).values()
    }
    return _lines(
        connection,
        _Asked(
            days=(days | own_days).__contains__,
            until=until,
            meetings=looks.spoken_of_in(connection, "meeting", list(articles)),
            typed_meetings=typed_meetings,
            positions=sorted({*spoken, *typed_positions}),
            judgements=reports.judgements(connection, _START, until, look["track_judgement"]),
        ),
    )


def _lines(connection: sqlite3.Connection, asked: _Asked) -> list[ChangeLine]:
    lines = _meetings(connection, asked) + _positions(connection, asked) + _judgements(asked.judgements)
    order = {"meeting": 0, "judgement": 1, "position": 2}
    lines.sort(key=lambda line: order.get(line.kind, 3))
    return sorted(lines, key=lambda line: line.day or "", reverse=True)


def _meetings(connection: sqlite3.Connection, asked: _Asked) -> list[ChangeLine]:
    found = [
        row for row in meeting_rows.by_ids(connection, asked.meetings) if _counts(row) and row["kind"] != "session"
    ]
    numbers = [row["id"] for row in found]
    seen = of_meetings(connection, numbers, asked.until)
    parties = meeting_rows.parties(connection, numbers)
    people = meeting_rows.attendance(connection, numbers)
    lines = []
    for row in found:
        names = [one["name"] for one in people.get(row["id"], ()) if one["state"] != "rejected"]
        what = what_of(row["kind"], parties.get(row["id"], ()), names, row["format"])
        subject = f"{row['track_name']}: {what}" if row["track_name"] and what not in row["track_name"] else what
        if row["kind"] == "internal_briefing":
            subject += " (internal)"
        lines += _steps(connection, row["id"], subject, in_order(seen.get(row["id"], ())), asked.days)
    named = titles(connection, [("meeting", number) for number in asked.typed_meetings])
    for number, row in rows.facts(connection, "meeting", asked.typed_meetings).items():
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
    connection: sqlite3.Connection, meeting: int, subject: str, seen: list[Seen], asked: Callable[[str], bool]
) -> list[ChangeLine]:
    """A line for each day's report that changed the meeting's status, day or place."""
    lines = []
    before = None
    days = list(dict.fromkeys(one.day for one in seen))
    for day in days:
        folded = fold([one for one in seen if one.day <= day])
        place = rows.fact(connection, "venue", folded.venue) if folded.venue is not None else None
        now = (folded.status, edtf.shown(folded.date), place["name"] if place is not None else "")
        if now != before and asked(day):
            words = " ".join(part for part in (now[0], now[1], f"at {now[2]}" if now[2] else "") if part)
            was = ""
            if before is not None:
                old = " ".join(part for part in (before[0], before[1], f"at {before[2]}" if before[2] else "") if part)
                was = f"; before: {old}"
            lines.append(ChangeLine(day, "meeting", f"{subject}: {words}{was}.", "meeting", meeting))
        before = now
    return lines


def _positions(connection: sqlite3.Connection, asked: _Asked) -> list[ChangeLine]:
    if not asked.positions:
        return []
    new = [
        row
        for row in position_rows.by_ids(connection, list(asked.positions))
        if asked.days(row["day"] or "") and _counts(row)
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


def _judgements(said: Sequence[sqlite3.Row]) -> list[ChangeLine]:
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
        for row in said
    ]


def _counts(row: sqlite3.Row) -> bool:
    below = row["state"] == "suggested" and row["confidence"] is not None and row["confidence"] < SHOWN_FROM
    return row["state"] != "rejected" and not below
