"""A dialog that asks before something large is done, with the number that it concerns in the sentence."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from tracker.tui.display import content
from tracker.tui.screens.base import TrackerDialog


class ConfirmDialog(TrackerDialog[bool]):
    """Ask yes or no: `y` or enter, `n` or esc. Dismissed with True or False.

    Args:
        question: a sentence with the number in it ("Accept all 24 suggestions shown?").
        yes: what yes does, in a word or two.
    """

    BINDINGS: ClassVar = [
        Binding("y,enter", "answer(True)", "yes"),
        Binding("n,escape", "answer(False)", "no"),
    ]

    def __init__(self, question: str, yes: str = "yes") -> None:
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """The question and its two keys."""
        with Vertical(classes="dialog"):
            yield Static(content(self._question), classes="dialog--title")
            yield Static(content(f"y  {self._yes}    n  leave it"), classes="dialog--hint")

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)

    def do_back(self) -> None:
        """Esc is no."""
        self.dismiss(False)
