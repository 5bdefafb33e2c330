"""How a meeting came to stand where it stands: planned, moved, held, step by step, each with who says so.

A step is a report after which the meeting stood otherwise than before: its status, day or place. Reports that say the
same again are counted with the step they repeat; one that contradicts what had happened is a step that changes nothing.
What a person typed or set is a step too, and so is the day on which a plan had passed and nobody had reported.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tracker.desk import moment as at_moment
from tracker.desk.folding import MET, OFF, Seen, fold, in_order, is_move
from tracker.desk.seen import of_meetings
from tracker.desk.titles import article_title
from tracker.desk.views import MeetingStep
from tracker.domain import edtf
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.queries import evidence, rows, stored_articles

UNREPORTED: Final = "unknown"
"""The status of a plan whose day has passed without a report."""


def meeting_history(db: Database, meeting: int, as_of: date | None = None) -> list[MeetingStep]:
    """The steps of a meeting, earliest first.

    Args:
        db: the open file.
        meeting: row number.
        as_of: only what was reported by the end of this day; None is today.

    Raises:
        Gone: where there is no such meeting.
    """
    connection = db.read
    row = rows.fact(connection, "meeting", meeting)
    if row is None:
        raise Gone("This meeting is not there any more.")
    return steps_of(connection, row, as_of)


def steps_of(connection: sqlite3.Connection, row: sqlite3.Row, as_of: date | None = None) -> list[MeetingStep]:
    """The steps of a meeting's row, as `meeting_history` gives them."""
    now = at_moment.moment(connection, as_of)
    seen = in_order(of_meetings(connection, [row["id"]], now.until).get(row["id"], ()))
    steps = _reported(connection, row["id"], seen)
    if row["typed_by"] is not None and (row["known_since"] or "") <= now.until:
        steps.insert(0, _by_person(connection, row, row["typed_by"], row["known_since"], row["typed_note"]))
    steps += _set_by_hand(connection, row)
    steps = _in_order_of_days(steps)
    return [*steps, *_unreported(steps, now.day)]


def _reported(connection: sqlite3.Connection, meeting: int, seen: Sequence[Seen]) -> list[MeetingStep]:
    words = _words(connection, meeting)
    titles = {
        number: article_title(found)
        for number in {one.article for one in seen}
        if (found := stored_articles.one(connection, number)) is not None
    }
    steps: list[MeetingStep] = []
    before: tuple[str, str | None, int | None] | None = None
    for number, one in enumerate(seen):
        folded = fold(seen[: number + 1])
        stands = (folded.status, folded.date, folded.venue)
        opposed = folded.status in MET and one.status in OFF
        if stands == before and not opposed:
            last = max(index for index, step in enumerate(steps) if step.counts)
            steps[last] = replace(steps[last], repeated=steps[last].repeated + 1)
            continue
        said = words.get(one.article)
        venue = one.place if opposed else None
        steps.append(
            MeetingStep(
                day=one.day,
                status=one.status if opposed else folded.status,
                date=one.date if opposed else folded.date,
                place=venue.shown if venue else _place(connection, None if opposed else folded.venue),
                article=one.article,
                article_title=titles.get(one.article, ""),
                origin=said["origin"] if said is not None else None,
                exact=said["exact"] if said is not None else "",
                counts=not opposed,
                moved=not opposed and before is not None and is_move(before[:2], stands[:2]),
            )
        )
        before = stands
    return steps


def _words(connection: sqlite3.Connection, meeting: int) -> Mapping[int, sqlite3.Row]:
    """The best words of each article: the first it brought."""
    found: dict[int, sqlite3.Row] = {}
    for row in evidence.of_fact(connection, "meeting", meeting):
        found.setdefault(row["article"], row)
    return found


def _place(connection: sqlite3.Connection, venue: int | None) -> str | None:
    row = rows.fact(connection, "venue", venue) if venue is not None else None
    return str(row["name"]) if row is not None else None


def _by_person(
    connection: sqlite3.Connection, row: sqlite3.Row, who: str, day: str | None, note: str | None
) -> MeetingStep:
    return MeetingStep(
        day=day,
        status=row["status"],
        date=row["date"],
        place=_place(connection, row["venue"]),
        by=who,
        exact=note or "",
    )


def _set_by_hand(connection: sqlite3.Connection, row: sqlite3.Row) -> list[MeetingStep]:
    """What a person set of the status, day or place last; the fields of one action are one step."""
    manual = rows.manual_fields(connection, "meeting", [row["id"]]).get(row["id"], {})
    set_on: dict[tuple[str, str], None] = {}
    for name in ("status", "date", "venue"):
        one = manual.get(name)
        # Typing a meeting sets its fields at once: that is its first step already.
        if one is not None and one["set_on"][:16] != (row["typed_on"] or "")[:16]:
            set_on[one["set_by"], one["set_on"]] = None
    return [_by_person(connection, row, who, on[:10], None) for who, on in list(set_on)[-1:]]


def _in_order_of_days(steps: Sequence[MeetingStep]) -> list[MeetingStep]:
    """By day; on one day what a person set comes after what was reported."""
    return sorted(steps, key=lambda step: (step.day or "", step.by is not None))


def _unreported(steps: Sequence[MeetingStep], day: date) -> list[MeetingStep]:
    """The step that only the clock made: the plan's last day has passed, and no report says what came of it."""
    counted = [step for step in steps if step.counts]
    if not counted or counted[-1].status != "planned" or not edtf.has_passed(counted[-1].date, day):
        return []
    last = edtf.last_day(counted[-1].date) or day
    passed = last + timedelta(days=1)
    return [
        MeetingStep(
            day=passed.isoformat(),
            status=UNREPORTED,
            date=counted[-1].date,
            place=counted[-1].place,
            clock=True,
        )
    ]
