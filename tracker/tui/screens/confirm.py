"""A question with yes or no, asked before something that touches many facts or loses what was typed."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.tui.display import content
from tracker.tui.screens.base import TrackerDialog

if TYPE_CHECKING:
    from tracker.tui.drafts import DraftedDialog


class ConfirmDialog(TrackerDialog[bool]):
    """Ask; dismissed with True for yes, False for no, None where it was closed.

    Args:
        question: one sentence, with the number of what would change.
        yes: what `y` does ("accept 12").
        no: what `n` does, and `esc` where it does nothing else.
        escape: what `esc` does, where that is a third thing: the dialog is then dismissed with None.
    """

    BINDINGS: ClassVar[list[Any]] = [
        ("y", "answer(True)", "yes"),
        ("enter", "answer(True)", "yes"),
        ("n", "answer(False)", "no"),
        ("escape", "leave", "no"),
    ]

    def __init__(self, question: str, yes: str = "yes", no: str = "no", *, escape: str = "") -> None:
        super().__init__()
        self._question, self._yes, self._no, self._escape = question, yes, no, escape

    def compose(self) -> ComposeResult:
        """The question, and what each key does."""
        told = [f"y {self._yes}", f"n {self._no}"] + ([f"esc {self._escape}"] if self._escape else [])
        with Vertical(classes="dialog"):
            yield Static(content(self._question), id="question")
            yield Static("")
            yield Static(Content("    ").join(content(one) for one in told), id="answers")

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)

    def action_leave(self) -> None:
        """Esc: no, or the third answer."""
        self.dismiss(None if self._escape else False)


def ask_to_leave(dialog: "DraftedDialog", question: str) -> None:
    """Close a dialog without a result once the person says that what was typed may be lost.

    A second esc leaves too, but keeps what was typed: it is offered when the dialog opens again.
    """

    def answered(leave: bool | None) -> None:
        if leave:
            dialog.dismiss(None)
        elif leave is None:
            dialog.leave_for_later()

    dialog.app.push_screen(
        ConfirmDialog(question, "leave, lose it", "stay", escape="leave, keep it for later"), answered
    )
