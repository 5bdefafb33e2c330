"""What changed: meetings that were held, planned or moved, and positions, by the day on which it was reported."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Final

from tracker.desk.folding import Seen, fold, in_order, is_move
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
from tracker.store.queries.reports import Asked

_BATCH: Final = 200
"""So many meetings are compared with what was known of them before in one go."""


def changes(db: Database, since: date, until: date | None = None, most: int | None = None) -> list[ChangeLine]:
    """One line a change reported from `since` to `until` (None: to this day), latest first; the latest `most`."""
    return between(db.read, since.isoformat(), (until or date.today()).isoformat(), most)


def changes_since_look(db: Database, until: date | None = None, most: int | None = None) -> list[ChangeLine] | None:
    """What came in since a person last looked, whatever days it is of, latest first; None where nobody has looked yet.

    Args:
        db: the open file.
        until: only what counts by the end of this day; None is today.
        most: only the latest so many lines.
    """
    return since_look(db.read, (until or date.today()).isoformat(), most)


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
    if look is not None and (found := since_look(connection, now.until, most)):
        return found, str(look["at"])
    days = reports.last_days(connection, now.until)
    return (between(connection, days[0], now.until, most) if days else []), None


def between(connection: sqlite3.Connection, since: str, until: str, most: int | None = None) -> list[ChangeLine]:
    """The changes reported between two ISO days, both included, latest first; the latest `most` (None: all)."""
    return _lines(connection, Asked(until, since), lambda day: since <= day <= until, most)


def since_look(connection: sqlite3.Connection, until: str, most: int | None = None) -> list[ChangeLine] | None:
    """The changes that came in since the last look, as far as they count by an ISO day; None where nobody looked."""
    look = looks.last_look(connection)
    if look is None:
        return None
    asked = Asked(until, look=look)
    return _lines(connection, asked, frozenset(reports.days(connection, asked)).__contains__, most)


def _lines(
    connection: sqlite3.Connection, asked: Asked, is_asked: Callable[[str], bool], most: int | None
) -> list[ChangeLine]:
    """The latest lines: of each kind so many are read, however many there are."""
    lines = _meetings(connection, asked, is_asked, most)
    lines += _typed_meetings(connection, reports.typed_meetings(connection, asked, most))
    lines += _judgements(reports.judgements(connection, asked, most))
    lines += _positions(connection, reports.positions(connection, asked, SHOWN_FROM, most))
    return sorted(lines, key=_day, reverse=True)[:most]


def _day(line: ChangeLine) -> str:
    return line.day or ""


def _meetings(
    connection: sqlite3.Connection, asked: Asked, is_asked: Callable[[str], bool], most: int | None
) -> list[ChangeLine]:
    """What articles changed of meetings, the latest `most` lines, perhaps more; of one day in the order of the file."""
    lines: list[ChangeLine] = []
    spoken = reports.meetings(connection, asked)
    while batch := list(islice(spoken, _BATCH)):
        if most is not None and len(lines) >= most:
            least = _day(lines[most - 1])
            if least > batch[0][1]:  # nothing later follows
                break
            lines = [line for line in lines if _day(line) >= least]
        lines += _reported(connection, sorted(number for number, _ in batch), asked.until, is_asked)
        lines.sort(key=lambda line: line.fact or 0)
        lines.sort(key=_day, reverse=True)
    return lines


def _reported(
    connection: sqlite3.Connection, meetings: Sequence[int], until: str, is_asked: Callable[[str], bool]
) -> list[ChangeLine]:
    found = [row for row in meeting_rows.by_ids(connection, meetings) if _counts(row) and row["kind"] != "session"]
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
        lines += _steps(connection, row["id"], subject, in_order(seen.get(row["id"], ())), is_asked)
    return lines


def _typed_meetings(connection: sqlite3.Connection, meetings: Sequence[int]) -> list[ChangeLine]:
    named = titles(connection, [("meeting", number) for number in meetings])
    return [
        ChangeLine(
            row["known_since"], "meeting", f"{named['meeting', number]}, typed by {row['typed_by']}.", "meeting", number
        )
        for number, row in sorted(rows.facts(connection, "meeting", meetings).items())
    ]


def _steps(
    connection: sqlite3.Connection, meeting: int, subject: str, seen: list[Seen], is_asked: Callable[[str], bool]
) -> list[ChangeLine]:
    """A line for each day's report that changed the meeting's status, day or place."""
    lines = []
    before = kept = None
    days = list(dict.fromkeys(one.day for one in seen))
    for day in days:
        folded = fold([one for one in seen if one.day <= day])
        place = rows.fact(connection, "venue", folded.venue) if folded.venue is not None else None
        now = (folded.status, edtf.shown(folded.date), place["name"] if place is not None else "")
        if now != before and is_asked(day):
            moved = kept is not None and is_move((kept.status, kept.date), (folded.status, folded.date))
            status = "moved to" if moved else now[0]
            words = " ".join(part for part in (status, now[1], f"at {now[2]}" if now[2] else "") if part)
            was = ""
            if before is not None:
                old = " ".join(part for part in (before[0], before[1], f"at {before[2]}" if before[2] else "") if part)
                was = f"; before: {old}"
            lines.append(ChangeLine(day, "meeting", f"{subject}: {words}{was}.", "meeting", meeting))
        before, kept = now, folded
    return lines


def _positions(connection: sqlite3.Connection, positions: Sequence[int]) -> list[ChangeLine]:
    lines = []
    for row in position_rows.by_ids(connection, sorted(positions)):
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
