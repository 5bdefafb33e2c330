"""Meetings: the mentions of one contact joined, with who took part, when, where, and whether it took place.

One real meeting is one record however often it is told (GUIDELINE.md 0.3). A mention that names nobody ("the five-hour
meeting", "Sunday's talks") belongs to the meeting it can refer to, or to none.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from tracker.domain import edtf
from tracker.domain.record import Attendance, Evidence, MeetingFact, VenueFact
from tracker.extraction.actors import Actor
from tracker.extraction.contacts import Contact
from tracker.extraction.dates import resolve
from tracker.extraction.document import Document
from tracker.extraction.levels import is_leader
from tracker.extraction.places import Place

_PAST: Final = ("held", "ongoing")
_FUTURE: Final = ("planned", "proposed", "conditional")
_OFF: Final = ("refused", "postponed", "cancelled", "denied")
_NEW: Final = re.compile(
    r"\b(?:another|second|third|fourth|new|next|further|fresh|additional|previous|earlier|last|first|separate)\b",
    re.IGNORECASE,
)
_ORDER: Final = ("venue", "city", "region", "country")


@dataclass(slots=True)
class Draft:
    """One meeting while its mentions are gathered."""

    contacts: list[Contact] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    dates: list[tuple[str, str]] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    listed: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    extra_evidence: list[tuple[int, int]] = field(default_factory=list)
    fact: MeetingFact | None = None

    @property
    def parties(self) -> set[str]:
        """Parties named in any mention."""
        return {actor.party for actor in self.actors.values() if actor.party}

    @property
    def persons(self) -> set[str]:
        """Ids of persons named in any mention or in a list of those present."""
        return {actor.person for actor in self.actors.values() if actor.person} | set(self.listed)

    @property
    def internal(self) -> bool:
        """Whether people of one party alone meet."""
        people = [actor for actor in self.actors.values() if actor.person]
        return len(self.parties) == 1 and len(people) > 1 and all(actor.party for actor in people)

    @property
    def group(self) -> str | None:
        """ "past", "future" or "off" by the statuses so far; None where none is known."""
        for status in self.statuses:
            if group_of(status):
                return group_of(status)
        return None

    @property
    def edtf(self) -> str | None:
        """The most precise date."""
        order = {"day": 0, "interval": 1, "month": 2, "year": 3, None: 4}
        return min((d for d, _ in self.dates), key=lambda d: order[edtf.precision(d)], default=None)

    def has(self, attribute: str, value: str) -> bool:
        """Whether any mention has the value."""
        return any(getattr(contact, attribute) == value for contact in self.contacts)


def group_of(status: str | None) -> str | None:
    """ "past" for held and ongoing, "future" for planned and the like, "off" for what does not happen."""
    if status in _PAST:
        return "past"
    if status in _FUTURE:
        return "future"
    return "off" if status in _OFF else None


def gather(doc: Document, contacts: list[Contact]) -> list[Draft]:
    """Join the contact mentions of one article into meetings, in the order of their first mention."""
    drafts: list[Draft] = []
    sides = negotiating(doc, contacts)
    waiting: list[Contact] = []
    _complete_parties(doc, contacts, sides)
    for contact in contacts:
        date_, group = _dated(doc, contact)
        actors = contact.actors
        if not _names_enough(doc, actors, contact):
            if contact.unresolved:
                continue
            target = None if _another(contact) else _referent(contact, drafts, date_, group)
            if target is not None:
                _add(target, contact, actors, date_)
                continue
            actors = _fill(contact, drafts, sides)
            if not _names_enough(doc, actors, contact):
                waiting.append(contact)
                continue
        _place_in(doc, contact, actors, drafts, date_, group)
    _follow(drafts)
    for contact in waiting:
        date_, group = _dated(doc, contact)
        target = None if _another(contact) else _referent(contact, drafts, date_, group)
        if target is not None:
            _add(target, contact, contact.actors, date_)
        elif _tells_enough(contact, group) and (not contact.parties or contact.parties <= sides) and len(sides) > 1:
            actors = [*contact.actors, *(Actor(None, p, contact.start, contact.start) for p in sorted(sides))]
            _place_in(doc, contact, _without_doubles(actors), drafts, date_, group)
    drafts.sort(key=lambda d: min(c.start for c in d.contacts))
    return [d for d in drafts if len(d.parties) > 1 or len(d.persons) > 1]


def _follow(drafts: list[Draft]) -> None:
    """ "X then called Y": the day of the talks told before it, marked uncertain; a call may be on the next day."""
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


def _complete_parties(doc: Document, contacts: list[Contact], sides: set[str]) -> None:
    """Whoever meets one of the article's two sides, and has no party by any other word, is of the other side."""
    if len(sides) != 2:
        return
    for contact in contacts:
        unknown = [a for a in contact.actors if a.person and a.party is None]
        if len(contact.parties) != 1 or not contact.parties <= sides or len(unknown) != 1:
            continue
        person = doc.person(unknown[0].person)
        if person is None or person.party is not None:
            continue
        person.party = next(iter(sides - contact.parties))
        person.confidence = min(person.confidence, 0.6)
    for contact in contacts:
        contact.actors = [
            replace(a, party=person.party) if a.person and a.party is None and (person := doc.person(a.person)) else a
            for a in contact.actors
        ]


