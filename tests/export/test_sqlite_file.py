import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tracker.export.sqlite_file import write_sqlite
from tracker.export.tables import ExportError, Table

pytestmark = pytest.mark.usefixtures("no_views")


def test_types_keys_and_references(tables: list[Table], tmp_path: Path) -> None:
    write_sqlite(tables, tmp_path / "out.db")
    with closing(sqlite3.connect(tmp_path / "out.db")) as db:
        types = {row[1]: row[2] for row in db.execute("PRAGMA table_info(people)")}
        assert types == {
            "id": "INTEGER",
            "name": "TEXT",
            "party": "INTEGER",
            "roles": "TEXT",
            "also_written": "TEXT",
            "confidence": types["confidence"],
        }
        assert types["confidence"] in ("FLOAT", "REAL")
        keys = [(row[3], row[2], row[4]) for row in db.execute("PRAGMA foreign_key_list(people)")]
        assert keys == [("party", "parties", "id")]
        assert db.execute("SELECT roles FROM people WHERE id = 1").fetchone()[0] == "head of delegation; secretary"
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_the_full_text_index_finds_words_without_their_accents(tables: list[Table], tmp_path: Path) -> None:
    people = tables[1]
    rows = [*people.rows, (3, "Rustem Umérov", 1, (), (), None)]
    write_sqlite(
        [tables[0], Table("people", people.columns, rows, people.types, people.refers, people.search)],
        tmp_path / "out.db",
    )
    with closing(sqlite3.connect(tmp_path / "out.db")) as db:
        found = db.execute("SELECT rowid FROM people_fts WHERE people_fts MATCH 'umerov' ORDER BY rowid").fetchall()
    assert found == [(1,), (3,)]


def test_a_reference_that_leads_nowhere_is_refused(tables: list[Table], tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="people refers to a row of parties"):
        write_sqlite([Table("parties", ("id", "name"), []), tables[1]], tmp_path / "out.db")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_table_is_a_table(tables: list[Table], tmp_path: Path) -> None:
    write_sqlite([tables[0], Table("venues", ("id", "name"), [])], tmp_path / "out.db")
    with closing(sqlite3.connect(tmp_path / "out.db")) as db:
        assert db.execute("SELECT count(*) FROM venues").fetchone() == (0,)
