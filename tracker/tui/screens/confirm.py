"""A question with yes or no, asked before something that touches many facts or loses what was typed."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.tui.display import content
from tracker.tui.screens.base import TrackerDialog


class ConfirmDialog(TrackerDialog[bool]):
    """Ask; dismissed with True for yes, False for no, None where it was closed.

    Args:
        question: one sentence, with the number of what would change.
        yes: what `y` does ("accept 12").
        no: what `n` and `esc` do.
    """

    BINDINGS: ClassVar[list[Any]] = [
        ("y", "answer(True)", "yes"),
        ("enter", "answer(True)", "yes"),
        ("n", "answer(False)", "no"),
        ("escape", "answer(False)", "no"),
    ]

    def __init__(self, question: str, yes: str = "yes", no: str = "no") -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        """The question, and what each key does."""
        with Vertical(classes="dialog"):
            yield Static(content(self._question), id="question")
            yield Static("")
            yield Static(Content("    ").join((content(f"y {self._yes}"), content(f"n {self._no}"))), id="answers")

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)


def ask_to_leave(dialog: TrackerDialog[Any], question: str) -> None:
    """Close a dialog without a result once the person says that what was typed may be lost."""

    def answered(leave: bool | None) -> None:
        if leave:
            dialog.dismiss(None)

    dialog.app.push_screen(ConfirmDialog(question, "leave, lose it", "stay"), answered)
