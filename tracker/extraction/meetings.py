"""Meetings: the mentions of one contact joined, with who took part, when, where, and whether it took place.

One real meeting is one record however often it is told (GUIDELINE.md 0.3). A mention that names nobody ("the five-hour
meeting", "Sunday's talks") belongs to the meeting it can refer to, or to none.
"""

import re
from datetime import date, timedelta
from typing import Final

from spacy.tokens import Token

from tracker.domain import edtf
from tracker.extraction import syntax
from tracker.extraction.actors import Actor
from tracker.extraction.contact import Contact
from tracker.extraction.dates import resolve
from tracker.extraction.document import Document
from tracker.extraction.draft import Draft, group_of, vagueness
from tracker.extraction.levels import is_leader, level_of_contact
from tracker.extraction.negotiators import complete_parties, negotiating
from tracker.extraction.noun_status import goes_on
from tracker.extraction.same_meeting import another, referent, same
from tracker.extraction.several_days import over_days
from tracker.extraction.truce_period import during_truce
from tracker.extraction.unnamed import fits, joined, stays_unnamed, tells_a_plan

_SITTINGS: Final = ("talks", "negotiations", "discussions", "session")
_FOLLOWS: Final = 1500  # characters
_NEAR: Final = 500  # characters


def gather(doc: Document, contacts: list[Contact]) -> list[Draft]:
    """Join the contact mentions of one article into meetings, in the order of their first mention."""
    drafts: list[Draft] = []
    sides = negotiating(doc, contacts)
    doc.sides = frozenset(sides)
    waiting: list[Contact] = []
    complete_parties(doc, contacts, sides)
    for contact in contacts:
        date_, group = _when(doc, contact, drafts)
        if len(sides) == 2 and _leaders_alone(doc, contact, sides):
            contact.actors += [Actor(None, party, contact.start, contact.start) for party in sorted(sides)]
        actors = contact.actors
        if not _names_enough(actors, contact):
            blank = next((d for d in drafts if d.unnamed and fits(d, contact, date_, group)), None)
            if stays_unnamed(doc, contact, sides):
                if blank is None and tells_a_plan(contact, date_, group) and _about_talks(sides, contacts):
                    drafts.append(blank := Draft())
                if blank is not None:
                    _add(doc, blank, contact, [], date_)
                continue
            if blank is not None and not actors and contact.is_noun:
                _add(doc, blank, contact, [], date_)
                continue
            if contact.unresolved:
                continue
            target = None if another(contact) else referent(doc, contact, drafts, date_, group)
            if target is not None:
                _add(doc, target, contact, actors, date_)
                continue
            actors = _fill(contact, drafts, sides)
            if not _names_enough(actors, contact) and not _next_sitting(doc, contact, drafts, date_, group):
                waiting.append(contact)
            if not _names_enough(actors, contact):
                continue
        _place_in(doc, contact, actors, drafts, date_, group)
    _follow(drafts)
    for contact in waiting:
        date_, group = _when(doc, contact, drafts)
        target = None if another(contact) else referent(doc, contact, drafts, date_, group)
        if target is not None:
            _add(doc, target, contact, contact.actors, date_)
        elif _tells_enough(contact, group) and (not contact.parties or contact.parties <= sides) and len(sides) > 1:
            actors = [*contact.actors, *(Actor(None, p, contact.start, contact.start) for p in sorted(sides))]
            _place_in(doc, contact, _without_doubles(actors), drafts, date_, group)
        elif contact.unnamed and not contact.actors and tells_a_plan(contact, date_, group):
            drafts.append(blank := Draft())
            _add(doc, blank, contact, [], date_)
    drafts = joined([d for d in drafts if len(d.parties) > 1 or len(d.persons) > 1 or d.unnamed])
    drafts.sort(key=lambda d: min(c.start for c in d.contacts))
    doc.pairs = sorted(
        ((c.start, frozenset(d.parties)) for d in drafts for c in d.contacts if len(d.parties) == 2),
        key=lambda pair: pair[0],
    )
    return drafts


