"""Words in articles and facts, with what matches marked."""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Input

from tracker.desk.views import FactView, Hit
from tracker.tui.display import flat, one_line
from tracker.tui.screens.listing import ListScreen
from tracker.tui.screens.pane_screen import DETAILED
from tracker.tui.sources import MemorySource, Source
from tracker.tui.track_lines import spoken
from tracker.tui.widgets.columns import Column
from tracker.tui.widgets.fact_detail import FactDetail
from tracker.tui.widgets.filter_bar import FilterBar
from tracker.tui.widgets.inputs import LineInput
from tracker.tui.widgets.text_pane import Line, rule
from tracker.tui.widgets.virtual_table import VirtualTable
from tracker.tui.widgets.wrapping import Wrapping

WIDE = 110
"""From this width on, the words stand beside the hits and not below them."""
_ASK = "Type words above: every article and every fact that has them is listed here."


class SearchScreen(ListScreen):
    """One field, and what has its words."""

    TITLE: ClassVar[str] = "Search"
    SCREEN_ID: ClassVar[str] = "search"
    FOOTER: ClassVar = ("open", "evidence", "filter", "edit", "accept", "reject", "note", "undo")
    COLUMNS: ClassVar = (
        Column("kind", "KIND", lambda row: (spoken(row.kind), "key"), 10, sort=False),
        Column("title", "WHAT", lambda row: (one_line(row.title), "strong"), 20, flex=2, sort=False),
        Column("snippet", "WORDS", lambda row: one_line(row.snippet), 20, flex=3, sort=False),
    )
    EMPTY: ClassVar[str] = _ASK
    TYPING_KEYS: ClassVar = (("enter", "to what was found"), ("esc", "leave the field"), ("ctrl+p", "palette"))

    def compose_body(self) -> ComposeResult:
        """The field, the hits, the words of the hit under the cursor."""
        yield LineInput(placeholder="words in articles and facts", compact=True, classes="search--field")
        with Container(classes="split"):
            yield VirtualTable(self.COLUMNS, key=self.key_of)
            yield FactDetail(name="snippet")
        yield FilterBar()  # keeps the list's grammar; here `/` goes to the field

    def first_focus(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self.detail.can_focus = False

    def on_resize(self) -> None:
        """Side by side where it is wide."""
        self.query_one(".split").set_class(self.size.width >= WIDE, "-wide")

    @property
    def detail(self) -> FactDetail:
        """The words around the match, or the fact with its evidence."""
        return self.query_one(FactDetail)

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """The hits, best first."""
        del sort
        if not words.strip():
            return MemorySource(())
        from tracker.desk.searching import search  # noqa: PLC0415

        return MemorySource(search(self.db, words, as_of=self.as_of))

    def key_of(self, row: Any) -> Hashable:
        """A hit is the thing that it found."""
        return (row.kind, row.id)

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The article or the fact."""
        return (row.kind, row.id)

    def show_detail(self, row: Any | None) -> None:
        """The words around the match, marked; of a fact, once the cursor rests on it, itself with its evidence."""
        self.detail.show((lambda width: self._found(row, width)) if row is not None else (lambda _: ()))
        if row is not None and row.kind in DETAILED:
            self.set_timer(self.rest.pause(), lambda: self._read_fact((row.kind, row.id)))

    def _found(self, row: Any, width: int) -> Sequence[Line]:
        return [rule(width, "found"), *snippet_lines(row, width)]

    def _read_fact(self, fact: tuple[str, int]) -> None:
        if self.alive and self.is_current and self.table.row is not None and self.fact_of(self.table.row) == fact:
            from tracker.desk import facts  # noqa: PLC0415

            self.load(facts.fact, self._show_fact, self.db, *fact, *self.day())

    def _show_fact(self, view: FactView) -> None:
        row: Any = self.table.row
        if row is not None and self.fact_of(row) == (view.kind, view.id):
            self.detail.show_fact(view, lambda width: [*self._found(row, width), Line()])

    def shown(self) -> None:
        """Say what to do where nothing was found."""
        if not self.words.strip():
            self.table.set_empty(_ASK)
        self.detail.display = bool(self.table.total)
        self.show_detail(self.table.row)

    def open_row(self, row: Any) -> None:
        """Enter: the article; of a fact, the article at its words."""
        if row.kind == "article":
            from tracker.desk import searching  # noqa: PLC0415

            # Further words may stand anywhere: the first of them is where reading begins.
            spots = searching.matches(self.db, row.id, self.words)
            self.tracker.open_article(row.id, words=spots[0] if spots else None)
        else:
            self.tracker.open_evidence(row.kind, row.id)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while it is typed."""
        if event.input.has_class("search--field") and event.value != self.words:
            self.words = event.value
            self.reread()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """To the hits."""
        if event.input.has_class("search--field"):
            self.table.focus()

    async def do_filter(self) -> None:
        """Back to the field."""
        self.query_one(".search--field", Input).focus()

    def do_back(self) -> None:
        """From the field to the hits, else back; what was searched for stays."""
        if isinstance(self.focused, Input) and self.table.total:
            self.table.focus()
        elif not self.table.clear_marks():
            self.tracker.do_back()

    def shows_nothing(self) -> bool:
        """Never: there is a field to type in."""
        return False

    def position(self) -> str:
        """The place among the hits; the words stand in the field."""
        table = self.table
        return f"{table.cursor + 1:,} of {table.total:,}" if table.total else ""

    def do_next_pane(self) -> None:
        """Between the field and the hits."""
        (self.table if isinstance(self.focused, Input) else self.query_one(".search--field", Input)).focus()

    do_previous_pane = do_next_pane


def snippet_lines(hit: Hit, width: int) -> Sequence[Line]:
    """A hit's words with the matches marked; offsets are those of `hit.snippet`."""
    text = flat(hit.snippet).replace("\n", " ")
    wrapping = Wrapping(text, max(1, width))
    wrapping.reach_offset(len(text))
    lines = []
    for line in wrapping.lines:
        parts: list[tuple[str, str]] = []
        at = line.start
        for start, end in hit.spans:
            first, last = max(start, at), min(end, line.end)
            if first >= last:
                continue
            parts += [(text[at:first], "dim"), (text[first:last], "exact")]
            at = last
        parts.append((text[at : line.end], "dim"))
        lines.append(Line(tuple(part for part in parts if part[0])))
    return lines
