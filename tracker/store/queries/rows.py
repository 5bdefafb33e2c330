"""Rows of facts by id or key, whatever their kind, and the conditions that every list of facts shares."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import sqlite3
from collections.abc import Iterable, Sequence

from tracker.store.tables import FACTS

# The day from which an article counts: its own, else the day it came in.
ARTICLE_DAY = "coalesce(article.published, substr(article.ingested, 1, 10))"


def table(kind: str) -> str:
    """The table of a kind of fact.

    Raises:
        ValueError: for anything that is not a kind of fact; no other word ever reaches a statement.
    """
    if kind not in FACTS:
        raise ValueError(f"there is no kind of fact named {kind}")
    return kind


def counts(alias: str) -> str:
    """The condition of a fact that counts: not rejected, and not a suggestion below the confidence `:shown_from`."""
    return (
        f"({alias}.state <> 'rejected' AND ({alias}.state <> 'suggested' OR {alias}.confidence IS NULL"
        f" OR {alias}.confidence >= :shown_from))"
    )


def known_by(alias: str) -> str:
    """The condition that a typed fact was known on the day `:until`; others are decided by their articles."""
    return f"({alias}.known_since IS NULL OR {alias}.known_since <= :until)"


def marks(values: Sequence[object]) -> str:
    """As many question marks as there are values."""
    return ", ".join("?" * len(values))


def fact(connection: sqlite3.Connection, kind: str, number: int) -> sqlite3.Row | None:
    """One fact's row; None where there is none."""
    row: sqlite3.Row | None = connection.execute(
        f"SELECT * FROM {table(kind)} WHERE id = ?",
        (number,),
    ).fetchone()
    return row


def facts(connection: sqlite3.Connection, kind: str, numbers: Iterable[int]) -> dict[int, sqlite3.Row]:
    """The rows of several facts of one kind by id; those that are gone are left out."""
    wanted = list(dict.fromkeys(numbers))
    found: dict[int, sqlite3.Row] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        sql = f"SELECT * FROM {table(kind)} WHERE id IN ({marks(part)})"
        found.update({row["id"]: row for row in connection.execute(sql, part)})
    return found


def by_key(connection: sqlite3.Connection, kind: str, key: str) -> sqlite3.Row | None:
    """The fact with this stable key, rejected ones too; None where there is none."""
    row: sqlite3.Row | None = connection.execute(
        f"SELECT * FROM {table(kind)} WHERE key = ?",
        (key,),
    ).fetchone()
    return row


def key_is_free(connection: sqlite3.Connection, kind: str, key: str) -> bool:
    """True where no fact of the kind has this key."""
    return by_key(connection, kind, key) is None


def newest_day(connection: sqlite3.Connection) -> str | None:
    """The last day from which an article or a typed fact counts (ISO); None in an empty file."""
    days = [connection.execute(f"SELECT max({ARTICLE_DAY}) FROM article").fetchone()[0]]
    days += [
        connection.execute(f"SELECT max(known_since) FROM {kind} WHERE typed_by IS NOT NULL").fetchone()[0]
        for kind in ("track", "meeting", "position", "assessment")
    ]
    return max((day for day in days if day), default=None)


def manual_fields(
    connection: sqlite3.Connection, kind: str, numbers: Sequence[int]
) -> dict[int, dict[str, sqlite3.Row]]:
    """The fields that a person decided, by fact and field name."""
    found: dict[int, dict[str, sqlite3.Row]] = {}
    for start in range(0, len(numbers), 500):
        part = list(numbers[start : start + 500])
        rows = connection.execute(
            f"SELECT * FROM manual_value WHERE kind = ? AND fact IN ({marks(part)})",
            (kind, *part),
        )
        for row in rows:
            found.setdefault(row["fact"], {})[row["field"]] = row
    return found


def all_manual(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every field that a person decided."""
    return connection.execute("SELECT * FROM manual_value ORDER BY id").fetchall()


def newest(connection: sqlite3.Connection, kind: str) -> int:
    """The highest row number of a kind of fact; 0 where there is none."""
    return int(connection.execute(f"SELECT coalesce(max(id), 0) FROM {table(kind)}").fetchone()[0])
