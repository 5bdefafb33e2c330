"""Why the extraction found what it found: each fact with its rule, confidence and words in their sentence.

For `tracker extract --explain`; no database.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.desk.shown import SHOWN_FROM
from tracker.desk.titles import what_of
from tracker.domain import edtf
from tracker.domain.record import AssessmentFact, Evidence, Fact, MeetingFact, PersonFact, PositionFact, Record

_END = re.compile(r"[.!?][\"'”’)\]]*\s+|\n\s*\n")
_AROUND = 240  # characters of the sentence to either side of the words, at most


@dataclass(frozen=True, slots=True)
class Explained:
    """One fact: what it says, the rule that made it, its confidence (0..1), and whether it is shown by default.

    `before`, `words`, `after` are the sentence: the first evidence inside of it, as the article writes it. `more` is
    the number of further places that carry the fact. `rows` are facts inside of this one (who attends, track events).
    """

    title: str
    rule: str
    confidence: float
    shown: bool
    before: str
    words: str
    after: str
    more: int = 0
    rows: tuple[str, ...] = ()


def explained(record: Record, text: str) -> list[tuple[str, list[Explained]]]:
    """Every fact of a record by its class, the classes in the record's order; classes without facts are left out.

    Args:
        record: with everything that was read.
        text: the article's stored text, to which the evidence refers.
    """
    names = {person.id: person.name for person in record.persons}
    venues = {venue.id: venue.name for venue in record.venues}
    about = {track.id: track.name for track in record.tracks} | {
        meeting.id: f"{_meeting(meeting, names, venues)}" for meeting in record.meetings
    }
    groups: list[tuple[str, list[Explained]]] = [
        ("People", [_of(one, _person(one), text) for one in record.persons]),
        ("Parties", [_of(one, f"{one.id}: {one.name}, {one.type.replace('_', ' ')}", text) for one in record.parties]),
        (
            "Tracks",
            [
                _of(one, f"{one.name} ({', '.join(one.parties)}), {one.level}", text, [
                    f"{event.kind} {edtf.shown(event.date)}".strip() for event in one.events
                ])
                for one in record.tracks
            ],
        ),
        (
            "Venues",
            [
                _of(one, ", ".join(filter(None, (one.name, one.locality, one.country))) + f" ({one.precision})", text)
                for one in record.venues
            ],
        ),
        (
            "Meetings",
            [_of(one, _meeting(one, names, venues), text, list(_attending(one, names))) for one in record.meetings],
        ),
        ("Positions", [_of(one, _position(one, names), text) for one in record.positions]),
        ("Assessments", [_of(one, _assessment(one, names, about), text) for one in record.assessments]),
    ]  # fmt: skip
    return [(name, facts) for name, facts in groups if facts]


def _of(fact: Fact, title: str, text: str, rows: Sequence[str] = ()) -> Explained:
    before, words, after = _sentence(text, fact.evidence[0]) if fact.evidence else ("", "", "")
    shown = fact.confidence >= SHOWN_FROM
    return Explained(
        title, fact.rule, fact.confidence, shown, before, words, after, max(0, len(fact.evidence) - 1), tuple(rows)
    )


def _sentence(text: str, span: Evidence) -> tuple[str, str, str]:
    """The words with what stands around them in their sentence; an ellipsis where it is cut."""
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    ends = [match.end() for match in _END.finditer(text, start, span.start)]
    first = ends[-1] if ends else start
    stop = _END.search(text, span.end - 1, end)
    last = stop.end() if stop else end
    before = text[first : span.start].lstrip()
    after = text[span.end : max(last, span.end)].rstrip()
    if not ends and start > 0:
        before = f"…{before.partition(' ')[2]}"
    if stop is None and end < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    return before, text[span.start : span.end], after


def _person(one: PersonFact) -> str:
    said = [f"{one.name}, {one.party}" if one.party else f"{one.name}, no party stated"]
    if one.roles:
        said.append(", ".join(one.roles))
    if one.aliases:
        said.append("also " + ", ".join(one.aliases))
    return "; ".join(said)


def _meeting(one: MeetingFact, names: dict[str, str], venues: dict[str, str]) -> str:
    people = [names[row.person] for row in one.attendance if row.person in names]
    what = what_of(one.kind, one.parties, people, one.format)
    day = edtf.shown(one.date) or (f"“{one.date_text}”" if one.date_text else "")
    said = [what, one.kind.replace("_", " "), one.status, day, venues.get(one.venue or "", ""), one.duration or ""]
    return ", ".join(filter(None, said))


def _attending(one: MeetingFact, names: dict[str, str]) -> Iterator[str]:
    for row in one.attendance:
        sure = "" if row.confidence is None else f" {row.confidence:.2f}"
        side = f", {row.side}" if row.side else ""
        role = f", {row.delegation_role}" if row.delegation_role else ""
        yield f"{names.get(row.person, row.person)}{side}: {row.status}{role}{sure}"


def _position(one: PositionFact, names: dict[str, str]) -> str:
    holder = f"{one.holder_party} ({names[one.holder_person]})" if one.holder_person in names else one.holder_party
    target = f" of {', '.join(one.target)}" if one.target else ""
    chain = " ← ".join(one.chain)
    source = f"; {one.attribution_status.replace('_', ' ')}{', ' + chain if chain else ''}"
    return f"{holder}: {one.stance.replace('_', ' ')}{target} on {one.issue}{source}"


def _assessment(one: AssessmentFact, names: dict[str, str], about: dict[str, str]) -> str:
    words = f" “{'”, “'.join(one.values)}”" if one.values else ""
    who = names.get(one.speaker or "", one.speaker) or "the article"
    topic = f"; about {about[one.about]}" if one.about in about else ""
    return f"{one.kind.replace('_', ' ')}, {one.polarity}:{words}; voice {who}{topic}"
