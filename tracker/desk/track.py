"""One track, whole: its meetings, who leads and sits on each side, and the distance between the sides by issue."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from textwrap import shorten
from typing import Final

from tracker.desk import moment as at_moment
from tracker.desk.moment import Moment, Told
from tracker.desk.positions import views
from tracker.desk.shown import SHOWN_FROM
from tracker.desk.status import track_rows
from tracker.desk.views import AssessmentView, IssueLine, PositionView, TrackRow, TrackView
from tracker.domain.stances import distance
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.queries import meetings, positions, tracks

# On an open issue statements are shown that are so many days older than those that make it open.
_EARLIER = 275
# Characters of its quote that stand for a judgement whose words no lexicon knew.
_QUOTE_LENGTH: Final = 80


def track_view(db: Database, track: int, as_of: date | None = None) -> TrackView:
    """Everything about one track at the end of a day.

    Args:
        db: the open file.
        track: row number.
        as_of: only what was known by the end of this day; None is today.

    Raises:
        Gone: where there is no such track, or nothing was known of it by then.
    """
    connection = db.read
    now = at_moment.moment(connection, as_of)
    row = tracks.one(connection, track)
    lines = track_rows(connection, [row], now) if row is not None else []
    if row is None or not lines:
        raise Gone("This track is not there, or was not known on that day.")
    told = at_moment.of_tracks(connection, [track], now)
    line = lines[0]
    seats = _seats(connection, track, told)
    return TrackView(
        row=line,
        leads={code: _lead(seats.get(code, ())) for code in line.parties},
        meetings=tuple(one.view for one in told if one.view.kind != "internal_briefing"),
        issues=_issues(connection, line, {name for one in told for name in one.issues}, now),
        tone=_tone(connection, track, told, now),
        briefings=tuple(one.view for one in told if one.view.kind == "internal_briefing"),
        delegations={code: tuple(dict.fromkeys(name for name, _ in seats.get(code, ()))) for code in line.parties},
        note=row["note"],
    )


def _seats(connection: sqlite3.Connection, track: int, told: Sequence[Told]) -> dict[str, list[tuple[str, str | None]]]:
    """Each side's people with their place in the delegation, those of the latest meeting first."""
    people = {one.view.id: one.view.people for one in told}
    seats: dict[str, list[tuple[str, str | None]]] = {}
    for row in meetings.delegations(connection, track):
        if row["side_code"] and row["name"] in people.get(row["meeting"], ()) and row["status"] != "absent":
            seats.setdefault(row["side_code"], []).append((row["name"], row["delegation_role"]))
    return seats


def _lead(seats: Sequence[tuple[str, str | None]]) -> str | None:
    return next((name for name, role in seats if role == "head"), None)


def _issues(
    connection: sqlite3.Connection, line: TrackRow, about: Collection[str], now: Moment
) -> tuple[IssueLine, ...]:
    """What the sides say on each open issue; an issue that the meetings are about stays, though nobody spoke of it."""
    if not line.open_issues:
        return ()
    parties = line.parties
    since = (date.fromisoformat(line.issues_since) - timedelta(days=_EARLIER)).isoformat()
    found = positions.of_issues(connection, line.open_issues, now.until, SHOWN_FROM, since)
    articles = {one["article"] for one in tracks.sources(connection, [line.id], now.until).get(line.id, ())}
    near = positions.carried_by(connection, [row["id"] for row in found], articles)
    ours = {row["id"] for row in _of_these_talks(connection, found, parties, near)}
    by_issue: dict[str, list[PositionView]] = {}
    for view in views(connection, found, now.until if now.past else None):
        if view.id in ours:  # what came before it may have been said elsewhere: movement is told of all
            by_issue.setdefault(view.issue, []).append(view)
    lines = []
    for issue in line.open_issues:
        sides: Mapping[str, tuple[PositionView, ...]] = {
            code: _latest([one for one in by_issue.get(issue, ()) if one.party == code]) for code in parties
        }
        codes = dict.fromkeys(
            one.party for one in by_issue.get(issue, ()) if one.party not in parties and one.id in near
        )
        others = {
            code: _latest([one for one in by_issue[issue] if one.party == code and one.id in near]) for code in codes
        }
        if issue in about or others or any(sides.values()):
            apart = distance([one.stance for one in side] for side in sides.values())
            lines.append(IssueLine(issue, sides, others, apart))
    return tuple(lines)


def _of_these_talks(
    connection: sqlite3.Connection, rows: Sequence[sqlite3.Row], parties: Sequence[str], near: Collection[int]
) -> list[sqlite3.Row]:
    """The positions that can be about the talks of these parties: a party that sits at several tables says much else.

    Those that an article on these talks carries (`near`), those towards another of the parties, and those towards
    nobody that no article on other talks carries.
    """
    far = [row["id"] for row in rows if row["id"] not in near and row["target"] == "[]"]
    elsewhere = positions.told_with_talks(connection, far)
    kept = []
    for row in rows:
        towards = set(json.loads(row["target"]))
        others = set(parties) - {row["party_code"]}
        if row["id"] in near or towards & others or (not towards and row["id"] not in elsewhere):
            kept.append(row)
    return kept


def _latest(said: Sequence[PositionView]) -> tuple[PositionView, ...]:
    """What was said on the last day on which anything was said, each stance once."""
    if not said:
        return ()
    last = said[-1].reported
    found: dict[str, PositionView] = {}
    for one in said:
        if one.reported == last:
            found.setdefault(one.stance, one)
    return tuple(found.values())


def _tone(connection: sqlite3.Connection, track: int, told: Sequence[Told], now: Moment) -> tuple[AssessmentView, ...]:
    found = positions.assessments_of(connection, track, [one.view.id for one in told], now.until, SHOWN_FROM)
    return tuple(assessment_view(row) for row in found)


def assessment_view(row: sqlite3.Row) -> AssessmentView:
    """A row of `queries.positions.assessments_of` as a view; without words, by the beginning of its quote."""
    words = tuple(json.loads(row["words"]))
    if not words and row["said"]:
        words = (f"“{shorten(row['said'], _QUOTE_LENGTH, placeholder='…')}”",)
    return AssessmentView(
        id=row["id"],
        kind=row["kind"],
        words=words,
        polarity=row["polarity"],
        speaker=row["speaker_name"] or row["speaker_text"],
        party=row["party_code"],
        reported=row["day"],
        state=row["state"],
    )
