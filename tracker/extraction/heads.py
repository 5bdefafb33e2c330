"""Who heads which delegation where the words tell it of two at once, and leave out the second verb.

"The Peruvian delegation is headed by X, the Chilean one by Y", "delegations of Peru and Chile, led by X and Y", "with X
leading the Peruvian team and Y the Chilean one".
"""

import re
from collections.abc import Iterator
from typing import Final

from tracker.extraction.document import Document, Head, Mention, Paragraph
from tracker.extraction.named import Candidate, Person

_BODY: Final = r"(?:delegation|team|side|mission|commission|negotiators)"
_AND: Final = r"(?:,? (?:and|while|whereas) |[,;] )"
# "The Peruvian delegation is headed by ", "the team of Peru, led by "
_FIRST: Final = re.compile(
    rf"(?P<side>[^,.;:]{{2,60}}?\b{_BODY}(?: (?:of|from) [^,.;:]{{2,40}}?)?),?"
    r" (?:which )?(?:(?:is|was|will be|would be|has been|being) )?(?:headed|led|chaired) by ",
    re.IGNORECASE,
)
_SECOND: Final = re.compile(
    rf"[^.;:]{{3,90}}?{_AND}(?:the |that of (?:the )?)?(?P<side>[^,.;:]{{2,50}}?)"
    rf"(?: (?:{_BODY}|one)|['’]s(?: {_BODY})?)?,? (?:(?:is|was|will be) )?by ",
    re.IGNORECASE,
)
_BOTH: Final = re.compile(
    r"(?:(?:delegations|teams|negotiators) (?:of|from) (?P<of>[^,.;:]{5,90}?)"
    r"|(?P<before>[^,.;:]{5,90}?) (?:delegations|teams)),?"
    r" (?:(?:are|were|will be) )?(?:headed|led)(?: respectively)? by ",
    re.IGNORECASE,
)
_NAME: Final = r"(?:[A-Z][\w.'’-]+ (?:(?:[a-z]{2,3} )?[A-Z][\w.'’-]+ ?){1,4})"
_LEADING: Final = re.compile(
    rf"(?P<name>{_NAME})(?:is |was |will be )?(?:leading|heading|leads|heads|led|headed|lead|head)"
    rf" (?:the )?(?P<side>[^,.;:]{{2,40}}?) {_BODY}{_AND}(?P<second>{_NAME})(?:leading |heading )?"
    rf"(?:the |that of (?:the )?)(?P<other>[^,.;:]{{2,40}}?)(?: (?:{_BODY}|one)\b|(?=[,.;]))"
)
_CUE: Final = re.compile(r"\b(?:headed|led|chaired|leading|heading|leads|heads|lead|head)\b", re.IGNORECASE)
_REACH: Final = 90  # characters in which the name stands after "by"


def find_heads(doc: Document) -> list[Head]:
    """Every head of a delegation that is told together with that of another; with the parties found before."""
    return [head for paragraph in doc.paragraphs if _CUE.search(paragraph.text) for head in _in(doc, paragraph)]


def _in(doc: Document, paragraph: Paragraph) -> Iterator[Head]:
    text, at = paragraph.text, paragraph.start
    for first in _FIRST.finditer(text):
        second = _SECOND.match(text, first.end())
        sides = [_party(doc, at, m.span("side")) for m in (first, second) if m is not None]
        if second is None or None in sides or sides[0] == sides[1]:
            continue
        yield Head(at + first.end(), at + second.start("side"), str(sides[0]))
        yield Head(at + second.end(), at + second.end() + _REACH, str(sides[1]))
    for both in _BOTH.finditer(text):
        span = both.span("of") if both["of"] else both.span("before")
        named = _parties(doc, at, span)
        end = re.compile(r"(?<![A-Z])[.;:]|$").search(text, both.end())
        parts = re.split(r",? and ", text[both.end() : end.start() if end else len(text)], maxsplit=1)
        if len(named) != 2 or len(parts) != 2:
            continue
        start = at + both.end()
        middle = start + text[both.end() :].index(parts[1], len(parts[0]))
        yield Head(start, start + len(parts[0]), named[0])
        yield Head(middle, middle + _REACH, named[1])
    for match in _LEADING.finditer(text):
        one, two = _party(doc, at, match.span("side")), _party(doc, at, match.span("other"))
        if one is None or two is None or one == two:
            continue
        yield Head(at + match.start("name"), at + match.end("name"), one)
        yield Head(at + match.start("second"), at + match.end("second"), two)


def _parties(doc: Document, at: int, span: tuple[int, int]) -> list[str]:
    start, end = at + span[0], at + span[1]
    inside: list[Mention] = [m for m in doc.mentions_in(start - 4, end + 1, "party") if m.end > start and m.start < end]
    return list(dict.fromkeys(m.ref for m in inside))


def _party(doc: Document, at: int, span: tuple[int, int]) -> str | None:
    found = _parties(doc, at, span)
    return found[-1] if found else None


def mark_heads(doc: Document, candidates: list[Candidate]) -> None:
    """Say of the first name in each place that a head of a delegation is told there."""
    for head in doc.heads:
        first = next((c for c in candidates if head.start <= c.start < head.end), None)
        if first is not None and len(first.name.split()) > 1:
            first.heads = head.party


def vote_heads(people: list[Person]) -> None:
    """A vote for the party of the delegation that somebody heads, which outweighs the list the name stands in."""
    for person in people:
        for candidate in person.candidates:
            if candidate.heads is not None:
                person.votes[candidate.heads] += 4
