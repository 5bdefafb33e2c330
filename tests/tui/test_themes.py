"""A theme looks the same whether the app starts in it or changes to it."""

from datetime import date

import pytest
from textual.widgets import Input

from tests.tui.driving import raw, settle
from tests.tui.story_file import story_file
from tracker.tui.app import TrackerApp
from tracker.tui.themes import names

DAY = date(2025, 12, 4)
PLACES = ("5", "ctrl+p")


@pytest.fixture
def db(tmp_path, monkeypatch):
    monkeypatch.setattr(Input.cursor_blink, "_default", False)  # of two pictures one could have caught it dark
    db = story_file(tmp_path / "themes.db")
    yield db
    db.close()


async def sent(pilot):
    """What the terminal gets for the whole screen, at a few places."""
    found = []
    for key in PLACES:
        await pilot.press(key)
        pilot.app.message = ("", "")  # what the key said is not what is compared
        pilot.app.refresh_lines()
        await settle(pilot)
        found.append(raw(pilot.app))
    await pilot.press("escape")
    return found


@pytest.mark.parametrize("no_color", [False, True], ids=["colours", "NO_COLOR"])
async def test_a_theme_chosen_by_key_is_sent_as_the_one_the_app_starts_in(db, monkeypatch, no_color):
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    started, classes = {}, {}
    for name in names():
        monkeypatch.setenv("TRACKER_THEME", name.removeprefix("tracker-"))
        app = TrackerApp(db, DAY)
        async with app.run_test(size=(100, 30)) as pilot:
            started[name], classes[name] = await sent(pilot), app.classes
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(100, 30)) as pilot:
        for _ in names():
            await settle(pilot)
            await pilot.press("ctrl+t")
            await settle(pilot)
            assert await sent(pilot) == started[app.theme], app.theme
            assert app.classes == classes[app.theme]
        assert app.theme == names()[-1]  # where it began: all of them were seen


async def test_the_terminals_own_colours_go_out_by_their_names(db, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TRACKER_THEME", "ansi")
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        shown = raw(app)
        assert "[39;49m" in shown
        assert "38;2;" not in shown
        assert "48;2;" not in shown


@pytest.mark.parametrize("theme", ["ansi", "light"])
async def test_a_reversed_row_is_of_one_ground_whatever_its_cells_say(db, monkeypatch, theme):
    if theme == "ansi":
        monkeypatch.delenv("NO_COLOR", raising=False)
    else:
        monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TRACKER_THEME", theme)
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        looks = {(one.style.reverse, one.style.dim, one.style.color) for one in app.screen.table.render_line(1)}
        assert len(looks) == 1, "a dim or coloured cell would be a patch of another ground"
        assert looks.pop()[0]
        await pilot.press("tab")
        await settle(pilot)
        pane = app.screen.focused
        lines = [pane.render_line(y) for y in range(pane.size.height)]
        here = next(line for line in lines if line.text.startswith("▸"))
        assert {(one.style.reverse, one.style.dim) for one in list(here)[:-1]} == {(True, None)}


async def test_without_colours_the_row_under_the_cursor_is_reversed_in_every_theme(db, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TRACKER_THEME", "light")
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        table = app.screen.table
        styles = {segment.style.reverse for segment in table.render_line(1)}
        assert styles == {True}
        assert {segment.style.reverse for segment in table.render_line(2)} != {True}
