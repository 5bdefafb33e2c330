"""A line of text that completes what is typed from the names the file knows."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

from textual.message import Message

from tracker.tui.display import one_line
from tracker.tui.widgets.inputs import LineInput

Known = Callable[[str], Sequence[str]]
"""Known names for what is typed, best first; called in a thread."""


class NameInput(LineInput):
    """An `Input` that offers known names; `right` at the end of the line takes the first one.

    Args:
        value: what stands.
        known: gives the names for the piece that is being typed.
        separator: for lists: the names are completed between these characters ("," or ";").
    """

    class Offered(Message):
        """The names that fit what is typed have changed; `names` is empty where none is known."""

        def __init__(self, field: "NameInput", names: tuple[str, ...], typed: str) -> None:
            super().__init__()
            self.field = field
            self.names = names
            self.typed = typed

        @property
        def control(self) -> "NameInput":
            """The line it happened in."""
            return self.field

    def __init__(self, value: str, known: Known, separator: str = "", **kwargs: Any) -> None:
        super().__init__(value, **kwargs)
        self._known = known
        self._separator = separator
        self.offered: tuple[str, ...] = ()
        self.looking = False
        """True while names for what is typed are looked for."""
        self._take_next = False

    def take_when_found(self) -> None:
        """Take the first name once it is there: the key came before the answer."""
        self._take_next = True

    def _split(self) -> tuple[str, str]:
        """What stands before the piece that is being typed, and that piece."""
        if not self._separator:
            return "", self.value.strip()
        head, mark, piece = self.value.rpartition(self._separator)
        return head + mark, piece.strip()

    def on_input_changed(self) -> None:
        """Look for names; a newer letter makes the older search void."""
        _, piece = self._split()
        if not self.has_focus or not piece:
            self._offer((), piece)
            return
        self.looking = True
        self.run_worker(cast("Any", partial(self._look, piece)), group="names", exclusive=True)

    async def _look(self, piece: str) -> None:
        names = await asyncio.to_thread(self._known, piece)
        if self.is_attached and piece == self._split()[1]:
            self._offer(tuple(one_line(name) for name in names), piece)

    def _offer(self, names: tuple[str, ...], typed: str) -> None:
        self.offered = names
        self.looking = False
        take, self._take_next = self._take_next, False
        if take and names and names[0] != self._split()[1]:
            self.action_cursor_right()
            return
        self.post_message(self.Offered(self, names, typed))

    def action_cursor_right(self, select: bool = False) -> None:
        """At the end of the line: take the first name that is offered."""
        head, piece = self._split()
        if self.cursor_at_end and self.offered and not select and self.offered[0] != piece:
            self.value = f"{head}{' ' if head else ''}{self.offered[0]}"
            self.cursor_position = len(self.value)
            return
        super().action_cursor_right(select)
