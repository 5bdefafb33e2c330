"""Demands and conditions told in one sentence: "the group's demands: an end to the siege, …, and the departure of …".

Each is a position of its own (GUIDELINE.md 12, numbered proposals).
"""

import re
from collections.abc import Iterator
from typing import Final

from tracker.extraction.document import Document, Sentence

_COLON: Final = re.compile(r"\b(?P<noun>demand|condition|proposal|request)s\b[^:;.]{0,50}:\s+", re.IGNORECASE)
_INCLUDE: Final = re.compile(
    r"\b(?P<noun>demand|condition|proposal|request)s\b[^:;.]{0,50}?\b(?:includ(?:e|es|ed)|are|were)\s+", re.IGNORECASE
)
_PARTS: Final = re.compile(r",\s+(?:and\s+)?|;\s+(?:and\s+)?|\s+and\s+(?=(?:a|an|the)\s)", re.IGNORECASE)
_THING: Final = re.compile(r"(?:an?|the|full|free|[a-z]+(?:tion|ment|al|ing|ity|es?|s))\s", re.IGNORECASE)
_LEAST, _SHORT, _LONG = 3, 12, 110  # parts; characters of one


def enumerated(doc: Document, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    """The noun ("demand") and the offsets of each thing that it lists; nothing where fewer than three are listed."""
    text = doc.text[sentence.start : sentence.end]
    opens = _COLON.search(text) or _INCLUDE.search(text)
    if opens is None:
        return
    parts = []
    at = opens.end()
    for mark in [*_PARTS.finditer(text, opens.end()), None]:
        end = mark.start() if mark is not None else len(text)
        words = text[at:end].rstrip(' ."”\n')
        parts.append((at, at + len(words)))
        at = mark.end() if mark is not None else end
    things = all(_SHORT <= b - a <= _LONG and _THING.match(text, a) for a, b in parts)
    if len(parts) < _LEAST or not things:
        return
    for a, b in parts:
        yield opens["noun"].lower(), sentence.start + a, sentence.start + b