def _place_in(
    doc: Document, contact: Contact, actors: list[Actor], drafts: list[Draft], date_: str | None, group: str | None
) -> None:
    target = _same(doc, contact, actors, drafts, date_, group)
    if target is None:
        target = Draft()
        drafts.append(target)
    _add(target, contact, actors, date_)


def _without_doubles(actors: list[Actor]) -> list[Actor]:
    named = {actor.party for actor in actors if actor.person}
    return [actor for actor in actors if actor.person or actor.party not in named]


def _another(contact: Contact) -> bool:
    """ "another meeting", "the next round": not the one told before."""
    return bool(
        _NEW.search(" ".join(c.text for c in contact.trigger.children if c.dep_ in ("amod", "det", "compound")))
    )


def _tells_enough(contact: Contact, group: str | None) -> bool:
    """Whether a mention that names nobody still tells a meeting of the article's own sides: talks with a day, a place or a fate."""
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


def negotiating(doc: Document, contacts: list[Contact]) -> set[str]:
    """The parties whose talks the article is about, as its own words join them; empty where they do not.

    Counted: parties of contacts, parties joined in one list ("the U.S., France and Iran") in a sentence about talks or
    a deal, and pairs alone in such a sentence.
    """
    counts: Counter[frozenset[str]] = Counter()
    for contact in contacts:
        if len(contact.parties) >= 2:
            counts[frozenset(contact.parties)] += 4 if contact.is_noun else 2
    for sentence in doc.sentences:
        if not _ABOUT.search(sentence.span.text):
            continue
        mentions = doc.mentions_in(sentence.start, sentence.end, "party")
        run: list[str] = []
        for one, two in zip(mentions, mentions[1:], strict=False):
            if _LISTED.fullmatch(doc.text[one.end : two.start]):
                run = [*(run or [one.ref]), two.ref]
            else:
                _count(counts, run)
                run = []
        _count(counts, run)
        if len({m.ref for m in mentions}) == 2:
            counts[frozenset(m.ref for m in mentions)] += 1
    if not counts:
        return set()
    best, score = max(counts.items(), key=lambda row: (row[1], len(row[0])))
    # a list of all who negotiate says more than the pair named most
    wider = [parties for parties in counts if len(parties) > 3 and best < parties]
    if wider:
        return set(max(wider, key=len))
    return set(best) if score >= 2 else set()


def _count(counts: Counter[frozenset[str]], run: list[str]) -> None:
    if len(set(run)) > 1:
        counts[frozenset(run)] += 3


