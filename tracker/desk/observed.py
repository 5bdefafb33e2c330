"""A record as a list of observations with names of their own, so that two readings of one text can be compared. Pure.

The ids of a record are local and may change from one extraction to the next ("p3"). Here each becomes a name made of
content ("Rustem Umerov", "RU+US|delegation"), and the payload refers to others by these names: what is the same said
again is then byte for byte the same, and a re-reading that finds nothing new writes nothing.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tracker.desk.linking import track_key
from tracker.domain import names
from tracker.domain.record import AssessmentFact, Evidence, Fact, MeetingFact, PositionFact, Record

ORDER = ("party", "venue", "person", "track", "track_event", "meeting", "attendance", "position", "assessment")


@dataclass(slots=True)
class Observed:
    """One fact as one article says it. `local` is its name within the article; `fact` the record's own object."""

    kind: str
    local: str
    payload: dict[str, Any]
    evidence: list[Evidence]
    confidence: float
    rule: str
    fact: Any = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The payload as it is stored: JSON with sorted keys."""
        return json.dumps(self.payload, ensure_ascii=False, sort_keys=True)


class _Names:
    def __init__(self) -> None:
        self._taken: dict[tuple[str, str], int] = {}

    def give(self, kind: str, wanted: str) -> str:
        count = self._taken.get((kind, wanted), 0) + 1
        self._taken[kind, wanted] = count
        return wanted if count == 1 else f"{wanted} #{count}"


def observations(record: Record) -> list[Observed]:
    """Every fact of a record, referred-to kinds before those that refer to them, parents before their sessions."""
    give = _Names().give
    person = {one.id: give("person", one.name) for one in record.persons}
    venue = {one.id: give("venue", one.name) for one in record.venues}
    track = {one.id: give("track", track_key(one.parties, one.level)) for one in record.tracks}
    meetings = _parents_first(record.meetings)
    meeting = {one.id: give("meeting", _meeting_name(one)) for one in meetings}
    found = [_of("party", one, one.id, {"name": one.name, "type": one.type}) for one in record.parties]
    found += _implied_parties(record)
    found += [
        _of(
            "venue",
            one,
            venue[one.id],
            {"name": one.name, "precision": one.precision, "locality": one.locality, "country": one.country},
        )
        for one in record.venues
    ]
    found += [
        _of(
            "person",
            one,
            person[one.id],
            {"name": one.name, "party": one.party, "aliases": list(one.aliases), "roles": list(one.roles)},
        )
        for one in record.persons
    ]
    for one in record.tracks:
        found.append(
            _of(
                "track", one, track[one.id], {"name": one.name, "parties": sorted(set(one.parties)), "level": one.level}
            )
        )
    for one in record.tracks:
        for event in one.events:
            payload = {"track": track[one.id], "kind": event.kind, "date": event.date, "party": event.party}
            local = give("track_event", f"{track[one.id]}|{event.kind}|{event.date or ''}")
            evidence = list(event.evidence) or list(one.evidence[:1])
            found.append(Observed("track_event", local, payload, evidence, one.confidence, one.rule, event))
    for fact in meetings:
        found.append(_of("meeting", fact, meeting[fact.id], _meeting(fact, track, meeting, venue, person)))
    forms = {one.id: [one.name, *one.aliases] for one in record.persons}
    for fact in meetings:
        for who in fact.attendance:
            if who.person not in person:
                continue
            payload = {
                "meeting": meeting[fact.id],
                "person": person[who.person],
                "side": who.side,
                "status": who.status,
                "delegation_role": who.delegation_role,
            }
            local = give("attendance", f"{meeting[fact.id]}|{person[who.person]}")
            evidence = _naming(fact.evidence, forms[who.person])
            sure = fact.confidence if who.confidence is None else who.confidence
            found.append(Observed("attendance", local, payload, evidence, sure, fact.rule, who))
    found += [_position(one, person, give) for one in record.positions]
    found += [_assessment(one, person, meeting, track, give) for one in record.assessments]
    return found


def _of(kind: str, fact: Fact, local: str, payload: dict[str, Any]) -> Observed:
    return Observed(kind, local, payload, list(dict.fromkeys(fact.evidence)), fact.confidence, fact.rule, fact)


def _implied_parties(record: Record) -> list[Observed]:
    """Parties that facts refer to and the record does not list: their evidence is that of the first such fact."""
    listed = {one.id for one in record.parties}
    implied: dict[str, Observed] = {}

    def add(code: str | None, fact: Fact) -> None:
        if code and code not in listed and code not in implied:
            evidence = list(fact.evidence[:1])
            implied[code] = Observed(
                "party", code, {"name": code, "type": "other"}, evidence, fact.confidence, fact.rule
            )

    for track in record.tracks:
        for code in track.parties:
            add(code, track)
        for event in track.events:
            add(event.party, track)
    for meeting in record.meetings:
        for side in (*meeting.parties, *(who.side for who in meeting.attendance)):
            add(side, meeting)
    for position in record.positions:
        for code in (position.holder_party, *position.target):
            add(code, position)
    for assessment in record.assessments:
        add(assessment.party, assessment)
    for person in record.persons:
        add(person.party, person)
    return list(implied.values())


def _parents_first(meetings: Iterable[MeetingFact]) -> list[MeetingFact]:
    return sorted(meetings, key=lambda one: one.parent is not None)


def _meeting_name(one: MeetingFact) -> str:
    parts = (one.kind, one.status, one.date or "", "+".join(sorted(set(one.parties))), one.format or "")
    return "|".join(parts)


def _meeting(
    one: MeetingFact, track: dict[str, str], meeting: dict[str, str], venue: dict[str, str], person: dict[str, str]
) -> dict[str, Any]:
    return {
        "track": track.get(one.track or ""),
        "parent": meeting.get(one.parent or ""),
        "kind": one.kind,
        "status": one.status,
        "date": one.date,
        "date_text": one.date_text,
        "venue": venue.get(one.venue or ""),
        "mode": one.mode,
        "format": one.format,
        "duration": one.duration,
        "condition": one.condition,
        "issues": list(one.issues),
        "parties": sorted(set(one.parties)),
        "attendance": [
            {
                "person": person[who.person],
                "side": who.side,
                "status": who.status,
                "delegation_role": who.delegation_role,
            }
            for who in one.attendance
            if who.person in person
        ],
        **({"moved": True, "moved_from": one.moved_from} if one.moved else {}),
    }


def _naming(evidence: list[Evidence], forms: list[str]) -> list[Evidence]:
    """The spans that name the person, by family name or more; where none does, the meeting's best span."""
    words = {names.transliterated(form).split()[-1] for form in forms if names.transliterated(form).split()}
    naming = [span for span in evidence if words & set(names.transliterated(span.exact).split())]
    return naming[:2] or evidence[:1]


