"""What a screen remembers: its filters, its order, its columns. No fact, so the journal has nothing of it."""

import sqlite3
from collections.abc import Mapping
from typing import Final

_PREFIX: Final = "app:"
_AFTER: Final = "app;"  # the next text after all that begin with the prefix


def recall(connection: sqlite3.Connection) -> dict[str, str]:
    """Everything that was remembered, by name; one indexed read."""
    rows = connection.execute("SELECT name, value FROM setting WHERE name >= ? AND name < ?", (_PREFIX, _AFTER))
    return {row[0].removeprefix(_PREFIX): row[1] for row in rows}


def remember(connection: sqlite3.Connection, values: Mapping[str, str | None]) -> None:
    """Keep values by name; None takes one away."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for name, value in values.items():
            connection.execute("DELETE FROM setting WHERE name = ?", (_PREFIX + name,))
            if value is not None:
                connection.execute("INSERT INTO setting (name, value) VALUES (?, ?)", (_PREFIX + name, value))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
