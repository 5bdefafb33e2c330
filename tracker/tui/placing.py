"""Which rows of a screen are read while a line is typed over it: the line is put where it does not cover them."""

from typing import Any

from textual.screen import Screen

from tracker.tui.widgets.fact_detail import FactDetail
from tracker.tui.widgets.reader import Reader
from tracker.tui.widgets.virtual_table import VirtualTable


def read_rows(screen: Screen[Any]) -> range:
    """The rows of `screen` with the words a fact rests on (selected, or marked), else with the row under the cursor.

    Empty where the screen shows neither.
    """
    for reader in screen.query(Reader):
        found = _on_screen(reader, reader.words_lines())
        if found:
            return found
    for pane in screen.query(FactDetail):
        found = _on_screen(pane, pane.words_lines())
        if found:
            return found
    for table in screen.query(VirtualTable):
        line = table.cursor - round(table.scroll_y) + 1  # below the titles of the columns
        if table.display and 0 < line < table.size.height:
            return range(table.region.y + line, table.region.y + line + 1)
    return range(0)


def _on_screen(pane: Any, lines: range) -> range:
    """Lines of a pane's content as rows of the screen, those that are in view."""
    if not pane.display or not lines:
        return range(0)
    top = round(pane.scroll_y)
    first, after = max(lines.start, top), min(lines.stop, top + pane.size.height)
    return range(pane.region.y + first - top, pane.region.y + after - top) if first < after else range(0)
