"""When a person last looked, and what came in since: kept beside the facts, because a look changes none of them."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from tracker.store.queries.rows import ARTICLE_DAY, marks, table

_NAME: Final = "last look"
# Row numbers are never given twice, so the highest of each table says what was there.
_COUNTED: Final = ("article", "meeting", "position", "track_judgement")


def last_look(connection: sqlite3.Connection) -> dict[str, Any] | None:
    """The last look: `at` (ISO, with the offset), and by table the highest row there was; None where nobody looked."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_NAME,)).fetchone()
    found: dict[str, Any] | None = json.loads(row[0]) if row else None
    return found


def keep_look(connection: sqlite3.Connection, at: str) -> None:
    """Keep a look. It is no action of the journal: there is nothing in it to undo."""
    seen: dict[str, Any] = {"at": at}
    for name in _COUNTED:
        seen[name] = connection.execute(f"SELECT coalesce(max(id), 0) FROM {name}").fetchone()[0]
    connection.execute(
        "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_NAME, json.dumps(seen)),
    )


def articles_after(connection: sqlite3.Connection, article: int, until: str) -> dict[int, str]:
    """The articles with higher row numbers that count by an ISO day, with the day each counts from."""
    sql = f"SELECT id, {ARTICLE_DAY} FROM article WHERE id > ? AND {ARTICLE_DAY} <= ?"
    return dict(connection.execute(sql, (article, until)).fetchall())


def spoken_of_in(connection: sqlite3.Connection, kind: str, articles: Sequence[int]) -> list[int]:
    """The facts of a kind that these articles speak of."""
    found: dict[int, None] = {}
    for start in range(0, len(articles), 500):
        part = list(articles[start : start + 500])
        sql = f"""SELECT DISTINCT reading.fact FROM extraction JOIN reading ON reading.extraction = extraction.id
                  WHERE extraction.article IN ({marks(part)}) AND extraction.kind = ? AND reading.kind = ?"""
        found.update(dict.fromkeys(row[0] for row in connection.execute(sql, (*part, kind, kind))))
    return list(found)


def typed_after(connection: sqlite3.Connection, kind: str, fact: int, until: str) -> list[int]:
    """The facts of a kind with higher row numbers that a person typed and that count by an ISO day."""
    sql = f"""SELECT id FROM {table(kind)} WHERE id > ? AND typed_by IS NOT NULL AND known_since <= ?
              AND state <> 'rejected'"""
    return [row[0] for row in connection.execute(sql, (fact, until))]
