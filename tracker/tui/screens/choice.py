"""A dialog that asks for one of a few things."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tracker.tui.actions import LIST, bindings, keys_of
from tracker.tui.display import content
from tracker.tui.messages import RowOpened
from tracker.tui.screens.base import TrackerDialog
from tracker.tui.sources import MemorySource, folded
from tracker.tui.widgets.columns import Column
from tracker.tui.widgets.virtual_table import VirtualTable

_MOVES = ("down", "up", "top", "bottom", "page_down", "page_up", "open")
_LONGEST = 16
"""Rows of options before they scroll."""


class ChoiceDialog(TrackerDialog[str | None]):
    """Ask for one of a few options, by arrows, `j`, `k` and enter, or by its first letter.

    Dismissed with the id of the option, or with None on esc.

    Args:
        question: what is asked.
        options: (id, what is shown), in order.
        chosen: the id under the cursor at first.
    """

    BINDINGS: ClassVar[list[Any]] = [
        binding for binding in bindings((LIST,)) if any(binding.action == f"act('{name}')" for name in _MOVES)
    ]

    def __init__(self, question: str, options: Sequence[tuple[str, str]], *, chosen: str | None = None) -> None:
        super().__init__()
        self._question = question
        self._options = tuple(options)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """The question and the options."""
        with Vertical(classes="dialog"):
            yield Static(content(self._question), classes="dialog--title")
            yield VirtualTable(
                [Column("option", "", lambda option: option[1], 8, flex=1)], key=lambda option: option[0]
            )

    def on_mount(self) -> None:
        """Stand on what is chosen."""
        table = self.query_one(VirtualTable)
        table.styles.height = min(len(self._options), _LONGEST) + 1
        ids = [one for one, _ in self._options]
        table.show(MemorySource(self._options), len(ids), at=ids.index(self._chosen) if self._chosen in ids else 0)
        table.focus()

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next option that begins with it."""
        if event.character is None or not event.is_printable or any(event.key in keys_of(name) for name in _MOVES):
            return
        table = self.query_one(VirtualTable)
        count = len(self._options)
        for step in range(1, count + 1):
            at = (table.cursor + step) % count
            if folded(self._options[at][1]).startswith(folded(event.character)):
                table.move_to(at)
                break
        else:
            self.say(f"No option begins with {event.character}.", kind="refused")
        event.stop()

    def on_row_opened(self, event: RowOpened) -> None:
        """Close with the chosen id."""
        event.stop()
        if isinstance(event.row, tuple):
            self.dismiss(event.row[0])
