"""Evidence: the spans under facts, the chains they came by, and the distinct origins that are counted."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import sqlite3
from collections.abc import Sequence

from tracker.store.queries.rows import ARTICLE_DAY, marks

# The innermost outlet, agency or document; where nothing names one, the article's publisher, else the article itself.
ORIGIN = "coalesce(source.name, article.publisher, article.file)"

# Words that stand in an earlier article, too, come from where that one has the fact from; where it does not have the
# fact, from its own publisher.
SHARED_ORIGIN = f"""coalesce((
    SELECT coalesce(their.name, earlier.publisher, earlier.file) FROM same_text
    JOIN article AS earlier ON earlier.id = same_text.first
    LEFT JOIN evidence AS known ON known.article = earlier.id AND known.kind = evidence.kind
         AND known.fact = evidence.fact
    LEFT JOIN chain AS how ON how.id = known.chain LEFT JOIN source AS their ON their.id = how.origin
    WHERE same_text.article = evidence.article AND same_text.start <= (evidence.start + evidence."end") / 2
    AND same_text."end" > (evidence.start + evidence."end") / 2
    ORDER BY coalesce(earlier.published, substr(earlier.ingested, 1, 10)), earlier.sha256, known.start LIMIT 1
), {ORIGIN})"""

_JOINED = """
    FROM evidence JOIN article ON article.id = evidence.article LEFT JOIN chain ON chain.id = evidence.chain
    LEFT JOIN source ON source.id = chain.origin
