"""A few lines above a body that say what a person should know first; nothing where there is nothing to say."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tracker.tui.display import content

MOST = 3


class Notice(Static):
    """At most three lines; hidden while empty."""

    DEFAULT_CSS = "Notice { height: auto; max-height: 3; padding: 0 1; color: $text-warning; display: none; }"

    def show(self, sentences: Sequence[str]) -> None:
        """Say these sentences, one a line."""
        shown = [content(f"! {sentence}") for sentence in sentences[:MOST]]
        self.display = bool(shown)
        self.update(Content("\n").join(shown))
