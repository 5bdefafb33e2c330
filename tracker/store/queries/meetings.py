"""Meetings as rows: of tracks, of a span of days, and those that a new reading may be joined to."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import sqlite3
from collections.abc import Sequence

from tracker.store.queries.rows import counts, marks

_COLUMNS = """
    meeting.*, venue.name AS place, venue.precision AS place_precision, track.name AS track_name
    FROM meeting LEFT JOIN venue ON venue.id = meeting.venue LEFT JOIN track ON track.id = meeting.track
"""


def of_tracks(
    connection: sqlite3.Connection, tracks: Sequence[int], shown_from: float, recent: int | None = None
) -> list[sqlite3.Row]:
    """The meetings of these tracks that count, with place and track_name, in the order of their days.

    Args:
        connection: an open database.
        tracks: row numbers.
        shown_from: confidence from which a suggestion counts.
        recent: of those that were held, only those of so many days before the track's last one.
    """
    found: list[sqlite3.Row] = []
    lately = ""
    if recent is not None:
        lately = """AND (meeting.status <> 'held' OR meeting.last_day IS NULL OR meeting.last_day >= (
                        SELECT date(max(latest.last_day), :recent) FROM meeting AS latest
                        WHERE latest.track = meeting.track AND latest.status = 'held' AND latest.state <> 'rejected'
                        AND latest.kind = 'negotiation'))"""
    for start in range(0, len(tracks), 500):
        part = list(tracks[start : start + 500])
        names = {f"t{i}": track for i, track in enumerate(part)}
        sql = f"""SELECT {_COLUMNS} WHERE meeting.track IN ({", ".join(":" + name for name in names)})
                  AND {counts("meeting")} {lately} ORDER BY meeting.first_day, meeting.id"""
        values = {**names, "shown_from": shown_from, **({"recent": f"-{recent} days"} if recent is not None else {})}
        found += connection.execute(sql, values).fetchall()
    return found


def loose(connection: sqlite3.Connection, shown_from: float) -> list[sqlite3.Row]:
    """The meetings that count and belong to no track, in the order of their days."""
    sql = f"""SELECT {_COLUMNS} WHERE meeting.track IS NULL AND {counts("meeting")}
              ORDER BY meeting.first_day, meeting.id"""
    return connection.execute(sql, {"shown_from": shown_from}).fetchall()


def all_of(connection: sqlite3.Connection, shown_from: float) -> list[sqlite3.Row]:
    """Every meeting that counts, in the order of their days, those without a day last."""
    sql = f"""SELECT {_COLUMNS} WHERE {counts("meeting")} AND coalesce(track.state, '') <> 'rejected'
              ORDER BY meeting.first_day IS NULL, meeting.first_day, meeting.id"""
    return connection.execute(sql, {"shown_from": shown_from}).fetchall()


def by_ids(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[sqlite3.Row]:
    """Meetings by row number, whatever their state."""
    found: list[sqlite3.Row] = []
    for start in range(0, len(numbers), 500):
        part = list(numbers[start : start + 500])
        found += connection.execute(f"SELECT {_COLUMNS} WHERE meeting.id IN ({marks(part)})", part).fetchall()
    return found


def parties(connection: sqlite3.Connection, meetings: Sequence[int]) -> dict[int, list[str]]:
    """The party ids of meetings, sorted, by meeting."""
    found: dict[int, list[str]] = {}
    for start in range(0, len(meetings), 500):
        part = list(meetings[start : start + 500])
        sql = f"""SELECT meeting_party.meeting, party.code FROM meeting_party
                  JOIN party ON party.id = meeting_party.party
                  WHERE meeting_party.meeting IN ({marks(part)}) ORDER BY party.code"""
        for meeting, code in connection.execute(sql, part):
            found.setdefault(meeting, []).append(code)
    return found


def attendance(connection: sqlite3.Connection, meetings: Sequence[int]) -> dict[int, list[sqlite3.Row]]:
    """Who attends meetings, by meeting: the attendance row with name (person) and side_code; rejected ones too."""
    found: dict[int, list[sqlite3.Row]] = {}
    for start in range(0, len(meetings), 500):
        part = list(meetings[start : start + 500])
        sql = f"""SELECT attendance.*, person.name AS name, party.code AS side_code, person.state AS person_state
                  FROM attendance JOIN person ON person.id = attendance.person
                  LEFT JOIN party ON party.id = attendance.side
                  WHERE attendance.meeting IN ({marks(part)}) ORDER BY attendance.id"""
        for row in connection.execute(sql, part):
            found.setdefault(row["meeting"], []).append(row)
    return found


def attendance_at(connection: sqlite3.Connection, meeting: int, person: int) -> sqlite3.Row | None:
    """The attendance of one person at one meeting; None where there is none."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM attendance WHERE meeting = ? AND person = ?", (meeting, person)
    ).fetchone()
    return row


