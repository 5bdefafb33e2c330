"""Meetings: the mentions of one contact joined, with who took part, when, where, and whether it took place.

One real meeting is one record however often it is told (GUIDELINE.md 0.3). A mention that names nobody ("the five-hour
meeting", "Sunday's talks") belongs to the meeting it can refer to, or to none.
"""

import re
from datetime import date, timedelta
from typing import Final

from tracker.domain import edtf
from tracker.extraction.actors import Actor
from tracker.extraction.contact import Contact
from tracker.extraction.dates import resolve
from tracker.extraction.document import Document
from tracker.extraction.draft import Draft, group_of
from tracker.extraction.levels import is_leader, level_of_contact
from tracker.extraction.negotiators import complete_parties, negotiating
from tracker.extraction.places import Place

_NEW: Final = re.compile(
    r"\b(?:another|second|third|fourth|new|next|further|fresh|additional|previous|earlier|last|first|separate)\b",
    re.IGNORECASE,
)


_HISTORY: Final = 200  # days


def gather(doc: Document, contacts: list[Contact]) -> list[Draft]:
    """Join the contact mentions of one article into meetings, in the order of their first mention."""
    drafts: list[Draft] = []
    sides = negotiating(doc, contacts)
    waiting: list[Contact] = []
    complete_parties(doc, contacts, sides)
    for contact in contacts:
        date_, group = _dated(doc, contact, drafts)
        if _leaders_alone(doc, contact) and len(sides) == 2:
            contact.actors += [Actor(None, party, contact.start, contact.start) for party in sorted(sides)]
        actors = contact.actors
        if not _names_enough(actors, contact):
            if contact.unresolved:
                continue
            target = None if _another(contact) else _referent(doc, contact, drafts, date_, group)
            if target is not None:
                _add(doc, target, contact, actors, date_)
                continue
            actors = _fill(contact, drafts, sides)
            if not _names_enough(actors, contact):
                waiting.append(contact)
                continue
        _place_in(doc, contact, actors, drafts, date_, group)
    _follow(drafts)
    for contact in waiting:
        date_, group = _dated(doc, contact, drafts)
        target = None if _another(contact) else _referent(doc, contact, drafts, date_, group)
        if target is not None:
            _add(doc, target, contact, contact.actors, date_)
        elif _tells_enough(contact, group) and (not contact.parties or contact.parties <= sides) and len(sides) > 1:
            actors = [*contact.actors, *(Actor(None, p, contact.start, contact.start) for p in sorted(sides))]
            _place_in(doc, contact, _without_doubles(actors), drafts, date_, group)
    drafts.sort(key=lambda d: min(c.start for c in d.contacts))
    return [d for d in drafts if len(d.parties) > 1 or len(d.persons) > 1]


def _leaders_alone(doc: Document, contact: Contact) -> bool:
    """As in "Presidents A and B are to meet", where no words say whose president each is: those of the two sides."""
    people = [p for p in doc.persons if p.id in contact.persons]
    return not contact.parties and len(people) == 2 and all(p.party is None and is_leader(p) for p in people)


def _follow(drafts: list[Draft]) -> None:
    """As in "X then called Y": the day of the talks told before it, marked uncertain; a call may be on the next day."""
    for number, draft in enumerate(drafts):
        first = draft.contacts[0]
        if draft.dates or draft.group != "past" or first.is_noun:
            continue
        then = any(
            c.lower_ in ("then", "later", "afterward", "afterwards") and c.dep_ == "advmod"
            for c in first.trigger.children
        )
        if not then:
            continue
        told = [d for d in drafts[:number] if d.group == "past" and 0 < first.start - d.contacts[-1].start < 1500]
        days = [edtf.last_day(d.edtf) for d in told if edtf.precision(d.edtf) == "day"]
        if days and days[-1]:
            day = days[-1]
            phone = draft.has("mode", "phone")
            draft.dates.append((f"{day}/{day + timedelta(1)}" if phone else f"{day}?", "then"))


def _place_in(
    doc: Document, contact: Contact, actors: list[Actor], drafts: list[Draft], date_: str | None, group: str | None
) -> None:
    target = _same(doc, contact, actors, drafts, date_, group)
    if target is None:
        target = Draft()
        drafts.append(target)
    _add(doc, target, contact, actors, date_)


