"""Finding words of an article that a person gives in short: the whole, or its beginning and its end with dots between.

"will not s..region" is the stretch from the first such words to the next such end; "will not s.." goes on to the end of
the sentence, "..region" begins with it, "..Donbas.." is the sentence that has it. Beginnings and ends are made whole
words, and where no words stand so, each may be a beginning: "go ch" is "good chance".
"""

import re
from typing import NamedTuple

_DOTS = re.compile(r"\.{2,}|…")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|\Z)|\n\s*\n|\Z")


class Span(NamedTuple):
    """Offsets in the article's text, half-open."""

    start: int
    end: int


def is_short(words: str) -> bool:
    """True where `words` have dots that stand for more of the text."""
    return _DOTS.search(words) is not None


def find(text: str, words: str, after: int = 0) -> Span | None:
    """Where an article has these words; None where it has not.

    Args:
        text: the article's text.
        words: the words, or their beginning and end with ".." or "…" between; case and the kind of space do not matter.
        after: the offset to look from, the article's body.
    """
    if not is_short(words):
        return _phrase(text, words, after)
    parts = [part.strip() for part in _DOTS.split(words)]
    first, last = parts[0], parts[-1]
    middle = " ".join(part for part in parts[1:-1] if part)
    if first:
        begin = _phrase(text, first, after)
        if begin is None:
            return None
        if not last:
            return Span(begin.start, _stripped_end(text, begin.start, sentence_at(text, begin.end).end))
        end = _phrase(text, last, begin.end)
        return Span(begin.start, end.end) if end is not None else None
    if last:
        end = _phrase(text, last, after)
        return Span(sentence_at(text, end.start).start, end.end) if end is not None else None
    inside = _phrase(text, middle, after) if middle else None
    return sentence_at(text, inside.start) if inside is not None else None


def sentence_at(text: str, offset: int) -> Span:
    """The sentence around an offset, without the spaces around it."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if found.end() > offset or found.end() == len(text):
            begin = start + len(text[start : found.end()]) - len(text[start : found.end()].lstrip())
            return Span(min(begin, offset), max(_stripped_end(text, begin, found.end()), min(offset + 1, len(text))))
        start = found.end()
    return Span(0, len(text))


def _stripped_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _phrase(text: str, words: str, after: int) -> Span | None:
    """Where the words stand; where they do not, the first place whose words begin so ("go ch" is good chance)."""
    pieces = [re.escape(piece) for piece in words.split()]
    if not pieces:
        return None
    begins = r"(?<!\w)" if words.lstrip()[0].isalnum() else ""
    found = re.compile(begins + r"\s+".join(pieces), re.IGNORECASE).search(text, after)
    if found is None and len(pieces) > 1:
        found = re.compile(begins + r"[\w'’-]*\s+".join(pieces), re.IGNORECASE).search(text, after)
    if found is None:
        return None
    end = found.end()
    # The last word is made whole: "diff" is "difficult".
    while end < len(text) and text[end - 1].isalnum() and (text[end].isalnum() or text[end] in "'’"):
        end += 1
    return Span(found.start(), end)


def how_quoted(text: str, span: Span) -> str:
    """direct, mixed or indirect: whether the words stand between quotation marks wholly, in part, or not at all."""
    words = text[span.start : span.end]
    before = text[max(0, text.rfind("\n", 0, span.start)) : span.start]
    open_before = _is_open(before)
    marks = [char for char in words if char in _MARKS]
    inner = words.strip().strip(",.").strip()
    if open_before:
        return "direct" if not marks or (inner[-1:] in _MARKS and len(marks) == 1) else "mixed"
    if not marks:
        return "indirect"
    return "direct" if inner[:1] in _MARKS and inner[-1:] in _MARKS and len(marks) == 2 else "mixed"


_MARKS = '"“”«»'


def _is_open(before: str) -> bool:
    """True where a quotation has begun in `before` and not ended."""
    opened = False
    for char in before:
        if char in "“«":
            opened = True
        elif char in "”»":
            opened = False
        elif char == '"':
            opened = not opened
    return opened
