"""Articles as rows: by hash and number, and with the counts that a list shows."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import sqlite3
from collections.abc import Sequence

from tracker.store.queries.rows import marks


def by_sha256(connection: sqlite3.Connection, sha256: str) -> sqlite3.Row | None:
    """The article of these bytes; None where they are new."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM article WHERE sha256 = ?", (sha256,)).fetchone()
    return row


def one(connection: sqlite3.Connection, number: int) -> sqlite3.Row | None:
    """An article by row number; None where there is none."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM article WHERE id = ?", (number,)).fetchone()
    return row


def numbers(connection: sqlite3.Connection) -> list[int]:
    """The row numbers of all articles, oldest first by their days."""
    sql = "SELECT id FROM article ORDER BY coalesce(published, substr(ingested, 1, 10)), id"
    return [row[0] for row in connection.execute(sql)]


def listed(connection: sqlite3.Connection, only: Sequence[int] | None = None) -> list[sqlite3.Row]:
    """Articles, newest first: the row without its text, words (rough count), facts."""
    where = "" if only is None else f"WHERE article.id IN ({marks(only)})"
    sql = f"""
        SELECT article.id AS id, title, file, published, publisher, language,
               length(text) - length(replace(replace(text, ' ', ''), char(10), '')) AS words,
               (SELECT count(DISTINCT evidence.kind || evidence.fact) FROM evidence WHERE evidence.article = article.id)
                   AS facts
        FROM article {where} ORDER BY coalesce(published, substr(ingested, 1, 10)) DESC, article.id DESC"""
    rows: list[sqlite3.Row] = connection.execute(sql, list(only or ())).fetchall()
    return rows


def count(connection: sqlite3.Connection, until: str | None = None) -> int:
    """How many articles there are, or count by a day."""
    sql = "SELECT count(*) FROM article WHERE ? IS NULL OR coalesce(published, substr(ingested, 1, 10)) <= ?"
    return int(connection.execute(sql, (until, until)).fetchone()[0])


def newest_published(connection: sqlite3.Connection) -> str | None:
    """The day of the newest article that has a date."""
    row = connection.execute("SELECT max(published) FROM article").fetchone()
    day: str | None = row[0]
    return day


def another_has(connection: sqlite3.Connection, words: str, article: int) -> bool:
    """True where an article other than this one has these very words."""
    sql = "SELECT 1 FROM article WHERE id <> ? AND instr(text, ?) > 0 LIMIT 1"
    return connection.execute(sql, (article, words)).fetchone() is not None


def another_of(connection: sqlite3.Connection, publisher: str, article: int) -> bool:
    """True where a publisher has another article than this one."""
    sql = "SELECT 1 FROM article WHERE id <> ? AND publisher = ? COLLATE NOCASE LIMIT 1"
    return connection.execute(sql, (article, publisher)).fetchone() is not None
