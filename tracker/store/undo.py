# ruff: noqa: S608 - names come from the tables of the schema, values are bound
"""Undo and redo: a new txn that applies the inverse of an old one, or nothing where later work would be lost.

As in an editor, undo takes the newest action that stands, redo the newest undo that no new action followed. Undo of an
undo is a redo, undo of a redo an undo, so that the chain can grow for ever; no txn is undone twice.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tracker.domain.shown_values import as_people_read
from tracker.store import triggers, txn
from tracker.store.database import Database
from tracker.store.errors import StoreError, UndoRefused, named, told
from tracker.store.tables import FACTS, HANGING, JOURNALED

_PAGE = 5000  # changes held in memory at a time


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What an undo or redo did: its own txn, the label of the action, and the txn whose inverse it applied."""

    txn: int
    label: str
    undone_txn: int


def undo(db: Database, actor: str | None = None) -> UndoResult:
    """Undo the newest action that stands.

    Raises:
        UndoRefused: where there is none, or a row it changed was changed since; nothing is changed then.
        StoreError: where the file cannot be written.
    """
    newest = f"SELECT id FROM txn WHERE kind IN ('do', 'redo') AND {txn.LIVE} ORDER BY id DESC LIMIT 1"
    return _reverse(db, newest, (), actor, "There is nothing to undo.")


def redo(db: Database, actor: str | None = None) -> UndoResult:
    """Redo the newest undo that no new action followed.

    Raises:
        UndoRefused: as `undo`.
        StoreError: as `undo`.
    """
    newest = (
        f"SELECT id FROM txn WHERE kind = 'undo' AND {txn.LIVE}"
        " AND id > (SELECT coalesce(max(id), 0) FROM txn WHERE kind = 'do') ORDER BY id DESC LIMIT 1"
    )
    return _reverse(db, newest, (), actor, "There is nothing to redo.")


def undo_txn(db: Database, id: int, actor: str | None = None) -> UndoResult:  # noqa: A002
    """Undo one action of the journal, whatever came after it; an undo is redone.

    Raises:
        UndoRefused: where it is not there, was undone already, or a row it changed was changed since.
        StoreError: as `undo`.
    """
    wanted = f"SELECT id FROM txn WHERE id = ? AND {txn.LIVE}"
    return _reverse(
        db, wanted, (id,), actor, f"Action {id} is not in the journal, was undone already, or lies before a purge."
    )


def undo_back(db: Database, id: int, actor: str | None = None) -> list[UndoResult]:  # noqa: A002
    """Make everything as it was just after one action of the journal, or change nothing; one undo for each later one.

    Raises:
        UndoRefused: where it is not there, nothing was done since, or one of the later actions cannot be undone.
        StoreError: as `undo`.
    """
    with _immediate(db) as connection:
        if connection.execute("SELECT 1 FROM txn WHERE id = ?", (id,)).fetchone() is None:
            raise UndoRefused(f"Action {id} is not in the journal.")
        targets = txn.to_reverse(connection, id)
        if not targets:
            raise UndoRefused("All is as it was after this action.")
        for target in targets:
            if not txn.is_live(connection, target):
                raise UndoRefused(f"Action {target} lies before a purge: what it changed cannot be brought back.")
        done = [_reverse_one(connection, target, actor) for target in targets]
        done[-1][1].commit()
        return [result for result, _ in done]


def _reverse(db: Database, find: str, parameters: tuple[int, ...], actor: str | None, nothing: str) -> UndoResult:
    with _immediate(db) as connection:
        found = connection.execute(find, parameters).fetchone()
        if found is None:
            raise UndoRefused(nothing)
        result, reversal = _reverse_one(connection, found[0], actor)
        reversal.commit()
        return result


