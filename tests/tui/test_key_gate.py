"""Keys that come in a burst, as over a slow line: what follows a key goes to what that key opened."""

import pytest
from textual import events
from textual.keys import _character_to_key

from tests.tui import sample
from tests.tui.driving import settle, text
from tracker.tui.app import TrackerApp


@pytest.fixture
def db(tmp_path):
    db = sample.sample_file(tmp_path / "burst.db")
    yield db
    db.close()


def burst(app, *keys):
    """Send keys as a terminal does that got them all at once: no pause between them."""
    for one in keys:
        for key in [one] if one in ("enter", "escape", "tab") else one:
            named = key if len(key) > 1 else _character_to_key(key)
            app.post_message(events.Key(named, key if len(key) == 1 else None))


def decided(db):
    return db.read.execute("SELECT count(*) FROM txn").fetchone()[0]


async def test_a_filter_typed_in_one_burst_is_a_filter_and_decides_nothing(db):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        before = decided(db)
        burst(app, "4", "/party:RU", "enter")
        await settle(pilot)
        assert app.current_mode == "positions"
        assert "filter party:RU" in text(app)
        assert app.screen.table.total == 1
        assert decided(db) == before
        burst(app, "/axu", "escape", "escape")
        await settle(pilot)
        assert decided(db) == before
        assert app.screen.table.total == 2


async def test_a_day_typed_in_one_burst_is_that_day(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        burst(app, "@", "newest", "enter")
        await settle(pilot)
        assert app.as_of is not None
        assert app.as_of.isoformat() == "2025-12-01"


async def test_a_new_fact_typed_in_one_burst_stands_in_its_line(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = decided(db)
        burst(app, "4", "n", "RU dem axu")
        await settle(pilot)
        assert "RU dem axu" in app.focused.value
        assert decided(db) == before


async def test_what_is_pasted_right_after_a_key_lands_where_that_key_led(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        burst(app, "4", "/")
        app.post_message(events.Paste("party:US"))
        burst(app, "enter")
        await settle(pilot)
        assert "filter party:US" in text(app)


async def test_many_keys_in_one_burst_all_count(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        burst(app, "3")
        await settle(pilot)
        burst(app, *["j"] * 7, *["k"] * 2)
        await settle(pilot)
        assert app.screen.table.cursor == 5


async def test_a_key_whose_widget_goes_away_does_not_hold_the_next_ones(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        burst(app, "?", "escape", "?", "escape", "3")
        await settle(pilot)
        assert app.current_mode == "review"
        assert len(app.screen_stack) == 1
