"""Walk every key of every screen and dialog, on a file with facts and on an empty one: none crashes, none is silent."""

import re
from functools import cache

import pytest
from textual.widgets import Input

from tests.tui.driving import settle, text
from tests.tui.places import PLACES, go, tear_down
from tests.tui.story_file import story_file
from tracker.desk.openfile import open_database
from tracker.tui.actions import GLOBAL, SCREENS, action
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.filter_bar import FilterBar
from tracker.tui.widgets.text_pane import TextPane
from tracker.tui.widgets.virtual_table import VirtualTable

EMPTY = ("status", "track", "review", "people", "matrix", "journal")
ONCE = ("go_",)
"""Actions that are the same wherever one is: they are walked on the status screen alone."""


@cache
def our_actions(kind):
    """What our own classes bind; what Textual's fields and bars do with keys does nothing at an end, as everywhere."""
    ours = [one for one in kind.__mro__ if one.__module__.startswith("tracker.")]
    bound = [binding for one in ours for binding in one.__dict__.get("BINDINGS", ())]
    return {binding[1] if isinstance(binding, tuple) else binding.action for binding in bound} | {"screen.copy_text"}


def state(app):
    return app.message, len(app.screen_stack), app.current_mode, app.focused, app.theme, text(app)


def keys_here(app, place):
    """The keys of our own that are bound where the focus is; a screen's own, and everywhere's on the main screens."""
    found = {}
    for key, (node, binding, enabled, _) in app.active_bindings.items():
        if not enabled or binding.action not in our_actions(type(node)):
            continue
        name = re.fullmatch(r"act\('(\w+)'\)", binding.action)
        if name:
            one = action(name[1])
            everywhere = GLOBAL in one.scopes or one.id.startswith(ONCE)
            if everywhere and one.id not in ("back", "help") and not (place == "status" or _walks_all(place, one.id)):
                continue
        found.setdefault(binding.action, key)
    return found.values()


def _walks_all(place, name):
    """Whether a key of everywhere is pressed at a place too: on the main screens, but for those that lead elsewhere."""
    return place in SCREENS and not name.startswith(ONCE)


async def open_anew(app, pilot, place):
    """The place as it opens, the keys where they are at first, nothing said, nothing marked."""
    screen, keys, _ = PLACES[place]
    tear_down(app)
    if app.current_mode != screen:
        app.switch_mode(screen)
        await settle(pilot)
    for field in app.screen.query(Input):
        field.value = ""
    for bar in app.screen.query(FilterBar):
        bar.remove_class("-open")
    lists = [widget for kind in (VirtualTable, TextPane) for widget in app.screen.query(kind) if widget.can_focus]
    lists[0].focus()
    await settle(pilot)
    if keys:
        await go(app, pilot, place)
    say_nothing(app)
    await settle(pilot)


def say_nothing(app):
    app.message = ("", "")
    if hasattr(app.screen, "update_lines"):
        app.screen.update_lines()


def where(app):
    """What has to be as it was for the next key to be pressed from the same place."""
    return app.current_mode, app.screen, app.focused


async def silent_keys(db, monkeypatch, place):
    """Press every key of a place, each time as it opens; those that did nothing that can be seen."""
    app = TrackerApp(db)
    left, silent = [], []
    monkeypatch.setattr(app, "exit", lambda *args, **kwargs: left.append(args))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, place)
        keys = list(keys_here(app, place))
        assert keys
        await open_anew(app, pilot, place)
        home = where(app)
        for key in keys:
            if where(app) != home:
                await open_anew(app, pilot, place)
                home = where(app)
            else:
                say_nothing(app)
                await pilot.pause()
            before = state(app)
            await pilot.press(key)
            await settle(pilot)
            if state(app) == before and not left:
                silent.append(key)
            left.clear()
    return silent


@pytest.mark.parametrize("place", PLACES)
async def test_no_key_crashes_or_is_silent(tmp_path, monkeypatch, place):
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(tmp_path)
    db = story_file(tmp_path / "walk.db")
    try:
        assert not await silent_keys(db, monkeypatch, place)
    finally:
        db.close()


@pytest.mark.parametrize("place", EMPTY)
async def test_no_key_crashes_or_is_silent_where_there_is_nothing(tmp_path, monkeypatch, place):
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(tmp_path)
    db = open_database(tmp_path / "empty.db")
    try:
        assert not await silent_keys(db, monkeypatch, place)
    finally:
        db.close()
