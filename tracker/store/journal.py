# ruff: noqa: S608 - names are checked to be identifiers, values are bound
"""Writing: every change of a fact belongs to a journal transaction ("txn"), which can be undone.

A txn is one action of a person or one import. It may span many SQLite transactions: an import calls `transaction` once
an article with the txn of the first, so that edits get in between and an import killed midway leaves whole articles.
The triggers record each row (tracker/store/triggers.py); nothing here writes to `change`.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, TypeVar

from tracker.store import txn as txns
from tracker.store.database import Database
from tracker.store.errors import Gone, StoreError, UndoRefused, named, told
from tracker.store.tables import FACTS
from tracker.store.undo import UndoResult, redo, undo, undo_back, undo_txn

__all__ = [
    "Change",
    "LogEntry",
    "UndoRefused",
    "UndoResult",
    "Write",
    "back_to",
    "changes",
    "entry",
    "history",
    "log",
    "redo",
    "transaction",
    "undo",
    "undo_back",
    "undo_txn",
]

T = TypeVar("T")
_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*\Z")


class Write:
    """What may be done inside of `transaction`.

    Values: str, int, float, bool, None; a list, tuple or mapping is stored as JSON text, a date as ISO 8601. Fractions
    keep six digits, so that the journal restores them exactly.

    Attributes:
        txn: the id of the journal transaction; pass it to the next `transaction` to continue it.
    """

    def __init__(self, connection: sqlite3.Connection, txn: int) -> None:
        self.txn = txn
        self._connection = connection

    def insert(self, table: str, /, **values: Any) -> int:
        """Insert one row and return its id.

        Raises:
            Clash: where a value that must be unique is taken, or what the row rests on is missing.
        """
        cursor = self._connection.execute(_insert(table, tuple(values)), [stored(value) for value in values.values()])
        return int(cursor.lastrowid or 0)

    def update(self, table: str, id: int, /, **values: Any) -> None:  # noqa: A002 - the column's name
        """Set columns of the row `id`; setting what is there already records nothing.

        Raises:
            Gone: where there is no such row.
            Clash: as `insert`.
        """
        if not values:
            return
        parameters = [*(stored(value) for value in values.values()), id]
        if not self._connection.execute(_update(table, tuple(values)), parameters).rowcount:
            raise Gone(f"{_words(table)} {id} is not there any more.")

    def delete(self, table: str, id: int, /) -> None:  # noqa: A002
        """Delete the row `id`, and with it what hangs on it (aliases, evidence, readings, manual values, conflicts).

        Raises:
            Gone: where there is no such row.
            Clash: where another fact rests on it.
        """
        if not self._connection.execute(f"DELETE FROM {_quoted(table)} WHERE id = ?", (id,)).rowcount:
            raise Gone(f"{_words(table)} {id} is not there any more.")

    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> sqlite3.Cursor:
        """Run one statement of a store query, values bound; the triggers journal what it changes."""
        return self._connection.execute(sql, parameters)

    def would_change(self, action: Callable[[], object]) -> bool:
        """Try `action` and take it back: True where it would leave other rows than there are.

        Row numbers of what hangs on a fact, and stable keys, are left out of the comparison: a row that is deleted and
        made anew with the same content is the same.
        """
        connection = self._connection
        connection.execute("SAVEPOINT tried")
        try:
            last = connection.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0]
            action()
            touched = [
                (str(table), int(row))
                for table, row in connection.execute("SELECT DISTINCT tbl, row FROM change WHERE id > ?", (last,))
            ]
            after = self._content(touched)
        finally:
            connection.execute("ROLLBACK TO tried")
            connection.execute("RELEASE tried")
        return self._content(touched) != after

    def _content(self, touched: Sequence[tuple[str, int]]) -> Counter[tuple[object, ...]]:
        content: Counter[tuple[object, ...]] = Counter()
        for table, number in touched:
            row = self._connection.execute(f"SELECT * FROM {_quoted(table)} WHERE id = ?", (number,)).fetchone()
            if row is not None:
                left_out = ("key",) if table in FACTS else ("id", "conflict")
                content[table, *(row[name] for name in row.keys() if name not in left_out)] += 1  # noqa: SIM118
        return content


@lru_cache(maxsize=512)
def _insert(table: str, names: tuple[str, ...]) -> str:
    columns = ", ".join(_quoted(name) for name in names)
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {_quoted(table)} " + (f"({columns}) VALUES ({marks})" if names else "DEFAULT VALUES")


@lru_cache(maxsize=512)
def _update(table: str, names: tuple[str, ...]) -> str:
    sets = ", ".join(f"{_quoted(name)} = ?" for name in names)
    return f"UPDATE {_quoted(table)} SET {sets} WHERE id = ?"


def stored(value: Any) -> str | int | float | None:
    """`value` as the store keeps it: see `Write`.

    Raises:
        StoreError: for a text that is not valid Unicode.
        TypeError: for any other type.
    """
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise StoreError("This text has characters that are not text; clean it first.") from error
        return value
    match value:
        case bool() | int():
            return int(value)
        case float():
            return round(value, 6)
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case list() | tuple() | dict():
            return json.dumps(value, ensure_ascii=False)
    raise TypeError(f"cannot store a {type(value).__name__}")


@contextmanager
def transaction(db: Database, label: str, actor: str | None = None, txn: int | None = None) -> Iterator[Write]:
    """One SQLite transaction (BEGIN IMMEDIATE) within a journal txn; an exception rolls back all of it.

    Inside of another one of the same thread it joins that one, as a savepoint: its changes belong to the outer action.
    A transaction that changed nothing leaves no journal row.

    Args:
        db: the open file.
        label: the action, as undo names it ("accept 3 suggestions").
        actor: who; default the name of the operating system's user.
        txn: continue this journal txn (`Write.txn` of the last one). Where it is gone, because nothing was written
            under it or it was undone meanwhile, a new one is begun: use the `txn` of the `Write` you get.

    Raises:
        StoreError: where the file cannot be written (locked, read-only, full), with everything rolled back.
        Clash: where the schema refuses a row.
    """
    outer = db.writing
    if outer is not None:
        yield from _nested(db, outer)
        return
    if db.readonly:
        raise StoreError(f"{named(db.path)} was opened for reading only.")
    connection = db.read
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if txn is not None and txns.is_live(connection, txn):
                txns.continue_(connection, txn)
            else:
                txn = txns.begin(connection, label, actor)
            write = Write(connection, txn)
            db.writing = write
            yield write
            txns.finish(connection, txn)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        finally:
            db.writing = None
    except sqlite3.Error as error:
        raise told(error, db.path) from error


def _nested(db: Database, outer: Write) -> Iterator[Write]:
    connection = db.read
    connection.execute("SAVEPOINT inner_action")
    try:
        yield outer
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO inner_action")
            connection.execute("RELEASE inner_action")
        raise
    connection.execute("RELEASE inner_action")


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One action of the journal. `changes` counts rows; `undone_by` is the txn that undid it, if any."""

    id: int
    at: str
    actor: str
    label: str
    kind: str
    changes: int
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One row changed by one action: the columns before and after; None before an insert and after a delete."""

    txn: int
    at: str
    actor: str
    label: str
    table: str
    row: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


_LOG: Final = """
    SELECT id, at, actor, label, kind, (SELECT count(*) FROM change WHERE change.txn = txn.id) AS changes, undoes,
           (SELECT later.id FROM txn later WHERE later.undoes = txn.id) AS undone_by
    FROM txn WHERE id < ? ORDER BY id DESC LIMIT ?
