"""What a confidence means: the share of facts like this one that annotators found right, measured article by article.

Each rule gives a fact a raw confidence. What else is known of the fact (its rule, how many places carry it, whether it
has a day) is put beside it; weights make one number of these, and a monotone table makes a share of that. Weights,
tables and the measured shares stand in lexicons/calibration.json, which tools/calibrate.py writes: numbers and names of
traits, no word of an article.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from tracker.domain import edtf
from tracker.domain.record import Attendance, Fact, MeetingFact, Record

FILE: Final = "calibration.json"
KINDS: Final = ("person", "party", "track", "venue", "meeting", "attendance", "position", "assessment")
_LENGTHS: Final = (40, 80, 160, 260)  # characters of the first evidence


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact as the calibration sees it: `raw` is the rule's own confidence, `traits` what else is known of it."""

    kind: str
    fact: Fact | Attendance
    raw: float
    traits: frozenset[str]
    meeting: MeetingFact | None = None


@cache
def calibration() -> dict[str, Any]:
    """The whole file, read once: `kinds` (weights and tables) and `measured`; empty where it was never written."""
    path = resources.files("tracker.extraction") / "lexicons" / FILE
    if not path.is_file():
        return {}
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def calibrate(record: Record, table: dict[str, Any] | None = None) -> None:
    """Put the measured share in the place of every raw confidence of `record`.

    An attendance is never surer than its meeting and its person, who must both be there first.

    Args:
        record: with the rules' own confidences.
        table: `kinds` of another calibration; None for the package's.
    """
    kinds = calibration().get("kinds", {}) if table is None else table
    if not kinds:
        return
    shares = [(one, share(kinds.get(one.kind), one)) for one in judged(record)]
    for one, value in shares:
        one.fact.confidence = value
    persons = {person.id: person.confidence for person in record.persons}
    for one, value in shares:
        if isinstance(one.fact, Attendance) and one.meeting is not None:
            highest = min(one.meeting.confidence, persons.get(one.fact.person, 1.0))
            one.fact.confidence = min(value, highest)


def share(model: dict[str, Any] | None, one: Judged) -> float:
    """The share of right facts among those like this one, 0.02 to 0.98; the raw confidence where there is no model."""
    if model is None:
        return one.raw
    return _interpolated(model["points"], score(model, one))


def score(model: dict[str, Any], one: Judged) -> float:
    """The number that the table is read at: the weighted sum of the raw confidence (as log odds) and the traits."""
    weights = model["weights"]
    return (
        float(weights.get("bias", 0.0))
        + float(weights.get("raw", 0.0)) * log_odds(one.raw)
        + sum(float(weights.get(trait, 0.0)) for trait in one.traits)
    )


def log_odds(chance: float) -> float:
    """The log odds of a chance, cut off at 0.02 and 0.98."""
    chance = min(0.98, max(0.02, chance))
    return math.log(chance / (1 - chance))


def _interpolated(points: list[list[float]], at: float) -> float:
    xs = [x for x, _ in points]
    right = bisect_right(xs, at)
    if right == 0:
        value = points[0][1]
    elif right == len(points):
        value = points[-1][1]
    else:
        (x0, y0), (x1, y1) = points[right - 1], points[right]
        value = y0 + (y1 - y0) * (at - x0) / (x1 - x0)
    return round(min(0.98, max(0.02, value)), 3)


