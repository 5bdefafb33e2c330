"""No file is left behind by a command that found nothing to put into it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.desk.history import log
from tracker.desk.openfile import StoreError, open_database


@contextmanager
def removing_if_untouched(path: Path) -> Iterator[None]:
    """Take a database away again that was made in this block and in which nothing was ever done.

    A file that was there before is never touched, nor one whose journal holds anything.
    """
    folder = path.absolute().parent
    was_there, folder_was_there = path.exists(), folder.exists()
    try:
        yield
    finally:
        if not was_there and path.exists() and _is_untouched(path):
            for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
                path.with_name(name).unlink(missing_ok=True)
            if not folder_was_there:
                with suppress(OSError):  # something else is in it by now
                    folder.rmdir()


def _is_untouched(path: Path) -> bool:
    try:
        db = open_database(path, create=False)
    except StoreError:
        return False
    try:
        return not log(db, 1)
    finally:
        db.close()
