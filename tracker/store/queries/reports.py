"""Which facts were spoken of between two days: for what changed."""

import sqlite3

from tracker.store.queries.rows import ARTICLE_DAY, table

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement


def spoken_of(connection: sqlite3.Connection, kind: str, since: str, until: str) -> list[int]:
    """The facts of a kind that articles of these days (ISO, both included) speak of."""
    sql = f"""SELECT DISTINCT reading.fact FROM article JOIN extraction ON extraction.article = article.id
              JOIN reading ON reading.extraction = extraction.id
              WHERE {ARTICLE_DAY} BETWEEN ? AND ? AND extraction.kind = ? AND reading.kind = ?"""
    return [row[0] for row in connection.execute(sql, (since, until, kind, kind))]


def typed(connection: sqlite3.Connection, kind: str, since: str, until: str) -> list[int]:
    """The facts of a kind that a person typed and that count from one of these days."""
    sql = f"""SELECT id FROM {table(kind)}
              WHERE typed_by IS NOT NULL AND known_since BETWEEN ? AND ? AND state <> 'rejected'"""
    return [row[0] for row in connection.execute(sql, (since, until))]


def judgements(connection: sqlite3.Connection, since: str, until: str, after: int = 0) -> list[sqlite3.Row]:
    """What persons said of tracks on these days, in rows above `after`, with the track's name, oldest first."""
    return connection.execute(
        """SELECT track_judgement.*, track.name AS track_name FROM track_judgement
           JOIN track ON track.id = track_judgement.track
           WHERE track_judgement.id > ? AND substr(set_on, 1, 10) BETWEEN ? AND ? ORDER BY track_judgement.id""",
        (after, since, until),
    ).fetchall()


def last_days(connection: sqlite3.Connection, until: str, count: int = 1) -> list[str]:
    """The last days by `until` on which an article was published, latest first."""
    rows = connection.execute(
        f"SELECT DISTINCT {ARTICLE_DAY} AS day FROM article WHERE day <= ? ORDER BY day DESC LIMIT ?", (until, count)
    )
    return [row[0] for row in rows]


def articles_by_day(connection: sqlite3.Connection, since: str, until: str) -> dict[str, int]:
    """How many articles count from each ISO day between two, both included; days without one are left out."""
    sql = f"SELECT {ARTICLE_DAY} AS day, count(*) FROM article WHERE {ARTICLE_DAY} BETWEEN ? AND ? GROUP BY day"
    return dict(connection.execute(sql, (since, until)).fetchall())


def day_beside(connection: sqlite3.Connection, day: str, *, later: bool) -> str | None:
    """The nearest day after an ISO day (or before it) from which an article counts; None where there is none."""
    which, sign = ("min", ">") if later else ("max", "<")
    row = connection.execute(f"SELECT {which}({ARTICLE_DAY}) FROM article WHERE {ARTICLE_DAY} {sign} ?", (day,))
    found: str | None = row.fetchone()[0]
    return found
