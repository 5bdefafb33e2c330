"""What the terminal shows, cell by cell, so that a frame sends only the cells that are others than before.

Textual repaints whole lines: of a pane whose text changes, also its blanks, its rules and the words that stay. Over a
slow line that is most of what a key costs. A frame is read here as it goes out; what cannot be read passes as it is,
and then nothing of the screen counts as known any more.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len

from tracker.tui.colour_codes import state
from tracker.tui.shortest_writing import Piece, Place, Terminal, on_blank, single, written
from tracker.tui.writing_order import by_style

_TOKENS = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([0-9;]*)m|(\x1b\[\?2026[hl])|(\r?\n)|([^\x00-\x1f\x7f]+)")
_AGAIN = 5
"""So few cells that stay as they are, between two that change, are sent again: a move costs as much."""
_UNKNOWN = ""


class CellMemory:
    """The cells of one terminal, as far as they are known.

    Colours stay set from one frame to the next. Whatever else is written must come after `without_colours`.

    Attributes:
        terminal: what it can do.
    """

    def __init__(self, terminal: Terminal = Terminal()) -> None:  # noqa: B008 - it cannot change
        self._rows: dict[int, tuple[list[str], list[str]]] = {}
        self._pen: str | None = ""
        self._cursor: Place = (0, 0)
        self.terminal = terminal

    def forget(self) -> None:
        """Know nothing: the terminal was resized, cleared, or used by another program."""
        self._rows.clear()
        self._pen = None
        self._cursor = (0, 0)

    def without_colours(self) -> str:
        """What takes back the colour that is set, for what is written next; nothing where none is."""
        before, self._pen = self._pen, ""
        return "\x1b[0m" if before != "" else ""

    def lean(self, frame: str) -> str | None:
        """The shortest writing that leaves the screen and the cursor as `frame` does; None where it cannot be read.

        Args:
            frame: moves, colours and text without line breaks that matter; it begins and ends without any colour.
        """
        anew = self.without_colours() if self._pen is None else ""
        writing = _Writing(self._rows, self.terminal, self._pen or "", self._cursor)
        at, end = 0, len(frame)
        while at < end:
            token = _TOKENS.match(frame, at)
            if token is None or not writing.take(token):
                self.forget()
                return None
            at = token.end()
        short = writing.done()
        self._pen, self._cursor = writing.pen, writing.cursor
        return anew + short


class _Writing:
    """One frame on its way out.

    Attributes:
        pen: the style that is set, before it and after `done`.
        cursor: where the cursor is, before it and after `done`.
    """

    def __init__(
        self, rows: dict[int, tuple[list[str], list[str]]], terminal: Terminal, pen: str, cursor: Place
    ) -> None:
        self._rows = rows
        self._terminal = terminal
        self.pen = pen
        self.cursor = cursor
        self._modes: list[str] = []
        self._pieces: list[Piece] = []
        self._x = self._y = 0  # where the frame is; 1-based, 0 is not known
        self._wanted = ""
        self._after_wide = False
        self._in_order = False  # true where the order of the pieces matters: wide text, or cells written twice
        self._broken = False

    def take(self, token: re.Match[str]) -> bool:
        """Take a piece of the frame; False where it is none that is understood here."""
        row, column, codes, mode, line, text = token.groups()
        if text is not None:
            if not self._y or self._broken:
                return False
            self._text(text)
        elif codes is not None:
            # Textual takes everything back before it sets anything: a sequence that does not begin anew adds to it.
            self._wanted = "" if codes in ("", "0") else f"{self._wanted};{codes}" if self._wanted else codes
        elif row is not None:
            self._x, self._y, self._after_wide, self._broken = int(column), int(row), False, False
        elif line is not None:
            self._broken = True  # a move must follow: Textual's own line breaks never count
        else:
            self._modes.append(mode)
        return True

    def done(self) -> str:
        """The writing, with the cursor where the frame left it; nothing where it leaves all as it is."""
        end = (self._y, self._x) if self._y else (0, 0)
        if not self._pieces and end == self.cursor:
            return ""
        found = written(self._pieces, end, self._terminal, self.pen)
        if not (self._in_order or _overlap(self._pieces)):
            ordered = by_style(self._pieces, self._terminal, self.pen)
            found = min(found, written(ordered, end, self._terminal, self.pen), key=lambda one: len(one[0]))
        text, self.pen = found
        self.cursor = end
        if len(self._pieces) <= 1:
            return text  # so little is there at once
        return "".join(self._modes[:1]) + text + "".join(self._modes[1:])

    def _text(self, text: str) -> None:
        if not single(text) or state(self._wanted) is None:
            self._wide(text)
            return
        size, start = len(text), self._x - 1
        chars, styles = self._row(start + size)
        blank = on_blank(self._wanted)
        new = [blank if char == " " else self._wanted for char in text] if " " in text else [self._wanted] * size
        for first, last in _changed(list(text), new, chars, styles, start, all_of_it=self._after_wide):
            self._put(start + first, text[first:last])
        chars[start : start + size] = text
        styles[start : start + size] = new
        self._x += size

    def _wide(self, text: str) -> None:
        """Text whose cells a terminal may count otherwise: sent whole, and so is the rest of its line."""
        width = cell_len(text)
        chars, styles = self._row(self._x - 1 + width)
        self._put(self._x - 1, text)
        chars[self._x - 1 : self._x - 1 + width] = [_UNKNOWN] * width
        styles[self._x - 1 : self._x - 1 + width] = [""] * width
        self._x += width
        self._in_order = self._after_wide = True

    def _row(self, size: int) -> tuple[list[str], list[str]]:
        chars, styles = self._rows.setdefault(self._y, ([], []))
        missing = size - len(chars)
        if missing > 0:
            chars += [_UNKNOWN] * missing
            styles += [""] * missing
        return chars, styles

    def _put(self, start: int, text: str) -> None:
        self._pieces.append(Piece(self._y, start + 1, text, self._wanted))


def _overlap(pieces: Sequence[Piece]) -> bool:
    """True where two pieces write the same cell."""
    spans = sorted((piece.row, piece.column, piece.column + len(piece.text)) for piece in pieces)
    return any(one[0] == two[0] and two[1] < one[2] for one, two in pairwise(spans))


def _changed(
    text: list[str], style: list[str], chars: list[str], styles: list[str], start: int, *, all_of_it: bool
) -> list[tuple[int, int]]:
    """The parts of a text, as (first, after the last), that are others than the cells from `start` on."""
    size = len(text)
    if all_of_it:
        return [(0, size)]
    if chars[start : start + size] == text and styles[start : start + size] == style:
        return []
    parts: list[tuple[int, int]] = []
    for index in range(size):
        if chars[start + index] == text[index] and styles[start + index] == style[index]:
            continue
        if parts and index - parts[-1][1] <= _AGAIN:
            parts[-1] = (parts[-1][0], index + 1)
        else:
            parts.append((index, index + 1))
    return parts
