"""Random histories end where a reference model says: snapshots for undo and redo, sets of rows for the rest."""

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.rows import Dump, dump, ingest
from tracker.store.check import check
from tracker.store.database import Database, open_database
from tracker.store.errors import Clash
from tracker.store.journal import UndoRefused, Write, changes, log, redo, transaction, undo, undo_txn

SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# A row operation: what, which row (modulo those there), and a value.
OPERATIONS = st.tuples(
    st.sampled_from(
        [
            "ingest",
            "rename",
            "state",
            "confidence",
            "alias",
            "unalias",
            "move alias",
            "unfact",
            "unarticle",
            "speaker",
            "evidence",
            "value",
        ]
    ),
    st.integers(0, 5),
    st.one_of(
        st.sampled_from(["accepted", "ACCEPTED", "é", "e\u0301"]), st.text(max_size=3).filter(lambda t: t.isprintable())
    ),
)
ACTIONS = st.lists(OPERATIONS, min_size=1, max_size=5)


@contextmanager
def fresh() -> Iterator[Database]:
    """An empty file that does not wait for the disk."""
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder) / "tracker.db") as db:
        db.read.execute("PRAGMA synchronous = OFF")
        yield db


def perform(write: Write, what: str, which: int, value: str, numbers: Iterator[int]) -> None:
    """One operation; what cannot be done to the rows there are is not done."""

    def pick(table: str) -> int | None:
        rows = [row[0] for row in write.execute(f"SELECT id FROM {table} ORDER BY id")]
        return rows[which % len(rows)] if rows else None

    position, person, alias, party, source = (pick(t) for t in ("position", "person", "alias", "party", "article"))
    if what == "ingest":
        ingest(write, next(numbers), facts=1 + which % 2)
    elif what == "rename" and party:
        write.update("party", party, name=value)
    elif what == "state" and position:
        write.update("position", position, state=["accepted", "edited", "rejected"][which % 3], text=value)
    elif what == "confidence" and position:
        write.update("position", position, confidence=which / 7)
    elif what == "alias" and person:
        write.insert("alias", kind="person", fact=person, name=value, folded=value)
    elif what == "unalias" and alias:
        write.delete("alias", alias)
    elif what == "move alias" and alias and person:
        write.update("alias", alias, fact=person)
    elif what == "unfact" and position:
        write.delete("position", position)
    elif what == "unarticle" and source:
        write.delete("article", source)
    elif what == "speaker" and position:
        write.update("position", position, speaker=person)
    elif what == "evidence" and position and source:
        write.insert(
            "evidence", kind="position", fact=position, article=source, start=0, end=which, exact="Article"[:which]
        )
    elif what == "value" and position:
        write.insert("manual_value", kind="position", fact=position, field=value, set_by="x", set_on="2025-12-01")


def act(db: Database, actions: list[tuple[str, int, str]], numbers: Iterator[int], txn: int | None = None) -> int:
    """One action of several operations; those that the schema refuses leave no trace. Its txn."""
    with transaction(db, "action", txn=txn) as write:
        for what, which, value in actions:
            write.execute("SAVEPOINT one")
            try:
                perform(write, what, which, value, numbers)
            except Exception as error:
                write.execute("ROLLBACK TO one")
                if type(error).__name__ not in ("IntegrityError", "Clash"):
                    raise
            write.execute("RELEASE one")
        return write.txn


@SETTINGS
@given(st.lists(st.one_of(ACTIONS, st.sampled_from(["undo", "undo", "redo", "restart"])), max_size=14))
def test_undo_and_redo_walk_along_the_snapshots(steps: list[object]) -> None:
    with fresh() as first:
        db, numbers = first, itertools.count(1)
        done: list[Dump] = [dump(db)]
        undone: list[Dump] = []
        for step in steps:
            if step == "restart":
                db.close()
                db = open_database(first.path)
            elif step in ("undo", "redo"):
                there = len(done) > 1 if step == "undo" else bool(undone)
                try:
                    (undo if step == "undo" else redo)(db)
                except UndoRefused:
                    assert not there
                    continue
                assert there
                if step == "undo":
                    undone.append(done.pop())
                else:
                    done.append(undone.pop())
            else:
                assert isinstance(step, list)
                count = len(log(db, 1000))
                act(db, step, numbers)
                if len(log(db, 1000)) > count:
                    done.append(dump(db))
                    undone.clear()
            assert dump(db) == done[-1]
        assert check(db) == []
        while len(done) > 1:
            undo(db)
            done.pop()
            assert dump(db) == done[-1]
        db.close()


@SETTINGS
@given(st.lists(st.tuples(st.integers(0, 2), ACTIONS), min_size=2, max_size=8), st.data())
def test_undoing_any_action_gives_its_rows_back_or_changes_nothing(
    steps: list[tuple[int, list[tuple[str, int, str]]]], data: st.DataObject
) -> None:
    """Three actions written in turns, as an import with edits in between; then any of them is undone."""
    with fresh() as db:
        numbers = itertools.count(1)
        txns: dict[int, int] = {}
        for which, actions in steps:
            txns[which] = act(db, actions, numbers, txns.get(which))
        for _ in range(3):
            entries = [entry for entry in log(db, 1000) if entry.undone_by is None]
            if not entries:
                break
            chosen = data.draw(st.sampled_from(entries))
            before = dump(db)
            touched = {(change.table, change.row) for change in changes(db, chosen.id, 100_000)}
            try:
                result = undo_txn(db, chosen.id)
            except UndoRefused:
                assert dump(db) == before
                continue
            after = dump(db)
            for table, rows in before.items():
                if table != "fact_search":
                    others = [row for row in rows if (table, row[0]) not in touched]
                    assert others == [row for row in after[table] if (table, row[0]) not in touched]
            assert check(db) == []
            undo_txn(db, result.txn)
            assert dump(db) == before
            assert check(db) == []


def test_a_refused_row_leaves_the_rest_of_its_action_to_the_caller(db: Database) -> None:
    """What `act` relies on: a clash inside of an action can be rolled back to a savepoint."""
    numbers = itertools.count(1)
    act(db, [("ingest", 0, "")], numbers)
    txn = act(db, [("alias", 0, "same"), ("alias", 0, "same"), ("rename", 0, "new")], numbers)
    assert [change.table for change in changes(db, txn)] == ["alias", "party"]
    assert issubclass(Clash, Exception)