def _without_doubles(actors: list[Actor]) -> list[Actor]:
    named = {actor.party for actor in actors if actor.person}
    return [actor for actor in actors if actor.person or actor.party not in named]


def _another(contact: Contact) -> bool:
    """As in "another meeting", "the next round": not the one told before."""
    return bool(
        _NEW.search(" ".join(c.text for c in contact.trigger.children if c.dep_ in ("amod", "det", "compound")))
    )


def _besides(contact: Contact) -> bool:
    """As in "A also met with B", "A met privately with B": not the meeting where others were too."""
    if contact.is_noun or len(contact.persons) < 2:
        return False
    return any(c.lower_ in ("also", "separately", "privately") and c.dep_ == "advmod" for c in contact.trigger.children)


def _tells_enough(contact: Contact, group: str | None) -> bool:
    """Whether a mention that names nobody tells a meeting of the article's sides: talks with a day, place or fate."""
    if not contact.is_noun:
        return contact.collective and (contact.when is not None or contact.place is not None)
    if contact.trigger.lower_ not in (
        "talks",
        "negotiations",
        "meeting",
        "summit",
        "round",
        "session",
        "dialogue",
        "discussions",
    ):
        return False
    return (
        contact.when is not None
        or contact.place is not None
        or (group is not None and contact.trigger.lower_ in ("talks", "negotiations", "dialogue"))
    )


def _dated(doc: Document, contact: Contact, drafts: list[Draft]) -> tuple[str | None, str | None]:
    """The date and the group of a mention; a date that lies ahead makes an undecided mention a planned one."""
    group = group_of(contact.status)
    tense = "future" if group in ("future", "off") else "past"
    found = resolve(contact.when, doc.published, tense) if contact.when else None
    if contact.when and group is None and contact.when.kind in ("md", "dm", "mon"):
        found = _nearer(found, resolve(contact.when, doc.published, "future"), doc.published)
    if contact.when and group is None and contact.when.kind == "wd":
        ahead = resolve(contact.when, doc.published, "future")
        if ahead and any(draft.edtf == ahead and draft.group == "future" for draft in drafts):
            contact.status = "planned"  # "the summit on Friday", where one on that day is planned
            return ahead, "future"
    if found and doc.published and contact.status == "ongoing" and contact.is_noun and _goes_on(contact):
        until = edtf.last_day(resolve(contact.when, doc.published, "future")) if contact.when else None
        return (f"../{until}" if until else None), "past"
    if found and doc.published:
        first = edtf.first_day(found)
        if first and first > doc.published and contact.status in (None, "held", "ongoing"):
            contact.status = "planned"
            return found, "future"
    if contact.when and contact.when.tense == "future" and contact.status in (None, "held"):
        contact.status = "planned"
        return found, "future"
    if contact.status is None and found and contact.when and contact.when.tense != "future":
        contact.status = "held"
        group = "past"
    return found, group


def _nearer(past: str | None, ahead: str | None, published: date | None) -> str | None:
    """Of the two days a date without a year can be, the one nearer to the article's, where no tense decides."""
    last, first = edtf.last_day(past), edtf.first_day(ahead)
    if published is None or last is None or first is None:
        return past
    return ahead if (first - published) < (published - last) else past


def _goes_on(contact: Contact) -> bool:
    """As in "talks will continue on Wednesday": they are under way, and the day is ahead."""
    verb = contact.trigger.head
    ahead = any(c.lower_ in ("will", "'ll", "would") for c in verb.children)
    onward = verb.lemma_ != "go" or any(c.lower_ == "on" for c in verb.children)
    return ahead and onward and verb.lemma_ in ("continue", "carry", "go", "run")


