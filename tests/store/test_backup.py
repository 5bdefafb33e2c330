"""Backups: whole, private, checked, thinned with age; restored without losing what was there."""

import sqlite3
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.store.rows import dump, ingest
from tracker.store import backup as module
from tracker.store.backup import backup, backups, folder_of, restore, to_keep
from tracker.store.check import check
from tracker.store.database import Database, open_database
from tracker.store.errors import StoreError
from tracker.store.journal import transaction, undo

NOON = datetime(2025, 12, 1, 12, 0, 0)


def test_a_backup_is_one_private_file_with_everything_in_it(filled: Database) -> None:
    made = backup(filled, now=NOON)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert [file.name for file in made.path.parent.iterdir()] == ["20251201T120000-by-hand.db"]
    assert backups(filled.path) == [made]
    with open_database(made.path, readonly=True) as copy:
        assert dump(copy) == dump(filled)


def test_two_backups_of_one_second_are_two_files(filled: Database) -> None:
    assert backup(filled, now=NOON).path != backup(filled, now=NOON).path
    assert len(backups(filled.path)) == 2


def test_a_backup_while_another_thread_writes_is_whole(filled: Database) -> None:
    with open_database(filled.path) as other, transaction(other, "x") as write:
        ingest(write, 9)
        made = backup(filled)
    with open_database(made.path) as copy:
        assert check(copy) == []
        assert copy.read.execute("SELECT count(*) FROM article").fetchone()[0] == 2


def test_a_damaged_copy_is_not_kept(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    real = module._copy

    def torn(source: sqlite3.Connection, target: Path) -> None:
        real(source, target)
        data = bytearray(target.read_bytes())
        data[4096 * 3 : 4096 * 9] = b"\x55" * 4096 * 6
        target.write_bytes(data)

    monkeypatch.setattr(module, "_copy", torn)
    with pytest.raises(StoreError, match="damaged"):
        backup(filled)
    assert list(folder_of(filled.path).iterdir()) == []


def test_restore_brings_the_backup_back_and_keeps_what_was_there(filled: Database, path: Path) -> None:
    old = dump(filled)
    made = backup(filled, now=NOON)
    with transaction(filled, "more") as write:
        ingest(write, 3)
    new = dump(filled)
    kept = restore(path, made.path, now=NOON + timedelta(hours=1))
    assert dump(filled) == old  # a program that has it open sees it
    undo(filled)
    assert kept is not None
    with open_database(kept, readonly=True) as before:
        assert dump(before) == new
    filled.close()
    with open_database(path) as again:
        assert check(again) == []


def test_restore_where_there_is_no_file(filled: Database, tmp_path: Path) -> None:
    made = backup(filled)
    other = tmp_path / "new" / "other.db"
    assert restore(other, made.path) is None
    assert stat.S_IMODE(other.stat().st_mode) == 0o600
    with open_database(other) as db:
        assert dump(db) == dump(filled)


def test_a_damaged_file_is_set_aside_not_deleted(filled: Database, path: Path) -> None:
    made = backup(filled)
    whole = dump(filled)
    filled.close()
    path.write_bytes(b"rubbish")
    kept = restore(path, made.path)
    assert kept is not None
    assert kept.read_bytes() == b"rubbish"
    with open_database(path) as db:
        assert dump(db) == whole


@pytest.mark.parametrize("content", [b"", b"rubbish", None])
def test_what_is_no_backup_changes_nothing(filled: Database, path: Path, tmp_path: Path, content: bytes | None) -> None:
    before = dump(filled)
    bad = tmp_path / "bad.db"
    if content is None:
        with sqlite3.connect(bad) as other:
            other.execute("CREATE TABLE x (y)")
        other.close()
    else:
        bad.write_bytes(content)
    with pytest.raises(StoreError):
        restore(path, bad)
    with pytest.raises(StoreError, match="There is no file"):
        restore(path, tmp_path / "missing.db")
    with pytest.raises(StoreError, match="from itself"):
        restore(path, path)
    assert dump(filled) == before


def test_thinning_keeps_the_newest_and_one_of_each_day_week_and_month() -> None:
    times = [NOON - timedelta(hours=hour) for hour in range(0, 24 * 400, 6)]
    keep = to_keep(times, NOON)
    assert set(times[:10]) <= keep
    assert len(keep) < 50
    for days in range(14):
        assert any(time.date() == (NOON - timedelta(days=days)).date() for time in keep)
    months = {(time.year, time.month) for time in times if NOON - time < timedelta(days=360)}
    assert months <= {(time.year, time.month) for time in keep}
    assert to_keep(keep, NOON) == keep
    assert to_keep([], NOON) == set()


def test_old_backups_go_and_other_files_in_the_folder_stay(filled: Database) -> None:
    folder = folder_of(filled.path)
    folder.mkdir()
    (folder / "notes.db").write_text("mine")
    for minute in range(30):
        backup(filled, now=NOON + timedelta(minutes=minute))
    assert len(backups(filled.path)) == 10
    assert (folder / "notes.db").exists()


def test_a_folder_that_cannot_be_made_is_told(filled: Database) -> None:
    folder_of(filled.path).write_text("in the way")
    with pytest.raises(StoreError, match="No backup was made"):
        backup(filled)