def judged(record: Record) -> Iterator[Judged]:
    """Every fact of a record that carries a confidence, with its traits; attendance after its meeting."""
    rows = [row for meeting in record.meetings for row in meeting.attendance]
    speakers = {one.speaker for one in record.positions} | {one.speaker for one in record.assessments}
    holders = {one.holder_person for one in record.positions}
    raw = {fact.id: fact.confidence for fact in (*record.persons, *record.meetings)}
    for person in record.persons:
        words = len(person.name.split())
        there = sum(row.person == person.id for row in rows)
        yield _judged(
            "person",
            person,
            f"words:{min(words, 4)}",
            f"places:{min(len(person.evidence), 3)}",
            f"there:{min(there, 2)}",
            "party" if person.party else "no party",
            "role" if person.roles else "no role",
            "speaks" if person.id in speakers else "silent",
            "called otherwise" if person.aliases else "",
        )
    for party in record.parties:
        tracks = sum(party.id in track.parties for track in record.tracks)
        yield _judged(
            "party",
            party,
            f"places:{min(len(party.evidence), 3)}",
            f"type:{party.type}",
            f"tracks:{min(tracks, 2)}",
            "meets" if any(party.id in meeting.parties for meeting in record.meetings) else "",
            "wants" if any(party.id == one.holder_party for one in record.positions) else "",
            "has people" if any(party.id == person.party for person in record.persons) else "",
        )
    for track in record.tracks:
        own = [meeting for meeting in record.meetings if meeting.track == track.id]
        held = sum(meeting.status in ("held", "ongoing") for meeting in own)
        wanting = {one.holder_party for one in record.positions}
        yield _judged(
            "track",
            track,
            f"level:{track.level}",
            f"parties:{min(len(track.parties), 4)}",
            f"meetings:{min(len(own), 3)}",
            f"of:{min(len(record.tracks), 4)}",
            "held" if held else "not held",
            "first" if record.tracks[0] is track else "",
            "both want" if set(track.parties) <= wanting else "",
            "events" if track.events else "",
        )
    for venue in record.venues:
        there_at = [meeting for meeting in record.meetings if meeting.venue == venue.id]
        yield _judged(
            "venue",
            venue,
            f"precision:{venue.precision}",
            f"places:{min(len(venue.evidence), 3)}",
            f"meetings:{min(len(there_at), 2)}",
            "held" if any(meeting.status in ("held", "ongoing") for meeting in there_at) else "",
            "sure meeting" if any(meeting.confidence > 0.7 for meeting in there_at) else "",
        )
    for meeting in record.meetings:
        yield _judged(
            "meeting",
            meeting,
            f"status:{meeting.status}",
            f"kind:{meeting.kind}",
            f"persons:{min(len(meeting.attendance), 3)}",
            f"parties:{min(len(meeting.parties), 3)}",
            f"places:{min(len(meeting.evidence), 4)}",
            f"day:{edtf.precision(meeting.date) or 'none'}",
            f"of:{min(len(record.meetings), 5)}",
            f"mode:{meeting.mode or 'none'}",
            f"long:{_length(meeting)}",
            "venue" if meeting.venue else "",
            "track" if meeting.track else "",
            "duration" if meeting.duration else "",
        )
        for row in meeting.attendance:
            traits = (
                f"status:{row.status}",
                f"meeting:{meeting.status}",
                f"kind:{meeting.kind}",
                f"role:{row.delegation_role or 'none'}",
                f"persons:{min(len(meeting.attendance), 6)}",
                f"places:{min(len(meeting.evidence), 4)}",
                "side" if row.side else "no side",
                "speaks" if row.person in speakers else "",
                "wants" if row.person in holders else "",
                "day" if meeting.date else "",
                "track" if meeting.track else "",
                "sure person" if raw.get(row.person, 0.0) > 0.9 else "",
            )
            yield Judged("attendance", row, meeting.confidence, frozenset(filter(None, traits)), meeting)
    for position in record.positions:
        yield _judged(
            "position",
            position,
            f"stance:{position.stance}",
            f"issue:{position.issue.partition('/')[0]}",
            f"quote:{position.quote}",
            f"source:{position.attribution_status}",
            f"places:{min(len(position.evidence), 3)}",
            f"long:{_length(position)}",
            "person" if position.holder_person else "",
            "conditions" if position.conditions else "",
            "own words" if position.holder_person and position.holder_person == position.speaker else "",
            "has track" if any(position.holder_party in track.parties for track in record.tracks) else "",
        )
    for assessment in record.assessments:
        yield _judged(
            "assessment",
            assessment,
            f"kind:{assessment.kind}",
            f"polarity:{assessment.polarity}",
            f"values:{min(len(assessment.values), 3)}",
            f"long:{_length(assessment)}",
            "about" if assessment.about else "",
            "voice" if assessment.speaker else "no voice",
            "party" if assessment.party else "",
        )


def _judged(kind: str, fact: Fact, *traits: str) -> Judged:
    return Judged(kind, fact, fact.confidence, frozenset({f"rule:{fact.rule}", *filter(None, traits)}))


def _length(fact: Fact) -> int:
    size = fact.evidence[0].end - fact.evidence[0].start if fact.evidence else 0
    return sum(size >= limit for limit in _LENGTHS)
