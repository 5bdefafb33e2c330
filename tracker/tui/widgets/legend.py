"""What the marks of the reader mean: each kind that stands in the article, its letter, its colour, how many."""

from collections import Counter
from collections.abc import Sequence

from rich.segment import Segment

from tracker.desk.views import Mark
from tracker.tui.widgets.line import LineWidget
from tracker.tui.widgets.marking import LETTERS, ORDER
from tracker.tui.widgets.reader import Reader


class Legend(LineWidget):
    """One line under the reader."""

    DEFAULT_CSS = "Legend { height: 1; color: $dim; }"

    def __init__(self) -> None:
        super().__init__()
        self._counts: Counter[str] = Counter()

    def show(self, marks: Sequence[Mark]) -> None:
        """Count the facts (not the marks: a fact may have words in several places)."""
        self._counts = Counter(kind for kind, _ in {(mark.kind, mark.fact) for mark in marks})
        self.update_line()

    def segments(self, y: int, width: int) -> list[Segment]:
        """The kinds, those that matter most first; how many there are only where that fits."""
        readers = self.screen.query(Reader)
        kinds = [kind for kind in ORDER if self._counts[kind]] if readers and y == 0 else []
        counted = sum(len(kind) + 5 + len(str(self._counts[kind])) for kind in kinds) < width
        found = [Segment(" ")]
        for kind in kinds:
            style = readers.first().get_component_rich_style(f"reader--{kind}", partial=True)
            found.append(Segment(f"{LETTERS[kind]} {kind.replace('_', ' ')}", style))
            found.append(Segment(f" {self._counts[kind]}  " if counted else "  "))
        return found
