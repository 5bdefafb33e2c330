"""In which order the pieces of a frame are written, so that the colours between them cost least.

A colour takes more bytes than a move: all of one colour are written together, and the next colour is the one that is
nearest to it. Where the ground of a row changes, its blanks are erased in one go, and its words follow.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tracker.tui.colour_codes import change
from tracker.tui.shortest_writing import Piece, Terminal, is_ground, on_blank, single

_BLANKS: Final = re.compile(" {6,}")
"""A move over fewer blanks costs as much as they do."""
_BEGINNINGS: Final = 12
"""So many styles are tried as the first one: a frame has hardly more."""


def by_style(pieces: Sequence[Piece], terminal: Terminal, pen: str) -> list[Piece]:
    """The pieces in the order that costs the fewest bytes for colours.

    Args:
        pieces: none of them wide, no cell twice.
        terminal: what it can do.
        pen: the style that is set before them.
    """
    erased, words = _erased_first(pieces) if terminal.erases else ([], pieces)
    groups = _groups(words)
    ordered: list[Piece] = []
    for style in [*_nearest(list(groups), pen), *(one.style for one in erased)]:
        ground = on_blank(style)
        ordered += [one._replace(style=style) for one in erased if one.style == ground]
        erased = [one for one in erased if one.style != ground]
        group = groups.pop(style, [])
        ordered += sorted((one for one in group if len(one.text) == 1), key=lambda one: (one.column, one.row))
        ordered += [one for one in group if len(one.text) > 1]
    return ordered


def _nearest(styles: Sequence[str], pen: str) -> list[str]:
    """The styles from one to the next that is nearest to it, beginning where that costs least in all."""
    best: tuple[int, list[str]] = (0, [])
    for first in styles[:_BEGINNINGS]:
        left = [one for one in styles if one != first]
        way, cost = [first], len(change(pen, first))
        while left:
            step, number = min((len(change(way[-1], one)), number) for number, one in enumerate(left))
            way.append(left.pop(number))
            cost += step
        if not best[1] or cost < best[0]:
            best = cost, way
    return best[1]


def _groups(pieces: Sequence[Piece]) -> dict[str, list[Piece]]:
    """The pieces of each style, single letters to be written column by column before longer texts.

    Blanks go with a text that they touch, else with the first style of the same ground.
    """
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
    return groups


def _erased_first(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Blanks of a row that are erased in one go, and the pieces without them."""
    erased: list[Piece] = []
    words: list[Piece] = []
    for stretch in _stretches(pieces):
        text = "".join(piece.text for piece in stretch)
        blanks = list(_BLANKS.finditer(text))
        if len(blanks) < 2:
            words += stretch
            continue
        start, end = blanks[0].start(), blanks[-1].end()
        first = stretch[0]
        erased.append(Piece(first.row, first.column + start, " " * (end - start), on_blank(first.style)))
        at = 0
        for piece in stretch:
            words += _without(piece, [(one.start() - at, one.end() - at) for one in blanks])
            at += len(piece.text)
    return erased, words


def _stretches(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces, those together that follow one another on one ground; what shows more on a blank stands alone."""
    stretch: list[Piece] = []
    for piece in pieces:
        goes_on = stretch and _touch(stretch[-1], piece) and on_blank(stretch[-1].style) == on_blank(piece.style)
        if not (goes_on and is_ground(piece.style)):
            if stretch:
                yield stretch
            stretch = []
        stretch.append(piece)
        if not (is_ground(piece.style) and single(piece.text)):
            yield from ([one] for one in stretch)
            stretch = []
    if stretch:
        yield stretch


def _without(piece: Piece, blanks: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """What is left of a piece without the blanks, given as (first, after the last) from its beginning on."""
    at, size = 0, len(piece.text)
    for first, after in [*blanks, (size, size)]:
        start = min(max(first, 0), size)
        if start > at:
            yield piece._replace(column=piece.column + at, text=piece.text[at:start])
        at = max(at, min(after, size))


def _touch(one: Piece, other: Piece) -> bool:
    """True where the other piece begins in the cell after the one."""
    return one.row == other.row and one.column + len(one.text) == other.column