def _position(one: PositionFact, person: dict[str, str], give: Any) -> Observed:
    payload = {
        "holder_party": one.holder_party,
        "holder_person": person.get(one.holder_person or ""),
        "speaker": person.get(one.speaker or ""),
        "speaker_text": None if one.speaker in person else one.speaker,
        "issue": one.issue,
        "stance": one.stance,
        "target": list(one.target),
        "conditions": list(one.conditions),
        "said_date": one.said_date,
        "attribution_status": one.attribution_status,
        "quote": one.quote,
        "chain": list(one.chain),
        "text": one.evidence[0].exact if one.evidence else "",
    }
    start = one.evidence[0].start if one.evidence else 0
    return _of("position", one, give("position", f"{one.holder_party}|{one.issue}|{one.stance}|{start}"), payload)


def _assessment(
    one: AssessmentFact, person: dict[str, str], meeting: dict[str, str], track: dict[str, str], give: Any
) -> Observed:
    payload = {
        "about_meeting": meeting.get(one.about or ""),
        "about_track": track.get(one.about or ""),
        "kind": one.kind,
        "words": list(one.values),
        "polarity": one.polarity,
        "speaker": person.get(one.speaker or ""),
        "speaker_text": None if one.speaker in person else one.speaker,
        "party": one.party,
        "chain": list(one.chain),
    }
    start = one.evidence[0].start if one.evidence else 0
    return _of("assessment", one, give("assessment", f"{one.kind}|{start}"), payload)
