"""The matrix of positions: issue by party, blanks that say so, movement in words, the history of a cell."""

from datetime import date

import pytest

from tests.tui import sample
from tests.tui.driving import settle, text
from tests.tui.made_views import position
from tracker.desk.views import MatrixCell, MatrixRow
from tracker.tui import matrix_lines
from tracker.tui.app import TrackerApp

DAY = date(2025, 12, 1)


@pytest.fixture
def db(tmp_path):
    db = sample.sample_file(tmp_path / "matrix.db")
    yield db
    db.close()


async def keys(pilot, *pressed):
    for key in pressed:
        await pilot.press(key)
    await settle(pilot)


def typed_position(db, **values):
    from tracker.desk.edit import create

    base = {"holder_party": "RU", "issue": "territory/Donbas", "stance": "interest", "text": "a pause"}
    return create(db, "position", {**base, **values}, told_by="the embassy").fact


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["80x24", "120x40", "200x60"])
async def test_a_track_shows_its_parties_and_says_who_is_silent(db, size):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "M")
        seen = text(app)
        for word in ("Donbas", "demand", "nothing stated", "US–Ukraine", "0 d", "one side silent"):
            assert word in seen, word
        assert {strip.cell_length for strip in app.screen._compositor.render_strips()} == {size[0]}


async def test_the_cursor_goes_from_party_to_party_and_says_where_it_ends(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "M", "left_curly_bracket", "right_curly_bracket", "left_curly_bracket")
        await keys(pilot, "h")
        grid = app.screen.grid
        parties = [grid.cell[1].party]
        await keys(pilot, "l")
        parties.append(grid.cell[1].party)
        assert len(set(parties)) == 2
        await keys(pilot, "l", "l", "l")
        assert app.message == ("refused", "This is the last party.")
        await keys(pilot, "j")
        assert app.message == ("refused", "This is the last issue.")


async def test_tracks_follow_each_other_and_then_come_all_parties(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4", "M")
        seen = []
        for _ in range(3):
            seen.append(app.screen.subtitle())
            await keys(pilot, "right_curly_bracket")
        assert set(seen) == {"every party", "US–Ukraine", "US–Russia"}
        assert app.screen.subtitle() == seen[0]


async def test_enter_opens_the_history_of_a_cell_with_its_words_and_the_article_after_it(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4", "M")
        while app.screen.grid.cell[1].party != "RU":
            await keys(pilot, "l")
        assert "takes control of the entire Donbas" in text(app)
        await keys(pilot, "enter")
        assert app.screen.TITLE == "History"
        assert "RU on territory/Donbas" in text(app)
        await keys(pilot, "enter")
        assert type(app.screen).__name__ == "ReaderScreen"
        await keys(pilot, "escape", "escape", "a")
        assert sample.one(db, "SELECT count(*) FROM position WHERE state = 'accepted'") == (1,)


async def test_a_silent_cell_opens_nothing_and_says_so(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "M")
        while app.screen.grid.cell[1].latest:
            await keys(pilot, "l")
        silent = app.screen.grid.cell[1].party
        for key in ("enter", "o", "a"):
            app.message = ("", "")
            await keys(pilot, key)
            assert app.message == ("refused", f"{silent} has stated nothing on territory/Donbas.")


async def test_a_filter_leaves_the_issues_that_have_its_words(db):
    typed_position(db, issue="trade", reported_date="2025-12-01")
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4", "M", "slash", *"trade", "enter")
        assert "Donbas" not in text(app)
        assert "issue 1 of 1" in text(app)
        await keys(pilot, "escape")
        assert "Donbas" in text(app)


async def test_an_empty_file_says_what_to_do(tmp_path):
    from tracker.desk.openfile import open_database

    db = open_database(tmp_path / "empty.db")
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "M")
        assert "No side has stated a position yet." in text(app)
        assert "i  read articles" in text(app)
        await keys(pilot, "l")
        assert app.message == ("refused", "No side has stated a position yet.")
    db.close()


async def test_parties_and_words_with_hostile_letters_keep_the_matrix_whole(db):
    from tracker.desk.edit import edit

    for name in sample.HOSTILE:
        edit(db, "position", 1, {"text": name[:500]})
        app = TrackerApp(db, DAY)
        async with app.run_test(size=(80, 24)) as pilot:
            await keys(pilot, "4", "M")
            seen = text(app)
            for bad in "\x1b\x9b\x07\x0e\x08\r\t\u202e\u200b\u2028":
                assert bad not in seen
            assert {strip.cell_length for strip in app.screen._compositor.render_strips()} == {80}


@pytest.mark.parametrize(
    ("movement", "words"),
    [("softer", "↓ softer"), ("harder", "↑ harder"), ("reversed", "↔ reversed"), ("unchanged", "= same")],
)
def test_movement_stands_in_words(movement, words):
    one = position(2, movement=movement, follows=1)
    cell = MatrixCell("RU", (one,), movement, 3, (position(1), one))
    upper, lower = matrix_lines.cell_parts(cell, 40)
    assert "".join(part for part, _ in upper).split() == ["demand", "3", "d"]
    assert "".join(part for part, _ in lower).startswith(words)
    shown = "\n".join(
        "".join(part for part, _ in line.parts)
        for line in matrix_lines.history_lines(MatrixRow("territory/Donbas", (cell,), "blank"), cell, 80)
    )
    assert "was demand, 1 Dec 2025" in shown


def test_what_others_tell_and_what_is_old_is_said_so():
    one = position(1, own=False, old=True, said="2025-01-01")
    cell = MatrixCell("RU", (one,), "new", 3, (one,))
    upper, lower = matrix_lines.cell_parts(cell, 40)
    assert upper[0][0].startswith("told: ")
    assert lower[0][0] == "old "
    shown = " ".join("".join(part for part, _ in line.parts) for line in matrix_lines.statement_lines(one, None, 200))
    assert "said 1 Jan 2025" in shown
    assert "not its own word" in shown
