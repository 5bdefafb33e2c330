"""A text in which words can be selected, by keys and by mouse; what the reader is made on."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.scroll_view import ScrollView

from tracker.desk.views import Mark
from tracker.tui.actions import CannotActError
from tracker.tui.widgets.word_selection import WordSelection
from tracker.tui.widgets.wrapping import Wrapping, offset_at

MARGIN: Final = 6
"""Columns left of the text: the sign of the current fact, up to four letters of the kinds that begin on the line."""


class Selectable(ScrollView, inherit_bindings=False):
    """What selecting needs to know: the text, how it is broken into lines, what is on the screen."""

    class Selected(Message):
        """Other words are selected; `words` is 0 where none are any more."""

        def __init__(self, reader: "Selectable", words: int) -> None:
            super().__init__()
            self.reader = reader
            self.words = words

        @property
        def control(self) -> "Selectable":
            """The reader it happened in."""
            return self.reader

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._text = ""
        self._body_start = 0
        self._wrapping = Wrapping("", 1)
        self._selection = WordSelection("")
        self._pressed_at: int | None = None

    @property
    @abstractmethod
    def current(self) -> Mark | None:
        """The fact under the cursor."""

    @abstractmethod
    def _first_offset(self) -> int:
        """The offset at the top of the screen."""

    @abstractmethod
    def _scroll(self, line: float) -> None:
        """Scroll to a line."""

    @abstractmethod
    def _segment(self, start: int, end: int, style: Style) -> Segment:
        """A stretch of the text in one style."""

    @property
    def selected(self) -> tuple[int, int] | None:
        """The offsets of the words that are selected; None where none are."""
        return self._selection.span

    def words_lines(self) -> range:
        """The lines of the text that hold the selected words, else those of the fact under the cursor."""
        mark = self.current
        span = self.selected or ((mark.start, mark.end) if mark is not None else None)
        if span is None:
            return range(0)
        return range(self._wrapping.line_of(span[0]), self._wrapping.line_of(max(span[0], span[1] - 1)) + 1)

    def clear_selection(self) -> bool:
        """Let the selected words go; False where none were."""
        had = self._selection.clear()
        if had:
            self._show_selection()
        return had

    def show_words(self, start: int, end: int) -> None:
        """Select these words and bring them on the screen."""
        self._selection.between(start, max(start, end - 1))
        self._show_selection()

    def do_range(self) -> None:
        """Select the sentence of the current fact, else the first one on the screen; again: move the other end."""
        if not self._text.strip():
            raise CannotActError("There is no text here to select words of.")
        if self.selected is not None:
            self._selection.turn()
        else:
            mark, top = self.current, self._first_offset()
            at = mark.start if mark is not None else max(top, self._body_start)
            self._selection.begin(at, self._body_start)
        self._show_selection()

    def do_select_right(self) -> None:
        """A word more at the end, or a word less at the beginning."""
        self._select(lambda: self._selection.move(1))

    def do_select_left(self) -> None:
        """A word less at the end, or a word more at the beginning."""
        self._select(lambda: self._selection.move(-1))

    def do_select_down(self) -> None:
        """To the end of the next sentence."""
        self._select(lambda: self._selection.move_sentence(forward=True))

    def do_select_up(self) -> None:
        """From the beginning of the sentence before."""
        self._select(lambda: self._selection.move_sentence(forward=False))

    def _select(self, move: Callable[[], bool]) -> None:
        if self.selected is None:
            self.do_range()
        elif not move():
            raise CannotActError("The selection cannot go on in that direction.")
        else:
            self._show_selection()

    def _show_selection(self) -> None:
        span = self.selected
        if span is not None:
            line = self._wrapping.line_of(span[0] if self._selection.moves_start else span[1] - 1)
            top = round(self.scroll_y)
            if not top <= line < top + self.size.height:
                self._scroll(max(0, line - self.size.height // 3))
        self.refresh()
        self.post_message(self.Selected(self, self._selection.count()))

    def selected_count(self) -> int:
        """How many words are selected."""
        return self._selection.count()

    def first_offset(self) -> int:
        """The offset at the top of the screen."""
        return self._first_offset()

    @property
    def moves_start(self) -> bool:
        """True where keys move the beginning of the selection."""
        return self._selection.moves_start

    def _offset_of(self, event: events.MouseEvent) -> int | None:
        """The offset in the text under the mouse."""
        number = round(self.scroll_y) + event.y
        self._wrapping.reach_line(number)
        if number >= len(self._wrapping.lines):
            return None
        line = self._wrapping.lines[number]
        return offset_at(self._text, line.start, line.end, event.x - MARGIN)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A drag selects words."""
        self._pressed_at = self._offset_of(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button was pressed to here."""
        if self._pressed_at is None or not event.button:
            return
        offset = self._offset_of(event)
        if offset is not None and (self.selected is not None or abs(offset - self._pressed_at) > 1):
            self._selection.between(self._pressed_at, offset)
            self._show_selection()

    def on_mouse_up(self) -> None:
        """The selection stands."""
        self._pressed_at = None

    def _segments(self, start: int, end: int, style: Style) -> list[Segment]:
        """A stretch in one style, but for the words of it that are selected."""
        span = self.selected
        if span is None or span[1] <= start or span[0] >= end:
            return [self._segment(start, end, style)]
        low, high = max(start, span[0]), min(end, span[1])
        chosen = style + self.get_component_rich_style("reader--selected", partial=True)
        parts = ((start, low, style), (low, high, chosen), (high, end, style))
        return [self._segment(one, other, look) for one, other, look in parts if other > one]
