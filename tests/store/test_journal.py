"""The journal: what a txn is, what undo and redo do, and when they refuse."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.store.rows import Dump, article, dump, ingest
from tracker.store.check import check
from tracker.store.database import Database, open_database
from tracker.store.errors import Clash, Gone, StoreError
from tracker.store.journal import UndoRefused, changes, history, log, redo, transaction, undo, undo_txn


def rename(db: Database, name: str, party: int = 1) -> int:
    with transaction(db, f"rename to {name}") as write:
        write.update("party", party, name=name)
        return write.txn


def name(db: Database, party: int = 1) -> str:
    return str(db.read.execute("SELECT name FROM party WHERE id = ?", (party,)).fetchone()[0])


def test_an_import_is_undone_and_redone_to_the_byte(filled: Database, dumped: Callable[[], Dump]) -> None:
    both = dumped()
    assert undo(filled).label == "read article 2"
    assert undo(filled).label == "read article 1"
    assert all(rows == [] for rows in dumped().values())
    assert redo(filled).label == "read article 1"
    assert redo(filled).label == "read article 2"
    assert dumped() == both
    assert check(filled) == []


def test_the_journal_holds_no_text_twice(db: Database) -> None:
    with transaction(db, "x") as write:
        article(write, 1, "needle " * 10_000)
    for _ in range(3):
        undo(db)
        redo(db)
    kept = db.read.execute(
        "SELECT sum(length(coalesce(before, '')) + length(coalesce(after, ''))) FROM change"
    ).fetchone()
    assert kept[0] < 20_000


def test_undo_and_redo_work_after_a_restart(filled: Database, path: Path) -> None:
    both = dump(filled)
    undo(filled)
    filled.close()
    with open_database(path) as again:
        undo(again)
    with open_database(path) as again:
        redo(again)
        redo(again)
        assert dump(again) == both
        with pytest.raises(UndoRefused, match="nothing to redo"):
            redo(again)


def test_a_new_action_ends_what_can_be_redone(db: Database) -> None:
    with transaction(db, "make") as write:
        write.insert("party", code="A", name="one", key="a")
    rename(db, "two")
    undo(db)
    rename(db, "three")
    with pytest.raises(UndoRefused, match="nothing to redo"):
        redo(db)
    assert undo(db).label == "rename to three"
    assert undo(db).label == "make"
    with pytest.raises(UndoRefused, match="nothing to undo"):
        undo(db)
    redo(db)
    redo(db)
    assert name(db) == "three"


def test_undo_redo_undo_walks_back_and_forth(db: Database) -> None:
    with transaction(db, "make") as write:
        write.insert("party", code="A", name="one", key="a")
    for new in ("two", "three", "four"):
        rename(db, new)
    seen = []
    for step in (undo, undo, redo, undo, undo, redo, redo, redo):
        step(db)
        seen.append(name(db))
    assert seen == ["three", "two", "three", "two", "one", "two", "three", "four"]


def test_a_row_that_was_changed_since_refuses_and_names_the_later_action(
    filled: Database, dumped: Callable[[], Dump]
) -> None:
    rename(filled, "Other")
    before = dumped()
    with pytest.raises(UndoRefused, match="“read article 1” cannot be undone: party 1 was changed since by “rename"):
        undo_txn(filled, 1)
    assert dumped() == before
    assert len(log(filled)) == 3


def test_another_column_of_the_row_may_have_changed_since(filled: Database) -> None:
    first = rename(filled, "Other")
    with transaction(filled, "note") as write:
        write.update("party", 1, note="mine")
    undo_txn(filled, first)
    assert tuple(filled.read.execute("SELECT name, note FROM party WHERE id = 1").fetchone()) == ("Party 1", "mine")


def test_what_rests_on_an_action_since_refuses(filled: Database, dumped: Callable[[], Dump]) -> None:
    with transaction(filled, "add a person") as write:
        write.insert("person", name="New", party=1, key="new")
    before = dumped()
    with pytest.raises(UndoRefused, match=r"(person 3|position 4) rests on what it would take away"):
        undo_txn(filled, 1)
    assert dumped() == before


def test_evidence_that_another_article_added_since_is_not_taken_away(
    filled: Database, dumped: Callable[[], Dump]
) -> None:
    with transaction(filled, "more evidence") as write:
        write.insert("evidence", kind="position", fact=1, article=2, start=0, end=7, exact="Article")
    before = dumped()
    with pytest.raises(UndoRefused, match="evidence 7, entered since, rests on it"):
        undo_txn(filled, 1)
    assert dumped() == before


def test_what_belongs_to_a_fact_that_was_deleted_since_does_not_come_back_alone(filled: Database) -> None:
    with transaction(filled, "drop a name") as write:
        write.delete("alias", 1)
        dropped = write.txn
    with transaction(filled, "unlink") as write:
        write.execute("UPDATE position SET speaker = NULL")
        write.delete("person", 1)
    with pytest.raises(UndoRefused, match="person 1, which it belongs to, was deleted since"):
        undo_txn(filled, dropped)


def test_a_value_that_was_taken_since_refuses(filled: Database) -> None:
    with transaction(filled, "drop") as write:
        write.delete("alias", 1)
        dropped = write.txn
    with transaction(filled, "again") as write:
        write.insert("alias", kind="person", fact=1, name="P. 1", folded="p 1")
    with pytest.raises(UndoRefused, match="alias 1 clashes with what was entered since"):
        undo_txn(filled, dropped)


def test_deleting_a_fact_takes_what_hangs_on_it_and_undo_brings_all_of_it_back(
    filled: Database, dumped: Callable[[], Dump]
) -> None:
    with transaction(filled, "conflict") as write:
        found = write.insert("conflict", kind="position", fact=1, field="stance")
        write.insert("conflict_value", conflict=found, value="demand", article=1)
        write.insert("manual_value", kind="position", fact=1, field="stance", set_by="anna", set_on="2025-12-01")
        write.insert("merge_suggestion", kind="position", one=1, two=2, reason="alike")
    before = dumped()
    with transaction(filled, "delete") as write:
        write.delete("position", 1)
    for table in ("conflict", "conflict_value", "manual_value", "merge_suggestion"):
        assert dumped()[table] == []
    assert check(filled) == []
    undo(filled)
    assert dumped() == before


def test_an_action_is_undone_once(filled: Database) -> None:
    undo(filled)
    with pytest.raises(UndoRefused, match="undone already"):
        undo_txn(filled, 2)
    with pytest.raises(UndoRefused, match="not in the journal"):
        undo_txn(filled, 99)


def test_a_case_change_counts_in_a_column_that_ignores_case(db: Database) -> None:
    with transaction(db, "a") as write:
        key = write.insert("source", name="axios")
    with transaction(db, "b") as write:
        write.update("source", key, name="Axios")
    assert len(log(db)) == 2
    undo(db)
    assert db.read.execute("SELECT name FROM source").fetchone()[0] == "axios"


@pytest.mark.parametrize("value", [1 / 3, 0.1 + 0.2, 1e-6, 0.0, 1.0, 0.999999, None])
def test_fractions_come_back_exactly(db: Database, value: float | None) -> None:
    with transaction(db, "a") as write:
        key = write.insert("venue", name="x", key="x", confidence=value)
    before = dump(db)
    undo(db)
    redo(db)
    assert dump(db) == before
    with transaction(db, "b") as write:
        write.update("venue", key, confidence=0.5)
    undo(db)
    assert dump(db) == before


@pytest.mark.parametrize(
    "text", ["", "\r\n\t", '"\\/', "\u2028\u2029", "ÄÖ 🙂 \U0010ffff", "a\x00b", "\x01\x1f\x7f", "null"]
)
def test_every_text_comes_back_exactly(db: Database, text: str) -> None:
    with transaction(db, "a") as write:
        write.insert("venue", name=text, key="x", note=text)
        article(write, 1, text, title=text)
    before = dump(db)
    undo(db)
    redo(db)
    assert dump(db) == before
    with transaction(db, "b") as write:
        write.update("venue", 1, name="other", note="other")
    undo(db)
    assert dump(db) == before


def test_setting_what_is_there_already_is_no_action(filled: Database) -> None:
    rename(filled, "Party 1")
    with transaction(filled, "nothing"):
        pass
    assert [entry.label for entry in log(filled)] == ["read article 2", "read article 1"]


def test_a_row_of_another_kind_in_the_setting_table_is_kept_though_it_is_no_action(db: Database) -> None:
    with transaction(db, "look") as write:
        write.execute("INSERT INTO setting (name, value) VALUES ('seen', '2025-12-01')")
    assert log(db) == []
    assert db.read.execute("SELECT value FROM setting").fetchone()[0] == "2025-12-01"


def test_an_error_rolls_all_of_it_back(db: Database, dumped: Callable[[], Dump]) -> None:
    before = dumped()

    def fail() -> None:
        with transaction(db, "x") as write:
            ingest(write, 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert dumped() == before
    assert log(db) == []
    rename_later = transaction(db, "y")
    with rename_later as write:
        write.insert("issue", name="z")


def test_an_inner_transaction_belongs_to_the_outer_action_and_fails_alone(db: Database) -> None:
    def fail() -> None:
        with transaction(db, "inner") as write:
            write.insert("issue", name="lost")
            raise RuntimeError

    with transaction(db, "outer") as write:
        write.insert("issue", name="kept")
        with pytest.raises(RuntimeError):
            fail()
        with transaction(db, "inner") as inner:
            inner.insert("issue", name="kept too")
            assert inner.txn == write.txn
    assert [row[0] for row in db.read.execute("SELECT name FROM issue")] == ["kept", "kept too"]
    assert [entry.label for entry in log(db)] == ["outer"]


def test_a_long_import_is_one_action_with_edits_in_between(db: Database) -> None:
    with transaction(db, "import 3 articles") as write:
        ingest(write, 1)
        txn = write.txn
    rename(db, "Edited")
    for number in (2, 3):
        with transaction(db, "import 3 articles", txn=txn) as write:
            ingest(write, number)
            assert write.txn == txn
    assert [entry.label for entry in log(db)] == ["rename to Edited", "import 3 articles"]
    assert undo(db).label == "rename to Edited"
    assert undo(db).label == "import 3 articles"
    assert db.read.execute("SELECT count(*) FROM article").fetchone()[0] == 0


def test_an_import_goes_on_as_a_new_action_where_its_first_part_was_undone_or_empty(db: Database) -> None:
    with transaction(db, "import") as write:
        ingest(write, 1)
        txn = write.txn
    undo(db)
    with transaction(db, "import", txn=txn) as write:
        ingest(write, 2)
        assert write.txn != txn
    with transaction(db, "empty") as write:
        gone = write.txn
    rename(db, "x", party=db.read.execute("SELECT id FROM party").fetchone()[0])
    with transaction(db, "import", txn=gone) as write:
        ingest(write, 3)
    assert [entry.label for entry in log(db)][:2] == ["import", "rename to x"]


def test_no_id_is_given_twice(db: Database) -> None:
    with transaction(db, "a") as write:
        first = write.insert("issue", name="a")
    undo(db)
    with transaction(db, "b") as write:
        assert write.insert("issue", name="b") > first


def test_who_when_and_what_can_be_read(filled: Database) -> None:
    rename(filled, "Other")
    undo(filled)
    newest = log(filled)[0]
    assert (newest.label, newest.kind, newest.undoes) == ("undo: rename to Other", "undo", 3)
    assert [entry.undone_by for entry in log(filled)] == [None, 4, None, None]
    assert [entry.id for entry in log(filled, limit=1, before=3)] == [2]
    assert log(filled)[-1].actor == "anna"
    assert changes(filled, 3)[0].before == {"name": "Party 1"}
    assert [change.label for change in history(filled, "party", 1)] == [
        "read article 1",
        "rename to Other",
        "undo: rename to Other",
    ]


def test_a_change_outside_of_an_action_is_refused(filled: Database) -> None:
    for sql in ("UPDATE party SET name = 'x'", "DELETE FROM alias", "INSERT INTO issue (name) VALUES ('x')"):
        with pytest.raises(Exception, match="Tracker keeps a journal of this table"):
            filled.read.execute(sql)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE article SET text = 'x'", "the text of an article is never changed"),
        ("UPDATE article SET sha256 = 'x'", "the text of an article is never changed"),
        ("UPDATE extraction SET payload = 'x'", "what an article said is never changed"),
        ("UPDATE party SET id = 77 WHERE id = 1", "the id of a row is never changed"),
    ],
)
def test_what_is_never_changed_is_not_changed(filled: Database, sql: str, words: str) -> None:
    with pytest.raises(Clash, match=words), transaction(filled, "x") as write:
        write.execute(sql)


def test_writes_tell_what_is_wrong(filled: Database) -> None:
    with pytest.raises(Gone, match="Party 99 is not there any more"), transaction(filled, "x") as write:
        write.update("party", 99, name="x")
    with pytest.raises(Gone, match="Merge suggestion 1 is not there"), transaction(filled, "x") as write:
        write.delete("merge_suggestion", 1)
    with pytest.raises(Clash), transaction(filled, "x") as write:
        write.insert("party", code="P1", name="again", key="again")
    with pytest.raises(Clash), transaction(filled, "x") as write:
        write.insert("role", person=999, post="x")
    with pytest.raises(Clash), transaction(filled, "x") as write:
        write.delete("party", 1)
    with pytest.raises(StoreError, match="not text"), transaction(filled, "x") as write:
        write.update("party", 1, name="\ud800")
    with pytest.raises(ValueError, match="not a name"), transaction(filled, "x") as write:
        write.update("party", 1, **{'name" = 1; --': "x"})
    with pytest.raises(TypeError), transaction(filled, "x") as write:
        write.update("party", 1, name=object())
    assert check(filled) == []


def test_values_are_stored_as_text_numbers_and_json(db: Database) -> None:
    with transaction(db, "x") as write:
        key = write.insert("track", name="t", level="leader", parties_key="a", key="t", followed=True, note=["ü", 1])
        write.update("track", key, known_since=date(2025, 12, 1), typed_note={"a": None})
    row = db.read.execute("SELECT followed, note, known_since, typed_note FROM track").fetchone()
    assert tuple(row) == (1, '["ü", 1]', "2025-12-01", '{"a": null}')


def test_replace_does_not_slip_past_the_journal(filled: Database, dumped: Callable[[], Dump]) -> None:
    before = dumped()
    with transaction(filled, "replace") as write:
        write.execute("REPLACE INTO role (id, person, post) VALUES (1, 1, 'other')")
    undo(filled)
    assert dumped() == before


def test_undo_is_no_part_of_another_action(filled: Database) -> None:
    with transaction(filled, "x"), pytest.raises(StoreError, match="cannot be a part of another action"):
        undo(filled)


WRITER = """
import sys
from tests.store.rows import ingest
from tracker.store.database import open_database
from tracker.store.journal import transaction
db, txn = open_database(sys.argv[1]), None
for number in range(1, 10_000):
    with transaction(db, "import", txn=txn) as write:
        txn = write.txn
        ingest(write, number, facts=20)
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 3, 6])
def test_an_import_killed_midway_leaves_whole_articles_and_can_be_undone(path: Path, after: int) -> None:
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) >= after:
            break
    process.kill()
    process.wait()
    process.stdout.close()
    with open_database(path) as db:
        articles = db.read.execute("SELECT count(*) FROM article").fetchone()[0]
        assert articles >= after
        for table in ("position", "evidence", "reading", "extraction"):
            assert db.read.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 20 * articles
        assert check(db) == []
        assert undo(db).label == "import"
        assert all(rows == [] for rows in dump(db).values())
        redo(db)
        with transaction(db, "import", txn=log(db)[0].id) as write:
            ingest(write, 999_999)
        assert check(db) == []