def _about_talks(sides: set[str], contacts: list[Contact]) -> bool:
    """Whether the article tells of a negotiation: its sides are known, or another contact of two parties is."""
    return len(sides) > 1 or any(len(contact.parties) > 1 for contact in contacts)


def _leaders_alone(doc: Document, contact: Contact, sides: set[str]) -> bool:
    """As in "Presidents A and B are to meet", where no words say whose president each is: those of the two states.

    The same for "Foreign ministers A and B". Not where the article names the leader of one of the states: then one
    of the two at least is of a third.
    """
    if any(party.id in sides and party.type != "state" for party in doc.parties):
        return False  # an armed group has no president
    people = [p for p in doc.persons if p.id in contact.persons]
    if contact.parties or len(people) != 2 or any(p.party is not None for p in people):
        return False
    if all(is_leader(p) for p in people):
        return not any(p.party in sides and is_leader(p) for p in doc.persons)
    return bool(people[0].roles) and people[0].roles == people[1].roles


def _follow(drafts: list[Draft]) -> None:
    """As in "X then called Y": the day of the talks told before it, marked uncertain; a call may be on the next day."""
    for number, draft in enumerate(drafts):
        first = draft.contacts[0]
        if draft.dates or draft.group != "past" or first.is_noun:
            continue
        if not any(_is_sequel(c) for c in first.trigger.children):
            continue
        told = [
            d
            for d in drafts[:number]
            if d.group == "past" and any(0 < first.start - c.start < _FOLLOWS for c in d.contacts)
        ]
        days = [edtf.last_day(d.edtf) for d in told if edtf.precision(d.edtf) == "day"]
        if days and days[-1]:
            day = days[-1]
            phone = draft.has("mode", "phone")
            draft.dates.append((f"{day}/{day + timedelta(1)}" if phone else f"{day}?", "then"))


def _is_sequel(token: Token) -> bool:
    """As in "then", "later", "after concluding the talks", said of what somebody did."""
    if token.lower_ in ("then", "later", "afterward", "afterwards") and token.dep_ == "advmod":
        return True
    after = token.dep_ == "prep" and token.lower_ == "after"
    return after and any(c.dep_ == "pcomp" and c.lemma_ in ("conclude", "end", "finish") for c in token.children)


def _place_in(
    doc: Document, contact: Contact, actors: list[Actor], drafts: list[Draft], date_: str | None, group: str | None
) -> None:
    target = same(doc, contact, actors, drafts, date_, group)
    if target is None:
        target = Draft()
        if contact.collective and not contact.is_noun and not contact.actors:
            actors = _again(contact, actors, drafts, target)
        drafts.append(target)
    _add(doc, target, contact, actors, date_)


def _again(contact: Contact, actors: list[Actor], drafts: list[Draft], new: Draft) -> list[Actor]:
    """As in "They will meet again", "the two men last met": the two of the meeting told before, at its level."""
    parties = {actor.party for actor in actors}
    told = [(c.start, d) for d in drafts for c in d.contacts if c.start < contact.start and d.parties == parties]
    before = max(told, key=lambda row: row[0])[1] if told else None
    subject = syntax.subject_of(contact.trigger)
    if before is None or before.internal or subject is None or not _TWO.search(_phrase(subject)):
        return actors
    new.level = before.level
    people = [actor for actor in before.actors.values() if actor.person]
    alone = len(people) == 2 and len({actor.party for actor in people}) == 2
    return people if alone else actors


def _phrase(token: Token) -> str:
    return " ".join(t.text for t in token.subtree)


_TWO: Final = re.compile(r"^(?:they|(?:the )?(?:two|both) (?:men|women|leaders|presidents|ministers))$", re.IGNORECASE)


def _without_doubles(actors: list[Actor]) -> list[Actor]:
    named = {actor.party for actor in actors if actor.person}
    return [actor for actor in actors if actor.person or actor.party not in named]


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
        or contact.duration is not None
        or (group is not None and contact.trigger.lower_ in ("talks", "negotiations", "dialogue"))
    )


