"""Which meeting a mention tells again: the one its names, day, place and tense allow, else none."""

import re
from datetime import date
from typing import Final

from tracker.domain import edtf
from tracker.extraction.actors import Actor
from tracker.extraction.contact import Contact
from tracker.extraction.document import Document
from tracker.extraction.draft import Draft
from tracker.extraction.levels import is_leader, level_of_contact
from tracker.extraction.places import Place

_NEW: Final = re.compile(
    r"\b(?:another|second|third|fourth|new|next|further|fresh|additional|previous|earlier|last|first|separate)\b",
    re.IGNORECASE,
)
_THREE: Final = re.compile(r"\b(?:three-way|trilateral|tripartite|three-party)\b", re.IGNORECASE)
_MEALS: Final = ("dinner", "lunch", "breakfast")
_TALKS: Final = ("talks", "negotiations", "negotiation", "consultations")
_SITTINGS: Final = (*_TALKS, "session", "round")
_HISTORY: Final = 200  # days


def referent(
    doc: Document, contact: Contact, drafts: list[Draft], date_: str | None, group: str | None
) -> Draft | None:
    """The meeting a mention without names speaks of: the last one that its date, tense and party allow."""
    order = list(reversed(drafts))
    if group is None:
        order.sort(key=lambda d: d.group != "past")  # "the meeting", with nothing said of its time: one that took place
    level = level_of_contact(doc, contact)
    if level == "leader":
        order.sort(key=lambda d: (d.level != "leader", not d.called(contact.trigger.lemma_)))
    elif contact.trigger.lower_ in ("talks", "negotiations", "negotiation", "dialogue", "discussions"):
        order.sort(key=lambda d: d.level == "leader")  # leaders meet; talks are what others hold, where others are told
    if date_ and not date_.startswith(".."):
        order.sort(key=lambda d: not (d.edtf and edtf.overlap(date_, d.edtf)))
    for draft in order:
        if draft.internal or len(draft.parties) < 2 or _levels_differ(level, draft.level):
            continue
        if contact.is_noun and all(c.trigger.lemma_ == "discuss" for c in draft.contacts):
            continue
        if contact.trigger.lemma_.lower() in _MEALS and not draft.called(contact.trigger.lemma_) and draft.is_ahead:
            continue
        if contact.parties and not contact.parties <= draft.parties:
            continue
        if _of_three(doc, draft.contacts[0]) and not contact.parties:
            continue
        if contact.persons and draft.persons and not contact.persons & draft.persons:
            continue
        if group and draft.group and group != draft.group:
            fate = {group, draft.group} == {"future", "off"} and contact.is_noun and contact.definite
            told = contact.persons & draft.persons or (date_ and edtf.overlap(date_, draft.edtf))
            told = told or (
                contact.status == "planned"
                and level is None
                and contact.trigger.lemma_.lower() in ("meeting", "summit")
            )
            if not fate or not (level == "leader" == draft.level or told):
                continue  # what was cancelled had been planned
        if not contact.is_noun and not contact.actors and draft.level == "leader" and group != draft.group:
            continue  # "to negotiate the finer points"
        if date_ and draft.edtf and not edtf.overlap(date_, draft.edtf):
            continue
        if date_ and not draft.edtf and (draft.group == "past" or draft.level == "leader") and not contact.definite:
            continue
        if date_ and not draft.edtf and _long_ago(date_, doc.published):
            continue
        if contact.mode == "phone" and not draft.has("mode", "phone"):
            continue
        if contact.is_noun and not contact.definite and contact.place and _leaders_meet(doc, draft, contact):
            continue
        if _by_phone(draft) and contact.mode != "phone" and not _may_be_by_phone(contact):
            continue
        if not contact.is_noun and contact.persons and not contact.persons <= draft.persons:
            continue  # "He is negotiating": talks that tell of him
        if contact.place and draft.places and not _places_agree(contact.place, draft.places):
            continue
        return draft
    return None


def _long_ago(date_: str, published: date | None) -> bool:
    """Whether a date lies so far back that it tells history ("the talks of 2005"), not the news's own meeting."""
    last = edtf.last_day(date_)
    return published is not None and last is not None and (published - last).days > _HISTORY


def _levels_differ(one: str | None, two: str | None) -> bool:
    return one is not None and two is not None and one != two


def _by_phone(draft: Draft) -> bool:
    return draft.has("mode", "phone") and not draft.has("mode", "in_person")


def _may_be_by_phone(contact: Contact) -> bool:
    """Whether a mention that says nothing of a telephone can tell a call again ("the conversation")."""
    words = ("conversation", "discussion", "call", "talk", "speak", "discuss", "confer")
    return contact.place is None and contact.trigger.lemma_.lower() in words


def _places_agree(place: Place, places: list[Place]) -> bool:
    for other in places:
        if other.name in (place.name, place.locality) or other.locality == place.name:
            return True
        if place.locality and place.locality == other.locality:
            return True
        if place.precision != other.precision:
            return place.country is None or other.country is None or place.country == other.country
    return False


