"""What goes wrong in the store, as one sentence to a person each."""

import sqlite3
from pathlib import Path

from tracker.domain.cleaning import one_line


class StoreError(Exception):
    """Something the person has to know about their file; the message is one sentence and names the file."""


class Gone(StoreError):  # noqa: N818 - reads as what happened: the row is gone
    """The row that was to be changed is not there any more."""


class Clash(StoreError):  # noqa: N818
    """A write that the schema refuses: a value that must be unique is taken, or another row rests on this one."""


class UndoRefused(StoreError):  # noqa: N818
    """An undo or redo that would take away later work; the message says which, and nothing was changed."""


def named(path: Path | str) -> str:
    """A path as it may stand in a sentence: cleaned of control characters, on one line."""
    return one_line(str(path))


def told(error: sqlite3.Error, path: Path | str) -> StoreError:
    """The sentence for an error of SQLite that is about the file or the machine.

    Args:
        error: what sqlite3 raised.
        path: the database file, to name it.
    """
    words = str(error)
    low = words.lower()
    name = named(path)
    if isinstance(error, sqlite3.IntegrityError):
        return Clash(f"{name}: this was not saved, because it contradicts what is there ({one_line(words)}).")
    if "locked" in low or "busy" in low:
        return StoreError(f"{name} is being written by another program; nothing was changed, try again in a moment.")
    if "disk is full" in low or "database or disk" in low:
        return StoreError(f"The disk is full: nothing was written to {name}; make room and try again.")
    if "readonly" in low or "read-only" in low:
        return StoreError(f"{name} cannot be written: the file or its folder is read-only.")
    if "disk i/o" in low:
        return StoreError(f"{name} could not be read or written: the disk reported an error.")
    if "malformed" in low or "corrupt" in low:
        return StoreError(f"{name} is damaged; `tracker doctor` says where, `tracker restore` brings a backup back.")
    if "not a database" in low:
        return StoreError(f"{name} is not a database.")
    if "unable to open" in low:
        return StoreError(f"{name} cannot be opened: the folder is read-only, or it is on a device that is gone.")
    return StoreError(f"{name}: {one_line(words).rstrip('.')}.")
