"""A file of our own for each test, and what its tables hold."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.store.rows import Dump, dump, ingest
from tracker.store.database import Database, open_database
from tracker.store.journal import transaction


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's file is, or will be."""
    return tmp_path / "tracker.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """An empty file, open."""
    with open_database(path) as opened:
        yield opened


@pytest.fixture
def filled(db: Database) -> Database:
    """A file with two articles, each an action of its own."""
    for number in (1, 2):
        with transaction(db, f"read article {number}", actor="anna") as write:
            ingest(write, number)
    return db


@pytest.fixture
def dumped(db: Database) -> Callable[[], Dump]:
    """The present content of the test's file."""
    return lambda: dump(db)
