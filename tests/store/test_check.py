"""The doctor finds each kind of harm, and mends the search index."""

import sqlite3
from pathlib import Path

import pytest

from tests.store.rows import dump
from tracker.store.check import check, repair
from tracker.store.database import Database, open_database


def harm(path: Path, *statements: str) -> None:
    """Change the file as a program would that knows nothing of the journal."""
    connection = sqlite3.connect(path, isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.execute("BEGIN")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()


def test_a_whole_file_has_nothing_to_say(filled: Database) -> None:
    assert check(filled) == []
    with open_database(filled.path, readonly=True) as db:
        assert check(db) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM party WHERE id = 1", "rests on a row of party that is not there"),
        ("DELETE FROM position WHERE id = 1", "1 rows of evidence belong to a position that is not there"),
        ("UPDATE evidence SET exact = 'Other' WHERE id = 2", "Evidence 2 is not the words that stand at its place"),
        ("UPDATE journal_open SET txn = 1", "The journal was left open"),
        (
            "UPDATE position SET text = 'other' WHERE id = 1",
            "The words of 1 rows of position are not in the search index",
        ),
        (
            "INSERT INTO fact_search (rowid, words) VALUES (999999, 'x')",
            "The search index has 1 facts that are not there",
        ),
        ("INSERT INTO article_search (rowid, title, text) VALUES (77, 'x', 'y')", "article_search does not agree"),
    ],
)
def test_each_kind_of_harm_is_told(filled: Database, statement: str, words: str) -> None:
    harm(filled.path, statement)
    assert any(words in finding.sentence for finding in check(filled))


def test_repair_makes_the_index_anew(filled: Database) -> None:
    before = dump(filled)
    harm(filled.path, "UPDATE fact_search SET words = 'other'", "DELETE FROM fact_search WHERE rowid = 17")
    assert all(finding.repairable for finding in check(filled))
    repair(filled)
    assert check(filled) == []
    assert dump(filled) == before


def test_a_file_that_others_can_read_is_told(filled: Database) -> None:
    filled.path.chmod(0o644)
    assert "can be read by other users (mode 644)" in check(filled)[0].sentence


def test_a_damaged_page_is_told_and_no_more_is_asked(filled: Database, path: Path) -> None:
    filled.read.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (page,) = filled.read.execute("SELECT rootpage FROM sqlite_master WHERE name = 'change_row'").fetchone()
    filled.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with open_database(path, readonly=True) as db:
        findings = check(db)
    assert findings
    assert all("is damaged" in finding.sentence for finding in findings)
