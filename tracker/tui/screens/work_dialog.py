"""What the last long work gave: each article's sentence, and what could not be read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tracker.tui.actions import LIST, READER
from tracker.tui.display import content, plural
from tracker.tui.jobs import Outcome
from tracker.tui.screens.base import TrackerDialog
from tracker.tui.widgets.text_pane import Line, TextPane, wrapped


class WorkDialog(TrackerDialog[None]):
    """Show an outcome, what went wrong first.

    Args:
        label: what the work was.
        outcome: how it ended.
    """

    SCOPES: ClassVar[tuple[str, ...]] = (LIST, READER)
    DEFAULT_CSS = """
    WorkDialog TextPane { height: auto; min-height: 3; max-height: 16; margin: 1 0 0 0; background: $panel; }
    """

    def __init__(self, label: str, outcome: Outcome) -> None:
        super().__init__()
        self._label, self._outcome = label, outcome

    def compose(self) -> ComposeResult:
        """The label, the lines."""
        with Vertical(classes="dialog"):
            yield Static(content(self._label), classes="dialog--title")
            yield Static(content(self._outcome.sentence), classes="dialog--hint")
            yield TextPane()

    def on_mount(self) -> None:
        """Lines broken at the pane's own width."""
        pane = self.query_one(TextPane)
        pane.show(self._lines)
        pane.focus()

    def _lines(self, width: int) -> list[Line]:
        outcome = self._outcome
        lines: list[Line] = []
        for title, style, sentences in (
            (plural(len(outcome.errors), "error"), "bad", outcome.errors),
            (plural(len(outcome.sentences), "article"), "plain", outcome.sentences),
        ):
            if sentences:
                lines.append(Line(((title, "heading"),)))
                for sentence in sentences:
                    lines.extend(Line(((text, style),)) for text in wrapped(sentence, width))
        return lines
