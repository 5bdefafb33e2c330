"""A pane of prepared lines: a track's sides, a fact's evidence. Lines that stand for a fact can be walked through.

Who fills it gives a function from a width to lines, so that a resize lays out anew what it shows. A pane without the
keys follows a list's cursor, perhaps over a slow line: it says only that there is more, and shows it once it has them.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.tui.display import cell_len, crop, one_line
from tracker.tui.ink import ink, ink_on
from tracker.tui.messages import CursorMoved, RowOpened
from tracker.tui.widgets.wrapping import Wrapping

GUTTER = 2
BAR = 1
"""Cells at the right for the bar that shows which part is in view."""


class Line(NamedTuple):
    """One screen line: (text, style of `tracker.tui.ink`) in order.

    `fact` makes it a line that the cursor stops at. `fold` is what a pane without the keys says instead of this
    line and all that follow.
    """

    parts: tuple[tuple[str, str], ...] = ()
    fact: tuple[str, int] | None = None
    fold: str = ""


Build = Callable[[int], Sequence[Line]]


def wrapped(text: str, width: int) -> list[str]:
    """Outside text as lines of at most `width` cells, broken between words."""
    flat = one_line(text)
    wrapping = Wrapping(flat, width)
    wrapping.reach_offset(len(flat))
    return [flat[line.start : line.end] for line in wrapping.lines]


def rule(width: int, label: str = "") -> Line:
    """A horizontal line with a label in it."""
    if not label:
        return Line((("─" * width, "rule"),))
    name = f" {crop(label, width - 4)} "
    return Line((("──", "rule"), (name, "dim"), ("─" * max(0, width - 2 - cell_len(name)), "rule")))


class TextPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of text that scroll; with facts in them, a cursor that goes from fact to fact."""

    def __init__(self, *, name: str | None = None) -> None:
        super().__init__(name=name)
        self._build: Build = lambda _: ()
        self._lines: Sequence[Line] = ()
        self._stops: list[int] = []
        self._at = 0
        self._built_for = 0
        self._fold: int | None = None

    def show(self, build: Build, *, keep: bool = False) -> None:
        """Show what `build(width)` gives; with `keep` stay at the fact and the place."""
        fact = self.fact if keep else None
        top = self.scroll_offset.y if keep else 0
        before, looks = self._seen(), self._looks()
        self._build = build
        self._lay_out()
        self._at = 0
        if fact is not None:
            places = [index for index, line in enumerate(self._stops) if self._lines[line].fact == fact]
            self._at = places[0] if places else 0
        self.scroll_to(y=top, animate=False)
        if looks != self._looks():
            self.refresh()
            return
        # What stays the same costs nothing: panes follow a list's cursor, perhaps over a slow line.
        for y, (was, now) in enumerate(zip(before, self._seen(), strict=True)):
            if was != now:
                self.refresh(Region(0, y, self.size.width, 1))

    def _seen(self) -> list[tuple[Line | None, str]]:
        """The lines in view, each with its cell at the right."""
        bar = self._bar()
        return [(self._line(self.scroll_offset.y + y), self._side(y, bar)) for y in range(self.size.height)]

    def _looks(self) -> tuple[object, ...]:
        """What decides, beside the lines themselves, how they are painted."""
        cursor = (self._at, tuple(self._stops)) if self.has_focus else ()
        return self.scroll_offset, self.size, self._built_for, cursor

    @property
    def _rests(self) -> bool:
        """True where nobody reads on in it: it has not the keys, and was not scrolled with the mouse."""
        return not self.has_focus and self.scroll_offset.y == 0

    def _line(self, index: int) -> Line | None:
        """A line as it is shown; None below the last one."""
        fold = self._fold if self._rests else None
        if fold is not None and index >= fold:
            return Line(((self._lines[fold].fold, "dim"),)) if index == fold else None
        return self._lines[index] if index < len(self._lines) else None

    def _side(self, y: int, bar: range) -> str:
        """The cell at the right of a line: the bar; at rest only a sign that there is more below."""
        if self._rests:
            more = len(self._lines) > self.size.height and y == self.size.height - 1
            return "▾" if more and self._fold is None else " "
        return "▐" if y in bar else " "

    def _bar(self) -> range:
        """The lines of the screen where the bar at the right stands: the part that is in view."""
        page, total = self.size.height, len(self._lines)
        if not page or total <= page or self._rests:
            return range(0)
        size = max(1, page * page // total)
        start = round((page - size) * min(1.0, self.scroll_offset.y / (total - page)))
        return range(start, start + size)

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown, for tests and for `X`."""
        return self._lines

    @property
    def fact(self) -> tuple[str, int] | None:
        """The fact of the line under the cursor; None where no line stands for one."""
        return self._lines[self._stops[self._at]].fact if self._stops else None

    def fact_above(self, kind: str) -> int | None:
        """The nearest fact of a kind on the lines above the cursor."""
        for at in range(self._at - 1, -1, -1):
            fact = self._lines[self._stops[at]].fact
            if fact is not None and fact[0] == kind:
                return fact[1]
        return None

    def text(self) -> str:
        """What is shown, as plain text."""
        return "\n".join("".join(text for text, _ in line.parts).rstrip() for line in self._lines)

    def _width(self) -> int:
        return max(1, self.scrollable_content_region.width - BAR)

    def _lay_out(self) -> None:
        if not self.size.width:
            return  # not laid out yet: `on_resize` comes when it is
        width = self._width()
        self._built_for = width
        self._lines = self._build(max(1, width - GUTTER))
        self._fold = next((index for index, line in enumerate(self._lines) if line.fold), None)
        stops: list[int] = []
        for index, line in enumerate(self._lines):
            if line.fact is not None and (not stops or self._lines[stops[-1]].fact != line.fact):
                stops.append(index)
        self._stops = stops
        self._at = min(self._at, max(0, len(stops) - 1))
        self.virtual_size = Size(width, len(self._lines))

    def on_resize(self) -> None:
        """Another width breaks lines elsewhere."""
        if self._width() != self._built_for:
            self._lay_out()
            self.refresh()

    # Moving

    def why_not(self, name: str) -> str | None:
        """Why a key cannot act in this pane now."""
        if name in ("open", "next_fact", "previous_fact", "mark", "range") and not self._stops:
            return "There is no fact here to go to."
        last, top = self.max_scroll_y, self.scroll_offset.y
        if name in ("down", "bottom", "page_down", "next_fact") and self._at >= len(self._stops) - 1 and top >= last:
            return "This is the end."
        if name in ("up", "top", "page_up", "previous_fact") and self._at == 0 and top == 0:
            return "This is the beginning."
        return None

    def _go(self, at: int) -> None:
        if not self._stops:
            return
        self._at = max(0, min(at, len(self._stops) - 1))
        line = self._stops[self._at]
        height = max(1, self.scrollable_content_region.height)
        top = self.scroll_offset.y
        if self._at == 0:
            top = 0
        elif line < top:
            top = line
        elif line >= top + height:
            top = line - height + 1
        self.scroll_to(y=top, animate=False)
        self.refresh()
        self.post_message(CursorMoved(self.fact))

    def go_to(self, fact: tuple[str, int]) -> bool:
        """Put the cursor on a fact's line; False where there is none."""
        at = next((at for at, line in enumerate(self._stops) if self._lines[line].fact == fact), None)
        if at is not None and at != self._at:
            self._go(at)
        return at is not None

    def _scroll(self, lines: int) -> None:
        self.scroll_to(y=max(0, min(self.max_scroll_y, self.scroll_offset.y + lines)), animate=False)

    def do_down(self) -> None:
        """To the next fact; one line down where there is none left."""
        if self._at < len(self._stops) - 1:
            self._go(self._at + 1)
        else:
            self._scroll(1)

    def do_up(self) -> None:
        """To the fact before; one line up where there is none left."""
        if self._at > 0:
            self._go(self._at - 1)
        else:
            self._scroll(-1)

    def do_next_fact(self) -> None:
        """To the next fact."""
        self._go(self._at + 1)

    def do_previous_fact(self) -> None:
        """To the fact before."""
        self._go(self._at - 1)

    def do_top(self) -> None:
        """To the first line."""
        self._go(0)
        self.scroll_to(y=0, animate=False)

    def do_bottom(self) -> None:
        """To the last line."""
        self._go(len(self._stops) - 1)
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def do_page_down(self) -> None:
        """A page down; the cursor comes along."""
        self._by_page(1)

    def do_page_up(self) -> None:
        """A page up; the cursor comes along."""
        self._by_page(-1)

    def _by_page(self, sign: int) -> None:
        page = max(1, self.scrollable_content_region.height - 1)
        self._scroll(sign * page)
        top = self.scroll_offset.y
        seen = [at for at, line in enumerate(self._stops) if top <= line <= top + page]
        if seen:
            self._at = seen[0] if sign > 0 else seen[-1]
            if sign < 0 and top == 0:
                self._at = 0
            elif sign > 0 and top >= self.max_scroll_y:
                self._at = len(self._stops) - 1
            self.post_message(CursorMoved(self.fact))
        self.refresh()

    def do_open(self) -> None:
        """Open the fact of the line."""
        if self.fact is not None:
            self.post_message(RowOpened(self.fact))

    # Painting

    def render_line(self, y: int) -> Strip:
        """One line, cut to the width."""
        width, base = self._width(), self.rich_style
        bar = Segment(self._side(y, self._bar()), base + ink(self, "rule"))
        index = self.scroll_offset.y + y
        line = self._line(index)
        if line is None:
            return Strip([Segment(" " * width, base), bar], width + BAR)
        here = self._stops and line.fact is not None and line.fact == self.fact and self.has_focus
        ground = "cursor" if here else ""
        first = bool(here) and self._stops[self._at] == index
        segments = [Segment("▸ " if first else "  ", base + ink_on(self, "key", ground))]
        segments += [Segment(text, base + ink_on(self, style, ground)) for text, style in line.parts]
        blank = base + ink_on(self, "plain", ground)
        return Strip([*Strip(segments).adjust_cell_length(width, blank), bar], width + BAR)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on the line's fact; a second one opens it."""
        line = self.scroll_offset.y + event.y
        nearest = [at for at, stop in enumerate(self._stops) if stop <= line]
        if nearest and line < len(self._lines) and self._lines[line].fact is not None:
            self._go(nearest[-1])
            if event.chain == 2:
                self.do_open()