def same(
    doc: Document, contact: Contact, actors: list[Actor], drafts: list[Draft], date_: str | None, group: str | None
) -> Draft | None:
    """The meeting already told that this mention tells again, best fit first; None for a new one."""
    parties = {actor.party for actor in actors if actor.party}
    persons = {actor.person for actor in actors if actor.person}
    new = another(contact)
    besides = _besides(contact)
    best: tuple[float, Draft] | None = None
    for draft in drafts:
        score = _fit(doc, draft, contact, parties, persons, date_, group)
        if score is not None and new and not (date_ and draft.edtf and edtf.overlap(date_, draft.edtf)):
            continue
        if score is not None and besides and draft.persons and not draft.persons <= persons:
            continue
        if score is not None and (best is None or score >= best[0]):
            best = (score, draft)
    return best[1] if best else None


def _fit(
    doc: Document,
    draft: Draft,
    contact: Contact,
    parties: set[str],
    persons: set[str],
    date_: str | None,
    group: str | None,
) -> float | None:
    mine = draft.parties
    if (_of_three(doc, contact) and len(mine) != 3) or (len(parties) == 2 and _of_three(doc, draft.contacts[0])):
        return None
    if not (parties <= mine or mine <= parties) or (
        draft.internal != (len(parties) < 2 and None not in {a.party for a in contact.actors if a.person})
    ):
        return None
    if group and draft.group and group != draft.group and {group, draft.group} != {"future", "off"}:
        return None
    if {group, draft.group} == {"future", "off"}:
        summit = draft.level == "leader" == level_of_contact(doc, contact)
        if not (persons & draft.persons or edtf.overlap(date_, draft.edtf) or summit):
            return None
    if date_ and draft.edtf and not edtf.overlap(date_, draft.edtf):
        return None
    if _clash(doc, draft, persons) or _levels_differ(level_of_contact(doc, contact), draft.level):
        return None
    if level_of_contact(doc, contact) == "leader" and draft.level is None and _are_talks(draft):
        return None
    if contact.is_noun and not persons and not contact.definite and _leaders_meet(doc, draft, contact):
        return None
    if date_ and edtf.precision(date_) != "day" and not draft.edtf and draft.persons and not persons:
        return None
    if _by_phone(draft) and contact.mode != "phone" and contact.is_noun and not _may_be_by_phone(contact):
        return None
    if (contact.mode == "phone") != draft.has("mode", "phone") and (contact.mode or draft.has("mode", "in_person")):
        return None
    formats = {c.format for c in draft.contacts if c.format}
    if contact.format and formats and contact.format not in formats and "one_on_one" in formats | {contact.format}:
        return None
    if contact.place and draft.places and not _places_agree(contact.place, draft.places):
        return None
    if persons and not draft.persons and draft.edtf and not date_ and _level_gap(doc, persons, draft):
        return None
    score = (
        1.0 + len(persons & draft.persons) + (1.0 if date_ and draft.edtf else 0.0) + (0.5 if parties == mine else 0.0)
    )
    if not date_ and draft.edtf and persons and not persons & draft.persons:
        score -= 0.5
    return score


def _of_three(doc: Document, contact: Contact) -> bool:
    """Whether the words say that three sides meet."""
    near = doc.text[max(contact.start, contact.sentence.offset(contact.trigger) - 40) : contact.end]
    return contact.is_noun and bool(_THREE.search(near))


def _are_talks(draft: Draft) -> bool:
    """Whether nothing but "talks" and "negotiations" of nobody named tells of it: what delegations hold."""
    return not draft.persons and all(c.is_noun and c.trigger.lower_ in _SITTINGS for c in draft.contacts)


def _leaders_meet(doc: Document, draft: Draft, contact: Contact) -> bool:
    """Whether the draft is a meeting of leaders, and the mention tells "talks", which others hold."""
    people = [p for p in doc.persons if p.id in draft.persons]
    leaders = len(people) > 1 and all(is_leader(p) for p in people)
    return leaders and contact.trigger.lower_ in _TALKS


def _level_gap(doc: Document, persons: set[str], draft: Draft) -> bool:
    facts = [p for p in doc.persons if p.id in persons]
    return len(facts) > 1 and all(is_leader(p) for p in facts) and not draft.has("format", "leaders")


def _clash(doc: Document, draft: Draft, persons: set[str]) -> bool:
    """Two mentions that both name people of one side and share none of them are two meetings."""
    if not persons or not draft.persons:
        return False
    sides: dict[str | None, tuple[set[str], set[str]]] = {}
    for person in doc.persons:
        mine, theirs = sides.setdefault(person.party, (set(), set()))
        if person.id in persons:
            mine.add(person.id)
        if person.id in draft.persons:
            theirs.add(person.id)
    return any(mine and theirs and not mine & theirs for mine, theirs in sides.values())


def another(contact: Contact) -> bool:
    """As in "another meeting", "the next round": not the one told before."""
    verb = contact.trigger.head if contact.is_noun and contact.trigger.dep_ == "dobj" else contact.trigger
    beside = [c for c in verb.children if c.dep_ in ("advmod", "nsubj")]  # "the two last met", read as a noun "last"
    if any(c.lower_ in ("last", "previously", "again") for c in beside):
        return True
    if not contact.is_noun:
        return False
    return bool(
        _NEW.search(" ".join(c.text for c in contact.trigger.children if c.dep_ in ("amod", "det", "compound")))
    )


def _besides(contact: Contact) -> bool:
    """As in "A also met with B", "A met privately with B": not the meeting where others were too."""
    if contact.is_noun or len(contact.persons) < 2:
        return False
    return any(c.lower_ in ("also", "separately", "privately") and c.dep_ == "advmod" for c in contact.trigger.children)
