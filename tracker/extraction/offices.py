"""Offices that one person holds: "the Turkish ambassador" is somebody, though the sentence gives no name."""

import re

from spacy.tokens import Token

from tracker.domain.record import PersonFact
from tracker.extraction.document import Document
from tracker.extraction.wording import lemma, words

_GRADES = ("prime", "foreign", "defense", "defence", "finance", "trade", "interior", "press", "chief", "vice")
_DEFINITE = re.compile(r"the\s|(?:[^\s]+\s+){0,4}?[^\s]+['’]s?\s", re.IGNORECASE)


def is_one_office(noun: Token, text: str) -> bool:
    """True where the noun phrase `text` names one post of one body ("Turkey's UN ambassador"), not one of many."""
    first = any(c.lower_ in ("chief", "top", "lead", "head") for c in noun.children if c.dep_ in ("amod", "compound"))
    post = lemma(noun) in words("speech", "one_holder") or (first and lemma(noun) in words("speech", "office"))
    return post and _is_single(noun, text)


def holder_of_office(doc: Document, noun: Token, text: str, party: str | None) -> PersonFact | None:
    """The one person of the article whose role has this office, where the noun phrase names no other party."""
    if noun.tag_ in ("NNS", "NNPS") or lemma(noun) not in words("speech", "office"):
        return None
    if not _is_single(noun, text) and party is None:
        return None
    before = next((c for c in noun.children if c.dep_ == "compound" and c.i == noun.i - 1), None)
    office = f"{before.text} {noun.text}" if before is not None and before.lower_ in _GRADES else noun.text
    found = []
    for person in doc.persons:
        in_role = any(re.search(rf"\b{re.escape(office)}\b", role, re.IGNORECASE) for role in person.roles)
        if in_role and party in (None, person.party):
            found.append(person)
    return found[0] if len(found) == 1 else None


def _is_single(noun: Token, text: str) -> bool:
    """True for a singular noun with "the" or an owner in front; "the US official" is no office."""
    plural = noun.tag_ in ("NNS", "NNPS")
    return not plural and _DEFINITE.match(text) is not None
