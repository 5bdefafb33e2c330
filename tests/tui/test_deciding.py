"""Who is who, split, and did it take place: by keys, on a file of its own."""

from datetime import date

import pytest

from tests.desk.records import Writer
from tests.tui.driving import settle, text
from tracker.desk import changes, people, timeline
from tracker.desk.ingest import ingest_article
from tracker.desk.openfile import open_database
from tracker.tui.app import TrackerApp

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@pytest.fixture
def db(tmp_path):
    database = open_database(tmp_path / "deciding.db")
    for day, publisher, party, role in (("2025-12-01", "Axios", "US", "banker"), ("2025-12-02", "AP", "RU", "pilot")):
        w = Writer(day, publisher)
        w.person("Alexander Smith[/]", party, roles=[role])
        if day == "2025-12-01":
            w.meeting("planned", "2025-12-05", words="They will meet on Friday.")
        ingest_article(database, *w.done(), "1")
    yield database
    database.close()


def names(db):
    return [one.name for one in people.people(db)]


@SIZES
async def test_a_question_is_answered_at_one_key_and_taken_back(db, size):
    app = TrackerApp(db)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("B")
        await settle(pilot)
        shown = text(app)
        assert "Who is who" in shown
        assert "Alexander Smith[/]" in shown
        assert "have the same name" in shown
        await pilot.press("a")
        await settle(pilot)
        assert len(names(db)) == 1
        assert "No two facts wait" in text(app)
        await pilot.press("u")
        await settle(pilot)
        assert len(names(db)) == 2
        await pilot.press("x")
        await settle(pilot)
        assert "stay two" in app.message[1]
        await pilot.press("a")
        await settle(pilot)
        assert app.message == ("refused", "No two facts wait to be made one.")


async def test_a_wrong_merge_is_split_by_a_key_and_undone_as_one(db):
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("B", "a")
        await settle(pilot)
        await pilot.press("escape", "6")
        await settle(pilot)
        await pilot.press("T")
        await settle(pilot)
        assert "Alexander Smith[/] (RU)" in text(app)
        await pilot.press("j", "enter")
        await settle(pilot)
        assert len(names(db)) == 2
        await pilot.press("u")
        await settle(pilot)
        assert len(names(db)) == 1


@pytest.mark.parametrize(("key", "status"), [("H", "held"), ("Z", "cancelled"), ("K", "unknown")])
async def test_a_plan_that_passed_is_confirmed_at_one_key_on_the_status(db, key, status):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert [one.status for one in timeline.timeline(db)] == [status]
        await pilot.press(key)
        await settle(pilot)
        assert app.message[0] == "refused"
        assert "has passed without a report" in app.message[1]


async def test_a_plan_is_put_off_to_a_new_day(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("R")
        await settle(pilot)
        await pilot.press(*"12 Dec 2035", "enter")
        await settle(pilot)
        assert [(one.status, one.date) for one in timeline.timeline(db)] == [("planned", "2035-12-12")]


async def test_a_meeting_shows_how_it_came_to_stand_where_it_does(db):
    changes.looked(db)
    app = TrackerApp(db)
    async with app.run_test(size=(120, 50)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        shown = text(app)
        assert "How it came to this" in shown
        assert "planned for 5 Dec 2025" in shown
        assert "no report says what came of it" in shown


async def test_of_very_many_changes_the_list_shows_the_latest_and_says_so(db, monkeypatch):
    monkeypatch.setattr("tracker.tui.screens.changes.MOST", 1)
    app = TrackerApp(db, date(2025, 12, 1))
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await settle(pilot)
        assert "· the latest 1" in text(app)
        assert app.screen.table.total == 1
