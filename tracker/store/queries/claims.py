"""Claims about what happened, those near a day, and the articles whose words may hold the other side of one."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import sqlite3
from collections.abc import Sequence

from tracker.store.queries.rows import ARTICLE_DAY, marks

_SELECT = f"""SELECT claim.*, {ARTICLE_DAY} AS day, article.sha256 AS sha256, article.publisher AS publisher
              FROM claim JOIN article ON article.id = claim.article"""


def of_article(connection: sqlite3.Connection, article: int) -> list[sqlite3.Row]:
    """The claims of one article, in text order."""
    return connection.execute(
        f"{_SELECT} WHERE claim.article = ? ORDER BY claim.start, claim.id", (article,)
    ).fetchall()


def near(connection: sqlite3.Connection, kind: str, since: str, until: str) -> list[sqlite3.Row]:
    """The claims of one kind in articles of these ISO days, earliest first, the same in whatever order they came in."""
    sql = f"""{_SELECT} WHERE claim.kind = ? AND {ARTICLE_DAY} BETWEEN ? AND ?
              ORDER BY day, article.sha256, claim.start, claim.value, claim.id"""
    return connection.execute(sql, (kind, since, until)).fetchall()


def by_ids(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, sqlite3.Row]:
    """Claims by row number; those that are gone are left out."""
    found: dict[int, sqlite3.Row] = {}
    for start in range(0, len(numbers), 500):
        part = list(numbers[start : start + 500])
        rows = connection.execute(f"{_SELECT} WHERE claim.id IN ({marks(part)})", part)
        found.update({row["id"]: row for row in rows})
    return found


def conflicts_of(connection: sqlite3.Connection, claims: Sequence[int]) -> list[sqlite3.Row]:
    """The conflicts that hang on one of these claims, oldest first."""
    sql = f"SELECT * FROM conflict WHERE kind = 'claim' AND fact IN ({marks(claims)}) ORDER BY id"
    return connection.execute(sql, list(claims)).fetchall()


def values_of_article(connection: sqlite3.Connection, article: int) -> list[sqlite3.Row]:
    """What one article says in conflicts about claims: the values, with state and note of their conflict."""
    sql = """SELECT conflict_value.*, conflict.state AS state, conflict.note AS note
             FROM conflict_value JOIN conflict ON conflict.id = conflict_value.conflict
             WHERE conflict_value.article = ? AND conflict.kind = 'claim'"""
    return connection.execute(sql, (article,)).fetchall()


def telling(
    connection: sqlite3.Connection, words: Sequence[Sequence[str]], since: str, until: str
) -> list[sqlite3.Row]:
    """The articles of these ISO days that hold, of each group, a word that begins so; earliest first.

    Args:
        connection: an open database.
        words: groups of beginnings of words, letters and digits alone.
        since: the first day.
        until: the last day.
    """
    asked = " AND ".join("(" + " OR ".join(f'"{word}"*' for word in group) + ")" for group in words)
    sql = f"""SELECT article.id, article.text, article.sha256, {ARTICLE_DAY} AS day, article.body_start
              FROM article_search JOIN article ON article.id = article_search.rowid
              WHERE article_search MATCH ? AND {ARTICLE_DAY} BETWEEN ? AND ? ORDER BY day, article.sha256 LIMIT 40"""
    return connection.execute(sql, (asked, since, until)).fetchall()
