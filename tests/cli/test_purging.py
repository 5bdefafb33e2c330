"""`tracker purge`: nothing goes before its name is typed; then it is in no byte of the file."""

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker

pytestmark = pytest.mark.usefixtures("db")


def test_the_name_is_needed_and_what_would_go_is_said(tracker: Tracker, db: Path) -> None:
    done = tracker("purge", "article", 1)
    assert done.code == 2
    assert "The article and its" in done.out
    assert "--name is needed" in done.err
    wrong = tracker("purge", "article", 1, "--name", "another")
    assert wrong.code == 2
    assert "nothing was purged" in wrong.err
    assert tracker("search", "Shell Bay").out.count("Shell Bay")


def test_a_purged_article_is_in_no_byte(tracker: Tracker, db: Path) -> None:
    tracker("backup")
    done = tracker("purge", "article", 1, "--name", "000_cac850ea4b2be244.txt", "--progress", "json")
    assert done.code == 0, done.err
    assert done.data["finished"] is True
    files = [db, *db.parent.glob("talks.db-*"), *(db.parent / "talks.db.backups").glob("*")]
    data = b"".join(file.read_bytes() for file in files)
    for words in (b"Shell Bay", b"de facto border", b"cac850ea4b2be244", b"Kushner"):
        assert words not in data, words
    assert tracker("doctor").code == 0
    assert tracker("undo").code == 2


def test_what_is_not_there_is_said(tracker: Tracker) -> None:
    assert "There is no person 99." in tracker("purge", "person", 99, "--name", "x").err
