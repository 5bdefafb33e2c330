"""How every screen and dialog looks, at two sizes in every theme, and what an empty file looks like."""

import asyncio
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from textual.app import App
from textual.widgets import Input, TextArea

from tests.tui.driving import settle
from tests.tui.places import PLACES, go
from tests.tui.story_file import story_file
from tracker.desk.openfile import open_database
from tracker.tui.actions import SCREENS
from tracker.tui.app import TrackerApp

DAY = date(2025, 12, 4)
THEMES = ("dark", "light", "contrast", "ansi")
"""One app shows them in turn: `test_themes.py` sees to it that they look as if it had started in them."""
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}


@pytest.fixture(autouse=True)
def terminal(monkeypatch, tmp_path):
    """The same terminal everywhere: colours, no home, no settings."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    for field in (Input, TextArea):
        monkeypatch.setattr(field.cursor_blink, "_default", False)
    monkeypatch.chdir(tmp_path)


class Picture(App):
    """What an app looked like, for `snap_compare`, which knows apps alone: to run it is to show the picture."""

    def __init__(self, svg):
        super().__init__()
        self.svg = svg

    def run(self, **kwargs):
        return self.svg


@cache
def pictures(place, size):
    """How a place looks in every theme: one app that opens it, and then changes its theme there."""

    async def take():
        async with app.run_test(size=SIZES[size]) as pilot:
            await go(app, pilot, place)
            for theme in THEMES:
                app.theme = f"tracker-{theme}"
                await settle(pilot)
                taken[theme] = app.export_screenshot(title=app.title, simplify=True)

    taken: dict[str, str] = {}
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_THEME", THEMES[0])
        db = story_file(Path(folder) / "looks.db")
        app = TrackerApp(db, DAY)
        try:
            asyncio.run(take())
        finally:
            db.close()
    return taken


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", PLACES)
def test_it_looks_as_it_did(snap_compare, place, size, theme):
    assert snap_compare(Picture(pictures(place, size)[theme]), terminal_size=SIZES[size])


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