def _when(doc: Document, contact: Contact, drafts: list[Draft]) -> tuple[str | None, str | None]:
    date_, group = _when_planned(doc, contact) or _dated(doc, contact, drafts)
    lasting = during_truce(doc, contact)
    if lasting is not None:
        date_, contact.period = lasting
    return over_days(contact, date_), group


def _dated(doc: Document, contact: Contact, drafts: list[Draft]) -> tuple[str | None, str | None]:
    """The date and the group of a mention; a date that lies ahead makes an undecided mention a planned one."""
    group = group_of(contact.status)
    tense = "future" if group in ("future", "off") and not contact.missed else "past"
    found = resolve(contact.when, doc.published, tense) if contact.when else None
    if contact.when and contact.when.kind == "wd" and contact.status == "planned" and _come_for_it(contact):
        arrived = resolve(contact.when, doc.published, "past")
        return (arrived if arrived == str(doc.published) else None), group
    if contact.when and group is None and contact.when.kind in ("md", "dm", "mon"):
        found = _nearer(found, resolve(contact.when, doc.published, "future"), doc.published)
    if contact.when and group is None and contact.when.kind == "wd":
        ahead = resolve(contact.when, doc.published, "future")
        if ahead and any(draft.edtf == ahead and draft.group == "future" for draft in drafts):
            contact.status = "planned"  # "the summit on Friday", where one on that day is planned
            return ahead, "future"
    if contact.when and contact.when.kind == "wd" and contact.trigger.tag_ in ("VBZ", "VBP") and group == "past":
        ahead = resolve(contact.when, doc.published, "future")
        if ahead and ahead != str(doc.published):
            contact.status = "planned"  # "leaders meet in Lima on Friday": the present of a timetable
            return ahead, "future"
    if found and contact.status == "ongoing" and contact.is_noun and _goes_on(contact) and contact.place:
        contact.status = "planned"  # "would continue on Monday and Tuesday at X": another sitting, at its own place
        return resolve(contact.when, doc.published, "future") if contact.when else None, "future"
    if found and doc.published and contact.status == "ongoing" and contact.is_noun and _goes_on(contact):
        until = edtf.last_day(resolve(contact.when, doc.published, "future")) if contact.when else None
        return (f"../{until}" if until else None), "past"
    if found and contact.status == "planned" and found == str(doc.published) and _before_it(contact):
        return found, None  # "in remarks ahead of Wednesday's talks", on Wednesday: over, for all the words say
    last = edtf.last_day(found)
    if last and doc.published and last < doc.published and contact.status == "planned" and _after_a_journey(contact):
        contact.status = "held"  # "In May he flew to Lima to meet A", told in July
        return found, "past"
    if last and doc.published and last < doc.published and contact.status in ("planned", "proposed", "conditional"):
        return None, group  # a plan of old: "had envisioned a summit in March"
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


def _when_planned(doc: Document, contact: Contact) -> tuple[str | None, str | None] | None:
    """Of a meeting that was moved, the day by which the article knew it before; None of any other.

    Where the new day has passed too, it is told as history: put off, with the day that it was put off from.
    """
    if not contact.moved or contact.when is None:
        return None
    last = edtf.last_day(resolve(contact.when, doc.published, "future"))
    if last is None or (doc.published and last < doc.published):
        contact.moved, contact.status, contact.when = False, "postponed", contact.moved_from
        return None
    old = resolve(contact.moved_from, doc.published, "future") if contact.moved_from else None
    return old, "future"


def _after_a_journey(contact: Contact) -> bool:
    head = contact.trigger.head
    return not contact.is_noun and head.lemma_ in _JOURNEYS and head.tag_ in ("VBD", "VBN")


_JOURNEYS: Final = ("travel", "fly", "go", "come", "return")


def _come_for_it(contact: Contact) -> bool:
    """As in "the envoys arrived in Lima on Wednesday for talks": the day of the arrival."""
    preposition = contact.trigger.head
    verb = preposition.head
    came = preposition.lower_ == "for" and verb.lemma_ in _COMING and verb.tag_ in ("VBD", "VBN")
    return contact.is_noun and came and bool(contact.when and contact.when.start < contact.sentence.offset(preposition))


