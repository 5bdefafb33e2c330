"""A screen of prepared lines, each perhaps a fact, and beside it the fact under the cursor with its words."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from tracker.desk.views import FactView
from tracker.tui.actions import FACT, GLOBAL, READER
from tracker.tui.messages import CursorMoved, RowOpened
from tracker.tui.resting import Rest
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.widgets.fact_detail import FactDetail
from tracker.tui.widgets.text_pane import Line, TextPane

DETAILED = frozenset({"track", "meeting", "position", "assessment", "person", "party", "venue", "attendance"})
"""The kinds of facts that the pane at the side can show."""


class PaneScreen(TrackerScreen):
    """Lines and a fact. A subclass gives `read` and `lines`."""

    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, READER, FACT)
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "evidence", "edit", "accept", "reject", "new", "note", "undo")

    def __init__(self) -> None:
        super().__init__()
        self._rest = Rest()
        self.view: Any | None = None
        self._is_nothing = False
        self._wanted: Sequence[tuple[str, int]] = ()
        """Facts that came back: the cursor goes to the first of them that stands on a line."""

    # A subclass gives

    def read(self) -> Any | None:
        """What is shown; None where there is nothing. Called in a thread."""
        raise NotImplementedError

    def lines(self, view: Any, width: int) -> Sequence[Line]:
        """What was read, as lines of at most `width` cells."""
        raise NotImplementedError

    def nothing(self, width: int) -> Sequence[Line]:
        """What is said where there is nothing, and what to do."""
        raise NotImplementedError

    def is_same(self, before: Any, view: Any) -> bool:
        """True where what was read is the thing that was shown before: then the cursor stays."""
        del before, view
        return True

    # What it does

    def compose_body(self) -> ComposeResult:
        """The lines, and the fact under their cursor."""
        with Container(classes="split"):
            yield TextPane(name="lines")
            yield FactDetail(name="fact")

    @property
    def pane(self) -> TextPane:
        """The lines."""
        return next(pane for pane in self.query(TextPane) if pane.name == "lines")

    @property
    def detail(self) -> FactDetail:
        """The fact."""
        return self.query_one(FactDetail)

    def on_mount(self) -> None:
        """Keys go to the lines."""
        self.pane.focus()

    def on_resize(self) -> None:
        """Side by side where it is wide."""
        self.query_one(".split").set_class(self.size.width >= 110, "-wide")

    def refresh_view(self) -> None:
        """Read anew, in a thread."""
        self.load(self.read, self.show)

    def shows_nothing(self) -> bool:
        """True where there was nothing to read."""
        return self._is_nothing

    def show(self, view: Any | None) -> None:
        """Show what was read."""
        self._is_nothing = view is None
        before, self.view = self.view, view
        if view is None:
            self.pane.show(self.nothing)
            self.detail.display = False
        else:
            keep = before is not None and self.is_same(before, view)
            self.detail.display = True
            self.pane.show(lambda width: self.lines(view, width), keep=keep)
            wanted, self._wanted = self._wanted, ()
            any(self.pane.go_to(fact) for fact in wanted)
            self._show_detail(self.pane.fact)
        self.update_lines()

    def look_for_facts(self, facts: Sequence[tuple[str, int]]) -> None:
        """Once the lines were read anew, put the cursor on the first of some facts."""
        self._wanted = facts

    def unreadable(self, sentence: str) -> None:
        """What was opened is gone: a pushed screen closes."""
        if self.is_current and len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        self.say(sentence, kind="refused")

    def _show_detail(self, fact: tuple[str, int] | None) -> None:
        if fact is None or fact[0] not in DETAILED:
            self.detail.show_fact(None)
        else:
            self.set_timer(self._rest.pause(), lambda: self._read_fact(fact))

    def _read_fact(self, fact: tuple[str, int]) -> None:
        if self.alive and self.is_current and self.pane.fact == fact:
            from tracker.desk import facts  # noqa: PLC0415

            kind, number = fact
            self.load(facts.fact, self._show_fact, self.db, kind, number, *self.day())

    def _show_fact(self, view: FactView) -> None:
        if self.pane.fact == (view.kind, view.id):
            self.detail.show_fact(view)

    def selection(self) -> Sequence[tuple[str, int]]:
        """The fact of the pane that has the keys."""
        focused = self.focused
        pane = focused if isinstance(focused, TextPane) else self.pane
        if pane.fact is None and pane is self.detail:
            pane = self.pane
        return [pane.fact] if pane.fact is not None else []

    def fact_above(self, kind: str) -> int | None:
        """The fact of a kind on the lines above the cursor."""
        return self.pane.fact_above(kind)

    def copy_text(self) -> str:
        """Everything that is shown."""
        return self.pane.text()

    def on_cursor_moved(self, event: CursorMoved) -> None:
        """Show the fact under the cursor of the lines."""
        del event
        if self.focused is not self.detail:
            self._show_detail(self.pane.fact)
        self.update_lines()

    def on_row_opened(self, event: RowOpened) -> None:
        """Enter on a fact."""
        if isinstance(event.row, tuple):
            self.open_fact(*event.row)

    def open_fact(self, kind: str, fact: int) -> None:
        """What enter does: a fact's words in the article."""
        self.tracker.open_evidence(kind, fact)
