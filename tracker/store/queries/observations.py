"""What the articles said: the readings of a fact, of an article, and what their local references stand for."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import sqlite3
from collections.abc import Iterable, Sequence

from tracker.store.queries.rows import ARTICLE_DAY, marks

_READ = f"""
    SELECT reading.fact AS fact, extraction.id AS extraction, extraction.article AS article,
           extraction.local_id AS local_id, extraction.payload AS payload, extraction.confidence AS confidence,
           extraction.rule AS rule, {ARTICLE_DAY} AS day, article.sha256 AS sha256,
           article.published AS published
    FROM reading JOIN extraction ON extraction.id = reading.extraction JOIN article ON article.id = extraction.article
"""


def of_facts(
    connection: sqlite3.Connection, kind: str, facts: Sequence[int], until: str | None = None
) -> dict[int, list[sqlite3.Row]]:
    """The readings of facts of one kind, by fact, in the order of the articles' days.

    Args:
        connection: an open database.
        kind: the facts' kind.
        facts: their row numbers.
        until: an ISO day: only articles that count by then.
    """
    found: dict[int, list[sqlite3.Row]] = {}
    late = f" AND {ARTICLE_DAY} <= ?" if until else ""
    for start in range(0, len(facts), 500):
        part = list(facts[start : start + 500])
        sql = f"""{_READ} WHERE reading.kind = ? AND reading.fact IN ({marks(part)}){late}
                  ORDER BY day, article.sha256, extraction.id"""
        for row in connection.execute(sql, (kind, *part, *([until] if until else []))):
            found.setdefault(row["fact"], []).append(row)
    return found


def of_article(connection: sqlite3.Connection, article: int) -> list[sqlite3.Row]:
    """The present readings of an article: extraction, kind, local_id, payload, fact, confidence, rule."""
    return connection.execute(
        """SELECT extraction.id AS extraction, reading.id AS reading, extraction.kind AS kind,
                  extraction.local_id AS local_id, extraction.payload AS payload, reading.fact AS fact,
                  extraction.confidence AS confidence, extraction.rule AS rule
           FROM extraction JOIN reading ON reading.extraction = extraction.id
           WHERE extraction.article = ? ORDER BY extraction.id""",
        (article,),
    ).fetchall()


def links(
    connection: sqlite3.Connection, articles: Iterable[int], kinds: Sequence[str]
) -> dict[tuple[int, str, str], int]:
    """What local ids stand for: (article, kind, local id) -> the fact, as merges and splits have left it."""
    wanted = list(dict.fromkeys(articles))
    found: dict[tuple[int, str, str], int] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        sql = f"""SELECT extraction.article, extraction.kind, extraction.local_id, reading.fact
                  FROM extraction JOIN reading ON reading.extraction = extraction.id
                  WHERE extraction.article IN ({marks(part)}) AND extraction.kind IN ({marks(kinds)})"""
        for row in connection.execute(sql, (*part, *kinds)):
            found[row[0], row[1], row[2]] = row[3]
    return found


def readings_of(connection: sqlite3.Connection, kind: str, fact: int) -> list[int]:
    """The row numbers of a fact's readings."""
    return [row[0] for row in connection.execute("SELECT id FROM reading WHERE kind = ? AND fact = ?", (kind, fact))]


def last_days(
    connection: sqlite3.Connection, kind: str, facts: Sequence[int], until: str | None = None
) -> dict[int, str]:
    """The day of the latest article that speaks of each fact."""
    found: dict[int, str] = {}
    late = f" AND {ARTICLE_DAY} <= ?" if until else ""
    for start in range(0, len(facts), 500):
        part = list(facts[start : start + 500])
        sql = f"""SELECT reading.fact, max({ARTICLE_DAY}) FROM reading
                  JOIN extraction ON extraction.id = reading.extraction
                  JOIN article ON article.id = extraction.article
                  WHERE reading.kind = ? AND reading.fact IN ({marks(part)}){late} GROUP BY reading.fact"""
        found.update(dict(connection.execute(sql, (kind, *part, *([until] if until else [])))))
    return found


def met_by(connection: sqlite3.Connection, meetings: Sequence[int], until: str | None = None) -> dict[int, str]:
    """The day of the first article that tells of each meeting as having taken place and says where or who was there.

    A mere mention of talks ("after the last round") is left out: it can be of any year.
    """
    found: dict[int, str] = {}
    late = f" AND {ARTICLE_DAY} <= ?" if until else ""
    for start in range(0, len(meetings), 500):
        part = list(meetings[start : start + 500])
        sql = f"""SELECT reading.fact, min({ARTICLE_DAY}) FROM reading
                  JOIN extraction ON extraction.id = reading.extraction
                  JOIN article ON article.id = extraction.article
                  WHERE reading.kind = 'meeting' AND reading.fact IN ({marks(part)}){late}
                  AND json_extract(extraction.payload, '$.status') = 'held'
                  AND (json_extract(extraction.payload, '$.venue') IS NOT NULL
                       OR json_array_length(extraction.payload, '$.attendance') > 1)
                  GROUP BY reading.fact"""
        found.update(dict(connection.execute(sql, (*part, *([until] if until else [])))))
    return found


