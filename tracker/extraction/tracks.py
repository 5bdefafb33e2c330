"""Tracks: the channels the meetings of an article belong to, and what was agreed, broken off or taken up again."""

import re
from collections.abc import Mapping
from typing import Final

from tracker.domain.record import MeetingFact, TrackEvent, TrackFact
from tracker.domain.track_names import track_name
from tracker.extraction.dates import find_dates, resolve
from tracker.extraction.document import Document
from tracker.extraction.levels import is_leader, level_of_people
from tracker.extraction.lexicon import Lexicon

_TECHNICAL: Final = re.compile(
    r"\b(?:technical|expert|experts|working[- ](?:level|group|groups)|technicians|working level)\b", re.IGNORECASE
)
_LEADERS: Final = re.compile(r"\bsummit\b|\bleaders\b|\bheads of (?:state|government)\b|\bpresidents\b", re.IGNORECASE)

_TALKS: Final = (
    r"(?:the |its |their |all |peace |further |indirect |direct |nuclear |trade |ceasefire "
    r"|cease-fire )*(?:talks|negotiations?|dialogue|peace process|participation)"
)
_EVENTS: Final = (
    (
        "suspended",
        re.compile(
            rf"\b(?:has |have |had |was |were )?(?:suspend(?:ed|s|ing)?|broke(?:n)? off|breaks"
            rf" off|call(?:ed|s|ing) off|walk(?:ed|s) out of|"
            rf"pull(?:ed|s) out of|withdr(?:ew|awn) from|quit|halt(?:ed|s)|froze|abandon(?:ed|s)"
            rf"|end(?:ed)? its participation in) {_TALKS}\b",
            re.IGNORECASE,
        ),
    ),
    (
        "suspended",
        re.compile(
            rf"\b{_TALKS} (?:have been |has been |had been |were |was )(?:suspended|broken off"
            rf"|called off|halted|frozen)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "resumed",
        re.compile(
            rf"\b(?:has |have |had )?(?:resumed|restarted|relaunched|returned to"
            rf"|reopened) {_TALKS}\b",
            re.IGNORECASE,
        ),
    ),
    (
        "resumed",
        re.compile(
            rf"\b{_TALKS} (?:have |has |had |were |was )?(?:resumed|restarted"
            rf"|reopened)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "agreed",
        re.compile(
            r"\b(?:signed|sealed|concluded|reached|struck|clinched|finali[sz]ed) (?:a |an |the "
            r"|their )?(?:[\w-]+ ){0,3}?(?:final |comprehensive |peace |historic |"
            r"landmark |definitive )(?:[\w-]+ ){0,2}(?:agreement|accord|accords|deal|treaty"
            r"|settlement|pact)\b",
            re.IGNORECASE,
        ),
    ),
)
_IRREALIS: Final = re.compile(
    r"\b(?:would|could|might|may|will|if|unless|until|should|not|never|cannot|can't|threaten\w*|warn\w*|want\w*"
    r"|hope\w*|urge\w*|call\w* (?:for|on)|"
    r"to|before|once|when|fail\w*|ready|prepared|expected|aim\w*|whether|possib\w+|chance"
    r"|likely)\s+(?:[\w'-]+\s+){0,4}$",
    re.IGNORECASE,
)


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
    _events(doc, found)
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


def _events(doc: Document, tracks: list[TrackFact]) -> None:
    """Agreed, suspended, resumed: asserted in the past, not wished or feared; for the track whose parties are named."""
    if not tracks:
        return
    for sentence in doc.sentences:
        text = doc.text[sentence.start : sentence.end]
        for kind, pattern in _EVENTS:
            match = pattern.search(text)
            if match is None or _IRREALIS.search(text[: match.start()]):
                continue
            named = [m.ref for m in doc.mentions_in(sentence.start, sentence.end, "party")]
            track = _track_for(named, tracks)
            if track is None or (kind == "agreed" and len({p for p in named if p in track.parties}) < 2):
                continue
            subject = [m.ref for m in doc.mentions_in(sentence.start, sentence.start + match.start(), "party")]
            whens = find_dates(text)
            date_ = resolve(whens[0], doc.published, "past") if whens else None
            party = subject[-1] if subject and subject[-1] in track.parties else None
            event = TrackEvent(kind, date_, party, [doc.evidence(sentence.start, sentence.end)])
            if not any(e.kind == kind and e.date == date_ for e in track.events):
                track.events.append(event)
            break


def _track_for(named: list[str], tracks: list[TrackFact]) -> TrackFact | None:
    if len(tracks) == 1 and (not named or set(named) & set(tracks[0].parties)):
        return tracks[0]
    scored = [(len(set(named) & set(t.parties)), t) for t in tracks]
    best = max(score for score, _ in scored)
    top = [t for score, t in scored if score == best and best > 0]
    return next((t for t in top if t.level == "delegation"), top[0]) if top else None
