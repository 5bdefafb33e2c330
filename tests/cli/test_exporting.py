"""`tracker export`: the real program's files, opened by other programs."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker

pytestmark = pytest.mark.usefixtures("db")


def test_the_sqlite_file_opens_in_other_programs(tracker: Tracker, tmp_path: Path) -> None:
    from sqlite_utils import Database

    done = tracker("export", "--to", "sqlite", tmp_path / "out.sqlite")
    assert done.code == 0, done.err
    made = Database(tmp_path / "out.sqlite")
    assert {"articles", "meetings", "positions", "people", "quotes"} <= set(made.table_names())
    assert made["meetings"].foreign_keys
    assert made["articles"].detect_fts() == "articles_fts"
    quotes = made.query("SELECT quote, text, start, end FROM quotes JOIN articles ON articles.id = quotes.article")
    for row in quotes:
        assert row["text"][row["start"] : row["end"]] == row["quote"]
    names = {one["name"] for one in tracker("people", "--json").data}
    assert {row["name"] for row in made["people"].rows} == names


def test_a_filter_is_honoured(tracker: Tracker, tmp_path: Path) -> None:
    done = tracker(
        "export", "--to", "sqlite", tmp_path / "out.sqlite", "--kind", "position", "--filter", "US territory"
    )
    assert done.code == 0
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as made:
        shown = {row[0] for row in made.execute("SELECT id FROM positions")}
    wanted = {one["id"] for one in tracker("positions", "--json", "--filter", "US territory").data}
    assert wanted <= shown
    assert len(shown) < len(tracker("positions", "--json").data)


def test_each_format_is_written_once_and_not_over_another_file(tracker: Tracker, tmp_path: Path) -> None:
    for to, name in (("sqlite", "a.sqlite"), ("json", "a.json"), ("md", "a.md"), ("csv", "tables")):
        assert tracker("export", "--to", to, tmp_path / name).code == 0
        again = tracker("export", "--to", to, tmp_path / name)
        assert again.code == 2
        assert "--force" in again.err
        assert again.err.count("\n") == 1
        assert tracker("export", "--to", to, tmp_path / name, "--force").code == 0
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []


def test_the_markdown_file_is_the_brief(tracker: Tracker, tmp_path: Path) -> None:
    tracker("export", "--to", "md", tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text("utf-8") == tracker("brief").out


def test_the_app_gets_a_last_line(tracker: Tracker, tmp_path: Path) -> None:
    words = ["--kind", "meeting", "--id", "1", "--id", "2", "--", tmp_path / "a.json"]
    done = tracker("export", "--to", "json", "--progress", "json", *words)
    assert done.data["finished"] is True
    assert str(tmp_path) in done.data["sentence"]


def test_the_file_itself_is_never_replaced(tracker: Tracker, db: Path) -> None:
    done = tracker("export", "--to", "sqlite", db, "--force")
    assert done.code == 2
    assert tracker("people", "--json").data
