"""Files that are made once in a process, and copied for every test that wants one of its own."""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tracker.desk.openfile import Database, open_database


def copy_of(make: Callable[[Path], Database], path: Path) -> Database:
    """An open file like the one that `make` makes at a path; the making itself happens once.

    Args:
        make: a function of a module (it is what the file is known by), which depends on nothing that a test sets.
        path: where the copy goes.
    """
    path.touch(0o600)
    path.write_bytes(_made(make))
    return open_database(path)


@cache
def _made(make: Callable[[Path], Database]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "once.db"
        make(path).close()
        assert [one.name for one in path.parent.iterdir()] == [path.name]  # nothing beside it that a copy would lack
        return path.read_bytes()
