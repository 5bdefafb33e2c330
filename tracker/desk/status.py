"""The status of every track on any day: phase, last and next meeting, open issues, origins, what to confirm."""

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tracker.desk import moment as at_moment
from tracker.desk.changes import changes_until
from tracker.desk.moment import Moment, Told
from tracker.desk.settings import own as own_settings
from tracker.desk.shown import SHOWN_FROM
from tracker.desk.views import JudgementView, MeetingView, PlaceInTime, StatusView, TrackRow
from tracker.domain import edtf
from tracker.domain.phase import Contact, Event, standing
from tracker.store.database import Database
from tracker.store.queries import conflicts, known_facts, observations, positions, review, stored_articles, tracks
from tracker.store.queries import meetings as meeting_rows

# A position older than this many days before the track's newest report names no open issue of its own.
_ISSUES_LAST = 90
_CHANGES = 12
# Internal briefings are shown for so many days around the day.
_BRIEFINGS = 3


def status(db: Database, as_of: date | None = None) -> StatusView:
    """Everything the first screen shows.

    Args:
        db: the open file.
        as_of: the clock stands at the end of this day, and only articles published by then count; None is today.
    """
    connection = db.read
    now = at_moment.moment(connection, as_of)
    listed = tracks.listed(connection, SHOWN_FROM)
    told = at_moment.of_tracks(connection, [row["id"] for row in listed], now, light=True)
    loose = at_moment.of_no_track(connection, now, light=True)
    loose_standing = standing([_contact(one) for one in loose], (), now.day, own_settings().window)
    near = [
        one.view.id
        for one in (*told, *loose)
        if one.view.kind == "internal_briefing"
        and (_is_near(one.view.date, now.day) or (one.view.status == "planned" and _is_due(one.view.date, now.day)))
    ]
    wanted = [*near, *(contact.id for contact in (*loose_standing.to_confirm, *loose_standing.due))]
    whole = {one.view.id: one.view for one in at_moment.by_ids(connection, wanted, now)}
    found = track_rows(connection, listed, now, told)
    to_confirm = [meeting for row in found for meeting in row.to_confirm if not row.archived]
    to_confirm += [whole[contact.id] for contact in loose_standing.to_confirm]
    due = [meeting for row in found for meeting in row.due if not row.archived]
    due += [whole[contact.id] for contact in loose_standing.due]
    briefings = [whole[number] for number in near]
    due += [one for one in briefings if one.status == "planned" and _is_due(one.date, now.day)]
    loose_asked = [contact.id for contact in loose_standing.to_confirm]
    beside = meeting_rows.tracks_beside(connection, loose_asked) if loose_asked else {}
    shown, hidden = _waiting(connection, now)
    changed, looked = changes_until(connection, now, _CHANGES)
    return StatusView(
        as_of=now.until,
        today=as_of is None or as_of == date.today(),
        tracks=tuple(sorted(found, key=_order)),
        hidden=hidden,
        to_review=shown,
        conflicts=conflicts.open_at(connection, now.until) if now.past else conflicts.open_count(connection),
        articles=stored_articles.count(connection, now.until if now.past else None),
        changes=tuple(changed),
        to_confirm=tuple(to_confirm),
        beside=tuple((track, whole[meeting]) for meeting, track in beside.items()),
        due=tuple(sorted(due, key=lambda one: (one.date or "", one.id))),
        briefings=tuple(briefings),
        newest=stored_articles.newest_published(connection),
        looked=looked,
    )


def status_json(view: StatusView) -> dict[str, Any]:
    """The object that `tracker status --json` prints."""
    return {
        "as_of": view.as_of,
        "tracks": [
            {
                "name": row.name,
                "parties": list(row.parties),
                "level": row.level,
                "phase": row.phase,
                "computed_phase": row.computed_phase,
                "last": {"date": row.last.date, "place": row.last.place} if row.last else None,
                "next": {"date": row.next.date, "place": row.next.place, "status": row.next.status}
                if row.next
                else None,
                "open_issues": list(row.open_issues),
                "chains": row.chains,
                "articles": row.articles,
                "days_since_news": row.days_since_news,
                "to_confirm": [
                    *(_asked(one) for one in row.to_confirm),
                    *(_asked(one) for track, one in view.beside if track == row.id),
                ],
            }
            for row in view.tracks
        ],
        "to_review": view.to_review,
        "conflicts": view.conflicts,
    }


