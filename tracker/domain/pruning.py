"""A record without the facts that are too unsure to print, whole again: no reference to what was taken out."""

from dataclasses import replace

from tracker.domain.record import Attendance, MeetingFact, Record


def without_unsure(record: Record, least: float) -> Record:
    """The facts of at least this confidence. The record given is not changed.

    A party that a fact refers to stays; where a person, venue, track or parent meeting went, the field is empty again,
    and a speaker is named in words.

    Args:
        record: everything that was read.
        least: confidence, 0..1.
    """
    persons = [person for person in record.persons if person.confidence >= least]
    people = {person.id for person in persons}
    names = {person.id: person.name for person in record.persons}
    tracks = [track for track in record.tracks if track.confidence >= least]
    venues = [venue for venue in record.venues if venue.confidence >= least]
    kept = {meeting.id for meeting in record.meetings if meeting.confidence >= least}
    known = kept | {track.id for track in tracks} | {venue.id for venue in venues}

    def known_or_none(ref: str | None) -> str | None:
        return ref if ref in known else None

    def said_by(speaker: str | None) -> str | None:
        return speaker if speaker in people else names.get(speaker or "", speaker)

    def stays(row: Attendance, meeting: MeetingFact) -> bool:
        sure = meeting.confidence if row.confidence is None else row.confidence
        return row.person in people and sure >= least

    meetings = [
        replace(
            one,
            track=known_or_none(one.track),
            parent=known_or_none(one.parent),
            venue=known_or_none(one.venue),
            attendance=[row for row in one.attendance if stays(row, one)],
        )
        for one in record.meetings
        if one.id in kept
    ]
    positions = [
        replace(
            one, holder_person=one.holder_person if one.holder_person in people else None, speaker=said_by(one.speaker)
        )
        for one in record.positions
        if one.confidence >= least
    ]
    assessments = [
        replace(one, about=known_or_none(one.about), speaker=said_by(one.speaker))
        for one in record.assessments
        if one.confidence >= least
    ]
    used = {party for one in tracks for party in one.parties} | {party for one in meetings for party in one.parties}
    used |= {person.party for person in persons if person.party}
    used |= {party for one in positions for party in (one.holder_party, *one.target)}
    used |= {one.party for one in assessments if one.party}
    used |= {row.side for meeting in meetings for row in meeting.attendance if row.side}
    return replace(
        record,
        persons=persons,
        parties=[party for party in record.parties if party.id in used or party.confidence >= least],
        tracks=tracks,
        venues=venues,
        meetings=meetings,
        positions=positions,
        assessments=assessments,
    )