_COMING: Final = ("arrive", "travel", "fly", "go", "come", "return", "gather", "leave", "depart")


def _before_it(contact: Contact) -> bool:
    head = contact.trigger.head
    return contact.is_noun and (head.lower_ == "before" or (head.lower_ == "of" and head.head.lower_ == "ahead"))


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
    onward = verb.lemma_ != "go" or goes_on(verb)
    return ahead and onward and verb.lemma_ in ("continue", "carry", "go", "run")


def _fill(contact: Contact, drafts: list[Draft], pair: set[str]) -> list[Actor]:
    """The actors of a mention, completed from the talks told before where it says "the two sides" or names one side."""
    actors = list(contact.actors)
    parties = contact.parties
    if len(parties) >= 2:
        return actors
    complete = contact.collective or (contact.is_noun and len(parties) == 1) or (another(contact) and contact.is_noun)
    if not complete or (not contact.actors and not _tells_enough(contact, group_of(contact.status))):
        return actors
    source: set[str] = _theirs(contact, drafts) or (pair if parties <= pair else set())
    if not source and contact.collective and not contact.is_noun and parties.isdisjoint(pair):
        source = pair  # "the president met with the delegates": somebody else, with those who negotiate
    for draft in reversed(drafts):
        if source:
            break
        if len(draft.parties) > 1 and parties <= draft.parties:
            source = draft.parties
    actors += [Actor(None, party, contact.start, contact.start) for party in sorted(source - parties)]
    return actors


def _next_sitting(doc: Document, contact: Contact, drafts: list[Draft], date_: str | None, group: str | None) -> bool:
    """As in "A and B met on Monday. Talks on Tuesday dealt with trade": another meeting of those told just before."""
    near = [(c.start, d) for d in drafts for c in d.contacts if 0 < contact.start - c.start < _NEAR]
    before = max(near, key=lambda row: row[0])[1] if near else None
    follows = group == "past" or (group == "future" and contact.definite)
    if before is None or before.internal or before.group != "past" or not follows or not date_ or not before.edtf:
        return False
    if contact.trigger.lower_ not in _SITTINGS or contact.actors or edtf.overlap(date_, before.edtf):
        return False
    days = ("day", "interval") if group == "future" else ("day",)
    if edtf.precision(date_) not in days or len(before.parties) < 2 or another(contact):
        return False
    actors = [Actor(None, party, contact.start, contact.start) for party in sorted(before.parties)]
    _place_in(doc, contact, actors, drafts, date_, group)
    drafts[-1].level = drafts[-1].level or before.level
    return True


def _theirs(contact: Contact, drafts: list[Draft]) -> set[str]:
    """As in "the meeting of A and B came a month after their first summit": the sides told last in the sentence."""
    if not contact.is_noun or not any(c.lower_ == "their" for c in contact.trigger.children):
        return set()
    here = [(c.start, d) for d in drafts for c in d.contacts if c.sentence.index == contact.sentence.index]
    return max(here, key=lambda row: row[0])[1].parties if here else set()


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


def _add(doc: Document, draft: Draft, contact: Contact, actors: list[Actor], date_: str | None) -> None:
    draft.contacts.append(contact)
    draft.level = draft.level or level_of_contact(doc, contact)
    for actor in actors:
        draft.actors.setdefault(actor.key, actor)
    if contact.status:
        draft.statuses.append(contact.status)
    if contact.moved and contact.when and (new := resolve(contact.when, doc.published, "future")):
        draft.moved = (new, contact.when.text)
        draft.moved_from = (
            date_ or draft.moved_from or min((day for day, _ in draft.dates), key=vagueness, default=None)
        )
    elif date_ and (contact.when or contact.period):
        draft.dates.append((date_, contact.when.text if contact.when else contact.period or ""))
    if contact.place:
        draft.places.append(contact.place)
