"""One fact, whole, on a screen of its own: its words, its fields, who took part."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from tracker.desk.views import FactView
from tracker.tui.actions import FACT, GLOBAL, READER
from tracker.tui.messages import CursorMoved, RowOpened
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.track_lines import spoken
from tracker.tui.widgets.fact_detail import FactDetail, fact_lines
from tracker.tui.widgets.text_pane import Line


class FactScreen(TrackerScreen):
    """A fact that was opened from a list.

    Args:
        kind: its kind.
        fact: its id.
    """

    TITLE: ClassVar[str] = "Fact"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, READER, FACT)
    FOOTER: ClassVar = ("open", "evidence", "edit", "accept", "reject", "note", "back", "undo")

    def __init__(self, kind: str, fact: int) -> None:
        super().__init__()
        self.kind, self.fact = kind, fact
        self.view: FactView | None = None

    def compose_body(self) -> ComposeResult:
        """The fact."""
        yield FactDetail()

    @property
    def detail(self) -> FactDetail:
        """The pane."""
        return self.query_one(FactDetail)

    def on_mount(self) -> None:
        """Keys go to the fact."""
        self.detail.focus()

    def refresh_view(self) -> None:
        """Read the fact, in a thread."""
        from tracker.desk import facts  # noqa: PLC0415

        self.load(facts.fact, self._show, self.db, self.kind, self.fact, *self.day())

    def _show(self, view: FactView) -> None:
        self.view = view
        self.detail.show(lambda width: self._lines(view, width), keep=True)
        self.update_lines()

    def _lines(self, view: FactView, width: int) -> list[Line]:
        """The fact's lines, its title the first that the cursor stops at."""
        lines = fact_lines(view, width)
        for at in range(1, len(lines)):
            if lines[at].parts[:1] and lines[at].parts[0][1] != "strong":
                break
            lines[at] = lines[at]._replace(fact=(view.kind, view.id))
        return lines

    def unreadable(self, sentence: str) -> None:
        """The fact is gone: leave."""
        if self.is_current:
            self.app.pop_screen()
        self.say(sentence, kind="refused")

    def subtitle(self) -> str:
        """What it is."""
        return f"{spoken(self.kind)} · {self.view.title}" if self.view else spoken(self.kind)

    def selection(self) -> Sequence[tuple[str, int]]:
        """The fact of the line under the cursor (a person at a meeting), else the fact itself."""
        return [self._fact()]

    def _fact(self) -> tuple[str, int]:
        return self.detail.fact or (self.kind, self.fact)

    def copy_text(self) -> str:
        """The fact as it is shown."""
        return self.detail.text()

    def export_words(self) -> list[str] | None:
        """This fact."""
        return ["--kind", self.kind, "--id", str(self.fact)] if self.kind in ("meeting", "position") else None

    def on_cursor_moved(self, event: CursorMoved) -> None:
        """Another line, other keys."""
        del event
        self.update_lines()

    def on_row_opened(self, event: RowOpened) -> None:
        """Enter on a line that stands for a fact: its words in the article."""
        if isinstance(event.row, tuple):
            self.tracker.open_evidence(*event.row)