def extractor_of(connection: sqlite3.Connection, article: int) -> str | None:
    """The version that read an article last."""
    row = connection.execute("SELECT extractor FROM article WHERE id = ?", (article,)).fetchone()
    return row[0] if row else None


def of_fact_in(connection: sqlite3.Connection, kind: str, fact: int, article: int) -> list[sqlite3.Row]:
    """The readings of one fact in one article."""
    return connection.execute(
        f"{_READ} WHERE extraction.article = ? AND reading.kind = ? AND reading.fact = ? ORDER BY extraction.id",
        (article, kind, fact),
    ).fetchall()


def best_of(connection: sqlite3.Connection, kind: str, fact: int) -> sqlite3.Row | None:
    """The confidence and rule of the surest reading of a fact; None where no article speaks of it."""
    row: sqlite3.Row | None = connection.execute(
        """SELECT extraction.confidence AS confidence, extraction.rule AS rule FROM reading
           JOIN extraction ON extraction.id = reading.extraction WHERE reading.kind = ? AND reading.fact = ?
           ORDER BY extraction.confidence DESC, extraction.id LIMIT 1""",
        (kind, fact),
    ).fetchone()
    return row


def counts_of(connection: sqlite3.Connection, kind: str, facts: Sequence[int]) -> dict[int, int]:
    """In how many readings each fact is spoken of; one that is in none is left out."""
    found: dict[int, int] = {}
    for start in range(0, len(facts), 500):
        part = list(facts[start : start + 500])
        sql = f"SELECT fact, count(*) FROM reading WHERE kind = ? AND fact IN ({marks(part)}) GROUP BY fact"
        found.update(dict(connection.execute(sql, (kind, *part))))
    return found


def first_day(connection: sqlite3.Connection, kind: str, fact: int, without: int) -> str | None:
    """The day of the first article that speaks of a fact, one article left out; None where no other does."""
    row = connection.execute(
        f"""SELECT min({ARTICLE_DAY}) FROM reading JOIN extraction ON extraction.id = reading.extraction
            JOIN article ON article.id = extraction.article
            WHERE reading.kind = ? AND reading.fact = ? AND article.id <> ?""",
        (kind, fact, without),
    ).fetchone()
    day: str | None = row[0]
    return day


def ages(connection: sqlite3.Connection, kind: str, facts: Sequence[int]) -> dict[int, tuple[str, str, int]]:
    """What sorts facts from the first told to the last: the day and the hash of the first article, its reading.

    The same in every file, whatever the order in which its articles came in; a fact without a reading has no entry.
    """
    found: dict[int, tuple[str, str, int]] = {}
    for start in range(0, len(facts), 500):
        part = list(facts[start : start + 500])
        sql = f"""SELECT reading.fact, {ARTICLE_DAY} AS day, article.sha256, extraction.id FROM reading
                  JOIN extraction ON extraction.id = reading.extraction
                  JOIN article ON article.id = extraction.article
                  WHERE reading.kind = ? AND reading.fact IN ({marks(part)})
                  ORDER BY day, article.sha256, extraction.id"""
        for fact, *age in connection.execute(sql, (kind, *part)):
            found.setdefault(fact, (age[0], age[1], age[2]))
    return found


def by_age(connection: sqlite3.Connection, kind: str, facts: Sequence[int]) -> list[int]:
    """Facts of one kind, the first told first; those without a reading, which a person typed, before all others."""
    known = ages(connection, kind, facts)
    return sorted(facts, key=lambda fact: known.get(fact, ("", "", fact)))


def others_of_its_day(connection: sqlite3.Connection, article: int, limit: int) -> list[sqlite3.Row]:
    """Articles of the same day that count after this one (by their hash), in that order: id, and what `Source` needs.

    Args:
        connection: an open database.
        article: row number.
        limit: at most so many.
    """
    return connection.execute(
        f"""SELECT article.*, {ARTICLE_DAY} AS day FROM article
            JOIN (SELECT {ARTICLE_DAY} AS day, sha256 FROM article WHERE id = ?) AS own
            WHERE {ARTICLE_DAY} = own.day AND article.sha256 > own.sha256
            ORDER BY article.sha256 LIMIT ?""",
        (article, limit),
    ).fetchall()
