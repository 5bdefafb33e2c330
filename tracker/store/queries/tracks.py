"""Tracks as rows, and the days, articles and origins behind them."""

import sqlite3
from collections.abc import Sequence

from tracker.store.queries.evidence import SHARED_ORIGIN
from tracker.store.queries.rows import ARTICLE_DAY, counts, marks

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement


def listed(connection: sqlite3.Connection, shown_from: float) -> list[sqlite3.Row]:
    """The tracks that count, in the order in which they were met."""
    return connection.execute(
        f"SELECT * FROM track WHERE {counts('track')} ORDER BY id", {"shown_from": shown_from}
    ).fetchall()


def one(connection: sqlite3.Connection, track: int) -> sqlite3.Row | None:
    """A track by row number, whatever its state."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM track WHERE id = ?", (track,)).fetchone()
    return row


def sources(
    connection: sqlite3.Connection, tracks: Sequence[int], until: str | None = None
) -> dict[int, list[sqlite3.Row]]:
    """For each track the distinct (article, day, ingested, origin) of what is said of it, its meetings and its events.

    What was rejected does not count.

    Args:
        connection: an open database.
        tracks: row numbers.
        until: an ISO day: only articles that count by then.
    """
    found: dict[int, list[sqlite3.Row]] = {}
    late = f" AND {ARTICLE_DAY} <= ?" if until else ""
    day = [until] if until else []
    tail = """JOIN article ON article.id = evidence.article LEFT JOIN chain ON chain.id = evidence.chain
               LEFT JOIN source ON source.id = chain.origin"""
    columns = f"article.id AS article, {ARTICLE_DAY} AS day, article.ingested AS ingested, {SHARED_ORIGIN} AS origin"
    for start in range(0, len(tracks), 300):
        part = list(tracks[start : start + 300])
        inside = marks(part)
        sql = f"""
            SELECT evidence.fact AS track, {columns} FROM evidence {tail}
            WHERE evidence.kind = 'track' AND evidence.fact IN ({inside}) AND evidence.relation = 'supports'{late}
            UNION SELECT meeting.track, {columns} FROM meeting
            JOIN evidence ON evidence.kind = 'meeting' AND evidence.fact = meeting.id {tail}
            WHERE meeting.track IN ({inside}) AND meeting.state <> 'rejected' AND evidence.relation = 'supports'{late}
            UNION SELECT track_event.track, {columns} FROM track_event
            JOIN evidence ON evidence.kind = 'track_event' AND evidence.fact = track_event.id {tail}
            WHERE track_event.track IN ({inside}) AND track_event.state <> 'rejected'{late}"""
        for row in connection.execute(sql, [*part, *day, *part, *day, *part, *day]):
            found.setdefault(row["track"], []).append(row)
    return found


def processes(connection: sqlite3.Connection) -> dict[int, str]:
    """The names of processes by row number."""
    return {row["id"]: row["name"] for row in connection.execute("SELECT id, name FROM process")}


def process_named(connection: sqlite3.Connection, name: str) -> int | None:
    """The process of this name, if there is one."""
    row = connection.execute("SELECT id FROM process WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def named(connection: sqlite3.Connection, name: str) -> list[sqlite3.Row]:
    """The tracks of this name in any case."""
    return connection.execute("SELECT * FROM track WHERE name = ? COLLATE NOCASE ORDER BY id", (name,)).fetchall()
