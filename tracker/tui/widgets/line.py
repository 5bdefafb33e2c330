"""A line (or two) of text that is sent to the terminal only when it says something else than before."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget


class LineWidget(Widget):
    """A widget of one or two rows; a subclass gives `segments`.

    `update_line` is cheap to call after every key: over a slow connection a line that did not change costs nothing.
    """

    _shown: list[list[Segment]] | None = None

    def segments(self, y: int, width: int) -> list[Segment]:
        """Row `y`, at most `width` cells."""
        raise NotImplementedError

    def update_line(self) -> None:
        """Paint anew where the text is another."""
        if self.is_attached and self.size.width and self._make() != self._shown:
            self.refresh()

    def _make(self) -> list[list[Segment]]:
        return [self.segments(y, self.size.width) for y in range(self.size.height)]

    def render_line(self, y: int) -> Strip:
        """One row."""
        if y == 0 or self._shown is None or y >= len(self._shown):
            self._shown = self._make()
        if y >= len(self._shown):
            return Strip.blank(self.size.width, self.rich_style)
        return Strip(self._shown[y]).apply_style(self.rich_style).adjust_cell_length(self.size.width, self.rich_style)
