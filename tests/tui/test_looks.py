"""How every screen and dialog looks, at two sizes in every theme, and what an empty file looks like."""

from datetime import date

import pytest
from textual.widgets import Input

from tests.tui.driving import settle
from tests.tui.places import PLACES, go
from tests.tui.story_file import story_file
from tracker.desk.openfile import open_database
from tracker.tui.actions import SCREENS
from tracker.tui.app import TrackerApp

DAY = date(2025, 12, 4)
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}


@pytest.fixture(autouse=True)
def terminal(monkeypatch, tmp_path):
    """The same terminal everywhere: colours, no home, no settings."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("theme", ["dark", "light", "contrast", "ansi"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", PLACES)
def test_it_looks_as_it_did(tmp_path, snap_compare, monkeypatch, place, size, theme):
    monkeypatch.setenv("TRACKER_THEME", theme)
    db = story_file(tmp_path / "looks.db")

    async def ready(pilot):
        await go(pilot.app, pilot, place)

    try:
        assert snap_compare(TrackerApp(db, DAY), terminal_size=SIZES[size], run_before=ready)
    finally:
        db.close()


@pytest.mark.parametrize("screen", [*SCREENS, "matrix", "changes", "journal", "merges"])
def test_an_empty_file_says_what_to_do_next(tmp_path, snap_compare, monkeypatch, screen):
    monkeypatch.setenv("TRACKER_THEME", "dark")
    db = open_database(tmp_path / "empty.db")

    async def ready(pilot):
        await settle(pilot)
        if screen in SCREENS:
            pilot.app.show(screen)
        else:
            await pilot.press(*PLACES[screen][1])
        await settle(pilot)

    try:
        assert snap_compare(TrackerApp(db, DAY), terminal_size=(80, 24), run_before=ready)
    finally:
        db.close()