"""


def of_fact(connection: sqlite3.Connection, kind: str, fact: int) -> list[sqlite3.Row]:
    """The evidence of one fact, earliest article first.

    Each has the row, and article_title, file, published, day, links, origin, reliability (of the origin) and
    credibility (of what the article says of the fact).
    """
    return connection.execute(
        f"""SELECT evidence.*, article.title AS article_title, article.file AS file, article.published AS published,
                   chain.links AS links, {SHARED_ORIGIN} AS origin, {ORIGIN} AS own_origin,
                   {ARTICLE_DAY} AS day,
                   (SELECT judged.reliability FROM source AS judged
                    WHERE judged.name = coalesce(source.name, article.publisher) COLLATE NOCASE) AS reliability,
                   (SELECT value FROM credibility WHERE credibility.kind = evidence.kind
                    AND credibility.fact = evidence.fact AND credibility.article = evidence.article) AS credibility
            {_JOINED} WHERE evidence.kind = ? AND evidence.fact = ? ORDER BY {ARTICLE_DAY}, article.id, evidence.id""",
        (kind, fact),
    ).fetchall()


def origins_at(connection: sqlite3.Connection, article: int, start: int, end: int) -> list[str]:
    """Where the words of one place of an article come from: by the facts whose words overlap it, else by its text."""
    by_facts = connection.execute(
        f"""SELECT DISTINCT {SHARED_ORIGIN} AS origin {_JOINED}
            WHERE evidence.article = ? AND evidence.start < ? AND evidence."end" > ? ORDER BY origin""",
        (article, end, start),
    ).fetchall()
    if by_facts:
        return [row["origin"] for row in by_facts]
    # No fact stands there: a stand-in for one, by the article's own publisher.
    row = connection.execute(
        f"""SELECT {SHARED_ORIGIN} AS origin FROM (SELECT :article AS article, :start AS start, :end AS "end",
            '' AS kind, 0 AS fact) AS evidence JOIN article ON article.id = evidence.article
            LEFT JOIN source ON FALSE""",
        {"article": article, "start": start, "end": end},
    ).fetchone()
    return [row["origin"]] if row is not None else []


def of_article(connection: sqlite3.Connection, article: int) -> list[sqlite3.Row]:
    """The evidence in one article, in text order."""
    return connection.execute(
        'SELECT * FROM evidence WHERE article = ? ORDER BY start, "end", id', (article,)
    ).fetchall()


def of_extraction(connection: sqlite3.Connection, extraction: int) -> list[sqlite3.Row]:
    """The evidence that one reading brought."""
    return connection.execute("SELECT * FROM evidence WHERE extraction = ?", (extraction,)).fetchall()


def spans_of_article(connection: sqlite3.Connection, article: int) -> list[sqlite3.Row]:
    """extraction, start, end of the evidence that the readings of one article brought."""
    return connection.execute(
        'SELECT extraction, start, "end", id, kind, fact, relation FROM evidence WHERE article = ?', (article,)
    ).fetchall()


def sources(
    connection: sqlite3.Connection, kind: str, facts: Sequence[int], until: str | None = None
) -> dict[int, list[sqlite3.Row]]:
    """For each fact its distinct (article, file, day, origin), earliest first."""
    found: dict[int, list[sqlite3.Row]] = {}
    late = f" AND {ARTICLE_DAY} <= ?" if until else ""
    for start in range(0, len(facts), 500):
        part = list(facts[start : start + 500])
        sql = f"""SELECT DISTINCT evidence.fact AS fact, article.id AS article, article.file AS file,
                         {ARTICLE_DAY} AS day, {SHARED_ORIGIN} AS origin {_JOINED}
                  WHERE evidence.kind = ? AND evidence.fact IN ({marks(part)}) AND evidence.relation = 'supports'{late}
                  ORDER BY day, article.id"""
        for row in connection.execute(sql, (kind, *part, *([until] if until else []))):
            found.setdefault(row["fact"], []).append(row)
    return found


def count(connection: sqlite3.Connection, kind: str, fact: int) -> int:
    """How many spans stand under a fact."""
    row = connection.execute("SELECT count(*) FROM evidence WHERE kind = ? AND fact = ?", (kind, fact)).fetchone()
    return int(row[0])


def exists(
    connection: sqlite3.Connection, kind: str, fact: int, article: int, start: int, end: int, relation: str
) -> bool:
    """True where this very span already stands under the fact."""
    row = connection.execute(
        """SELECT 1 FROM evidence
           WHERE kind = ? AND fact = ? AND article = ? AND start = ? AND "end" = ? AND relation = ?""",
        (kind, fact, article, start, end, relation),
    ).fetchone()
    return row is not None


def chain_id(connection: sqlite3.Connection, links: str) -> int | None:
    """The chain with exactly these links (JSON), if it is known."""
    row = connection.execute("SELECT id FROM chain WHERE links = ?", (links,)).fetchone()
    return row[0] if row else None


def source_id(connection: sqlite3.Connection, name: str) -> int | None:
    """The source of this name, in any case, if it is known."""
    row = connection.execute("SELECT id FROM source WHERE name = ? COLLATE NOCASE", (name,)).fetchone()
    return row[0] if row else None


def issue_id(connection: sqlite3.Connection, name: str) -> int | None:
    """The issue of this name, if it is known."""
    row = connection.execute("SELECT id FROM issue WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def chains(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, sqlite3.Row]:
    """Links and origin (name) of chains by row number."""
    found: dict[int, sqlite3.Row] = {}
    for start in range(0, len(numbers), 500):
        part = list(numbers[start : start + 500])
        rows = connection.execute(
            f"""SELECT chain.id AS id, chain.links AS links, source.name AS origin FROM chain
                LEFT JOIN source ON source.id = chain.origin WHERE chain.id IN ({marks(part)})""",
            part,
        )
        found.update({row["id"]: row for row in rows})
    return found


def chain_of_article(connection: sqlite3.Connection, article: int) -> int | None:
    """The chain by which most of an article's facts came; None where it has none."""
    row = connection.execute(
        """SELECT chain FROM evidence WHERE article = ? AND chain IS NOT NULL
           GROUP BY chain ORDER BY count(*) DESC LIMIT 1""",
        (article,),
    ).fetchone()
    return row[0] if row else None
