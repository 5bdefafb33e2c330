"""The records of meetings and of their venues, made of the gathered mentions."""

import re
from collections import Counter
from datetime import date
from typing import Final

from tracker.domain import edtf
from tracker.domain.record import Attendance, Evidence, MeetingFact, VenueFact
from tracker.extraction.document import Document
from tracker.extraction.draft import OFF, PAST, Draft, vagueness

_AHEAD: Final = frozenset(["further", "future", "next"])
_ORDER: Final = ("venue", "city", "region", "country")


def facts_of(doc: Document, drafts: list[Draft]) -> tuple[list[MeetingFact], list[VenueFact]]:
    """The records of meetings and of their venues."""
    venues: dict[str, VenueFact] = {}
    facts = []
    for number, draft in enumerate(drafts, 1):
        fact = MeetingFact(id=f"m{number}", rule="meeting.internal" if draft.internal else "meeting.contact")
        fact.kind = "internal_briefing" if draft.internal else "negotiation"
        fact.status = _status(doc, draft)
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
        facts.append(fact)
    return facts, list(venues.values())


_REVIVED: Final = re.compile(
    r"\b(?:back on\b|reinstat\w+|reviv\w+|reschedul\w+"
    r"|still (?:take place|possible|on|go ahead|planned|planning|happen)"
    r"|go(?:es|ing)? ahead after all|reconsider\w*|back on track|uncancel\w*)",
    re.IGNORECASE,
)


def _fate(doc: Document, draft: Draft, counts: Counter[str]) -> str | None:
    """What does not take place: the last word on it, or the only one that is news ("cancelled the planned summit").

    Where the article tells that it is on again, the plans told beside the cancellation hold.
    """
    off = next((status for status in OFF if counts[status]), None)
    if off is None or counts["held"] or counts["ongoing"]:
        return off if off and draft.statuses[-1] in OFF else None
    ahead = any(counts[status] for status in ("planned", "proposed", "conditional"))
    if draft.statuses[-1] in OFF or not ahead:
        return off
    first = next(status for status in draft.statuses)
    return off if first in OFF and not _REVIVED.search(doc.text) else None


def _status(doc: Document, draft: Draft) -> str:
    published = doc.published
    counts = Counter(draft.statuses)
    if not counts and all(c.is_noun and _AHEAD & {t.lower_ for t in c.trigger.children} for c in draft.contacts):
        return "proposed"  # "further talks", of which nothing else is said
    if not counts:
        return "ongoing" if any(c.trigger.lower_ in ("talks", "negotiations") for c in draft.contacts) else "held"
    fate = _fate(doc, draft, counts)
    if fate is not None:
        return fate
    if _opened(draft, published):
        return "ongoing"
    if counts["ongoing"]:
        day = edtf.last_day(draft.edtf)
        ended = day is not None and published is not None and (published - day).days > 1
        met = any(c.status == "held" and c.when and c.trigger.lemma_ == "meet" for c in draft.contacts)
        return "held" if (ended and counts["held"]) or met else "ongoing"
    if counts["planned"] and _invited(draft):
        return "proposed"
    for status in ("held", "conditional", "planned", "proposed", "cancelled", "postponed", "refused", "denied"):
        if counts[status]:
            return status
    return "held"


def _invited(draft: Draft) -> bool:
    """Whether one side invited the other, and only what the meeting "will" bring speaks for a plan."""
    if not any(c.trigger.lemma_ == "invite" for c in draft.contacts):
        return False
    return all(c.is_noun and c.when is None for c in draft.contacts if c.status == "planned")


def _opened(draft: Draft, published: date | None) -> bool:
    """Talks said to have begun on the day of the article or the day before, and not said to have ended."""
    day = edtf.last_day(draft.edtf)
    if published is None or day is None or edtf.precision(draft.edtf) != "day" or not 0 <= (published - day).days <= 1:
        return False
    verbs = {c.trigger.head.lemma_.lower() for c in draft.contacts if c.is_noun and c.status == "held"}
    if any(re.search(r"\b(?:end|conclusion|close) of\b", c.sentence.span.text, re.IGNORECASE) for c in draft.contacts):
        return False
    long = any(c.trigger.lower_ in ("talks", "negotiations", "dialogue", "conference") for c in draft.contacts)
    return (
        long
        and bool(verbs & {"open", "begin", "start", "resume", "reconvene"})
        and not verbs & {"end", "conclude", "finish"}
    )


def _set_date(draft: Draft, fact: MeetingFact, published: date | None) -> None:
    if draft.moved is not None and fact.status in ("planned", "conditional", "proposed", "postponed"):
        fact.date, fact.date_text = draft.moved
        fact.moved, fact.moved_from = True, draft.moved_from
        fact.status = "planned" if fact.status == "postponed" else fact.status
    elif draft.dates:
        fact.date, fact.date_text = min(draft.dates, key=lambda d: vagueness(d[0]))
    else:
        fact.date_text = next((c.when.text for c in draft.contacts if c.when), None)
    if fact.status == "ongoing" and published:
        last = edtf.last_day(fact.date)
        if fact.date is None:
            fact.date = f"../{published}"
        elif edtf.precision(fact.date) == "day" and last and last < published:
            fact.date = f"{last}/{published}"


def _venue(doc: Document, draft: Draft, venues: dict[str, VenueFact]) -> str | None:
    if not draft.places or _mode(draft, None) in ("phone", "video"):
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


def _mode(draft: Draft, fact: MeetingFact | None) -> str | None:
    """How they met; before the venue is known (`fact` None), only whether they met at a distance."""
    told = Counter(c.mode for c in draft.contacts if c.mode)
    for mode in ("phone", "video"):
        if told[mode] and told[mode] >= told["in_person"]:
            return mode
    if fact is None:
        return None
    if fact.venue or (draft.has("mode", "in_person") and fact.status not in ("proposed", "conditional")):
        return "in_person"
    indirect = any(contact.indirect for contact in draft.contacts)
    if edtf.precision(fact.date) == "day" and fact.status in ("held", "ongoing", "planned") and not indirect:
        return "in_person"  # talks on a day: people sit down for them
    return None


def _attendance(doc: Document, draft: Draft, status: str) -> list[Attendance]:
    shown = "present" if status in PAST else ("conditional" if status == "conditional" else "expected")
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