def _fill(contact: Contact, drafts: list[Draft], pair: set[str]) -> list[Actor]:
    """The actors of a mention, completed from the talks told before where it says "the two sides" or names one side."""
    actors = list(contact.actors)
    parties = contact.parties
    if len(parties) >= 2:
        return actors
    complete = contact.collective or (contact.is_noun and len(parties) == 1) or (_another(contact) and contact.is_noun)
    if not complete or (not contact.actors and not _tells_enough(contact, group_of(contact.status))):
        return actors
    source: set[str] = pair if parties <= pair else set()
    for draft in reversed(drafts):
        if source:
            break
        if len(draft.parties) > 1 and parties <= draft.parties:
            source = draft.parties
    actors += [Actor(None, party, contact.start, contact.start) for party in sorted(source - parties)]
    return actors


def _names_enough(actors: list[Actor], contact: Contact) -> bool:
    parties = {actor.party for actor in actors if actor.party}
    persons = {actor.person for actor in actors if actor.person}
    if len(parties) >= 2:
        return True
    if len(persons) >= 2 and len(parties) == 1:
        if any(actor.person and actor.party is None for actor in actors):
            return not contact.is_noun
        return contact.briefing or not contact.is_noun or contact.format == "one_on_one"
    return False


def _referent(
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
    if date_:
        order.sort(key=lambda d: not (d.edtf and edtf.overlap(date_, d.edtf)))
    for draft in order:
        if draft.internal or len(draft.parties) < 2 or _levels_differ(level, draft.level):
            continue
        if contact.is_noun and all(c.trigger.lemma_ == "discuss" for c in draft.contacts):
            continue
        if contact.parties and not contact.parties <= draft.parties:
            continue
        if contact.persons and draft.persons and not contact.persons & draft.persons:
            continue
        if group and draft.group and group != draft.group:
            fate = {group, draft.group} == {"future", "off"} and contact.is_noun and contact.definite
            if not fate or not (level == "leader" == draft.level or (date_ and edtf.overlap(date_, draft.edtf))):
                continue  # what was cancelled had been planned
        if not contact.is_noun and not contact.actors and draft.level == "leader" and group != draft.group:
            continue  # "to negotiate the finer points"
        if date_ and draft.edtf and not edtf.overlap(date_, draft.edtf):
            continue
        if date_ and not draft.edtf and draft.group == "past" and not contact.definite:
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


def _same(
    doc: Document, contact: Contact, actors: list[Actor], drafts: list[Draft], date_: str | None, group: str | None
) -> Draft | None:
    """The meeting already told that this mention tells again, best fit first; None for a new one."""
    parties = {actor.party for actor in actors if actor.party}
    persons = {actor.person for actor in actors if actor.person}
    another = _another(contact)
    besides = _besides(contact)
    best: tuple[float, Draft] | None = None
    for draft in drafts:
        score = _fit(doc, draft, contact, parties, persons, date_, group)
        if score is not None and another and not (date_ and draft.edtf and edtf.overlap(date_, draft.edtf)):
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
    if not (parties <= mine or mine <= parties) or (
        draft.internal != (len(parties) < 2 and None not in {a.party for a in contact.actors if a.person})
    ):
        return None
    if group and draft.group and group != draft.group and {group, draft.group} != {"future", "off"}:
        return None
    if {group, draft.group} == {"future", "off"} and not (persons & draft.persons or edtf.overlap(date_, draft.edtf)):
        return None
    if date_ and draft.edtf and not edtf.overlap(date_, draft.edtf):
        return None
    if _clash(doc, draft, persons) or _levels_differ(level_of_contact(doc, contact), draft.level):
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


def _leaders_meet(doc: Document, draft: Draft, contact: Contact) -> bool:
    """Whether the draft is a meeting of leaders, and the mention tells "talks", which others hold."""
    people = [p for p in doc.persons if p.id in draft.persons]
    leaders = len(people) > 1 and all(is_leader(p) for p in people)
    return leaders and contact.trigger.lower_ in ("talks", "negotiations", "negotiation", "consultations")


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


def _add(doc: Document, draft: Draft, contact: Contact, actors: list[Actor], date_: str | None) -> None:
    draft.contacts.append(contact)
    draft.level = draft.level or level_of_contact(doc, contact)
    for actor in actors:
        draft.actors.setdefault(actor.key, actor)
    if contact.status:
        draft.statuses.append(contact.status)
    if date_ and contact.when:
        draft.dates.append((date_, contact.when.text))
    if contact.place:
        draft.places.append(contact.place)
