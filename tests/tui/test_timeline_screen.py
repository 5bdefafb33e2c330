"""The drawn time line: past and planned meetings on a scale, zoom, moves in time, the list that goes along."""

from datetime import date

import pytest

from tests.tui import sample
from tests.tui.driving import settle, text
from tracker.desk.openfile import open_database
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.time_line import TimeLine

DAY = date(2025, 12, 1)


@pytest.fixture
def db(tmp_path):
    db = sample.sample_file(tmp_path / "timeline.db")
    yield db
    db.close()


async def keys(pilot, *pressed):
    for key in pressed:
        await pilot.press(key)
    await settle(pilot)


def drawn(app):
    """The lines of the drawing."""
    line = app.screen.query_one(TimeLine)
    return [line.render_line(y).text for y in range(line.size.height)]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["80x24", "120x40", "200x60"])
@pytest.mark.parametrize("as_of", [DAY, None], ids=["as of", "today"])
async def test_past_and_planned_meetings_stand_on_the_scale_a_row_a_track(db, size, as_of):
    app = TrackerApp(db, as_of)
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "5")
        lines = drawn(app)
        russia = next(line for line in lines if "US–Russia" in line)
        ukraine = next(line for line in lines if "US–Ukraine" in line)
        assert ("○]" if as_of else "[?]") in russia  # as of today, nobody said whether it took place
        assert "●" in ukraine
        assert russia.index("]") > ukraine.index("●")
        assert "Dec 2025" in lines[0]
        assert {strip.cell_length for strip in app.screen._compositor.render_strips()} == {size[0]}


async def test_the_drawing_follows_the_list_and_the_list_a_click(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "5", "j")
        ukraine = next(line for line in drawn(app) if "US–Ukraine" in line)
        assert ukraine.startswith("▸")
        y = next(y for y, line in enumerate(drawn(app)) if "US–Russia" in line)
        await pilot.click(TimeLine, offset=(drawn(app)[y].index("○"), y))
        await settle(pilot)
        assert app.screen.table.row["status"] == "planned"
        assert "○]" in drawn(app)[y]


async def test_plus_and_minus_zoom_and_stop_at_their_ends(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "5", "plus")
        assert "Tu 2" in drawn(app)[1]
        await keys(pilot, "plus")
        assert app.message == ("refused", "This is as wide as time is drawn.")
        await keys(pilot, "minus", "minus")
        assert "Jan" in drawn(app)[1]
        await keys(pilot, "minus")
        assert "2026" in drawn(app)[0]
        await keys(pilot, "minus")
        assert app.message == ("refused", "This is as narrow as time is drawn.")


async def test_h_and_l_move_in_time_and_t_comes_back_to_today(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "5", "l", "l", "l", "l")
        assert "no meeting on these days" in drawn(app)[2]
        assert "┊" not in drawn(app)[2]
        await keys(pilot, "t")
        assert "○" in "".join(drawn(app)[2:-1])
        assert "┊" in drawn(app)[2]
        before = app.screen.line.span
        await keys(pilot, "h")
        assert app.screen.line.span < before


async def test_the_drawing_has_what_the_filter_leaves(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "5", "slash", *"shell", "enter")
        assert any("US–Ukraine" in line for line in drawn(app))
        assert not any("US–Russia" in line for line in drawn(app))


async def test_the_list_stays_where_it_is_while_its_cursor_goes_through_other_days(db):
    from tracker.desk.edit import create

    old = {"parties": "FR, DE", "kind": "negotiation", "date": "2023-05-02", "status": "held"}
    create(db, "meeting", old, told_by="the embassy", known_since="2023-05-03")
    app = TrackerApp(db, date(2026, 1, 1))
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "5")
        top = app.screen.table.region.y
        await keys(pilot, "G")
        assert app.screen.table.row["date"] == "2023-05-02"
        assert "May 2023" in drawn(app)[0]
        assert app.screen.table.region.y == top


async def test_enter_opens_the_meeting_and_its_words_are_one_key_away(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "5", "enter")
        assert type(app.screen).__name__ == "FactScreen"
        assert "meet with Putin on Tuesday" in text(app)
        await keys(pilot, "enter")
        assert type(app.screen).__name__ == "ReaderScreen"
        await keys(pilot, "escape", "a")
        assert sample.one(db, "SELECT state FROM meeting WHERE date = '2025-12-02'") == ("accepted",)
        await keys(pilot, "escape")
        assert app.screen.SCREEN_ID == "timeline"


async def test_a_span_is_drawn_from_its_first_to_its_last_day(db):
    from tracker.desk.edit import edit

    number = sample.one(db, "SELECT id FROM meeting WHERE date = '2025-11-30'")[0]
    edit(db, "meeting", number, {"date": "2025-11-28/2025-11-30"})
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "5")
        assert "●──" in next(line for line in drawn(app) if "US–Ukraine" in line)
        await keys(pilot, "j")
        assert "[●──" in next(line for line in drawn(app) if "US–Ukraine" in line)


async def test_a_track_named_with_hostile_letters_keeps_the_drawing_whole(db):
    from tracker.desk.edit import edit

    for name in sample.HOSTILE:
        edit(db, "track", 1, {"name": name[:200]})
        app = TrackerApp(db, DAY)
        async with app.run_test(size=(80, 24)) as pilot:
            await keys(pilot, "5")
            assert {strip.cell_length for strip in app.screen._compositor.render_strips()} == {80}


async def test_it_opens_at_the_newest_meeting_and_says_that_today_is_years_later(tmp_path):
    from tracker.desk.edit import create

    db = open_database(tmp_path / "old.db")
    try:
        for day in ("2019-05-02", "2019-06-10"):
            old = {"parties": "FR, DE", "kind": "negotiation", "date": day, "status": "held"}
            create(db, "meeting", old, told_by="the embassy", known_since="2019-07-01")
        app = TrackerApp(db, DAY, start="timeline")
        async with app.run_test(size=(100, 24)) as pilot:
            await settle(pilot)
            assert "Jun 2019" in drawn(app)[0]
            assert any("[●]" in line for line in drawn(app))
            assert "t: today, 1 Dec 2025, is later" in text(app)
            await keys(pilot, "t")
            assert "▾" in drawn(app)[1]
            assert "is later" not in text(app)
    finally:
        db.close()
