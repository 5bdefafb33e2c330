"""Walk every key of every screen, on a file with facts and on an empty one: none crashes, none is silent."""

import pytest

from tests.tui import sample
from tests.tui.driving import settle, text
from tracker.desk.openfile import open_database
from tracker.tui.actions import SCREENS, in_scope, keys_of
from tracker.tui.app import TrackerApp


@pytest.fixture(params=["with facts", "empty"])
def file(request, tmp_path):
    db = open_database(tmp_path / "walk.db")
    if request.param == "with facts":
        from tracker.desk.ingest import ingest_article

        one = sample.article()
        ingest_article(db, one, sample.record(one), "by hand")
    yield db
    db.close()


def state(app):
    return app.message, len(app.screen_stack), app.current_mode, app.focused, app.theme, text(app)


@pytest.mark.parametrize("screen", SCREENS)
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
            for key in keys_of(one.id):
                if app.focused is not None and app.focused.check_consume_key(key, key if len(key) == 1 else None):
                    await pilot.press("tab")  # a field takes letters as letters
                    await settle(pilot)
                app.message = ("", "")
                app.screen.update_lines()
                await pilot.pause()
                before = state(app)
                await pilot.press(key)
                await settle(pilot)
                if state(app) == before and not left:
                    silent.append(f"{key} ({one.id})")
                left.clear()
                while len(app.screen_stack) > 1:
                    app.pop_screen()
                if app.current_mode != screen:
                    app.switch_mode(screen)
                app.theme = "tracker-dark"
                await settle(pilot)
    assert not silent
