"""The line in which a list's filter is typed: every word must occur, in any order."""

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

if TYPE_CHECKING:
    from textual.widgets import Input


class FilterBar(Horizontal):
    """Hidden until `/`; live while typing; enter keeps the filter, esc takes it away."""

    class Changed(Message):
        """The words are others now."""

        def __init__(self, words: str) -> None:
            self.words = words
            super().__init__()

    class Closed(Message):
        """The line was left; the filter stays as it is."""

    @property
    def words(self) -> str:
        """What is typed."""
        return self._field.value if self._field is not None else ""

    _field: "Input | None" = None

    async def open(self) -> None:
        """Show the line and type in it. Its field is made when it is first asked for, not when the app starts."""
        self.add_class("-open")
        if self._field is None:
            from textual.widgets import Static  # noqa: PLC0415

            from tracker.tui.widgets.inputs import LineInput  # noqa: PLC0415

            self._field = LineInput(compact=True, placeholder="words in any order; enter keeps, esc clears")
            await self.mount_all([Static(Content("filter"), classes="filter--label"), self._field])
        self._field.focus()

    def close(self, *, clear: bool = False) -> None:
        """Leave the line; with `clear` take the filter away."""
        if self._field is not None and clear:
            self._field.value = ""
        self.set_class(bool(self.words), "-open")
        self.post_message(self.Closed())

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Tell the list, live."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        """Keep the filter."""
        event.stop()
        self.close()

    def do_back(self) -> None:
        """Esc: take the filter away."""
        self.close(clear=True)