def _asked(one: MeetingView) -> dict[str, str | None]:
    return {"date": one.date, "place": one.place, "what": one.what}


def track_rows(
    connection: sqlite3.Connection, listed: Sequence[sqlite3.Row], now: Moment, meetings: Sequence[Told] | None = None
) -> list[TrackRow]:
    """The lines of these tracks; a track of which nothing was known by then has none.

    Args:
        connection: an open database.
        listed: the tracks' rows.
        now: the moment.
        meetings: their meetings, where the caller has them already.
    """
    numbers = [row["id"] for row in listed]
    if meetings is None:
        meetings = at_moment.of_tracks(connection, numbers, now, light=True)
    told: dict[int, list[Told]] = {}
    for one in meetings:
        told.setdefault(one.view.track or 0, []).append(one)
    sources = tracks.sources(connection, numbers, now.until if now.past else None)
    parties = known_facts.track_parties(connection, numbers)
    judgements = known_facts.judgements(connection, numbers)
    events = _events(connection, numbers, now)
    found = []
    for row in listed:
        number = row["id"]
        said = sources.get(number, [])
        typed = row["typed_by"] is not None and (row["known_since"] or "") <= now.until
        if not said and not typed and not told.get(number):
            continue
        codes = tuple(one["code"] for one in parties.get(number, ()))
        holders = [one["party"] for one in parties.get(number, ())]
        found.append(
            _row(
                connection,
                row,
                codes,
                holders,
                told.get(number, []),
                said,
                events.get(number, ()),
                judgements.get(number),
                now,
            )
        )
    return found


def _row(
    connection: sqlite3.Connection,
    row: sqlite3.Row,
    codes: tuple[str, ...],
    holders: list[int],
    told: list[Told],
    said: list[sqlite3.Row],
    events: Sequence[Event],
    judged: sqlite3.Row | None,
    now: Moment,
) -> TrackRow:
    where = standing([_contact(one) for one in told], events, now.day, own_settings().window)
    views = {one.view.id: one.view for one in told}
    named = [contact.id for contact in (*where.to_confirm, *where.due)]
    whole = {one.view.id: one.view for one in at_moment.by_ids(connection, named, now)}
    news = max((one["day"] for one in said), default=None) or max(
        (one.known for one in told if one.known), default=None
    )
    since = issues_since(connection, codes, holders, now, news)
    judgement = _judgement(judged, max((one["ingested"] for one in said), default="")) if judged is not None else None
    phase = judgement.phase if judgement and judgement.phase else where.phase
    return TrackRow(
        id=row["id"],
        name=row["name"],
        parties=codes,
        level=row["level"],
        phase=phase,
        computed_phase=where.phase,
        last=_place(where.last, views, now.day, back=True),
        next=_place(where.next, views, now.day, back=False),
        open_issues=open_issues(connection, codes, holders, told, now, since),
        issues_since=since,
        chains=len({one["origin"] for one in said}),
        articles=len({one["article"] for one in said}),
        days_since_news=(now.day - date.fromisoformat(news)).days if news else None,
        to_confirm=tuple(whole[contact.id] for contact in where.to_confirm),
        due=tuple(whole[contact.id] for contact in where.due),
        followed=bool(row["followed"]),
        archived=bool(row["archived"]),
        state=row["state"],
        judgement=judgement,
    )


def _contact(one: Told) -> Contact:
    view = one.view
    # When it took place is not said, but it had when it was first told of.
    day = view.date or (f"../{one.by}" if one.by else None)
    return Contact(view.id, view.kind, view.status, day, view.place, view.what, one.known, one.answered)


def _place(contact: Contact | None, views: dict[int, MeetingView], day: date, *, back: bool) -> PlaceInTime | None:
    if contact is None:
        return None
    end = edtf.last_day(contact.date) if back else edtf.first_day(contact.date)
    days = abs((day - end).days) if end else None
    view = views[contact.id]
    return PlaceInTime(contact.id, contact.date, view.place, contact.status, days)


