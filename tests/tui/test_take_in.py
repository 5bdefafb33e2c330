"""Taking in a colleague's file by a key: a child process does it, what came of it is said, undo takes it back."""

import pytest

from tests.desk.records import Writer
from tests.tui.driving import settle, text
from tests.tui.sample import sample_file
from tracker.desk.ingest import ingest_article
from tracker.desk.openfile import open_database
from tracker.desk.people import people
from tracker.tui.app import TrackerApp


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "mine.db")
    yield database
    database.close()


@pytest.fixture
def theirs(tmp_path):
    with open_database(tmp_path / "theirs.db") as database:
        writer = Writer("2025-12-03", "Gazette")
        writer.meeting("held", "2025-12-02", people=((writer.person("Olena Koval", "UA"), "UA"),))
        ingest_article(database, *writer.done(), "1")
    return tmp_path / "theirs.db"


async def take_in(pilot, path):
    await pilot.press("I")
    await settle(pilot)
    assert "Take in facts from" in text(pilot.app)
    pilot.app.screen.query_one("Input").value = str(path)
    await pilot.press("enter")
    for _ in range(300):
        await pilot.pause(0.1)
        if pilot.app.jobs.current is None:
            break
    await settle(pilot)


async def test_a_colleagues_file_is_taken_in_and_undone(db, theirs):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await take_in(pilot, theirs)
        assert "Took in theirs.db: 1 new article" in text(app)
        assert "Olena Koval" in {one.name for one in people(db)}
        await pilot.press("u")
        await settle(pilot)
        assert "Olena Koval" not in {one.name for one in people(db)}


async def test_a_table_with_a_wrong_value_changes_nothing_and_says_where(db, tmp_path):
    (tmp_path / "p.csv").write_text("party,issue,stance,words\nUA,moon,reject,No.\n")
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = db.read.execute("SELECT count(*) FROM txn").fetchone()[0]
        await take_in(pilot, tmp_path / "p.csv")
        assert "Nothing was taken in. Line 2, Issue" in text(app)
        assert db.read.execute("SELECT count(*) FROM txn").fetchone()[0] == before


async def test_what_is_not_there_is_said_before_anything_begins(db, tmp_path):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("I")
        await settle(pilot)
        app.screen.query_one("Input").value = str(tmp_path / "nothing.db")
        await pilot.press("enter")
        await settle(pilot)
        assert "Take in facts from" in text(app)
        assert app.jobs.current is None
