"""Copy and export: what a screen shows, out of the program."""

from typing import Final

from tracker.tui.actions import CannotActError, shown_key
from tracker.tui.display import plural
from tracker.tui.screens.host import Host

EXPORTED: Final = frozenset({"track", "meeting", "position", "assessment", "person", "article"})
"""The kinds of facts that `tracker export --kind` knows."""
MOST_IDS: Final = 2_000
"""Marked rows that an export names one by one: a command line has an end."""


class GivingOut(Host[None]):
    """The mixin of screens that can copy and export."""

    def copy_text(self) -> str:
        """What `y` copies, as plain text; empty where there is nothing."""
        return ""

    def export_words(self) -> list[str] | None:
        """The words of `tracker export` that choose what is shown; None where only everything can be exported."""
        return None

    def export_name(self) -> str:
        """A file name to begin with."""
        return "tracker.md"

    def do_copy(self) -> None:
        """Offer what the cursor or the marks mean to the terminal's clipboard.

        A terminal does not say whether it took it: so neither do we.
        """
        text = self.copy_text()
        if not text:
            raise CannotActError("Nothing here to copy.")
        self.app.copy_to_clipboard(text)
        count = plural(text.count("\n") + 1, "line")
        self.say(f"Offered {count} to the terminal's clipboard; if it does not take it, {shown_key('export')} writes.")

    def do_export(self) -> None:
        """Ask for a file, and write what is shown, or everything, to it in a child process."""
        self.tracker.open("export", self.export_words() or (), self.export_name())
