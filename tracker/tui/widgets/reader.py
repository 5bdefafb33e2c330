"""The reader: an article's text with the words of every fact marked, and a cursor that goes from fact to fact.

A `ScrollView` on the line API: only the lines on the screen are drawn, and lines are broken only as far as somebody
has scrolled (`wrapping`), so an article of 100,000 words opens and scrolls like one of a hundred. Kinds are told apart
by a letter in the margin as well as by a colour, and the current fact by an arrow in the margin and reversed words.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from tracker.desk.views import Mark
from tracker.tui.actions import CannotActError
from tracker.tui.display import flat
from tracker.tui.widgets.marking import LETTERS, RANK, Piece, pieces
from tracker.tui.widgets.selectable import MARGIN, Selectable
from tracker.tui.widgets.word_selection import WordSelection
from tracker.tui.widgets.wrapping import Wrapping

WIDEST: Final = 96
"""Columns of text at most: a longer line is hard to read, however wide the terminal."""
SLICE: Final = 40_000
"""Characters whose lines are found in one turn of the timer: about 5 ms."""


class Reader(Selectable, can_focus=True, inherit_bindings=False):
    """An article with its marks; `]` and `[` move the cursor from fact to fact.

    Messages: `Reader.Moved` when the cursor comes to another fact, `Reader.Chosen` when the current one is opened. Keys
    come from the action registry: the screen binds them, the `do_…` methods here carry them out.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--text",
        "reader--header",
        "reader--margin",
        "reader--current",
        "reader--rejected",
        "reader--selected",
        *(f"reader--{kind}" for kind in LETTERS),
    }
    DEFAULT_CSS = """
    Reader {
        background: $background; color: $foreground; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    Reader > .reader--header { color: $dim; }
    Reader > .reader--margin { color: $dim; }
    Reader > .reader--current { text-style: bold reverse; }
    Reader > .reader--selected { background: $cursor; color: $foreground; text-style: bold reverse; }
    Reader > .reader--rejected { text-style: strike; color: $dim; }
    Reader > .reader--position { color: $mark-position; text-style: underline; }
    Reader > .reader--meeting { color: $mark-meeting; text-style: underline; }
    Reader > .reader--assessment { color: $mark-assessment; text-style: underline; }
    Reader > .reader--track_event { color: $error; text-style: underline; }
    Reader > .reader--attendance { color: $mark-meeting; text-style: underline; }
    Reader > .reader--venue { color: $secondary; text-style: underline; }
    Reader > .reader--person { color: $mark-person; text-style: underline; }
    Reader > .reader--track { color: $secondary; text-style: underline; }
    Reader > .reader--party { color: $mark-person; text-style: underline; }
    """

    class Moved(Message):
        """The cursor came to another fact."""

        def __init__(self, reader: "Reader", mark: Mark) -> None:
            super().__init__()
            self.reader = reader
            self.mark = mark

        @property
        def control(self) -> "Reader":
            """The reader it happened in."""
            return self.reader

    class Chosen(Moved):
        """`enter` on the current fact."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._marks: list[Mark] = []
        self._pieces: list[Piece] = []
        self._piece_ends: list[int] = []
        self._mark_starts: list[int] = []
        self._firsts: list[int] = []
        self._current: int | None = None
        self._timer: Timer | None = None
        self._styles: dict[tuple[str, str, bool], Style] = {}

    # -- what is shown ------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The text as it was given; what is painted of it is cleaned once more, line by line."""
        return self._text

    @property
    def marks(self) -> Sequence[Mark]:
        """The marks in text order, those that start at one offset with the longest first."""
        return self._marks

    @property
    def current(self) -> Mark | None:
        """The mark under the cursor; None until `]`, `[` or `select` put the cursor somewhere."""
        return None if self._current is None else self._marks[self._current]

    def show(self, text: str, marks: Sequence[Mark], *, body_start: int = 0) -> None:
        """Show another text, from its start, without a current fact.

        Args:
            text: the article's stored text; mark offsets refer to it.
            marks: the facts' words; order does not matter.
            body_start: what comes before it is the header, shown muted.
        """
        self._text = text
        self._selection = WordSelection(text)
        self._body_start = body_start
        self._place_marks(marks)
        self._current = None
        self._wrap()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Other marks on the same text (a fact was accepted, undone, created); place and current fact stay."""
        current = self.current
        self._place_marks(marks)
        self._current = None
        if current is not None:
            same = [i for i, mark in enumerate(self._marks) if (mark.kind, mark.fact) == (current.kind, current.fact)]
            self._current = min(same, key=lambda i: abs(self._marks[i].start - current.start), default=None)
        self.refresh()

    def _place_marks(self, marks: Sequence[Mark]) -> None:
        length = len(self._text)
        inside = [mark for mark in marks if 0 <= mark.start < mark.end <= length]
        inside.sort(key=lambda mark: (mark.start, -mark.end, RANK.get(mark.kind, 99), mark.fact))
        self._marks = inside
        self._mark_starts = [mark.start for mark in inside]
        firsts: dict[tuple[str, int], int] = {}
        for index, mark in enumerate(inside):
            firsts.setdefault((mark.kind, mark.fact), index)
        self._firsts = list(firsts.values())
        self._pieces = pieces(inside, length)
        self._piece_ends = [piece.end for piece in self._pieces]

    # -- the cursor ---------------------------------------------------------------------------------------------

    def select(self, kind: str, fact: int, near: int | None = None) -> bool:
        """Put the cursor on a fact's words and scroll there.

        Args:
            kind: the fact's kind.
            fact: its id.
            near: where the fact has words in several places, those nearest to this offset; None for the first.

        Returns:
            False where no words of this article carry it; the cursor then stays.
        """
        found = [i for i, mark in enumerate(self._marks) if (mark.kind, mark.fact) == (kind, fact)]
        if not found:
            return False
        self._go(found[0] if near is None else min(found, key=lambda i: abs(self._marks[i].start - near)))
        return True

    def do_next_fact(self) -> None:
        """The next fact, by its first words; from the top of the screen where the cursor is out of sight."""
        self._step(1)

    def do_previous_fact(self) -> None:
        """The fact before, by its first words."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if not self._marks:
            raise CannotActError("No fact has words in this article.")
        at = self._stepped(step)
        if at < 0:
            raise CannotActError("This is the first fact of the article.")
        if at >= len(self._firsts):
            raise CannotActError("This is the last fact of the article.")
        self._go(self._firsts[at])

    def _stepped(self, step: int) -> int:
        """The place in `_firsts` to go to: each fact once, at its first words, however often it is mentioned."""
        if self._current is not None:
            line = self._wrapping.line_of(self._marks[self._current].start)
            top = round(self.scroll_y)
            if top <= line < top + self.size.height:
                find = bisect_right if step > 0 else bisect_left
                return find(self._firsts, self._current) - (0 if step > 0 else 1)
        index = bisect_left(self._mark_starts, self._first_offset())
        return bisect_left(self._firsts, index) - (0 if step > 0 else 1)

    def _first_offset(self) -> int:
        """The offset at the top of the screen."""
        top = round(self.scroll_y)
        self._wrapping.reach_line(top)
        lines = self._wrapping.lines
        return lines[min(top, len(lines) - 1)].start if lines else 0

    def _go(self, index: int) -> None:
        self._current = index
        self._scroll_to_current()
        self.refresh()
        self.post_message(self.Moved(self, self._marks[index]))

    def _scroll_to_current(self) -> None:
        mark = self.current
        if mark is None or not self.size.height:
            return
        first = self._wrapping.line_of(mark.start)
        last = self._wrapping.line_of(max(mark.start, mark.end - 1))
        top, height = round(self.scroll_y), self.size.height
        if first < top or last >= top + height:
            self._fit()
            # A third from the top: what leads up to a statement is read with it.
            self.scroll_to(y=max(0, first - height // 3), animate=False, force=True, immediate=True)

    def do_open(self) -> None:
        """Say that the current fact was chosen."""
        mark = self.current
        if mark is None:
            raise CannotActError("No fact is selected: ] goes to the next one.")
        self.post_message(self.Chosen(self, mark))

    def on_click(self, event: events.Click) -> None:
        """A click on a fact's words puts the cursor there; a second one opens it. The shortest fact wins."""
        offset = self._offset_of(event)
        if offset is None:
            return
        under = [i for i, mark in enumerate(self._marks) if mark.start <= offset < mark.end]
        if under:
            self._go(min(under, key=lambda i: self._marks[i].end - self._marks[i].start))
            if event.chain == 2:
                self.do_open()

    # -- scrolling ----------------------------------------------------------------------------------------------

    def do_down(self) -> None:
        """Scroll one line down."""
        self._scroll(self.scroll_y + 1)

    def do_up(self) -> None:
        """Scroll one line up."""
        self._scroll(self.scroll_y - 1)

    def do_page_down(self) -> None:
        """Scroll a screen down, one line kept."""
        self._scroll(self.scroll_y + max(1, self.size.height - 1))

    def do_page_up(self) -> None:
        """Scroll a screen up, one line kept."""
        self._scroll(self.scroll_y - max(1, self.size.height - 1))

    def do_top(self) -> None:
        """To the first line."""
        self._scroll(0)

    def do_bottom(self) -> None:
        """To the last line."""
        self._wrapping.reach_offset(len(self._text))
        self._scroll(self._wrapping.height)

    def why_not(self, name: str) -> str | None:
        """Why the text cannot be moved: it is at its beginning, or at its end."""
        if name in ("up", "top", "page_up") and self.scroll_y <= 0:
            return "This is the beginning of the article."
        at_end = self._wrapping.finished and self.scroll_y >= self.max_scroll_y
        if name in ("down", "bottom", "page_down") and at_end:
            return "This is the end of the article."
        return None

    def _scroll(self, line: float) -> None:
        self._wrapping.reach_line(round(line) + 2 * self.size.height)
        self._fit()
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    # -- lines --------------------------------------------------------------------------------------------------

    @property
    def text_width(self) -> int:
        """Columns the text may take now."""
        return max(8, min(WIDEST, self.scrollable_content_region.width - MARGIN))

    def on_resize(self) -> None:
        """Break the lines anew for another width; the words at the top, or the current fact, stay in sight."""
        if self.text_width == self._wrapping.width and self._wrapping.text == self._text:
            return
        first = self._first_offset()
        self._wrap()
        line = self._wrapping.line_of(first)
        self._fit()
        self.scroll_to(y=line, animate=False, force=True, immediate=True)
        self._scroll_to_current()

    def _wrap(self) -> None:
        self._wrapping = Wrapping(self._text, self.text_width)
        self._wrapping.advance(SLICE)
        self._fit()
        if self._timer is None and not self._wrapping.finished:
            self._timer = self.set_interval(1 / 60, self._go_on)
        self.refresh()

    def _go_on(self) -> None:
        self._wrapping.advance(SLICE)
        if self._wrapping.finished:
            self._fit()
            if self._timer is not None:
                self._timer.stop()
                self._timer = None

    def _fit(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._wrapping.height)

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the margin, then the words with their marks."""
        number = round(self.scroll_y) + y
        self._wrapping.reach_line(number)
        base = self.rich_style
        if number >= len(self._wrapping.lines):
            return Strip.blank(self.size.width, base)
        start, end = self._wrapping.lines[number]
        after = self._wrapping.lines[number + 1].start if number + 1 < len(self._wrapping.lines) else end + 1
        segments = [self._margin(start, after, base)]
        plain = (
            base + self.get_component_rich_style("reader--header", partial=True) if start < self._body_start else base
        )
        at = start
        index = bisect_right(self._piece_ends, start)
        while index < len(self._pieces) and self._pieces[index].start < end:
            piece = self._pieces[index]
            low, high = max(piece.start, start), min(piece.end, end)
            if low > at:
                segments += self._segments(at, low, plain)
            segments += self._segments(low, high, base + self._style(piece))
            at = high
            index += 1
        if at < end:
            segments += self._segments(at, end, plain)
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _segment(self, start: int, end: int, style: Style) -> Segment:
        # Cleaned here and not as a whole: of an article of 100,000 words only a screenful is ever painted.
        return Segment(flat(self._text[start:end]).replace("\n", " "), style)

    def _margin(self, start: int, after: int, base: Style) -> Segment:
        first, last = bisect_left(self._mark_starts, start), bisect_left(self._mark_starts, after)
        kinds = sorted({self._marks[i].kind for i in range(first, last)}, key=lambda kind: RANK.get(kind, 99))
        letters = "".join(LETTERS.get(kind, "?") for kind in kinds)
        if len(letters) > MARGIN - 2:
            letters = letters[: MARGIN - 3] + "+"
        mark = self.current
        here = mark is not None and mark.start < after and mark.end > start
        style = base + self.get_component_rich_style("reader--margin", partial=True)
        if here:
            style += Style(bold=True)
        return Segment(("▸" if here else " ") + letters.ljust(MARGIN - 1), style)

    def _style(self, piece: Piece) -> Style:
        """The style of the mark that says most: the shortest one, and reversed where the current fact's words are."""
        marks = [self._marks[index] for index in piece.marks]
        best = min(marks, key=lambda mark: (mark.state == "rejected", mark.end - mark.start, RANK.get(mark.kind, 99)))
        current = self.current
        here = current is not None and any((m.kind, m.fact) == (current.kind, current.fact) for m in marks)
        if here and current is not None:
            best = current
        key = (best.kind, best.state, here)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._made(*key)
        return style

    def _made(self, kind: str, state: str, here: bool) -> Style:
        style = self.get_component_rich_style(f"reader--{kind}" if kind in LETTERS else "reader--text", partial=True)
        if state == "rejected":
            style += self.get_component_rich_style("reader--rejected", partial=True)
        elif state in ("accepted", "edited"):
            style += Style(bold=True)
        if here:
            style += self.get_component_rich_style("reader--current", partial=True)
        return style

    def notify_style_update(self) -> None:
        """Colours changed: read them anew."""
        super().notify_style_update()
        self._styles.clear()
