"""What undo and redo bring back is under the cursor, or the message says where it stands."""

from datetime import date

import pytest

from tests.tui import sample
from tests.tui.driving import settle
from tracker.desk import history, review
from tracker.desk.edit import create
from tracker.tui.app import TrackerApp

DAY = date(2025, 12, 1)


@pytest.fixture
def db(tmp_path):
    db = sample.sample_file(tmp_path / "back.db")
    yield db
    db.close()


async def keys(pilot, *pressed):
    for key in pressed:
        await pilot.press(key)
        await settle(pilot)


@pytest.mark.parametrize(
    ("screen", "as_of"),
    [("review", None), ("positions", None), ("people", None), ("timeline", None), ("timeline", DAY)],
)
async def test_the_cursor_goes_to_the_row_that_undo_and_redo_brought_back(db, screen, as_of):
    app = TrackerApp(db, as_of, start=screen)
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await keys(pilot, "j")
        changed = app.screen.fact_of(app.screen.table.row)
        await keys(pilot, "x", "G")
        assert app.screen.fact_of(app.screen.table.row) != changed
        await keys(pilot, "u")
        assert app.message[1].startswith("Undid")
        assert app.screen.fact_of(app.screen.table.row) == changed
        if screen != "review":  # what is rejected leaves the review
            await keys(pilot, "a", "G", "u", "G", "ctrl+r")
            assert app.message[1].startswith("Did again")
            assert app.screen.fact_of(app.screen.table.row) == changed


async def test_what_another_screen_lists_is_named_with_its_key(db):
    app = TrackerApp(db, start="positions")
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await keys(pilot, "x", "6", "j")
        here = app.screen.table.cursor
        await keys(pilot, "u")
        assert app.message[1].endswith("It stands on Positions (4).")
        assert app.screen.table.cursor == here


async def test_what_the_filter_hides_is_said(db):
    app = TrackerApp(db, start="positions")
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        party = app.screen.table.row["party"]
        other = "UA" if party == "RU" else "RU"
        await keys(pilot, "x", "slash", *f"party:{other}", "enter", "u")
        assert app.message[1].endswith("The filter hides it.")


async def test_a_line_of_the_track_that_came_back_is_under_its_cursor(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await keys(pilot, "enter", "j")
        changed = app.screen.pane.fact
        await keys(pilot, "a", "G", "u")
        assert app.screen.pane.fact == changed


def test_undo_and_redo_tell_which_facts_came_back_and_not_which_went(db):
    number = sample.one(db, "SELECT id FROM position LIMIT 1")[0]
    review.reject(db, [("position", number)])
    assert history.undo(db).came_back == (("position", number),)
    made = create(db, "party", {"code": "XA", "name": "Xandria", "type": "state"}, told_by="the embassy")
    assert history.undo(db).came_back == ()
    assert history.redo(db).came_back[0] == ("party", made.fact)