_ABOUT: Final = re.compile(
    r"\b(?:talks|negotiat\w+|deal|agreement|truce|cease-?fire|summit|meeting|dialogue|peace|accord|mediat\w+|delegations?)\b",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(r",? (?:and )?(?:the )?|, (?:and )?(?:the )?|-|/|, ")


def _dated(doc: Document, contact: Contact) -> tuple[str | None, str | None]:
    """The date and the group of a mention; a date that lies ahead makes an undecided mention a planned one."""
    group = group_of(contact.status)
    tense = "future" if group in ("future", "off") else "past"
    found = resolve(contact.when, doc.published, tense) if contact.when else None
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


def _names_enough(doc: Document, actors: list[Actor], contact: Contact) -> bool:
    parties = {actor.party for actor in actors if actor.party}
    persons = {actor.person for actor in actors if actor.person}
    if len(parties) >= 2:
        return True
    if len(persons) >= 2 and len(parties) == 1:
        if any(actor.person and actor.party is None for actor in actors):
            return not contact.is_noun
        return contact.briefing or not contact.is_noun or contact.format == "one_on_one"
    return False


def _referent(contact: Contact, drafts: list[Draft], date_: str | None, group: str | None) -> Draft | None:
    """The meeting a mention without names speaks of: the last one that its date, tense and party allow."""
    order = list(reversed(drafts))
    if group is None:
        order.sort(key=lambda d: d.group != "past")  # "the meeting", with nothing said of its time: one that took place
    for draft in order:
        if draft.internal or len(draft.parties) < 2:
            continue
        if contact.is_noun and all(c.trigger.lemma_ == "discuss" for c in draft.contacts):
            continue
        if contact.parties and not contact.parties <= draft.parties:
            continue
        if contact.persons and draft.persons and not contact.persons & draft.persons:
            continue
        if group and draft.group and group != draft.group:
            continue
        if date_ and draft.edtf and not edtf.overlap(date_, draft.edtf):
            continue
        if date_ and not draft.edtf and draft.group == "past" and not contact.definite:
            continue
        if contact.mode == "phone" and not draft.has("mode", "phone"):
            continue
        if contact.place and draft.places and not _places_agree(contact.place, draft.places):
            continue
        return draft
    return None


def _places_agree(place: Place, places: list[Place]) -> bool:
    for other in places:
        if place.name == other.name or place.locality == other.name or other.locality == place.name:
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
    best: tuple[float, Draft] | None = None
    for draft in drafts:
        score = _fit(doc, draft, contact, parties, persons, date_, group)
        if score is not None and another and not (date_ and draft.edtf and edtf.overlap(date_, draft.edtf)):
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
    if group and draft.group and group != draft.group and not {group, draft.group} == {"future", "off"}:
        return None
    if date_ and draft.edtf and not edtf.overlap(date_, draft.edtf):
        return None
    if _clash(doc, draft, persons):
        return None
    if date_ and edtf.precision(date_) != "day" and not draft.edtf and draft.persons and not persons:
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


def _add(draft: Draft, contact: Contact, actors: list[Actor], date_: str | None) -> None:
    draft.contacts.append(contact)
    for actor in actors:
        draft.actors.setdefault(actor.key, actor)
    if contact.status:
        draft.statuses.append(contact.status)
    if date_ and contact.when:
        draft.dates.append((date_, contact.when.text))
    if contact.place:
        draft.places.append(contact.place)


def facts_of(doc: Document, drafts: list[Draft]) -> tuple[list[MeetingFact], list[VenueFact]]:
    """The records of meetings and of their venues."""
    venues: dict[str, VenueFact] = {}
    facts = []
    for number, draft in enumerate(drafts, 1):
        fact = MeetingFact(id=f"m{number}", rule="meeting.internal" if draft.internal else "meeting.contact")
        fact.kind = "internal_briefing" if draft.internal else "negotiation"
        fact.status = _status(draft, doc.published)
        _set_date(draft, fact, doc.published)
        fact.parties = sorted(draft.parties)
        fact.venue = _venue(doc, draft, venues)
        fact.mode = _mode(draft, fact)
        fact.format = next((c.format for c in draft.contacts if c.format), None)
        fact.duration = next((c.duration for c in draft.contacts if c.duration), None)
        fact.condition = next((c.condition for c in draft.contacts if c.condition), None)
        if fact.condition and fact.status in ("planned", "proposed"):
            fact.status = "conditional"
        fact.attendance = _attendance(doc, draft, fact.status)
        fact.evidence = _evidence(doc, draft)
        fact.confidence = _confidence(draft, fact)
        draft.fact = fact
        facts.append(fact)
    return facts, list(venues.values())


def _status(draft: Draft, published: date | None) -> str:
    counts = Counter(draft.statuses)
    if not counts:
        return "ongoing" if any(c.trigger.lower_ in ("talks", "negotiations") for c in draft.contacts) else "held"
    if draft.statuses[-1] in ("cancelled", "postponed", "refused", "denied"):
        return draft.statuses[-1]
    if counts["ongoing"]:
        day = edtf.last_day(draft.edtf)
        ended = day is not None and published is not None and (published - day).days > 1
        met = any(c.status == "held" and c.when and c.trigger.lemma_ == "meet" for c in draft.contacts)
        return "held" if (ended and counts["held"]) or met else "ongoing"
    for status in ("held", "conditional", "planned", "proposed", "cancelled", "postponed", "refused", "denied"):
        if counts[status]:
            return status
    return "held"


def _set_date(draft: Draft, fact: MeetingFact, published: date | None) -> None:
    order = {"day": 0, "interval": 1, "month": 2, "year": 3, None: 4}
    if draft.dates:
        fact.date, fact.date_text = min(draft.dates, key=lambda d: order[edtf.precision(d[0])])
    else:
        fact.date_text = next((c.when.text for c in draft.contacts if c.when), None)
    if fact.status == "ongoing" and published:
        last = edtf.last_day(fact.date)
        if fact.date is None:
            fact.date = f"../{published}"
        elif edtf.precision(fact.date) == "day" and last and last < published:
            fact.date = f"{last}/{published}"


def _venue(doc: Document, draft: Draft, venues: dict[str, VenueFact]) -> str | None:
    if not draft.places:
        return None
    place = min(draft.places, key=lambda p: _ORDER.index(p.precision))
    locality = place.locality
    if place.precision == "venue" and locality is None:
        locality = next((p.name for p in draft.places if p.precision == "city"), None)
    key = place.name.lower()
    if key not in venues:
        fact = VenueFact(id=f"v{len(venues) + 1}", name=place.name, precision=place.precision, rule="venue.at")
        fact.confidence = 0.8 if place.precision in ("venue", "city") else 0.6
        venues[key] = fact
    fact = venues[key]
    fact.locality = fact.locality or locality
    fact.country = fact.country or place.country or next((p.country for p in draft.places if p.country), None)
    for contact in draft.contacts:
        if contact.place and contact.place.name.lower() == key and len(fact.evidence) < 3:
            fact.evidence.append(doc.evidence(contact.place.start, contact.place.end))
    if not fact.evidence:
        fact.evidence.append(doc.evidence(place.start, place.end))
    return fact.id


def _mode(draft: Draft, fact: MeetingFact) -> str | None:
    for mode in ("phone", "video"):
        if draft.has("mode", mode):
            return mode
    if fact.venue or (draft.has("mode", "in_person") and fact.status not in ("proposed", "conditional")):
        return "in_person"
    return None


def _attendance(doc: Document, draft: Draft, status: str) -> list[Attendance]:
    shown = "present" if status in _PAST else ("conditional" if status == "conditional" else "expected")
    rows: dict[str, Attendance] = {}
    for actor in draft.actors.values():
        if actor.person:
            rows[actor.person] = Attendance(actor.person, actor.party, shown, None)
    for person, (side, role) in draft.listed.items():
        fact = doc.person(person)
        row = rows.setdefault(person, Attendance(person, side or (fact.party if fact else None), shown, None))
        row.delegation_role = role or row.delegation_role
    return list(rows.values())


def _evidence(doc: Document, draft: Draft) -> list[Evidence]:
    ordered = sorted(draft.contacts, key=lambda c: (-min(len(c.actors), 2), c.start))
    spans: list[tuple[int, int]] = []
    for span in [(c.start, c.end) for c in ordered] + draft.extra_evidence:
        if span not in spans:
            spans.append(span)
    return [doc.evidence(start, end) for start, end in spans[:6]]


def _confidence(draft: Draft, fact: MeetingFact) -> float:
    value = 0.45 + 0.1 * min(len(draft.contacts), 3)
    value += 0.15 if len(draft.persons) > 1 else 0.0
    value += 0.1 if fact.date and edtf.precision(fact.date) == "day" else 0.0
    value += 0.05 if any(not c.is_noun for c in draft.contacts) else 0.0
    return min(0.95, value)
