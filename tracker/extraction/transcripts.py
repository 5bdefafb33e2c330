"""Transcripts: paragraphs that open with who speaks, in capitals ("QUESTION: …", "MR. RIVEROS (Peru): …").

The label is parsed apart from the words, and everything up to the next label is said by whom it names.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tracker.domain.record import PersonFact
from tracker.extraction import sources
from tracker.extraction.document import Document, Paragraph, Utterance

REPORTER: Final = "a reporter"  # the speaker of a question
_LEAST: Final = 3  # labels: fewer are headings ("BACKGROUND:", "READ MORE:")
_LABEL: Final = re.compile(
    r"(?P<who>(?:[A-Z][A-Z.'’-]*\s){0,5}[A-Z][A-Z'’-]*)(?:\s*\((?P<of>[^()\n]{2,40})\))?:(?=\s|\Z)"
)
_AT_LINE_START: Final = re.compile(r"^" + _LABEL.pattern, re.MULTILINE)
_ANSWERS: Final = re.compile(r"(?:A|ANSWER|REPLY)\Z")
_INTERVIEW: Final = re.compile(r"\binterview|\b(?:told|spoke (?:to|with)|answered|talked to)\b", re.IGNORECASE)
_ASKS: Final = re.compile(r"(?:Q|QUESTION|REPORTER|JOURNALIST|MODERATOR|ANCHOR|HOST|INTERVIEWER)\b")


def is_transcript(text: str) -> bool:
    """True where three lines or more open with a speaker's label."""
    return sum(1 for _ in zip(range(_LEAST), _AT_LINE_START.finditer(text), strict=False)) == _LEAST


def label_end(text: str, start: int) -> int | None:
    """The offset after the label that stands at `start`, its colon included; None where none does."""
    match = _LABEL.match(text, start)
    return match.end() if match else None


def find_speeches(doc: Document) -> Iterator[Utterance]:
    """What each speaker of a transcript says, an utterance a paragraph; nothing where the article is none."""
    if doc.upper_case or not is_transcript(doc.text):
        return
    said: Utterance | None = None
    for paragraph in doc.paragraphs:
        text = doc.text[paragraph.start : paragraph.end]
        if label_end(text, 0) == len(text):
            said = _speaker(doc, paragraph)
        elif said is not None:
            yield replace(said, start=paragraph.start, end=paragraph.end)


def _interviewed(doc: Document, label: Paragraph) -> PersonFact | None:
    """Who answers: the first person named in the last sentence before the questions that tells of an interview."""
    for sentence in reversed([s for s in doc.sentences if s.end <= label.start]):
        people = doc.mentions_in(sentence.start, sentence.end, "person")
        if people and _INTERVIEW.search(doc.text[sentence.start : sentence.end]):
            return doc.person(people[0].ref)
    return None


def _speaker(doc: Document, label: Paragraph) -> Utterance:
    """An utterance of no extent by whom the label names."""
    text = doc.text[label.start : label.end].rstrip(":")
    if _ASKS.match(text):
        chain = sources.chain(doc, None, REPORTER)
        return Utterance(label.start, label.end, REPORTER, None, chain, "anonymous_other", "direct")
    name = text.partition("(")[0].strip()
    if _ANSWERS.match(name):
        asked = _interviewed(doc, label)
        if asked is not None:
            chain = sources.chain(doc, None, asked.name)
            return Utterance(label.start, label.end, asked.id, asked.party, chain, "on_record", "direct")
    mentions = doc.mentions_in(label.start, label.end)
    person = next((doc.person(m.ref) for m in mentions if m.kind == "person"), None)
    if person is None:
        family = name.split()[-1].casefold()
        known = [one for one in doc.persons if one.name.split()[-1].casefold() == family]
        person = known[0] if len(known) == 1 else None
    party = person.party if person is not None and person.party else None
    party = party or next((m.ref for m in mentions if m.kind == "party"), None)
    voice = person.name if person is not None else name.title()
    speaker = person.id if person is not None else voice
    return Utterance(label.start, label.end, speaker, party, sources.chain(doc, None, voice), "on_record", "direct")