"""
_PREFIX: Final = {"do": "", "undo": "undo: ", "redo": "redo: "}


def log(db: Database, limit: int = 50, before: int | None = None) -> list[LogEntry]:
    """The newest actions first; an undo is an action too ("undo: accept 3 suggestions").

    Args:
        db: the open file.
        limit: at most so many.
        before: only those older than this txn, for the next page.
    """

    def entries() -> list[LogEntry]:
        rows = db.read.execute(_LOG, (before if before is not None else 2**62, limit))
        return [LogEntry(**{**dict(row), "label": _PREFIX[row["kind"]] + row["label"]}) for row in rows]

    return _told(db, entries)


def entry(db: Database, txn: int) -> LogEntry | None:
    """One action; None where it is not there."""
    found = log(db, 1, txn + 1)
    return found[0] if found and found[0].id == txn else None


def back_to(db: Database, txn: int) -> list[int]:
    """What `undo_back` would reverse: ids, the newest first."""
    return _told(db, lambda: txns.to_reverse(db.read, txn))


def changes(db: Database, txn: int, limit: int = 1000) -> list[Change]:
    """What one action changed, in the order it was written."""
    return _told(db, lambda: _changes(db, "change.txn = ?", (txn, limit)))


def history(db: Database, table: str, row: int, limit: int = 1000) -> list[Change]:
    """What happened to one row, oldest first."""
    return _told(db, lambda: _changes(db, "change.tbl = ? AND change.row = ?", (table, row, limit)))


def _changes(db: Database, where: str, parameters: tuple[Any, ...]) -> list[Change]:
    rows = db.read.execute(
        f"SELECT txn.id, at, actor, label, kind, tbl, row, before, after FROM change JOIN txn ON txn.id = change.txn"
        f" WHERE {where} ORDER BY change.id LIMIT ?",
        parameters,
    )
    return [
        Change(
            txn=row["id"],
            at=row["at"],
            actor=row["actor"],
            label=_PREFIX[row["kind"]] + row["label"],
            table=row["tbl"],
            row=row["row"],
            before=json.loads(row["before"]) if row["before"] else None,
            after=json.loads(row["after"]) if row["after"] else None,
        )
        for row in rows
    ]


def _told(db: Database, read: Callable[[], T]) -> T:
    try:
        return read()
    except sqlite3.Error as error:
        raise told(error, db.path) from error


def _quoted(name: str) -> str:
    if not _IDENTIFIER.match(name):
        raise ValueError(f"not a name of a table or column: {name!r}")
    return f'"{name}"'


def _words(table: str) -> str:
    return table.replace("_", " ").capitalize()
