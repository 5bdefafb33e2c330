"""An article: its text with each fact's words marked, and the facts it carries; from one to the other and back."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from tracker.desk.views import ArticleView, Done, Mark
from tracker.domain import edtf
from tracker.tui.actions import ARTICLE, FACT, GLOBAL, LIST, READER, CannotActError, shown_key
from tracker.tui.display import headline, one_line, plural
from tracker.tui.messages import CursorMoved, RowOpened
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.sources import MemorySource
from tracker.tui.widgets.columns import Column
from tracker.tui.widgets.find_bar import FindBar, place_from, places
from tracker.tui.widgets.legend import Legend
from tracker.tui.widgets.marking import LETTERS
from tracker.tui.widgets.notice import Notice
from tracker.tui.widgets.reader import Reader
from tracker.tui.widgets.selectable import Selectable
from tracker.tui.widgets.virtual_table import VirtualTable

WIDE = 110
"""From this width on, the facts stand beside the text and not below it."""
_STATES = {"accepted": ("✓", "good"), "edited": ("✎", "good"), "rejected": ("✗", "bad")}


def selection_told(words: int, *, start: bool) -> str:
    """What the keys do with words that are selected, for the message line.

    Args:
        words: how many.
        start: whether keys move the beginning.
    """
    keys = {name: shown_key(name) for name in ("range", "new", "anchor")}
    end = "beginning" if start else "end"
    them = "it" if words == 1 else "them"
    return (
        f"{plural(words, 'word')}: {keys['new']} makes a fact of {them}, {keys['anchor']} puts the fact on {them}; "
        f"shift+←→ moves the {end}, {keys['range']} the other one"
    )


def state_cell(state: str) -> tuple[str, str]:
    """The review state as one sign: accepted, edited, rejected; nothing where it waits."""
    return _STATES.get(state, ("", "dim"))


class ReaderScreen(TrackerScreen):
    """One article.

    Args:
        article: its id.
        kind: the kind of a fact: with `fact`, its number, begin at its words.
        words: begin at these words, offsets in its text, and select them.
    """

    TITLE: ClassVar[str] = "Article"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, READER, LIST, FACT, ARTICLE)
    FOOTER: ClassVar[tuple[str, ...]] = (
        "next_fact",
        "accept",
        "reject",
        "edit",
        "open",
        "edit_article",
        "note",
        "next_pane",
        "undo",
    )
    DEFAULT_CSS = """
    ReaderScreen #reading { height: 1fr; layout: vertical; }
    ReaderScreen #reading > Reader { height: 1fr; }
    ReaderScreen #facts { height: 30%; min-height: 6; border-top: solid $faint; }
    ReaderScreen #reading.-wide { layout: horizontal; }
    ReaderScreen #reading.-wide > Reader { width: 1fr; height: 1fr; }
    ReaderScreen #reading.-wide > #facts { width: 46; height: 1fr; border-top: none; border-left: solid $faint; }
    """

    def __init__(
        self,
        article: int,
        *,
        kind: str | None = None,
        fact: int | None = None,
        words: tuple[int, int] | None = None,
    ) -> None:
        super().__init__()
        self._words = words
        self.article = article
        self.view: ArticleView | None = None
        self._begin = (kind, fact) if kind is not None and fact is not None else None
        self._shown: list[Mark] = []
        self._found: int | None = None

    def compose_body(self) -> ComposeResult:
        """What is to be said of the article, its text, its facts, the legend."""
        columns = (
            Column("kind", "", lambda row: (LETTERS.get(row.kind, "?"), "dim"), 1, sort=False),
            Column("title", "FACTS", lambda row: one_line(row.title), 12, flex=1, sort=False),
            Column("state", "", lambda row: state_cell(row.state), 1, sort=False),
        )
        yield Notice()
        with Container(id="reading"):
            yield Reader()
            with Vertical(id="facts"):
                yield VirtualTable(columns, key=lambda row: (row.kind, row.fact), empty="No fact was found in it.")
        yield FindBar()
        yield Legend()

    @property
    def reader(self) -> Reader:
        """The text."""
        return self.query_one(Reader)

    @property
    def table(self) -> VirtualTable:
        """The facts of the article."""
        return self.query_one(VirtualTable)

    def on_mount(self) -> None:
        """Keys go to the text."""
        self.reader.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Facts beside the text where there is room."""
        self.query_one("#reading").set_class(event.size.width >= WIDE, "-wide")

    def refresh_view(self) -> None:
        """Read the article, in a thread."""
        from tracker.desk import articles  # noqa: PLC0415

        self.load(articles.article_view, self._show, self.db, self.article)

    def _show(self, view: ArticleView) -> None:
        before = self.view
        self.view = view
        marks = [mark for mark in view.marks if mark.state != "rejected"]
        if before is None or before.text != view.text:
            self.reader.show(view.text, marks, body_start=view.body_start)
        else:
            self.reader.show_marks(marks)
        facts: dict[tuple[str, int], Mark] = {}
        for mark in self.reader.marks:
            facts.setdefault((mark.kind, mark.fact), mark)
        self._shown = list(facts.values())
        self.table.show(MemorySource(self._shown), len(self._shown))
        self.query_one(Legend).show(marks)
        self.query_one(Notice).show(_said(view))
        if self._begin is not None:
            begin, self._begin = self._begin, None
            if not self.reader.select(*begin):
                self.say("No words of this article carry that fact.", kind="refused")
        words, self._words = self._words, None
        if words is not None:
            self.reader.show_words(*words)
        self.update_lines()

    def unreadable(self, sentence: str) -> None:
        """The article is gone (its reading was undone): leave; what was just done is on the message line already."""
        if self.is_current:
            self.app.pop_screen()
        else:
            super().unreadable(sentence)

    # -- the lines around ---------------------------------------------------------------------------------------

    def subtitle(self) -> str:
        """Title, day, source."""
        view = self.view
        if view is None:
            return ""
        untitled = view.title == PurePath(view.file).name
        title = headline(view.text[view.body_start :]) if untitled else view.title
        parts = (edtf.shown(view.published) or "no date", view.publisher or "", title)
        return " · ".join(one_line(part) for part in parts if part)

    def position(self) -> str:
        """Which fact of how many the cursor is on."""
        if self.table.marked:
            return f"{self.table.marked:,} marked · {len(self._shown):,} facts"
        current = self.reader.current
        if current is None:
            return f"{len(self._shown):,} facts" if self._shown else ""
        at = next((i for i, m in enumerate(self._shown) if (m.kind, m.fact) == (current.kind, current.fact)), None)
        return f"fact {at + 1:,} of {len(self._shown):,}" if at is not None else ""

    # -- from text to fact and back -----------------------------------------------------------------------------

    def on_reader_moved(self, event: Reader.Moved) -> None:
        """The list goes along with the text."""
        mark = event.mark
        at = next((i for i, m in enumerate(self._shown) if (m.kind, m.fact) == (mark.kind, mark.fact)), None)
        if at is not None:
            self.table.move_to(at)
        self.update_lines()

    def on_cursor_moved(self, event: CursorMoved) -> None:
        """The text goes along with the list, where the keys go to the list."""
        row = event.row
        if isinstance(row, Mark) and self.table.has_focus:
            self.reader.select(row.kind, row.fact)
        self.update_lines()

    def on_reader_chosen(self) -> None:
        """Enter in the text: to the fact in the list."""
        self.table.focus()
        self.update_lines()

    def on_row_opened(self, event: RowOpened) -> None:
        """Enter in the list: to its words in the text."""
        row = event.row
        if isinstance(row, Mark):
            if not self.reader.select(row.kind, row.fact):
                self.say("A rejected fact is not marked in the text.", kind="refused")
                return
            self.reader.focus()
            self.update_lines()

    def do_next_fact(self) -> None:
        """The next fact of the text, from the list too."""
        self.reader.do_next_fact()

    def do_previous_fact(self) -> None:
        """The fact before, from the list too."""
        self.reader.do_previous_fact()

    def do_next_pane(self) -> None:
        """From the text to the list and back."""
        (self.reader if self.table.has_focus else self.table).focus()
        self.update_lines()

    def do_previous_pane(self) -> None:
        """There are two: the other one."""
        self.do_next_pane()

    def do_evidence(self) -> None:
        """The words of the fact under the list's cursor."""
        row = self.table.row
        if row is None or not self.reader.select(row.kind, row.fact):
            raise CannotActError("No words of this article carry it.")
        self.reader.focus()

    # -- words that are looked for --------------------------------------------------------------------------------

    async def do_filter(self) -> None:
        """Find words in the article."""
        await self.query_one(FindBar).open()

    def on_find_bar_asked(self, event: FindBar.Asked) -> None:
        """Go to the place that is meant, and select its words."""
        bar, reader = self.query_one(FindBar), self.reader
        found = places(reader.text, event.words)
        if not found:
            reader.clear_selection()
            bar.tell("not in this article" if event.words.strip() else "")
            return
        # What is typed further stays where it was found first; at first it begins at the top of the screen.
        here = self._found if reader.selected is not None and self._found is not None else reader.first_offset()
        at = place_from(found, here)
        if event.step and found[at][0] == self._found:
            at = (at + event.step) % len(found)
        self._found = found[at][0]
        reader.show_words(*found[at])
        bar.tell(f"{at + 1:,} of {len(found):,}")

    def on_find_bar_closed(self) -> None:
        """Back to the text; what was found can be made a fact of."""
        self.reader.focus()
        words = self.reader.selected_count()
        if words:
            self.say(selection_told(words, start=self.reader.moves_start))

    # -- words that are selected --------------------------------------------------------------------------------

    def on_selectable_selected(self, event: Selectable.Selected) -> None:
        """Say what can be done with the words that are selected."""
        if event.words and not self.query_one(FindBar).display:
            self.say(selection_told(event.words, start=event.control.moves_start))

    def article_here(self) -> int | None:
        """A quotation means words of this article."""
        return self.article

    def article_of(self, chosen: Sequence[tuple[str, int]]) -> int | None:
        """The same."""
        del chosen
        return self.article

    def selected_words(self) -> tuple[int, int] | None:
        """The words that are selected."""
        return self.reader.selected

    def _rests_anew(self, _done: Done) -> None:
        self.reader.clear_selection()

    def do_anchor(self) -> None:
        """Let the current fact rest on the selected words."""
        words = self.reader.selected
        if words is None:
            raise CannotActError(f"No words are selected: {shown_key('range')} selects a sentence.")
        facts = [fact for fact in self.selection() if fact[0] != "article"]
        if len(facts) != 1:
            raise CannotActError(f"No fact is selected: {shown_key('next_fact')} goes to the next one.")
        from tracker.desk import anchoring  # noqa: PLC0415

        kind, fact = facts[0]
        self.write(anchoring.anchor, kind, fact, (self.article, *words), then=self._rests_anew)

    # -- what actions mean --------------------------------------------------------------------------------------

    def selection(self) -> Sequence[tuple[str, int]]:
        """The marked rows; else the fact under the cursor of the pane that has the keys; else the article itself."""
        if self.table.marked or self.table.has_focus:
            return [(row.kind, row.fact) for row in self.table.chosen()]
        current = self.reader.current
        return [(current.kind, current.fact)] if current is not None else [("article", self.article)]

    def clear_marked(self) -> None:
        """The marks of the list of facts."""
        self.table.clear_marks()

    def why_not(self, name: str) -> str | None:
        """Accepting and rejecting need a fact; date and source are always the article's."""
        if name in ("edit_article", "next_pane", "previous_pane"):
            return None
        if name in ("accept", "reject", "unreview", "merge", "delete") and self._is_article():
            return f"No fact is selected: {shown_key('next_fact')} goes to the next one."
        return super().why_not(name)

    def _is_article(self) -> bool:
        return [kind for kind, _ in self.selection()] == ["article"]

    def do_edit_article(self) -> None:
        """The form on this article's date and source."""
        self.tracker.open_form("article", self.article)

    def do_back(self) -> None:
        """Esc: the selection, then marks, then back."""
        if not (self.reader.clear_selection() or self.table.clear_marks()):
            self.tracker.do_back()


def _said(view: ArticleView) -> list[str]:
    """What a person should know before reading: how it was read, and what they noted."""
    said: list[Any] = []
    if not view.published:
        said.append(f"No date: “Sunday” and the like stay unresolved. {shown_key('edit_article')} sets it.")
    said.extend(view.notes)
    if view.note:
        said.append(f"Note: {view.note}")
    return said
