"""Keys one after the other: the next one waits until the one before was carried out, so that a burst is never misread.

Textual hands every key that has arrived to the widget that has the focus then. Over a slow line keys come in bursts: of
"/party:US" all nine would go to the list, and what follows the slash would accept, paste and undo before the filter
line has the focus. Here a key is held until the one before has travelled from the focused widget up to the app, what it
opened is there, and the focus is where it belongs.
"""

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from textual import events

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.widget import Widget

    from tracker.tui.app import TrackerApp

_LONGEST: Final = 1.0
"""Seconds after which keys go on, whatever the one before still does."""
_READ: Final = 0.25
"""Seconds that keys wait for what is read for a form or a dialog that the one before opens."""


class KeyGate:
    """Holds keys and pastes back while the one before is under way."""

    def __init__(self, app: "TrackerApp") -> None:
        self._app = app
        self._held: deque[events.Event] = deque()
        self._ticket = 0
        self._busy = False
        self._timer: asyncio.TimerHandle | None = None

    def enter(self, event: events.Event) -> bool:
        """Whether the event may go on now; otherwise it is kept, and goes on in its turn."""
        if self._busy:
            self._held.append(event)
            return False
        self._busy = True
        self._ticket += 1
        return True

    def follow(self, before: "tuple[Screen[Any], Widget | None]") -> None:
        """Let the next event go on when the one that was just handed out has been carried out.

        Args:
            before: the screen, and what had the focus, when it was handed out.
        """
        ticket = self._ticket
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(_LONGEST, self._release, ticket)
        screen, focused = before
        way: list[MessagePump] = list((focused or screen).ancestors_with_self)
        self._step(way, ticket, before)

    def _step(self, way: "list[MessagePump]", ticket: int, before: "tuple[Screen[Any], Widget | None]") -> None:
        """Queue up behind the event with each widget on its way."""
        if ticket != self._ticket:
            return
        while way:
            if way.pop(0).call_later(self._step, way, ticket, before):
                return
        self._carried_out(ticket, before)

    def _carried_out(self, ticket: int, before: "tuple[Screen[Any], Widget | None]") -> None:
        app = self._app
        if (app.screen, app.focused) == before and not self._at_work(before[0]):
            self._release(ticket)
        else:
            app.run_worker(self._settle(ticket, before), group="keys")

    def _at_work(self, screen: "Screen[Any]") -> bool:
        """True while an action is under way, or something is read for what it opens."""
        app = self._app
        focused = app.focused
        typing = focused is not None and focused.check_consume_key("a", "a")  # it takes letters: a field
        groups = ("act",) if typing else ("act", "load ")
        return app.screen is screen and any(
            worker.group.startswith(groups) and not worker.is_finished for worker in app.workers
        )

    async def _settle(self, ticket: int, before: "tuple[Screen[Any], Widget | None]") -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while self._at_work(before[0]) and loop.time() - begun < _READ:
            await asyncio.sleep(0.002)
        app = self._app
        # What was opened is painted, and its field has asked the app for the focus: queue up behind that.
        app.screen.call_after_refresh(app.call_later, self._release, ticket)

    def _release(self, ticket: int) -> None:
        """The event of this ticket is done: the next one goes on."""
        if ticket != self._ticket or not self._busy:
            return
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._busy = False
        if self._held:
            self._app.call_next(self._app.on_event, self._held.popleft())
