"""An open file of its own for every test of the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.files import copy_of
from tracker.desk.openfile import Database, open_database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = copy_of(open_database, tmp_path / "desk.db")
    yield database
    database.close()


@pytest.fixture
def take(db):
    """Take a `records.Writer` (or an article and its record) into the file; the result of the reading."""
    from tracker.desk.ingest import ingest_article

    def taken(writer, extractor="1"):
        article, record = writer.done() if hasattr(writer, "done") else writer
        return ingest_article(db, article, record, extractor)

    return taken
