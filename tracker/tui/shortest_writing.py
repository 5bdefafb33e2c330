"""The shortest sequences that put texts to their cells: the way to each of them, its colour, and long blanks erased.

A terminal that erases with the ground that is set (most do, and their description says so: `bce`) need not be sent
blanks one by one.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from rich.cells import get_character_cell_size

from tracker.tui.colour_codes import change, state

_BLANKS: Final = re.compile(" {6,}")
_MARKED: Final = re.compile(r"4|7|9|21|53")
"""Attributes that are seen on a blank."""
_BACK: Final = 4
"""So many steps back are shorter one by one."""
Place = tuple[int, int]
"""(row, column), 1-based; (0, 0) is not known."""


class Piece(NamedTuple):
    """Text that goes to a cell (1-based) in a style."""

    row: int
    column: int
    text: str
    style: str


class Terminal(NamedTuple):
    """What is known of a terminal.

    Attributes:
        width: its columns; 0 where that is not known.
        erases: erased cells take the ground that is set.
        stays: after a letter in the last column the cursor stays there, instead of waiting for the next line.
    """

    width: int = 0
    erases: bool = False
    stays: bool = False


@cache
def erases_with_ground() -> bool:
    """True where the description of this process's terminal says that erased cells take the ground that is set."""
    try:
        import curses  # noqa: PLC0415 - there is none on every platform, and the first paint does without

        curses.setupterm(fd=1)  # not what Textual has put in the place of `sys.stdout`
        return curses.tigetflag("bce") == 1
    except (ImportError, OSError, ValueError):
        return False
    except curses.error:  # a terminal of no known name
        return False


def written(pieces: Sequence[Piece], end: Place, terminal: Terminal, pen: str = "") -> tuple[str, str]:
    """The sequences that write the pieces in their order, then put the cursor to `end`.

    Args:
        pieces: what is written.
        end: where the cursor is afterwards; (0, 0) anywhere.
        terminal: what it can do.
        pen: the style that is set before.

    Returns:
        The sequences, and the style that is set after them.
    """
    parts: list[str] = []
    shown, cursor = pen, (0, 0)
    for row, column, text, style in pieces:
        parts.append(_way(cursor, (row, column), terminal))
        ground = on_blank(style)
        if shown != style and (text.strip(" ") or on_blank(shown) != ground):
            parts.append(change(shown, style))
            shown = style
        # After text whose cells a terminal may count otherwise it is anywhere: what follows is put where it belongs.
        if not single(text):
            parts.append(text)
            cursor = (0, 0)
        elif terminal.erases and "      " in text and is_ground(style):
            short, kept = _erased(text)
            parts.append(short)
            cursor = (row, column + kept)
        else:
            parts.append(text)
            cursor = (row, column + len(text))
        if terminal.width and cursor[1] > terminal.width:
            cursor = (row, terminal.width) if terminal.stays else (0, 0)
    if end != (0, 0):
        parts.append(_way(cursor, end, terminal))
    return "".join(parts), shown


def _way(start: Place, end: Place, terminal: Terminal) -> str:
    """The shortest move from one place to another; with a width that is not known, none goes from line to line."""
    if start == end:
        return ""
    row, column = end
    anew = f"\x1b[{row};{column}H" if column > 1 else f"\x1b[{row}H" if row > 1 else "\x1b[H"
    if start[0] == row:
        if not terminal.width and start[1] > column:
            return anew
        along = _along(column - start[1])
    elif start[0] and start[0] + 1 == row and terminal.width:
        along = "\x1bD" + _along(column - start[1])
    else:
        return anew
    return min(along, anew, key=len)


def _along(steps: int) -> str:
    if steps < 0:
        return "\b" * -steps if -steps <= _BACK else f"\x1b[{-steps}D"
    return f"\x1b[{steps}C" if steps > 1 else "\x1b[C" if steps else ""


def _erased(text: str) -> tuple[str, int]:
    """The text with long blanks erased, and how many cells the cursor has gone after it."""
    parts, at = [], 0
    for blanks in _BLANKS.finditer(text):
        size = blanks.end() - blanks.start()
        parts.append(text[at : blanks.start()])
        at = blanks.end()
        short = f"\x1b[{size}X"
        if at == len(text):
            return "".join([*parts, short]), blanks.start()
        short += _along(size)
        parts.append(short if len(short) < size else blanks[0])
    return "".join([*parts, text[at:]]), len(text)


@lru_cache(maxsize=4096)
def single(text: str) -> bool:
    """True where each character takes one cell by itself."""
    return text.isascii() or all(get_character_cell_size(char) == 1 for char in text)


@lru_cache(maxsize=4096)
def on_blank(codes: str) -> str:
    """What of a style is seen on a blank: the ground; all of it where it is underlined, reversed or not understood."""
    found = state(codes)
    return found[2] if found is not None and is_ground(codes) else codes


@lru_cache(maxsize=4096)
def is_ground(codes: str) -> bool:
    """True where a style shows nothing but its ground on a blank."""
    found = state(codes)
    return found is not None and not any(_MARKED.fullmatch(one) for one in found[0])
