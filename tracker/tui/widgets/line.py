"""A line (or two) of text that is sent to the terminal only when it says something else than before."""

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tracker.tui import hosting
from tracker.tui.display import cell_len


class LineWidget(Widget):
    """A widget of one or two rows; a subclass gives `segments`.

    `update_line` is cheap to call after every key: over a slow connection a line that did not change costs nothing.
    """

    _shown: list[list[Segment]] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.spots: list[tuple[int, int, int, str]] = []
        """Where a click carries out an action: row, first cell, cell after the last, action id."""

    def segments(self, y: int, width: int) -> list[Segment]:
        """Row `y`, at most `width` cells."""
        raise NotImplementedError

    def update_line(self) -> None:
        """Paint anew where the text is another."""
        if self.is_attached and self.size.width and self._make() != self._shown:
            self.refresh()

    def spot(self, y: int, segments: list[Segment], since: int, name: str) -> None:
        """Let a click on what `segments` has from the index `since` on carry out an action."""
        start = sum(cell_len(segment.text) for segment in segments[:since])
        self.spots.append((y, start, start + sum(cell_len(segment.text) for segment in segments[since:]), name))

    def on_click(self, event: events.Click) -> None:
        """Carry out the action under the mouse."""
        for y, start, end, name in self.spots:
            if event.y == y and start <= event.x < end:
                hosting.act(self.screen, name)
                return

    def _make(self) -> list[list[Segment]]:
        self.spots.clear()
        return [self.segments(y, self.size.width) for y in range(self.size.height)]

    def render_line(self, y: int) -> Strip:
        """One row."""
        if y == 0 or self._shown is None or y >= len(self._shown):
            self._shown = self._make()
        if y >= len(self._shown):
            return Strip.blank(self.size.width, self.rich_style)
        return Strip(self._shown[y]).apply_style(self.rich_style).adjust_cell_length(self.size.width, self.rich_style)
