"""The calendar key: from today to a past day and back, by arrows, by days with news, by a typed date."""

from datetime import date, timedelta

import pytest

from tests.tui import sample
from tests.tui.driving import settle, text
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.month import Month


@pytest.fixture
def db(tmp_path):
    db = sample.sample_file(tmp_path / "calendar.db")
    yield db
    db.close()


async def keys(pilot, *pressed):
    for key in pressed:
        await pilot.press(key)
    await settle(pilot)


async def test_a_day_is_chosen_by_the_news_of_its_day_and_stands_above_every_screen(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "at", "left_square_bracket")
        assert "Mon 1 Dec 2025 · 1 article" in text(app)
        assert "▸ 1•" in text(app)
        await keys(pilot, "enter")
        assert app.as_of == date(2025, 12, 1)
        for digit in "12345678":
            await keys(pilot, digit)
            assert "as of" in text(app).splitlines()[0], digit


async def test_the_same_key_twice_and_esc_on_the_first_screen_lead_back_to_today(db):
    app = TrackerApp(db, date(2025, 12, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "at", "at")
        assert app.as_of is None
        app.set_as_of(date(2025, 12, 1))
        await keys(pilot, "escape")
        assert app.as_of is None
        assert "today" in app.message[1]


async def test_what_waits_is_counted_as_of_the_day_that_is_shown(db):
    app = TrackerApp(db, date(2025, 11, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4")
        app.count_waiting()
        await settle(pilot)
        assert "0 to review · 0 conflicts" in text(app).splitlines()[0]


async def test_what_was_not_yet_published_is_not_there_the_day_before(db):
    app = TrackerApp(db, date(2025, 12, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "at", "left", "enter", "5")
        assert app.as_of == date(2025, 11, 30)
        assert "Shell Bay" not in text(app)


async def test_a_typed_date_moves_the_calendar_and_a_wrong_one_is_said(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "at", *"1 Dec 2025")
        assert app.screen.query_one(Month).day == date(2025, 12, 1)
        assert "= Mon 1 Dec 2025" in text(app)
        await keys(pilot, *"x", "enter")
        assert "is not a date" in text(app)
        await keys(pilot, "backspace", "enter")
        assert app.as_of == date(2025, 12, 1)


async def test_arrows_and_pages_move_by_days_weeks_and_months(db):
    app = TrackerApp(db, date(2025, 3, 31))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "at", "pageup")
        month = app.screen.query_one(Month)
        assert month.day == date(2025, 2, 28)
        await keys(pilot, "down", "right", "up", "h")
        assert month.day == date(2025, 2, 28)
        await keys(pilot, "pagedown", "pagedown")
        assert month.day == date(2025, 4, 28)
        month.move_to(date.max)
        await keys(pilot, "down")
        month.move_to(date.min)
        await keys(pilot, "up")
        assert month.day - date.min < timedelta(days=40)
        await keys(pilot, "escape")
        assert app.as_of == date(2025, 3, 31)


async def test_no_screen_shows_what_was_published_after_the_day_that_is_shown(db):
    app = TrackerApp(db, date(2025, 11, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for digit in "12345678":
            await keys(pilot, digit)
            shown = text(app)
            for name in ("Umerov", "Border talks", "Shell Bay", "Axios"):
                assert name not in shown, digit
        for key in ("M", "c", "Y"):
            await keys(pilot, "1", key)
            assert "Umerov" not in text(app), key
            await keys(pilot, "escape")
        for digit in ("9", *"Umerov"):
            await pilot.press(digit)
        await settle(pilot)
        assert app.screen.table.total == 0
