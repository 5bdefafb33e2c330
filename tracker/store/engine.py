"""Which SQLite this Python brings: reports of a fault and `tracker info` name it."""

import sqlite3


def sqlite_version() -> str:
    """The library's version, as in 3.45.1; the schema needs STRICT tables (3.37) and FTS5."""
    return sqlite3.sqlite_version
