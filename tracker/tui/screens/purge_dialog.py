"""Forgetting an article or a person for good: what would go is said, its name is typed, a child process does it."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tracker.desk.purging import Purging
from tracker.tui.display import content, one_line
from tracker.tui.jobs import Job
from tracker.tui.screens.base import TrackerDialog
from tracker.tui.widgets.inputs import LineInput


class PurgeDialog(TrackerDialog[None]):
    """Ask for the name, and begin.

    Args:
        what: what a purge would do, as the desk says it.
    """

    def __init__(self, what: Purging) -> None:
        super().__init__()
        self._what = what

    def compose(self) -> ComposeResult:
        """What goes, the field, that there is no way back."""
        with Vertical(classes="dialog"):
            yield Static(content(f"Purge {self._what.kind}: {one_line(self._what.name)}"), classes="dialog--title")
            yield Static(content("\n".join(one_line(sentence) for sentence in self._what.sentences)))
            yield LineInput(placeholder="type its name to purge it")
            yield Static(content(self._hint()), classes="dialog--hint")

    def _hint(self) -> str:
        return "There is no undo, of this and of all that was done before. esc leaves."

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin, where the name is the one."""
        if not self._what.is_named_by(event.value):
            hint = self.query_one(".dialog--hint", Static)
            hint.add_class("-wrong")
            hint.update(content("That is not its name; nothing was purged."))
            return
        app = self.tracker
        what = self._what
        self.dismiss(None)
        words = ["purge", "--progress", "json", "--name", event.value.strip(), what.kind, str(what.number)]
        app.start_job(Job(f"Purging {what.kind} {what.number}", words))
