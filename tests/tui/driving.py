"""Helpers for tests that drive the app: what is on the screen, an app on one screen, desk functions made by hand."""

import asyncio
import sys
import types
from contextlib import suppress
from time import monotonic

from textual.worker import WorkerCancelled

from tracker.tui.app import TrackerApp

LONGEST = 30.0
"""Seconds until a test gives up waiting."""
SOON = 0.3
"""Seconds: timers longer than that do not change what is on the screen (they write down, or take a notice away)."""


def text(app) -> str:
    """What the terminal shows."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def raw(app) -> str:
    """Every byte the terminal would get for the whole screen."""
    return app.screen._compositor.render_update(full=True).render_segments(app.console)


async def settle(pilot) -> None:
    """Wait until nothing is under way any more: no message, no worker, no repaint, no timer of a cursor's rest.

    It looks at what is pending instead of sleeping for as long as that might take on a slow machine.

    Raises:
        AssertionError: something is still under way after half a minute.
    """
    app, quiet, end = pilot.app, 0, monotonic() + LONGEST
    while quiet < 2:  # what was at rest when asked twice in a row, with everybody's turn in between
        await pilot._wait_for_screen()
        with suppress(WorkerCancelled):  # a newer read took the place of an older one
            await app.workers.wait_for_complete()
        pending = under_way(app)
        quiet = 0 if pending else quiet + 1
        assert monotonic() < end, f"not at rest: {pending}"
        await asyncio.sleep(0.002 if pending else 0)
    app.screen._on_timer_update()


def under_way(app) -> str:
    """What is going to change the app by itself within the next moments; empty where it is at rest."""
    screen = app.screen
    if app._gate._busy or app._gate._held:
        return "a key"
    if screen._callbacks or screen._dirty_widgets or screen._layout_required or screen._layout_widgets:
        return "a repaint"
    if any(not worker.is_finished for worker in app.workers):
        return "a worker"
    if app.animator._animations or app.animator._scheduled:
        return "an animation"
    for node in (app, *screen.walk_children(with_self=True)):
        if not node._message_queue.empty() or node._next_callbacks:
            return f"a message to {node}"
        if any(_is_soon(timer) for timer in node._timers):
            return f"a timer of {node}"
    return ""


def _is_soon(timer) -> bool:
    """Whether a timer will strike once, and not only after a person has had time to read something."""
    return timer._repeat == 0 and timer._interval <= SOON and timer._task is not None and not timer._task.done()


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