def _reverse_one(connection: sqlite3.Connection, id_: int, actor: str | None) -> tuple[UndoResult, "_Reversal"]:
    target = connection.execute("SELECT id, label, kind FROM txn WHERE id = ?", (id_,)).fetchone()
    kind = "redo" if target["kind"] == "undo" else "undo"
    own = txn.begin(connection, target["label"], actor, kind, target["id"])
    reversal = _Reversal(connection, target["id"], own, f"“{target['label']}” cannot be {kind}ne")
    reversal.run()
    txn.finish(connection, own)
    return UndoResult(own, target["label"], target["id"]), reversal


@contextmanager
def _immediate(db: Database) -> Iterator[sqlite3.Connection]:
    if db.readonly:
        raise StoreError(f"{named(db.path)} was opened for reading only.")
    if db.writing is not None:
        raise StoreError("An undo cannot be a part of another action.")
    connection = db.read
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute("PRAGMA defer_foreign_keys = ON")  # rows come back before what they rest on
            yield connection
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite3.Error as error:
        raise told(error, db.path) from error


class _Reversal:
    """The inverse of one txn, applied change by change from the last to the first."""

    def __init__(self, connection: sqlite3.Connection, target: int, own: int, refusal: str) -> None:
        self.connection = connection
        self.target = target
        self.own = own
        self.refusal = refusal
        self.columns = {table: triggers.columns(connection, table) for table in JOURNALED}
        self.unchanged = {
            table: 'DELETE FROM "{}" WHERE id = ? AND {} = ?'.format(
                table,
                triggers.row_json(
                    {name: kind for name, kind in self.columns[table].items() if name not in large}, f'"{table}"'
                ),
            )
            for table, large in JOURNALED.items()
        }
        self.real = {
            table: [name for name, kind in names.items() if kind == "REAL"] for table, names in self.columns.items()
        }
        self.inserts: dict[tuple[str, tuple[str, ...]], str] = {}
        self.updates: dict[tuple[str, tuple[str, ...]], str] = {}
        self.gathered: list[sqlite3.Row] = []
        self.rows: set[int] = set()
        self.shape: tuple[str, ...] = ()
        self.hung: dict[tuple[str, int], tuple[str, int]] = {}

    def run(self) -> None:
        """Apply all of it.

        Raises:
            UndoRefused: where later work would be lost; the caller rolls back.
        """
        last = 2**62
        while True:
            page = self.connection.execute(
                "SELECT id, tbl, row, before, after FROM change WHERE txn = ? AND id < ? ORDER BY id DESC LIMIT ?",
                (self.target, last, _PAGE),
            ).fetchall()
            for change in page:
                self._gather(change)
            self._flush()
            if len(page) < _PAGE:
                break
            last = page[-1]["id"]
        self._check_nothing_else_went()
        self._check_facts_are_there()

    def _gather(self, change: sqlite3.Row) -> None:
        """Keep changes of one shape together, to invert them by one statement: that is twice as fast.

        Inserted rows may go in any order, whatever their tables; updates must be of the same columns of other rows.
        """
        shape: tuple[str, ...]
        if change["before"] is None:
            shape = ("inserted",)
        elif change["after"] is None or "\\u0000" in change["before"] + change["after"]:
            shape = ("alone", str(change["id"]))  # SQLite ends a text at NUL where it takes it out of JSON
        else:
            names = tuple(json.loads(change["before"]))
            shape = ("updated", change["tbl"], *names)
        if shape != self.shape or (shape[0] == "updated" and change["row"] in self.rows):
            self._flush()
            self.shape = shape
        self.gathered.append(change)
        self.rows.add(change["row"])

    def _flush(self) -> None:
        """Invert what was gathered, at once where nothing is in the way, else one by one to find what is."""
        gathered, shape = self.gathered, self.shape
        self.gathered, self.rows, self.shape = [], set(), ()
        if shape[:1] == ("inserted",):
            for table in reversed(JOURNALED):  # children before parents
                part = [change for change in gathered if change["tbl"] == table]
                if part and not self._at_once(self._delete_all(table), part):
                    for change in part:
                        self._invert(*change)
            return
        if shape[:1] == ("updated",) and len(gathered) > 1:
            sql = self._update_all(shape[1], shape[2:])
            if sql is not None and self._at_once(sql, gathered):
                return
        for change in gathered:
            self._invert(*change)

    def _at_once(self, sql: str, part: Sequence[sqlite3.Row]) -> bool:
        """True where the statement inverted every change; else it has done nothing."""
        self.connection.execute("SAVEPOINT at_once")
        try:
            done = self.connection.execute(sql, (json.dumps([change["id"] for change in part]),)).rowcount == len(part)
        except sqlite3.IntegrityError:
            done = False
        if not done:
            self.connection.execute("ROLLBACK TO at_once")
        self.connection.execute("RELEASE at_once")
        return done

    def _delete_all(self, table: str) -> str:
        now = {name: kind for name, kind in self.columns[table].items() if name not in JOURNALED[table]}
        return (
            f'DELETE FROM "{table}" WHERE id IN (SELECT change.row FROM json_each(?) AS wanted'
            f' JOIN change ON change.id = wanted.value JOIN "{table}" AS now ON now.id = change.row'
            f" WHERE {triggers.row_json(now, 'now')} = change.after)"
        )

    def _update_all(self, table: str, names: tuple[str, ...]) -> str | None:
        if not set(names) <= self.columns[table].keys() or set(names) & set(self.real[table]):
            return None
        sets = ", ".join(f"\"{name}\" = json_extract(change.before, '$.{name}')" for name in names)
        same = " AND ".join(
            f'"{table}"."{name}" COLLATE BINARY IS json_extract(change.after, \'$.{name}\')' for name in names
        )
        return (
            f'UPDATE "{table}" SET {sets} FROM json_each(?) AS wanted JOIN change ON change.id = wanted.value'
            f' WHERE "{table}".id = change.row AND {same}'
        )

    def _invert(self, id_: int, table: str, row: int, before: str | None, after: str | None) -> None:
        try:
            if before is None:
                self._delete(table, row, after or "{}")
            elif after is None:
                self._insert(id_, table, row, json.loads(before))
            else:
                self._update(table, row, json.loads(before), json.loads(after))
        except sqlite3.IntegrityError as error:
            raise UndoRefused(f"{self.refusal}: {_what(table, row)} clashes with what was entered since.") from error

    def _delete(self, table: str, row: int, after: str) -> None:
        if self.connection.execute(self.unchanged[table], (row, after)).rowcount:
            return
        found = self.connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row,)).fetchone()
        if found is None:
            # Gone with the fact it hung on, which this very undo took away first.
            gone = "SELECT 1 FROM change WHERE txn = ? AND tbl = ? AND row = ? AND after IS NULL"
            if self.connection.execute(gone, (self.own, table, row)).fetchone():
                return
            raise self._changed_since(table, row)
        if any(self._journaled(table, name, found[name]) != value for name, value in self._known(table, after).items()):
            raise self._changed_since(table, row)
        self.connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))

    def _known(self, table: str, after: str) -> dict[str, Any]:
        """The columns of a journaled row that the table still has: a later schema may have added or dropped some."""
        return {name: value for name, value in json.loads(after).items() if name in self.columns[table]}

    def _insert(self, id_: int, table: str, row: int, before: dict[str, Any]) -> None:
        names = tuple(before)
        sql = self.inserts.get((table, names))
        if sql is None:
            self._check_columns(table, row, names)
            columns = ", ".join(f'"{name}"' for name in names)
            sql = f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join("?" * len(names))})'
            self.inserts[table, names] = sql
        self.connection.execute(sql, tuple(before.values()))
        if table in HANGING and before["kind"] in FACTS:
            self.hung[table, row] = (before["kind"], before["fact"])
        for name in JOURNALED[table]:
            # The row holds its large column again, and no txn is undone twice: the journal needs it no more.
            self.connection.execute(
                "UPDATE change SET before = json_remove(before, ?) WHERE id = ?", (f"$.{name}", id_)
            )

    def _update(self, table: str, row: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        names = tuple(before)
        sql = self.updates.get((table, names))
        if sql is None:
            self._check_columns(table, row, names)
            sets = ", ".join(f'"{name}" = ?' for name in names)
            same = " AND ".join(f'"{name}" COLLATE BINARY IS ?' for name in names)
            sql = f'UPDATE "{table}" SET {sets} WHERE id = ? AND {same}'
            self.updates[table, names] = sql
        old = [self._stored(table, name, before[name]) for name in names]
        new = [self._stored(table, name, after[name]) for name in names]
        if self.connection.execute(sql, [*old, row, *new]).rowcount:
            return
        found = self.connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row,)).fetchone()
        if found is None or any(self._journaled(table, name, found[name]) != after[name] for name in names):
            raise self._changed_since(table, row)
        sets = ", ".join(f'"{name}" = ?' for name in names)
        self.connection.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', [*old, row])

    def _check_columns(self, table: str, row: int, names: tuple[str, ...]) -> None:
        if not set(names) <= self.columns[table].keys():
            raise UndoRefused(f"{self.refusal}: an earlier version of Tracker wrote {_what(table, row)}.")

    def _stored(self, table: str, name: str, value: Any) -> Any:
        return float(value) if value is not None and self.columns[table][name] == "REAL" else value

    def _journaled(self, table: str, name: str, value: Any) -> Any:
        return f"{value:.9g}" if value is not None and self.columns[table][name] == "REAL" else value

    def _changed_since(self, table: str, row: int) -> UndoRefused:
        later = self.connection.execute(
            "SELECT txn.label, txn.actor, txn.at FROM change JOIN txn ON txn.id = change.txn"
            " WHERE tbl = ? AND row = ? AND txn.id NOT IN (?, ?) ORDER BY change.id DESC LIMIT 1",
            (table, row, self.target, self.own),
        ).fetchone()
        by = f" by “{later['label']}” ({later['actor']}, {as_people_read(later['at'][:16])})" if later else ""
        return UndoRefused(f"{self.refusal}: {_what(table, row)} was changed since{by}.")

    def _check_nothing_else_went(self) -> None:
        """A cascade may take rows that other actions wrote: then this one is not to be undone before those."""
        other = self.connection.execute(
            "SELECT tbl, row FROM change WHERE txn = ? EXCEPT SELECT tbl, row FROM change WHERE txn = ? LIMIT 1",
            (self.own, self.target),
        ).fetchone()
        if other is not None:
            raise UndoRefused(f"{self.refusal}: {_what(other['tbl'], other['row'])}, entered since, rests on it.")

    def _check_facts_are_there(self) -> None:
        """What came back, and did not go again in the same action, must have the fact it hangs on."""
        for (table, row), (kind, fact) in self.hung.items():
            # A merge within the action may have moved it to another fact since it came back.
            sql = (
                f'SELECT 1 FROM "{table}" AS hung WHERE id = ? AND NOT EXISTS (SELECT 1 FROM "{kind}" AS of'
                " WHERE of.id = hung.fact)"
            )
            if self.connection.execute(sql, (row,)).fetchone() is not None:
                raise UndoRefused(f"{self.refusal}: {_what(kind, fact)}, which it belongs to, was deleted since.")

    def commit(self) -> None:
        """Commit.

        Raises:
            UndoRefused: where something would be left resting on nothing; SQLite alone would not say what.
        """
        try:
            self.connection.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            loose = self.connection.execute("PRAGMA foreign_key_check").fetchone()
            what = f"{_what(loose[0], loose[1])} rests on what it would take away" if loose else str(error)
            raise UndoRefused(f"{self.refusal}: {what}.") from error


def _what(table: str, row: int) -> str:
    return f"{table.replace('_', ' ')} {row}"