def joinable(
    connection: sqlite3.Connection, kind: str, track: int | None, parties_: Sequence[int], limit: int = 60
) -> list[int]:
    """Meetings that a new reading of this kind may speak of: of the same track, or of no parties but these."""
    found: dict[int, None] = {}
    if track is not None:
        rows = connection.execute(
            """SELECT id FROM meeting WHERE track = ? AND kind = ?
               ORDER BY coalesce(last_day, '9999') DESC, id DESC LIMIT ?""",
            (track, kind, limit),
        )
        found.update(dict.fromkeys(row[0] for row in rows))
    if parties_:
        # A meeting is often told without its track, or at another level: the same parties will do.
        rows = connection.execute(
            f"""SELECT meeting_party.meeting FROM meeting_party JOIN meeting ON meeting.id = meeting_party.meeting
                WHERE meeting_party.party = ? AND meeting.kind = ?
                AND NOT EXISTS (SELECT 1 FROM meeting_party AS other WHERE other.meeting = meeting.id
                                AND other.party NOT IN ({marks(parties_)}))
                ORDER BY meeting.id DESC LIMIT ?""",
            (parties_[0], kind, *parties_, limit),
        )
        found.update(dict.fromkeys(row[0] for row in rows))
    return list(found)


def at_place(connection: sqlite3.Connection, kind: str, venue: int, first: str, last: str) -> list[tuple[int, bool]]:
    """Meetings at a venue that end in these days (ISO, both included), and whether parties of theirs are known."""
    found = connection.execute(
        """SELECT id, EXISTS (SELECT 1 FROM meeting_party WHERE meeting_party.meeting = meeting.id)
           FROM meeting WHERE venue = ? AND kind = ? AND last_day BETWEEN ? AND ? ORDER BY id""",
        (venue, kind, first, last),
    )
    return [(row[0], bool(row[1])) for row in found]


def tracks_beside(connection: sqlite3.Connection, meetings: Sequence[int]) -> dict[int, int]:
    """For meetings of no track: the track whose meetings the same articles tell of most, where there is one."""
    found: dict[int, int] = {}
    for start in range(0, len(meetings), 500):
        part = list(meetings[start : start + 500])
        sql = f"""SELECT own.fact, meeting.track FROM reading AS own
                  JOIN extraction AS told ON told.id = own.extraction
                  JOIN extraction AS near ON near.article = told.article AND near.kind = 'meeting'
                  JOIN reading ON reading.extraction = near.id JOIN meeting ON meeting.id = reading.fact
                  JOIN track ON track.id = meeting.track
                  WHERE own.kind = 'meeting' AND own.fact IN ({marks(part)})
                  AND meeting.state <> 'rejected' AND track.state <> 'rejected'
                  GROUP BY own.fact, meeting.track ORDER BY count(*) DESC, meeting.track"""
        for meeting, track in connection.execute(sql, part):
            found.setdefault(meeting, track)
    return found


def children(connection: sqlite3.Connection, meeting: int) -> list[int]:
    """The sessions of a meeting."""
    return [row[0] for row in connection.execute("SELECT id FROM meeting WHERE parent = ? ORDER BY id", (meeting,))]


def delegations(connection: sqlite3.Connection, track: int) -> list[sqlite3.Row]:
    """Who sits in a track's delegations: name, side_code, delegation_role, day, status; latest meeting first."""
    return connection.execute(
        """SELECT person.name AS name, person.id AS person, party.code AS side_code,
                  attendance.delegation_role AS delegation_role,
                  attendance.status AS status, meeting.id AS meeting, meeting.first_day AS day
           FROM meeting JOIN attendance ON attendance.meeting = meeting.id JOIN person ON person.id = attendance.person
           LEFT JOIN party ON party.id = attendance.side
           WHERE meeting.track = ? AND meeting.kind <> 'internal_briefing' AND meeting.state <> 'rejected'
           AND attendance.state <> 'rejected' AND person.state <> 'rejected'
           ORDER BY meeting.first_day IS NULL, meeting.first_day DESC, meeting.id DESC, attendance.id""",
        (track,),
    ).fetchall()


def chains_of(connection: sqlite3.Connection, meetings: Sequence[int]) -> dict[tuple[int, int], int | None]:
    """The chain by which each article tells of each meeting: (meeting, article) -> chain."""
    found: dict[tuple[int, int], int | None] = {}
    for start in range(0, len(meetings), 500):
        part = list(meetings[start : start + 500])
        sql = f"""SELECT fact, article, chain FROM evidence WHERE kind = 'meeting' AND fact IN ({marks(part)})
                  ORDER BY chain IS NULL, id DESC"""
        for fact, article, chain in connection.execute(sql, part):
            found[fact, article] = chain
    return found
