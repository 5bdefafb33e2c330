"""Text that stands in two articles: which articles may share some, and what was found."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import sqlite3
from collections.abc import Sequence

from tracker.store.queries.rows import ARTICLE_DAY, marks

_AT_ONCE = 100


def with_phrases(connection: sqlite3.Connection, phrases: Sequence[str], limit: int = 200) -> list[int]:
    """The articles that hold one of these phrases: letters, digits and blanks alone; the most alike first.

    Args:
        connection: an open database.
        phrases: case-folded.
        limit: of each hundred phrases, no more articles than these.
    """
    found: dict[int, None] = {}
    for start in range(0, len(phrases), _AT_ONCE):
        asked = " OR ".join(f'"{phrase}"' for phrase in phrases[start : start + _AT_ONCE])
        sql = "SELECT rowid FROM article_search WHERE article_search MATCH ? ORDER BY rank LIMIT ?"
        found.update(dict.fromkeys(row[0] for row in connection.execute(sql, (f"text : ({asked})", limit))))
    return list(found)


def texts(connection: sqlite3.Connection, articles: Sequence[int]) -> list[sqlite3.Row]:
    """id, text, body_start, publisher, sha256 and day of articles."""
    return connection.execute(
        f"""SELECT id, text, body_start, publisher, sha256, {ARTICLE_DAY} AS day FROM article
            WHERE id IN ({marks(articles)}) ORDER BY day, sha256""",
        list(articles),
    ).fetchall()


def of_article(connection: sqlite3.Connection, article: int) -> list[sqlite3.Row]:
    """The runs in which an article takes part, as the later or the earlier."""
    return connection.execute(
        "SELECT * FROM same_text WHERE article = :article OR first = :article ORDER BY id", {"article": article}
    ).fetchall()
