"""An open file of its own for every test of the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.desk.openfile import Database, open_database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "desk.db")
    yield database
    database.close()
