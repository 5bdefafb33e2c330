"""Walk every key of every screen, on a file with facts and on an empty one: none crashes, none is silent."""

import pytest
from textual.widgets import Input

from tests.tui import sample
from tests.tui.driving import settle, text
from tracker.desk.openfile import open_database
from tracker.tui.actions import SCREENS, in_scope, keys_of
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.filter_bar import FilterBar
from tracker.tui.widgets.text_pane import TextPane
from tracker.tui.widgets.virtual_table import VirtualTable


@pytest.fixture
def file(filled, tmp_path):
    db = open_database(tmp_path / "walk.db")
    if filled:
        from tracker.desk.ingest import ingest_article

        one = sample.article()
        ingest_article(db, one, sample.record(one), "by hand")
    yield db
    db.close()


def state(app):
    return app.message, len(app.screen_stack), app.current_mode, app.focused, app.theme, text(app)


async def back_to(app, screen, pilot):
    """The screen as it opens, the keys where they are at first, nothing said."""
    while len(app.screen_stack) > 1:
        app.pop_screen()
    if app.current_mode != screen:
        app.switch_mode(screen)
    await settle(pilot, rests=1)
    for field in app.screen.query(Input):
        field.value = ""
    for bar in app.screen.query(FilterBar):
        bar.remove_class("-open")
    lists = [widget for kind in (VirtualTable, TextPane) for widget in app.screen.query(kind) if widget.can_focus]
    lists[0].focus()
    app.message = ("", "")
    app.screen.update_lines()
    await settle(pilot, rests=1)


WALKS = [(True, screen) for screen in SCREENS] + [(False, screen) for screen in ("status", "track", "review", "people")]


@pytest.mark.parametrize(("filled", "screen"), WALKS)
async def test_no_key_crashes_or_is_silent(file, screen, monkeypatch, tmp_path):
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(tmp_path)
    app = TrackerApp(file)
    left = []
    monkeypatch.setattr(app, "exit", lambda *args, **kwargs: left.append(args))
    silent = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.show(screen)
        await settle(pilot)
        for one in in_scope(type(app.screen).SCOPES):
            if not keys_of(one.id) or (one.id.startswith("go_") and screen != "status"):
                continue
            key = keys_of(one.id)[0]
            await back_to(app, screen, pilot)
            before = state(app)
            await pilot.press(key)
            await settle(pilot, rests=1)
            if state(app) == before and not left:
                silent.append(f"{key} ({one.id})")
            left.clear()
    assert not silent
