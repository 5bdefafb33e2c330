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
from tracker.tui.shortest_writing import Piece, Terminal, on_blank, single, written

_TOKENS = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([0-9;]*)m|(\x1b\[\?2026[hl])|(\r?\n)|([^\x00-\x1f\x7f]+)")
_AGAIN = 5
"""So few cells that stay as they are, between two that change, are sent again: a move costs as much."""
_UNKNOWN = ""


class CellMemory:
    """The cells of one terminal, as far as they are known.

    Attributes:
        terminal: what it can do.
    """

    def __init__(self, terminal: Terminal = Terminal()) -> None:  # noqa: B008 - it cannot change
        self._rows: dict[int, tuple[list[str], list[str]]] = {}
        self.terminal = terminal

    def forget(self) -> None:
        """Know nothing: the terminal was resized, cleared, or used by another program."""
        self._rows.clear()

    def lean(self, frame: str) -> str | None:
        """The shortest writing that leaves the screen and the cursor as `frame` does; None where it cannot be read.

        Args:
            frame: moves, colours and text without line breaks that matter; it begins and ends without any colour.
        """
        writing = _Writing(self._rows, self.terminal)
        at, end = 0, len(frame)
        while at < end:
            token = _TOKENS.match(frame, at)
            if token is None or not writing.take(token):
                self.forget()
                return None
            at = token.end()
        return writing.done()


class _Writing:
    """One frame on its way out."""

    def __init__(self, rows: dict[int, tuple[list[str], list[str]]], terminal: Terminal) -> None:
        self._rows = rows
        self._terminal = terminal
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
        """The writing, ended without colours and with the cursor where the frame left it."""
        end = (self._y, self._x) if self._y else (0, 0)
        found = written(self._pieces, end, self._terminal)
        if not (self._in_order or _overlap(self._pieces)):
            # A colour may cost more than a move: all of one colour first, then all of the next.
            found = min(found, written(_by_style(self._pieces), end, self._terminal), key=len)
        return "".join(self._modes[:1]) + found + "".join(self._modes[1:])

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


def _by_style(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in another order: those of one style together, single letters column by column before longer texts;
    blanks with a text that they touch, else with the first style of the same ground."""  # noqa: D205, D209
    groups: dict[str, list[Piece]] = {}
    before: tuple[Piece, str] | None = None
    for piece, after in zip(pieces, [*pieces[1:], None], strict=False):
        style = piece.style
        if not piece.text.strip(" "):
            ground = on_blank(style)
            if before is not None and _touch(before[0], piece) and on_blank(before[1]) == ground:
                style = before[1]
            elif after is not None and _touch(piece, after) and on_blank(after.style) == ground:
                style = after.style
            else:
                style = next((one for one in groups if on_blank(one) == ground), style)
        groups.setdefault(style, []).append(piece)
        before = piece, style
    ordered = []
    for group in groups.values():
        ordered += sorted((one for one in group if len(one.text) == 1), key=lambda one: (one.column, one.row))
        ordered += [one for one in group if len(one.text) > 1]
    return ordered


def _touch(one: Piece, other: Piece) -> bool:
    """True where the other piece begins in the cell after the one."""
    return one.row == other.row and one.column + len(one.text) == other.column


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
