"""Which facts were spoken of between two days, or in what came in since a look: for what changed."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from tracker.store.queries.positions import DAY
from tracker.store.queries.rows import ARTICLE_DAY, counts, table

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

_START: Final = "0001-01-01"
_ALL: Final = -1


class Asked(NamedTuple):
    """Which reports are asked for.

    Attributes:
        until: up to this ISO day.
        since: from this ISO day on.
        look: where only what came in after a look is asked for, its highest row numbers by table.
    """

    until: str
    since: str = _START
    look: Mapping[str, Any] | None = None

    def articles(self) -> str:
        """The condition of the articles that are asked for."""
        if self.look is None:
            return f"{ARTICLE_DAY} BETWEEN :since AND :until"
        return f"article.id > :article AND {ARTICLE_DAY} <= :until"

    def typed(self, kind: str) -> str:
        """The condition of the facts of a kind that a person typed and that count from one of these days."""
        new = "" if self.look is None else f" AND id > :{table(kind)}"
        return f"typed_by IS NOT NULL AND known_since BETWEEN :since AND :until AND state <> 'rejected'{new}"

    def values(self, **more: object) -> dict[str, object]:
        """What these conditions are bound with, and more."""
        return {"since": self.since, "until": self.until, **(self.look or {}), **more}


_READ: Final = """article JOIN extraction ON extraction.article = article.id AND extraction.kind = :kind
                  JOIN reading ON reading.extraction = extraction.id AND reading.kind = :kind"""


def days(connection: sqlite3.Connection, asked: Asked) -> list[str]:
    """The days from which anything counts that came in after a look."""
    sql = f"""SELECT {ARTICLE_DAY} FROM article WHERE {asked.articles()}
              UNION SELECT known_since FROM meeting WHERE {asked.typed("meeting")}
              UNION SELECT known_since FROM position WHERE {asked.typed("position")}"""
    return [row[0] for row in connection.execute(sql, asked.values())]


def meetings(connection: sqlite3.Connection, asked: Asked) -> Iterator[tuple[int, str]]:
    """The meetings that are spoken of, each with the last of the days on which it is; latest first, one by one."""
    sql = f"""SELECT reading.fact, max({ARTICLE_DAY}) AS latest FROM {_READ} WHERE {asked.articles()}
              GROUP BY reading.fact ORDER BY latest DESC, reading.fact"""
    for row in connection.execute(sql, asked.values(kind="meeting")):
        yield row[0], row[1]


def typed_meetings(connection: sqlite3.Connection, asked: Asked, most: int | None = None) -> list[int]:
    """The meetings that a person typed, the latest first; at most so many."""
    sql = f"SELECT id FROM meeting WHERE {asked.typed('meeting')} ORDER BY known_since DESC, id LIMIT :most"
    return [row[0] for row in connection.execute(sql, asked.values(most=_ALL if most is None else most))]


def positions(connection: sqlite3.Connection, asked: Asked, shown_from: float, most: int | None = None) -> list[int]:
    """The positions that are spoken of or typed and are themselves of one of these days, the latest first.

    Args:
        connection: an open database.
        asked: which reports.
        shown_from: the confidence from which a suggestion counts.
        most: at most so many.
    """
    new = "" if asked.look is None else "AND day IN (SELECT value FROM json_each(:days))"
    sql = f"""SELECT id FROM (
                  SELECT position.id AS id, {DAY} AS day FROM position WHERE {counts("position")}
                  AND position.id IN (SELECT reading.fact FROM {_READ} WHERE {asked.articles()}
                                      UNION SELECT id FROM position WHERE {asked.typed("position")}))
              WHERE day BETWEEN :since AND :until {new} ORDER BY day DESC, id LIMIT :most"""
    found = [] if asked.look is None else days(connection, asked)
    values = asked.values(
        kind="position", shown_from=shown_from, days=json.dumps(found), most=_ALL if most is None else most
    )
    return [row[0] for row in connection.execute(sql, values)]


def judgements(connection: sqlite3.Connection, asked: Asked, most: int | None = None) -> list[sqlite3.Row]:
    """What persons said of tracks, with the track's name, the latest day first; at most so many."""
    new = "" if asked.look is None else "AND track_judgement.id > :track_judgement"
    return connection.execute(
        f"""SELECT track_judgement.*, track.name AS track_name FROM track_judgement
            JOIN track ON track.id = track_judgement.track
            WHERE substr(set_on, 1, 10) BETWEEN :since AND :until {new}
            ORDER BY substr(set_on, 1, 10) DESC, track_judgement.id LIMIT :most""",
        asked.values(most=_ALL if most is None else most),
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
