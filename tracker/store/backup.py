"""Backups: a whole, checked copy of the file beside it, thinned with age; and the way back.

A backup is one file that opens like any other of ours. It is copied with SQLite's own backup interface, so it is whole
even while another program writes, and it is read back and checked before it gets its name.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import quote

from tracker.store import schema
from tracker.store.database import WAIT, Database
from tracker.store.errors import StoreError, named, told

_NAME: Final = re.compile(r"(?P<at>\d{8}T\d{6})(?:-\d+)?-(?P<why>[a-z-]+)\.db\Z")
_STAMP: Final = "%Y%m%dT%H%M%S"

# How many are kept: the newest, then the newest of each day, week and month of the time before.
_NEWEST, _DAYS, _WEEKS, _MONTHS = 10, 14, 8, 12


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where, when (local time), of how many bytes, and why ("by-hand", "before-migration", …)."""

    path: Path
    at: datetime
    size: int
    why: str


def folder_of(path: Path) -> Path:
    """The folder of a file's backups: "tracker.db.backups" beside "tracker.db"."""
    return path.with_name(path.name + ".backups")


def backups(path: Path) -> list[Backup]:
    """The backups of a file, newest first; empty where there is no folder of them."""
    folder = folder_of(path)
    found = []
    for file in folder.glob("*.db") if folder.is_dir() else ():
        match = _NAME.match(file.name)
        if match and file.is_file():
            found.append(Backup(file, datetime.strptime(match["at"], _STAMP), file.stat().st_size, match["why"]))
    return sorted(found, key=lambda one: (one.at, one.path.name), reverse=True)


def backup(db: Database, why: str = "by-hand", *, now: datetime | None = None) -> Backup:
    """Copy the file, check the copy, thin the older ones.

    Args:
        db: the open file.
        why: small letters and hyphens; a part of the name.
        now: local time, for tests.

    Raises:
        StoreError: where the folder cannot be made or written, or the copy is damaged (it is then taken away).
    """
    at = (now or datetime.now()).replace(microsecond=0)
    folder = folder_of(db.path)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        path = _free_name(folder, at, why)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        try:
            _copy(db.read, part)
            _check(part)
            part.replace(path)
        except BaseException:
            for left in ("", "-journal", "-wal", "-shm"):
                part.with_name(part.name + left).unlink(missing_ok=True)
            raise
    except sqlite3.Error as error:
        raise told(error, folder) from error
    except OSError as error:
        raise StoreError(f"No backup was made in {named(folder)}: {(error.strerror or str(error)).lower()}.") from error
    made = Backup(path, at, path.stat().st_size, why)
    thin(db.path, now=at)
    return made


def without(path: Path, holds: Callable[[sqlite3.Connection], bool]) -> list[Path]:
    """Delete the backups of a file that hold what may not stay, and those that cannot be looked into; what went.

    Args:
        path: the file.
        holds: looks into one backup, open for reading.

    Raises:
        StoreError: where a backup cannot be deleted.
    """
    gone = []
    folder = folder_of(path)
    unfinished = list(folder.glob("*.part*")) if folder.is_dir() else []
    for file in [*(one.path for one in backups(path)), *unfinished]:
        try:
            with closing(_readable(file)) as connection:
                stays = file not in unfinished and not holds(connection)
        except (sqlite3.Error, ValueError):
            stays = False
        if stays:
            continue
        try:
            _overwrite(file)
            file.unlink(missing_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise StoreError(f"The backup {named(file)} holds it and cannot be deleted: {reason}.") from error
        gone.append(file)
    return gone


def _overwrite(file: Path) -> None:
    """Write zeros over a file; a disk that writes elsewhere, as solid state disks do, keeps the old blocks a while."""
    left = file.stat().st_size
    with file.open("r+b") as opened:
        while left > 0:
            left -= opened.write(b"\0" * min(left, 1 << 20))
        opened.flush()
        os.fsync(opened.fileno())


def restore(path: Path, backup_file: Path, *, now: datetime | None = None) -> Path | None:
    """Put a backup in the place of the file; what was there is backed up first, or set aside where it is damaged.

    Programs that have the file open see the restored content with their next read.

    Args:
        path: the file; it may be missing.
        backup_file: a file of ours, of this schema or an older one.
        now: local time, for tests.

    Returns:
        Where the former content is kept; None where there was none.

    Raises:
        StoreError: where the backup is not ours or damaged, or the file cannot be written; nothing is changed then.
    """
    path = path.expanduser().absolute()
    backup_file = backup_file.expanduser().absolute()
    if not backup_file.is_file():
        raise StoreError(f"There is no file {named(backup_file)}.")
    if path.exists() and path.samefile(backup_file):
        raise StoreError(f"{named(path)} cannot be restored from itself.")
    try:
        _check(backup_file)
        kept = _set_aside(path, now) if path.exists() and path.stat().st_size else None
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        with closing(_readable(backup_file)) as source, closing(sqlite3.connect(path, timeout=WAIT)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        raise told(error, path) from error
    except OSError as error:
        raise StoreError(f"{named(path)} was not restored: {(error.strerror or str(error)).lower()}.") from error
    return kept


def thin(path: Path, *, now: datetime) -> list[Path]:
    """Delete the backups that are neither among the newest nor the last of their day, week or month; what went."""
    found = backups(path)
    keep = to_keep([one.at for one in found], now)
    gone = [one.path for one in found if one.at not in keep]
    for file in gone:
        file.unlink(missing_ok=True)
    return gone


def to_keep(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which of `times` are kept: the newest 10, then the last of each of 14 days, 8 weeks and 12 months."""
    ordered = sorted(set(times), reverse=True)
    keep = set(ordered[:_NEWEST])
    periods = (
        ("%Y-%m-%d", timedelta(days=_DAYS)),
        ("%G-%V", timedelta(weeks=_WEEKS)),
        ("%Y-%m", timedelta(days=31 * _MONTHS)),
    )
    for form, span in periods:
        last: dict[str, datetime] = {}
        for time in ordered:
            if now - time <= span:
                last.setdefault(time.strftime(form), time)
        keep.update(last.values())
    return keep


def _free_name(folder: Path, at: datetime, why: str) -> Path:
    stamp = at.strftime(_STAMP)
    path, number = folder / f"{stamp}-{why}.db", 1
    while path.exists():
        number += 1
        path = folder / f"{stamp}-{number}-{why}.db"
    return path


def _copy(source: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
    descriptor = os.open(target, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _readable(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=WAIT)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _check(path: Path) -> None:
    """Raise where the file is not a whole database of ours."""
    with closing(_readable(path)) as connection:
        try:
            number = schema.version(connection, path)
            found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
        except sqlite3.DatabaseError as error:
            raise told(error, path) from error
    if number == 0:
        raise StoreError(f"{named(path)} is empty.")
    if found != "ok":
        raise StoreError(f"{named(path)} is damaged: {found.splitlines()[0]}.")


def _set_aside(path: Path, now: datetime | None) -> Path:
    """Keep what is at `path`: as a backup, or, where it cannot be read as ours, moved to a name beside it."""
    try:
        _check(path)
    except (StoreError, sqlite3.Error):
        stamp = (now or datetime.now()).strftime(_STAMP)
        aside = path.with_name(f"{path.name}.damaged-{stamp}")
        for tail in ("-wal", "-shm"):
            log = path.with_name(path.name + tail)
            if log.exists():
                log.replace(aside.with_name(aside.name + tail))
        path.replace(aside)
        return aside
    with Database(path, readonly=False, wal=True) as old:
        return backup(old, why="before-restore", now=now).path
