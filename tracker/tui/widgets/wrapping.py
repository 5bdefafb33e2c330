"""Where an article's lines break on a screen of some width: offsets only, computed as far as somebody has scrolled.

Breaking 100,000 words at once would be felt; so the lines are found in order, a slice at a time, and the height of
what is not yet broken is estimated. Lines above the screen never move: what has been broken stays.
"""

import math
import re
from bisect import bisect_right
from typing import NamedTuple

from rich.cells import get_character_cell_size

from tracker.tui.display import crop

PARAGRAPH = re.compile(r"[^\n]*\n?")
# Everything below U+0300 that is printable is one column wide and combines with nothing.
_NARROW = re.compile(r"[\x00-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]*\Z")

_BREAKS = "–—-/"


class Line(NamedTuple):
    """One screen line: the half-open offsets of its characters in the text; the space it broke at is left out."""

    start: int
    end: int


class Wrapping:
    """The screen lines of one text at one width, found lazily and in order.

    Args:
        text: the text to break; offsets refer to it.
        width: columns a line may take, at least 1.
    """

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = max(1, width)
        self.lines: list[Line] = []
        self._starts: list[int] = []
        self._next = 0

    @property
    def finished(self) -> bool:
        """True where every line is known."""
        return self._next >= len(self.text)

    @property
    def height(self) -> int:
        """Lines of the whole text: counted where they are known, estimated from the characters for the rest."""
        left = len(self.text) - self._next
        return len(self.lines) + math.ceil(left / self.width)

    def reach_line(self, line: int) -> None:
        """Find lines until `line` (0-based) is among them, or the text ends."""
        while len(self.lines) <= line and not self.finished:
            self._paragraph()

    def reach_offset(self, offset: int) -> None:
        """Find lines until the one that holds `offset` is among them, or the text ends."""
        while self._next <= offset and not self.finished:
            self._paragraph()

    def advance(self, characters: int) -> None:
        """Find the lines of about the next `characters` characters: a slice of work for a timer."""
        goal = self._next + characters
        while self._next < goal and not self.finished:
            self._paragraph()

    def line_of(self, offset: int) -> int:
        """The number of the line that holds `offset`; for the space a line broke at, that line."""
        self.reach_offset(offset)
        return max(0, bisect_right(self._starts, offset) - 1)

    def _paragraph(self) -> None:
        match = PARAGRAPH.match(self.text, self._next)
        assert match is not None  # noqa: S101  # the pattern matches the empty string
        start, end = match.span()
        self._next = end
        stop = end
        while stop > start and self.text[stop - 1] in "\r\n":
            stop -= 1
        for line in _broken(self.text, start, stop, self.width):
            self.lines.append(line)
            self._starts.append(line.start)


def _broken(text: str, start: int, end: int, width: int) -> list[Line]:
    """The lines of one paragraph; an empty one is one empty line."""
    if start == end:
        return [Line(start, end)]
    narrow = _NARROW.match(text, start, end) is not None
    lines: list[Line] = []
    at = start
    while at < end:
        stop = min(end, at + width) if narrow else _fitting(text, at, end, width)
        if stop >= end:
            lines.append(Line(at, end))
            break
        after = stop
        if text[stop] != " ":
            space = text.rfind(" ", at, stop)
            if space > at:
                stop, after = space, space
            else:  # one long word: "Chad–Sudan–Egypt" breaks between its parts
                dash = max(text.rfind(sign, at, stop) for sign in _BREAKS)
                stop = after = dash + 1 if dash > at else stop
        while after < end and text[after] == " ":
            after += 1
        lines.append(Line(at, stop))
        at = after
    return lines


def _fitting(text: str, at: int, end: int, width: int) -> int:
    """The offset after the last character that fits into `width` columns from `at`; always beyond `at`.

    A mark that combines with the character before it has no width of its own, and so stays with it.
    """
    columns = 0
    for offset in range(at, end):
        columns += get_character_cell_size(text[offset])
        if columns > width and offset > at:
            return offset
    return end


def offset_at(text: str, start: int, end: int, column: int) -> int | None:
    """The offset of the character of a line (`start` to `end`) that covers a 0-based column; None beside the words."""
    if column < 0:
        return None
    width = 0
    for offset in range(start, end):
        width += get_character_cell_size(text[offset])
        if width > column:
            return offset
    return None


def broken(text: str, first: int, width: int, most: int) -> list[str]:
    """One line of text in rows: `first` cells for the first, `width` for the others, `most` rows, an ellipsis after."""
    rows: list[str] = []
    while text and len(rows) < most:
        room = width if rows else first
        if len(rows) == most - 1:
            rows.append(crop(text, room))
            break
        wrapping = Wrapping(text, room)
        wrapping.reach_line(0)
        start, end = wrapping.lines[0]
        rows.append(text[start:end].rstrip())
        text = text[end:].lstrip()
    return rows
