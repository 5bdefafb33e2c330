"""Meetings put on another day: "was postponed from Tuesday to Friday", "will now meet on 14 March, not on 10 March".

Such a meeting is a plan for the new day (GUIDELINE.md 12: what was put off and then takes place is one meeting); the
day that it was planned for before, where the words give it, lets the desk know which plan moved.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from tracker.extraction import syntax
from tracker.extraction.contact import Contact
from tracker.extraction.dates import When, find_dates
from tracker.extraction.document import Sentence
from tracker.extraction.lexicon import word_set
from tracker.extraction.places import Place
from tracker.extraction.status import has_particle

_MOVE: Final = word_set("postpone delay defer reschedule move shift advance")
_MOVE_WITH: Final = (("put", "off"), ("put", "back"), ("push", "back"), ("bring", "forward"), ("hold", "over"))
_RELOCATE: Final = word_set("move shift relocate transfer")
_PARTS: Final = word_set("round day session start opening beginning resumption rest signing series part phase stage")
_AHEAD: Final = word_set("planned proposed conditional postponed held present")
# "to Friday", "by a week to 14 March", "from Geneva to Vienna until early next week"
_TO: Final = re.compile(r"\b(?:to|until|till|for|on)\s+(?:the\s+)?(?:early\s+|late\s+)?$", re.IGNORECASE)
_FROM: Final = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_INSTEAD: Final = re.compile(
    r"\b(?:instead of|rather than|and not|not)\s+(?:on\s+|in\s+)?$|\bpreviously\s+(?:planned|announced)\s+$",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\b(?:originally|initially|previously|first|earlier|at first)\s+(?:\w+\s+)?"
    r"(?:planned|scheduled|set|due|slated|expected|announced|to (?:take place|be held|meet|begin|start))\b[^;.]*$",
    re.IGNORECASE,
)
_NOW: Final = re.compile(
    r"\b(?:will|would|is to|are to|is going to|has been (?:set|rescheduled)"
    r"|is now (?:set|planned|scheduled|due|expected)|are now (?:set|planned|scheduled|due|expected))\b",
    re.IGNORECASE,
)
# "will be held in Lima instead, the minister said on Wednesday": what comes after the comma is not of the meeting.
_CLAUSE_END: Final = re.compile(
    r",(?= (?:the |an? |his |her |its )?[\w.'’ -]{0,60}?\b(?:said|says|told|announced|added|reported|confirmed)\b)"
    r"|\b(?:said|says|told|announced|added|reported|confirmed)\b|[;.] "
)
# Between the moving and its new day there is no other clause of length.
_REACH: Final = 70


def reschedule(sentence: Sentence, contacts: Sequence[Contact], places: Sequence[Place]) -> None:
    """Make plans for the new day of those contacts of a sentence that its words put on another day.

    Fills `when`, `status`, `moved` and, where the words give the day before, `moved_from`; of "planned for Geneva,
    will be held in Vienna" the place too.
    """
    for contact in contacts:
        if contact.status not in _AHEAD and contact.status is not None:
            continue
        contact.place = _moved_to(sentence, contact, places) or contact.place
        found = _moved_by_verb(sentence, contact) or _planned_before(sentence, contact, places) or _instead(contact)
        if found is None:
            continue
        new, old = found
        contact.moved = True
        contact.moved_from = old
        contact.when = replace(new, tense="future")
        contact.status = "planned"


def _offset(sentence: Sentence) -> int:
    return sentence.paragraph.start + sentence.span.start_char


def _dates(sentence: Sentence) -> list[When]:
    """The date phrases of a sentence, the two ends of "from Tuesday to Friday" apart, with offsets in the text."""
    text = sentence.span.text
    base = _offset(sentence)
    found: list[When] = []
    for when in find_dates(text):
        inner = re.search(r"\s(?:to|until|till)\s+", when.text)
        if inner is None or not _FROM.search(text[: when.start]):
            found.append(replace(when, start=base + when.start, end=base + when.end))
            continue
        middle = when.start + inner.start()
        found += find_dates(text[when.start : middle], base + when.start)
        second = when.start + inner.end()
        found += find_dates(text[second : when.end], base + second)
    return found


def _moved_by_verb(sentence: Sentence, contact: Contact) -> tuple[When, When | None] | None:
    if not contact.is_noun:
        return None
    text, base = sentence.span.text, _offset(sentence)
    dates = _dates(sentence)
    for verb in sentence.span:
        if not _is_move(verb) or not _is_moved(contact.trigger, verb) or any(c.dep_ == "neg" for c in verb.children):
            continue
        at = base + verb.idx - sentence.span.start_char
        for when in dates:
            before = text[: when.start - base]
            between = text[at - base : when.start - base]
            if when.start > at and len(between) < _REACH and _TO.search(before) and not re.search(r"[;.]", between):
                return when, _day_before(contact, dates, when, text, base)
    return None


def _moved_to(sentence: Sentence, contact: Contact, places: Sequence[Place]) -> Place | None:
    """The place after "to" in "the talks were moved from A to B"."""
    if not contact.is_noun:
        return None
    text, base = sentence.span.text, _offset(sentence)
    for verb in sentence.span:
        if verb.lemma_ not in _RELOCATE or verb.pos_ != "VERB" or not _is_moved(contact.trigger, verb):
            continue
        at = sentence.offset(verb)
        there = [p for p in places if 0 < p.start - at < _REACH and text[: p.start - base].endswith(" to ")]
        if there:
            return there[0]
    return None


def _day_before(contact: Contact, dates: Sequence[When], new: When, text: str, base: int) -> When | None:
    """The day that the meeting was planned for: the one after "from", else the one that its own words gave."""
    for when in dates:
        if when.start < new.start and _FROM.search(text[: when.start - base]):
            return when
    old = contact.when
    return old if old is not None and not (old.start < new.end and new.start < old.end) else None


def _is_move(verb: Token) -> bool:
    return verb.pos_ in ("VERB", "AUX") and (
        verb.lemma_ in _MOVE
        or any(has_particle(verb, lemma, word) or _followed(verb, lemma, word) for lemma, word in _MOVE_WITH)
    )


def _followed(verb: Token, lemma: str, word: str) -> bool:
    """The same where the parser takes the particle for an adverb ("pushed back")."""
    return verb.lemma_ == lemma and any(c.lower_ == word and c.i - verb.i < 8 for c in verb.children if c.i > verb.i)


def _is_moved(event: Token, verb: Token) -> bool:
    """Whether the verb moves the event: its object, or its subject in the passive ("the talks moved to Friday" too)."""
    own = [
        c
        for c in verb.children
        if c.dep_ in ("nsubjpass", "dobj") or (c.dep_ == "nsubj" and verb.lemma_ in ("move", "shift"))
    ]
    subject = syntax.subject_of(verb) if not own else None
    passive = verb.tag_ == "VBN"
    for noun in (*own, *([subject] if subject is not None and passive else ())):
        if noun.i == event.i:
            return True
        if noun.lemma_.lower() in _PARTS and any(t.i == event.i for t in noun.subtree):
            return True
        if any(t.i == event.i for t in noun.conjuncts):
            return True
    return False


def _planned_before(sentence: Sentence, contact: Contact, places: Sequence[Place]) -> tuple[When, When | None] | None:
    """As in "the talks, originally planned for Monday in A, will be held on Friday in B".

    Where the words give no other day, they may give another place: it is planned for that one then.
    """
    text, base = sentence.span.text, _offset(sentence)
    trigger = sentence.offset(contact.trigger)
    dates = _dates(sentence)
    old = next((w for w in dates if w.start > trigger and _BEFORE.search(text[trigger - base : w.start - base])), None)
    now = _NOW.search(text, old.end - base) if old is not None else None
    if old is None or now is None:
        return None
    turn = base + now.start()
    end = next((turn + m.start() for m in _CLAUSE_END.finditer(text[now.start() :])), sentence.end)
    there = next((p for p in places if turn < p.start < end and p.preposition), None)
    if (contact.place is not None and contact.place.start < turn) or contact.place is None:
        contact.place = there or contact.place
    new = next((w for w in dates if turn < w.start < end), None)
    if new is not None:
        return new, old
    if there is not None and contact.when is not None and contact.when.start >= end:
        contact.when = old
    return None


def _instead(contact: Contact) -> tuple[When, When | None] | None:
    """As in "will now meet on 14 March instead of 10 March"."""
    sentence = contact.sentence
    if contact.status != "planned" or contact.when is None:
        return None
    text, base = sentence.span.text, _offset(sentence)
    trigger = sentence.offset(contact.trigger)
    dates = [w for w in _dates(sentence) if w.start > trigger]
    for new, old in pairwise(dates):
        if _INSTEAD.search(text[new.end - base : old.start - base]) and contact.when.start in (new.start, old.start):
            return new, old
    return None
