"""Sources with their reliability, and items with their credibility, as people judged them."""

import sqlite3

from tracker.store.queries.evidence import ORIGIN


def source(connection: sqlite3.Connection, name: str) -> sqlite3.Row | None:
    """The source of this name, in any case; None where no chain names it and nobody judged it."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM source WHERE name = ? COLLATE NOCASE", (name,)
    ).fetchone()
    return row


def publisher(connection: sqlite3.Connection, name: str) -> str | None:
    """The name of a publisher of articles as the first of them writes it; None where there is none."""
    row = connection.execute(
        "SELECT publisher FROM article WHERE publisher = ? COLLATE NOCASE ORDER BY id LIMIT 1", (name,)
    ).fetchone()
    return row[0] if row else None


def sources(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every publisher and every origin: name, reliability, note, judged_by, judged_on, articles; judged ones first."""
    return connection.execute(
        f"""WITH named AS (
                SELECT article.publisher AS name, article.id AS article FROM article
                WHERE article.publisher IS NOT NULL
                UNION SELECT {ORIGIN}, article.id FROM evidence JOIN article ON article.id = evidence.article
                LEFT JOIN chain ON chain.id = evidence.chain LEFT JOIN source ON source.id = chain.origin
                WHERE source.id IS NOT NULL
                UNION SELECT name, NULL FROM source WHERE reliability IS NOT NULL)
            SELECT coalesce(source.name, named.name) AS name, source.reliability AS reliability,
                   coalesce(source.note, '') AS note, source.judged_by AS judged_by, source.judged_on AS judged_on,
                   count(DISTINCT named.article) AS articles
            FROM named LEFT JOIN source ON source.name = named.name COLLATE NOCASE
            GROUP BY named.name COLLATE NOCASE
            ORDER BY source.reliability IS NULL, source.reliability, articles DESC, 1""",  # noqa: S608
    ).fetchall()


def reliabilities(connection: sqlite3.Connection) -> dict[str, str]:
    """The reliability of each source that was judged, by its name in lower case."""
    rows = connection.execute("SELECT name, reliability FROM source WHERE reliability IS NOT NULL")
    return {row[0].casefold(): row[1] for row in rows}


def of_item(connection: sqlite3.Connection, kind: str, fact: int, article: int) -> sqlite3.Row | None:
    """What somebody judged of one article's report of a fact; of the article as a whole for kind "article"."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM credibility WHERE kind = ? AND fact = ? AND article = ?", (kind, fact, article)
    ).fetchone()
    return row


def of_fact(connection: sqlite3.Connection, kind: str, fact: int) -> list[sqlite3.Row]:
    """What was judged of the reports of one fact."""
    return connection.execute("SELECT * FROM credibility WHERE kind = ? AND fact = ?", (kind, fact)).fetchall()


def items(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every item that was judged, the least credible last."""
    return connection.execute("SELECT * FROM credibility ORDER BY value, kind, fact, article").fetchall()
