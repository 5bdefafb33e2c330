"""Helpers for tests that drive the app: what is on the screen, an app on one screen, desk functions made by hand."""

import sys
import types
from contextlib import suppress

from textual.worker import WorkerCancelled

from tracker.tui.app import TrackerApp


def text(app) -> str:
    """What the terminal shows."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def raw(app) -> str:
    """Every byte the terminal would get for the whole screen."""
    return app.screen._compositor.render_update(full=True).render_segments(app.console)


async def settle(pilot, rests: int = 2) -> None:
    """Wait until threads have answered, timers of a cursor's rest have run, and the screen stays as it is."""
    same, before = 0, ""
    for _ in range(60):
        await pilot.pause(0.06)
        with suppress(WorkerCancelled):  # a newer read took the place of an older one
            await pilot.app.workers.wait_for_complete()
        now = text(pilot.app)
        same, before = (same + 1 if now == before else 0), now
        if same >= rests:
            break
    await pilot.pause()


def stub(monkeypatch, name: str, **functions) -> None:
    """Put functions made by hand in the place of a module of the desk."""
    module = types.ModuleType(f"tracker.desk.{name}")
    module.__dict__.update(functions)
    monkeypatch.setitem(sys.modules, f"tracker.desk.{name}", module)
    import tracker.desk

    monkeypatch.setattr(tracker.desk, name, module, raising=False)


def app_on(screen_class, db=None, as_of=None) -> TrackerApp:
    """An app whose first screen is `screen_class`."""
    app = TrackerApp(db, as_of)
    if db is None:
        app.count_waiting = lambda: None
    app._modes["status"] = screen_class
    return app
