"""Where a meeting is, told by other words than its own: the journey of who takes part, the summit it stands beside."""

import re
from typing import Final

from spacy.tokens import Token

from tracker.extraction import syntax
from tracker.extraction.contact import Contact
from tracker.extraction.document import Document
from tracker.extraction.draft import Draft
from tracker.extraction.lexicon import word_set
from tracker.extraction.places import Place

_LEAVE: Final = word_set("leave fly travel arrive head depart journey")
_JOURNEY: Final = word_set("visit trip flight journey")
_SIDELINES: Final = re.compile(r"\bon the (?:sidelines|margins|fringes)\b(?! of (?:a|an)\b)", re.IGNORECASE)
_FORUMS: Final = ("summit", "conference", "assembly")


def places_beside(doc: Document, contacts: list[Contact]) -> None:
    """As in "met on the sidelines", where the article names one summit with its town: it is the place of both."""
    forums = {c.place.name: c for c in contacts if c.place and c.is_noun and c.trigger.lemma_.lower() in _FORUMS}
    if len(forums) != 1:
        return
    forum = next(iter(forums.values()))
    for contact in contacts:
        sentence = doc.text[contact.sentence.start : contact.sentence.end]
        if contact.place is None and contact.mode not in ("phone", "video") and _SIDELINES.search(sentence):
            contact.place = forum.place


def places_of_journeys(doc: Document, drafts: list[Draft], places: list[Place]) -> None:
    """As in "A leaves for Lima today", of somebody who is to meet B or is meeting B, at a place that nothing tells."""
    open_ = [d for d in drafts if not d.places and not d.has("mode", "phone") and _is_near(d)]
    for place in places if open_ else []:
        if place.precision != "city":
            continue
        sentence = doc.sentence_at(place.start)
        token = next((t for t in sentence.span if sentence.offset(t) == place.start), None) if sentence else None
        traveller = _traveller(token) if token is not None else None
        if traveller is None or sentence is None:
            continue
        mention = doc.mention_at(sentence.offset(traveller), "person")
        own = [d for d in open_ if mention is not None and mention.ref in d.persons]
        home = place.country is not None and mention is not None and doc.party_of(mention) == place.country
        if len(own) == 1 and not own[0].places and not home:
            own[0].places.append(place)


def _is_near(draft: Draft) -> bool:
    return draft.group == "future" or any(status == "ongoing" for status in draft.statuses)


def _traveller(place: Token) -> Token | None:
    """Who goes to the place: the subject of "leaves for", "arrived in", "during the flight to"."""
    preposition = place.head
    if place.dep_ != "pobj" or preposition.dep_ != "prep":
        return None
    above = preposition.head
    if above.pos_ == "VERB" and above.lemma_ in _LEAVE and preposition.lower_ in ("for", "to", "in"):
        return syntax.subject_of(above)
    if above.lemma_ in _JOURNEY and preposition.lower_ == "to":
        verb = next((t for t in above.ancestors if t.pos_ == "VERB"), None)
        return syntax.subject_of(verb) if verb is not None else None
    return None
