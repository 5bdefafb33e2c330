"""The schema of a file: which version it has, whether it is ours, and how an older or an empty one becomes current.

sqlite-utils is imported here alone, and only where something is to migrate: opening a current file must stay instant.
"""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.domain.cleaning import one_line
from tracker.store import triggers
from tracker.store.errors import StoreError, named
from tracker.store.tables import JOURNALED

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

APPLICATION_ID: Final = 0x5472_6B72  # "Trkr", in the header of every file of ours
VERSION: Final = 6  # the number of the newest file in migrations/
NEEDED_SQLITE: Final = (3, 37, 0)  # STRICT tables


def check_sqlite(connection: sqlite3.Connection, version: tuple[int, ...] = sqlite3.sqlite_version_info) -> None:
    """Say what is missing where this Python's SQLite is too old or was built without full-text search or JSON.

    Raises:
        StoreError: with the version found and the version needed.
    """
    needed = ".".join(map(str, NEEDED_SQLITE))
    found = ".".join(map(str, version))
    if version < NEEDED_SQLITE:
        raise StoreError(f"Tracker needs SQLite {needed} or newer, and this Python has {found}: use a newer Python.")
    if not connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone():
        raise StoreError(f"Tracker needs SQLite with full-text search (FTS5), and this Python's {found} lacks it.")
    if not connection.execute("SELECT 1 FROM pragma_function_list WHERE name = 'json_object'").fetchone():
        raise StoreError(f"Tracker needs SQLite with JSON functions, and this Python's {found} lacks them.")


def version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of a database of ours; 0 for an empty one.

    Raises:
        StoreError: where it is another program's, or a newer Tracker's.
        sqlite3.Error: where it cannot be read.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    number = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application == 0 and number == 0 and not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        return 0
    if application != APPLICATION_ID or number < 1:
        raise StoreError(f"{named(path)} is a database of another program, not of Tracker; it was left as it is.")
    if number > VERSION:
        raise StoreError(
            f"{named(path)} was written by a newer Tracker (schema {number}, this one knows {VERSION}); "
            "it was left as it is, update Tracker to open it."
        )
    return number


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the database to `VERSION` in one transaction: all of it or nothing.

    Args:
        connection: in autocommit mode, outside of a transaction, foreign keys off (tables may be rebuilt).
        path: the file, to name it in errors.

    Raises:
        StoreError: where another process made it something else meanwhile, or rows are left without what they rest on.
        sqlite3.Error: where it cannot be written.
    """
    from sqlite_utils import Database as Tables  # noqa: PLC0415 - 0.15 to 0.4 s, only where something is to migrate
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415

    migrations = Migrations("tracker")
    for name, sql in scripts():
        migrations(name=name)(_applying(sql))
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version(connection, path) < VERSION:
            migrations.apply(Tables(connection, execute_plugins=False))
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
            triggers.install(connection)
            _check_keys(connection, path)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check_keys(connection: sqlite3.Connection, path: Path) -> None:
    loose = connection.execute("PRAGMA foreign_key_check").fetchone()
    if loose:
        raise StoreError(f"{named(path)} was not migrated: a row of {one_line(str(loose[0]))} rests on nothing.")


class _applying:  # noqa: N801 - a function with the text of its script
    """A migration that runs one SQL script, statement by statement (`executescript` would commit what went before)."""

    def __init__(self, sql: str) -> None:
        self.sql = sql
        self.__name__ = "script"

    def __call__(self, tables: "Tables") -> None:
        for statement in statements(self.sql):
            tables.execute(statement)


def scripts() -> list[tuple[str, str]]:
    """The migrations in their order: name ("0001_initial") and SQL."""
    folder = Path(__file__).with_name("migrations")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [(file.name.removesuffix(".sql"), file.read_text(encoding="utf-8")) for file in files]


def statements(sql: str) -> list[str]:
    """The statements of a script, each with its own comments.

    Raises:
        ValueError: where the last one has no end.
    """
    found, part = [], ""
    *pieces, rest = sql.split(";")
    for piece in pieces:
        part += piece + ";"
        if sqlite3.complete_statement(part):
            found.append(part.strip())
            part = ""
    if (part + rest).strip():
        raise ValueError(f"a script ends within a statement: {(part + rest).strip()[:80]}")
    return found


def check_foreign(connection: sqlite3.Connection, path: Path, *, writable: bool) -> None:
    """Refuse a file that would run code of its own, and put Tracker's own triggers right where they differ.

    A file that somebody sent may carry our number and a trigger that deletes, or a view in the place of a table. Views
    of other names are left alone: they are never read, and they are what Datasette users add.

    Raises:
        StoreError: naming what does not belong there.
        sqlite3.Error: where it cannot be read or written.
    """
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'view', 'trigger')")
    objects = {(row[0], row[1]): str(row[2] or "") for row in rows}
    for table in JOURNALED:
        sql = objects.get(("table", table), "")
        if not sql or sql[:20].upper().startswith("CREATE VIRTUAL"):
            raise StoreError(f"{named(path)} is not whole: its table {table} is missing or is not a plain table.")
    found = {name: sql for (kind, name), sql in objects.items() if kind == "trigger"}
    strangers = sorted(name for name in found if not name.startswith(triggers.PREFIX))
    if strangers and writable:
        raise StoreError(
            f"{named(path)} has triggers that are not Tracker's ({one_line(', '.join(strangers))[:200]}); "
            "it was left as it is, because they would run with every change."
        )
    if writable and found != triggers.expected(connection):
        connection.execute("BEGIN IMMEDIATE")
        try:
            triggers.install(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
