"""The journal: who changed what, when; back to there after a question; one older action alone."""

import pytest

from tests.tui import sample
from tests.tui.driving import settle, text
from tracker.tui.app import TrackerApp


@pytest.fixture
def db(tmp_path):
    from tracker.desk import review
    from tracker.desk.edit import edit

    db = sample.sample_file(tmp_path / "journal.db")
    edit(db, "meeting", 1, {"date": "2025-11-29", "status": "postponed"}, actor="anna")
    review.accept(db, [("position", 1)], actor="ben")
    review.reject(db, [("position", 2)], actor="ben")
    yield db
    db.close()


async def keys(pilot, *pressed):
    for key in pressed:
        await pilot.press(key)
    await settle(pilot)


def states(db):
    return [row[0] for row in db.read.execute("SELECT state FROM position ORDER BY id")]


async def test_it_says_who_did_what_and_what_changed_field_by_field(db):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "J", "j", "j")
        seen = text(app)
        for words in ("anna", "ben", "Date: 30 Nov 2025 → 29 Nov 2025", "Status: held → postponed", "3 of 4"):
            assert words in seen, words
        await keys(pilot, "enter", "enter")
        assert type(app.screen).__name__ == "ReaderScreen"


async def test_what_was_said_of_a_track_is_told_field_by_field(db):
    from tracker.desk import tracks

    tracks.judge(db, 1, phase="suspended", line="Waiting", why="told so")
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "J")
        seen = text(app)
        assert "phase: suspended" in seen
        assert "because: told so" in seen
        assert "nothing →" not in seen


async def test_ctrl_c_says_how_to_leave(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+c")
        assert app.message == ("refused", "q quits; y copies what is marked.")


async def test_back_to_an_action_asks_with_a_count_and_takes_all_later_ones_back(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "J", "j", "j", "U")
        assert "Take back 2 later actions" in text(app)
        await keys(pilot, "n")
        assert states(db) == ["accepted", "rejected"]
        await keys(pilot, "U", "y")
        assert states(db) == ["suggested", "suggested"]
        assert app.message == ("done", "Took back 2 actions; redo does them again one by one.")
        assert sample.one(db, "SELECT status FROM meeting WHERE id = 1") == ("postponed",)
        await keys(pilot, "ctrl+r", "ctrl+r")
        assert states(db) == ["accepted", "rejected"]


async def test_one_older_action_is_taken_back_alone_and_only_once(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "J", "j", "j", "x")
        assert sample.one(db, "SELECT status, date FROM meeting WHERE id = 1") == ("held", "2025-11-30")
        assert states(db) == ["accepted", "rejected"]
        assert "(undone by 5)" in text(app)
        await keys(pilot, "G", "k", "x")
        assert app.message == ("refused", "This was undone already, by action 5.")


async def test_the_newest_action_has_nothing_after_it(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "J", "U")
        assert app.message == ("refused", "All is as it was after this action.")
        await keys(pilot, "J")
        assert app.message == ("refused", "This is the journal already.")
        await keys(pilot, "slash")
        await keys(pilot, *"anna", "enter")
        assert app.screen.table.total == 1


async def test_an_action_that_cannot_be_taken_back_says_why_and_changes_nothing(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "J", "G", "x")
        assert app.message[0] == "error"
        assert "cannot be undone" in app.message[1]
        assert states(db) == ["accepted", "rejected"]


async def test_an_empty_journal_says_what_will_stand_in_it(tmp_path):
    from tracker.desk.openfile import open_database

    db = open_database(tmp_path / "empty.db")
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "J")
        assert "Nothing was done yet." in text(app)
        await keys(pilot, "U")
        assert app.message == ("refused", "Nothing was done yet.")
    db.close()


async def test_labels_and_values_with_hostile_letters_stay_letters(db):
    from tracker.desk.edit import edit

    for name in sample.HOSTILE:
        edit(db, "person", 1, {"name": name[:200]})
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "J")
        for _ in sample.HOSTILE:
            seen = text(app)
            for bad in "\x1b\x9b\x07\x0e\x08\r\t\u202e\u200b\u2028":
                assert bad not in seen
            assert {strip.cell_length for strip in app.screen._compositor.render_strips()} == {80}
            await keys(pilot, "j")
