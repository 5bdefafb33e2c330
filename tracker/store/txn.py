"""The rows of the journal's own table, and the one switch that lets the triggers write to it."""

import getpass
import sqlite3
from datetime import datetime

from tracker.domain.cleaning import one_line
from tracker.store import searched

SEALED = "sealed_txn"
"""The setting that names the last action which a purge closed: what it would need to be undone is gone."""

# A txn that no later one undid, and that no purge has closed.
LIVE = (
    "NOT EXISTS (SELECT 1 FROM txn later WHERE later.undoes = txn.id) AND txn.id >"
    " coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'sealed_txn'), 0)"
)


def begin(
    connection: sqlite3.Connection, label: str, actor: str | None, kind: str = "do", undoes: int | None = None
) -> int:
    """Insert a row of the journal, let the triggers write under it, and return its id.

    Args:
        connection: inside of a transaction.
        label: the action; for an undo or redo that of the action at the root.
        actor: who; default the name of the operating system's user.
        kind: do, undo or redo.
        undoes: the txn whose inverse this one is.
    """
    cursor = connection.execute(
        "INSERT INTO txn (at, actor, label, kind, undoes) VALUES (?, ?, ?, ?, ?)",
        (now(), one_line(actor or user()), one_line(label), kind, undoes),
    )
    txn = int(cursor.lastrowid or 0)
    continue_(connection, txn)
    return txn


def continue_(connection: sqlite3.Connection, txn: int) -> None:
    """Let the triggers write under a txn that is there already."""
    connection.execute("UPDATE journal_open SET txn = ?", (txn,))


def is_live(connection: sqlite3.Connection, txn: int) -> bool:
    """True where the txn is there and was not undone."""
    return connection.execute(f"SELECT 1 FROM txn WHERE id = ? AND {LIVE}", (txn,)).fetchone() is not None  # noqa: S608


def to_reverse(connection: sqlite3.Connection, since: int) -> list[int]:
    """What must be undone, or done again, so that all is as it was after the action `since`: ids, the newest first.

    An action and its undo, both of later than that, cancel each other; an undo of an earlier action is to be redone.
    """
    undoes = dict(connection.execute("SELECT id, undoes FROM txn WHERE id > ? ORDER BY id DESC", (since,)).fetchall())
    undone = set(undoes.values())
    found = []
    for id_ in undoes:
        if id_ in undone:
            continue
        later, at = 0, id_
        while at in undoes:  # down the chain of undo and redo, as far as it is later
            later, at = later + 1, undoes[at]
        if later % 2:
            found.append(id_)
    return found


def finish(connection: sqlite3.Connection, txn: int) -> bool:
    """Close the journal to the triggers; a txn without a change leaves no row. False where it had none."""
    searched.bring_up_to_date(connection)
    connection.execute("UPDATE journal_open SET txn = NULL")
    if connection.execute("SELECT 1 FROM change WHERE txn = ? LIMIT 1", (txn,)).fetchone() is None:
        connection.execute("DELETE FROM txn WHERE id = ?", (txn,))
        return False
    connection.execute("UPDATE txn SET finished = ? WHERE id = ?", (now(), txn))
    return True


def now() -> str:
    """This moment, local time with its offset, to the second: "2025-12-02T09:14:03+01:00"."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def user() -> str:
    """The name of the operating system's user; "unknown" where there is none."""
    try:
        return one_line(getpass.getuser()) or "unknown"
    except (OSError, KeyError, ImportError):
        return "unknown"
