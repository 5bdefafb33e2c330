"""A dialog that asks for one of a few things."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.tui.display import content
from tracker.tui.screens.base import TrackerDialog


class ChoiceDialog(TrackerDialog[str | None]):
    """Ask for one of a few options, by `j`, `k` and enter, or by its first letter. Dismissed with its id, or None.

    Args:
        question: what is asked.
        options: (id, what is shown), in order.
        chosen: the id under the cursor at first.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("list",)

    def __init__(self, question: str, options: Sequence[tuple[str, str]], *, chosen: str | None = None) -> None:
        super().__init__()
        self._question = question
        self._options = tuple(options)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """The question and the options."""
        with Vertical(classes="dialog"):
            yield Static(content(self._question), classes="dialog--title")
            yield OptionList(*(Option(content(shown)) for _, shown in self._options), compact=True)

    def on_mount(self) -> None:
        """Stand on what is chosen."""
        options = self.query_one(OptionList)
        ids = [one for one, _ in self._options]
        options.highlighted = ids.index(self._chosen) if self._chosen in ids else 0
        options.focus()

    def do_down(self) -> None:
        """One down."""
        self.query_one(OptionList).action_cursor_down()

    def do_up(self) -> None:
        """One up."""
        self.query_one(OptionList).action_cursor_up()

    def do_top(self) -> None:
        """The first."""
        self.query_one(OptionList).action_first()

    def do_bottom(self) -> None:
        """The last."""
        self.query_one(OptionList).action_last()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the chosen id."""
        self.dismiss(self._options[event.option_index][0])
