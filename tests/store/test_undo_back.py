"""Back to any action of the journal: all as it was just after it, or nothing changed at all."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.rows import Dump, dump, ingest
from tests.store.test_histories import ACTIONS, SETTINGS, act, fresh
from tracker.store.check import check
from tracker.store.journal import UndoRefused, back_to, log, redo, transaction, undo, undo_back


@SETTINGS
@given(st.lists(st.one_of(ACTIONS, st.sampled_from(["undo", "redo"])), min_size=1, max_size=10), st.integers(0, 20))
def test_back_to_an_action_gives_what_there_was_just_after_it(steps: list[object], which: int) -> None:
    with fresh() as db:
        numbers = itertools.count(1)
        after: dict[int, Dump] = {}
        for step in steps:
            if isinstance(step, list):
                act(db, step, numbers)
            else:
                try:
                    (undo if step == "undo" else redo)(db)
                except UndoRefused:
                    continue
            newest = log(db, 1)
            if newest:
                after.setdefault(newest[0].id, dump(db))
        if not after:
            return
        target = list(after)[which % len(after)]
        count = len(back_to(db, target))
        if count:
            assert len(undo_back(db, target)) == count
        else:
            with pytest.raises(UndoRefused, match="All is as it was"):
                undo_back(db, target)
        assert dump(db) == after[target]
        assert back_to(db, target) == []
        assert check(db) == []


def test_what_was_taken_back_is_done_again_step_by_step(filled) -> None:
    now = dump(filled)
    first = log(filled, 10)[-1].id
    for name in ("one", "two"):
        with transaction(filled, name) as write:
            write.update("party", 1, name=name)
    last = dump(filled)
    assert [result.label for result in undo_back(filled, first)] == ["two", "one", "read article 2"]
    assert dump(filled) != now
    for _ in range(3):
        redo(filled)
    assert dump(filled) == last


def test_where_one_action_cannot_be_undone_nothing_is(filled) -> None:
    first = log(filled, 10)[-1].id
    with transaction(filled, "rename") as write:
        write.update("party", 1, name="another")
    # Another program has changed the row beside the journal: the undo of the rename would lose that.
    connection = filled.read
    connection.execute("UPDATE journal_open SET txn = ?", (first,))
    connection.execute("UPDATE party SET name = 'a third' WHERE id = 1")
    connection.execute("UPDATE journal_open SET txn = NULL")
    before, count = dump(filled), len(log(filled, 100))
    with pytest.raises(UndoRefused, match="was changed since"):
        undo_back(filled, first)
    assert dump(filled) == before
    assert len(log(filled, 100)) == count


def test_an_unknown_action_and_one_before_a_purge_are_refused(filled) -> None:
    with pytest.raises(UndoRefused, match="Action 99 is not in the journal"):
        undo_back(filled, 99)
    filled.read.execute("INSERT INTO setting VALUES ('sealed_txn', '2')")
    with pytest.raises(UndoRefused, match="before a purge"):
        undo_back(filled, 1)
    with transaction(filled, "read article 3") as write:
        ingest(write, 3)
    assert [result.label for result in undo_back(filled, 2)] == ["read article 3"]
