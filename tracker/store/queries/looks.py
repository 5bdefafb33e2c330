"""When a person last looked: kept beside the facts, because a look changes none of them."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import json
import sqlite3
from typing import Any, Final

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
