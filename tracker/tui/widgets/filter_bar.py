"""The line in which a list's filter is typed: every word must occur, in any order."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tracker.tui.display import content


class FilterBar(Horizontal):
    """Hidden until `/`; live while typing; enter keeps the filter, esc takes it away."""

    class Changed(Message):
        """The words are others now."""

        def __init__(self, words: str) -> None:
            self.words = words
            super().__init__()

    class Closed(Message):
        """The line was left; the filter stays as it is."""

    def compose(self) -> ComposeResult:
        """A label and the field."""
        yield Static(content("filter"), classes="filter--label")
        yield Input(compact=True, placeholder="words in any order; enter keeps, esc clears")

    @property
    def words(self) -> str:
        """What is typed."""
        return self.query_one(Input).value if self.is_mounted else ""

    def open(self) -> None:
        """Show the line and type in it."""
        self.add_class("-open")
        self.query_one(Input).focus()

    def close(self, *, clear: bool = False) -> None:
        """Leave the line; with `clear` take the filter away."""
        field = self.query_one(Input)
        if clear:
            field.value = ""
        self.set_class(bool(field.value), "-open")
        self.post_message(self.Closed())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the list, live."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the filter."""
        event.stop()
        self.close()

    def do_back(self) -> None:
        """Esc: take the filter away."""
        self.close(clear=True)
