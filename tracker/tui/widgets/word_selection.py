"""Selecting words of a text by keys or mouse: whole words, from a sentence on, one end moving at a time."""

import re
from bisect import bisect_left, bisect_right
from typing import Final

from tracker.desk.quoting import sentence_at

_WORD: Final = re.compile(r"\S+")


class WordSelection:
    """The words that are selected in a text, as offsets.

    Args:
        text: the text that offsets refer to.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.span: tuple[int, int] | None = None
        """The selected stretch, half-open; None where nothing is selected."""

        self.moves_start = False
        """True where keys move its beginning and not its end."""

    def _words(self) -> None:
        """Find the words once somebody selects: an article that is only read never pays for it."""
        if not self._starts:
            for found in _WORD.finditer(self._text):
                self._starts.append(found.start())
                self._ends.append(found.end())

    def begin(self, offset: int, first: int = 0) -> None:
        """Select the sentence at an offset; of what stands before `first` (the header of an article) nothing."""
        span = sentence_at(self._text, offset)
        start = max(span.start, min(first, offset))
        while start < span.end and self._text[start].isspace():
            start += 1
        self.span = (start, span.end) if span.end > start else None
        self.moves_start = False

    def turn(self) -> None:
        """Keys move the other end from now on."""
        self.moves_start = not self.moves_start

    def clear(self) -> bool:
        """Select nothing; False where nothing was."""
        had, self.span = self.span is not None, None
        return had

    def move(self, words: int) -> bool:
        """Move the end that moves by so many words, back where negative; False where it cannot go on."""
        if self.span is None:
            return False
        self._words()
        start, end = self.span
        if self.moves_start:
            at = bisect_left(self._starts, start) + words
            if not 0 <= at < len(self._starts) or self._starts[at] >= end:
                return False
            self.span = (self._starts[at], end)
        else:
            at = bisect_right(self._ends, end) - 1 + words
            if not 0 <= at < len(self._ends) or self._ends[at] <= start:
                return False
            self.span = (start, self._ends[at])
        return True

    def move_sentence(self, forward: bool) -> bool:
        """Move the end that moves to the end of the next sentence, or its beginning to that of the one before."""
        if self.span is None:
            return False
        start, end = self.span
        if forward:
            after = _WORD.search(self._text, end)
            if after is None:
                return False
            self.span = (start, sentence_at(self._text, after.start()).end)
            return True
        before = self._text[:start].rstrip()
        if not before:
            return False
        self.span = (sentence_at(self._text, len(before) - 1).start, end)
        return True

    def between(self, one: int, other: int) -> None:
        """Select the whole words from one offset to the other, in either order."""
        self._words()
        low, high = min(one, other), max(one, other)
        first = max(0, bisect_right(self._starts, low) - 1)
        last = max(first, bisect_right(self._starts, high) - 1)
        self.span = (self._starts[first], self._ends[last]) if self._starts else None

    def count(self) -> int:
        """How many words are selected."""
        return len(self._text[slice(*self.span)].split()) if self.span is not None else 0
