"""The lines of the tutorial beneath the top line of every screen."""

from textual.widgets import Static

from tracker.tui.display import content, lines


class Coach(Static):
    """Says which step this is and what to do.

    Args:
        title: "Step 2 of 5: Decide".
        text: what to do.
    """

    DEFAULT_CSS = """
    Coach {
        height: auto; max-height: 6; padding: 0 1; background: $panel; color: $foreground; border-left: thick $primary;
    }
    """

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.say(title, text)

    def say(self, title: str, text: str) -> None:
        """Show another step."""
        self.update(lines(content(title, "bold $primary"), *(content(one) for one in text.split("\n"))))
