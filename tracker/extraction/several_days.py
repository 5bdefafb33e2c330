"""Talks of several days: "went into a second day", "ended three days of talks", "three days of talks from Monday".

The day that such words give is one of several. The others follow from the count, and let the desk see the opening,
a report from the middle and the closing as one meeting.
"""

import re
from datetime import timedelta
from typing import Final

from spacy.tokens import Token

from tracker.domain import edtf
from tracker.extraction.contact import Contact
from tracker.extraction.lexicon import word_set

_ORDINALS: Final = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
_CLOSE: Final = word_set("end conclude close finish complete wrap")
_DAYS: Final = re.compile(r"P(\d)D")


def over_days(contact: Contact, day: str | None) -> str | None:
    """The days (EDTF) of a contact of which the words give one day; `day` itself where they tell of no others."""
    first = edtf.first_day(day)
    if first is None or edtf.precision(day) != "day" or edtf.is_uncertain(day):
        return day
    number = _number_of_day(contact)
    if number and contact.status in ("held", "ongoing"):
        return f"{first - timedelta(number - 1)}/{first}"
    lasting = _DAYS.fullmatch(contact.duration or "")
    if lasting is None or int(lasting[1]) < 2:
        return day
    more = timedelta(int(lasting[1]) - 1)
    if contact.status == "planned" and not contact.moved:
        return f"{first}/{first + more}"
    if contact.status == "held" and _is_closed(contact):
        return f"{first - more}/{first}"
    return day


def _top(contact: Contact) -> Token:
    """The noun of the whole phrase: "days" of "three days of talks"."""
    noun = contact.trigger
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun


def _verb(contact: Contact) -> Token | None:
    """The verb that tells the contact: the one whose subject or object it is, or the trigger itself."""
    if not contact.is_noun:
        return contact.trigger
    top = _top(contact)
    return top.head if top.dep_ in ("nsubj", "nsubjpass", "dobj") and top.head.pos_ in ("VERB", "AUX") else None


def _is_closed(contact: Contact) -> bool:
    verb = _verb(contact)
    return contact.is_noun and verb is not None and verb.lemma_.lower() in _CLOSE and verb.tag_ in ("VBD", "VBN")


def _number_of_day(contact: Contact) -> int | None:
    """As in "the third day of the talks", "talks continued for a third day"; not "the third day of the truce"."""
    verb = _verb(contact)
    for token in contact.sentence.span:
        if token.lower_ != "day":
            continue
        number = next((_ORDINALS[c.lower_] for c in token.children if c.lower_ in _ORDINALS), None)
        if number is None:
            continue
        of = [p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children]
        if of:
            if contact.trigger in of:
                return number
            continue
        holder = token.head.head if token.dep_ == "pobj" else token.head
        if verb is not None and holder == verb and (token.dep_ == "dobj" or token.head.lower_ in ("for", "into")):
            return number
    return None
