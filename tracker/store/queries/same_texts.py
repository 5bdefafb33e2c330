"""Text that stands in two articles: which articles may share some, and what was found."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import sqlite3
from collections.abc import Sequence

from tracker.store.queries.rows import ARTICLE_DAY, marks


def near(connection: sqlite3.Connection, article: int) -> list[int]:
    """The other articles that have a mark of this one's text."""
    return [
        row[0]
        for row in connection.execute(
            """SELECT DISTINCT other.article FROM text_mark AS own JOIN text_mark AS other ON other.mark = own.mark
               WHERE own.article = :article AND other.article <> :article""",
            {"article": article},
        )
    ]


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
