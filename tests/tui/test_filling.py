"""Fill from above, in a list and in the form; and the change is repeated on the next row."""

import pytest

from tests.tui.driving import settle, text
from tests.tui.sample import one, sample_file
from tracker.tui.app import TrackerApp


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "filling.db")
    yield database
    database.close()


async def press(pilot, *keys):
    await pilot.press(*keys)
    await settle(pilot)


async def test_a_value_of_the_row_above_is_taken_and_undone_and_repeated(db):
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "4")
        await press(pilot, "quotation_mark")
        assert app.message[1] == "There is no position above to take a value from."
        above = app.screen.selection()[0][1]
        await press(pilot, "j")
        fact = app.screen.selection()[0][1]
        await press(pilot, "quotation_mark")
        assert "Take from" in text(app)
        await press(pilot, "p", "enter")
        sql = "SELECT holder_party FROM position WHERE id = ?"
        assert one(db, sql, fact) == one(db, sql, above)
        assert app.message[1].startswith("Filled party of")
        await press(pilot, "u")
        assert one(db, sql, fact) != one(db, sql, above)
        await press(pilot, "k", "full_stop")
        assert app.message[1] == "Nothing changed.", "the same value on the row it came from"


async def test_the_form_takes_the_value_of_the_row_above_into_its_field(db):
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "4")
        above = app.screen.selection()[0][1]
        await press(pilot, "j")
        fact = app.screen.selection()[0][1]
        app.open_form("position", fact, at="stance")
        await settle(pilot)
        app.screen.row("text").focus_editor()
        await press(pilot, "ctrl+d")
        assert app.screen.row("text").value == one(db, "SELECT text FROM position WHERE id = ?", above)[0]
        app.screen.row("conditions").focus_editor()
        await press(pilot, "ctrl+d")
        assert "Conditions is blank above, too." in text(app)
        await press(pilot, "ctrl+s")
        assert one(db, "SELECT state FROM position WHERE id = ?", fact) == ("edited",)


async def test_a_new_fact_takes_from_the_last_that_was_made(db):
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.open_form("venue", at="name")
        await settle(pilot)
        await press(pilot, "ctrl+d")
        assert "There is no venue above to take it from." in text(app)
        await press(pilot, *"Hotel X", "tab", "v", "tab", *"Geneva", "ctrl+s")
        assert "New venue" in app.message[1]
        app.open_form("venue", at="locality")
        await settle(pilot)
        await press(pilot, "ctrl+d")
        assert app.screen.row("locality").value == "Geneva"
