"""Contradictions as rows, with their values and where these come from."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import sqlite3
from collections.abc import Sequence

from tracker.store.queries.evidence import ORIGIN
from tracker.store.queries.rows import marks


def of_fact(connection: sqlite3.Connection, kind: str, fact: int) -> list[sqlite3.Row]:
    """The conflicts of one fact, open and resolved."""
    return connection.execute("SELECT * FROM conflict WHERE kind = ? AND fact = ? ORDER BY id", (kind, fact)).fetchall()


def one(connection: sqlite3.Connection, number: int) -> sqlite3.Row | None:
    """A conflict by row number."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM conflict WHERE id = ?", (number,)).fetchone()
    return row


def some(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[sqlite3.Row]:
    """The conflicts of these row numbers, in no order."""
    sql = f"SELECT * FROM conflict WHERE id IN ({marks(numbers)})"
    return connection.execute(sql, list(numbers)).fetchall()


def listed(connection: sqlite3.Connection, state: str | None = None) -> list[sqlite3.Row]:
    """The conflicts of one state, or all; open ones first, the newest first. Those of rejected facts are left out."""
    sql = """SELECT conflict.* FROM conflict
             LEFT JOIN meeting ON conflict.kind = 'meeting' AND meeting.id = conflict.fact
             LEFT JOIN position ON conflict.kind = 'position' AND position.id = conflict.fact
             WHERE coalesce(meeting.state, position.state, '') <> 'rejected' AND (? IS NULL OR conflict.state = ?)
             ORDER BY conflict.state <> 'open', conflict.id DESC"""
    return connection.execute(sql, (state, state)).fetchall()


def open_count(connection: sqlite3.Connection) -> int:
    """How many conflicts are open, those of rejected facts left out."""
    sql = """SELECT count(*) FROM conflict LEFT JOIN meeting ON conflict.kind = 'meeting' AND meeting.id = conflict.fact
             LEFT JOIN position ON conflict.kind = 'position' AND position.id = conflict.fact
             WHERE conflict.state = 'open' AND coalesce(meeting.state, position.state, '') <> 'rejected'"""
    return int(connection.execute(sql).fetchone()[0])


def open_at(connection: sqlite3.Connection, day: str) -> int:
    """How many open conflicts had two values by `day` (ISO)."""
    sql = """SELECT count(*) FROM (
                 SELECT conflict.id FROM conflict JOIN conflict_value ON conflict_value.conflict = conflict.id
                 LEFT JOIN article ON article.id = conflict_value.article
                 LEFT JOIN meeting ON conflict.kind = 'meeting' AND meeting.id = conflict.fact
                 LEFT JOIN position ON conflict.kind = 'position' AND position.id = conflict.fact
                 WHERE conflict.state = 'open' AND coalesce(meeting.state, position.state, '') <> 'rejected'
                 AND (article.id IS NULL OR coalesce(article.published, substr(article.ingested, 1, 10)) <= ?)
                 GROUP BY conflict.id HAVING count(DISTINCT conflict_value.value) > 1)"""
    return int(connection.execute(sql, (day,)).fetchone()[0])


def values(connection: sqlite3.Connection, conflicts: Sequence[int]) -> dict[int, list[sqlite3.Row]]:
    """The values of conflicts, by conflict: id, value, article, file, title, day, links, origin, exact (its own words).

    All but id and value are None where a person said it; `exact` is None too where the fact's own words say it.
    """
    found: dict[int, list[sqlite3.Row]] = {}
    for start in range(0, len(conflicts), 500):
        part = list(conflicts[start : start + 500])
        sql = f"""SELECT conflict_value.*, article.file AS file, article.title AS title,
                         substr(article.text, article.body_start + 1, 300) AS text, 0 AS body_start,
                         chain.links AS links,
                         substr(article.text, conflict_value.start + 1, conflict_value."end" - conflict_value.start)
                           AS exact,
                         coalesce(article.published, substr(article.ingested, 1, 10)) AS day,
                         CASE WHEN article.id IS NULL THEN NULL ELSE {ORIGIN} END AS origin
                  FROM conflict_value LEFT JOIN article ON article.id = conflict_value.article
                  LEFT JOIN chain ON chain.id = conflict_value.chain LEFT JOIN source ON source.id = chain.origin
                  WHERE conflict_value.conflict IN ({marks(part)}) ORDER BY day, conflict_value.id"""
        for row in connection.execute(sql, part):
            found.setdefault(row["conflict"], []).append(row)
    return found
