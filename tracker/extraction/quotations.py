"""Quotation spans: which stretches of the text stand between quotation marks.

A quotation belongs to one paragraph; one that runs over paragraphs (each opens with a mark, only the last closes)
is a chain of quotations, every one but the first with `continues` set. Marks: straight and curly double quotation
marks and guillemets. Single marks are left alone: in English news they stand inside a quotation or are apostrophes.
"""

import re
from dataclasses import dataclass

from tracker.extraction.document import Document

_OPENING = "“„«"
_CLOSING = "”»"
_TAIL = re.compile(
    r"\s+[-–—]\s+(?:according to [^.;]{3,80}|(?:the |an? |one |two )?(?:\w+ ){1,4}?"
    r"(?:states?|writes?|notes?|reports?|says?|adds?|said|wrote|noted|stated|reported|added))[.\s]*\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation.

    `start`, `end`: with the marks; `inner_start`, `inner_end`: without; all are offsets in the stored text.
    `paragraph`: its index. `continues`: it goes on from the quotation before. `words`: how many stand inside.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    continues: bool = False
    words: int = 0

    def covers(self, start: int, end: int) -> bool:
        """True where [start, end) lies inside the quotation, marks included."""
        return self.start <= start and end <= self.end


def quotations_in(text: str, start: int = 0, index: int = 0, carried: bool = False) -> tuple[list[Quotation], bool]:
    """The quotations of one paragraph.

    Args:
        text: the paragraph.
        start: its offset in the stored text (added to every offset returned).
        index: the paragraph's index.
        carried: the paragraph before ended inside a quotation.

    Returns:
        The quotations in order, and whether the paragraph ends inside one that was opened at a paragraph's start.
    """
    found: list[Quotation] = []
    opened: int | None = None
    continues = False
    for at, char in enumerate(text):
        if char not in '"“”„«»':
            continue
        if opened is None:
            if not _opens(text, at, char):
                if carried and not found:  # the end of a quotation that began in an earlier paragraph
                    found.append(_made(text, start, index, 0, at + 1, True))
                    carried = False
                continue
            opened, continues = at, carried and not found and not text[:at].strip()
        elif _closes(text, at, char):
            found.append(_made(text, start, index, opened, at + 1, continues))
            opened = None
    if opened is not None:
        # Opened and never closed: a quotation that goes on in the next paragraph, or a slip of the typist. It is
        # only believed where it opens a sentence, to the end of the paragraph.
        before = text[:opened].rstrip()
        if not before or before[-1] in '.:,!?”"':
            found.append(_made(text, start, index, opened, len(text.rstrip()), continues))
            return found, True
    return found, False


def closed(text: str, end: int, start: int) -> int:
    """`end` moved behind the mark that closes a quotation opened in [start, end), where it stands right there."""
    part = text[start:end]
    if part.count('"') % 2 or part.count("“") > part.count("”"):
        match = re.match(r'[.,!?]?["”]', text[end : end + 2])
        if match:
            return end + match.end()
    return end


def without_tail(text: str, start: int, end: int) -> int:
    """`end` before a tail that attributes after a dash (" - the publication states", " – according to two officials").

    The parser takes such a tail for a part of what is said.
    """
    match = _TAIL.search(text, start, end)
    return match.start() if match else end


def find_quotations(doc: Document) -> list[Quotation]:
    """Every quotation of the article, in text order."""
    found: list[Quotation] = []
    carried = False
    for paragraph in doc.paragraphs:
        text = doc.text[paragraph.start : paragraph.end]
        if carried and not re.match(r'\s*["“„«]', text):
            carried = False
        some, carried = quotations_in(text, paragraph.start, paragraph.index, carried)
        found.extend(some)
    return found


def _opens(text: str, at: int, char: str) -> bool:
    if char in _OPENING:
        return True
    if char in _CLOSING:
        return False
    after = text[at + 1] if at + 1 < len(text) else " "
    before = text[at - 1] if at else " "
    return not after.isspace() and not (before.isalnum() or before in ".,!?")


def _closes(text: str, at: int, char: str) -> bool:
    if char in _CLOSING:
        return True
    if char in _OPENING:
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not before.isspace() or after.isspace()


def _made(text: str, start: int, index: int, opened: int, end: int, continues: bool) -> Quotation:
    inner_start = opened + 1 if text[opened] in '"“„«' else opened
    inner_end = end - 1 if end - 1 > inner_start and text[end - 1] in '"”»' else end
    words = len(_WORD.findall(text[inner_start:inner_end]))
    return Quotation(start + opened, start + end, start + inner_start, start + inner_end, index, continues, words)
