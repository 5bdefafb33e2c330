"""Looking after the file: backups, their return, and checks, each with a sentence for the person."""

from dataclasses import dataclass
from pathlib import Path

from tracker.desk.openfile import Database
from tracker.desk.views import Done
from tracker.domain.edtf import shown
from tracker.store import backup as store
from tracker.store import check as checks
from tracker.store.errors import named


@dataclass(frozen=True, slots=True)
class BackupView:
    """One backup: its path, when it was made (local time, to the minute), its size in bytes, and why."""

    path: Path
    at: str
    size: int
    why: str


def backup(db: Database) -> Done:
    """Copy the file beside itself and check the copy; older backups are thinned.

    Raises:
        StoreError: where it cannot be written or the copy is not whole; no half copy is left.
    """
    made = store.backup(db)
    return Done(f"Copied to {named(made.path)} ({_size(made.size)}), and the copy was checked.", None)


def backups(path: Path) -> list[BackupView]:
    """The backups of a file, newest first."""
    return [
        BackupView(one.path, f"{shown(one.at.date().isoformat())} {one.at:%H:%M}", one.size, one.why.replace("-", " "))
        for one in store.backups(path)
    ]


def restore(path: Path, backup_file: Path) -> Done:
    """Put a backup in the place of the file at `path`, which is set aside first, never deleted.

    Raises:
        StoreError: where the backup is not ours, damaged or newer, or another program has the file open.
    """
    aside = store.restore(path, backup_file)
    kept = f"; what was there is kept as {named(aside)}" if aside else ""
    return Done(f"{named(backup_file)} is now {named(path)}{kept}.", None)


def doctor(db: Database, *, repair: bool = False) -> list[str]:
    """What is wrong with the file, a sentence each; empty where it is whole.

    Args:
        db: the open file.
        repair: make the search indexes and triggers anew first, which loses nothing.

    Raises:
        StoreError: where the file cannot be read, or not written to be repaired.
    """
    if repair:
        checks.repair(db)
    return [one.sentence for one in checks.check(db)]


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} kB"
