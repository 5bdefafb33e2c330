"""Opening a file: what is made, what is refused and with which words, what every connection is like."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.store.rows import ingest
from tracker.store import database, schema
from tracker.store.check import check
from tracker.store.database import Database, open_database
from tracker.store.errors import StoreError
from tracker.store.journal import transaction


def foreign(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_new_file_is_private_current_and_ours(path: Path) -> None:
    with open_database(path / ".." / "new folder" / "tracker.db") as db:
        assert stat.S_IMODE(db.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(db.path.parent.stat().st_mode) == 0o700
        assert db.read.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
        assert db.read.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        assert db.read.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert db.read.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert db.notes == []


def test_the_version_counts_the_migrations() -> None:
    names = [name for name, _ in schema.scripts()]
    assert len(names) == schema.VERSION
    assert [int(name[:4]) for name in names] == list(range(1, schema.VERSION + 1))


def test_what_was_written_is_there_after_reopening(path: Path) -> None:
    with open_database(path) as db, transaction(db, "x") as write:
        write.insert("issue", name="territory")
    with open_database(path) as db:
        assert [row["name"] for row in db.read.execute("SELECT name FROM issue")] == ["territory"]


def test_opening_a_current_file_imports_neither_sqlite_utils_nor_spacy(path: Path) -> None:
    open_database(path).close()
    code = (
        "import sys; from tracker.store.database import open_database; from tracker.store.journal import undo;"
        f"open_database({str(path)!r}).close();"
        "sys.exit(repr({'sqlite_utils', 'spacy', 'textual', 'click'} & set(sys.modules)) if"
        " {'sqlite_utils', 'spacy', 'textual', 'click'} & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_missing_file_is_named_where_none_is_to_be_made(path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no file .*tracker\.db"):
        open_database(path, create=False)
    with pytest.raises(StoreError, match="There is no file"):
        open_database(path, readonly=True)
    assert not path.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"hello, I am a text", "is not a database"),
        (b"SQLite format 3\x00 and then nothing of it", "not a database|damaged"),
    ],
)
def test_what_is_no_database_is_refused_and_left_alone(path: Path, content: bytes, words: str) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match=words):
        open_database(path)
    assert path.read_bytes() == content


def test_a_folder_a_pipe_and_a_path_through_a_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_database(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreError, match="a device or a pipe"):
        open_database(tmp_path / "pipe")
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be made"):
        open_database(tmp_path / "file" / "tracker.db")


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left() -> None:
    if not Path("/proc/self").exists():
        pytest.skip("no /proc here")
    with pytest.raises(StoreError, match="cannot be made"):
        open_database("/proc/tracker.db")


def test_a_read_only_folder_or_file_is_told_before_anything_is_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(path).close()
    monkeypatch.setattr(database.os, "access", lambda what, mode: Path(what) != path.parent)
    with pytest.raises(StoreError, match="its folder is read-only"):
        open_database(path)
    with open_database(path, readonly=True) as db:
        assert db.read.execute("SELECT count(*) FROM article").fetchone()[0] == 0
    monkeypatch.setattr(database.os, "access", lambda what, mode: Path(what) != path)
    with pytest.raises(StoreError, match="the file is read-only"):
        open_database(path)


def test_another_programs_database_is_left_as_it_is(path: Path) -> None:
    foreign(path, "CREATE TABLE article (id INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="of another program"):
        open_database(path)
    assert path.read_bytes() == before


def test_a_newer_schema_is_refused_with_both_numbers(path: Path) -> None:
    open_database(path).close()
    foreign(path, f"PRAGMA user_version = {schema.VERSION + 6}")
    with pytest.raises(StoreError, match=rf"schema {schema.VERSION + 6}, this one knows {schema.VERSION}"):
        open_database(path)


def test_an_older_schema_is_backed_up_then_migrated(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_database(path) as db, transaction(db, "x") as write:
        ingest(write, 1)
    one = schema.scripts()
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(schema, "scripts", lambda: [*one, ("0002_more", "ALTER TABLE article ADD COLUMN more TEXT;")])
    with pytest.raises(StoreError, match="older schema"):
        open_database(path, readonly=True)
    with open_database(path) as db:
        assert len(db.notes) == 1
        assert "the file before is kept as" in db.notes[0]
        kept = next(path.with_name("tracker.db.backups").iterdir())
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        with transaction(db, "y") as write:  # the triggers know the new column
            write.update("article", 1, more="much")
        assert '"more":"much"' in db.read.execute("SELECT after FROM change ORDER BY id DESC").fetchone()[0]
        assert check(db) == []


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_database(path).close()
    one = schema.scripts()
    broken = "CREATE TABLE half (id INTEGER PRIMARY KEY); CREATE TABLE half (id INTEGER PRIMARY KEY);"
    with monkeypatch.context() as patch:
        patch.setattr(schema, "VERSION", schema.VERSION + 1)
        patch.setattr(schema, "scripts", lambda: [*one, ("0002_broken", broken)])
        with pytest.raises(StoreError, match="half"):
            open_database(path)
    with open_database(path) as db:
        assert not db.read.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchone()


def test_two_programs_that_make_the_same_file_at_once_get_one_whole_file(path: Path) -> None:
    code = f"from tracker.store.database import open_database; open_database({str(path)!r}).close()"
    both = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [one.wait() for one in both] == [0, 0, 0]
    with open_database(path) as db:
        assert check(db) == []


def test_a_file_with_triggers_that_are_not_ours_is_refused_for_writing(path: Path) -> None:
    open_database(path).close()
    foreign(path, "CREATE TRIGGER gift AFTER INSERT ON article BEGIN DELETE FROM article; END")
    with pytest.raises(StoreError, match=r"triggers that are not Tracker's \(gift\)"):
        open_database(path)
    with open_database(path, readonly=True) as db:
        assert db.read.execute("SELECT count(*) FROM article").fetchone()[0] == 0


def test_a_trigger_of_ours_that_was_changed_is_put_right(path: Path) -> None:
    open_database(path).close()
    foreign(
        path,
        "DROP TRIGGER tracker_article_insert",
        "CREATE TRIGGER tracker_article_insert AFTER INSERT ON article BEGIN DELETE FROM article; END",
    )
    with open_database(path) as db:
        with transaction(db, "x") as write:
            ingest(write, 1)
        assert db.read.execute("SELECT count(*) FROM change WHERE tbl = 'article'").fetchone()[0] == 1


def test_a_view_in_the_place_of_a_table_is_refused(path: Path) -> None:
    open_database(path).close()
    foreign(path, "DROP TABLE conflict_value", "CREATE VIEW conflict_value AS SELECT 1")
    for readonly in (True, False):
        with pytest.raises(StoreError, match="conflict_value is missing or is not a plain table"):
            open_database(path, readonly=readonly)


def test_a_view_that_somebody_added_for_datasette_does_no_harm(path: Path) -> None:
    open_database(path).close()
    foreign(path, "CREATE VIEW mine AS SELECT * FROM article")
    open_database(path).close()


def test_readonly_writes_nothing(filled: Database, path: Path) -> None:
    with open_database(path, readonly=True) as db:
        with pytest.raises(StoreError, match="opened for reading only"), transaction(db, "x"):
            pass
        with pytest.raises(sqlite3.OperationalError):
            db.read.execute("DELETE FROM article")
        assert db.read.execute("PRAGMA trusted_schema").fetchone()[0] == 0


def test_readonly_reads_a_file_from_a_medium_that_cannot_be_written(
    filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    medium = tmp_path / "medium"
    medium.mkdir()
    shutil.copy(filled.path, medium / "a ?#%.db")
    monkeypatch.setattr(database.os, "access", lambda what, mode: False)
    with open_database(medium / "a ?#%.db", readonly=True) as db:
        assert db.read.execute("SELECT count(*) FROM article").fetchone()[0] == 2
    assert [file.name for file in medium.iterdir()] == ["a ?#%.db"]


def test_a_file_locked_by_another_program_is_waited_for_then_told(path: Path) -> None:
    with open_database(path) as db, open_database(path, wait=0.1) as other, transaction(db, "x") as write:
        write.insert("issue", name="a")
        with pytest.raises(StoreError, match="is being written by another program"), transaction(other, "y"):
            pass


def test_a_write_waits_for_another_one(path: Path) -> None:
    with open_database(path) as db:
        started = threading.Event()

        def write_slowly() -> None:
            with transaction(db, "slow") as write:
                started.set()
                write.insert("issue", name="a")
                threading.Event().wait(0.2)

        thread = threading.Thread(target=write_slowly)
        thread.start()
        started.wait()
        with transaction(db, "fast") as write:
            write.insert("issue", name="b")
        thread.join()
        assert [row[0] for row in db.read.execute("SELECT name FROM issue ORDER BY id")] == ["a", "b"]


def test_a_full_disk_is_told_and_nothing_is_half_written(filled: Database) -> None:
    pages = filled.read.execute("PRAGMA page_count").fetchone()[0]
    filled.read.execute(f"PRAGMA max_page_count = {pages + 2}")

    def write_much() -> None:
        with transaction(filled, "much") as write:
            for number in range(10, 500):
                ingest(write, number)

    with pytest.raises(StoreError, match="The disk is full"):
        write_much()
    filled.read.execute("PRAGMA max_page_count = 1000000")
    assert filled.read.execute("SELECT count(*) FROM article").fetchone()[0] == 2
    assert check(filled) == []


def test_every_thread_has_a_connection_of_its_own_and_ended_threads_give_theirs_back(db: Database) -> None:
    seen: list[sqlite3.Connection] = []
    for _ in range(5):
        thread = threading.Thread(target=lambda: seen.append(db.read))
        thread.start()
        thread.join()
    assert len({id(connection) for connection in [*seen, db.read]}) > 1
    assert all(connection is not db.read for connection in seen)
    with pytest.raises(sqlite3.ProgrammingError):
        seen[0].execute("SELECT 1")


def test_a_closed_file_says_so(db: Database) -> None:
    db.close()
    db.close()
    with pytest.raises(StoreError, match="was closed"):
        _ = db.read


def test_a_name_with_control_characters_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b[31m\n.db"
    path.write_bytes(b"nothing")
    with pytest.raises(StoreError) as error:
        open_database(path)
    assert "\x1b" not in str(error.value)
    assert "\n" not in str(error.value)


def test_an_old_sqlite_is_named_with_the_version_that_is_needed(db: Database) -> None:
    with pytest.raises(StoreError, match=r"needs SQLite 3\.37\.0 or newer, and this Python has 3\.31\.1"):
        schema.check_sqlite(db.read, (3, 31, 1))
