"""The day on which a side suspends talks is no day of the talks: "Peru suspended its part in the talks on Monday"."""

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Token

from tracker.extraction.contact import Contact
from tracker.extraction.lexicon import word_set

_STOPS: Final = word_set("suspend freeze halt abandon quit")
_PLANNED: Final = word_set("plan schedule set expect slate")
_PARTS: Final = word_set("participation role part involvement engagement")


def undate_suspended(contacts: Iterable[Contact]) -> None:
    """Make talks that a side has suspended talks that were held, in place, of no day but what their own words say.

    They are under way no longer, and the verb's day is that of the suspending.
    """
    for contact in contacts:
        if not contact.is_noun or not _is_suspended(contact.trigger):
            continue
        if any(c.dep_ == "acl" and c.lemma_ in _PLANNED for c in contact.trigger.children):
            contact.status = "postponed"  # "suspended the talks planned for Friday"
            continue
        if _has_own_day(contact):
            continue
        contact.when = None
        contact.status = contact.status or "held"


def _is_suspended(noun: Token) -> bool:
    """Whether talks, or a side's part in them, are the object of a verb that stops them, and it is done."""
    thing = noun
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at") and noun.head.head.lemma_.lower() in _PARTS:
        thing = noun.head.head
    verb = thing.head
    if thing.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in _STOPS:
        return False
    return verb.tag_ in ("VBD", "VBN", "VBZ", "VBP") and not any(c.tag_ == "MD" for c in verb.children)


def _has_own_day(contact: Contact) -> bool:
    """As in "suspended the talks planned for Monday", "Monday's talks"."""
    if contact.when is None:
        return False
    at, noun, sentence = contact.when.start, contact.trigger, contact.sentence
    own = [c for c in noun.children if c.dep_ in ("acl", "relcl", "poss", "compound", "amod", "nmod")]
    return any(sentence.offset(c.left_edge) <= at < sentence.offset_end(c.right_edge) for c in own)