def _judgement(row: sqlite3.Row, newest: str) -> JudgementView:
    return JudgementView(
        row["phase"], row["line"], row["why"], row["set_by"], row["set_on"][:10], stale=newest > row["set_on"]
    )


def _events(connection: sqlite3.Connection, numbers: Sequence[int], now: Moment) -> dict[int, list[Event]]:
    """What happened to tracks by then; an event without a day of its own counts from its first report."""
    found = [row for row in known_facts.events(connection, numbers) if _counts(row)]
    said = observations.of_facts(
        connection, "track_event", [row["id"] for row in found], now.until if now.past else None
    )
    events: dict[int, list[Event]] = {}
    for row in found:
        first = said[row["id"]][0]["day"] if row["id"] in said else row["known_since"]
        if first is None or first > now.until:
            continue
        events.setdefault(row["track"], []).append(Event(row["kind"], row["date"] or first))
    return events


def _counts(row: sqlite3.Row) -> bool:
    below = row["state"] == "suggested" and row["confidence"] is not None and row["confidence"] < SHOWN_FROM
    return row["state"] != "rejected" and not below


def issues_since(
    connection: sqlite3.Connection, codes: Sequence[str], holders: Sequence[int], now: Moment, news: str | None
) -> str:
    """The ISO day from which on the statements of a track's parties are those of today.

    They age against the track's newest report, so that a track that went quiet keeps what it was about; and where
    that report tells of no statement (a new round after half a year), against the last one that was made.

    Args:
        connection: an open database.
        codes: the track's parties.
        holders: their rows.
        now: the day of the view.
        news: the ISO day of the track's newest report; None counts from the day of the view.
    """
    since = ((date.fromisoformat(news) if news else now.day) - timedelta(days=_ISSUES_LAST)).isoformat()
    said = positions.last_report_of_parties(connection, codes, holders, now.until, SHOWN_FROM)
    if said is None or said >= since:
        return since
    return (date.fromisoformat(said) - timedelta(days=_ISSUES_LAST)).isoformat()


def open_issues(
    connection: sqlite3.Connection,
    codes: Sequence[str],
    holders: Sequence[int],
    told: Sequence[Told],
    now: Moment,
    since: str,
) -> tuple[str, ...]:
    """What a track's meetings are about, and what its parties want of each other; the finer name where there is one.

    Args:
        connection: an open database.
        codes: the track's parties.
        holders: their rows.
        told: the track's meetings.
        now: the day of the view.
        since: the ISO day from which on statements count, see `issues_since`.
    """
    issues: dict[str, None] = {}
    for one in told:
        if one.view.kind != "internal_briefing":
            issues.update(dict.fromkeys(one.issues))
    if holders and codes:
        issues.update(
            dict.fromkeys(positions.issues_of_parties(connection, codes, holders, since, now.until, SHOWN_FROM))
        )
    finer = {issue.partition("/")[0] for issue in issues if "/" in issue}
    return tuple(issue for issue in issues if "/" in issue or issue not in finer)


def _waiting(connection: sqlite3.Connection, now: Moment) -> tuple[int, int]:
    if now.past:
        return review.waiting_at(connection, SHOWN_FROM, now.until)
    waiting = review.waiting(connection, SHOWN_FROM)
    return sum(shown for shown, _ in waiting.values()), sum(hidden for _, hidden in waiting.values())


def _order(row: TrackRow) -> tuple[bool, bool, int, int, int]:
    """Followed tracks first, archived ones last; then by the newest news, then those that wait or move before stale."""
    news = row.days_since_news if row.days_since_news is not None else 10**6
    return row.archived, not row.followed, news, _PHASES.index(row.phase), row.id


_PHASES = (
    "active",
    "suspended",
    "awaiting confirmation",
    "scheduled",
    "agreed",
    "conditional",
    "proposed",
    "stale",
)


def _is_due(day: str | None, today: date) -> bool:
    first = edtf.first_day(day)
    return edtf.precision(day) == "day" and first is not None and today <= first <= today + timedelta(days=1)


def _is_near(day: str | None, today: date) -> bool:
    days = edtf.interval(day)
    if days is None or days.last is None or days.first is None:
        return False
    return days.first <= today + timedelta(days=_BRIEFINGS) and today - timedelta(days=_BRIEFINGS) <= days.last
