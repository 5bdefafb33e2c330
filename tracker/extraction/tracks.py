"""Tracks: the channels the meetings of an article belong to, and what was agreed, broken off or taken up again."""

import re
from collections.abc import Mapping
from typing import Final

from tracker.domain.record import MeetingFact, TrackFact
from tracker.domain.track_names import track_name
from tracker.extraction.document import Document
from tracker.extraction.levels import is_leader, level_of_people
from tracker.extraction.lexicon import Lexicon
from tracker.extraction.track_events import find_events

_TECHNICAL: Final = re.compile(
    r"\b(?:technical|expert|experts|working[- ](?:level|group|groups)|technicians|working level)\b", re.IGNORECASE
)
_LEADERS: Final = re.compile(r"\bsummit\b|\bleaders\b|\bheads of (?:state|government)\b|\bpresidents\b", re.IGNORECASE)


def find_tracks(
    doc: Document, meetings: list[MeetingFact], lexicon: Lexicon, levels: Mapping[str, str | None]
) -> list[TrackFact]:
    """The tracks of the negotiation meetings; each meeting's `track` is set. Events are found in the sentences.

    `levels`: by the id of a meeting, who meets there as far as the words of its mentions say.
    An internal briefing gets the track of its party that has the most meetings, a session that of its parent.
    """
    tracks: dict[tuple[tuple[str, ...], str], TrackFact] = {}
    first: dict[str, int] = {}
    for mention in doc.mentions:
        if mention.kind == "party":
            first[mention.ref] = min(mention.start, first.get(mention.ref, mention.start))
    for meeting in meetings:
        if meeting.kind != "negotiation" or len(meeting.parties) < 2:
            continue
        key = (tuple(sorted(meeting.parties)), level_of(doc, meeting, levels.get(meeting.id)))
        track = tracks.get(key)
        if track is None:
            track = tracks[key] = TrackFact(
                id=f"t{len(tracks) + 1}", parties=list(key[0]), level=key[1], rule="track.meetings"
            )
            ordered = sorted(key[0], key=lambda party: (first.get(party, len(doc.text)), party))
            track.name = track_name([(party, _shown(party, lexicon, doc)) for party in ordered], key[1])
            track.confidence = meeting.confidence
        track.confidence = min(0.97, max(track.confidence, meeting.confidence + 0.05))
        track.evidence += [e for e in meeting.evidence[:2] if e not in track.evidence]
        meeting.track = track.id
    found = list(tracks.values())
    _attach_rest(meetings, found)
    find_events(doc, found)
    return found


def _shown(party: str, lexicon: Lexicon, doc: Document) -> str:
    fact = next((p for p in doc.parties if p.id == party), None)
    if fact is not None:
        return fact.name
    return lexicon.parties[party].name if party in lexicon.parties else party


def level_of(doc: Document, meeting: MeetingFact, said: str | None = None) -> str:
    """`leader` where all who are named lead their sides, `technical` where the words say so, else `delegation`."""
    words = " ".join(e.exact for e in meeting.evidence)
    people = [p for a in meeting.attendance if (p := doc.person(a.person)) is not None]
    if people:
        told = level_of_people(people)
        if told is not None and len({p.party for p in people}) > 1:
            return told
        offices = [p for p in people if p.roles and not is_leader(p)]
        if not offices and (_LEADERS.search(words) or any("counterpart" in " ".join(p.roles) for p in people)):
            return "leader"
        return "delegation"
    if said is not None:
        first = meeting.evidence[0].exact if meeting.evidence else words
        return "technical" if said == "delegation" and _TECHNICAL.search(first) else said
    if meeting.format == "leaders":
        return "leader"
    return "technical" if _TECHNICAL.search(words) else "delegation"


def _attach_rest(meetings: list[MeetingFact], tracks: list[TrackFact]) -> None:
    counts = {track.id: sum(m.track == track.id for m in meetings) for track in tracks}
    by_id = {meeting.id: meeting for meeting in meetings}
    for meeting in meetings:
        if meeting.kind == "session" and meeting.parent in by_id:
            meeting.track = by_id[meeting.parent].track
        elif meeting.kind == "internal_briefing" and meeting.parties:
            own = [t for t in tracks if meeting.parties[0] in t.parties]
            if own:
                meeting.track = max(own, key=lambda t: (t.level == "delegation", counts[t.id])).id
