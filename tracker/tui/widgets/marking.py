"""How the words of facts lie in a text: who is marked where, under which letter, in which order."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from tracker.desk.views import Mark

LETTERS: Final = {
    "person": "p",
    "party": "y",
    "track": "t",
    "track_event": "e",
    "venue": "v",
    "meeting": "M",
    "attendance": "w",
    "position": "P",
    "assessment": "A",
}
ORDER: Final = ("position", "meeting", "assessment", "track_event", "attendance", "venue", "person", "track", "party")
RANK: Final = {kind: rank for rank, kind in enumerate(ORDER)}


class Piece(NamedTuple):
    """A stretch of text under the same facts: half-open offsets, and indexes into the reader's marks."""

    start: int
    end: int
    marks: tuple[int, ...]


def pieces(marks: Sequence[Mark], length: int) -> list[Piece]:
    """The stretches that lie under at least one mark, in order, none overlapping another.

    Marks whose offsets do not lie in a text of `length` characters are left out: a file from elsewhere may lie.
    """
    edges: list[tuple[int, int, int]] = []
    for index, mark in enumerate(marks):
        if 0 <= mark.start < mark.end <= length:
            edges.append((mark.start, 1, index))
            edges.append((mark.end, 0, index))
    edges.sort()
    found: list[Piece] = []
    open_marks: dict[int, None] = {}
    last = 0
    for offset, opens, index in edges:
        if open_marks and offset > last:
            found.append(Piece(last, offset, tuple(open_marks)))
        last = offset
        if opens:
            open_marks[index] = None
        else:
            open_marks.pop(index, None)
    return found
