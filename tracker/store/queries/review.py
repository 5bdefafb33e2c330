"""What waits for review: suggestions by kind, with the article that brought them first."""

import sqlite3
from collections.abc import Sequence

from tracker.store.queries.rows import ARTICLE_DAY

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

KINDS = ("track", "meeting", "attendance", "position", "assessment", "person", "party", "venue")


def waiting(connection: sqlite3.Connection, shown_from: float) -> dict[str, tuple[int, int]]:
    """For each kind: suggestions that are shown and wait, and those below the confidence `shown_from`."""
    found = {}
    for kind in KINDS:
        row = connection.execute(
            f"""SELECT count(*) FILTER (WHERE confidence IS NULL OR confidence >= ?),
                       count(*) FILTER (WHERE confidence < ?) FROM {kind} WHERE state = 'suggested'""",
            (shown_from, shown_from),
        ).fetchone()
        found[kind] = (row[0], row[1])
    return found


def waiting_at(connection: sqlite3.Connection, shown_from: float, until: str) -> tuple[int, int]:
    """Suggestions that wait and had an article by `until`: shown, and below the confidence."""
    shown = hidden = 0
    for kind in KINDS:
        row = connection.execute(
            f"""SELECT count(*) FILTER (WHERE confidence IS NULL OR confidence >= ?),
                       count(*) FILTER (WHERE confidence < ?) FROM {kind} WHERE state = 'suggested' AND EXISTS (
                           SELECT 1 FROM evidence JOIN article ON article.id = evidence.article
                           WHERE evidence.kind = ? AND evidence.fact = {kind}.id AND {ARTICLE_DAY} <= ?)""",
            (shown_from, shown_from, kind, until),
        ).fetchone()
        shown += row[0]
        hidden += row[1]
    return shown, hidden


def queue(
    connection: sqlite3.Connection,
    shown_from: float,
    article: int | None = None,
    kinds: Sequence[str] = KINDS,
    below: float | None = None,
) -> list[sqlite3.Row]:
    """Suggestions that wait: kind, fact, article, article_title, file, published, confidence, start.

    By article, newest first, and in the article in text order; each suggestion under the first article that carries it.

    Args:
        connection: an open database.
        shown_from: only suggestions of at least this confidence.
        article: only those that this article carries.
        kinds: only these kinds.
        below: only suggestions below this confidence.
    """
    found: list[sqlite3.Row] = []
    for kind in kinds:
        if kind not in KINDS:
            raise ValueError(f"{kind} is not reviewed")
        where = "AND evidence.article = :article" if article is not None else ""
        limit = "AND fact.confidence < :below" if below is not None else ""
        sql = f"""
            SELECT :kind AS kind, fact.id AS fact, article.id AS article, article.title AS article_title,
                   article.file AS file, article.published AS published, fact.confidence AS confidence,
                   evidence.start AS start, {ARTICLE_DAY} AS day
            FROM {kind} AS fact JOIN evidence ON evidence.id = (
                SELECT evidence.id FROM evidence JOIN article ON article.id = evidence.article
                WHERE evidence.kind = :kind AND evidence.fact = fact.id {where}
                ORDER BY {ARTICLE_DAY}, evidence.id LIMIT 1)
            JOIN article ON article.id = evidence.article
            WHERE fact.state = 'suggested' AND (fact.confidence IS NULL OR fact.confidence >= :shown_from) {limit}"""
        values = {"kind": kind, "shown_from": shown_from, "article": article, "below": below}
        found += connection.execute(sql, values).fetchall()
    found.sort(key=lambda row: (row["day"], row["article"]), reverse=True)
    return sorted(
        found,
        key=lambda row: (_reversed(row["day"]), -row["article"], row["start"], KINDS.index(row["kind"]), row["fact"]),
    )


def _reversed(day: str) -> tuple[int, ...]:
    return tuple(-ord(char) for char in day)


def of_article(connection: sqlite3.Connection, article: int, shown_from: float) -> int:
    """How many shown suggestions that wait have words in an article."""
    total = 0
    for kind in KINDS:
        total += connection.execute(
            f"""SELECT count(DISTINCT fact.id) FROM evidence CROSS JOIN {kind} AS fact ON fact.id = evidence.fact
                WHERE evidence.article = ? AND evidence.kind = ? AND fact.state = 'suggested'
                AND (fact.confidence IS NULL OR fact.confidence >= ?)""",
            (article, kind, shown_from),
        ).fetchone()[0]
    return total
